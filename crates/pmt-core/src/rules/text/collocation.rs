//! TXT05: verbs and nouns that are not said together.

use std::ops::Range;

use crate::edition::words_text::{COLLOCATIONS, Collocation, OTHER_VERBS};
use crate::finding::Severity;
use crate::rules::passages::{Passage, has_any, is_han};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A collocation that slipped.
pub static TXT05: Rule = Rule {
    code: "TXT05",
    name: "odd-collocation",
    severity: Severity::Hint,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words { zh: "动词和宾语不搭配", en: "a verb and an object that are not said together" },
    explanation: Words {
        zh: "“加强……水平”“增加……意识”是常见的搭配不当，水平是提高的，意识是增强的。只看一小张表，是不是要改由填报人定。",
        en: "“加强…水平” and “增加…意识” slip often: one raises a level and strengthens an awareness. A short list only; the author decides.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"加强干部业务水平。\"\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"提高干部业务水平，加强培训管理，水平测试合格率达到90%。\"\n}\n",
    check: Check::Project(check),
};

/// Most characters between a verb and its noun.
const REACH: usize = 20;

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    for passage in Passage::all(cx) {
        for (range, slip, noun) in slips(passage.text()) {
            let finding = report.finding(
                passage.site(&range),
                format!("“{}”与“{noun}”不搭配", slip.verb),
                format!("“{}” is not said of “{noun}”", slip.verb),
            );
            report.push(finding.advise(
                format!("可改为“{}……{noun}”。", slip.better),
                format!("“{}…{noun}” is.", slip.better),
            ));
        }
    }
    Outcome::Ran
}

fn slips(text: &str) -> Vec<(Range<usize>, &'static Collocation, &'static str)> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '加' | '增' | '扩')) {
        let rest = text.get(at..).unwrap_or_default();
        for slip in COLLOCATIONS.iter().filter(|slip| slip.verb.starts_with(c) && rest.starts_with(slip.verb))
        {
            let object = rest.get(slip.verb.len()..).unwrap_or_default();
            // The object is one run of Han characters and quotes.
            let end = object.find(|c| !is_han(c) && !matches!(c, '“' | '”' | '、' | '（' | '）'));
            let object = object.get(..end.unwrap_or(object.len())).unwrap_or_default();
            let nouns = slip.nouns.iter().filter_map(|noun| Some((object.find(noun)?, *noun)));
            let Some((noun_at, noun)) = nouns.min() else { continue };
            let between = object.get(..noun_at).unwrap_or_default();
            let after = object.get(noun_at.saturating_add(noun.len())..).unwrap_or_default();
            let ends = after.is_empty() || after.starts_with(['和', '与', '及', '、', '）', '”']);
            if ends && between.chars().count() <= REACH && !has_any(between, OTHER_VERBS.iter().copied()) {
                let end =
                    at.saturating_add(slip.verb.len()).saturating_add(noun_at).saturating_add(noun.len());
                found.push((at..end, slip, noun));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<&str> {
        slips(text).into_iter().map(|(range, ..)| text.get(range).unwrap()).collect()
    }

    #[test]
    fn only_a_verb_with_its_own_object_counts() {
        assert_eq!(wrong("加强区级机关理论学习水平，提高能力"), ["加强区级机关理论学习水平"]);
        assert_eq!(wrong("增加党务干部的履职能力和廉政意识"), ["增加党务干部的履职能力"]);
        for right in [
            "加强管理，水平明显提高",
            "加强培训以提高业务水平",
            "增加污水处理能力",
            "加强水平控制网建设",
            "加强高水平队伍建设",
            "增强安全意识",
            "加强低水平重复建设治理",
        ] {
            assert_eq!(wrong(right), Vec::<&str>::new(), "{right}");
        }
    }
}
