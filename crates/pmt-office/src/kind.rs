//! What a document is, by its bytes: the extension of its name says only what somebody took it for.

use cfb::CompoundFile;
use memchr::memmem;
use pmt_core::text::Message;

use crate::source::archive::Archive;
use crate::source::{Content, ReadAt};

/// How a compound file begins.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, or nothing that is known.
    Text,
    /// A Word document of today (.docx).
    Word,
    /// An Excel workbook, of today or of old (.xlsx, .xls).
    Workbook,
    /// A Word or WPS document of old (.doc, .wps).
    OldWord,
    /// A text in rich-text format (.rtf).
    RichText,
    /// A text document of the Open Document kind (.odt).
    OpenDocument,
    /// A workbook in a format that is not read here (.ods, .xlsb).
    OtherWorkbook,
    /// A page of the web; Word and Excel write them too, with the extension of a document.
    WebPage,
    /// A page of the web in one file with all it holds (.mht).
    WebArchive,
    /// A PDF.
    Pdf,
    /// A document of Word or Excel that is encrypted.
    Protected,
    /// Some other archive.
    Archive,
}

impl Kind {
    /// What these bytes are.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return archive(bytes);
        }
        if bytes.starts_with(COMPOUND_FILE) {
            return compound_file(bytes);
        }
        if bytes.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        if bytes.starts_with(b"{\\rtf") {
            return Self::RichText;
        }
        markup(bytes)
    }

    /// What a document is that is not in memory: by its beginning, and the list of what is in it.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from being read.
    pub fn of_large(source: &dyn ReadAt) -> std::io::Result<Self> {
        const SEEN: u64 = 4096;
        let content = Content::Apart(source);
        let start = content.stretch(0, SEEN)?;
        let kind = Self::of(&start);
        Ok(if start.starts_with(b"PK") {
            // A damaged one is left to the reader to object to.
            Archive::open(content).map_or(Self::Word, |archive| {
                kind_of_parts(
                    |name| archive.has(|part| part.starts_with(name)),
                    |name| memmem::find(&start, name.as_bytes()).is_some(),
                )
            })
        } else if start.starts_with(COMPOUND_FILE) {
            let file = CompoundFile::open(content.reader());
            file.map_or(kind, |file| kind_of_streams(|name| file.exists(format!("/{name}"))))
        } else {
            kind
        })
    }

    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Text => Message::new("文本", "a text"),
            Self::Word => Message::new("Word 文件（.docx）", "a Word document (.docx)"),
            Self::Workbook => Message::new("Excel 文件（.xlsx、.xls）", "an Excel workbook (.xlsx, .xls)"),
            Self::OldWord => Message::new(
                "旧版 Word 或 WPS 文件（.doc、.wps）",
                "an old Word or WPS document (.doc, .wps)",
            ),
            Self::RichText => Message::new("RTF 文件", "a rich-text file (.rtf)"),
            Self::OpenDocument => Message::new("开放文档（.odt）", "an open document (.odt)"),
            Self::OtherWorkbook => Message::new("表格文件（.ods、.xlsb）", "a workbook (.ods, .xlsb)"),
            Self::WebPage => Message::new("网页（HTML）", "a web page (HTML)"),
            Self::WebArchive => Message::new("单个文件网页（.mht）", "a web page in one file (.mht)"),
            Self::Pdf => Message::new("PDF 文件", "a PDF file"),
            Self::Protected => Message::new("有密码保护的文件", "a file protected by a password"),
            Self::Archive => Message::new("压缩包", "an archive"),
        }
    }

    /// What it is called, after other words of a Chinese sentence: Latin letters keep a blank before them.
    pub fn name_after(self, words: &str) -> String {
        let name = self.name().zh;
        let blank = if name.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
        format!("{words}{blank}{name}")
    }

    /// What the extension of a name claims, in lower case; `None` if it claims nothing known.
    pub fn claimed(extension: &str) -> Option<Self> {
        Some(match extension {
            "txt" | "text" => Self::Text,
            "docx" | "docm" => Self::Word,
            "xlsx" | "xlsm" | "xls" | "et" => Self::Workbook,
            "doc" | "wps" => Self::OldWord,
            "rtf" => Self::RichText,
            "odt" => Self::OpenDocument,
            "ods" | "xlsb" => Self::OtherWorkbook,
            "htm" | "html" => Self::WebPage,
            "mht" | "mhtml" => Self::WebArchive,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }
}

/// An archive by the names of its parts, which stand in clear.
fn archive(bytes: &[u8]) -> Kind {
    let holds = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    kind_of_parts(holds, holds)
}

/// What an archive is; `has` tells whether the name of a part begins so, `says` whether its first part, which says
/// what it is, has such words.
fn kind_of_parts(has: impl Fn(&str) -> bool, says: impl Fn(&str) -> bool) -> Kind {
    if has("xl/workbook.bin") {
        Kind::OtherWorkbook
    } else if has("xl/workbook.") {
        Kind::Workbook
    } else if has("word/") {
        Kind::Word
    } else if says("vnd.oasis.opendocument.text") {
        Kind::OpenDocument
    } else if says("vnd.oasis.opendocument.spreadsheet") {
        Kind::OtherWorkbook
    } else if has("[Content_Types].xml") && !has("ppt/") {
        Kind::Word
    } else {
        Kind::Archive
    }
}

/// A compound file by the names of its streams, which stand in its directory as UTF-16.
fn compound_file(bytes: &[u8]) -> Kind {
    kind_of_streams(|name| {
        // Names end in a zero, which tells a short one from the beginning of another.
        let name = format!("{name}\0");
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    })
}

fn kind_of_streams(has: impl Fn(&str) -> bool) -> Kind {
    if has("EncryptedPackage") {
        Kind::Protected
    } else if has("WordDocument") {
        Kind::OldWord
    } else if has("Workbook") || has("Book") {
        Kind::Workbook
    } else {
        Kind::OldWord
    }
}

/// A page of the web, or a text.
fn markup(bytes: &[u8]) -> Kind {
    const SEEN: usize = 4096;
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = start.get(..start.len().min(SEEN)).unwrap_or_default();
    let start = String::from_utf8_lossy(start.trim_ascii_start()).to_ascii_lowercase();
    if start.starts_with("mime-version:") && start.contains("multipart/related") {
        return Kind::WebArchive;
    }
    let is_page =
        ["<!doctype html", "<html", "<head", "<meta", "<table"].iter().any(|tag| start.starts_with(tag))
            || (start.starts_with("<?xml")
                && (start.contains("<html")
                    || start.contains("progid=\"word.document\"")
                    || start.contains("progid=\"excel.sheet\"")));
    if is_page { Kind::WebPage } else { Kind::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_bytes() {
        let compound = |name: &str| {
            let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.extend([0; 2]);
            bytes
        };
        assert_eq!(Kind::of(b"PK\x03\x04....[Content_Types].xml...word/document.xml"), Kind::Word);
        assert_eq!(Kind::of(b"PK\x03\x04....[Content_Types].xml...xl/workbook.xml"), Kind::Workbook);
        assert_eq!(Kind::of(b"PK\x03\x04....notes.txt"), Kind::Archive);
        assert_eq!(Kind::of(&compound("WordDocument")), Kind::OldWord);
        assert_eq!(Kind::of(&compound("Workbook")), Kind::Workbook);
        assert_eq!(Kind::of(&compound("EncryptedPackage")), Kind::Protected);
        assert_eq!(Kind::of(b"%PDF-1.7"), Kind::Pdf);
        assert_eq!(Kind::of(b"{\\rtf1"), Kind::RichText);
        assert_eq!(Kind::of(b"\xEF\xBB\xBF\n<HTML xmlns"), Kind::WebPage);
        assert_eq!(Kind::of("项目名称".as_bytes()), Kind::Text);
    }
}
