//! NAR08: what is written for one project is not pasted into another.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::edition::Key;
use crate::finding::{Severity, Site};
use crate::rules::passages::{Passage, letters, trim};
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// A paragraph copied from another project.
pub static NAR08: Rule = Rule {
    code: "NAR08",
    name: "copied-paragraph",
    severity: Severity::Hint,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words {
        zh: "整段文字与另一个项目相同", en: "a paragraph is the same as another project's"
    },
    explanation: Words {
        zh: "两个项目的整段文字一字不差，多半是复制的，其中有些与这个项目无关。短的段落和文件依据不比较。",
        en: "A paragraph that is word for word another project's was most likely copied, and part of it does not concern this one. Short paragraphs and cited documents are not compared.",
    },
    bad: concat!(
        "申报 2022 { }\n项目 \"春季培训\" {\n  绩效目标: \"面向全区机关的基层党务干部，分两期讲授党务知识、财务知识和公文写作，每期安排三天课程。\"\n}\n",
        "项目 \"秋季宣传\" {\n  绩效目标: \"面向全区机关的基层党务干部，分两期讲授党务知识、财务知识和公文写作，每期安排三天课程。\"\n}\n",
    ),
    good: concat!(
        "申报 2022 { }\n项目 \"春季培训\" {\n  绩效目标: \"面向全区机关的基层党务干部，分两期讲授党务知识、财务知识和公文写作，每期安排三天课程。\"\n}\n",
        "项目 \"秋季宣传\" {\n  绩效目标: \"面向全区的社区居民，制作六部短片，在十个街镇的公共屏幕上各放映一个月。\"\n}\n",
    ),
    check: Check::Declaration(check),
};

/// The shortest paragraph that is compared, in letters and digits.
const SHORTEST: usize = 30;

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.declaration.projects.len() < 2 {
        return Outcome::NotApplicable;
    }
    let mut first_seen: HashMap<u64, (usize, Site)> = HashMap::new();
    for (index, entry) in cx.declaration.projects.iter().enumerate() {
        let project = cx.declaration.context(entry, cx.settings);
        for passage in Passage::all(&project).filter(|passage| passage.prose.key != Some(Key::Documents)) {
            for range in paragraphs(passage.text()) {
                let Some(key) = key(passage.words(&range)) else { continue };
                let Some((first, site)) = first_seen.get(&key) else {
                    first_seen.insert(key, (index, passage.site(&range)));
                    continue;
                };
                if *first == index {
                    continue;
                }
                let name =
                    cx.declaration.projects.get(*first).map_or("", |entry| entry.project.name.value.as_str());
                let finding = report.finding(
                    passage.site(&range),
                    format!("这一段与项目“{name}”的一字不差"),
                    format!("this paragraph is word for word that of project “{name}”"),
                );
                report.push(
                    finding.advise("只写与本项目有关的内容。", "Write what concerns this project.").relate(
                        *site,
                        format!("项目“{name}”的同一段"),
                        format!("the same in project “{name}”"),
                    ),
                );
            }
        }
    }
    Outcome::Ran
}

/// The paragraphs of a text.
fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0_usize;
    text.split_inclusive('\n').map(move |line| {
        let end = start.saturating_add(line.len());
        let range = trim(text, start..end);
        start = end;
        range
    })
}

/// What two equal paragraphs have in common; `None` for one too short. Of 64 bits, an accidental match is not to be met.
fn key(paragraph: &str) -> Option<u64> {
    // Three bytes a Han character.
    if paragraph.len() < SHORTEST.saturating_mul(2) {
        return None;
    }
    let letters: String = letters(paragraph).map(|(_, c)| c).collect();
    let mut hasher = DefaultHasher::new();
    letters.hash(&mut hasher);
    (letters.chars().count() >= SHORTEST).then(|| hasher.finish())
}
