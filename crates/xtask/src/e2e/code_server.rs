//! VS Code as a server for browsers (code-server), from npm alone: what its packages would download from elsewhere is
//! built here or taken from the system.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::process::{root, run, said};
use crate::system::{self, Lacking};

/// The last version for Node 20.
const CODE_SERVER: &str = "code-server@4.100.3";
/// What drives the browser.
const PLAYWRIGHT: &str = "playwright-core@1.65.1";
/// The editor's words in Chinese. Later versions of the package know them by number only, which differs between editors.
const CHINESE: &str = "@codingame/monaco-vscode-language-pack-zh-hans@1.83.14";
/// Parts of the editor in C++.
const NATIVE: [&str; 4] = ["@vscode/spdlog", "node-pty", "@vscode/deviceid", "native-watchdog"];
/// Stands in a folder whose installation has come to its end.
const DONE: &str = "installed";

/// An installation.
pub struct CodeServer {
    folder: PathBuf,
}

impl CodeServer {
    /// The installation of an earlier run, or a new one.
    pub fn provide() -> Result<Self, Lacking> {
        let server = Self { folder: root().join("target/tools").join(CODE_SERVER) };
        let wanted = format!("{CODE_SERVER} {PLAYWRIGHT}");
        if fs::read_to_string(server.folder.join(DONE)).is_ok_and(|done| done == wanted) {
            return Ok(server);
        }
        let ripgrep = system::program("rg", "ripgrep")?;
        for (program, package) in [("g++", "g++"), ("make", "make"), ("python3", "python3")] {
            system::program(program, package)?;
        }
        let headers = headers()?;
        let failed = |error: Error| Lacking::new(format!("{CODE_SERVER}, whose installation fails: {error}"));
        server.install(&ripgrep, &headers).map_err(failed)?;
        let done = server.folder.join(DONE);
        fs::write(&done, wanted).map_err(|error| failed(Error::file(&done)(error)))?;
        Ok(server)
    }

    /// The script that starts it.
    pub fn entry(&self) -> PathBuf {
        self.modules().join("code-server/out/node/entry.js")
    }

    /// The packages that were installed.
    pub fn modules(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    /// The editor's words in Chinese, as a module; none where they cannot be had.
    pub fn chinese() -> Option<PathBuf> {
        let folder = root().join("target/tools").join(CHINESE);
        let words = folder.join("package/translations/main.i18n.json.js");
        if !words.is_file() {
            let unpack = || {
                fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
                let mut npm = Command::new("npm");
                // Without what it depends on, which is another editor.
                let name = said(npm.args(["pack", CHINESE, "--silent", "--pack-destination"]).arg(&folder))?;
                run(Command::new("tar").args(["-xzf", &name]).current_dir(&folder))
            };
            if let Err(error) = unpack() {
                println!("the editor speaks English: its words in Chinese cannot be had here: {error}");
            }
        }
        words.is_file().then_some(words)
    }

    fn install(&self, ripgrep: &Path, headers: &Path) -> Result<(), Error> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder).map_err(Error::file(&self.folder))?;
        }
        fs::create_dir_all(&self.folder).map_err(Error::file(&self.folder))?;
        // Without it npm would install into the nearest folder above that has one.
        let manifest = self.folder.join("package.json");
        fs::write(&manifest, "{ \"private\": true }\n").map_err(Error::file(&manifest))?;
        let headers = format!("--nodedir={}", headers.display());
        let quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
        let npm = |folder: &Path, arguments: &[&str]| {
            let mut command = Command::new("npm");
            command
                .args(arguments)
                .args(quiet)
                .current_dir(folder)
                .env("npm_config_build_from_source", "true");
            run(&mut command)
        };
        npm(&self.folder, &["install", "--ignore-scripts", CODE_SERVER, PLAYWRIGHT])?;
        npm(&self.folder, &["rebuild", &headers, "argon2"])?;
        let editor = self.modules().join("code-server/lib/vscode");
        npm(&editor, &["install", "--omit=dev", "--ignore-scripts"])?;
        for part in NATIVE {
            // node-pty fails in a last step that nothing depends on; whether the editor starts, the tests will show.
            if let Err(error) = npm(&editor, &["rebuild", &headers, part]) {
                println!("{error}");
            }
        }
        link(ripgrep, &editor.join("node_modules/@vscode/ripgrep/bin/rg"))?;
        link("node_modules".as_ref(), &editor.join("node_modules.asar"))?;
        link("code-linux.sh".as_ref(), &editor.join("bin/remote-cli/code-server"))
    }
}

/// The folder with Node's headers: the one Node was installed to.
fn headers() -> Result<PathBuf, Lacking> {
    let lacking = || Lacking::new("Node's header files (include/node/node.h)");
    let program = said(Command::new("node").args(["-p", "require('fs').realpathSync(process.execPath)"]));
    let program = program.map(PathBuf::from).map_err(|_| lacking())?;
    let folder = program.ancestors().nth(2).filter(|folder| folder.join("include/node/node.h").is_file());
    folder.map(Path::to_owned).ok_or_else(lacking)
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> Result<(), Error> {
    let folder = at.parent().unwrap_or(at);
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    if fs::symlink_metadata(at).is_ok() {
        fs::remove_file(at).map_err(Error::file(at))?;
    }
    std::os::unix::fs::symlink(to, at).map_err(Error::file(at))
}

#[cfg(not(unix))]
fn link(_: &Path, at: &Path) -> Result<(), Error> {
    Err(Error::file(at)(std::io::ErrorKind::Unsupported.into()))
}
