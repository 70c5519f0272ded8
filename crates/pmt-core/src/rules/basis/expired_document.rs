//! BAS02: a cited document is in force in the fiscal year.

use super::{passages, titles};
use crate::edition::plans::FIVE_YEAR_PLANS;
use crate::edition::words_basis::NOT_YET_SUCCEEDED;
use crate::finding::{Severity, Site};
use crate::prose::sentence;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A document whose time is over.
pub static BAS02: Rule = Rule {
    code: "BAS02",
    name: "expired-document",
    severity: Severity::Warning,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "作为依据的文件在申报年度之前已经到期",
        en: "a cited document ended before the fiscal year",
    },
    explanation: Words {
        zh: "标题里写明起止年份的文件、五年规划和写了“有效期”的文件，到期以后不再是新一年项目的依据，应换成现行的。在文件有效期内已经开始的项目不报。",
        en: "A document whose title names its years, a five-year plan, or one with 有效期, is no basis for a later year's project: cite the one in force. A project that began while it was in force is not objected to.",
    },
    bad: "申报 2022 { }\n项目 \"培训\" {\n  立项依据 { 文件依据: \"《2010-2020年干部教育培训改革纲要》提出每年培训一次\" }\n}\n",
    good: "申报 2022 { }\n项目 \"培训\" {\n  立项依据 { 文件依据: \"《2018-2022年全国干部教育培训规划》提出每年培训一次\" }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(year) = cx.year() else { return Outcome::NotApplicable };
    let Some(basis) = &cx.project.basis else { return Outcome::NotApplicable };
    let began = cx.resolved.period.and_then(|period| period.value.start).map_or(year, time::Date::year);
    let is_over = |time: &Time| time.cited_until < year && time.cited_until < began;
    let mut object = |site: Site, title: &str, last: i32| {
        let title = title.trim_start_matches('《').trim_end_matches('》');
        let finding = report.finding(
            site,
            format!("《{title}》到 {last} 年为止，申报的是 {year} 年度"),
            format!("《{title}》 ended in {last}; the declaration is for {year}"),
        );
        report.push(finding.advise("换成现行的文件。", "Cite the one in force."));
    };
    for passage in passages(cx) {
        for range in titles(passage.text()) {
            let title = passage.words(&range);
            // The author knows, and says why it is cited all the same.
            let sentence = passage.words(&sentence::of(passage.text(), &range));
            if NOT_YET_SUCCEEDED.iter().any(|word| sentence.contains(word)) {
                continue;
            }
            if let Some(time) = last_year(title).filter(is_over) {
                object(passage.site(&range), title, time.last);
            }
        }
    }
    for document in &basis.documents {
        let title = document.title.value.as_str();
        let valid_to = document.validity.and_then(|validity| validity.value.end).map(time::Date::year);
        // What is said of the document itself goes before its title.
        let time = if document.validity.is_some() { valid_to.map(Time::until) } else { last_year(title) };
        if let Some(time) = time.filter(is_over) {
            object(cx.site(document.title.span), title, time.last);
        }
    }
    Outcome::Ran
}

/// How long a document goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Time {
    /// Its last year.
    last: i32,
    /// The last year in which it may be cited.
    cited_until: i32,
}

impl Time {
    const fn until(last: i32) -> Self {
        Self { last, cited_until: last }
    }
}

/// How long a document goes by the years or the plan in its title.
fn last_year(title: &str) -> Option<Time> {
    let years = years(title);
    let of_years = years.windows(2).find_map(|pair| match pair {
        [(first, end), (last, start)] => {
            let between = title.get(*end..*start)?.trim();
            let between = between.strip_prefix('年').unwrap_or(between).trim();
            let is_dash = matches!(between, "-" | "—" | "——" | "–" | "－" | "~" | "～" | "至" | "到");
            (is_dash && first < last).then_some(Time::until(*last))
        }
        _ => None,
    });
    let of_plan = || {
        let plan = FIVE_YEAR_PLANS.iter().find(|plan| title.contains(plan.name))?;
        // The next plan is not out before its first year is well under way: till then the last one is cited.
        let time = Time { last: plan.last, cited_until: plan.last.saturating_add(1) };
        ["规划", "计划", "纲要"].iter().any(|word| title.contains(word)).then_some(time)
    };
    of_years.or_else(of_plan)
}

/// The four-digit years in a title. Of each pair of neighbours, the first gives its end and the second its start.
fn years(title: &str) -> Vec<(i32, usize)> {
    let mut found = Vec::new();
    let bytes = title.as_bytes();
    let mut at = 0_usize;
    while at < bytes.len() {
        let digits = bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 4 {
            let end = at.saturating_add(4);
            if let Some(year) = title.get(at..end).and_then(|year| year.parse::<i32>().ok()) {
                let offset = if found.is_empty() { end } else { at };
                found.push((year, offset));
            }
        }
        at = at.saturating_add(digits.max(1));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_its_last_year_by_two_years_or_by_a_plan() {
        assert_eq!(last_year("《2010-2020年干部教育培训改革纲要》"), Some(Time::until(2020)));
        assert_eq!(last_year("《某规划（2016年—2020年）》"), Some(Time::until(2020)));
        assert_eq!(last_year("《“十三五”卫生规划》"), Some(Time { last: 2020, cited_until: 2021 }));
        assert_eq!(last_year("《关于2020年预算的通知》"), None);
        assert_eq!(last_year("《2020、2021年工作要点》"), None);
        assert_eq!(last_year("《关于“十三五”工作的总结》"), None);
    }
}
