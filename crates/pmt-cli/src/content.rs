//! What a document's file holds: in memory if it is small, else read where it lies, a part at a time. Photographs make
//! documents large; none of them is read.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use pmt_office::{Input, Kind, ReadAt};

use crate::input::{LIMIT, read_bytes};
use crate::problem::Problem;

/// The most bytes of a document: more than any office sends.
const LARGEST: u64 = 512 * 1024 * 1024;

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// All of it.
    Memory(Vec<u8>),
    /// Where it is to be read.
    Disk(Disk),
}

/// A file that is read a stretch at a time.
#[derive(Debug)]
pub struct Disk {
    file: Mutex<File>,
    size: u64,
}

impl Content {
    /// Opens a file; `shown` is its name in messages.
    pub fn open(path: &Path, shown: &Path) -> Result<Self, Problem> {
        let size = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len());
        match size.filter(|size| *size > LIMIT) {
            None => read_bytes(path, shown).map(Self::Memory),
            Some(size) if size > LARGEST => Err(too_big(shown, size, LARGEST)),
            Some(size) => {
                let file = File::open(path).map_err(|source| unreadable(shown, source))?;
                Ok(Self::Disk(Disk { file: Mutex::new(file), size }))
            }
        }
    }

    /// What it is.
    pub fn kind(&self, shown: &Path) -> Result<Kind, Problem> {
        match self {
            Self::Memory(bytes) => Ok(Kind::of(bytes)),
            Self::Disk(disk) => Kind::of_large(disk).map_err(|source| unreadable(shown, source)),
        }
    }

    /// It as a document of Word or Excel.
    pub fn input(&self, kind: Kind) -> Input<'_> {
        match (self, kind) {
            (Self::Memory(bytes), Kind::Workbook) => Input::Workbook(bytes),
            (Self::Memory(bytes), _) => Input::Word(bytes),
            (Self::Disk(disk), Kind::Workbook) => Input::LargeWorkbook(disk),
            (Self::Disk(disk), _) => Input::LargeWord(disk),
        }
    }

    /// All its bytes, of which a text may have no more than fit into memory.
    pub fn whole(&self, shown: &Path) -> Result<&[u8], Problem> {
        match self {
            Self::Memory(bytes) => Ok(bytes),
            Self::Disk(disk) => Err(too_big(shown, disk.size, LIMIT)),
        }
    }

    /// Writes a copy of it.
    pub fn copy(&self, to: &Path) -> io::Result<()> {
        match self {
            Self::Memory(bytes) => fs::write(to, bytes),
            Self::Disk(disk) => {
                let mut file = disk.file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(0))?;
                io::copy(&mut (&mut *file).take(LARGEST), &mut File::create(to)?).map(|_| ())
            }
        }
    }
}

impl ReadAt for Disk {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(offset))?;
        file.read(buffer)
    }
}

fn unreadable(shown: &Path, source: io::Error) -> Problem {
    Problem::Unreadable { path: shown.to_path_buf(), source }
}

fn too_big(shown: &Path, size: u64, limit: u64) -> Problem {
    Problem::TooBig { path: shown.to_path_buf(), size: Some(size), limit }
}
