//! The archive that a document of Word or Excel is. What its headers say of sizes is not trusted: reading itself is
//! bounded. No part is ever written anywhere.

use std::io::{BufReader, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use super::content::Reader;
use super::{Content, SourceError};

const MIB: u64 = 1024 * 1024;
/// The most that a part may unpack to.
const LARGEST_PART: u64 = 64 * MIB;
/// The most that all parts that are read may unpack to.
const LARGEST: u64 = 128 * MIB;
/// How tightly a part may be packed, and from which size on that matters: tables of equal rows pack well.
const TIGHTEST: u64 = 250;
const SMALL: u64 = 2 * MIB;
/// The most parts.
const MOST_PARTS: usize = 10_000;

/// An archive of parts.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<BufReader<Reader<'b>>>,
    /// How much has been unpacked.
    spent: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive whose parts all have harmless names.
    pub(crate) fn open(content: Content<'b>) -> Result<Self, SourceError> {
        let announced = announced(content).map_err(|error| damaged("zip", &error))?;
        if announced > MOST_PARTS {
            return Err(SourceError::TooManyParts { count: announced });
        }
        let reader = BufReader::new(content.reader());
        let zip = ZipArchive::new(reader).map_err(|error| damaged("zip", &error))?;
        if zip.len() > MOST_PARTS {
            return Err(SourceError::TooManyParts { count: zip.len() });
        }
        for name in zip.file_names() {
            let name = name.map_err(|error| damaged("zip", &error))?;
            if leads_out(&name) {
                return Err(SourceError::UnsafePath { name: name.into_owned() });
            }
        }
        Ok(Self { zip, spent: 0 })
    }

    /// Whether the name of any part is like this.
    pub(crate) fn has(&self, is_like: impl Fn(&str) -> bool) -> bool {
        self.zip.file_names().flatten().any(|name| is_like(&name))
    }

    /// The bytes of a part, if it is there.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                return Err(SourceError::Protected);
            }
            Err(error) => return Err(damaged(name, &error)),
        };
        let tight = part.compressed_size().saturating_mul(TIGHTEST).max(SMALL);
        let left = LARGEST.saturating_sub(self.spent).min(LARGEST_PART);
        let limit = tight.min(left);
        let mut bytes = Vec::new();
        part.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| damaged(name, &error))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > limit {
            let part = name.to_owned();
            return Err(if tight < left {
                SourceError::TooTight { part, ratio: TIGHTEST }
            } else {
                SourceError::TooBig { part, mib: LARGEST_PART.div_euclid(MIB) }
            });
        }
        self.spent = self.spent.saturating_add(size);
        Ok(Some(bytes))
    }

    /// A part as text: UTF-8, or UTF-16 either way round. The format knows no other encoding.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, SourceError> {
        self.bytes(name)?.map(|bytes| into_text(bytes, name)).transpose()
    }
}

/// How many parts the archive's end says it has: a list of millions must not be read before it is refused. The end
/// stands among the last bytes; which of several is meant does not matter.
fn announced(content: Content<'_>) -> std::io::Result<usize> {
    const LONGEST_END: u64 = 22 + 0xFFFF;
    const SIGN: &[u8] = b"PK\x05\x06";
    let tail = content.stretch(content.size().saturating_sub(LONGEST_END), LONGEST_END)?;
    let count = |at: usize| {
        let bytes = tail.get(at.checked_add(10)?..at.checked_add(12)?)?;
        Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
    };
    Ok(memchr::memmem::find_iter(&tail, SIGN).filter_map(count).max().unwrap_or(0))
}

fn into_text(bytes: Vec<u8>, name: &str) -> Result<String, SourceError> {
    let wide = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => Some((UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((UTF_16BE, rest)),
        [b'<', 0, ..] => Some((UTF_16LE, bytes.as_slice())),
        [0, b'<', ..] => Some((UTF_16BE, bytes.as_slice())),
        _ => None,
    };
    if let Some((table, rest)) = wide {
        return table
            .decode_without_bom_handling_and_without_replacement(rest)
            .map(std::borrow::Cow::into_owned)
            .ok_or_else(|| damaged(name, &"not UTF-16"));
    }
    String::from_utf8(bytes).map_err(|error| damaged(name, &error.utf8_error()))
}

pub(super) fn damaged(part: &str, why: &impl ToString) -> SourceError {
    SourceError::Damaged { part: part.to_owned(), why: why.to_string() }
}

/// Whether a part's name leads out of the archive, on any system.
fn leads_out(name: &str) -> bool {
    let drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    drive || name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|step| step == "..")
}
