//! What is found is said in the words of somebody who reads a document: no key of the language, no sign of its spelling.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use pmt_core::config::Settings;
use pmt_core::rules::{self, example};
use pmt_core::workspace::{SourceFile, Workspace};

/// What nobody finds in a printed form.
const FOREIGN: [&str; 14] = [
    ">=",
    "<=",
    "${",
    "pmt",
    ".pmt",
    "评分标准",
    "指标解释",
    "数据来源",
    "取值依据",
    "依据内容",
    "“测算”",
    "冒号",
    "“\"",
    "\"”",
];

#[test]
fn no_rule_speaks_of_the_language() {
    let mut wrong = Vec::new();
    for rule in rules::all().filter(|rule| pmt_office::is_for_documents(rule)) {
        let text = example::complete(rule.bad);
        let workspace = Workspace::new(vec![SourceFile { path: "例.pmt".to_owned(), text: text.into() }]);
        for finding in workspace.examine(&Settings::default()).findings {
            let Some(finding) = pmt_office::suited(finding) else { continue };
            assert!(finding.fixes.is_empty(), "{}", rule.code);
            let said = [Some(&finding.message), finding.advice.as_ref()];
            for message in said.into_iter().flatten() {
                if let Some(word) = FOREIGN.iter().find(|word| message.zh.contains(*word)) {
                    wrong.push(format!("{} {word}: {}", finding.rule.code, message.zh));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
