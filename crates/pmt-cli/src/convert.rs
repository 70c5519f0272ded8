//! Documents that other programs can turn into ones that are read here: `LibreOffice` for Word documents of old, poppler
//! for PDF. Each works in a folder of its own that is gone afterwards, with a profile of its own, and not for ever.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pmt_core::text::Message;
use pmt_office::Kind;

use crate::content::Content;
use crate::input::read_bytes;
use crate::problem::Problem;

/// How long another program may take over one document.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often it is asked whether it is done.
const TICK: Duration = Duration::from_millis(20);

/// Where `LibreOffice` is when it is not on the path.
const USUAL_PLACES: &[&str] = &[
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
];

/// What to do without the program that would be needed.
fn missing(path: &Path, kind: Kind) -> Problem {
    let (zh, en) = (kind.name_after("这是"), kind.name().en);
    let why = match kind {
        Kind::Pdf => Message::new(
            format!(
                "{zh}，要靠 poppler 的 pdftotext 读取，这台电脑上没有：请安装 poppler（poppler-utils），或在 Word、WPS 中另存为 .docx 再试"
            ),
            format!(
                "this is {en}; reading it takes pdftotext of poppler, which is not here: install poppler (poppler-utils), or save it as .docx in Word or WPS and use that"
            ),
        ),
        Kind::OtherWorkbook => Message::new(
            format!("{zh}，要靠 LibreOffice 读取，这台电脑上没有：请安装 LibreOffice，或另存为 .xlsx 再试"),
            format!(
                "this is {en}; reading it takes LibreOffice, which is not here: install LibreOffice, or save it as .xlsx and use that"
            ),
        ),
        _ => Message::new(
            format!(
                "{zh}，要靠 LibreOffice 读取，这台电脑上没有：请安装 LibreOffice，或在 Word、WPS 中另存为 .docx 再试"
            ),
            format!(
                "this is {en}; reading it takes LibreOffice, which is not here: install LibreOffice, or save it as .docx in Word or WPS and use that"
            ),
        ),
    };
    Problem::NotText { path: path.to_path_buf(), why }
}

/// A document that another program has made, as long as it is kept.
pub struct Converted {
    file: PathBuf,
    _room: tempfile::TempDir,
}

impl Converted {
    /// What it holds; `shown` is the name of what it was made of.
    pub fn open(&self, shown: &Path) -> Result<Content, Problem> {
        Content::open(&self.file, shown)
    }
}

/// The document of Word or Excel that `LibreOffice` makes of one of another kind.
pub fn with_office(path: &Path, content: &Content, kind: Kind) -> Result<Converted, Problem> {
    let (extension, filter_in, target, filter_out) = match kind {
        Kind::OldWord => ("doc", None, "docx", "docx:MS Word 2007 XML"),
        Kind::RichText => ("rtf", None, "docx", "docx:MS Word 2007 XML"),
        Kind::OpenDocument => ("odt", None, "docx", "docx:MS Word 2007 XML"),
        Kind::OtherWorkbook => ("ods", None, "xlsx", "xlsx:Calc MS Excel 2007 XML"),
        _ => ("html", Some("--infilter=HTML (StarWriter)"), "docx", "docx:MS Word 2007 XML"),
    };
    let program = find(&["soffice", "libreoffice"], USUAL_PLACES).ok_or_else(|| missing(path, kind))?;
    let room = room()?;
    let profile = file_url(&room.path().join("profile"));
    let source = room.path().join(format!("document.{extension}"));
    copy(content, &source)?;
    let out = room.path().join("out");
    let mut command = Command::new(program);
    command
        .arg(format!("-env:UserInstallation={profile}"))
        .args(["--headless", "--norestore", "--nolockcheck", "--nodefault"])
        .args(filter_in)
        .arg("--convert-to")
        .arg(filter_out)
        .arg("--outdir")
        .arg(&out)
        .arg(&source);
    run(path, command, "LibreOffice")?;
    let result = out.join(format!("document.{target}"));
    if !result.is_file() {
        return Err(failed(path, "LibreOffice", ("没有转换出文件", "it produced no file")));
    }
    Ok(Converted { file: result, _room: room })
}

