//! `pmt init`: a declaration ready to fill in. Nothing that is there is replaced.

use std::path::{Path, PathBuf};

use pmt_core::config::FILE_NAME;
use pmt_core::edition::{Edition, Key};
use pmt_core::template::{self, For, file_name};
use pmt_core::text::{Lang, Message};
use time::OffsetDateTime;

use crate::args::Init;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{is_pmt, language_here};
use crate::output::{Existing, Staged, make_folder};
use crate::problem::{Problem, show};

/// The configuration of pre-commit.
const HOOKS: &str = ".pre-commit-config.yaml";

/// Sets a declaration up.
pub fn run(options: &Init, console: &mut Console) -> Exit {
    console.configure(language_here());
    match set_up(options, console.lang()) {
        Ok(said) => console.result(said.as_bytes(), Exit::Done),
        Err(problem) => {
            console.problem(&problem);
            Exit::Failed
        }
    }
}

/// The fiscal year that is being prepared: from July on the next one.
pub fn coming_year() -> i32 {
    let now = OffsetDateTime::now_utc();
    template::coming_year(now.year(), now.month().into())
}

fn set_up(options: &Init, lang: Lang) -> Result<String, Problem> {
    let dir = &options.dir;
    if let Some(present) = declaration_in(dir) {
        let present = show(present.strip_prefix(".").unwrap_or(&present));
        return Err(Problem::Refused {
            why: Message::new(
                format!("这个文件夹里已有申报文件（{present}），什么都没有写"),
                format!("the folder already has a declaration ({present}); nothing was written"),
            ),
            advice: Message::new(
                "换一个文件夹；加项目用 pmt new NAME",
                "name another folder; to add a project: pmt new NAME",
            ),
        });
    }
    let of = For {
        region: Some(&options.region),
        year: options.year.unwrap_or_else(coming_year),
        department: &options.department,
        lang,
    };
    let project = Key::Project.label(Edition::Common);
    let mut files = vec![
        (FILE_NAME.to_owned(), configuration(&options.region, lang)),
        (format!("{}.pmt", Key::Declaration.label(Edition::Common)), of.cover()),
        (file_name(1, project, 2), of.project("", true)),
    ];
    if options.hooks {
        files.push((HOOKS.to_owned(), hooks()));
    }
    make_folder(dir)?;
    // A configuration that is there is the author's own and serves as well.
    let (kept, missing): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(name, _)| dir.join(name).symlink_metadata().is_ok());
    let mut staged = Vec::new();
    for (name, text) in &missing {
        staged.push(Staged::new(&dir.join(name), Existing::Keep, |to| to.write_all(text.as_bytes()))?);
    }
    for file in staged {
        file.commit()?;
    }
    let mut said = String::new();
    for (name, _) in &missing {
        said.extend([&show(&tidy(dir, name)), "\n"]);
    }
    for (name, _) in &kept {
        let note =
            if lang == Lang::Zh { "（已有，没有改动）" } else { " (was there, left as it is)" };
        said.extend([&show(&tidy(dir, name)), note, "\n"]);
    }
    Ok(said)
}

/// A file in the folder, without a leading `./`.
pub fn tidy(dir: &Path, name: &str) -> PathBuf {
    if dir == Path::new(".") { PathBuf::from(name) } else { dir.join(name) }
}

fn declaration_in(dir: &Path) -> Option<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
        .ok()?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| is_pmt(path))
        .collect();
    files.sort();
    files.into_iter().next()
}

fn configuration(region: &str, lang: Lang) -> String {
    let comment = match lang {
        Lang::Zh => "# pmt 的设置。可以写什么：pmt schema --config",
        Lang::En => "# Settings of pmt. What can stand here: pmt schema --config",
    };
    let language = if lang == Lang::Zh { "zh" } else { "en" };
    format!("{comment}\nedition = \"{region}\"\nlanguage = \"{language}\"\n")
}

/// The hooks of this very version.
fn hooks() -> String {
    let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
    format!(
        "repos:\n  - repo: {repository}\n    rev: v{version}\n    hooks:\n      - id: pmt-fmt\n      - id: pmt-lint\n"
    )
}
