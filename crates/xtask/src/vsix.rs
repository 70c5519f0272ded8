//! `cargo xtask vsix`: the extension for VS Code with its server inside, a file for each platform, in `target/vsix`.
//!
//! A platform's extension is put together in a folder of its own below `target`, so that nothing in `editors/vscode` is
//! ever another platform's, and packed there.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use zip::ZipArchive;

use crate::error::Error;
use crate::process::{root, run, run_cargo, said, works};
use crate::system::{self, Lacking};

/// Where the extension lies.
const EXTENSION: &str = "editors/vscode";
/// What is packed comes from `dist`; these are for those who work on it.
const LEFT_BEHIND: [&str; 3] = ["node_modules", "src", "test"];
/// What is sent by mail and loaded over slow lines has to be small.
const MOST_BYTES: u64 = 15_000_000;
/// The oldest Node that the packager runs on.
const OLDEST_NODE: u32 = 20;

/// A platform that has an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Platform {
    /// As VS Code calls it.
    pub name: &'static str,
    /// As Rust calls it.
    pub triple: &'static str,
    /// The server's file.
    program: &'static str,
    /// What takes debug information away from it.
    strip: &'static str,
    /// What links for it, with Debian's package.
    linker: Option<(&'static str, &'static str)>,
}

/// Linux.
pub const LINUX: Platform = Platform {
    name: "linux-x64",
    triple: "x86_64-unknown-linux-gnu",
    program: "pmt",
    strip: "strip",
    linker: None,
};

/// Windows, cross-built.
pub const WINDOWS: Platform = Platform {
    name: "win32-x64",
    triple: "x86_64-pc-windows-gnu",
    program: "pmt.exe",
    strip: "x86_64-w64-mingw32-strip",
    linker: Some(("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64")),
};

/// All platforms.
pub const ALL: [Platform; 2] = [LINUX, WINDOWS];

/// Whether a target is one of these, or all of them.
pub fn is_target(name: &str) -> bool {
    name == "all" || ALL.iter().any(|platform| platform.name == name)
}

/// Makes the extension for one platform, or for all that can be made here; those that cannot are said.
pub fn run_for(target: &str, profile: &str) -> Result<(), Error> {
    if let Some(platform) = ALL.into_iter().find(|platform| platform.name == target) {
        platform.ready().and_then(|()| node()).map_err(Error::Lacking)?;
        return package(platform, profile).map(|_| ());
    }
    node().map_err(Error::Lacking)?;
    for platform in ALL {
        match platform.ready() {
            Ok(()) => {
                package(platform, profile)?;
            }
            Err(lacking) => {
                println!("skipped: the extension for {}: this machine lacks {lacking}", platform.name);
            }
        }
    }
    Ok(())
}

impl Platform {
    /// Whether programs for it can be built here; what is missing is installed if it can be.
    pub fn ready(self) -> Result<(), Lacking> {
        if self.is_host() {
            return Ok(());
        }
        let installed = || {
            let list = said(Command::new("rustup").args(["target", "list", "--installed"]));
            list.is_ok_and(|list| list.lines().any(|line| line == self.triple))
        };
        if !installed() {
            let added = run(Command::new("rustup").args(["target", "add", self.triple]));
            added.map_err(|_| Lacking::new(format!("Rust's {}", self.triple)))?;
        }
        self.linker.map_or(Ok(()), |(linker, package)| system::program(linker, package).map(|_| ()))
    }

    fn is_host(self) -> bool {
        self == LINUX && cfg!(all(target_os = "linux", target_arch = "x86_64"))
    }

    /// Builds the program and says where it is.
    fn build(self, profile: &str) -> Result<PathBuf, Error> {
        let mut arguments = vec!["build", "--package", "pmt", "--bin", "pmt", "--profile", profile];
        let mut folder = root().join("target");
        if !self.is_host() {
            arguments.extend(["--target", self.triple]);
            folder.push(self.triple);
        }
        run_cargo(&arguments)?;
        Ok(folder.join(if profile == "dev" { "debug" } else { profile }).join(self.program))
    }
}

/// Whether Node and its packager are there and new enough.
pub fn node() -> Result<(), Lacking> {
    let lacking = || Lacking::new(format!("Node.js {OLDEST_NODE} or later with npm"));
    let version = said(Command::new("node").arg("--version")).map_err(|_| lacking())?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    let is_new = major.is_some_and(|major: u32| major >= OLDEST_NODE);
    if is_new && works("npm", &["--version"]) { Ok(()) } else { Err(lacking()) }
}

/// Builds the server and the client, and packs them.
pub fn package(platform: Platform, profile: &str) -> Result<PathBuf, Error> {
    let server = platform.build(profile)?;
    client()?;
    let home = root().join("target/vsix");
    let stage = home.join(format!("stage-{}", platform.name));
    let version = put_together(&stage, &server, platform)?;
    let vsix = home.join(format!("pmt-{version}-{}.vsix", platform.name));
    let mut command = Command::new("node");
    command.arg(root().join(EXTENSION).join("node_modules/@vscode/vsce/vsce"));
    command.args(["package", "--no-dependencies", "--target", platform.name, "--out"]).arg(&vsix);
    // The same commit gives the same bytes.
    run(command.current_dir(&stage).env("SOURCE_DATE_EPOCH", commit_time()))?;
    check(&vsix, platform)?;
    Ok(vsix)
}

