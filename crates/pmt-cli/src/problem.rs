//! What keeps a command from working: each with what is wrong and the way out, in both languages.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use pmt_core::config::ConfigError;
use pmt_core::text::{Lang, Message};
use thiserror::Error;

use crate::exit::Exit;
use crate::input::Garbled;
use crate::report::{self, Tone, View};

/// A problem with what a command was given or told to write.
#[derive(Debug, Error)]
#[error("{}", self.message().en)]
pub enum Problem {
    /// A named path that is not there.
    NotFound { path: PathBuf },
    /// A path that cannot be read.
    Unreadable { path: PathBuf, source: io::Error },
    /// A named file whose name does not end in `.pmt`.
    NotPmt { path: PathBuf },
    /// A folder without `.pmt` files.
    NoFiles { path: PathBuf },
    /// A file beyond the limit; the size is unknown for what is not a regular file.
    TooBig { path: PathBuf, size: Option<u64>, limit: u64 },
    /// A file that is not UTF-8.
    NotUtf8 { path: PathBuf, found: Garbled },
    /// A file of the declaration that was not named and cannot be read: what is named is still checked.
    Sibling { cause: Box<Problem> },
    /// A `pmt.toml` that cannot be used.
    Config { path: PathBuf, text: String, error: ConfigError },
    /// A file that cannot be written.
    Unwritable { path: PathBuf, source: io::Error },
    /// A file to be written whose place is taken by a folder.
    IsFolder { path: PathBuf },
    /// A folder to be made whose place is taken by a file.
    IsFile { path: PathBuf },
    /// An existing file that nobody allowed to be replaced.
    Exists { path: PathBuf },
    /// Two documents whose files would land in one folder.
    SameFolder { path: PathBuf, first: PathBuf, second: PathBuf },
    /// A document that is not text.
    NotText { path: PathBuf, why: Message },
    /// A document in which nothing was recognised; the reason names it.
    Unrecognised { path: PathBuf, why: Message },
    /// A text in a folder in which nothing was recognised: folders hold all sorts of them.
    PassedOver { path: PathBuf },
    /// A file that somebody else has written since it was read.
    Changed { path: PathBuf },
    /// Files that cannot be watched.
    Unwatchable { why: String },
    /// Standard input that cannot be read.
    Stdin { source: io::Error },
    /// Standard output that cannot be written.
    Stdout { source: io::Error },
    /// Something that is not done, with the reason and the way out.
    Refused { why: Message, advice: Message },
    /// Something that should not happen, said instead of hidden.
    Internal { what: String },
}

