//! `pmt new`: one more project of a declaration, numbered after the last.

use std::path::{Path, PathBuf};

use pmt_core::template::{For, file_name};
use pmt_core::text::Message;

use super::init::{coming_year, tidy};
use crate::args::New;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{files_around, is_pmt, settings_above};
use crate::output::{Existing, Staged, make_folder};
use crate::problem::{Problem, show};

/// Adds a project.
pub fn run(options: &New, console: &mut Console) -> Exit {
    let settings = std::path::absolute(&options.dir).ok().and_then(|dir| settings_above(&dir));
    console.configure(settings.as_ref().and_then(|settings| settings.lang));
    let known = known(&options.dir, settings.and_then(|settings| settings.region));
    match add(options, &known, console) {
        Ok(path) => console.result(format!("{}\n", show(&path)).as_bytes(), Exit::Done),
        Err(problem) => {
            console.problem(&problem);
            Exit::Failed
        }
    }
}

/// What the declaration at hand says of a new project.
struct Known {
    region: Option<String>,
    year: Option<i32>,
    has_cover: bool,
    names: Vec<String>,
}

/// What the files around a folder say.
fn known(dir: &Path, configured: Option<String>) -> Known {
    let files = files_around(dir);
    let cover = files.iter().flat_map(|file| &file.model.covers).next();
    let region = cover.and_then(|cover| cover.region.as_ref()).map(|region| region.value.clone());
    let projects = files.iter().flat_map(|file| &file.model.projects);
    Known {
        region: region.or(configured),
        year: cover.and_then(|cover| cover.year).map(|year| year.value),
        has_cover: cover.is_some(),
        names: projects.map(|project| project.name.value.clone()).collect(),
    }
}

fn add(options: &New, known: &Known, console: &Console) -> Result<PathBuf, Problem> {
    let name = options.name.trim();
    if name.is_empty() {
        return Err(Problem::Refused {
            why: Message::new("项目要有名称，什么都没有写", "a project needs a name; nothing was written"),
            advice: Message::new("写成 pmt new 项目名称", "write: pmt new NAME"),
        });
    }
    if known.names.iter().any(|known| known == name) {
        return Err(Problem::Refused {
            why: Message::new(
                format!("已有叫“{name}”的项目，什么都没有写"),
                format!("there is a project “{name}” already; nothing was written"),
            ),
            advice: Message::new("换一个名称", "choose another name"),
        });
    }
    let of = For {
        region: known.region.as_deref().or_else(|| pmt_core::edition::Edition::regions().first().copied()),
        year: known.year.unwrap_or_else(coming_year),
        department: "",
        lang: console.lang(),
    };
    let (last, width) = last_number(&options.dir);
    let file = file_name(last.saturating_add(1), name, width);
    make_folder(&options.dir)?;
    let text = of.project(name, known.has_cover);
    Staged::new(&options.dir.join(&file), Existing::Keep, |to| to.write_all(text.as_bytes()))?.commit()?;
    Ok(tidy(&options.dir, &file))
}

fn pmt_files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten();
    entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| is_pmt(path)).collect()
}

/// The greatest number that a project's file begins with, and the width that numbers have; 0 and 2 if there is none.
fn last_number(dir: &Path) -> (usize, usize) {
    let digits = pmt_files(dir).into_iter().filter_map(|path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        Some((digits.parse().ok()?, digits.len()))
    });
    digits.max().map_or((0, 2), |(number, width)| (number, width.max(2)))
}
