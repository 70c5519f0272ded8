//! `cargo xtask test --e2e`: the product as its users have it. The extension in a real VS Code, and the program for
//! Windows under wine.
//!
//! What is needed is installed below `target/tools` and kept for the next run; where it cannot be had, that is said and
//! the test is skipped.

mod code_server;
mod windows;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::process::{root, run};
use crate::system::{self, Lacking};
use crate::vsix::{self, LINUX};
use code_server::CodeServer;

/// The server is the one that other tests have built: what takes a minute more to build is not what is tested here.
const PROFILE: &str = "dev";
const TESTS: &str = "editors/vscode/test/e2e";
/// Where the tests leave their screenshots.
const SCREENSHOTS: &str = "target/e2e";
/// The screenshots that the README shows.
const SHOWN: [&str; 2] = ["completion.png", "fix.png"];
const IMAGES: &str = "docs/images";

/// Runs all of them, then fails with the first that failed.
pub fn run_all() -> Result<(), Error> {
    let windows = windows::run_tests();
    if let Err(error) = &windows {
        println!("{error}");
    }
    let editor = in_editor().map(|_| ());
    windows.and(editor)
}

/// Runs the program for Windows only.
pub fn run_windows() -> Result<(), Error> {
    windows::run_tests()
}

/// Runs the editor's tests and takes their screenshots into the documentation.
pub fn update_screenshots() -> Result<(), Error> {
    if !in_editor()? {
        return Ok(());
    }
    let folder = root().join(IMAGES);
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    for name in SHOWN {
        let taken = root().join(SCREENSHOTS).join(name);
        fs::copy(&taken, folder.join(name)).map_err(Error::file(&taken))?;
    }
    println!("{}: {}", folder.display(), SHOWN.join(", "));
    Ok(())
}

/// What the editor's tests need.
struct Editor {
    server: CodeServer,
    browser: std::path::PathBuf,
}

fn editor() -> Result<Editor, Lacking> {
    LINUX.ready()?;
    vsix::node()?;
    let browser = system::program("chromium", "chromium")?;
    system::han_font()?;
    Ok(Editor { server: CodeServer::provide()?, browser })
}

/// Whether they have run.
fn in_editor() -> Result<bool, Error> {
    let editor = match editor() {
        Ok(editor) => editor,
        Err(lacking) => {
            println!("skipped: the tests in VS Code: this machine lacks {lacking}");
            return Ok(false);
        }
    };
    let extension = vsix::package(LINUX, PROFILE)?;
    let screenshots = root().join(SCREENSHOTS);
    if screenshots.exists() {
        fs::remove_dir_all(&screenshots).map_err(Error::file(&screenshots))?;
    }
    fs::create_dir_all(&screenshots).map_err(Error::file(&screenshots))?;
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec"]).arg(Path::new(TESTS).join("editor.test.mjs"));
    command
        .env("PMT", root().join("target/debug/pmt"))
        .env("PMT_VSIX", extension)
        .env("PMT_CODE_SERVER", editor.server.entry())
        .env("PMT_NODE_MODULES", editor.server.modules())
        .env("PMT_CHROMIUM", editor.browser)
        .env("PMT_CHINESE", CodeServer::chinese().unwrap_or_default())
        .env("PMT_SCREENSHOTS", screenshots);
    run(&mut command).map(|()| true)
}
