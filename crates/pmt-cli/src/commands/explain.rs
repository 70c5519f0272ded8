//! `pmt explain`: a rule's page.

use pmt_core::config::selector;
use pmt_core::rules::{self, page};
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
        match rules::find(name).or_else(|| rules::find(&name.to_ascii_lowercase())) {
            Some(rule) => {
                let lang = console.lang();
                let page = page::markdown(rule, lang, "##");
                pages.push(format!("# {} {}\n\n{page}\n<{}>\n", rule.code, rule.name, rule.url()));
            }
            None => problems.push(Problem::Refused {
                why: selector::unknown(name),
                advice: Message::new("pmt rules 列出全部规则", "pmt rules lists all of them"),
            }),
        }
    }
    let failed = console.problems(&problems);
    console.result(pages.join("\n").as_bytes(), failed)
}
