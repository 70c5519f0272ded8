//! BAS04: cited documents have their numbers, in the right brackets.

use pmt_syntax::{Edit, Span};

use super::{has_number, has_year, number_of, passages, titles};
use crate::edition::words_basis::{CITED_BY_TITLE, PLACES_WITH_LAWS};
use crate::finding::{Severity, Site};
use crate::rules::passages::{Passage, is_han};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A document's number is missing or in wrong brackets.
pub static BAS04: Rule = Rule {
    code: "BAS04",
    name: "document-number",
    severity: Severity::Hint,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "文件没有文号，或者文号的括号用错了",
        en: "a document without a number, or a number in wrong brackets",
    },
    explanation: Words {
        zh: "有文号，审核人才能查到文件；法律、地方性法规（如《某省某某条例》）和标题里写明年份的除外。文号里的年份用六角括号“〔〕”，`--fix` 只换括号，机关代字、年份和序号不动。",
        en: "By its number a reviewer finds a document; laws, a province's or city's own 条例, and titles that name their years, need none. The year in a number stands in 〔〕; `--fix` replaces the brackets and nothing else.",
    },
    bad: "项目 \"培训\" {\n  立项依据 { 文件依据: \"某教[2021]5号关于同意培训的批复\" }\n}\n",
    good: "项目 \"培训\" {\n  立项依据 { 文件依据: \"某教〔2021〕5号关于同意培训的批复\" }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    for passage in Passage::all(cx).filter(|passage| passage.text().contains('号')) {
        brackets_in_prose(&passage, report);
    }
    let Some(basis) = &cx.project.basis else { return Outcome::Ran };
    let mut without: Vec<Site> = Vec::new();
    for passage in passages(cx) {
        let text = passage.text();
        let ranges = titles(text);
        for (index, range) in ranges.iter().enumerate() {
            // What follows a title up to the next is its own.
            let next = ranges.get(index.saturating_add(1)).map_or(text.len(), |next| next.start);
            let own = text.get(range.end..next).unwrap_or_default();
            let own = own.split_once('。').map_or(own, |(own, _)| own);
            let before = text.get(..range.start).unwrap_or_default();
            let title = passage.words(range);
            let is_numbered = number_of(own).is_some()
                || own.contains('号') && has_number(own)
                || ends_in_number(before)
                || has_year(title);
            if !is_numbered && !is_cited_by_title(title) {
                without.push(passage.site(range));
            }
        }
    }
    for document in &basis.documents {
        let title = document.title.value.as_str();
        if let Some(number) = &document.number {
            brackets_in_value(cx.site(number.span), &number.value, report);
        } else if document.validity.is_none() && !has_number(title) && !is_cited_by_title(title) {
            without.push(cx.site(document.title.span));
        }
    }
    object_to_missing(&without, report);
    Outcome::Ran
}

fn object_to_missing(without: &[Site], report: &mut Report<'_>) {
    let Some((first, others)) = without.split_first() else { return };
    let count = without.len();
    let finding = report.finding(
        *first,
        format!("作为依据的文件有 {count} 份没有文号"),
        format!("cited documents without a number: {count}"),
    );
    let finding = finding.advise("补上文号。", "Add the number.");
    report.push(others.iter().fold(finding, |finding, site| {
        finding.relate(*site, "这一份也没有文号", "this one has no number either")
    }));
}

/// A law is cited by its title.
fn is_cited_by_title(title: &str) -> bool {
    let title = title.trim_matches(['《', '》']);
    let title = title.split_once(['（', '(']).map_or(title, |(title, _)| title);
    let is_method = title.ends_with("办法") || title.ends_with("方法");
    let is_law = !is_method && CITED_BY_TITLE.iter().any(|ending| title.ends_with(ending));
    is_law || title.ends_with("条例") && names_its_place(title)
}

/// Whether a title begins with the province, city, or region whose own it is.
fn names_its_place(title: &str) -> bool {
    let place = |kind: &&str| {
        let (name, rest) = title.split_once(*kind)?;
        let letters = name.chars().count();
        // 城市, 市场 and the like name no place.
        let is_word = rest.starts_with(['场', '政', '民', '容', '值', '价'])
            || name.ends_with(['大', '各', '国', '类']);
        let is_name = (2..=8).contains(&letters) && name.chars().all(is_han) && !is_word;
        let in_general = *kind == "市" && name.ends_with("城") && letters > 2;
        Some(is_name && !in_general)
    };
    PLACES_WITH_LAWS.iter().filter_map(place).any(|is_place| is_place)
}

