//! The runs that the two READMEs show are runs of this program. `cargo xtask gen` brings them up to date by running
//! this test with `UPDATE_README` set.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The run as the pages show it; language and colour are whatever the reader's are.
const COMMAND: &str = "pmt lint examples/findings";
const MARKER: &str = "<!-- generated: pmt lint examples/findings -->\n";
const END: &str = "<!-- end -->";
/// The findings worth showing: a slip of magnitude, a sum, a missing sign.
const SHOWN: [&str; 3] = ["FND05", "FND16", "SYN07"];

#[test]
fn the_readme_shows_a_run() {
    check("README.md", "en");
}

#[test]
fn the_chinese_readme_shows_a_run() {
    check("README.zh-CN.md", "zh");
}

fn check(page: &str, lang: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(MARKER).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    let now = block(lang);
    if std::env::var_os("UPDATE_README").is_some() {
        if shown != now {
            fs::write(&path, format!("{before}{MARKER}{now}{END}{after}")).unwrap();
        }
        return;
    }
    assert_eq!(shown, now, "{page} is stale: run `cargo xtask gen`");
}

fn block(lang: &str) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_pmt"))
        .args(["lint", "examples/findings", "--lang", lang, "--color", "never"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    let output = String::from_utf8(run.stdout).unwrap();
    let finding = |code: &str| {
        let sign = format!("[{code}]");
        output.split("\n\n").find(|block| block.contains(&sign)).unwrap().trim_matches('\n')
    };
    let findings = SHOWN.map(finding).join("\n\n");
    let closing = output.trim_end().lines().last().unwrap();
    format!("```text\n$ {COMMAND}\n{findings}\n\n…\n\n{closing}\n```\n")
}
