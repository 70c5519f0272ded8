//! Taking out what is silenced, and saying which suppressions do nothing.

use std::collections::HashSet;

use pmt_syntax::{Edit, Span};

use super::{Named, Silenced, Suppression, can_silence};
use crate::config::selector::unknown;
use crate::finding::{FileId, Finding, Site};
use crate::rules::Rule;
use crate::rules::language::{SUP01, SUP02, SUP03};
use crate::text::Message;
use crate::workspace::Workspace;

/// The suppressions that have silenced something: file, comment and rule within it by number.
type Used = HashSet<(FileId, usize, usize)>;

/// Silences findings and remembers which comments did.
pub(crate) struct Silencer<'a> {
    workspace: &'a Workspace,
    used: Used,
}

impl<'a> Silencer<'a> {
    pub(crate) fn new(workspace: &'a Workspace) -> Self {
        Self { workspace, used: Used::new() }
    }

    /// Takes out of `findings` what is silenced.
    pub(crate) fn silence(&mut self, findings: &mut Vec<Finding>) -> Vec<Silenced> {
        let mut silenced = Vec::new();
        let mut kept = Vec::with_capacity(findings.len());
        for finding in findings.drain(..) {
            match self.answer(&finding) {
                Some((comment, reason)) => silenced.push(Silenced { finding, reason, comment }),
                None => kept.push(finding),
            }
        }
        *findings = kept;
        silenced
    }

    /// The comment that silences a finding, that of the innermost item, with the reason it gives.
    fn answer(&mut self, finding: &Finding) -> Option<(Site, String)> {
        if !can_silence(finding.rule) {
            return None;
        }
        let Site { file, span } = finding.site;
        let all = &self.workspace.file(file)?.suppressions;
        let mut closest: Option<(u32, usize, usize, Span, &String)> = None;
        for (number, one) in all.iter().enumerate() {
            let (Some(item), Some(reason)) = (one.item.filter(|item| item.covers(span)), &one.reason) else {
                continue;
            };
            let named = one.rules.iter().position(|named| named.rule == Some(finding.rule));
            if let Some(place) = named
                && closest.is_none_or(|(length, ..)| item.len() < length)
            {
                closest = Some((item.len(), number, place, one.span, reason));
            }
        }
        let (_, number, place, comment, reason) = closest?;
        self.used.insert((file, number, place));
        Some((Site { file, span: comment }, reason.clone()))
    }

    /// What there is to say of the suppressions of a file. `is_sure` tells whether a rule was really at work there, so
    /// that its silence means something.
    pub(crate) fn findings(&self, file: FileId, is_sure: impl Fn(&Rule) -> bool) -> Vec<Finding> {
        let Some(source) = self.workspace.file(file) else { return Vec::new() };
        let mut findings = Vec::new();
        for (number, one) in source.suppressions.iter().enumerate() {
            let site = |span| Site { file, span };
            if let Some((span, message, advice)) = unworkable(one, &source.text) {
                let advice = advice.unwrap_or_else(|| {
                    Message::new("改正或删去这条注释。", "Correct the comment or delete it.")
                });
                findings.push(Finding::new(&SUP03, site(span), message).advise(advice.zh, advice.en));
            } else if one.reason.is_none() {
                let message = Message::new("没有写理由，不起作用", "it gives no reason and has no effect");
                let finding = Finding::new(&SUP02, site(one.span), message);
                findings.push(finding.advise("在规则后面写明理由。", "Say why, after the rule."));
            } else {
                let is_used = |place: usize| self.used.contains(&(file, number, place));
                let unused =
                    |(place, named): &(usize, &Named)| !is_used(*place) && named.rule.is_some_and(&is_sure);
                let idle: Vec<usize> =
                    one.rules.iter().enumerate().filter(unused).map(|(place, _)| place).collect();
                findings.extend(unused_finding(one, &idle, file, &source.text));
            }
        }
        findings
    }
}

/// Why a suppression cannot work at all: the words to point at, what is wrong, what to do.
fn unworkable(one: &Suppression, text: &str) -> Option<(Span, Message, Option<Message>)> {
    if one.rules.is_empty() {
        let example = super::comment(&["FND05"], "…");
        let message = Message::new("看不懂这条注释", "this comment is not understood");
        let advice = Message::new(format!("写成 {example}"), format!("Write {example}"));
        return Some((one.span, message, Some(advice)));
    }
    for named in &one.rules {
        let Some(rule) = named.rule else {
            return Some((named.span, unknown(named.span.text(text)), None));
        };
        if !can_silence(rule) {
            let code = rule.code;
            let message = if rule.is_language() {
                Message::new(
                    format!("{code} 是语言本身的错误，不能允许"),
                    format!("{code} is an error of the language itself and cannot be allowed"),
                )
            } else {
                Message::new(
                    format!("{code} 说的就是这种注释，不能这样允许"),
                    format!("{code} is about such comments and cannot be allowed by one"),
                )
            };
            return Some((named.span, message, None));
        }
    }
    one.item.is_none().then(|| {
        let message =
            Message::new("这条注释不在任何一项的上一行或首行末尾", "this comment stands at no item");
        let advice = Message::new(
            "放到要允许的那一项的上一行，中间不空行。",
            "Put it on the line before the item, without a blank line between.",
        );
        (one.span, message, Some(advice))
    })
}

fn unused_finding(one: &Suppression, idle: &[usize], file: FileId, text: &str) -> Option<Finding> {
    let names = |keep: &dyn Fn(usize) -> bool| -> Vec<&str> {
        let kept = one.rules.iter().enumerate().filter(|(place, _)| keep(*place));
        kept.map(|(_, named)| named.span.text(text)).collect()
    };
    let unused = names(&|place| idle.contains(&place));
    let (first, last) = (one.rules.first()?, one.rules.last()?);
    let at = one.rules.get(*idle.first()?)?.span;
    let finding = Finding::new(
        &SUP01,
        Site { file, span: if unused.len() > 1 { first.span.cover(last.span) } else { at } },
        Message::new(
            format!("这一项没有 {} 的问题", unused.join("、")),
            format!("nothing in this item is found by {}", unused.join(", ")),
        ),
    );
    let left = names(&|place| !idle.contains(&place));
    let edit = if left.is_empty() {
        Edit { span: whole_comment(one.span, text), text: String::new() }
    } else {
        Edit { span: first.span.cover(last.span), text: left.join(", ") }
    };
    let finding = finding.advise("删去不再需要的允许。", "Delete what is no longer needed.");
    Some(finding.fix(
        true,
        vec![edit],
        format!("删去 {}", unused.join("、")),
        format!("Delete {}", unused.join(", ")),
    ))
}

/// The comment with the blanks before it, and with its line end if nothing else is on the line.
fn whole_comment(span: Span, text: &str) -> Span {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let kept = before.trim_end_matches([' ', '\t', '\u{3000}', '\u{A0}']);
    let start = u32::try_from(kept.len()).unwrap_or(span.start);
    let is_alone = kept.is_empty() || kept.ends_with(['\n', '\u{FEFF}']);
    let after = text.get(span.end as usize..).unwrap_or_default();
    let line_end = if after.starts_with("\r\n") { 2 } else { u32::from(after.starts_with('\n')) };
    Span::new(start, if is_alone { span.end.saturating_add(line_end) } else { span.end })
}
