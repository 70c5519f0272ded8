//! `pmt lint --add-ignore`: comments that allow everything that is found, for taking over an old tree. Each file is
//! written whole.

use pmt_core::suppression;
use pmt_core::text::{Lang, Message};

use super::unread;
use crate::args::AddIgnore;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Request, load};
use crate::output;
use crate::problem::Problem;
use crate::progress::Progress;

/// Writes the comments.
pub fn run(options: &AddIgnore, console: &mut Console) -> Exit {
    if options.reason.trim().is_empty() {
        console.problem(&Problem::Refused {
            why: Message::new("--add-ignore 要写理由", "--add-ignore needs a reason"),
            advice: Message::new("收到申报的人会看到它", "whoever receives the declaration reads it"),
        });
        return Exit::Failed;
    }
    let loaded = load(Request::of(&options.paths, &Progress::hidden()));
    console.configure(loaded.lang());
    let failed = console.problems(&loaded.problems);
    if loaded.sessions.is_empty() && unread(&loaded) > 0 {
        return failed;
    }
    let mut list = String::new();
    let mut problems = Vec::new();
    let (mut files, mut silenced, mut left) = (0usize, 0usize, 0usize);
    for session in &loaded.sessions {
        let is_named = |file| session.is_named(file);
        let added = suppression::add(&session.workspace, &session.settings, &options.reason, is_named);
        let (findings, _) = session.workspace.check(&session.settings);
        let here = findings.iter().filter(|finding| session.is_named(finding.site.file));
        let mut reached: usize = 0;
        for one in added {
            if let Err(problem) = output::write(session.path(one.file), one.text.as_bytes()) {
                problems.push(problem.shown_as(session.shown(one.file)));
                continue;
            }
            list.extend([session.shown(one.file), "\n"]);
            files = files.saturating_add(1);
            reached = reached.saturating_add(one.silenced);
        }
        silenced = silenced.saturating_add(reached);
        left = left.saturating_add(here.count().saturating_sub(reached));
    }
    let failed = console.problems(&problems).max(failed);
    console.aside(closing(console.lang(), files, silenced, left).as_bytes());
    let exit = if left > 0 { Exit::Found } else { Exit::Done };
    console.result(list.as_bytes(), exit.max(failed))
}

fn closing(lang: Lang, files: usize, silenced: usize, left: usize) -> String {
    let rest = match (lang, left) {
        (_, 0) => String::new(),
        (Lang::Zh, _) => format!("；另有 {left} 个不能允许（语言错误或写法有误的允许），要改"),
        (Lang::En, _) => {
            format!(
                "; {left} cannot be allowed (errors of the language, comments that do not work) and are left to correct"
            )
        }
    };
    match lang {
        Lang::Zh => format!("在 {files} 个文件中允许了 {silenced} 个问题{rest}。\n"),
        Lang::En => format!("{silenced} finding(s) allowed in {files} file(s){rest}.\n"),
    }
}
