//! A file's bytes within the limit, and its text if it is UTF-8.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use encoding_rs::GB18030;
use pmt_core::text::Message;

use crate::problem::Problem;

/// The most bytes of one file: far more than any declaration, and few enough that spans, memory and patience suffice.
pub const LIMIT: u64 = 16 * 1024 * 1024;

/// What a text that is not UTF-8 seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garbled {
    /// GBK or GB 18030, as Chinese Windows writes it.
    Gbk,
    /// UTF-16 by its byte-order mark or its many zeros.
    Utf16,
    /// None of these, from this line on.
    Unknown {
        /// The line of the first wrong byte, from 1.
        line: usize,
    },
}

impl Garbled {
    /// Looks at bytes that are not UTF-8; `valid` of them were.
    fn of(bytes: &[u8], valid: usize) -> Self {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Self::Utf16;
        }
        let zeros = bytes.iter().take(4096).filter(|byte| **byte == 0).count();
        if zeros.saturating_mul(8) > bytes.len().min(4096) {
            return Self::Utf16;
        }
        if zeros == 0 && GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
            return Self::Gbk;
        }
        let before = bytes.get(..valid).unwrap_or_default();
        Self::Unknown { line: before.split(|byte| *byte == b'\n').count() }
    }

    /// What is wrong.
    pub fn message(self) -> Message {
        match self {
            Self::Gbk => Message::new(
                "不是 UTF-8 编码，看来是 GBK（中文 Windows 的 ANSI），没有读",
                "not UTF-8; it looks like GBK (Chinese Windows' “ANSI”) and was not read",
            ),
            Self::Utf16 => Message::new(
                "不是 UTF-8 编码，看来是 UTF-16（记事本的 Unicode），没有读",
                "not UTF-8; it looks like UTF-16 (Notepad's “Unicode”) and was not read",
            ),
            Self::Unknown { line } => Message::new(
                format!("第 {line} 行有不是 UTF-8 的内容，没有读"),
                format!("line {line} is not UTF-8; the file was not read"),
            ),
        }
    }

    /// How to make it UTF-8.
    pub fn advice(self) -> Message {
        let from = match self {
            Self::Gbk => "GB18030",
            Self::Utf16 => "UTF-16",
            Self::Unknown { .. } => {
                return Message::new(
                    "看看它是不是文本文件；是的话，在编辑器里另存为 UTF-8",
                    "check that it is a text file; if so, save it as UTF-8 in the editor",
                );
            }
        };
        Message::new(
            format!("用记事本打开，“另存为”时编码选 UTF-8；或者 iconv -f {from} -t UTF-8 原文件 > 新文件"),
            format!("save it as UTF-8 in the editor, or: iconv -f {from} -t UTF-8 OLD > NEW"),
        )
    }
}

/// A file's bytes. `shown` is its name in messages. Nothing beyond the limit is read.
pub fn read_bytes(path: &Path, shown: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |source: io::Error| match source.kind() {
        ErrorKind::NotFound => Problem::NotFound { path: shown.to_path_buf() },
        _ => Problem::Unreadable { path: shown.to_path_buf(), source },
    };
    let file = File::open(path).map_err(unreadable)?;
    let found = file.metadata().map_err(unreadable)?;
    if found.is_dir() {
        return Err(unreadable(ErrorKind::IsADirectory.into()));
    }
    let size = found.is_file().then_some(found.len());
    if size.is_some_and(|size| size > LIMIT) {
        return Err(Problem::TooBig { path: shown.to_path_buf(), size, limit: LIMIT });
    }
    let expected = size.and_then(|size| usize::try_from(size).ok()).unwrap_or(0);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    // A file may grow while it is read, and a device has no size.
    file.take(LIMIT.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LIMIT {
        return Err(Problem::TooBig { path: shown.to_path_buf(), size: None, limit: LIMIT });
    }
    Ok(bytes)
}

/// A file's text, byte-order mark included, so that places are those of the file.
pub fn read_text(path: &Path, shown: &Path) -> Result<String, Problem> {
    decode(read_bytes(path, shown)?, shown)
}

/// The text of standard input, within the same limit. `shown` is its name in messages.
pub fn read_stdin(shown: &Path) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LIMIT.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|source| Problem::Stdin { source })?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LIMIT {
        return Err(Problem::TooBig { path: shown.to_path_buf(), size: None, limit: LIMIT });
    }
    decode(bytes, shown)
}

fn decode(bytes: Vec<u8>, shown: &Path) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Problem::NotUtf8 { path: shown.to_path_buf(), found: Garbled::of(error.as_bytes(), valid) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn garbled(bytes: &[u8]) -> Garbled {
        Garbled::of(bytes, std::str::from_utf8(bytes).unwrap_err().valid_up_to())
    }

    #[test]
    fn encodings_of_chinese_windows_are_named() {
        let (gbk, _, _) = GB18030.encode("申报 2022 {\n}\n");
        assert_eq!(garbled(&gbk), Garbled::Gbk);
        assert_eq!(garbled(b"\xFF\xFE3u"), Garbled::Utf16);
        let bare: Vec<u8> = "项目 \"培训\" {\n}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(garbled(&bare), Garbled::Utf16);
        assert_eq!(garbled(b"ok\n\xFF\xFF\xFF"), Garbled::Unknown { line: 2 });
    }
}
