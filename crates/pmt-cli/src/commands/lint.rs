//! `pmt lint`: the findings are the result.

use super::{check, unread};
use crate::args::Lint;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::load;
use crate::report::Gate;

/// Checks what is named.
pub fn run(options: &Lint, console: &mut Console) -> Exit {
    let loaded = load(&options.paths);
    console.configure(loaded.lang());
    let failed = console.problems(&loaded.problems);
    if loaded.sessions.is_empty() && unread(&loaded) > 0 {
        return failed;
    }
    let outcome = check(&loaded);
    let gate = Gate { fail_on: options.fail_on };
    let exit = gate.exit(&outcome).max(failed);
    console.result(&options.format.render(&outcome, gate, console.stdout_view()), exit)
}
