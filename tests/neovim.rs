//! The language server in Neovim, with its own client and the configuration in `editors/`: an old one if there is one on
//! the PATH (`PMT_NVIM_OLD`), and a new one (`PMT_NVIM`), both set by `cargo xtask test`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;
use std::process::Command;

const FILE: &str = "项目 \"𠮷田培训\" {\n  主管部门: \"某局\"\n  项目类别：经常性项目\n  项目概述 \"\"\"为干部举办培训,提高能力。\"\"\"\n}\n";

/// What came of a session: its lines, and the file as it was written.
fn session(nvim: &str) -> (Vec<Vec<String>>, String) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let file = folder.path().join("01 培训.pmt");
    std::fs::write(&file, FILE).unwrap();
    let run = Command::new(nvim)
        .args(["--headless", "--clean", "-u", "NONE", "-c"])
        .arg(format!("luafile {}", repository.join("tests/editors/neovim.lua").display()))
        .env("PMT", env!("CARGO_BIN_EXE_pmt"))
        .env("PMT_CONFIG", repository.join("editors/neovim/pmt.lua"))
        .env("PMT_FILE", &file)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8(run.stdout).unwrap();
    let lines = text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    println!("{text}{}", String::from_utf8_lossy(&run.stderr));
    (lines, std::fs::read_to_string(file).unwrap())
}

fn check(nvim: &str) {
    let (lines, written) = session(nvim);
    let all = |kind: &str| lines.iter().filter(|line| line[0] == kind).collect::<Vec<_>>();
    assert!(all("found").iter().any(|line| line[1] == "KEY03"), "what is missing is found: {lines:?}");
    assert_ne!(all("fixed")[0][1], "nothing", "{lines:?}");
    assert!(all("left")[0][1].parse::<i32>().unwrap() > 0, "the fix answers something: {lines:?}");
    assert_eq!(pmt_syntax::format(&pmt_syntax::parse(written.as_str())), Some(written.clone()), "{written}");
    assert!(all("offered").iter().any(|line| line[1] == "项目"), "{lines:?}");
}

#[test]
fn a_declaration_is_written_in_a_new_neovim() {
    match std::env::var("PMT_NVIM") {
        Ok(nvim) => check(&nvim),
        Err(_) => println!("skipped: no new Neovim (PMT_NVIM)"),
    }
}

#[test]
fn a_declaration_is_written_in_an_old_neovim() {
    match std::env::var("PMT_NVIM_OLD") {
        Ok(nvim) => check(&nvim),
        Err(_) => println!("skipped: no old Neovim (PMT_NVIM_OLD)"),
    }
}
