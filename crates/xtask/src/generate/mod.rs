//! `cargo xtask gen`: what is written from the source instead of by hand. A test fails when a file is stale.

mod block;
mod editions;
mod exchange;
mod grammar;
mod markdown;
mod rules;
mod schema;
mod vocabulary;
mod vscode;

pub use block::replace_block;
pub use markdown::table;

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::process::{cargo, root, run};

/// A file with what should be in it.
struct Generated {
    /// Below the repository's root.
    path: String,
    text: String,
}

fn all() -> Result<Vec<Generated>, Error> {
    let mut all = vec![
        Generated { path: "schema/pmt-declaration.schema.json".to_owned(), text: schema::declaration()? },
        Generated { path: "schema/pmt-config.schema.json".to_owned(), text: schema::config()? },
        Generated { path: "schema/pmt-lint.schema.json".to_owned(), text: schema::lint()? },
        Generated { path: "docs/reference/vocabulary.md".to_owned(), text: vocabulary::page() },
        Generated { path: "schema/pmt-exchange.schema.json".to_owned(), text: schema::exchange()? },
        Generated { path: "docs/reference/editions.md".to_owned(), text: editions::page() },
        Generated { path: "docs/reference/exchange.md".to_owned(), text: exchange::page() },
        in_extension("syntaxes/pmt.tmLanguage.json", grammar::text_mate()?),
        in_extension("language-configuration.json", vscode::language_configuration()?),
        in_extension("snippets/pmt.json", vscode::snippets()?),
    ];
    let rules =
        rules::pages().map(|(name, text)| Generated { path: format!("{}/{name}", rules::FOLDER), text });
    all.extend(rules);
    Ok(all)
}

/// A file of the extension for VS Code.
fn in_extension(path: &str, text: String) -> Generated {
    Generated { path: format!("editors/vscode/{path}"), text }
}

/// Pages of rules that there are no more.
fn orphans(all: &[Generated]) -> Result<Vec<String>, Error> {
    let folder = root().join(rules::FOLDER);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(&folder)(error)),
    };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let paths = names.map(|name| format!("{}/{name}", rules::FOLDER));
    Ok(paths.filter(|path| all.iter().all(|file| file.path != *path)).collect())
}

/// What is in a file now; nothing if there is none.
fn current(path: &Path) -> Result<String, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Error::file(path)(error)),
    }
}

/// The test that compares the READMEs with a run of the program, which only it has at hand.
const README_TEST: [&str; 5] = ["test", "--quiet", "--package", "pmt", "--test=readme"];

/// Writes what is stale.
pub fn write() -> Result<(), Error> {
    let all = all()?;
    for orphan in orphans(&all)? {
        let path = root().join(&orphan);
        fs::remove_file(&path).map_err(Error::file(&path))?;
        println!("deleted {orphan}");
    }
    for file in all {
        let path = root().join(&file.path);
        if current(&path)? == file.text {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::file(folder))?;
        }
        fs::write(&path, &file.text).map_err(Error::file(&path))?;
        println!("wrote {}", file.path);
    }
    run(Command::new(cargo()).args(README_TEST).env("UPDATE_README", "1"))
}

/// Says which files are stale, writing none.
pub fn check() -> Result<(), Error> {
    check_files()?;
    run(Command::new(cargo()).args(README_TEST))
}

fn check_files() -> Result<(), Error> {
    let all = all()?;
    let mut stale = orphans(&all)?;
    for file in all {
        if current(&root().join(&file.path))? != file.text {
            stale.push(file.path);
        }
    }
    if stale.is_empty() { Ok(()) } else { Err(Error::Stale(stale)) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn generated_files_are_current() {
        super::check_files().unwrap();
    }
}
