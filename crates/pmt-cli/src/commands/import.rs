//! `pmt import`: published documents to `.pmt` files. All is read and checked before anything is written.

mod targets;

use std::fs;
use std::path::{Component, Path, PathBuf};

use pmt_core::text::Message;
use pmt_office::{ImportError, Imported, Input, Kind, SourceError};
use rayon::prelude::*;
use targets::Target;

use crate::args::Import;
use crate::console::Console;
use crate::convert;
use crate::exit::Exit;
use crate::input::{is_pmt, read_bytes, slashed};
use crate::output::{Existing, Staged, make_folder};
use crate::problem::Problem;
use crate::report::import::{Summary, render_human, render_json};

/// Imports every document.
pub fn run(options: &Import, console: &Console) -> Exit {
    let targets = match targets::find(options) {
        Ok(targets) => targets,
        Err(problem) => {
            console.problem(&problem);
            return Exit::Failed;
        }
    };
    let is_list = targets.len() > 1;
    let read: Vec<Result<Summary, Problem>> = targets.into_par_iter().map(import).collect();
    let (summaries, problems): (Vec<_>, Vec<_>) = read.into_iter().partition(Result::is_ok);
    let mut summaries: Vec<Summary> = summaries.into_iter().filter_map(Result::ok).collect();
    let problems: Vec<Problem> = problems.into_iter().filter_map(Result::err).collect();
    let failed = console.problems(&problems);
    let existing = if options.force { Existing::Replace } else { Existing::Keep };
    if let Err(problems) = write(&summaries, existing) {
        return console.problems(&problems).max(failed);
    }
    for summary in &mut summaries {
        summary.others = others(summary);
    }
    let failures = is_list.then_some(problems.len());
    let bytes = if options.json {
        render_json(&summaries, problems.len())
    } else {
        render_human(&summaries, failures, console.stdout_view())
    };
    console.result(&bytes, failed)
}

fn import(target: Target) -> Result<Summary, Problem> {
    let Target { source, folder } = target;
    let bytes = read_bytes(&source, &source)?;
    let name = slashed(&source);
    let kind = Kind::of(&bytes);
    let mut remarks: Vec<Message> = misnamed(&source, kind).into_iter().collect();
    let mut encoding = None;
    let refused = |why| Problem::NotText { path: source.clone(), why };
    let imported = match kind {
        Kind::Word => pmt_office::import(Input::Word(&bytes), &name),
        Kind::Workbook => pmt_office::import(Input::Workbook(&bytes), &name),
        Kind::Pdf => {
            let text = convert::pdf_text(&source, &bytes)?;
            pmt_office::import(Input::Pages(&text), &name)
        }
        Kind::OldWord | Kind::RichText | Kind::OpenDocument | Kind::OtherWorkbook | Kind::WebPage => {
            let converted = convert::with_office(&source, &bytes, kind)?;
            remarks.push(Message::new(
                "经 LibreOffice 转换后读取，页码以转换后的为准",
                "read as converted by LibreOffice; pages are those of the conversion",
            ));
            let input = match kind {
                Kind::OtherWorkbook => Input::Workbook(&converted),
                _ => Input::Word(&converted),
            };
            pmt_office::import(input, &name)
        }
        Kind::Protected => return Err(refused(SourceError::Protected.message())),
        Kind::Archive => {
            return Err(refused(Message::new(
                "这是压缩包：请先解压，再导入里面的文件或文件夹",
                "this is an archive: unpack it and import the files or the folder in it",
            )));
        }
        Kind::WebArchive => {
            return Err(refused(Message::new(
                "这是单个文件网页（.mht）：请在 Word 中打开，另存为 .docx 再导入",
                "this is a web page in one file (.mht): open it in Word, save it as .docx and import that",
            )));
        }
        Kind::Text => {
            let decoded = pmt_office::decode(&bytes).map_err(|error| refused(error.message()))?;
            encoding = decoded.note;
            pmt_office::import(&decoded.text, &name)
        }
    };
    let imported = imported.map_err(|error| match error {
        ImportError::Unreadable { error, .. } => refused(error.message()),
        other => Problem::Unrecognised { why: other.message() },
    })?;
    let Imported { files, unplaced, notes, .. } = imported;
    let mut placed = Vec::with_capacity(files.len());
    for file in files {
        if !is_inside(Path::new(&file.path)) {
            return Err(Problem::Internal { what: format!("{} would be written outside", file.path) });
        }
        placed.push((folder.join(&file.path), file.text));
    }
    Ok(Summary { source, folder, encoding, remarks, others: Vec::new(), files: placed, unplaced, notes })
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

/// Declarations in the folder of an import that it did not write: an earlier one may have had more projects.
fn others(summary: &Summary) -> Vec<PathBuf> {
    let entries = fs::read_dir(&summary.folder).into_iter().flatten().filter_map(Result::ok);
    let is_own = |path: &Path| summary.files.iter().any(|(own, _)| own.file_name() == path.file_name());
    let mut others: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| is_pmt(path) && path.is_file() && !is_own(path))
        .collect();
    others.sort();
    others
}

/// Whether a path stays below the folder it is put into.
fn is_inside(path: &Path) -> bool {
    path.components().all(|component| matches!(component, Component::Normal(_)))
}

/// Writes every file of every document, or none if any of them may not be written.
fn write(summaries: &[Summary], existing: Existing) -> Result<(), Vec<Problem>> {
    let files = || summaries.iter().flat_map(|summary| &summary.files);
    if existing == Existing::Keep {
        let taken: Vec<Problem> = files()
            .filter(|(path, _)| path.symlink_metadata().is_ok())
            .map(|(path, _)| Problem::Exists { path: path.clone() })
            .collect();
        if !taken.is_empty() {
            return Err(taken);
        }
    }
    for summary in summaries {
        make_folder(&summary.folder).map_err(|problem| vec![problem])?;
    }
    let mut staged = Vec::new();
    for (path, text) in files() {
        staged.push(
            Staged::new(path, existing, |to| to.write_all(text.as_bytes()))
                .map_err(|problem| vec![problem])?,
        );
    }
    let problems: Vec<Problem> = staged.into_iter().filter_map(|file| file.commit().err()).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}
