//! Comments that silence a rule, for what was found on the item at hand first.

use pmt_core::rules::{self, Rule};
use pmt_core::suppression;
use pmt_syntax::Span;
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::offer::Offer;
use super::snippet::Snippet;
use crate::features::describe::Subject;

/// The comments that may be written where one begins, and what they replace.
pub fn offers(cx: &Cx<'_>, comment: Span) -> (Vec<Offer>, Span) {
    let found = found_here(cx, comment);
    let written = comment.text(cx.text);
    let start = suppression::comment(&[], "");
    let start = start.trim_end();
    // `// pmt: 允许 `, in any spacing and with either colon.
    let plain = |text: &str| text.replace('：', ":").split_whitespace().collect::<String>();
    let before_word = Span::new(comment.start, cx.spot.typed.start).text(cx.text);
    if plain(before_word).starts_with(&plain(start)) {
        let others = rules::all().filter(|rule| suppression::can_silence(rule) && !found.contains(rule));
        let all = found.iter().copied().chain(others);
        let offers = all.map(|rule| rule_offer(cx, rule, rule.code, Snippet::of(rule.code).text(" ").stop()));
        return (offers.collect(), cx.spot.typed);
    }
    let offers = found.into_iter().map(|rule| {
        let whole = suppression::comment(&[rule.code], "");
        let insert = Snippet::of(format!("{} ", whole.trim_end())).stop();
        let offer = rule_offer(cx, rule, rule.code, insert).label(whole.trim_end());
        // What is typed so far stays the name by which it is found.
        Offer { name: format!("{written}{}", rule.code), ..offer }
    });
    let any = Offer::new(written, Snippet::of(format!("{start} ")).stop(), CompletionItemKind::KEYWORD)
        .label(start)
        .detail(cx.say("允许一条规则，写明理由", "silence a rule, with a reason"));
    // An ordinary comment is left alone: only one that begins like ours, or says nothing yet, is completed.
    let typed = plain(written);
    let begins = plain(start).starts_with(&typed) || typed.chars().count() <= 2;
    let fits = begins
        || crate::pinyin::find(typed.trim_start_matches('/'), start.trim_start_matches(['/', ' ']), "")
            .is_some();
    if fits { (offers.chain([any]).collect(), comment) } else { (Vec::new(), comment) }
}

fn rule_offer(cx: &Cx<'_>, rule: &'static Rule, name: &str, insert: Snippet) -> Offer {
    Offer::new(name, insert, CompletionItemKind::EVENT)
        .english(rule.name)
        .detail(rule.summary.get(cx.lang))
        .about(Subject::Rule { code: rule.code.to_owned() })
}

/// The rules that speak of the item that a comment is for: the one on its line, else the next.
fn found_here(cx: &Cx<'_>, comment: Span) -> Vec<&'static Rule> {
    let parse = cx.view.document.parse();
    let line = cx
        .text
        .get(..comment.start as usize)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |n| n.saturating_add(1));
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    let stands_alone =
        cx.text.get(line as usize..comment.start as usize).is_some_and(|before| before.trim().is_empty());
    let items = parse.tree.root().descendants().filter(|node| node.kind() == pmt_syntax::Kind::Item);
    let mut items = items.map(pmt_syntax::Node::span);
    let item = if stands_alone {
        items.find(|span| span.start >= comment.end)
    } else {
        items.filter(|span| line <= span.start && span.start < comment.start).last()
    };
    let Some(item) = item else { return Vec::new() };
    let found = cx.view.session.found(cx.view.id());
    let mut rules: Vec<&'static Rule> = Vec::new();
    for finding in &found.findings {
        let is_ours = item.start <= finding.site.span.start && finding.site.span.start <= item.end;
        if is_ours && suppression::can_silence(finding.rule) && !rules.contains(&finding.rule) {
            rules.push(finding.rule);
        }
    }
    rules
}
