//! What is found is said in the words of somebody who reads a document: no key of the language, no sign of its spelling.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use pmt_core::rules::{self, example};
use pmt_core::text::Message;
use pmt_core::workspace::{SourceFile, Workspace};

/// What nobody finds in a printed form.
const FOREIGN: [&str; 19] = [
    ">=",
    "<=",
    "${",
    "{",
    "pmt",
    "\"",
    "评分标准",
    "指标解释",
    "计算方法",
    "数据来源",
    "取值依据",
    "依据内容",
    "“对应”",
    "“测算”",
    "任务的测算",
    "“版式”",
    "冒号",
    "加引号",
    "文段",
];

fn foreign(message: &Message) -> Option<&'static str> {
    FOREIGN.into_iter().find(|word| message.zh.contains(word) || message.en.contains(word))
}

#[test]
fn no_rule_speaks_of_the_language_to_who_reads_paper() {
    let mut wrong = Vec::new();
    for rule in rules::all().filter(|rule| rule.speaks_of_paper()) {
        let text = example::complete(rule.bad);
        let workspace = Workspace::new(vec![SourceFile { path: "例.pmt".to_owned(), text: text.into() }]);
        for settings in [example::settings(rule), pmt_core::config::Settings::default()] {
            let examined = workspace.examine(&settings);
            for finding in examined.findings.into_iter().filter_map(pmt_core::finding::Finding::on_paper) {
                assert!(finding.fixes.is_empty(), "{}", rule.code);
                let related = finding.related.iter().map(|related| &related.message);
                for message in related.chain([&finding.message]).chain(&finding.advice) {
                    if let Some(word) = foreign(message) {
                        wrong.push(format!("{} {word}: {} / {}", finding.rule.code, message.zh, message.en));
                    }
                }
            }
            for report in examined.rules.iter().filter(|report| report.rule.speaks_of_paper()) {
                for why in report.could_not_run.iter().filter(|why| foreign(why).is_some()) {
                    wrong.push(format!("{}: {} / {}", report.rule.code, why.zh, why.en));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_no_form_has_a_place_for_is_not_asked_of_paper() {
    for code in ["VAL16", "IND10"] {
        let rule = rules::find(code).unwrap();
        let text = example::complete(rule.bad).into();
        let workspace = Workspace::new(vec![SourceFile { path: "例.pmt".to_owned(), text }]);
        let found = workspace.examine(&example::settings(rule)).findings;
        let found: Vec<_> = found.into_iter().filter(|finding| finding.rule == rule).collect();
        assert_eq!(found.len(), 1, "{code} speaks to who writes the language");
        assert!(found.into_iter().all(|finding| finding.on_paper().is_none()), "{code}");
    }
}