/// Bundles the client.
fn client() -> Result<(), Error> {
    install()?;
    npm(&["run", "--silent", "bundle"])
}

/// Checks the extension's sources and runs its tests; says so where its packages cannot be had.
pub fn test() -> Result<(), Error> {
    if let Err(lacking) = node() {
        println!("skipped: the tests of the extension for VS Code: this machine lacks {lacking}");
        return Ok(());
    }
    if let Err(error) = install() {
        println!(
            "skipped: the tests of the extension for VS Code, whose packages cannot be installed here: {error}"
        );
        return Ok(());
    }
    npm(&["run", "--silent", "check"])?;
    npm(&["test", "--silent"])
}

fn npm(arguments: &[&str]) -> Result<(), Error> {
    run(Command::new("npm").args(arguments).current_dir(root().join(EXTENSION)))
}

/// Installs the client's packages exactly as they are locked.
fn install() -> Result<(), Error> {
    let folder = root().join(EXTENSION);
    let lock = folder.join("package-lock.json");
    // Written by npm last of all: newer than the lock, it stands for a finished installation.
    let installed = folder.join("node_modules/.package-lock.json");
    let age = |path: &Path| fs::metadata(path).and_then(|found| found.modified()).ok();
    if age(&installed) <= age(&lock) {
        npm(&["ci", "--no-audit", "--no-fund"])?;
    }
    Ok(())
}

/// Fills the folder that is packed and gives the extension's version.
fn put_together(stage: &Path, server: &Path, platform: Platform) -> Result<String, Error> {
    if stage.exists() {
        fs::remove_dir_all(stage).map_err(Error::file(stage))?;
    }
    copy(&root().join(EXTENSION), stage, &LEFT_BEHIND)?;
    let manifest = stage.join("package.json");
    let text = fs::read_to_string(&manifest).map_err(Error::file(&manifest))?;
    let mut package: Value = serde_json::from_str(&text)?;
    let version = package.get("version").and_then(Value::as_str).unwrap_or_default().to_owned();
    if version != env!("CARGO_PKG_VERSION") {
        let what = format!("version {version}, but the server is {}", env!("CARGO_PKG_VERSION"));
        return Err(Error::Output { command: format!("{EXTENSION}/package.json"), what });
    }
    if let Some(package) = package.as_object_mut() {
        // They would have the packager look for what is bundled already.
        for key in ["scripts", "dependencies", "devDependencies", "private"] {
            package.remove(key);
        }
    }
    fs::write(&manifest, serde_json::to_string_pretty(&package)?).map_err(Error::file(&manifest))?;
    let folder = stage.join("server");
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let program = folder.join(platform.program);
    fs::copy(server, &program).map_err(Error::file(&program))?;
    run(Command::new(platform.strip).arg(&program))?;
    Ok(version)
}

/// Copies a folder without those of these names at its top.
fn copy(from: &Path, to: &Path, without: &[&str]) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(Error::file(to))?;
    for entry in fs::read_dir(from).map_err(Error::file(from))? {
        let entry = entry.map_err(Error::file(from))?;
        let (name, path) = (entry.file_name(), entry.path());
        if without.iter().any(|left| name == **left) {
            continue;
        }
        let target = to.join(&name);
        if path.is_dir() {
            copy(&path, &target, &[])?;
        } else {
            fs::copy(&path, &target).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}

/// When the commit at hand was made, in seconds since 1970; a fixed moment outside of a repository.
fn commit_time() -> String {
    const EARLIEST: &str = "315532800";
    let time = said(Command::new("git").args(["log", "-1", "--format=%ct"])).unwrap_or_default();
    if time.is_empty() { EARLIEST.to_owned() } else { time }
}

/// Holds a packed extension to what it must be.
fn check(vsix: &Path, platform: Platform) -> Result<(), Error> {
    let command = || vsix.display().to_string();
    let wrong = |what: String| Error::Output { command: command(), what };
    let size = fs::metadata(vsix).map_err(Error::file(vsix))?.len();
    let file = File::open(vsix).map_err(Error::file(vsix))?;
    let archive = ZipArchive::new(file).map_err(|error| wrong(error.to_string()))?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let server = format!("extension/server/{}", platform.program);
    for wanted in [
        "extension/package.json",
        "extension/readme.md",
        "extension/changelog.md",
        "extension/LICENSE.txt",
        "extension/dist/extension.js",
        &server,
    ] {
        if !names.iter().any(|name| name == wanted) {
            return Err(wrong(format!("{wanted} is not in it")));
        }
    }
    if let Some(stray) = names.iter().find(|name| name.contains("node_modules") || name.contains(".js.map")) {
        return Err(wrong(format!("{stray} has no business in it")));
    }
    println!("{}: {} files, {:.2} MB", vsix.display(), archive.len(), megabytes(size));
    if size > MOST_BYTES {
        return Err(wrong(format!("more than {:.0} MB", megabytes(MOST_BYTES))));
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "shown with two decimals")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
