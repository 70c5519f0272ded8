//! Programs of the system that chores need and a fresh machine lacks. Where this runs as root on a Debian, as in a
//! container, they are installed from its packages; elsewhere nothing of the system is touched, and what is lacking is
//! said.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use crate::process::{output, run, works};

/// What this machine lacks for a chore, in words for who would run it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking(pub String);

impl fmt::Display for Lacking {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Lacking {
    /// Something is lacking.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// A program by its name on the path, installed with its package if need be.
pub fn program(name: &str, package: &str) -> Result<PathBuf, Lacking> {
    program_of(name, &[package])
}

/// The same for one of several packages.
pub fn program_of(name: &str, packages: &[&str]) -> Result<PathBuf, Lacking> {
    if let Some(found) = on_path(name) {
        return Ok(found);
    }
    install(packages)?;
    on_path(name).ok_or_else(|| Lacking::new(format!("{name} (packages {})", packages.join(", "))))
}

/// A font with Han characters, without which a browser draws boxes.
pub fn han_font() -> Result<(), Lacking> {
    if has_font(HAN) { Ok(()) } else { install(&["fonts-noto-cjk", "fontconfig"]) }
}

/// The fonts with Han characters, as fontconfig names them.
pub const HAN: &str = ":lang=zh-cn";

/// Whether there is a font of those that fontconfig names so.
pub fn has_font(which: &str) -> bool {
    output(Command::new("fc-list").args([which, "family"])).is_ok_and(|list| !list.stdout.is_empty())
}

/// Installs packages of a Debian, as root only.
pub fn install(packages: &[&str]) -> Result<(), Lacking> {
    let lacking = || Lacking::new(packages.join(", "));
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|done| done.stdout.trim_ascii() == b"0");
    if !is_root || !works("apt-get", &["--version"]) {
        return Err(lacking());
    }
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]).args(arguments);
        run(command.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let wanted = [&["install", "-y", "--no-install-recommends"], packages].concat();
    // A machine's list of packages may be missing or too old for what it names.
    apt(&wanted).or_else(|_| apt(&["update"]).and_then(|()| apt(&wanted))).map_err(|_| lacking())
}

/// Where a program lies.
fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}
