//! `pmt import`: published documents to `.pmt` files. All is read and checked before anything is written.

mod targets;

use std::fs;
use std::path::{Component, Path, PathBuf};

use pmt_office::Imported;
use rayon::prelude::*;
use targets::Target;

use crate::args::Import;
use crate::console::Console;
use crate::document::{Opened, open};
use crate::exit::Exit;
use crate::input::is_pmt;
use crate::output::{Existing, Staged, make_folder};
use crate::problem::Problem;
use crate::progress::Progress;
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
    let progress = Progress::new(console);
    progress.expect(targets.len());
    let one = |target| {
        let imported = import(target);
        progress.step();
        imported
    };
    let read: Vec<Result<Summary, Problem>> = targets.into_par_iter().map(one).collect();
    drop(progress);
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
    let failures = problems.iter().filter(|problem| problem.exit() == Exit::Failed).count();
    let bytes = if options.json {
        render_json(&summaries, failures)
    } else {
        render_human(&summaries, is_list.then_some(failures), console.stdout_view())
    };
    console.result(&bytes, failed)
}

fn import(target: Target) -> Result<Summary, Problem> {
    let Target { source, folder, is_named } = target;
    let Opened { result, encoding, remarks } =
        open(&source, &source, |input, name| pmt_office::import(input, name))
            .map_err(|problem| problem.where_named(is_named))?;
    let Imported { files, unplaced, notes, .. } = result;
    let mut placed = Vec::with_capacity(files.len());
    for file in files {
        if !is_inside(Path::new(&file.path)) {
            return Err(Problem::Internal { what: format!("{} would be written outside", file.path) });
        }
        placed.push((folder.join(&file.path), file.text));
    }
    Ok(Summary { source, folder, encoding, remarks, others: Vec::new(), files: placed, unplaced, notes })
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
