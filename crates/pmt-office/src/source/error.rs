//! Why a document cannot be read: each with what is wrong, where, and the way out.

use pmt_core::text::Message;
use thiserror::Error;

/// Why a document of Word or Excel is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SourceError {
    /// The file is cut off or its parts do not fit together.
    #[error("the file is damaged: {part}: {why}")]
    Damaged {
        /// The part of the file.
        part: String,
        /// What does not fit, as the reader of its format says.
        why: String,
    },
    /// A part that the format demands is not there.
    #[error("the file lacks its part {part}")]
    Missing {
        /// The part.
        part: &'static str,
    },
    /// Unpacked, it is larger than any document.
    #[error("{part} unpacks to more than {mib} MiB")]
    TooBig {
        /// The part that goes beyond.
        part: String,
        /// The limit.
        mib: u64,
    },
    /// A file that can be read only whole and is too large for that.
    #[error("the file is larger than {mib} MiB")]
    TooLarge {
        /// The limit.
        mib: u64,
    },
    /// A part that is packed tighter than text can be: it is made to exhaust whoever unpacks it.
    #[error("{part} unpacks to more than {ratio} times its size")]
    TooTight {
        /// The part.
        part: String,
        /// The limit.
        ratio: u64,
    },
    /// More parts than any document has.
    #[error("the file has {count} parts")]
    TooManyParts {
        /// How many.
        count: usize,
    },
    /// A part whose name leads out of the archive.
    #[error("the part “{name}” would lie outside the archive")]
    UnsafePath {
        /// Its name.
        name: String,
    },
    /// A document type declaration, by which entities are declared: the format forbids it.
    #[error("{part} declares a document type")]
    DocumentType {
        /// The part.
        part: String,
    },
    /// A reference to an entity that is none of XML's own.
    #[error("{part} refers to the entity “{name}”")]
    Entity {
        /// The part.
        part: String,
        /// The entity.
        name: String,
    },
    /// Elements within elements beyond any document's.
    #[error("{part} is nested deeper than {limit} levels")]
    TooDeep {
        /// The part.
        part: String,
        /// The limit.
        limit: usize,
    },
    /// More cells than any form has.
    #[error("the workbook has more than {limit} filled cells")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// It is encrypted.
    #[error("the file is protected by a password")]
    Protected,
}

impl SourceError {
    /// What is wrong and the way out, for the user.
    pub fn message(&self) -> Message {
        let hostile = |zh: String, en: String| {
            Message::new(
                format!("{zh}；正常的 Word、Excel 文件不会这样，没有读"),
                format!("{en}; no ordinary Word or Excel file does that, and it was not read"),
            )
        };
        match self {
            Self::Damaged { part, why } => Message::new(
                format!("文件已损坏或不完整（{part}）：请在 Word、Excel 或 WPS 中打开后另存一份，再试"),
                format!(
                    "the file is damaged or cut off ({part}: {why}): open it in Word, Excel or WPS, save it anew and use that"
                ),
            ),
            Self::Missing { part } => Message::new(
                format!(
                    "文件里缺少 {part}，不是完整的 Word 或 Excel 文件：请在 Word、Excel 或 WPS 中打开后另存一份"
                ),
                format!(
                    "{part} is missing: this is no whole Word or Excel file; open it in Word, Excel or WPS and save it anew"
                ),
            ),
            Self::TooBig { part, mib } => hostile(
                format!("{part} 解压后超过 {mib} MiB"),
                format!("{part} unpacks to more than {mib} MiB"),
            ),
            Self::TooLarge { mib } => Message::new(
                format!("旧版工作簿超过 {mib} MiB，没有读：请另存为 .xlsx 再试"),
                format!(
                    "the old workbook is larger than {mib} MiB and was not read: save it as .xlsx and use that"
                ),
            ),
            Self::TooTight { part, ratio } => hostile(
                format!("{part} 解压后超过原大小的 {ratio} 倍"),
                format!("{part} unpacks to more than {ratio} times its size"),
            ),
            Self::TooManyParts { count } => {
                hostile(format!("文件里有 {count} 个部件"), format!("the file has {count} parts"))
            }
            Self::UnsafePath { name } => hostile(
                format!("文件里的“{name}”指向文件之外"),
                format!("“{name}” in it leads out of the file"),
            ),
            Self::DocumentType { part } => hostile(
                format!("{part} 里有文档类型声明（DTD）"),
                format!("{part} has a document type declaration (DTD)"),
            ),
            Self::Entity { part, name } => hostile(
                format!("{part} 里引用了实体“{name}”"),
                format!("{part} refers to the entity “{name}”"),
            ),
            Self::TooDeep { part, limit } => hostile(
                format!("{part} 嵌套超过 {limit} 层"),
                format!("{part} is nested deeper than {limit} levels"),
            ),
            Self::TooManyCells { limit } => Message::new(
                format!("有内容的单元格超过 {limit} 个，不是绩效目标表：请只留下绩效目标表所在的工作表"),
                format!(
                    "more than {limit} cells are filled: this is no form; keep only the sheets with forms"
                ),
            ),
            Self::Protected => Message::new(
                "文件有密码保护：请用密码打开，取消密码后另存一份，再试",
                "the file is protected by a password: open it, take the password off, save it and use that",
            ),
        }
    }
}
