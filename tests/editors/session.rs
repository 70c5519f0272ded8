//! A session of an editor with the language server over a file of its own: what it prints, and what it makes of the file.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

const FILE: &str = "项目 \"𠮷田培训\" {\n  主管部门: \"某局\"\n  项目类别：经常性项目\n  项目概述 \"\"\"为干部举办培训,提高能力。\"\"\"\n}\n";

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs an editor that is told where the server, the configuration and the file are: its lines in columns, the file as it
/// was written, and how it ended.
pub fn session(editor: &mut Command, configuration: &str) -> (Vec<Vec<String>>, String, ExitStatus) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let file = folder.path().join("01 培训.pmt");
    std::fs::write(&file, FILE).unwrap();
    let run = editor
        .env("PMT", env!("CARGO_BIN_EXE_pmt"))
        .env("PMT_CONFIG", repository(configuration))
        .env("PMT_FILE", &file)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8(run.stdout).unwrap();
    println!("{text}{}", String::from_utf8_lossy(&run.stderr));
    let lines = text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    (lines, std::fs::read_to_string(file).unwrap(), run.status)
}
