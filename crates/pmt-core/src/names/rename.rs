//! Giving something another name wherever it is named.

use std::collections::BTreeMap;

use pmt_syntax::{Edit, Span};

use super::{Occurrence, Shape, Symbol, at, occurrences};
use crate::edition::{Key, Level1, Level2};
use crate::finding::FileId;
use crate::lower::as_value;
use crate::model::Indicator;
use crate::text::Message;
use crate::workspace::{File, SourceFile, Workspace};

/// Why something cannot be renamed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.en)]
pub struct Refusal(pub Message);

impl Refusal {
    fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Message::new(zh, en))
    }
}

/// The changes that rename something, by file, each file's in order.
pub type Renaming = BTreeMap<FileId, Vec<Edit>>;

/// The name at an offset that can be renamed: where it stands, without its quotes, and what it is.
pub fn renamable(file: &File, offset: u32) -> Result<(Span, String), Refusal> {
    let all = occurrences(&file.model);
    let found = find(&all, offset)?;
    Ok((inside_quotes(found.span, &file.text), found.name.clone()))
}

fn find(all: &[Occurrence], offset: u32) -> Result<&Occurrence, Refusal> {
    // A name stands for itself; the form's word around it does not.
    let named = all.iter().find(|one| one.shape != Shape::Word && one.span.contains(offset));
    let Some(found) = named.or_else(|| at(all, offset)) else {
        return Err(Refusal::new(
            "这里没有可以改名的名称；能改名的有项目、任务、责任主体、单位、指标和测算明细",
            "there is no name to change here: projects, tasks, bodies, departments and units, indicators and cost lines have one",
        ));
    };
    if let Symbol::Mentioned { name, .. } = &found.symbol {
        return Err(Refusal::new(
            format!("“{name}”只在“实施主体”的文字中提到，请直接改文字，或先把它列为一项"),
            format!(
                "“{name}” is only mentioned in the text of 实施主体: change the text, or list it there first"
            ),
        ));
    }
    if found.shape == Shape::Word {
        let name = &found.name;
        return Err(Refusal::new(
            format!("“{name}”是表上的名称，不能改"),
            format!("“{name}” is the form's own word and stays"),
        ));
    }
    Ok(found)
}

/// A name's place without the quotes or title marks around it.
fn inside_quotes(span: Span, text: &str) -> Span {
    let token = span.text(text);
    let mark = |c: Option<char>, marks: &[char]| {
        let found = c.filter(|c| marks.contains(c)).map_or(0, char::len_utf8);
        u32::try_from(found).unwrap_or(0)
    };
    let before = mark(token.chars().next(), &['"', '“', '《']);
    let after = if before > 0 { mark(token.chars().last(), &['"', '”', '》']) } else { 0 };
    let (start, end) = (span.start.saturating_add(before), span.end.saturating_sub(after));
    if start <= end { Span::new(start, end) } else { span }
}

/// Renames what is named at an offset of a file, wherever it is named: a project's own names in its project, a
/// department or unit in all declarations of the same year, an entry of a library with the indicators that have its name.
pub fn rename(workspace: &Workspace, file: FileId, offset: u32, new: &str) -> Result<Renaming, Refusal> {
    let new = new.trim();
    let nowhere = || Refusal::new("没有这个文件", "there is no such file");
    let here = workspace.file(file).ok_or_else(nowhere)?;
    let all = occurrences(&here.model);
    let found = find(&all, offset)?;
    check_name(new)?;
    if new == found.name {
        return Ok(Renaming::new());
    }
    check_free(&all, found, new)?;
    let mut renaming = Renaming::new();
    let files = match &found.symbol {
        Symbol::Organisation(_) => workspace.files_of_its_year(file),
        Symbol::Entry { .. } => workspace.files_of_its_library(file),
        _ => vec![file],
    };
    for id in files {
        let Some(one) = workspace.file(id) else { continue };
        let symbols = match &found.symbol {
            Symbol::Entry { library, entry } => {
                let level2 =
                    here.model.libraries.get(*library).and_then(|one| one.entries.get(*entry)?.level2);
                let own = (id == file).then(|| found.symbol.clone());
                own.into_iter().chain(taken_from(one, &found.name, level2, new)?).collect()
            }
            other => vec![other.clone()],
        };
        let edits = edits(one, &symbols, new)?;
        if !edits.is_empty() {
            renaming.insert(id, edits);
        }
    }
    Ok(renaming)
}

