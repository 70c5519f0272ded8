//! How the parts of a document are headed: the cover, a project's narrative and its sections, the form and its year.

use pmt_core::edition::{Edition, FORMS, Key, MoneyUnit, SECTION_SEVEN_TEXT, SECTIONS};

use super::{BELOW_THE_FORM, NARRATIVE_TITLE, SECTION_ALIASES};
use crate::typography::{fold, is_blank, narrow, strip_label, strip_number, strip_trailing_number, year_in};

/// Longer paragraphs are prose, whatever they end in.
const MAX_HEADING: usize = 120;

/// The heading of a narrative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The project it names, if it does.
    pub(crate) name: Option<String>,
    /// Its number, if it has one.
    pub(crate) number: Option<u32>,
}

/// The title of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormTitle {
    /// As printed, without year and number.
    pub(crate) text: String,
    /// Whether an edition has it.
    pub(crate) is_known: bool,
    /// The fiscal year before it, if any.
    pub(crate) year: Option<i32>,
    /// Its number, if it has one.
    pub(crate) number: Option<u32>,
}

/// Reads the heading of a project's narrative: numbered, or named after the project.
pub(crate) fn narrative_heading(text: &str) -> Option<Heading> {
    let (head, number) = heading_like(text).map(strip_trailing_number)?;
    let compact: String = head.chars().filter(|c| !is_blank(*c)).collect();
    let name = compact.strip_suffix(NARRATIVE_TITLE)?;
    let name = strip_number(name).unwrap_or(name).trim_matches(['“', '”', '"', '《', '》', ':', '：']);
    Some(Heading { name: Some(name.to_owned()).filter(|name| !name.is_empty()), number })
}

fn heading_like(text: &str) -> Option<&str> {
    let text = text.trim_matches(is_blank);
    (!text.is_empty() && text.chars().count() <= MAX_HEADING && !text.contains(['。', '；'])).then_some(text)
}

/// Reads the title of a form, or of a whole document: which of the two it is, what follows decides.
pub(crate) fn form_title(text: &str) -> Option<FormTitle> {
    const SUFFIX: char = '表';
    let text = heading_like(text)?;
    let (head, number) = strip_trailing_number(text);
    let year = year_in(head);
    let bare = match year {
        Some(_) => head.split_once('年').map_or(head, |(_, rest)| rest.strip_prefix('度').unwrap_or(rest)),
        None => head,
    };
    let bare = bare.trim_start_matches(|c: char| is_blank(c) || matches!(c, ')' | '）'));
    let folded = fold(bare);
    let is_known = FORMS.iter().any(|form| fold(form.title) == folded);
    let looks_like = folded.ends_with(SUFFIX)
        && folded.contains(Key::Goals.label(Edition::Common))
        && !folded.ends_with(&fold(SECTION_SEVEN_TEXT));
    (is_known || looks_like).then(|| FormTitle { text: bare.to_owned(), is_known, year, number })
}

/// The fiscal year that heads a form: `（2022年度）`.
pub(crate) fn form_year(text: &str) -> Option<i32> {
    let folded = fold(text);
    let bare = folded.trim_matches(['(', ')']);
    let digits = bare.strip_suffix("年度").or_else(|| bare.strip_suffix('年'))?;
    year_in(bare).filter(|_| digits.len() == 4)
}

/// The unit of the form's amounts, where a cell declares it: `（元）`, `单位：万元`.
pub(crate) fn printed_unit(text: &str) -> Option<&'static MoneyUnit> {
    let folded = fold(text);
    let bare = folded.trim_matches(['(', ')']);
    let bare = bare.rsplit_once(':').map_or(bare, |(_, unit)| unit);
    MoneyUnit::parse(bare)
}

/// Reads the heading of a section of the narrative and what follows on its line. Without a number it must stand alone.
pub(crate) fn section_heading(text: &str) -> Option<(Key, &str)> {
    let text = text.trim_matches(is_blank);
    let numbered = strip_number(text);
    let after = numbered.unwrap_or(text);
    let labels = SECTIONS
        .iter()
        .map(|(key, _)| (key.label(Edition::Common), *key))
        .chain(SECTION_ALIASES.iter().copied());
    for (label, key) in labels {
        let Some(rest) = strip_label(after, label) else { continue };
        let content = rest.trim_start_matches(|c: char| is_blank(c) || narrow(c) == ':');
        let apart = content.len() != rest.len() || rest.starts_with(['（', '(']);
        if content.is_empty() || (numbered.is_some() && apart) {
            return Some((key, content));
        }
    }
    None
}

