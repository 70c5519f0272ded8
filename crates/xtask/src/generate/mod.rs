//! `cargo xtask gen`: what is written from the source instead of by hand. A test fails when a file is stale.

mod block;
mod editions;
mod markdown;
mod rules;
mod schema;
mod vocabulary;

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
    path: &'static str,
    text: String,
}

fn all() -> Result<Vec<Generated>, Error> {
    Ok(vec![
        Generated { path: "schema/pmt-declaration.schema.json", text: schema::declaration()? },
        Generated { path: "schema/pmt-config.schema.json", text: schema::config()? },
        Generated { path: "docs/reference/vocabulary.md", text: vocabulary::page() },
        Generated { path: "docs/reference/editions.md", text: editions::page() },
        Generated { path: "docs/reference/rules.md", text: rules::page() },
    ])
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
    for file in all()? {
        let path = root().join(file.path);
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
    let mut stale = Vec::new();
    for file in all()? {
        if current(&root().join(file.path))? != file.text {
            stale.push(file.path.to_owned());
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
