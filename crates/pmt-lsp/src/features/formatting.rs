//! Formatting, the same as `pmt fmt`'s.

use tower_lsp::ls_types::{Range, TextEdit};

use crate::state::View;

/// The changes that format a document; none where it has syntax errors, whose meaning formatting could change.
pub fn whole(view: &View) -> Option<Vec<TextEdit>> {
    let document = &view.document;
    let formatted = pmt_syntax::format(document.parse())?;
    Some(minimal(view, &formatted))
}

/// What stands before and after the first and the last difference stays, so that the cursor and marks do.
fn minimal(view: &View, formatted: &str) -> Vec<TextEdit> {
    let document = &view.document;
    let old: &str = &document.text;
    if old == formatted {
        return Vec::new();
    }
    let same_start: usize = old
        .chars()
        .zip(formatted.chars())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let (old_rest, new_rest) =
        (old.get(same_start..).unwrap_or_default(), formatted.get(same_start..).unwrap_or_default());
    let same_end: usize = old_rest
        .chars()
        .rev()
        .zip(new_rest.chars().rev())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let end = old.len().saturating_sub(same_end);
    let encoding = view.profile.encoding;
    // A position between CR and LF is none.
    let (start, end) = whole_lines(old, same_start, end);
    let range = Range {
        start: encoding.position(document.lines(), old, offset(start)),
        end: encoding.position(document.lines(), old, offset(end)),
    };
    let kept_end = old.len().saturating_sub(end);
    let new_end = formatted.len().saturating_sub(kept_end);
    let text = formatted.get(start..new_end).unwrap_or_default().to_owned();
    vec![TextEdit { range, new_text: text }]
}

/// The range with its first and last line whole.
fn whole_lines(text: &str, start: usize, end: usize) -> (usize, usize) {
    let before = text.get(..start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let after = text.get(end..).unwrap_or_default();
    let end = after.find('\n').map_or(text.len(), |at| end.saturating_add(at).saturating_add(1));
    (start, end)
}
