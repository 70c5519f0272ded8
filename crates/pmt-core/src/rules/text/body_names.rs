//! TXT06: one body has one name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::edition::words_text::{
    ORGAN_ENDINGS, PARTY_PREFIXES, PLACES_END_IN, SELF_NAMES, TELLS_BODIES_APART,
};
use crate::finding::{Severity, Site};
use crate::rules::passages::{Passage, first_of, is_han};
use crate::rules::{Check, DeclarationCx, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// One body under several names.
pub static TXT06: Rule = Rule {
    code: "TXT06",
    name: "body-under-several-names",
    severity: Severity::Warning,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words { zh: "同一个单位有几个名称", en: "one body under several names" },
    explanation: Words {
        zh: "全称之外，一份申报里只用一个简称；“工作党委”和“党委”在审核人看来是两个单位。与全称只差一个字的，多半是笔误。",
        en: "Besides its full name, a body has one short name in a declaration: a reviewer takes two short names for two bodies. A name one character off the full one is a slip.",
    },
    bad: "项目 \"培训\" {\n  主管部门: \"某市教育培训管理委员会\"\n  绩效目标: \"某市教育培训管埋委员会举办2期培训。\"\n}\n",
    good: "项目 \"培训\" {\n  主管部门: \"某市教育培训管理委员会\"\n  绩效目标: \"某市教育培训管理委员会举办2期培训。\"\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let declared = declared(cx);
    if declared.is_empty() {
        return Outcome::NotApplicable;
    }
    declared_slips(&declared, report);
    let sites: HashMap<&str, Site> = declared.iter().map(|one| (one.name.as_str(), one.site)).collect();
    let mut slips: Vec<Slip> = Vec::new();
    for entry in &cx.declaration.projects {
        let project = cx.declaration.context(entry, cx.settings);
        let (department, unit) = (entry.resolved.department.as_ref(), entry.resolved.unit.as_ref());
        for name in department.into_iter().chain(unit.filter(|unit| Some(*unit) != department)) {
            slips_in_prose(&project, name, &sites, &mut slips);
        }
    }
    for slip in slips {
        object(&slip, report);
    }
    for one in &declared {
        short_names(cx, &one.name, one.site, report);
    }
    Outcome::Ran
}

/// A department's or unit's name where it is first written.
struct Declared {
    name: String,
    site: Site,
    is_department: bool,
}

/// The names of departments and units, each once.
fn declared(cx: &DeclarationCx<'_>) -> Vec<Declared> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut all = Vec::new();
    let cover = cx.declaration.cover.into_iter();
    let of_cover =
        cover.flat_map(|(file, cover)| [(file, &cover.department, true), (file, &cover.unit, false)]);
    let projects = cx.declaration.projects.iter();
    let of_projects = projects.flat_map(|entry| {
        [(entry.file, &entry.project.department, true), (entry.file, &entry.project.unit, false)]
    });
    for (file, name, is_department) in of_cover.chain(of_projects) {
        let Some(name) = name else { continue };
        if seen.insert(name.value.as_str()) {
            let site = Site { file, span: name.span };
            all.push(Declared { name: name.value.clone(), site, is_department });
        }
    }
    all
}

/// The shortest name of which one character off is a slip and not another body.
const SURE: usize = 8;

/// Declared names that differ by one character. A name is found by what is left of it when one character is taken away,
/// so the work grows with the number of names. Two units of one department may well be called almost alike.
fn declared_slips(declared: &[Declared], report: &mut Report<'_>) {
    let mut by_rest: HashMap<(usize, String), usize> = HashMap::new();
    for (index, one) in declared.iter().enumerate() {
        let chars: Vec<char> = one.name.chars().collect();
        if chars.len() < SURE {
            continue;
        }
        for at in 0..chars.len() {
            let rest = chars.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, c)| *c).collect();
            let Some(first) = by_rest.insert((at, rest), index) else { continue };
            let Some(first) = declared.get(first).filter(|_| first != index) else { continue };
            if (one.is_department || first.is_department) && is_slip(&one.name, &first.name) {
                let (words, name) = (one.name.clone(), first.name.clone());
                object(&Slip { words, name, declared: first.site, sites: vec![one.site] }, report);
            }
        }
    }
}

/// Whether of two names that are one character apart one is a slip of the other, and not another body: what it is for
/// (民政局, 财政局) or where it is (新桥镇, 新浜镇) is not what they differ in.
fn is_slip(written: &str, name: &str) -> bool {
    let (written, name): (Vec<char>, Vec<char>) = (written.chars().collect(), name.chars().collect());
    let at = name.iter().zip(&written).take_while(|(a, b)| a == b).count();
    let told = [&written, &name].into_iter().filter_map(|name| name.get(at));
    let mut apart = told.filter(|c| TELLS_BODIES_APART.contains(**c));
    let mut behind = name.iter().skip(at.saturating_add(1)).take(PLACE);
    // A character too many or too few makes no other purpose.
    let same_purpose = name.len() != written.len() || name.len().saturating_sub(at) > PURPOSE;
    apart.next().is_none() && same_purpose && !behind.any(|c| PLACES_END_IN.contains(*c))
}

