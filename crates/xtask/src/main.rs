//! The repository's own chores, run as `cargo xtask COMMAND`: tests, generated files, man pages, the editor's extension, the
//! benchmark corpus, and measurements of the binary.
//!
//! Nothing here is part of the product, and no other crate may depend on it.

mod corpus;
mod e2e;
mod error;
mod generate;
mod man;
mod measure;
mod picture;
mod process;
mod system;
mod test;
mod vsix;

use std::process::ExitCode;

use error::Error;

const USAGE: &str = "\
cargo xtask COMMAND

  test                    run every test; say aloud what is skipped and why
  test --e2e              run the extension in a real VS Code, and the program
                          for Windows under wine
  test --e2e windows      the latter only
  test --e2e --update-screenshots
                          run the former, and put its screenshots into the docs
  vsix [--target linux-x64|win32-x64|all] [--profile P]
                          write the extension for VS Code with the server inside
                          (all that can be built here, release, to ./target/vsix)
  gen [--check]           write the generated files; with --check, only say which are stale
  man [-o DIR]            write the man pages in both languages (to ./target/man)
  picture                 draw the printed form for the documentation
  corpus N [-o DIR]       write a corpus of N made-up projects (to ./corpus)
  measure [N] [--write]   measure the release binary over N projects (5000);
                          with --write, run the benchmarks too and put all
                          figures into docs/performance.md";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(if matches!(error, Error::Usage(_)) { 2 } else { 1 })
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), Error> {
    match arguments {
        ["test"] => test::run_all(),
        ["test", "--e2e"] => e2e::run_all(),
        ["test", "--e2e", "windows"] => e2e::run_windows(),
        ["test", "--e2e", "--update-screenshots"] => e2e::update_screenshots(),
        ["vsix", rest @ ..] => vsix_with(rest, "all", "release"),
        ["gen"] => generate::write(),
        ["gen", "--check"] => generate::check(),
        ["man"] => man::write("target/man".as_ref()),
        ["man", "-o", folder] => man::write(folder.as_ref()),
        ["picture"] => picture::write(),
        ["corpus", count] => corpus::write(number(count)?, "corpus".as_ref()),
        ["corpus", count, "-o", folder] => corpus::write(number(count)?, folder.as_ref()),
        ["measure", rest @ ..] => measure_with(rest),
        [] | ["help" | "--help" | "-h", ..] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(Error::Usage(USAGE)),
    }
}

fn vsix_with(arguments: &[&str], target: &str, profile: &str) -> Result<(), Error> {
    match arguments {
        [] if vsix::is_target(target) => vsix::run_for(target, profile),
        ["--target", target, rest @ ..] => vsix_with(rest, target, profile),
        ["--profile", profile, rest @ ..] => vsix_with(rest, target, profile),
        _ => Err(Error::Usage(USAGE)),
    }
}

fn measure_with(arguments: &[&str]) -> Result<(), Error> {
    match arguments {
        [] => measure::run(5_000, false),
        ["--write"] => measure::run(5_000, true),
        [count] => measure::run(number(count)?, false),
        [count, "--write"] => measure::run(number(count)?, true),
        _ => Err(Error::Usage(USAGE)),
    }
}

fn number(text: &str) -> Result<usize, Error> {
    text.parse().map_err(|_| Error::Usage(USAGE))
}
