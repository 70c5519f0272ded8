//! BAS03: what is said of a plan's first or last year is said in that year.

use std::ops::Range;

use crate::edition::plans::{CLOSING_WORDS, FIVE_YEAR_PLANS, OPENING_WORDS, OTHER_TIMES};
use crate::finding::Severity;
use crate::rules::passages::{Passage, clause_around, has_any};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A slogan of another year.
pub static BAS03: Rule = Rule {
    code: "BAS03",
    name: "slogan-of-another-year",
    severity: Severity::Warning,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words {
        zh: "五年规划“开局”“收官”的说法不是这一年的",
        en: "a slogan of a five-year plan's first or last year in another year",
    },
    explanation: Words {
        zh: "“十四五”开局是2021年，收官是2025年。别的年度这样写，多半是照抄往年的申报。写明是哪一年的，或者说“开局以来”的，不报。",
        en: "The plan “十四五” began in 2021 and ends in 2025. Said in another year, it is most likely copied from an old declaration. A clause that names its year or looks back (“开局以来”) is not objected to.",
    },
    bad: "申报 2022 { }\n项目 \"培训\" {\n  绩效目标: \"着眼“十四五”开局，办好2期培训。\"\n}\n",
    good: "申报 2022 { }\n项目 \"培训\" {\n  绩效目标: \"“十四五”开局以来每年办2期培训，2022年照办。\"\n}\n",
    check: Check::Project(check),
};

/// Most characters between a plan's name and what is said of it.
const REACH: usize = 6;

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(year) = cx.year() else { return Outcome::NotApplicable };
    for passage in Passage::all(cx).filter(|passage| passage.text().contains('五')) {
        for (range, plan_year) in slogans(passage.text()) {
            if year == plan_year {
                continue;
            }
            let said: String =
                passage.words(&range).chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
            let finding = report.finding(
                passage.site(&range),
                format!("“{said}”说的是 {plan_year} 年，申报的是 {year} 年度"),
                format!("“{said}” is said of {plan_year}; the declaration is for {year}"),
            );
            report.push(
                finding
                    .advise("改成这一年的说法，或者删去。", "Say what is true of the year, or leave it out."),
            );
        }
    }
    Outcome::Ran
}

/// What is said of a plan's first or last year, with that year.
fn slogans(text: &str) -> Vec<(Range<usize>, i32)> {
    let mut found = Vec::new();
    for plan in FIVE_YEAR_PLANS {
        for (at, name) in text.match_indices(plan.name) {
            let end = at.saturating_add(name.len());
            let rest = text.get(end..).unwrap_or_default();
            let said = [(OPENING_WORDS, plan.first), (CLOSING_WORDS, plan.last)].into_iter().find_map(
                |(words, year)| {
                    let near = words.iter().filter_map(|word| Some((rest.find(word)?, *word))).min()?;
                    let between = rest.get(..near.0)?;
                    let is_near = between.chars().count() <= REACH
                        && !between.contains(['，', '。', '；', '、', ',', ';', '\n']);
                    is_near.then(|| (end.saturating_add(near.0).saturating_add(near.1.len()), year))
                },
            );
            let Some((said_end, year)) = said else { continue };
            let clause = clause_around(text, at);
            let clause = text.get(clause).unwrap_or_default();
            let names_a_year = clause.contains(&year.to_string());
            if names_a_year || has_any(clause, OTHER_TIMES.iter().copied()) {
                continue;
            }
            let opening = text.get(..at).and_then(|before| before.chars().next_back());
            let start = match opening {
                Some(quote @ ('“' | '"' | '「')) => at.saturating_sub(quote.len_utf8()),
                _ => at,
            };
            found.push((start..said_end, year));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slogan_is_told_from_what_looks_back() {
        let said = |text: &'static str| {
            slogans(text)
                .into_iter()
                .map(|(range, year)| (text.get(range).unwrap(), year))
                .collect::<Vec<_>>()
        };
        assert_eq!(said("着眼“十四五”开局和新征程"), [("“十四五”开局", 2021)]);
        assert_eq!(said("今年是“十四五”规划收官之年"), [("“十四五”规划收官之年", 2025)]);
        for right in [
            "2021年是“十四五”开局之年",
            "“十四五”开局以来",
            "为“十五五”开局奠定基础",
            "“十四五”规划，开局良好",
            "落实“十四五”规划",
        ] {
            assert_eq!(said(right), [], "{right}");
        }
    }
}