/// Whether a number stands right before a title.
fn ends_in_number(before: &str) -> bool {
    let near = before.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let near = before.get(near..).unwrap_or_default();
    near.trim_end_matches(['，', '）', ')', '的', ' ']).ends_with('号') && number_of(near).is_some()
}

const ADVICE: (&str, &str) = ("文号里的年份用“〔〕”。", "The year in a number stands in 〔〕.");

fn brackets_in_prose(passage: &Passage<'_>, report: &mut Report<'_>) {
    let mut from = 0_usize;
    while let Some((range, open, close)) = passage.text().get(from..).and_then(number_of) {
        let range = from.saturating_add(range.start)..from.saturating_add(range.end);
        from = range.end;
        if open == '〔' {
            continue;
        }
        let finding = wrong_brackets(passage.site(&range), open, close, report);
        let opening = range.start..range.start.saturating_add(open.len_utf8());
        let closing = range.end.saturating_sub(close.len_utf8())..range.end;
        report.push(match (passage.edit(&opening, "〔"), passage.edit(&closing, "〕")) {
            (Some(first), Some(last)) => finding.fix(true, vec![first, last], "改为“〔〕”", "Write 〔〕"),
            _ => finding,
        });
    }
}

fn wrong_brackets(site: Site, open: char, close: char, report: &Report<'_>) -> crate::finding::Finding {
    let finding = report.finding(
        site,
        format!("文号的括号是“{open}{close}”，应当是“〔〕”"),
        format!("the number's brackets are {open}{close}; they should be 〔〕"),
    );
    finding.advise(ADVICE.0, ADVICE.1)
}

/// The same in a value, a word or a string: how many quotes stand around it tells from its length.
fn brackets_in_value(site: Site, value: &str, report: &mut Report<'_>) {
    let Some((range, open, close)) = number_of(value).filter(|(_, open, _)| *open != '〔') else { return };
    let quotes = (site.span.end.saturating_sub(site.span.start) as usize).saturating_sub(value.len());
    let start = site.span.start.saturating_add(u32::try_from(quotes / 2).unwrap_or_default());
    let span = |from: usize, to: usize| {
        let at = |offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        Span::new(at(from), at(to))
    };
    let inner = Site { file: site.file, span: span(range.start, range.end) };
    let finding = wrong_brackets(inner, open, close, report);
    let edits = vec![
        Edit { span: span(range.start, range.start.saturating_add(open.len_utf8())), text: "〔".to_owned() },
        Edit { span: span(range.end.saturating_sub(close.len_utf8()), range.end), text: "〕".to_owned() },
    ];
    // Other than plain quotes, something in the string is escaped.
    let is_plain = matches!(quotes, 0 | 2 | 6);
    report.push(if is_plain {
        finding.fix(true, edits, "改为“〔〕”", "Write 〔〕")
    } else {
        finding
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_are_cited_by_title_and_methods_are_not_laws() {
        assert!(is_cited_by_title("《中华人民共和国档案法》"));
        assert!(is_cited_by_title("中华人民共和国传染病防治法（修订）"));
        assert!(!is_cited_by_title("《某区培训管理办法》"));
    }

    #[test]
    fn a_places_own_regulations_have_no_numbers_and_those_of_state_and_party_do() {
        for own in [
            "《上海市档案条例》",
            "《广东省全民健身条例》",
            "《深圳经济特区文明行为条例》",
            "《内蒙古自治区档案条例》",
            "《晋城市绿化条例》",
        ] {
            assert!(is_cited_by_title(own), "{own}");
        }
        let others = [
            "《城市道路管理条例》",
            "《突发公共卫生事件应急条例》",
            "《中国共产党宣传工作条例》",
            "《全国城市绿化条例》",
            "《股票市场管理条例》",
            "《大中城市环境条例》",
            "《上海市档案管理办法》",
        ];
        for other in others {
            assert!(!is_cited_by_title(other), "{other}");
        }
    }
}
