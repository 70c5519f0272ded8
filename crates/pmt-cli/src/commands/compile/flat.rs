//! `pmt compile --layout flat`: the two tables that integrated budget systems exchange, as JSON or CSV.

use std::path::Path;

use pmt_core::edition::Edition;
use pmt_core::exchange::{FlatDocument, Frame, Stamp, Table, Values, write_csv};
use pmt_core::text::Message;

use super::{Compiled, deliver, json_layout};
use crate::args::{Compile, CompileTo, Flat};
use crate::console::Console;
use crate::exit::Exit;
use crate::output::{Existing, Staged, allow_result, make_folder};
use crate::problem::{Problem, show};

/// Where a table goes.
fn path_of(table: Table, folder: &Path) -> std::path::PathBuf {
    folder.join(format!("{}.csv", table.name()))
}

/// Whether the result may be written; nothing has been done yet.
pub fn allow(options: &Compile, flat: &Flat) -> Result<(), Problem> {
    match &options.to {
        CompileTo::File(folder) if flat.csv => {
            Table::ALL.iter().try_for_each(|table| allow_result(&path_of(*table, folder), options.force))
        }
        CompileTo::File(path) => allow_result(path, options.force),
        _ => Ok(()),
    }
}

/// Writes the tables of everything that was compiled; nothing stands in its way any more.
pub fn write(options: &Compile, flat: &Flat, compiled: &[Compiled<'_>], console: &Console) -> Exit {
    let document = document(options.draft, flat.time.as_ref(), compiled);
    match &options.to {
        CompileTo::File(folder) if flat.csv => {
            let values = if flat.spreadsheet { Values::Guarded } else { Values::Exact };
            match write_tables(&document, values, folder) {
                Ok(()) => Exit::Done,
                Err(problem) => console.problems(&[problem]),
            }
        }
        _ => deliver(options, console, Exit::Done, |to| document.write(json_layout(options), to)),
    }
}

fn document<'d>(draft: bool, time: Option<&'d Stamp>, compiled: &'d [Compiled<'_>]) -> FlatDocument<'d> {
    let declarations = compiled.iter().flat_map(|one| {
        one.compilation.declarations.iter().map(|compiled| {
            let declaration = &compiled.declaration;
            let frame = Frame {
                settings: &one.exchange,
                edition: Edition::choose(declaration.region.as_deref(), declaration.year),
                year: declaration.year,
                time,
            };
            (frame, declaration)
        })
    });
    FlatDocument { draft, declarations: declarations.collect() }
}

/// Both tables, or neither.
fn write_tables(document: &FlatDocument<'_>, values: Values, folder: &Path) -> Result<(), Problem> {
    let header = |table| document.declarations.iter().map(move |(frame, _)| frame.header(table));
    let mut staged = Vec::new();
    make_folder(folder)?;
    for table in Table::ALL {
        let columns = header(table).next();
        let columns = columns.unwrap_or_else(|| table.columns().iter().map(|column| column.name).collect());
        if header(table).any(|other| other != columns) {
            return Err(different_columns(folder));
        }
        staged.push(Staged::new(&path_of(table, folder), Existing::Replace, |to| {
            write_csv(document, table, &columns, values, to)
        })?);
    }
    staged.into_iter().try_for_each(Staged::commit)
}

fn different_columns(folder: &Path) -> Problem {
    Problem::Refused {
        why: Message::new(
            format!("{}：几个 pmt.toml 的 indicator_columns 不一样，写不成一张表", show(folder)),
            format!(
                "{}: several pmt.toml have different indicator_columns, which makes no one table",
                show(folder)
            ),
        ),
        advice: Message::new("分别编译各个文件夹", "compile the folders one by one"),
    }
}
