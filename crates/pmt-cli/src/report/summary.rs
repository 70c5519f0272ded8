//! What closes a report: the rules that could not run, counts by severity, and the verdict with its reason.

use std::fmt::Write;

use codespan_reporting::diagnostic::Severity as Weight;
use pmt_core::finding::Severity;
use pmt_core::text::{Lang, Message, Words};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Outcome, View, paint, weight};
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
        if self.stopped(outcome) > 0 { Exit::Found } else { Exit::Done }
    }

    /// How many findings are not let through.
    fn stopped(self, outcome: &Outcome<'_>) -> usize {
        SEVERITIES
            .into_iter()
            .filter(|severity| *severity >= self.fail_on)
            .map(|severity| outcome.count(severity))
            .sum()
    }
}

/// From the gravest.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

/// Whether what was checked may be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Nothing stands in the way.
    Ready,
    /// Something does.
    NotReady,
    /// Only some rules were looked at, and they have no objection.
    SelectedRulesPass,
    /// There is nothing to submit.
    NothingToCheck,
}

/// The verdict on an outcome.
pub fn verdict(outcome: &Outcome<'_>, gate: Gate) -> Verdict {
    if outcome.is_empty() && outcome.unread == 0 {
        Verdict::NothingToCheck
    } else if outcome.count(Severity::Error) > 0 || outcome.unread > 0 || gate.stopped(outcome) > 0 {
        Verdict::NotReady
    } else if outcome.selection.is_everything() {
        Verdict::Ready
    } else {
        Verdict::SelectedRulesPass
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
    let verdict = verdict(outcome, gate);
    let fixed = fixed(outcome.fixed, view.lang);
    if verdict == Verdict::NothingToCheck {
        return match (view.lang, named) {
            (Lang::Zh, 0) => "没有要检查的文件：点名的都在排除之列。\n".to_owned(),
            (Lang::En, 0) => "No file to check: those named are excluded.\n".to_owned(),
            (Lang::Zh, _) => format!("{fixed}{named} 个文件里没有申报也没有项目，没有可以检查的内容。\n"),
            (Lang::En, _) => format!(
                "{fixed}{} with neither a declaration nor a project: nothing to check.\n",
                many(named, "file")
            ),
        }
        .into_bytes();
    }
    let counts = counts(outcome, view.lang);
    let words = words(verdict, outcome, gate, view.lang);
    let words = match verdict {
        Verdict::NotReady => paint::heavy(view, Weight::Error, &words),
        _ => paint::well(view, &words),
    };
    match view.lang {
        Lang::Zh => {
            let besides = match besides {
                0 => String::new(),
                besides => format!("（另读了同一申报的 {besides} 个文件）"),
            };
            format!("{fixed}检查了 {named} 个文件{besides}：{counts}。{words}\n")
        }
        Lang::En => {
            let besides = match besides {
                0 => String::new(),
                besides => format!(" (and read {besides} more of the same declaration)"),
            };
            format!("{fixed}Checked {}{besides}: {counts}. {words}\n", many(named, "file"))
        }
    }
    .into_bytes()
}

/// What was fixed before.
fn fixed(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (0, _) => String::new(),
        (count, Lang::Zh) => format!("改了 {count} 处。"),
        (count, Lang::En) => format!("Applied {}. ", many_of(count, "fix", "fixes")),
    }
}

fn counts(outcome: &Outcome<'_>, lang: Lang) -> String {
    let parts: Vec<String> = SEVERITIES
        .into_iter()
        .map(|severity| (outcome.count(severity), paint::word(weight(severity))))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| match lang {
            Lang::Zh => format!("{count} 个{}", word.zh),
            Lang::En => many(count, word.en),
        })
        .collect();
    let counts = match (parts.is_empty(), lang) {
        (true, Lang::Zh) => "没有发现问题".to_owned(),
        (true, Lang::En) => "nothing found".to_owned(),
        (false, Lang::Zh) => parts.join("、"),
        (false, Lang::En) => parts.join(", "),
    };
    let notes = notes(outcome, lang);
    match lang {
        _ if notes.is_empty() => counts,
        Lang::Zh => format!("{counts}（{}）", notes.join("，")),
        Lang::En => format!("{counts} ({})", notes.join(", ")),
    }
}

