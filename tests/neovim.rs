//! The language server in Neovim, with its own client and the configuration in `editors/`: an old one if there is one on
//! the PATH (`PMT_NVIM_OLD`), and a new one (`PMT_NVIM`), both set by `cargo xtask test`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "editors/session.rs"]
mod session;

use std::process::Command;

use session::{repository, session};

fn check(nvim: &str) {
    let mut command = Command::new(nvim);
    command.args(["--headless", "--clean", "-u", "NONE", "-c"]);
    command.arg(format!("luafile {}", repository("tests/editors/neovim.lua").display()));
    let (lines, written, _) = session(&mut command, "editors/neovim/pmt.lua");
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
