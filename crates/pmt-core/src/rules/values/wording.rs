//! What is wrong with a value in words. One decision for the rules that speak of it, so that a value is objected to
//! once, by the rule that has most to say: a metric's name or an echo (VAL04), then a ratio without a number (VAL02),
//! then a verb that is only completed (VAL14), then a bare degree (VAL03), then what only looks like a ratio (VAL21).

use super::targets;
use crate::edition::words_degree::{
    AS_GOOD_AS_NUMBERS, EFFECT_VERBS, QUESTIONS, has_han_number, is_bare_degree, refers_elsewhere,
};
use crate::edition::{
    Key, NOT_APPLICABLE, QUANTITATIVE_OTHER, bare_name, is_likely_ratio, is_metric_name, is_placeholder,
    is_ratio,
};
use crate::model::{Indicator, Target, TargetValue};
use crate::rules::{Outcome, ProjectCx};

/// What a value in words does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// It is the name of a metric: `完善率`.
    MetricName,
    /// It repeats the last word of the indicator's name: 活动组织及时 = 及时.
    Echo,
    /// The indicator is a ratio, and there is no number.
    RatioInWords,
    /// The indicator's name is a verb with its object, and the value only completes the verb.
    CompletesVerb,
    /// It grades without a scale.
    BareDegree,
    /// The indicator looks like a ratio, and there is no number.
    LikelyRatioInWords,
}

/// Goes through the values in words: `speak` is called for those that `wanted` is about.
pub(super) fn each<'a>(
    cx: &ProjectCx<'a>,
    wanted: &[Wording],
    mut speak: impl FnMut(&'a Indicator, &'a Target, &'a str),
) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let Some(words) = words(cx, indicator, target) else { continue };
        outcome = Outcome::Ran;
        if wording(cx, indicator, words).is_some_and(|found| wanted.contains(&found)) {
            speak(indicator, target, words);
        }
    }
    outcome
}

/// The value's words, where it has words that say something.
pub(super) fn words<'a>(cx: &ProjectCx<'_>, indicator: &Indicator, target: &'a Target) -> Option<&'a str> {
    let TargetValue::Words(words) = &target.value else { return None };
    let text = words.trim().trim_end_matches(['。', '；', '.']);
    let placeholder = is_placeholder(words) || cx.settings.words("placeholders").contains(words);
    let silent = indicator.broken || target.comparator.is_some() || placeholder || text == NOT_APPLICABLE;
    (!silent && !text.is_empty()).then_some(text)
}

fn wording(cx: &ProjectCx<'_>, indicator: &Indicator, words: &str) -> Option<Wording> {
    let name = bare_name(&indicator.name.value);
    if is_metric_name(words) {
        return Some(Wording::MetricName);
    }
    if QUESTIONS.iter().any(|word| name.contains(word)) {
        return None;
    }
    let explained = is_explained(cx, indicator);
    let degree = is_bare_degree(words) || cx.settings.words("degrees").iter().any(|word| word == words);
    if degree && !explained && name.len() > words.len() && name.ends_with(words) && words.chars().count() > 1
    {
        return Some(Wording::Echo);
    }
    if indicator.kind.as_ref().is_some_and(|kind| kind.value == QUANTITATIVE_OTHER) || says_how_much(words) {
        return None;
    }
    if is_ratio(name, cx.settings.words("ratios")) {
        // “高于上年” can be compared with something, if not at a glance.
        let certain = degree || !refers_elsewhere(words);
        return Some(if certain { Wording::RatioInWords } else { Wording::LikelyRatioInWords });
    }
    if degree && !explained {
        return Some(if completes_a_verb(name) { Wording::CompletesVerb } else { Wording::BareDegree });
    }
    (is_likely_ratio(name) && !explained).then_some(Wording::LikelyRatioInWords)
}

/// Whether words have a number in them, or say as much as one.
fn says_how_much(words: &str) -> bool {
    words.chars().any(char::is_numeric) || has_han_number(words) || AS_GOOD_AS_NUMBERS.contains(&words)
}

/// Whether the indicator says how it is judged.
fn is_explained(cx: &ProjectCx<'_>, indicator: &Indicator) -> bool {
    indicator.notes.iter().any(|note| {
        let explains = matches!(note.key, Some(Key::Scoring | Key::Method | Key::Explanation));
        explains && !is_placeholder(cx.resolved.text(note).text())
    })
}

fn completes_a_verb(name: &str) -> bool {
    const NOUN_ENDINGS: &[&str] = &["率", "度", "性", "情况", "程度", "数", "数量", "水平", "效果", "成效"];
    EFFECT_VERBS.iter().any(|verb| name.strip_prefix(verb).is_some_and(|object| object.chars().count() >= 2))
        && !NOUN_ENDINGS.iter().any(|ending| name.ends_with(ending))
}
