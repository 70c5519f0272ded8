//! Documents as departments publish them: which files are such, and what a reader of `pmt-office` makes of one,
//! whatever program it takes to open it.

use std::path::Path;

use pmt_core::text::Message;
use pmt_office::{ImportError, Input, Kind, SourceError};

use crate::content::Content;
use crate::convert;
use crate::input::slashed;
use crate::problem::Problem;

/// What was made of a document.
pub struct Opened<T> {
    /// What the reader made of it.
    pub result: T,
    /// That it was not UTF-8.
    pub encoding: Option<Message>,
    /// What else is to be known of how it was read.
    pub remarks: Vec<Message>,
}

/// Whether a file is a document by its name. What Word keeps beside an open one is none.
pub fn is_document(path: &Path) -> bool {
    let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    !is_lock && extension.is_some_and(|extension| Kind::claimed(&extension).is_some())
}

/// Whether a file found in a folder is one to read unasked: web pages are rarely declarations, and there may be
/// thousands.
pub fn is_office_document(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let kind = extension.and_then(|extension| Kind::claimed(&extension));
    is_document(path) && !matches!(kind, Some(Kind::WebPage | Kind::WebArchive))
}

/// Opens a document by what its bytes are and has it read; `shown` is its name in messages.
pub fn open<T>(
    source: &Path,
    shown: &Path,
    read: impl FnOnce(Input<'_>, &str) -> Result<T, ImportError>,
) -> Result<Opened<T>, Problem> {
    let content = Content::open(source, shown)?;
    let kind = content.kind(shown)?;
    let mut remarks: Vec<Message> = misnamed(source, kind).into_iter().collect();
    let mut encoding = None;
    let refused = |why| Problem::NotText { path: shown.to_path_buf(), why };
    let name = slashed(shown);
    let result = match kind {
        Kind::Word | Kind::Workbook => read(content.input(kind), &name),
        Kind::Pdf => {
            let text = convert::pdf_text(shown, &content)?;
            read(Input::Pages(&text), &name)
        }
        Kind::OldWord | Kind::RichText | Kind::OpenDocument | Kind::OtherWorkbook | Kind::WebPage => {
            let converted = convert::with_office(shown, &content, kind)?;
            let kind = if kind == Kind::OtherWorkbook { Kind::Workbook } else { Kind::Word };
            remarks.push(if kind == Kind::Workbook {
                Message::new("经 LibreOffice 转换后读取", "read as converted by LibreOffice")
            } else {
                Message::new(
                    "经 LibreOffice 转换后读取，页码以转换后的为准",
                    "read as converted by LibreOffice; pages are those of the conversion",
                )
            });
            read(converted.open(shown)?.input(kind), &name)
        }
        Kind::Protected => return Err(refused(SourceError::Protected.message())),
        Kind::Archive => {
            return Err(refused(Message::new(
                "这是压缩包：请先解压，再用里面的文件或文件夹",
                "this is an archive: unpack it and use the files or the folder in it",
            )));
        }
        Kind::WebArchive => {
            return Err(refused(Message::new(
                "这是单个文件网页（.mht）：请在 Word 中打开，另存为 .docx 再试",
                "this is a web page in one file (.mht): open it in Word, save it as .docx and use that",
            )));
        }
        Kind::Text => {
            let decoded =
                pmt_office::decode(content.whole(shown)?).map_err(|error| refused(error.message()))?;
            encoding = decoded.note;
            read(Input::Text(&decoded.text), &name)
        }
    };
    let result = result.map_err(|error| match error {
        ImportError::Unreadable { error, .. } => refused(error.message()),
        other => Problem::Unrecognised { path: shown.to_path_buf(), why: other.message() },
    })?;
    Ok(Opened { result, encoding, remarks })
}

/// That a document is something else than the extension of its name says.
fn misnamed(source: &Path, kind: Kind) -> Option<Message> {
    let extension = source.extension()?.to_str()?.to_lowercase();
    let claimed = Kind::claimed(&extension)?;
    (claimed != kind).then(|| {
        Message::new(
            format!("扩展名是 .{extension}，{}，按内容读取", kind.name_after("内容是")),
            format!("it is called .{extension} but is {}; it was read as what it is", kind.name().en),
        )
    })
}
