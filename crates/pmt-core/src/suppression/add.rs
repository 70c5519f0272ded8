//! Writing suppressions for what is found in an old tree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pmt_syntax::ast::{self, Item};
use pmt_syntax::{Edit, Span, Tree};

use super::{can_silence, comment};
use crate::config::Settings;
use crate::finding::{FileId, Finding};
use crate::workspace::{File, SourceFile, Workspace};

/// A file with suppressions written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The file.
    pub file: FileId,
    /// Its new text, formatted.
    pub text: String,
    /// How many findings it silences.
    pub silenced: usize,
}

/// Silences, for one reason, every finding of the files that are `wanted`. What cannot be silenced (the language's own
/// errors) stays, and files with syntax errors are left as they are.
pub fn add(
    workspace: &Workspace,
    settings: &Settings,
    reason: &str,
    wanted: impl Fn(FileId) -> bool,
) -> Vec<Added> {
    // The comments go where the formatted text has its lines, so that formatting afterwards cannot part them from their
    // items.
    let formatted = workspace.reformatted();
    let (findings, _) = formatted.check(settings);
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    findings
        .chunk_by(|a, b| a.site.file == b.site.file)
        .filter_map(|of_file| {
            let file = of_file.first()?.site.file;
            add_to_file(formatted.file(file).filter(|_| wanted(file))?, of_file, &reason)
        })
        .collect()
}

fn add_to_file(file: &File, findings: &[Finding], reason: &str) -> Option<Added> {
    let parsed = pmt_syntax::parse(Arc::clone(&file.text));
    if !parsed.errors.is_empty() {
        return None;
    }
    let mut by_line: BTreeMap<usize, BTreeSet<&'static str>> = BTreeMap::new();
    let mut silenced: usize = 0;
    for finding in findings.iter().filter(|finding| can_silence(finding.rule)) {
        if let Some(line) = line_above(&parsed.tree, finding.site.span) {
            by_line.entry(line).or_default().insert(finding.rule.code);
            silenced = silenced.saturating_add(1);
        }
    }
    if silenced == 0 {
        return None;
    }
    let line_end = if file.text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = file.text.to_string();
    for (line, codes) in by_line.into_iter().rev() {
        let codes: Vec<&str> = codes.into_iter().collect();
        text.insert_str(line, &format!("{}{line_end}", comment(&codes, reason)));
    }
    let text = pmt_syntax::format(&pmt_syntax::parse(text))?;
    Some(Added { file: file.model.id, text, silenced })
}

/// The comment that silences rules in the innermost item around a place that begins a line, as an edit of the text: on
/// the line before it, indented as it is. `None` where no item is.
pub fn above(tree: &Tree, place: Span, codes: &[&str], reason: &str) -> Option<Edit> {
    let line = line_above(tree, place)?;
    let rest = tree.text().get(line..)?;
    let indent = rest.len().saturating_sub(rest.trim_start_matches([' ', '\t']).len());
    let indent = rest.get(..indent).unwrap_or_default();
    let text = format!("{indent}{}\n", comment(codes, reason).trim_end());
    Some(Edit { span: Span::of(line..line), text })
}

/// Where the line begins of the innermost item around a place that is the first thing on its line.
fn line_above(tree: &Tree, place: Span) -> Option<usize> {
    let mut line = None;
    let mut here: Vec<Item<'_>> = ast::items(tree).collect();
    while let Some(item) = here.into_iter().find(|item| item.span().covers(place)) {
        line = line_start(tree.text(), item.span().start as usize).or(line);
        here = item.block().into_iter().flat_map(ast::Block::items).collect();
    }
    line
}

/// Where the line begins on which an item is the first thing.
fn line_start(text: &str, item: usize) -> Option<usize> {
    let before = text.get(..item)?;
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let blank = before.get(start..)?;
    if !blank.trim_start_matches('\u{FEFF}').trim().is_empty() {
        return None;
    }
    Some(if blank.starts_with('\u{FEFF}') { start.saturating_add('\u{FEFF}'.len_utf8()) } else { start })
}

impl Workspace {
    /// The same files, formatted; those with syntax errors as they are.
    fn reformatted(&self) -> Self {
        let sources = self.files().iter().map(|file| {
            let canonical = pmt_syntax::format(&pmt_syntax::parse(Arc::clone(&file.text)));
            let text = canonical.map_or_else(|| Arc::clone(&file.text), Arc::from);
            SourceFile { path: file.path.clone(), text }
        });
        Self::new(sources.collect()).below(self.base())
    }
}