/// How many characters at a name's end say what the body is for.
const PURPOSE: usize = 3;

/// How far the character that ends a place's name can be from the first one that tells it from others.
const PLACE: usize = 3;

/// A name that is one character off a declared one, with the places where it stands so.
struct Slip {
    words: String,
    name: String,
    declared: Site,
    sites: Vec<Site>,
}

/// One slip is said once, however often it is copied.
fn object(slip: &Slip, report: &mut Report<'_>) {
    let Slip { words: slip, name, declared, sites } = slip;
    let Some((site, others)) = sites.split_first() else { return };
    let finding = report.finding(
        *site,
        format!("“{slip}”与“{name}”只差一个字"),
        format!("“{slip}” is one character off “{name}”"),
    );
    let mut finding = finding
        .advise("是同一个单位的，改为同一个名称。", "If they are one body, write one name.")
        .relate(*declared, format!("这里是“{name}”"), format!("“{name}” here"));
    for other in others.iter().take(7) {
        finding = finding.relate(*other, format!("这里也是“{slip}”"), format!("“{slip}” here too"));
    }
    report.push(finding);
}

/// Names in a project's prose that are one character off its department's or unit's.
fn slips_in_prose(cx: &ProjectCx<'_>, name: &str, declared: &HashMap<&str, Site>, slips: &mut Vec<Slip>) {
    let Some(site) = declared.get(name) else { return };
    let chars: Vec<(usize, char)> = name.char_indices().collect();
    if chars.len() < SURE {
        return;
    }
    let Some((middle, _)) = chars.get(chars.len().div_ceil(2)) else { return };
    let (Some(front), Some(back)) = (name.get(..*middle), name.get(*middle..)) else { return };
    for passage in Passage::all(cx) {
        let text = passage.text();
        let after_front = text.match_indices(front).filter_map(|(at, _)| {
            let end = at.saturating_add(front.len());
            let length = off_by_one(text.get(end..)?.chars(), back.chars())?;
            Some(at..end.saturating_add(length))
        });
        let before_back = text.match_indices(back).filter_map(|(at, _)| {
            let length = off_by_one(text.get(..at)?.chars().rev(), front.chars().rev())?;
            Some(at.saturating_sub(length)..at.saturating_add(back.len()))
        });
        let ranges: Vec<Range<usize>> = after_front.chain(before_back).collect();
        for range in ranges {
            let (words, place) = (passage.words(&range), passage.site(&range));
            if declared.contains_key(words) || !is_slip(words, name) {
                continue;
            }
            // There are as many kinds of slips as one name can have, which is few.
            match slips.iter_mut().find(|slip| slip.words == words && slip.name == name) {
                Some(slip) => slip.sites.push(place),
                None => slips.push(Slip {
                    words: words.to_owned(),
                    name: name.to_owned(),
                    declared: *site,
                    sites: vec![place],
                }),
            }
        }
    }
}

/// The length of the beginning of `text` that is `name` with one inner character replaced, left out or added; `None` if
/// there is no such, or if the character tells bodies apart.
fn off_by_one(text: impl Iterator<Item = char>, name: impl Iterator<Item = char>) -> Option<usize> {
    let name: Vec<char> = name.collect();
    let text: Vec<char> = text.take(name.len().saturating_add(1)).collect();
    let same = name.iter().zip(&text).take_while(|(a, b)| a == b).count();
    // The last character agrees: else it is a shorter or another name.
    if same.saturating_add(1) >= name.len() {
        return None;
    }
    let rest = |list: &[char], skip: usize| list.get(same.saturating_add(skip)..).map(<[char]>::to_vec);
    let length = |count: usize| text.iter().take(count).map(|c| c.len_utf8()).sum::<usize>();
    let tells = |c: Option<&char>| c.is_none_or(|c| TELLS_BODIES_APART.contains(*c) || !is_han(*c));
    let (written, right) = (text.get(same), name.get(same));
    let starts = |list: &Option<Vec<char>>, with: &Option<Vec<char>>| match (list, with) {
        (Some(list), Some(with)) => list.starts_with(with),
        _ => false,
    };
    if starts(&rest(&text, 1), &rest(&name, 1)) && !tells(written) && !tells(right) {
        return Some(length(name.len()));
    }
    if starts(&rest(&text, 0), &rest(&name, 1)) && !tells(right) {
        return Some(length(name.len().saturating_sub(1)));
    }
    if starts(&rest(&text, 1), &rest(&name, 0)) && !tells(written) {
        return Some(length(name.len().saturating_add(1)));
    }
    None
}

