//! Bytes of a source document to text.
//!
//! Published declarations come as UTF-8, as UTF-16 (Notepad's "Unicode") and as GBK (Chinese Windows). What is not
//! text is refused with the name of what it seems to be, so that its owner knows the way out.

use encoding_rs::{Encoding as Table, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use pmt_core::text::Message;
use thiserror::Error;

use crate::kind::Kind;

/// The encoding a document was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with a byte-order mark or without.
    Utf8,
    /// UTF-16, either byte order, as its byte-order mark says.
    Utf16,
    /// GBK, read as its superset GB18030.
    Gb18030,
}

/// A decoded document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Its text, without byte-order mark.
    pub text: String,
    /// What it was in.
    pub encoding: Encoding,
    /// What its owner should know: that it was not UTF-8.
    pub note: Option<Message>,
}

/// Why bytes are not the text of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// It is of another kind.
    #[error("this is no text: {0:?}")]
    NotText(Kind),
    /// A NUL byte: damaged, or not text.
    #[error("byte {offset} is NUL: the file is not text")]
    Nul {
        /// Where, counted from 0.
        offset: usize,
    },
    /// Neither UTF-8 nor GBK.
    #[error("the text is neither UTF-8 (wrong at byte {offset}) nor GBK")]
    UnknownEncoding {
        /// The first byte that is not UTF-8, counted from 0.
        offset: usize,
    },
}

impl DecodeError {
    /// What is wrong and the way out, for the user.
    pub fn message(&self) -> Message {
        match self {
            Self::NotText(kind) => Message::new(
                kind.name_after("这不是文本，是"),
                format!("this is no text but {}", kind.name().en),
            ),
            Self::Nul { offset } => Message::new(
                format!("第 {offset} 字节是空字符（NUL）：文件已损坏，或不是文本"),
                format!("byte {offset} is NUL: the file is damaged or is not text"),
            ),
            Self::UnknownEncoding { offset } => Message::new(
                format!(
                    "文件编码既不是 UTF-8（第 {offset} 字节处不合）也不是 GBK：请另存为 UTF-8 文本后再试"
                ),
                format!(
                    "the text is neither UTF-8 (wrong at byte {offset}) nor GBK: save it as UTF-8 text and use that"
                ),
            ),
        }
    }
}

/// Decodes a source document: UTF-8 or UTF-16 by their marks, UTF-8 if it is valid, else GBK.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let kind = Kind::of(bytes);
    if !matches!(kind, Kind::Text | Kind::WebPage) {
        return Err(DecodeError::NotText(kind));
    }
    if let Some((table, mark)) = Table::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        return decode_as(body, mark, table);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            without_nul(text.to_owned(), 0).map(|text| Decoded { text, encoding: Encoding::Utf8, note: None })
        }
        Err(error) => decode_gbk(bytes, error.valid_up_to()),
    }
}

fn decode_as(body: &[u8], mark: usize, table: &'static Table) -> Result<Decoded, DecodeError> {
    let Some(text) = table.decode_without_bom_handling_and_without_replacement(body) else {
        let valid = if table == UTF_8 {
            std::str::from_utf8(body).map_or_else(|e| e.valid_up_to(), str::len)
        } else {
            0
        };
        return Err(DecodeError::UnknownEncoding { offset: mark.saturating_add(valid) });
    };
    let text = without_nul(text.into_owned(), mark)?;
    if table == UTF_8 {
        return Ok(Decoded { text, encoding: Encoding::Utf8, note: None });
    }
    debug_assert!(table == UTF_16LE || table == UTF_16BE, "a mark names no other encoding");
    let note = Message::new("文件编码是 UTF-16，已按此读取", "the file is in UTF-16 and was read as such");
    Ok(Decoded { text, encoding: Encoding::Utf16, note: Some(note) })
}

fn decode_gbk(bytes: &[u8], valid_up_to: usize) -> Result<Decoded, DecodeError> {
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(DecodeError::Nul { offset });
    }
    let text = GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(DecodeError::UnknownEncoding { offset: valid_up_to })?;
    let note = Message::new(
        "文件编码是 GBK（中文 Windows 的编码），已转为 UTF-8",
        "the file is in GBK and was converted to UTF-8",
    );
    Ok(Decoded { text: text.into_owned(), encoding: Encoding::Gb18030, note: Some(note) })
}

fn without_nul(text: String, mark: usize) -> Result<String, DecodeError> {
    match text.bytes().position(|byte| byte == 0) {
        Some(at) => Err(DecodeError::Nul { offset: at.saturating_add(mark) }),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_and_utf16_are_read_by_their_marks() {
        assert_eq!(decode("项目".as_bytes()).unwrap().encoding, Encoding::Utf8);
        let marked = decode("\u{feff}项目".as_bytes()).unwrap();
        assert_eq!((marked.text.as_str(), marked.note), ("项目", None));
        let wide: Vec<u8> = "\u{feff}项目".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide = decode(&wide).unwrap();
        assert_eq!((wide.text.as_str(), wide.encoding), ("项目", Encoding::Utf16));
        assert!(wide.note.is_some());
    }

    #[test]
    fn gbk_is_decoded_with_a_note() {
        let decoded = decode(b"\xcf\xee\xc4\xbf\xc3\xfb\xb3\xc6").unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("项目名称", Encoding::Gb18030));
        assert!(decoded.note.unwrap().zh.contains("GBK"));
    }

    #[test]
    fn what_is_not_text_is_named() {
        assert_eq!(decode(b"%PDF-1.7"), Err(DecodeError::NotText(Kind::Pdf)));
        assert_eq!(decode("项目\0".as_bytes()), Err(DecodeError::Nul { offset: 6 }));
        assert_eq!(decode(b"\xcf\xee\x00"), Err(DecodeError::Nul { offset: 2 }));
        assert_eq!(decode(b"ok\xff\xff"), Err(DecodeError::UnknownEncoding { offset: 2 }));
    }
}
