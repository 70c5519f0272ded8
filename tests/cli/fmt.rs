//! `pmt fmt`: files in their one spelling, or left as they are.

use crate::support::{PROJECT, World};

#[test]
fn a_formatted_file_stays_as_it_is() {
    let world = World::new();
    world.file("a.pmt", "");
    assert_eq!(world.pmt(&["fmt"]).code, 0);
    assert_eq!(world.pmt(&["fmt", "--check"]).code, 0);
    assert_eq!(world.read("a.pmt"), "");
}

#[test]
fn formatting_settles() {
    let world = World::new();
    world.file("a.pmt", PROJECT);
    assert_eq!(world.pmt(&["fmt"]).code, 0);
    let once = world.read("a.pmt");
    assert_eq!(world.pmt(&["fmt", "--check"]).code, 0);
    assert_eq!(world.pmt(&["fmt"]).stdout, "");
    assert_eq!(world.read("a.pmt"), once);
    assert_eq!(world.list(""), ["a.pmt"]);
}

#[test]
fn a_file_with_syntax_errors_is_left_with_the_errors() {
    let world = World::new();
    let broken = "项目 \"一\" {\n  项目资金总额 29万元\n}\n";
    world.file("broken.pmt", broken);
    let run = world.pmt(&["fmt"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("SYN07"), "{}", run.stderr);
    assert!(!run.stderr.contains("KEY03"), "nothing but syntax: {}", run.stderr);
    assert_eq!(world.read("broken.pmt"), broken);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let world = World::new();
    let run = world.pmt_with(&["fmt", "--stdin"], &[], Some(PROJECT.as_bytes()));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("项目 \"党务培训\""), "{}", run.stdout);
    let run = world.pmt_with(&["fmt", "--stdin"], &[], Some("项目 \"一\" {".as_bytes()));
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("SYN01"), "{}", run.stderr);
    let run = world.pmt_with(&["fmt", "--stdin"], &[], Some(b"\xFF\xFF"));
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}