/// The indicators of a file that have the name of a library's entry, under the same level. Refused where a project has
/// one with the new name already.
fn taken_from(file: &File, name: &str, level2: Option<Level2>, new: &str) -> Result<Vec<Symbol>, Refusal> {
    let mut found = Vec::new();
    for (number, project) in file.model.projects.iter().enumerate() {
        let is_taken = |one: &&Indicator| {
            one.name.value == name && (level2.is_none() || one.level2.is_none() || one.level2 == level2)
        };
        let indicators = project.indicators.iter().enumerate();
        let ours = indicators.filter(|(_, one)| is_taken(one)).map(|(indicator, _)| indicator);
        let ours: Vec<Symbol> =
            ours.map(|indicator| Symbol::Indicator { project: number, indicator }).collect();
        if !ours.is_empty() && project.indicators.iter().any(|one| one.name.value == new) {
            let name = &project.name.value;
            return Err(Refusal::new(
                format!("项目“{name}”里已经有“{new}”，两个同名，引用就分不清了"),
                format!("project “{name}” has a “{new}” already: references could not tell them apart"),
            ));
        }
        found.extend(ours);
    }
    Ok(found)
}

fn check_name(new: &str) -> Result<(), Refusal> {
    if new.is_empty() {
        return Err(Refusal::new("名称不能为空", "a name cannot be empty"));
    }
    if new.chars().any(char::is_control) {
        return Err(Refusal::new("名称写在一行里，不能有换行或制表符", "a name is one line, without tabs"));
    }
    Ok(())
}

/// Whether nothing of its kind beside it has the name already: references would then mean another.
fn check_free(all: &[Occurrence], found: &Occurrence, new: &str) -> Result<(), Refusal> {
    let is_beside = |other: &Symbol| match (&found.symbol, other) {
        (Symbol::Task { project, .. }, Symbol::Task { project: other, .. })
        | (Symbol::Body { project, .. }, Symbol::Body { project: other, .. })
        | (Symbol::Indicator { project, .. }, Symbol::Indicator { project: other, .. }) => project == other,
        (
            Symbol::CostLine { project, task, .. },
            Symbol::CostLine { project: other_project, task: other, .. },
        ) => (project, task) == (other_project, other),
        (Symbol::Entry { library, .. }, Symbol::Entry { library: other, .. }) => library == other,
        _ => false,
    };
    let taken = all
        .iter()
        .any(|one| one.declares && one.name == new && one.symbol != found.symbol && is_beside(&one.symbol));
    if taken {
        return Err(Refusal::new(
            format!("这里已经有“{new}”，两个同名，引用就分不清了"),
            format!("there is a “{new}” here already: references could not tell them apart"),
        ));
    }
    Ok(())
}

/// The changes to one file; refused where it would then be read otherwise.
fn edits(file: &File, symbols: &[Symbol], new: &str) -> Result<Vec<Edit>, Refusal> {
    let all = occurrences(&file.model);
    let ours = |one: &&Occurrence| symbols.contains(&one.symbol) && one.shape != Shape::Word;
    let edits: Vec<Edit> = all
        .iter()
        .filter(ours)
        .map(|one| Edit { span: one.span, text: spelt(one.shape, one.span.text(&file.text), new) })
        .collect();
    if edits.is_empty() {
        return Ok(edits);
    }
    let mut text = file.text.to_string();
    for edit in edits.iter().rev() {
        if text.get(edit.span.range()).is_some() {
            text.replace_range(edit.span.range(), &edit.text);
        }
    }
    let after = File::new(file.model.id, SourceFile { path: file.path.clone(), text: text.into() });
    let then = occurrences(&after.model);
    let renamed = |symbol: &Symbol| match symbol {
        Symbol::Organisation(_) => Symbol::Organisation(new.to_owned()),
        other => other.clone(),
    };
    let renamed: Vec<Symbol> = symbols.iter().map(renamed).collect();
    let is_read = then.iter().filter(|one| renamed.contains(&one.symbol) && one.name == new).count() >= edits.len()
        // More, where a reference that led nowhere now leads here.
        && then.len() >= all.len()
        && after.model.findings.len() <= file.model.findings.len();
    if !is_read {
        return Err(Refusal::new(
            format!("改成“{new}”以后，“{}”里有的地方会读成别的意思", file.path),
            format!("with “{new}”, something in “{}” would be read as something else", file.path),
        ));
    }
    Ok(edits)
}

/// A name as it is written in place of a token: quotes are kept, or added where the name needs them.
pub fn spelt(shape: Shape, token: &str, new: &str) -> String {
    let is_plain = !new.contains(['"', '“', '”', '《', '》', '\\', '$']);
    if token.starts_with('《') && is_plain {
        return format!("《{new}》");
    }
    if token.starts_with('“') && is_plain {
        return format!("“{new}”");
    }
    let is_quoted = token.starts_with(['"', '“', '《']) || shape == Shape::Label;
    let is_of_the_form =
        Key::parse(new).is_some() || Level1::parse(new).is_some() || Level2::parse(new, None).is_some();
    if is_quoted || is_of_the_form { pmt_syntax::quote(new) } else { as_value(new) }
}