/// Reads the heading of a part of a section (`1.文件依据：`) and what follows it.
pub(crate) fn part_heading<'t>(text: &'t str, parts: &[Key]) -> Option<(Key, &'t str)> {
    let text = text.trim_matches(is_blank);
    let numbered = strip_number(text);
    let after = numbered.unwrap_or(text);
    parts.iter().find_map(|key| {
        let rest = strip_label(after, key.label(Edition::Common))?;
        let content = rest.trim_start_matches(|c: char| is_blank(c) || narrow(c) == ':');
        let colon = rest.trim_start_matches(is_blank).starts_with([':', '：']);
        (colon || content.is_empty()).then_some((*key, content))
    })
}

/// Whether a paragraph heads the cover's prose.
pub(crate) fn cover_heading(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let after = strip_number(text).unwrap_or(text);
    strip_label(after, Key::CoverNote.label(Edition::Common))
        .is_some_and(|rest| rest.chars().all(|c| is_blank(c) || narrow(c) == ':'))
}

/// Whether a line stands below the form, or begins the next part of the document around it.
pub(crate) fn ends_the_form(text: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    let text = text.trim_matches(is_blank);
    let below = BELOW_THE_FORM
        .iter()
        .any(|label| strip_label(text, label).is_some_and(|rest| rest.trim_start().starts_with([':', '：'])));
    let numeral = text.trim_start_matches(|c| NUMERALS.contains(c));
    below || (numeral.len() != text.len() && numeral.starts_with('、') && heading_like(text).is_some())
}

/// Whether a line is a page number: `- 12 -`, `第 12 页`, `第12页 共30页`.
pub(crate) fn page_number(text: &str) -> bool {
    let folded = fold(text);
    let dashed = folded.strip_prefix('-').and_then(|rest| rest.strip_suffix('-'));
    let is_number =
        |text: &str| !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(inner) = dashed {
        return is_number(inner);
    }
    let Some((page, rest)) = folded.strip_prefix('第').and_then(|rest| rest.split_once('页')) else {
        return false;
    };
    let total =
        rest.trim_matches([',', '/', '、']).strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
    is_number(page) && (rest.is_empty() || total.is_some_and(is_number))
}

/// The first piece of residue that Word leaves in exported text (`[bookmark: _GoBack]`): its bytes.
pub(crate) fn residue(text: &str) -> Option<std::ops::Range<usize>> {
    const MARKS: &[&str] = &["[bookmark:", "[bookmark："];
    let (start, mark) = MARKS.iter().find_map(|mark| text.find(mark).map(|at| (at, mark)))?;
    let after = start.saturating_add(mark.len());
    let length = text.get(after..)?.find(']')?;
    Some(start..after.saturating_add(length).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narratives_are_headed_by_number_or_by_name() {
        let heading = narrative_heading("项目经费情况说明3").unwrap();
        assert_eq!((heading.name, heading.number), (None, Some(3)));
        let heading = narrative_heading("河道整治工程项目经费情况说明").unwrap();
        assert_eq!((heading.name.as_deref(), heading.number), (Some("河道整治工程"), None));
        assert_eq!(narrative_heading("本项目见项目经费情况说明。"), None);
    }

    #[test]
    fn titles_of_forms_carry_year_and_number() {
        let title = form_title("\t财政项目支出绩效目标填报表2").unwrap();
        assert_eq!((title.is_known, title.number), (true, Some(2)));
        let title = form_title("2022年财政支出项目绩效目标申报表").unwrap();
        assert_eq!(
            (title.is_known, title.year, title.text.as_str()),
            (false, Some(2022), "财政支出项目绩效目标申报表")
        );
        assert_eq!(form_title("详见单位的项目绩效目标表"), None, "the template's own words in section seven");
        assert_eq!(form_year("（2022年度）"), Some(2022));
        assert_eq!(form_year("（2022 年- 2022年）"), None);
    }

    #[test]
    fn sections_are_told_from_prose() {
        assert_eq!(section_heading(" 二、立项依据"), Some((Key::Basis, "")));
        assert_eq!(section_heading("一、项目概况：甲"), Some((Key::Overview, "甲")));
        assert_eq!(section_heading("五、实施周期 2026年"), Some((Key::Period, "2026年")));
        assert_eq!(section_heading("实施周期：2022年"), None);
        assert_eq!(section_heading("四、绩效目标设置情况"), None);
        assert!(cover_heading("  四、绩效目标设置情况"));
        assert_eq!(part_heading("1.文件依据：甲", &[Key::Documents]), Some((Key::Documents, "甲")));
        assert!(page_number("— 12 —") && page_number("第 3 页 共 9 页") && !page_number("12"));
    }

    #[test]
    fn word_residue_is_seen() {
        assert_eq!(residue("[bookmark: _GoBack]按照"), Some(0..19));
        assert_eq!(residue("按照"), None);
    }
}