impl Problem {
    /// How a command ends that met it.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Sibling { .. } | Self::PassedOver { .. } => Exit::Done,
            _ => Exit::Failed,
        }
    }

    /// The same of a file that may have been named itself, or only the folder it lies in: there a text need not be a
    /// declaration.
    #[must_use]
    pub fn where_named(self, is_named: bool) -> Self {
        match self {
            Self::Unrecognised { path, .. }
                if !is_named && (has_extension(&path, "txt") || has_extension(&path, "text")) =>
            {
                Self::PassedOver { path }
            }
            other => other,
        }
    }

    /// The same of a file under the name by which the user knows it.
    #[must_use]
    pub fn shown_as(self, shown: &str) -> Self {
        match self {
            Self::Unwritable { source, .. } => Self::Unwritable { path: shown.into(), source },
            other => other,
        }
    }

    /// What is wrong.
    pub fn message(&self) -> Message {
        match self {
            Self::NotFound { path } => say(path, "没有这个文件或文件夹", "no such file or folder"),
            Self::Unreadable { path, source } => say(
                path,
                &format!("读不了：{}", reason(source, Lang::Zh)),
                &format!("cannot be read: {}", reason(source, Lang::En)),
            ),
            Self::NotPmt { path } => say(path, "不是 .pmt 文件", "not a .pmt file"),
            Self::NoFiles { path } => say(path, "这个文件夹里没有 .pmt 文件", "no .pmt file in this folder"),
            Self::TooBig { path, size, limit } => too_big(path, *size, *limit),
            Self::NotUtf8 { path, found } => {
                let what = found.message();
                say(path, &what.zh, &what.en)
            }
            Self::Sibling { cause } => {
                let cause = cause.message();
                Message::new(
                    format!("{}（属于同一申报，没有点名；其余照常检查）", cause.zh),
                    format!("{} (of the same declaration, not named; the rest is checked)", cause.en),
                )
            }
            Self::Config { path, error, .. } => say(
                path,
                &format!("配置有错：{}", error.message.zh),
                &format!("the configuration is wrong: {}", error.message.en),
            ),
            Self::Unwritable { path, source } => say(
                path,
                &format!("写不了：{}", reason(source, Lang::Zh)),
                &format!("cannot be written: {}", reason(source, Lang::En)),
            ),
            Self::IsFolder { path } => {
                say(path, "写不了：这里是一个文件夹", "cannot be written: it is a folder")
            }
            Self::IsFile { path } => say(
                path,
                "建不了文件夹：这里已有一个文件",
                "cannot be made a folder: there is a file of that name",
            ),
            Self::Exists { path } => {
                say(path, "文件已经存在，没有覆盖", "the file exists and was not replaced")
            }
            Self::Changed { path } => say(
                path,
                "读过之后又被别的程序改了，没有写",
                "another program has changed it since it was read; it was not written",
            ),
            Self::Unwatchable { why } => Message::new(
                format!("不能监视文件的变化：{why}"),
                format!("changes of files cannot be watched: {why}"),
            ),
            Self::SameFolder { path, first, second } => Message::new(
                format!("{} 和 {} 会写进同一个文件夹 {}", show(first), show(second), show(path)),
                format!(
                    "{} and {} would be written into one folder, {}",
                    show(first),
                    show(second),
                    show(path)
                ),
            ),
            Self::NotText { path, why } => say(path, &why.zh, &why.en),
            Self::PassedOver { path } => {
                say(path, "里面没有绩效目标表，略过了", "there is no form in it; it was passed over")
            }
            Self::Unrecognised { why, .. } | Self::Refused { why, .. } => why.clone(),
            Self::Stdin { source } => Message::new(
                format!("标准输入读不了：{}", reason(source, Lang::Zh)),
                format!("standard input cannot be read: {}", reason(source, Lang::En)),
            ),
            Self::Stdout { source } => Message::new(
                format!("标准输出写不了：{}", reason(source, Lang::Zh)),
                format!("standard output cannot be written: {}", reason(source, Lang::En)),
            ),
            Self::Internal { what } => {
                Message::new(format!("pmt 自己出了错：{what}"), format!("pmt itself failed: {what}"))
            }
        }
    }

    /// The file or folder it is about, where it is about one alone.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::NotFound { path }
            | Self::Unreadable { path, .. }
            | Self::NotPmt { path }
            | Self::NoFiles { path }
            | Self::TooBig { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::NotText { path, .. }
            | Self::Unrecognised { path, .. }
            | Self::PassedOver { path }
            | Self::Config { path, .. } => Some(path),
            _ => None,
        }
    }

    /// The way out, where one is known.
    fn advice(&self) -> Option<Message> {
        match self {
            Self::NotPmt { .. } => Some(Message::new(
                "公开的申报文本先用 pmt import FILE -o DIR 变成 .pmt",
                "a published declaration becomes .pmt by: pmt import FILE -o DIR",
            )),
            Self::NoFiles { .. } => Some(Message::new(
                "隐藏的、.gitignore 里列出的文件不读，除非点名",
                "hidden files and those in .gitignore are not read unless named",
            )),
            Self::TooBig { .. } => Some(Message::new(
                "一个项目一个文件；看看是不是误放了别的文件",
                "write a file per project; check that this is one",
            )),
            Self::NotUtf8 { found, .. } => Some(found.advice()),
            Self::Sibling { cause } => cause.advice(),
            Self::Refused { advice, .. } => Some(advice.clone()),
            Self::Exists { .. } => Some(Message::new(
                "换一个文件夹，或用 --force 覆盖；这次什么都没有写",
                "name another folder, or replace it with --force; nothing has been written",
            )),
            Self::Changed { .. } => Some(Message::new("再运行一次", "run it again")),
            Self::SameFolder { .. } => Some(Message::new(
                "分几次导入到不同的文件夹；这次什么都没有写",
                "import them one by one into different folders; nothing has been written",
            )),
            _ => None,
        }
    }

    /// As it is shown.
    pub fn render(&self, view: View) -> Vec<u8> {
        let tone = if self.exit() == Exit::Done { Tone::Warning } else { Tone::Error };
        if let Self::Config { path, text, error } = self
            && let Some(range) = &error.range
        {
            let message = self.message();
            return report::excerpt(view, tone, message.get(view.lang), &show(path), text, range.clone());
        }
        let message = self.message();
        let advice = self.advice();
        report::line(view, tone, message.get(view.lang), advice.as_ref().map(|advice| advice.get(view.lang)))
    }
}

fn say(path: &Path, zh: &str, en: &str) -> Message {
    let path = show(path);
    Message::new(format!("{path}：{zh}"), format!("{path}: {en}"))
}

/// A path as it is shown.
pub fn show(path: &Path) -> String {
    if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string() }
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

fn too_big(path: &Path, size: Option<u64>, limit: u64) -> Message {
    const MIB: u64 = 1024 * 1024;
    let limit = limit.div_euclid(MIB);
    let has = size.map(|size| size.div_ceil(MIB));
    let zh = has.map_or_else(|| "文件太大".to_owned(), |has| format!("文件有 {has} MiB"));
    let en = has.map_or_else(|| "the file is too big".to_owned(), |has| format!("the file has {has} MiB"));
    say(
        path,
        &format!("{zh}，超过单个文件 {limit} MiB 的上限，没有读"),
        &format!("{en}; the limit for one file is {limit} MiB, and it was not read"),
    )
}

/// The system's reason, in words for the common ones.
fn reason(error: &io::Error, lang: Lang) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => ("不存在", "it does not exist"),
        ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        ErrorKind::IsADirectory => ("是一个文件夹", "it is a folder"),
        ErrorKind::NotADirectory => ("路径中间有一段不是文件夹", "a part of the path is not a folder"),
        ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的", "the disk is read-only"),
        ErrorKind::StorageFull => ("磁盘满了", "the disk is full"),
        ErrorKind::InvalidData => ("不是 UTF-8 文本", "it is not UTF-8"),
        ErrorKind::AlreadyExists => ("文件已经存在", "the file exists"),
        _ => return error.to_string(),
    };
    match lang {
        Lang::Zh => words.0.to_owned(),
        Lang::En => words.1.to_owned(),
    }
}
