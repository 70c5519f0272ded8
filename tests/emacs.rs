//! The language server in Emacs, with eglot and the mode in `editors/`, where `PMT_EMACS` names an Emacs that has eglot;
//! `cargo xtask test` sets it.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "editors/session.rs"]
mod session;

use std::process::Command;

use session::{repository, session};

#[test]
fn a_declaration_is_written_in_emacs() {
    let Ok(emacs) = std::env::var("PMT_EMACS") else {
        println!("skipped: no Emacs with eglot (PMT_EMACS)");
        return;
    };
    let mut command = Command::new(emacs);
    command.args(["-q", "--batch", "-l"]).arg(repository("tests/editors/emacs.el"));
    let (lines, written, status) = session(&mut command, "editors/emacs/pmt-mode.el");
    assert!(status.success());
    let all = |kind: &str| lines.iter().filter(|line| line[0] == kind).collect::<Vec<_>>();
    let of =
        |kind: &str, about: &str| all(kind).into_iter().find(|line| line[1] == about).unwrap()[2].clone();
    assert_eq!(all("mode")[0][1], "pmt-mode");
    let found = all("found");
    assert!(found.iter().any(|line| line[1].contains("KEY03")), "what is missing is found: {lines:?}");
    assert!(found.iter().any(|line| line[1].contains("TXT03") && line[2] == ","), "{lines:?}");
    assert_eq!(all("fixed")[0][1], "改为全角标点");
    assert!(all("left")[0][1].parse::<i32>().unwrap() > 0, "the fix answers something: {lines:?}");
    assert!(written.contains("项目类别: 经常性项目\n"), "{written}");
    assert_eq!(pmt_syntax::format(&pmt_syntax::parse(written.as_str())), Some(written.clone()), "{written}");
    assert_eq!(of("offered", "shishizhouqi"), "实施周期");
    assert!(of("completed", "shishizhouqi").starts_with("实施周期: "), "{lines:?}");
    assert_eq!(of("offered", "xmzjze"), "项目资金总额");
    assert!(of("completed", "xmzjze").starts_with("项目资金总额"), "{lines:?}");
    let rest: Vec<&str> = all("completed").iter().map(|line| line[3].as_str()).collect();
    assert_eq!(rest, ["3", "3"], "nothing behind what is completed is lost: {lines:?}");
    assert_eq!(all("hover")[0][1], "something");
}