/// One short name where it is used.
struct Short {
    name: String,
    first: Site,
    count: usize,
}

/// Short names of a party organ besides the one that is used most.
fn short_names(cx: &DeclarationCx<'_>, name: &str, declared: Site, report: &mut Report<'_>) {
    let Some((core, full, endings)) = organ(name) else { return };
    let mut shorts: Vec<Short> = Vec::new();
    let mut own: Option<(Site, &str)> = None;
    let is_whose = |resolved: &crate::declaration::Resolved| {
        [&resolved.department, &resolved.unit].into_iter().flatten().any(|own| own == name)
    };
    for entry in cx.declaration.projects.iter().filter(|entry| is_whose(&entry.resolved)) {
        let project = cx.declaration.context(entry, cx.settings);
        for body in entry.project.declared_bodies() {
            mention(&body.name.value, core, full, endings, &mut shorts, |_| project.site(body.name.span));
        }
        for passage in Passage::all(&project) {
            mention(passage.text(), core, full, endings, &mut shorts, |range| passage.site(&range));
            if own.is_none()
                && let Some((range, word)) = first_of(passage.text(), SELF_NAMES.iter().copied())
            {
                own = Some((passage.site(&range), word));
            }
        }
    }
    let Some(usual) = shorts.iter().max_by_key(|short| (short.count, std::cmp::Reverse(short.first))) else {
        return;
    };
    for odd in shorts.iter().filter(|short| short.name != usual.name) {
        let mut finding = report
            .finding(
                odd.first,
                format!("“{name}”在这里叫“{}”，别处叫“{}”", odd.name, usual.name),
                format!("“{name}” is “{}” here and “{}” elsewhere", odd.name, usual.name),
            )
            .advise("全称之外只用一个简称。", "Use one short name besides the full one.")
            .relate(declared, format!("全称是“{name}”"), format!("its full name is “{name}”"))
            .relate(usual.first, format!("这里叫“{}”", usual.name), format!("“{}” here", usual.name));
        if let Some((site, word)) = own {
            finding =
                finding.relate(site, format!("这里自称“{word}”"), format!("it calls itself “{word}” here"));
        }
        report.push(finding);
    }
}

/// What names a party organ apart from place and ending, with its full ending and the endings it may take.
fn organ(name: &str) -> Option<(&str, &'static str, &'static [&'static str])> {
    let name = PARTY_PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix))?;
    let (full, endings) = ORGAN_ENDINGS.iter().find(|(full, _)| name.ends_with(full))?;
    let stem = name.strip_suffix(full)?;
    let mut after_places = stem.match_indices(['省', '市', '区', '县']).filter_map(|(at, place)| {
        stem.get(at.saturating_add(place.len())..).filter(|rest| rest.chars().count() >= 4)
    });
    Some((after_places.next_back().unwrap_or(stem), full, endings))
}

fn mention(
    text: &str,
    core: &str,
    full: &str,
    endings: &[&str],
    shorts: &mut Vec<Short>,
    site: impl Fn(Range<usize>) -> Site,
) {
    for (at, _) in text.match_indices(core) {
        let end = at.saturating_add(core.len());
        let rest = text.get(end..).unwrap_or_default();
        let Some(ending) = endings.iter().find(|ending| rest.starts_with(**ending)) else { continue };
        if *ending == full {
            continue;
        }
        let name = format!("{core}{ending}");
        if let Some(short) = shorts.iter_mut().find(|short| short.name == name) {
            short.count = short.count.saturating_add(1);
        } else {
            let first = site(at..end.saturating_add(ending.len()));
            shorts.push(Short { name, first, count: 1 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_of_an_organs_name_follows_the_place() {
        let core = |name| organ(name).map(|(core, ..)| core);
        assert_eq!(core("中共上海市松江区区级机关工作委员会"), Some("区级机关"));
        assert_eq!(core("中共某县县直机关工作委员会"), Some("县直机关"));
        assert_eq!(
            core("上海市普陀区建设和管理委员会"),
            None,
            "no party organ: 委 and 党委 are two bodies there"
        );
    }

    #[test]
    fn one_inner_character_off_is_a_slip_unless_it_tells_bodies_apart() {
        let off = |text: &str, name: &str| {
            off_by_one(text.chars(), name.chars()).map(|length| text.get(..length).unwrap().to_owned())
        };
        assert_eq!(off("建设与管理委员会拟于", "建设和管理委员会"), Some("建设与管理委员会".to_owned()));
        assert_eq!(off("建设管理委员会拟于", "建设和管理委员会"), Some("建设管理委员会".to_owned()));
        assert_eq!(off("建设和管理委员会拟于", "建设和管理委员会"), None);
        assert_eq!(off("第二中学拟于", "第一中学"), None);
        assert_eq!(off("建设和管理委", "建设和管理委员会"), None);
    }
}
