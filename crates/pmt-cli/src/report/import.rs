//! The closing summary of an import: what was written, what was normalised, what found no place.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use codespan_reporting::diagnostic::Severity as Weight;
use pmt_core::text::{Lang, Message};
use pmt_office::{Note, Place, Unplaced};
use serde_json::{Value, json};

use super::json::place;
use super::{View, paint};
use crate::input::slashed;

/// An imported document.
#[derive(Debug)]
pub struct Summary {
    /// The document.
    pub source: PathBuf,
    /// The folder of its files.
    pub folder: PathBuf,
    /// That it was not UTF-8.
    pub encoding: Option<Message>,
    /// What else is to be known of how it was read.
    pub remarks: Vec<Message>,
    /// Declarations that were in the folder and are none of its files.
    pub others: Vec<PathBuf>,
    /// Its files with their texts.
    pub files: Vec<(PathBuf, String)>,
    /// What found no place.
    pub unplaced: Vec<Unplaced>,
    /// What was normalised or noticed.
    pub notes: Vec<Note>,
}

/// For reading. Where there were several documents, how many could not be imported.
pub fn render_human(summaries: &[Summary], failures: Option<usize>, view: View) -> Vec<u8> {
    let mut out = String::new();
    for summary in summaries {
        // Writing to a string does not fail.
        let _ = one(&mut out, summary, view);
    }
    if let Some(failures) = failures {
        let _ = total(&mut out, summaries, failures, view.lang);
    }
    out.into_bytes()
}

/// The closing line of several.
fn total(out: &mut String, summaries: &[Summary], failures: usize, lang: Lang) -> std::fmt::Result {
    let documents = summaries.len();
    let files: usize = summaries.iter().map(|summary| summary.files.len()).sum();
    let unplaced: usize = summaries.iter().map(|summary| summary.unplaced.len()).sum();
    match lang {
        Lang::Zh => writeln!(
            out,
            "共导入 {documents} 份文件，写了 {files} 个 .pmt，未归位 {unplaced} 处；{failures} 份没有导入"
        ),
        Lang::En => writeln!(
            out,
            "In all: {documents} imported, {files} .pmt files written, {unplaced} texts not placed; {failures} not imported"
        ),
    }
}

fn one(out: &mut String, summary: &Summary, view: View) -> std::fmt::Result {
    let Summary { source, folder, encoding, remarks, others, files, unplaced, notes } = summary;
    let (source, folder) = (slashed(source), slashed(folder));
    match view.lang {
        Lang::Zh => writeln!(out, "{source}：写了 {} 个文件，在 {folder}", files.len())?,
        Lang::En => writeln!(out, "{source}: {} files written to {folder}", files.len())?,
    }
    for (path, _) in files {
        writeln!(out, "  {}", slashed(path))?;
    }
    if !others.is_empty() {
        match view.lang {
            Lang::Zh => writeln!(out, "文件夹里原有的 .pmt 文件仍在，不属于这次导入的要删去：")?,
            Lang::En => writeln!(out, "Also in the folder, from before; delete what is not of this import:")?,
        }
    }
    for path in others {
        writeln!(out, "  {}", slashed(path))?;
    }
    for remark in encoding.iter().chain(remarks) {
        writeln!(out, "{}", remark.get(view.lang))?;
    }
    if !notes.is_empty() {
        match view.lang {
            Lang::Zh => writeln!(out, "原文有 {} 处说明：", notes.len())?,
            Lang::En => writeln!(out, "Notes on the source: {}", notes.len())?,
        }
    }
    for Group { code, message, places } in grouped(notes, view.lang) {
        let head = paint::heavy(view, Weight::Note, code.unwrap_or("-"));
        let places = Place::list(&places);
        match view.lang {
            Lang::Zh => writeln!(out, "  {head} {}：{message}", places.zh)?,
            Lang::En => writeln!(out, "  {head} {}: {message}", places.en)?,
        }
    }
    if unplaced.is_empty() {
        return match view.lang {
            Lang::Zh => writeln!(out, "原文的每一段、每一格都已归位。"),
            Lang::En => writeln!(out, "Every paragraph and cell of the source found its place."),
        };
    }
    match view.lang {
        Lang::Zh => writeln!(out, "未归位 {} 处，已作为注释写在文件里：", unplaced.len())?,
        Lang::En => writeln!(out, "Not placed: {}; kept in the files as comments:", unplaced.len())?,
    }
    for one in unplaced {
        let text = shorten(&one.text);
        match view.lang {
            Lang::Zh => writeln!(out, "  {}（{}）：{text}", one.place.message().zh, one.file)?,
            Lang::En => writeln!(out, "  {} ({}): {text}", one.place.message().en, one.file)?,
        }
    }
    Ok(())
}

/// Notes of one rule and one wording.
struct Group<'a> {
    code: Option<&'static str>,
    message: &'a str,
    places: Vec<Place>,
}

/// Notes by rule and wording, in the order of codes and of first lines; those without a code last.
fn grouped(notes: &[Note], lang: Lang) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<(Option<&'static str>, &str), Vec<Place>> = BTreeMap::new();
    for note in notes {
        groups.entry((note.code, note.message.get(lang))).or_default().push(note.place.clone());
    }
    let mut groups: Vec<Group<'_>> =
        groups.into_iter().map(|((code, message), places)| Group { code, message, places }).collect();
    groups.sort_by_key(|group| (group.code.is_none(), group.code, group.places.first().cloned()));
    groups
}

/// The beginning of a text, on one line.
pub fn shorten(text: &str) -> String {
    const SHOWN: usize = 60;
    let line: String = text.chars().map(|c| if paint::steers(c) { ' ' } else { c }).collect();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(&line)),
        None => line,
    }
}

/// For programs.
pub fn render_json(summaries: &[Summary], failures: usize) -> Vec<u8> {
    let documents: Vec<Value> = summaries.iter().map(json_of).collect();
    format!("{:#}\n", json!({ "documents": documents, "failed": failures })).into_bytes()
}

fn json_of(summary: &Summary) -> Value {
    let message = |message: &Message| json!({ "zh": message.zh, "en": message.en });
    json!({
        "source": slashed(&summary.source),
        "folder": slashed(&summary.folder),
        "encoding": summary.encoding.as_ref().map(message),
        "remarks": summary.remarks.iter().map(message).collect::<Vec<_>>(),
        "files": summary.files.iter().map(|(path, _)| slashed(path)).collect::<Vec<_>>(),
        "others": summary.others.iter().map(|path| slashed(path)).collect::<Vec<_>>(),
        "notes": summary.notes.iter().map(|note| json!({
            "rule": note.code,
            "line": note.place.line(),
            "place": place(&note.place),
            "message": message(&note.message),
        })).collect::<Vec<_>>(),
        "unplaced": summary.unplaced.iter().map(|one| json!({
            "line": one.place.line(),
            "place": place(&one.place),
            "file": one.file,
            "text": one.text,
        })).collect::<Vec<_>>(),
    })
}
