//! Writing files so that none is ever lost or half-written: everything is written beside its place first and moved
//! there once all of it is on the disk.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use pmt_core::config;
use pmt_core::text::{Message, Words};
use tempfile::{Builder, NamedTempFile};

use crate::input::is_pmt;
use crate::problem::{Problem, show};

/// Whether a file that is already there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is replaced once its successor is whole.
    Replace,
    /// It stays, and that is a problem.
    Keep,
}

/// A file that is whole on the disk but not yet in its place.
#[derive(Debug)]
pub struct Staged {
    target: PathBuf,
    file: NamedTempFile,
    existing: Existing,
}

impl Staged {
    /// Writes beside `target`.
    pub fn new(
        target: &Path,
        existing: Existing,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Self, Problem> {
        let unwritable = |source| Problem::Unwritable { path: target.to_path_buf(), source };
        // A link keeps being one: what it points to is replaced.
        let place = match fs::symlink_metadata(target) {
            Ok(found) if found.is_symlink() => dunce::canonicalize(target).map_err(unwritable)?,
            _ => target.to_path_buf(),
        };
        let old = match fs::metadata(&place) {
            Ok(found) if found.is_dir() => return Err(Problem::IsFolder { path: target.to_path_buf() }),
            Ok(_) if existing == Existing::Keep => {
                return Err(Problem::Exists { path: target.to_path_buf() });
            }
            Ok(found) => Some(found.permissions()),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(unwritable(error)),
        };
        if old.as_ref().is_some_and(fs::Permissions::readonly) {
            return Err(unwritable(ErrorKind::PermissionDenied.into()));
        }
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = beside(folder).map_err(unwritable)?;
        let mut buffer = BufWriter::new(&mut file);
        write(&mut buffer).and_then(|()| buffer.flush()).map_err(unwritable)?;
        drop(buffer);
        file.as_file().sync_all().map_err(unwritable)?;
        if let Some(permissions) = old {
            file.as_file().set_permissions(permissions).map_err(unwritable)?;
        }
        Ok(Self { target: place, file, existing })
    }

    /// Moves it to its place.
    pub fn commit(self) -> Result<(), Problem> {
        let moved = match self.existing {
            Existing::Replace => self.file.persist(&self.target),
            Existing::Keep => self.file.persist_noclobber(&self.target),
        };
        match moved {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                Err(Problem::Exists { path: self.target })
            }
            Err(error) => Err(Problem::Unwritable { path: self.target, source: error.error }),
        }
    }
}

/// A new file in a folder, as readable as any other new file.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".pmt-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less the process's mask, as for every file that is not secret.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Writes one file whole or not at all. What is no regular file (a device, a pipe) has nothing to lose and is written
/// to as it is.
pub fn write_with(
    target: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Problem> {
    match fs::metadata(target) {
        Ok(found) if !found.is_file() && !found.is_dir() => OpenOptions::new()
            .write(true)
            .open(target)
            .and_then(|stream| {
                let mut buffer = BufWriter::new(stream);
                write(&mut buffer)?;
                buffer.flush()
            })
            .map_err(|source| Problem::Unwritable { path: target.to_path_buf(), source }),
        _ => Staged::new(target, Existing::Replace, write)?.commit(),
    }
}

/// The same for what is in memory.
pub fn write(target: &Path, content: &[u8]) -> Result<(), Problem> {
    write_with(target, |to| to.write_all(content))
}

/// A kind of result: how an earlier one is told from somebody else's file, and what messages call it.
pub struct Kind {
    is_ours: fn(&mut File) -> io::Result<bool>,
    name: Words,
    example: &'static str,
}

/// What `compile` writes.
pub const JSON: Kind =
    Kind { is_ours: is_our_json, name: Words { zh: "JSON", en: "JSON" }, example: "-o 申报.json" };

/// What `export` writes.
pub const DOCUMENT: Kind = Kind {
    is_ours: |file| Ok(pmt_office::print::is_ours(file)),
    name: Words { zh: "文档", en: "document" },
    example: "-o 申报.docx",
};

/// What every JSON of ours begins with, blanks aside.
const OPENING: &str = r#"{"schemaVersion":"#;
/// How much of a file tells whether it begins so.
const PROBED: u64 = 64;

/// Whether a result may be written to `target`. Never in the place of what results are made from; in the place of
/// another file only if that is empty or an earlier result, or if the user said so.
pub fn allow_result(target: &Path, forced: bool, kind: &Kind) -> Result<(), Problem> {
    let real = dunce::canonicalize(target).unwrap_or_default();
    let is_source = |path: &Path| is_pmt(path) || path.file_name() == Some(OsStr::new(config::FILE_NAME));
    if is_source(target) || is_source(&real) {
        let example = kind.example;
        return Err(Problem::Refused {
            why: Message::new(
                format!("{}：这是申报的文件，结果不能写到这里", show(target)),
                format!("{}: a file of the declaration cannot hold the result", show(target)),
            ),
            advice: Message::new(
                format!("另起一个名字，例如 {example}；这次什么都没有写"),
                format!("name another file, such as {example}; nothing has been written"),
            ),
        });
    }
    if forced || !fs::metadata(target).is_ok_and(|found| found.is_file()) || is_earlier(target, kind)? {
        return Ok(());
    }
    let Words { zh, en } = kind.name;
    Err(Problem::Refused {
        why: Message::new(
            format!("{}：文件已经存在，也不是 pmt 输出的 {zh}，没有覆盖", show(target)),
            format!("{}: the file exists and is no {en} of pmt's; it was not replaced", show(target)),
        ),
        advice: Message::new(
            "换一个名字，或用 --force 覆盖；这次什么都没有写",
            "name another file, or replace it with --force; nothing has been written",
        ),
    })
}

/// Whether a file is an earlier result, or empty.
fn is_earlier(path: &Path, kind: &Kind) -> Result<bool, Problem> {
    let unreadable = |source| Problem::Unreadable { path: path.to_path_buf(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    if file.metadata().is_ok_and(|found| found.len() == 0) {
        return Ok(true);
    }
    (kind.is_ours)(&mut file).map_err(unreadable)
}

fn is_our_json(file: &mut File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.take(PROBED).read_to_end(&mut head)?;
    head.retain(|byte| !byte.is_ascii_whitespace());
    Ok(head.starts_with(OPENING.as_bytes()))
}

/// Makes a folder with those above it.
pub fn make_folder(path: &Path) -> Result<(), Problem> {
    fs::create_dir_all(path).map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Problem::IsFile { path: path.to_path_buf() },
        _ => Problem::Unwritable { path: path.to_path_buf(), source },
    })
}
