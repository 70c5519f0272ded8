//! BAS05: the basis says what in the document it goes by.

use super::{passages, titles, unnamed_basis::names_nothing};
use crate::edition::words_basis::{ALL_OF_THEM, CONTENT_WORDS, GOES_ON};
use crate::finding::{Severity, Site};
use crate::rules::passages::{has_any, listed};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A document is cited, and not what in it is the basis.
pub static BAS05: Rule = Rule {
    code: "BAS05",
    name: "unstated-basis-content",
    severity: Severity::Hint,
    property: Some(Property::Relevance),
    source: Source::Form,
    summary: Words {
        zh: "没有写文件中的哪些内容是立项依据",
        en: "not said what in the document is the basis",
    },
    explanation: Words {
        zh: "模板要求写明文件中具体作为本项目依据的内容。只写“根据《……》等文件精神”，看不出文件与项目的关系。用“依据内容”逐件写，或者在文字里说明文件规定了什么。",
        en: "The template asks what in the document the project goes by; “根据《…》等文件精神” does not show how it bears on the project. Give 依据内容 for each, or say in the text what the document lays down.",
    },
    bad: "项目 \"培训\" {\n  立项依据 { 文件依据: \"根据《某市干部培训办法》（某教〔2021〕5号）等文件精神。\" }\n}\n",
    good: "项目 \"培训\" {\n  立项依据 { 文件依据: \"《某市干部培训办法》（某教〔2021〕5号）规定干部每年培训不少于5天。\" }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(basis) = &cx.project.basis else { return Outcome::NotApplicable };
    let mut without: Vec<Site> = Vec::new();
    let mut cited = !basis.documents.is_empty();
    for passage in passages(cx) {
        let text = passage.text();
        let titles = titles(text);
        cited |= !titles.is_empty();
        let words: Vec<&str> = listed(cx.settings.words("basis_content"), CONTENT_WORDS).collect();
        // What is said after the last of several titles is said of all of them.
        let mut next: Option<(usize, bool)> = None;
        let mut unsaid = Vec::new();
        let all_before = says_of_all(text, &words).unwrap_or(0);
        for title in titles.iter().rev() {
            let own = text.get(title.end..next.map_or(text.len(), |(start, _)| start)).unwrap_or_default();
            let says = title.end <= all_before
                || says_content(own, &words)
                || next.is_some_and(|(_, says)| says) && !own.contains(['，', '。', '；', ';', '\n']);
            if !says {
                unsaid.push(passage.site(title));
            }
            next = Some((title.start, says));
        }
        without.extend(unsaid.into_iter().rev());
    }
    let listed = basis
        .documents
        .iter()
        .filter(|document| document.content.as_ref().is_none_or(crate::model::Prose::is_blank));
    without.extend(listed.map(|document| cx.site(document.title.span)));
    if !cited || names_nothing(cx).is_some() {
        return Outcome::NotApplicable;
    }
    if let Some((first, others)) = without.split_first() {
        let count = without.len();
        let finding = report
            .finding(
                *first,
                format!("{count} 份文件没有写明其中哪些内容是依据"),
                format!("cited documents of which nothing is said to be the basis: {count}"),
            )
            .advise_on_paper("在文字里说明文件规定了什么。", "Say in the text what the document lays down.")
            .advise(
                "用“依据内容”写明，或在文字里说明文件规定了什么。",
                "Give 依据内容, or say in the text what the document lays down.",
            );
        report.push(
            others
                .iter()
                .fold(finding, |finding, site| finding.relate(*site, "这一份也没有", "nor of this one")),
        );
    }
    Outcome::Ran
}

/// Whether what follows a title says what the document lays down: in the same clause, in the next if it goes on about the
/// document, or behind a colon.
fn says_content(after: &str, words: &[&str]) -> bool {
    // The document's number stands in brackets.
    let after =
        after.strip_prefix('（').and_then(|number| number.split_once('）')).map_or(after, |(_, rest)| rest);
    if let Some(said) = after.strip_prefix(['：', ':']) {
        return said.trim_start().chars().take_while(|c| c.is_alphanumeric()).count() >= SAID;
    }
    let end = after.find(CLAUSE_ENDS).unwrap_or(after.len());
    let (own, rest) = (after.get(..end).unwrap_or_default(), after.get(end..).unwrap_or_default());
    let next = rest.trim_start_matches(['，', ' ']);
    let goes_on = GOES_ON.iter().find_map(|word| next.strip_prefix(word));
    let clause =
        goes_on.map(|rest| rest.get(..rest.find(CLAUSE_ENDS).unwrap_or(rest.len())).unwrap_or_default());
    has_any(own, words.iter().copied())
        || words.iter().any(|word| next.starts_with(word))
        || clause.is_some_and(|clause| has_any(clause, words.iter().copied()))
}

/// What ends a clause.
const CLAUSE_ENDS: [char; 5] = ['，', '。', '；', ';', '\n'];

/// The fewest characters behind a colon that say something.
const SAID: usize = 4;

/// Where a sentence says what all the documents before it lay down: 上述文件均要求….
fn says_of_all(text: &str, words: &[&str]) -> Option<usize> {
    ALL_OF_THEM.iter().find_map(|all| {
        let at = text.find(all)?;
        let rest = text.get(at..)?;
        let clause = rest.get(..rest.find(CLAUSE_ENDS).unwrap_or(rest.len()))?;
        has_any(clause, words.iter().copied()).then_some(at)
    })
}
