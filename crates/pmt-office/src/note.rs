//! What the importer has to say: what it normalised, what it could not place.

use pmt_core::text::Message;

use crate::source::{Origin, Piece, Place, Places};

/// Something the importer normalised or noticed that only the printed document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The catalogue's rule, where it has one.
    pub code: Option<&'static str>,
    /// The ordinal of the piece it is on; 0 for the document as a whole.
    pub ordinal: u32,
    /// Where in the source.
    pub place: Place,
    /// What was done about it.
    pub message: Message,
    /// What is wrong with the document, where its own words are looked at and nothing was done.
    pub finding: Message,
    /// Whether it says that something was not read which may be a declaration, or a value of one.
    pub is_unread: bool,
}

/// A paragraph or cell that found no place: it stands as a comment in a file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// Where it stood.
    pub place: Place,
    /// The text.
    pub text: String,
    /// The file it stands in as a comment.
    pub file: String,
}

/// A note by the ordinal of the piece it is on.
#[derive(Debug, PartialEq, Eq)]
struct Remark {
    code: Option<&'static str>,
    ordinal: u32,
    message: Message,
    finding: Option<Message>,
    is_unread: bool,
}

/// Notes being gathered, and where the pieces they are on stand.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Where the source's pieces stand.
    pub(crate) places: Places,
    remarks: Vec<Remark>,
}

impl Notes {
    pub(crate) fn add(&mut self, code: Option<&'static str>, ordinal: u32, message: Message) {
        self.remarks.push(Remark { code, ordinal, message, finding: None, is_unread: false });
    }

    /// Notes that something was not read which may be a declaration, or a value of one.
    pub(crate) fn unread(&mut self, ordinal: u32, message: Message) {
        self.remarks.push(Remark { code: None, ordinal, message, finding: None, is_unread: true });
    }

    /// Notes a defect of the document, and what was done about it, in words that go on after it.
    pub(crate) fn mended(&mut self, code: &'static str, ordinal: u32, found: Message, done: &Message) {
        let message = Message { zh: found.zh.clone() + &done.zh, en: found.en.clone() + &done.en };
        self.remarks.push(Remark {
            code: Some(code),
            ordinal,
            message,
            finding: Some(found),
            is_unread: false,
        });
    }

    /// Notes that broken lines were joined, once for all of them in a part of the document.
    pub(crate) fn joined<'p>(&mut self, what: (&str, &str), pieces: impl Iterator<Item = &'p Piece>) {
        let broken: Vec<Origin> =
            pieces.map(|piece| piece.origin).filter(|origin| origin.first != origin.last).collect();
        let Some(first) = broken.iter().map(|origin| origin.first).min() else { return };
        let (zh, en) = what;
        let count = broken.len();
        let stretches: Vec<Message> =
            broken.iter().filter_map(|origin| self.places.stretch(*origin)).collect();
        let message = if count == 1 {
            // The note's own place is the place.
            Message::new(format!("{zh}中断开的 1 处已接上"), format!("a broken line of {en} was joined"))
        } else if stretches.len() == count && self.places.place(first).line().is_some() {
            let lines: Vec<&str> = stretches.iter().map(|stretch| stretch.zh.as_str()).collect();
            Message::new(
                format!("{zh}中断开的 {count} 处已接上：第 {} 行", lines.join("、")),
                format!("broken lines of {en} were joined: lines {}", lines.join(", ")),
            )
        } else {
            let places: Vec<Place> = broken.iter().map(|origin| self.places.place(origin.first)).collect();
            let places = Place::list(&places);
            Message::new(
                format!("{zh}中断开的 {count} 处已接上：{}", places.zh),
                format!("broken lines of {en} were joined: {}", places.en),
            )
        };
        self.add(None, first, message);
    }

    /// In the order of the source, each once, and where its pieces stand.
    pub(crate) fn into_sorted(self) -> (Vec<Note>, Places) {
        let Self { places, mut remarks } = self;
        remarks.sort_by_key(|remark| remark.ordinal);
        remarks.dedup();
        let note = |Remark { code, ordinal, message, finding, is_unread }: Remark| Note {
            code,
            ordinal,
            place: places.place(ordinal),
            finding: finding.unwrap_or_else(|| message.clone()),
            message,
            is_unread,
        };
        let notes = remarks.into_iter().map(note).collect();
        (notes, places)
    }
}
