//! What closes a report: the rules that could not run, counts by severity, and the verdict with its reason.

use std::fmt::Write;

use codespan_reporting::diagnostic::Severity as Weight;
use pmt_core::finding::Severity;
use pmt_core::text::{Lang, Message};

use super::{Outcome, View, paint};
use crate::exit::Exit;

/// What findings are let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The least severity that is not.
    pub fail_on: Severity,
}

impl Gate {
    /// How a check ends at the gate.
    pub fn exit(self, outcome: &Outcome<'_>) -> Exit {
        let stopped = outcome.findings().any(|(_, finding)| finding.severity >= self.fail_on);
        if stopped { Exit::Found } else { Exit::Done }
    }
}

/// All of it.
pub fn render(outcome: &Outcome<'_>, gate: Gate, view: View) -> Vec<u8> {
    let mut out = String::new();
    for (code, reasons) in outcome.could_not_run() {
        let _ = unchecked(&mut out, code, &reasons, view.lang);
    }
    let mut bytes = out.into_bytes();
    bytes.extend(closing(outcome, gate, view));
    bytes
}

/// A rule that could not run, with its first reasons: in a tree of thousands there may be as many.
fn unchecked(out: &mut String, code: &str, reasons: &[&Message], lang: Lang) -> std::fmt::Result {
    const SHOWN: usize = 3;
    let shown: Vec<&str> = reasons.iter().take(SHOWN).map(|why| why.get(lang)).collect();
    let more = reasons.len().saturating_sub(SHOWN);
    match lang {
        Lang::Zh => {
            write!(out, "未检查 {code}：{}", shown.join("；"))?;
            if more > 0 {
                write!(out, "；另有 {more} 种情况")?;
            }
        }
        Lang::En => {
            write!(out, "not checked: {code}: {}", shown.join("; "))?;
            if more > 0 {
                write!(out, "; and {more} more")?;
            }
        }
    }
    writeln!(out)
}

/// The closing line.
fn closing(outcome: &Outcome<'_>, gate: Gate, view: View) -> Vec<u8> {
    let (named, besides) = outcome.files();
    if outcome.is_empty() && outcome.unread == 0 {
        return match view.lang {
            Lang::Zh => format!("{named} 个文件里没有申报也没有项目，没有可以检查的内容。\n"),
            Lang::En => format!(
                "{} with neither a declaration nor a project: nothing to check.\n",
                many(named, "file")
            ),
        }
        .into_bytes();
    }
    let counts = counts(outcome, view.lang);
    let (bad, verdict) = verdict(outcome, gate, view.lang);
    let verdict = if bad { paint::heavy(view, Weight::Error, &verdict) } else { paint::well(view, &verdict) };
    match view.lang {
        Lang::Zh => {
            let besides = match besides {
                0 => String::new(),
                besides => format!("（另读了同一申报的 {besides} 个文件）"),
            };
            format!("检查了 {named} 个文件{besides}：{counts}。{verdict}\n")
        }
        Lang::En => {
            let besides = match besides {
                0 => String::new(),
                besides => format!(" (and read {besides} more of the same declaration)"),
            };
            format!("Checked {}{besides}: {counts}. {verdict}\n", many(named, "file"))
        }
    }
    .into_bytes()
}

fn counts(outcome: &Outcome<'_>, lang: Lang) -> String {
    let severities = [
        (Severity::Error, "错误", "error"),
        (Severity::Warning, "警告", "warning"),
        (Severity::Hint, "提示", "hint"),
    ];
    let parts: Vec<String> = severities
        .into_iter()
        .map(|(severity, zh, en)| (outcome.count(severity), zh, en))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, zh, en)| match lang {
            Lang::Zh => format!("{count} 个{zh}"),
            Lang::En => many(count, en),
        })
        .collect();
    let mut counts = match (parts.is_empty(), lang) {
        (true, Lang::Zh) => "没有发现问题".to_owned(),
        (true, Lang::En) => "nothing found".to_owned(),
        (false, Lang::Zh) => parts.join("、"),
        (false, Lang::En) => parts.join(", "),
    };
    let unchecked = outcome.could_not_run();
    if !unchecked.is_empty() {
        // Writing to a string does not fail.
        let _ = match lang {
            Lang::Zh => write!(counts, "（{} 条规则未能检查）", unchecked.len()),
            Lang::En => write!(counts, " ({} could not be checked)", many(unchecked.len(), "rule")),
        };
    }
    counts
}

/// Whether the declaration may not be submitted, and what is said of it.
fn verdict(outcome: &Outcome<'_>, gate: Gate, lang: Lang) -> (bool, String) {
    let errors = outcome.count(Severity::Error);
    let stopped: usize = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .filter(|severity| *severity >= gate.fail_on)
        .map(|severity| outcome.count(severity))
        .sum();
    let why = if errors > 0 {
        match lang {
            Lang::Zh => format!("有 {errors} 个错误要改"),
            Lang::En => format!("{} to correct", many(errors, "error")),
        }
    } else if outcome.unread > 0 {
        let unread = outcome.unread;
        match lang {
            Lang::Zh => format!("有 {unread} 处没有读到"),
            Lang::En => format!("{} could not be read", many(unread, "path")),
        }
    } else if stopped > 0 {
        match lang {
            Lang::Zh => format!("按 --fail-on 的要求，有 {stopped} 个问题要改"),
            Lang::En => format!("{} to correct by --fail-on", many(stopped, "finding")),
        }
    } else {
        let verdict = match lang {
            Lang::Zh => "可以提交",
            Lang::En => "Ready to submit",
        };
        return (false, verdict.to_owned());
    };
    let verdict = match lang {
        Lang::Zh => format!("不可提交：{why}"),
        Lang::En => format!("Not ready to submit: {why}"),
    };
    (true, verdict)
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
