//! XRF05: a sentence that stands in the narrative and in the form is the same in both.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::edition::Key;
use crate::edition::words_text::TELLS_BODIES_APART;
use crate::finding::{Finding, Severity};
use crate::rules::passages::{Passage, is_han, letters, sentences};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// One sentence, two spellings.
pub static XRF05: Rule = Rule {
    code: "XRF05",
    name: "sentence-differs",
    severity: Severity::Warning,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "同一句话在情况说明和表里差一两个字",
        en: "one sentence differs by a character or two between narrative and form",
    },
    explanation: Words {
        zh: "情况说明第七部分和表里的目标是同一句话，却差一两个字，其中一处是笔误。标点和空格的差别不算。",
        en: "Section seven of the narrative and a goal of the form are one sentence but for a character or two: one of them is a slip. Marks and blanks do not count.",
    },
    bad: "项目 \"防控\" {\n  绩效目标: \"为60名志愿者参加社区、道口抗疫提供物资保障。\"\n  年度总目标: \"为60名志愿者参加社区、道品抗疫提供物资保障。\"\n}\n",
    good: "项目 \"防控\" {\n  绩效目标: \"为60名志愿者参加社区、道口抗疫提供物资保障。\"\n  年度总目标: \"为60名志愿者参加社区、道口抗疫提供物资保障。\"\n}\n",
    check: Check::Project(check),
};

/// The shortest sentence that is compared, in letters and digits.
const SHORTEST: usize = 12;
/// The most characters that differ.
const MOST: usize = 2;
/// Characters in a run by which likely counterparts are found.
const RUN: usize = 4;
/// The most sentences that are looked at for one run, so that a text that repeats itself costs no more.
const CROWD: usize = 16;

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(narrative) = Passage::some(cx, cx.project.goals.as_ref()) else { return Outcome::NotApplicable };
    let forms = [(Key::WholeGoal, &cx.project.whole_goal), (Key::AnnualGoal, &cx.project.annual_goal)];
    let forms: Vec<(Key, Passage<'_>)> =
        forms.into_iter().filter_map(|(key, goal)| Some((key, Passage::some(cx, goal.as_ref())?))).collect();
    let mut index = Index::default();
    for (form, (_, passage)) in forms.iter().enumerate() {
        index.add(form, passage.text());
    }
    for sentence in sentences(narrative.text()) {
        let here = Sentence::new(0, narrative.text(), &sentence);
        for (there, ops) in index.near(&here, cx.is_of_one_year()) {
            let difference = difference(&here, there, &ops);
            if let (Some((key, form)), Some(places)) = (forms.get(there.of), difference) {
                let finding = compare(cx, &narrative, (*key, form), places, report);
                report.push(finding);
            }
        }
    }
    Outcome::Ran
}

/// The finding on one sentence: where it differs in the narrative and in the form.
fn compare(
    cx: &ProjectCx<'_>,
    narrative: &Passage<'_>,
    (key, form): (Key, &Passage<'_>),
    (own, other): (Range<usize>, Range<usize>),
    report: &Report<'_>,
) -> Finding {
    let (mine, theirs) = (narrative.words(&own), form.words(&other));
    let (around_own, around_other) =
        (between_marks(narrative.text(), &own), between_marks(form.text(), &other));
    let (said_own, said_form) = (narrative.words(&around_own), form.words(&around_other));
    let (goals, goal) = (cx.label(Key::Goals), cx.label(key));
    let finding = report
        .finding(
            form.site(&around_other),
            format!("“{goal}”里是“{said_form}”，“{goals}”里同一句话是“{said_own}”：“{theirs}”与“{mine}”不同"),
            format!(
                "“{said_form}” in “{goal}”, “{said_own}” in the same sentence of “{goals}”: “{theirs}” against “{mine}”"
            ),
        )
        .advise("有一处是笔误，改成一样的。", "One of them is a slip; make them the same.")
        .relate(narrative.site(&around_own), format!("这里是“{mine}”"), format!("“{mine}” here"));
    match form.edit(&other, mine) {
        Some(edit) => {
            finding.fix(false, vec![edit], format!("改为“{mine}”"), format!("Replace with “{mine}”"))
        }
        None => finding,
    }
}

/// The most bytes of words between two marks that are shown whole.
const SHOWN: usize = 48;

/// The words between the marks around a place, if they are few, else the place itself.
fn between_marks(text: &str, place: &Range<usize>) -> Range<usize> {
    let ends = |c: char| !(c.is_alphanumeric() || c == '%');
    let before = text.get(..place.start).unwrap_or_default().char_indices().rev().find(|(_, c)| ends(*c));
    let start = before.map_or(0, |(at, c)| at.saturating_add(c.len_utf8()));
    let after = text.get(place.end..).unwrap_or_default().find(ends);
    let end = after.map_or(text.len(), |at| place.end.saturating_add(at));
    if end.saturating_sub(start) <= SHOWN { start..end } else { place.clone() }
}

/// A sentence's letters and digits with their places.
struct Sentence {
    of: usize,
    chars: Vec<char>,
    offsets: Vec<usize>,
}

impl Sentence {
    fn new(of: usize, text: &str, range: &Range<usize>) -> Self {
        let words = text.get(range.clone()).unwrap_or_default();
        let (offsets, chars) = letters(words).map(|(at, c)| (range.start.saturating_add(at), c)).unzip();
        Self { of, chars, offsets }
    }

    /// Where some of its letters stand.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let (first, last) = (range.start, range.end.saturating_sub(1));
        let start = self.offsets.get(first).copied().unwrap_or_default();
        let end = self.offsets.get(last).copied().unwrap_or(start);
        start..end.saturating_add(self.chars.get(last).map_or(0, |c| c.len_utf8()))
    }
}

