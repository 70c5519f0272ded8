//! `cargo xtask test --e2e`: the product as its users have it. The extension in a real VS Code.
//!
//! What is needed is installed below `target/tools` and kept for the next run; where it cannot be had, that is said and
//! the test is skipped.

mod code_server;

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

/// Runs them, or says why not.
pub fn run_all() -> Result<(), Error> {
    let editor = match editor() {
        Ok(editor) => editor,
        Err(lacking) => {
            println!("skipped: the tests in VS Code: this machine lacks {lacking}");
            return Ok(());
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
        .env("PMT_SCREENSHOTS", screenshots);
    run(&mut command)
}
