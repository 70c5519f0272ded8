//! A project's texts as the rules over prose read them: references expanded, cut into sentences and clauses, and with
//! the way back to the source.
//!
//! This module must never know a word list: what is looked for in a text is the rules' business.

use std::borrow::Cow;
use std::ops::Range;

use pmt_syntax::{Cooked, Edit, Origin};

use super::ProjectCx;
use crate::edition::{Edition, Key};
use crate::finding::{FileId, Site};
use crate::model::Prose;
use crate::prose::sentence::around;
pub(crate) use crate::prose::sentence::trim;

/// One text of a project.
#[derive(Clone, Debug)]
pub(crate) struct Passage<'a> {
    /// Where it is written.
    pub prose: &'a Prose,
    /// What it says.
    pub cooked: Cow<'a, Cooked>,
    /// The file it stands in.
    pub file: FileId,
}

impl<'a> Passage<'a> {
    /// A text of a project.
    pub fn new(cx: &ProjectCx<'a>, prose: &'a Prose) -> Self {
        Self { prose, cooked: cx.resolved.text(prose), file: cx.file }
    }

    /// A text of a project that may not be there; a blank one counts as absent.
    pub fn some(cx: &ProjectCx<'a>, prose: Option<&'a Prose>) -> Option<Self> {
        prose.map(|prose| Self::new(cx, prose)).filter(|passage| !passage.cooked.is_blank())
    }

    /// Every text of a project in the form's order.
    pub fn all(cx: &ProjectCx<'a>) -> impl Iterator<Item = Self> {
        let cx = *cx;
        cx.project.prose().map(move |prose| Self::new(&cx, prose))
    }

    /// The words.
    pub fn text(&self) -> &str {
        self.cooked.text()
    }

    /// Some of the words.
    pub fn words(&self, range: &Range<usize>) -> &str {
        self.text().get(range.clone()).unwrap_or_default()
    }

    /// Where some of the words stand.
    pub fn site(&self, range: &Range<usize>) -> Site {
        Site { file: self.file, span: self.cooked.source_span(range.clone()) }
    }

    /// All of it without the blanks around.
    pub fn whole(&self) -> Range<usize> {
        trim(self.text(), 0..self.text().len())
    }

    /// A replacement of some of the words; `None` where they are not the author's own characters.
    pub fn edit(&self, range: &Range<usize>, text: impl Into<String>) -> Option<Edit> {
        let own = range.clone().all(|offset| self.cooked.origin(offset) == Origin::Source);
        let span = self.cooked.source_span(range.clone());
        // What stands on several lines has an indentation between its words that the text does not show.
        let is_exact = span.end.saturating_sub(span.start) as usize == range.len();
        (own && is_exact).then(|| Edit { span, text: text.into() })
    }

    /// What the text is called in messages: its key in the edition, else the name it stands under.
    pub fn label(&self, edition: Edition) -> &'static str {
        self.prose.key.unwrap_or(Key::Plan).label(edition)
    }
}

/// Whether a character is a Han character.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}')
}

/// What ends a sentence.
const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '!' | '?')
}

/// What ends a clause.
const fn ends_clause(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | '：' | ',' | ':' | '\n')
}

/// The sentences of a text without their marks. A new line begins one only after a mark or a colon, since an author may
/// break lines anywhere.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut before = ' ';
    cut(text, 0..text.len(), |c| {
        let ends = ends_sentence(c) || (c == '\n' && matches!(before, '。' | '；' | ';' | '：' | ':'));
        if !c.is_whitespace() {
            before = c;
        }
        ends
    })
}

/// The clauses of a part of a text. A comma between digits belongs to the number.
pub(crate) fn clauses(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut before = ' ';
    cut(text, within, |c| {
        let ends = ends_clause(c) && !(c == ',' && before.is_ascii_digit());
        before = c;
        ends
    })
}

fn cut(text: &str, within: Range<usize>, mut ends: impl FnMut(char) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = within.start;
    for (at, c) in text.get(within.clone()).unwrap_or_default().char_indices() {
        if ends(c) {
            let at = within.start.saturating_add(at);
            found.push(trim(text, start..at));
            start = at.saturating_add(c.len_utf8());
        }
    }
    found.push(trim(text, start..within.end));
    found.retain(|range| !range.is_empty());
    found
}

/// The clause around a place.
pub(crate) fn clause_around(text: &str, at: usize) -> Range<usize> {
    trim(text, around(text, &(at..at), ends_clause))
}

/// The characters of a text with those that are written either way made one, and blanks and marks left out: what two
/// texts are compared by. Each with its offset.
pub(crate) fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    // Nearly all of them are Han, which is told faster.
    text.char_indices().filter(|(_, c)| {
        matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric() || matches!(c, '%' | '％' | '$')
    })
}

/// Both spellings of a mark as one, blanks left out.
pub(crate) fn unspaced(text: &str) -> String {
    let one = |c| match c {
        '(' => '（',
        ')' => '）',
        ',' => '，',
        ';' => '；',
        ':' => '：',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(one).collect()
}

/// The first of some words in a text.
pub(crate) fn first_of<'w>(
    text: &str,
    words: impl IntoIterator<Item = &'w str>,
) -> Option<(Range<usize>, &'w str)> {
    words
        .into_iter()
        .filter_map(|word| text.find(word).map(|at| (at..at.saturating_add(word.len()), word)))
        .min_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)))
}

/// Whether any of some words stands in a text.
pub(crate) fn has_any<'w>(text: &str, words: impl IntoIterator<Item = &'w str>) -> bool {
    words.into_iter().any(|word| text.contains(word))
}

/// An edition's word list with the workspace's additions.
pub(crate) fn listed<'a>(
    added: &'a [String],
    words: &'static [&'static str],
) -> impl Iterator<Item = &'a str> + Clone {
    words.iter().copied().chain(added.iter().map(String::as_str))
}