/// What there is to know about the counts.
fn notes(outcome: &Outcome<'_>, lang: Lang) -> Vec<String> {
    let fixable: usize = outcome.counts().iter().map(|count| count.fixable).sum();
    let unchecked = outcome.could_not_run().len();
    let notes = [
        (
            outcome.unlisted(),
            match lang {
                Lang::Zh => format!("{} 个没有列出", outcome.unlisted()),
                Lang::En => format!("{} not listed", outcome.unlisted()),
            },
        ),
        (
            fixable,
            match lang {
                Lang::Zh => format!("{fixable} 个可用 --fix 改"),
                Lang::En => format!("{fixable} fixable with --fix"),
            },
        ),
        (
            outcome.silenced(),
            match lang {
                Lang::Zh => format!("另有 {} 个已允许", outcome.silenced()),
                Lang::En => format!("{} more allowed by comments", outcome.silenced()),
            },
        ),
        (
            unchecked,
            match lang {
                Lang::Zh => format!("{unchecked} 条规则未能检查"),
                Lang::En => format!("{} could not be checked", many(unchecked, "rule")),
            },
        ),
    ];
    notes.into_iter().filter(|(count, _)| *count > 0).map(|(_, note)| note).collect()
}

/// What is said of the verdict.
fn words(verdict: Verdict, outcome: &Outcome<'_>, gate: Gate, lang: Lang) -> String {
    let words = match verdict {
        Verdict::NotReady => {
            let why = why(outcome, gate, lang);
            return match lang {
                Lang::Zh => format!("不可提交：{why}"),
                Lang::En => format!("Not ready to submit: {why}"),
            };
        }
        Verdict::SelectedRulesPass => Words {
            zh: "所选的规则没有异议；可否提交要看全部规则",
            en: "The selected rules have no objection; all rules decide whether it is ready to submit",
        },
        // The declaration's other files were read, but only what concerns the named ones is shown.
        Verdict::Ready if outcome.files().1 > 0 => Words {
            zh: "点名的文件没有要改的；可否提交要检查整份申报",
            en: "Nothing to correct in the named files; check the whole declaration before submitting",
        },
        Verdict::Ready | Verdict::NothingToCheck => Words { zh: "可以提交", en: "Ready to submit" },
    };
    // What was not checked may still stand in the way.
    let unchecked: Vec<&str> = outcome.could_not_run().into_iter().map(|(code, _)| code).collect();
    match lang {
        _ if unchecked.is_empty() => words.get(lang).to_owned(),
        Lang::Zh => format!("{}，但 {} 没有检查", words.zh, unchecked.join("、")),
        Lang::En => format!("{}, but {} was not checked", words.en, unchecked.join(", ")),
    }
}

/// Why something may not be submitted.
fn why(outcome: &Outcome<'_>, gate: Gate, lang: Lang) -> String {
    let errors = outcome.count(Severity::Error);
    let unread = outcome.unread;
    let stopped = gate.stopped(outcome);
    match lang {
        Lang::Zh if errors > 0 => format!("有 {errors} 个错误要改"),
        Lang::En if errors > 0 => format!("{} to correct", many(errors, "error")),
        Lang::Zh if unread > 0 => format!("有 {unread} 处没有读到"),
        Lang::En if unread > 0 => format!("{} could not be read", many(unread, "path")),
        Lang::Zh => format!("按 --fail-on 的要求，有 {stopped} 个问题要改"),
        Lang::En => format!("{} to correct by --fail-on", many(stopped, "finding")),
    }
}

fn many(count: usize, what: &str) -> String {
    many_of(count, what, &format!("{what}s"))
}

fn many_of(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}
