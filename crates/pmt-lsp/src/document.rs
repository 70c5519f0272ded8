//! An open document: its text in its latest version, and what is made of it when it is asked for, once.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use pmt_core::finding::FileId;
use pmt_core::workspace::File;
use pmt_syntax::{LineIndex, Parse, Same, Span};
use tower_lsp::ls_types::{Position, Range, TextDocumentContentChangeEvent, Uri};

use crate::encoding::Encoding;
use crate::path::Key;

/// The number of the next version of any document.
fn next() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// One version of a document.
#[derive(Debug)]
pub struct Document {
    /// What it is known by.
    pub key: Key,
    /// Its address as the client spells it.
    pub uri: Uri,
    /// The client's version of it.
    pub version: i32,
    /// Its text.
    pub text: Arc<str>,
    /// A number that no other version of any document has, though it be closed and opened again.
    edit: u64,
    /// The same of its latest version.
    latest: Arc<AtomicU64>,
    lines: OnceLock<LineIndex>,
    /// What was made of an earlier version, which is the better part of what will be made of this one.
    before: Option<Before>,
    /// The tree, with what it shares with the earlier version's.
    parse: OnceLock<(Arc<Parse>, Vec<Same>)>,
    file: OnceLock<Arc<File>>,
}

/// What was made of a version.
#[derive(Clone, Debug)]
struct Before {
    parse: Arc<Parse>,
    file: Option<Arc<File>>,
}

impl Document {
    /// A document as it is opened.
    pub fn open(uri: Uri, version: i32, text: String) -> Self {
        let edit = next();
        Self {
            key: Key::of(&uri),
            uri,
            version,
            text: text.into(),
            edit,
            latest: Arc::new(AtomicU64::new(edit)),
            lines: OnceLock::new(),
            before: None,
            parse: OnceLock::new(),
            file: OnceLock::new(),
        }
    }

    /// The version after some changes, which are made in order. The older ones are then no longer current.
    pub fn change(
        &self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Self {
        let mut text = self.text.to_string();
        for change in changes {
            match change.range {
                None => text = change.text,
                Some(range) => {
                    let lines = LineIndex::new(&text);
                    let span = encoding.span(&lines, &text, range);
                    text.replace_range(span.range(), &change.text);
                }
            }
        }
        let edit = next();
        self.latest.store(edit, Ordering::Release);
        Self {
            key: self.key.clone(),
            uri: self.uri.clone(),
            version,
            text: text.into(),
            edit,
            latest: Arc::clone(&self.latest),
            lines: OnceLock::new(),
            before: self.made(),
            parse: OnceLock::new(),
            file: OnceLock::new(),
        }
    }

    /// What has been made of it, or of the version before if that is more.
    fn made(&self) -> Option<Before> {
        let file = self.file.get().map(Arc::clone);
        let before = self.before.as_ref().filter(|before| file.is_none() && before.file.is_some());
        let own = || Some(Before { parse: Arc::clone(&self.parse.get()?.0), file });
        before.cloned().or_else(own)
    }

    /// The number of this version: a later one has a higher.
    pub fn edit(&self) -> u64 {
        self.edit
    }

    /// Whether no newer version has come.
    pub fn is_current(&self) -> bool {
        self.latest.load(Ordering::Acquire) == self.edit
    }

    /// Marks it as closed: nothing that is made of it is current any more.
    pub fn close(&self) {
        self.latest.store(u64::MAX, Ordering::Release);
    }

    /// The index of its lines.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Its tree.
    pub fn parse(&self) -> &Parse {
        &self.parsed().0
    }

    fn parsed(&self) -> &(Arc<Parse>, Vec<Same>) {
        self.parse.get_or_init(|| {
            let text = Arc::clone(&self.text);
            let (parse, same) = match &self.before {
                Some(before) => pmt_syntax::parse_again(&before.parse, text),
                None => (pmt_syntax::parse(text), Vec::new()),
            };
            (Arc::new(parse), same)
        })
    }

    /// What it means, as the file with a number and a path in the analysis; both stay the same while it is open.
    pub fn file(&self, id: FileId, path: &str) -> Arc<File> {
        let is_it = |file: &Arc<File>| file.model.id == id && file.path == path;
        let make = || {
            let (parse, same) = self.parsed();
            let before =
                self.before.as_ref().and_then(|before| before.file.as_ref()).filter(|file| is_it(file));
            Arc::new(match before {
                Some(before) => before.again(parse, same),
                None => File::of(id, path.to_owned(), parse),
            })
        };
        let known = self.file.get_or_init(make);
        if is_it(known) { Arc::clone(known) } else { make() }
    }

    /// The range of a span.
    pub fn range(&self, encoding: Encoding, span: Span) -> Range {
        encoding.range(self.lines(), &self.text, span)
    }

    /// The offset of a position.
    pub fn offset(&self, encoding: Encoding, position: Position) -> u32 {
        encoding.offset(self.lines(), &self.text, position)
    }
}
