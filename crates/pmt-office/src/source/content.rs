//! The bytes of a document: in memory, or where they are. A document full of photographs is many times as large as
//! what is read of it.

use std::fmt::Debug;
use std::io::{self, Error, ErrorKind, Read, Seek, SeekFrom};

/// Bytes that are read where they are.
pub trait ReadAt: Debug + Sync {
    /// How many there are.
    fn size(&self) -> u64;

    /// Reads those from an offset on, at least one if there is one.
    ///
    /// # Errors
    ///
    /// Whatever keeps them from being read.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
}

/// The bytes of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content<'b> {
    Memory(&'b [u8]),
    Apart(&'b dyn ReadAt),
}

impl<'b> Content<'b> {
    /// How many there are.
    pub(crate) fn size(self) -> u64 {
        match self {
            Self::Memory(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::Apart(source) => source.size(),
        }
    }

    /// A reader from the first on.
    pub(crate) fn reader(self) -> Reader<'b> {
        Reader { content: self, at: 0 }
    }

    /// Up to so many of them, from an offset on.
    pub(crate) fn stretch(self, offset: u64, most: u64) -> io::Result<Vec<u8>> {
        let mut reader = self.reader();
        reader.at = offset;
        let mut bytes = Vec::new();
        reader.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Reads the bytes of a document.
#[derive(Debug)]
pub(crate) struct Reader<'b> {
    content: Content<'b>,
    at: u64,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.content {
            Content::Memory(bytes) => {
                let from = usize::try_from(self.at).unwrap_or(usize::MAX);
                let mut rest = bytes.get(from..).unwrap_or_default();
                rest.read(buffer)?
            }
            Content::Apart(source) if self.at < source.size() => source.read_at(self.at, buffer)?,
            Content::Apart(_) => 0,
        };
        self.at = self.at.saturating_add(u64::try_from(count).unwrap_or(0));
        Ok(count)
    }
}

impl Seek for Reader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.content.size().checked_add_signed(by),
        };
        self.at = place.ok_or_else(|| Error::from(ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
