//! Writing files so that none is ever lost or half-written: everything is written beside its place first and moved
//! there once all of it is on the disk.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use pmt_core::config;
use pmt_core::text::Message;
use rayon::prelude::*;
use tempfile::{Builder, NamedTempFile, TempPath};

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

/// A file that is whole but not yet in its place. It is closed: there may be more of them than a process may have open.
#[derive(Debug)]
pub struct Staged {
    target: PathBuf,
    file: TempPath,
    existing: Existing,
    is_synced: bool,
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
        if let Some(permissions) = old {
            file.as_file().set_permissions(permissions).map_err(unwritable)?;
        }
        Ok(Self { target: place, file: file.into_temp_path(), existing, is_synced: false })
    }

    /// Waits until it is on the disk.
    fn sync(&mut self) -> Result<(), Problem> {
        if !self.is_synced {
            // Windows only lets a writer ask for this; elsewhere a file may be without the right to be written.
            let opened = OpenOptions::new().read(true).write(cfg!(windows)).open(&self.file);
            opened
                .and_then(|file| file.sync_all())
                .map_err(|source| Problem::Unwritable { path: self.target.clone(), source })?;
            self.is_synced = true;
        }
        Ok(())
    }

    /// Moves it to its place, once it is on the disk.
    pub fn commit(mut self) -> Result<(), Problem> {
        self.sync()?;
        let moved = match self.existing {
            Existing::Replace => self.file.persist(&self.target),
            Existing::Keep => self.file.persist_noclobber(&self.target),
        };
        match moved {
            Ok(()) => Ok(()),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                Err(Problem::Exists { path: self.target })
            }
            Err(error) => Err(Problem::Unwritable { path: self.target, source: error.error }),
        }
    }
}

/// Waits until all of them are on the disk. The disk takes many at once where one after the other would each wait for
/// their turn. What fails here fails again, and is told, when it is committed.
pub fn sync_all(staged: &mut [Staged]) {
    const AT_ONCE: usize = 16;
    let share = staged.len().div_ceil(AT_ONCE).max(1);
    std::thread::scope(|scope| {
        for part in staged.chunks_mut(share) {
            let sync = || part.iter_mut().try_for_each(Staged::sync);
            // Without a thread, committing waits for each.
            let _ = std::thread::Builder::new().spawn_scoped(scope, sync);
        }
    });
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

/// Replaces many files, each whole or not at all, with what came of each in the same order.
pub fn write_many(files: &[(&Path, &[u8])]) -> Vec<Result<(), Problem>> {
    let stage = |(path, content): &(&Path, &[u8])| {
        let is_special = fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
        if is_special {
            return write(path, content).map(|()| None);
        }
        Staged::new(path, Existing::Replace, |to| to.write_all(content)).map(Some)
    };
    let results: Vec<Result<Option<Staged>, Problem>> = files.par_iter().map(stage).collect();
    let mut staged = Vec::with_capacity(results.len());
    let results: Vec<Result<bool, Problem>> = results
        .into_iter()
        .map(|result| result.map(|one| one.map(|one| staged.push(one)).is_some()))
        .collect();
    sync_all(&mut staged);
    let mut staged = staged.into_iter();
    let mut commit =
        |is_staged: bool| if is_staged { staged.next().map_or(Ok(()), Staged::commit) } else { Ok(()) };
    results.into_iter().map(|result| result.and_then(&mut commit)).collect()
}

/// The same for what is in memory.
pub fn write(target: &Path, content: &[u8]) -> Result<(), Problem> {
    write_with(target, |to| to.write_all(content))
}

/// What every JSON and every table of ours begins with, blanks aside.
const OPENINGS: [&str; 3] = [r#"{"schemaVersion":"#, "\u{feff}KPI_PER_ID,", "\u{feff}KPI_ID,"];
/// How much of a file tells whether it begins so.
const PROBED: u64 = 64;

/// Whether a result may be written to `target`. Never in the place of what results are made from; in the place of
/// another file only if that is empty or an earlier result, or if the user said so.
pub fn allow_result(target: &Path, forced: bool) -> Result<(), Problem> {
    let real = dunce::canonicalize(target).unwrap_or_default();
    let is_source = |path: &Path| is_pmt(path) || path.file_name() == Some(OsStr::new(config::FILE_NAME));
    if is_source(target) || is_source(&real) {
        return Err(Problem::Refused {
            why: Message::new(
                format!("{}：这是申报的文件，结果不能写到这里", show(target)),
                format!("{}: a file of the declaration cannot hold the result", show(target)),
            ),
            advice: Message::new(
                "另起一个名字，例如 -o 申报.json；这次什么都没有写",
                "name another file, such as -o out.json; nothing has been written",
            ),
        });
    }
    if forced || !fs::metadata(target).is_ok_and(|found| found.is_file()) || is_ours(target)? {
        return Ok(());
    }
    Err(Problem::Refused {
        why: Message::new(
            format!("{}：文件已经存在，也不是 pmt 以前的输出，没有覆盖", show(target)),
            format!(
                "{}: the file exists and is no earlier output of pmt's; it was not replaced",
                show(target)
            ),
        ),
        advice: Message::new(
            "换一个名字，或用 --force 覆盖；这次什么都没有写",
            "name another file, or replace it with --force; nothing has been written",
        ),
    })
}

/// Whether a file is an earlier result, or empty.
fn is_ours(path: &Path) -> Result<bool, Problem> {
    let unreadable = |source| Problem::Unreadable { path: path.to_path_buf(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(PROBED).read_to_end(&mut head).map_err(unreadable)?;
    let is_empty = head.is_empty();
    head.retain(|byte| !byte.is_ascii_whitespace());
    if is_empty || OPENINGS.iter().any(|opening| head.starts_with(opening.as_bytes())) {
        return Ok(true);
    }
    file.rewind().map_err(unreadable)?;
    Ok(pmt_office::print::is_ours(file))
}

/// Makes a folder with those above it.
pub fn make_folder(path: &Path) -> Result<(), Problem> {
    fs::create_dir_all(path).map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Problem::IsFile { path: path.to_path_buf() },
        _ => Problem::Unwritable { path: path.to_path_buf(), source },
    })
}
