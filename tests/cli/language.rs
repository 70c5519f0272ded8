//! Messages and help in the user's language.

use crate::support::{PROJECT, World};

/// The language of a run, by the word its help begins a line with.
fn language(args: &[&str], env: &[(&str, &str)]) -> &'static str {
    let mut args = args.to_vec();
    args.extend(["lint", "--help"]);
    let run = World::new().pmt_with(&args, env, None);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    if run.stdout.contains("Usage: ") { "en" } else { "zh" }
}

#[test]
fn chinese_unless_the_locale_says_english() {
    assert_eq!(language(&[], &[]), "zh");
    assert_eq!(language(&[], &[("LANG", "C")]), "zh");
    assert_eq!(language(&[], &[("LC_ALL", "POSIX"), ("LANG", "en_US.UTF-8")]), "zh", "the first that is set");
    assert_eq!(language(&[], &[("LANG", "en_US.UTF-8")]), "en");
    assert_eq!(language(&[], &[("LC_MESSAGES", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")]), "zh");
    assert_eq!(language(&[], &[("LANG", "fr_FR.UTF-8")]), "zh");
}

#[test]
fn the_command_line_beats_the_environment() {
    let english = [("LANG", "en_US.UTF-8"), ("PMT_LANG", "en")];
    assert_eq!(language(&["--lang", "zh"], &english), "zh");
    assert_eq!(language(&[], &[("PMT_LANG", "zh"), ("LANG", "en_US.UTF-8")]), "zh");
    assert_eq!(language(&["--lang=en"], &[]), "en");
}

#[test]
fn the_configuration_beats_the_locale_only() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("pmt.toml", "language = \"en\"\n");
    assert!(world.pmt(&["lint"]).stdout.contains("Ready to submit"));
    assert!(world.pmt(&["lint", "--help"]).stdout.contains("Usage: "), "help too");
    let run = world.pmt_with(&["lint"], &[("PMT_LANG", "zh")], None);
    assert!(run.stdout.contains("可以提交"), "{}", run.stdout);
}

#[test]
fn the_version_is_a_line() {
    let run = World::new().pmt(&["--version"]);
    assert_eq!((run.code, run.stdout), (0, format!("pmt {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn help_goes_to_standard_output_only_when_asked_for() {
    let world = World::new();
    let asked = world.pmt(&["--help"]);
    assert_eq!((asked.code, asked.stderr.as_str()), (0, ""));
    let unasked = world.pmt(&[]);
    assert_eq!((unasked.code, unasked.stdout.as_str()), (2, ""));
}

#[test]
fn help_can_be_asked_for_as_a_command() {
    let world = World::new();
    for (command, option) in [
        (&["help"][..], &["--help"][..]),
        (&["help", "lint", "--lang", "en"], &["lint", "--help", "--lang", "en"]),
    ] {
        let run = world.pmt(command);
        assert_eq!((run.code, run.stdout), (0, world.pmt(option).stdout));
    }
    assert_eq!(world.pmt(&["help", "lnit"]).code, 2);
}