/// The text of a PDF, form feeds between its pages, as poppler finds it.
pub fn pdf_text(path: &Path, content: &Content) -> Result<String, Problem> {
    let program = find(&["pdftotext"], &[]).ok_or_else(|| missing(path, Kind::Pdf))?;
    let room = room()?;
    let source = room.path().join("document.pdf");
    copy(content, &source)?;
    let out = room.path().join("document.txt");
    let mut command = Command::new(program);
    // In the order in which it was set, cells of a table come one after the other; by its layout, side by side.
    command.args(["-raw", "-enc", "UTF-8"]).arg(&source).arg(&out);
    run(path, command, "pdftotext")?;
    let text = read_bytes(&out, path).map_err(|problem| match problem {
        Problem::TooBig { .. } => problem,
        _ => failed(path, "pdftotext", ("没有取出文字", "it produced no text")),
    })?;
    let text = String::from_utf8_lossy(&text).into_owned();
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        let why = Message::new(
            "这份 PDF 里没有文字，看来是扫描件：请用文字识别（OCR）软件转成 Word 或带文字的 PDF，再试",
            "this PDF has no text in it and seems to be a scan: make it a Word document or a PDF with text by character recognition (OCR) and use that",
        );
        return Err(Problem::NotText { path: path.to_path_buf(), why });
    }
    Ok(text)
}

/// A folder to work in that is gone afterwards.
fn room() -> Result<tempfile::TempDir, Problem> {
    tempfile::Builder::new()
        .prefix("pmt-import-")
        .tempdir()
        .map_err(|source| Problem::Unwritable { path: std::env::temp_dir(), source })
}

fn copy(content: &Content, to: &Path) -> Result<(), Problem> {
    content.copy(to).map_err(|source| Problem::Unwritable { path: to.to_path_buf(), source })
}

/// A program by its names on the path, or in its usual places.
fn find(names: &[&str], places: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let extension = std::env::consts::EXE_SUFFIX;
    let on_path = names.iter().flat_map(|name| {
        let file = format!("{name}{extension}");
        // A relative entry would run whatever the documents' folder holds.
        folders.iter().filter(|folder| folder.is_absolute()).map(move |folder| folder.join(&file))
    });
    on_path.chain(places.iter().map(PathBuf::from)).find(|path| path.is_file())
}

/// A path as a `file:` address.
fn file_url(path: &Path) -> String {
    let mut url = String::from("file://");
    let path = path.to_string_lossy().replace('\\', "/");
    if !path.starts_with('/') {
        url.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

fn failed(path: &Path, program: &str, (zh, en): (&str, &str)) -> Problem {
    let why = Message::new(
        format!("{program} 读不了这份文件（{zh}）：请打开看看它是否完好，或另存为 .docx、.xlsx 再试"),
        format!(
            "{program} cannot read it ({en}): open it to see whether it is whole, or save it as .docx or .xlsx and use that"
        ),
    );
    Problem::NotText { path: path.to_path_buf(), why }
}

/// Runs a program to its end, or ends it when patience does.
fn run(path: &Path, mut command: Command, program: &str) -> Result<(), Problem> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    in_own_group(&mut command);
    let mut child = command
        .spawn()
        .map_err(|source| Problem::Unreadable { path: command.get_program().into(), source })?;
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(_)) => return Err(failed(path, program, ("它报告失败", "it reports a failure"))),
            Ok(None) if started.elapsed() < PATIENCE => std::thread::sleep(TICK),
            _ => {
                end(&mut child);
                let (zh, en) = (
                    format!("超过 {} 秒没有读完", PATIENCE.as_secs()),
                    format!("not done after {} seconds", PATIENCE.as_secs()),
                );
                return Err(failed(path, program, (&zh, &en)));
            }
        }
    }
}

/// `LibreOffice` is started by a script: ending it must end what it started.
#[cfg(unix)]
fn in_own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn in_own_group(_: &mut Command) {}

fn end(child: &mut Child) {
    let quietly = |program: &str, arguments: &[&OsStr]| {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Where it is not there, ending the process itself must do.
        let _ = command.status();
    };
    let id = child.id().to_string();
    if cfg!(windows) {
        quietly("taskkill", &["/T", "/F", "/PID", &id].map(OsStr::new));
    } else {
        let group = format!("-{id}");
        quietly("kill", &["-KILL", "--", &group].map(OsStr::new));
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_written_as_addresses() {
        assert_eq!(file_url(Path::new("/tmp/某 处")), "file:///tmp/%E6%9F%90%20%E5%A4%84");
        assert_eq!(file_url(Path::new("C:\\Temp\\a")), "file:///C:/Temp/a");
    }
}
