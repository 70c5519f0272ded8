//! `pmt lint`: the findings are the result.

mod fixing;
mod watch;

use std::path::PathBuf;

use super::{check, unread};
use crate::args::{Fixes, Lint};
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Loaded, Overlay, Request, load};
use crate::progress::Progress;
use crate::report::{Gate, Outcome, Reported};

/// Checks what is named.
pub fn run(options: &Lint, overlay: Option<&Overlay>, console: &mut Console) -> Exit {
    if options.watch {
        return watch::run(options, console);
    }
    let progress = Progress::new(console);
    let loaded = read(options, overlay, &progress);
    console.configure(loaded.lang());
    let failed = console.problems(&loaded.problems);
    let nothing_read = loaded.sessions.is_empty() && unread(&loaded) > 0;
    match options.fixes {
        _ if nothing_read => failed,
        Fixes::Apply(kind) => fixing::apply(options, kind, loaded, overlay, progress, console).max(failed),
        Fixes::Show(kind) => fixing::show(options, kind, loaded, progress, console).max(failed),
        Fixes::Offer => {
            let outcome = check(&loaded);
            drop(progress);
            report(options, outcome, console).max(failed)
        }
    }
}

fn read(options: &Lint, overlay: Option<&Overlay>, progress: &Progress) -> Loaded {
    let paths: &[PathBuf] = &options.input.paths;
    load(Request { paths, force_exclude: options.input.force_exclude, overlay, progress })
}

/// Reports an outcome where its format belongs.
fn report(options: &Lint, outcome: Outcome<'_>, console: &Console) -> Exit {
    let outcome = outcome.selected(&options.selection).listing(options.least);
    let gate = Gate { fail_on: options.fail_on };
    let Reported { result, aside } = options.format.report(&outcome, gate, options.statistics, console);
    let exit = console.result(&result, gate.exit(&outcome));
    console.aside(&aside);
    exit
}