/// The form's sentences by the runs of characters in them.
#[derive(Default)]
struct Index {
    sentences: Vec<Sentence>,
    runs: HashMap<[char; RUN], Vec<usize>>,
}

impl Index {
    fn add(&mut self, of: usize, text: &str) {
        for range in sentences(text) {
            let sentence = Sentence::new(of, text, &range);
            if sentence.chars.len() < SHORTEST {
                continue;
            }
            let number = self.sentences.len();
            for run in sentence.chars.windows(RUN).filter_map(|run| <[char; RUN]>::try_from(run).ok()) {
                let list = self.runs.entry(run).or_default();
                if list.len() < CROWD && list.last() != Some(&number) {
                    list.push(number);
                }
            }
            self.sentences.push(sentence);
        }
    }

    /// The sentences a character or two away. Where one goal has the same sentence, the other may well be another goal;
    /// in a project of one year, one character that is no number is a slip even so.
    fn near(&self, sentence: &Sentence, of_one_year: bool) -> Vec<(&Sentence, Vec<DiffOp>)> {
        if sentence.chars.len() < SHORTEST {
            return Vec::new();
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for run in sentence.chars.windows(RUN).filter_map(|run| <[char; RUN]>::try_from(run).ok()) {
            for number in self.runs.get(&run).into_iter().flatten() {
                let count = shared.entry(*number).or_default();
                *count = count.saturating_add(1);
            }
        }
        // One character off costs as many runs as hold it.
        let least = sentence.chars.len().saturating_sub(RUN.saturating_mul(MOST.saturating_add(1)));
        let mut likely: Vec<usize> = shared
            .into_iter()
            .filter(|(_, count)| *count >= least.max(1))
            .map(|(number, _)| number)
            .collect();
        likely.sort_unstable();
        let (mut near, mut has_same) = (Vec::new(), false);
        for other in likely.into_iter().filter_map(|number| self.sentences.get(number)) {
            if other.chars.len().abs_diff(sentence.chars.len()) > MOST {
                continue;
            }
            let ops = capture_diff_slices(Algorithm::Myers, &sentence.chars, &other.chars);
            match changed(&ops) {
                0 => has_same = true,
                1..=MOST => near.push((other, ops)),
                _ => {}
            }
        }
        if has_same {
            near.retain(|(other, ops)| of_one_year && is_slip(sentence, other, ops));
        }
        near
    }
}

/// Whether two sentences differ by one character for another, neither of which counts or tells things apart.
fn is_slip(here: &Sentence, there: &Sentence, ops: &[DiffOp]) -> bool {
    let mut different = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let (Some(only), None) = (different.next(), different.next()) else { return false };
    let (old, new) = (only.old_range(), only.new_range());
    let tells = |c: &char| c.is_numeric() || TELLS_BODIES_APART.contains(*c) || !is_han(*c);
    old.len() == 1
        && new.len() == 1
        && !here.chars.get(old).into_iter().chain(there.chars.get(new)).flatten().any(tells)
}

fn changed(ops: &[DiffOp]) -> usize {
    let of = |op: &DiffOp| match op {
        DiffOp::Equal { .. } => 0,
        DiffOp::Delete { old_len, .. } => *old_len,
        DiffOp::Insert { new_len, .. } => *new_len,
        DiffOp::Replace { old_len, new_len, .. } => (*old_len).max(*new_len),
    };
    ops.iter().map(of).fold(0, usize::saturating_add)
}

/// From the first place where the two differ to the last, here and there.
fn difference(here: &Sentence, there: &Sentence, ops: &[DiffOp]) -> Option<(Range<usize>, Range<usize>)> {
    let mut different = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let first = different.next()?;
    let last = different.next_back().unwrap_or(first);
    let mut old = first.old_range().start..last.old_range().end;
    let mut new = first.new_range().start..last.new_range().end;
    // Where one side has nothing, both show the neighbours, so that the words can be compared.
    if old.is_empty() || new.is_empty() {
        let wide = |range: Range<usize>, length: usize| {
            range.start.saturating_sub(1)..range.end.saturating_add(1).min(length)
        };
        old = wide(old, here.chars.len());
        new = wide(new, there.chars.len());
    }
    Some((here.place(&old), there.place(&new)))
}
