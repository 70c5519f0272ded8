//! What the importer has to say: what it normalised, what it could not place.

use pmt_core::text::Message;

use crate::source::Piece;

/// Something the importer normalised or noticed that only the printed document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The catalogue's rule, where it has one.
    pub code: Option<&'static str>,
    /// The line of the source, counted from 1.
    pub line: u32,
    /// What.
    pub message: Message,
}

/// A paragraph or cell that found no place: it stands as a comment in a file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// Its line in the source, counted from 1.
    pub line: u32,
    /// The text.
    pub text: String,
    /// The file it stands in as a comment.
    pub file: String,
}

/// Notes being gathered.
#[derive(Debug, Default)]
pub(crate) struct Notes(Vec<Note>);

impl Notes {
    pub(crate) fn push(&mut self, note: Note) {
        self.0.push(note);
    }

    pub(crate) fn add(&mut self, code: Option<&'static str>, line: u32, message: Message) {
        self.push(Note { code, line, message });
    }

    /// Notes that broken lines were joined, once for all of them in a part of the document.
    pub(crate) fn joined<'p>(&mut self, what: (&str, &str), pieces: impl Iterator<Item = &'p Piece>) {
        let broken: Vec<_> = pieces.map(|piece| piece.origin).filter(|at| at.line != at.last_line).collect();
        let Some(first) = broken.iter().map(|at| at.line).min() else { return };
        let lines: Vec<String> = broken.iter().map(|at| format!("{}–{}", at.line, at.last_line)).collect();
        let (zh, en) = what;
        self.add(
            None,
            first,
            Message::new(
                format!("{zh}中断开的 {} 处已接上：第 {} 行", broken.len(), lines.join("、")),
                format!("broken lines of {en} were joined: lines {}", lines.join(", ")),
            ),
        );
    }

    /// In the order of the source, each once.
    pub(crate) fn into_sorted(self) -> Vec<Note> {
        let mut notes = self.0;
        notes.sort_by_key(|note| note.line);
        notes.dedup();
        notes
    }
}
