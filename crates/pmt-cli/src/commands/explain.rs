//! `pmt explain`: a rule's page.

use pmt_core::config::selector;
use pmt_core::rules::page;
use pmt_core::text::Message;

use crate::args::Explain;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::language_here;
use crate::problem::Problem;

/// Prints the pages of rules.
pub fn run(options: &Explain, console: &mut Console) -> Exit {
    console.configure(language_here());
    let mut pages = Vec::new();
    let mut problems = Vec::new();
    for name in &options.rules {
        match selector::select(name) {
            Ok(selected) => pages.extend(selected.into_iter().map(|rule| {
                let page = page::markdown(rule, console.lang(), "##");
                format!("# {} {}\n\n{page}\n<{}>\n", rule.code, rule.name, rule.url())
            })),
            Err(why) => problems.push(Problem::Refused {
                why,
                advice: Message::new("pmt rules 列出全部规则", "pmt rules lists all of them"),
            }),
        }
    }
    let failed = console.problems(&problems);
    console.result(pages.join("\n").as_bytes(), failed)
}
