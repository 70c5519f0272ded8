//! The hooks, through the real pre-commit and prek, on repositories of their own.
//!
//! `cargo xtask test` installs both from the Python package index and names them in `PMT_PRE_COMMIT` and `PMT_PREK`; where they are not
//! named, the tests say that they skip. Only the run of `try-repo` builds the hooks as a user's pre-commit does; the
//! others take the program under test, for speed.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::arithmetic_side_effects)]

#[path = "cli/support.rs"]
#[allow(dead_code)]
mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{PROJECT, cover, project};
use tempfile::TempDir;

/// The hook managers: the variable that names each, and what it is called.
const PRE_COMMIT: (&str, &str) = ("PMT_PRE_COMMIT", "pre-commit");
const PREK: (&str, &str) = ("PMT_PREK", "prek");

fn manager((variable, name): (&str, &str)) -> Option<PathBuf> {
    let found = std::env::var_os(variable).map(PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: {name} is not at hand ({variable} is not set; `cargo xtask test` installs it)");
    }
    found
}

/// A repository with a declaration of one project and the hooks installed.
struct Repository {
    dir: TempDir,
    home: TempDir,
}

/// What a program said and whether it succeeded.
#[derive(Debug)]
struct Ran {
    success: bool,
    said: String,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { dir: tempfile::tempdir().unwrap(), home: tempfile::tempdir().unwrap() };
        assert!(repository.git(&["init", "--quiet"]).success);
        repository.file("申报.pmt", &cover(1)).file("01.pmt", &formatted(PROJECT));
        repository
    }

    /// With the project's own hooks, except that they are the program under test instead of one built for them.
    fn with_hooks(manager: &Path) -> Self {
        let repository = Self::new();
        let hooks = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
        assert_eq!(hooks.matches("language: rust\n").count(), 2);
        let hooks = hooks.replace("language: rust\n", "language: system\n");
        let hooks: Vec<String> = hooks.lines().map(|line| format!("      {line}\n")).collect();
        let config = format!("repos:\n  - repo: local\n    hooks:\n{}", hooks.concat());
        repository.file(".pre-commit-config.yaml", &config);
        let installed = repository.run(Command::new(manager).arg("install"));
        assert!(installed.success, "{installed:?}");
        repository
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        let path = self.dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.dir.path().join(name)).unwrap()
    }

    fn run(&self, command: &mut Command) -> Ran {
        let binary = Path::new(env!("CARGO_BIN_EXE_pmt")).parent().unwrap();
        let others = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(binary.to_path_buf()).chain(std::env::split_paths(&others));
        // Whatever repository or configuration the tests run in is none of this one's business.
        let foreign = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_"));
        for (name, _) in foreign {
            command.env_remove(name);
        }
        let Output { status, stdout, stderr } = command
            .current_dir(self.dir.path())
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("PRE_COMMIT_HOME", self.home.path())
            .env("PREK_HOME", self.home.path())
            .env("PMT_LANG", "zh")
            .env("GIT_CONFIG_GLOBAL", self.home.path().join("gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
        Ran { success: status.success(), said }
    }

    fn git(&self, args: &[&str]) -> Ran {
        let mut command = Command::new("git");
        command.args([
            "-c",
            "user.name=Test",
            "-c",
            "user.email=test@example.org",
            "-c",
            "commit.gpgsign=false",
        ]);
        self.run(command.args(args))
    }

    /// Adds everything and commits it.
    fn commit(&self) -> Ran {
        assert!(self.git(&["add", "--all"]).success);
        self.git(&["commit", "--quiet", "--message", "一次提交"])
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn formatted(text: &str) -> String {
    pmt_syntax::format(&pmt_syntax::parse(text)).unwrap()
}

/// The project with an error of the review: its parts do not add up.
fn unbalanced() -> String {
    formatted(&project("党务培训", "财政资金: 29万元", "财政资金: 26万元"))
}

/// The line in which a hook says how it ended.
fn line<'a>(ran: &'a Ran, hook: &str) -> &'a str {
    ran.said.lines().find(|line| line.starts_with(hook)).unwrap_or_else(|| panic!("no {hook}: {}", ran.said))
}

fn commits_are_checked(manager: &Path) {
    let repository = Repository::with_hooks(manager);

    let good = repository.commit();
    assert!(good.success, "{}", good.said);
    assert!(line(&good, "pmt lint").ends_with("Passed") && line(&good, "pmt fmt").ends_with("Passed"));

    repository.file("01.pmt", &unbalanced());
    let bad = repository.commit();
    assert!(!bad.success, "a bad declaration blocks the commit");
    assert!(line(&bad, "pmt lint").ends_with("Failed") && bad.said.contains("FND01"), "{}", bad.said);
    assert!(!repository.git(&["diff", "--cached", "--quiet"]).success, "nothing was committed");
    repository.file("01.pmt", &formatted(PROJECT));

    repository.file("说明.txt", "与申报无关\n");
    let other = repository.commit();
    assert!(other.success, "{}", other.said);
    assert!(line(&other, "pmt lint").contains("Skipped"), "an unchanged declaration costs nothing");

    // Only 02.pmt is named to the hook; that it has the name of 01.pmt is found all the same.
    repository.file("02.pmt", &formatted(PROJECT)).file("申报.pmt", &cover(2));
    assert!(repository.git(&["add", "02.pmt"]).success);
    let twin = repository.git(&["commit", "--quiet", "--message", "同名"]);
    assert!(!twin.success && twin.said.contains("IDX01"), "{}", twin.said);

    let second = project("参观学习", "项目类别", "项目类别");
    repository.file("02.pmt", &second.replace("  项目类别: ", "  项目类别:    "));
    let untidy = repository.commit();
    assert!(!untidy.success, "what is not formatted is put right first: {}", untidy.said);
    assert!(line(&untidy, "pmt fmt").ends_with("Failed"), "{}", untidy.said);
    assert_eq!(repository.read("02.pmt"), formatted(&second));
    let tidy = repository.commit();
    assert!(tidy.success, "{}", tidy.said);

    repository.file("pmt.toml", "exclude = [\"旧\"]\n").file("旧/03.pmt", &unbalanced());
    let excluded = repository.commit();
    assert!(excluded.success, "what is excluded stays so, although it is named: {}", excluded.said);
}

#[test]
fn pre_commit_checks_commits() {
    if let Some(manager) = manager(PRE_COMMIT) {
        commits_are_checked(&manager);
    }
}

#[test]
fn prek_checks_commits() {
    if let Some(manager) = manager(PREK) {
        commits_are_checked(&manager);
    }
}

#[test]
fn pre_commit_builds_the_hooks_from_the_repository() {
    let Some(manager) = manager(PRE_COMMIT) else { return };
    let repository = Repository::new();
    repository.file("01.pmt", &unbalanced());
    assert!(repository.git(&["add", "--all"]).success);
    let mut command = Command::new(manager);
    command.arg("try-repo").arg(root()).args(["--all-files", "--verbose"]);
    // What is optimised is not what is tested here, and what was built before need not be built again.
    command
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_TARGET_DIR", root().join("target/tools/try-repo"));
    let ran = repository.run(&mut command);
    assert!(!ran.success && ran.said.contains("FND01"), "{}", ran.said);
    assert!(
        line(&ran, "pmt lint").ends_with("Failed") && line(&ran, "pmt fmt").ends_with("Passed"),
        "{}",
        ran.said
    );
}
