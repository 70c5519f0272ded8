//! Applying fixes until nothing more is to be done. What is fixed is a text; writing it anywhere is the caller's.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use pmt_syntax::{Edit, Parse, Span, SyntaxError, SyntaxErrorKind, parse};
use rayon::prelude::*;

use super::{Examined, File, RuleReport, SourceFile, Workspace};
use crate::config::Settings;
use crate::finding::{FileId, Finding, Fix};
use crate::rules::Rule;
use crate::suppression::Silenced;

/// Rounds after which fixing ends whatever is left: real declarations settle in three or four.
const ROUNDS: usize = 100;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fixing {
    /// Those that keep the meaning.
    #[default]
    Safe,
    /// Also what is only suggested, where it is the finding's one suggestion.
    Suggested,
}

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The rule it answers.
    pub rule: &'static Rule,
    /// The file it changed.
    pub file: FileId,
    /// Whether it keeps the meaning.
    pub safe: bool,
}

/// What fixing came to.
#[derive(Debug)]
pub struct Fixed {
    /// The files as they are now, each under its number as before.
    pub workspace: Workspace,
    /// What was applied, in order.
    pub applied: Vec<Applied>,
    /// What is left to find, in order of file and place.
    pub findings: Vec<Finding>,
    /// What is found and silenced, in the same order.
    pub silenced: Vec<Silenced>,
    /// How each active rule fared on what there is now.
    pub rules: Vec<RuleReport>,
}

impl Workspace {
    /// Applies the fixes of the findings that are `wanted`, again and again until none is left. Of fixes that overlap
    /// the first goes first and the others wait for the next round. What would bring a syntax error that was not there
    /// is not applied.
    pub fn fix(self, settings: &Settings, fixing: Fixing, wanted: impl Fn(&Finding, &Fix) -> bool) -> Fixed {
        self.fix_examined(fixing, wanted, |workspace| workspace.examine(settings))
    }

    /// Applies the safe fixes of one file, again and again until none is left: what [`fix`](Self::fix) does to it where
    /// only this file is wanted, at the cost of the declarations that it concerns.
    pub fn fix_file(self, settings: &Settings, file: FileId) -> Fixed {
        let concerns = |finding: &Finding| {
            finding.site.file == file || finding.related.iter().any(|one| one.site.file == file)
        };
        self.fix_examined(
            Fixing::Safe,
            |finding, fix| fix.file == file && concerns(finding),
            |workspace| workspace.analyse_of(settings, |id| id == file).into(),
        )
    }

    fn fix_examined(
        mut self,
        fixing: Fixing,
        wanted: impl Fn(&Finding, &Fix) -> bool,
        examine: impl Fn(&Self) -> Examined,
    ) -> Fixed {
        let mut applied = Vec::new();
        // A text that has been there before is not gone back to: two rules that undo each other come to rest.
        let mut before: HashSet<(FileId, Arc<str>)> = HashSet::new();
        let mut rounds = 0_usize;
        loop {
            let Examined { findings, silenced, rules } = examine(&self);
            let mut done = Vec::new();
            if rounds < ROUNDS {
                done = self.round(&findings, true, &wanted, &mut before);
                if done.is_empty() && fixing == Fixing::Suggested {
                    done = self.round(&findings, false, &wanted, &mut before);
                }
            }
            if done.is_empty() {
                return Fixed { workspace: self, applied, findings, silenced, rules };
            }
            applied.extend(done);
            rounds = rounds.saturating_add(1);
        }
    }

    /// Applies what can be applied at once.
    fn round(
        &mut self,
        findings: &[Finding],
        safe: bool,
        wanted: impl Fn(&Finding, &Fix) -> bool,
        before: &mut HashSet<(FileId, Arc<str>)>,
    ) -> Vec<Applied> {
        let mut of_files: BTreeMap<FileId, Vec<Candidate<'_>>> = BTreeMap::new();
        for finding in findings {
            if let Some(fix) = choose(finding, safe).filter(|fix| wanted(finding, fix)) {
                of_files.entry(fix.file).or_default().push(Candidate { rule: finding.rule, fix });
            }
        }
        let rewritten: Vec<(File, Vec<Applied>)> = of_files
            .into_par_iter()
            .filter_map(|(id, mut candidates)| {
                candidates.sort_by_key(Candidate::order);
                let file = self.file(id)?;
                let (text, done) = rewrite(&file.text, &candidates)?;
                Some((File::new(id, SourceFile { path: file.path.clone(), text: text.into() }), done))
            })
            .collect();
        let mut all = Vec::new();
        for (file, done) in rewritten {
            let id = file.model.id;
            let Some(place) = self.files.get_mut(id.0 as usize) else { continue };
            before.insert((id, Arc::clone(&place.text)));
            if before.insert((id, Arc::clone(&file.text))) {
                *place = Arc::new(file);
                all.extend(done);
            }
        }
        all
    }
}

/// A fix that may be applied.
struct Candidate<'a> {
    rule: &'static Rule,
    fix: &'a Fix,
}

impl Candidate<'_> {
    fn order(&self) -> (u32, &'static str) {
        (self.fix.edits.first().map_or(0, |edit| edit.span.start), self.rule.code)
    }

    fn applied(&self) -> Applied {
        Applied { rule: self.rule, file: self.fix.file, safe: self.fix.safe }
    }
}

/// The fix of a finding that is applied unasked, or, where it has none, its one suggestion.
fn choose(finding: &Finding, safe: bool) -> Option<&Fix> {
    let mut of_kind = finding.fixes.iter().filter(|fix| fix.safe == safe && !fix.edits.is_empty());
    let first = of_kind.next();
    if safe {
        return first;
    }
    let only = of_kind.next().is_none() && finding.fixes.iter().all(|fix| !fix.safe);
    first.filter(|_| only)
}

/// A text with every fix that can be applied at once; `None` if there is none.
fn rewrite(text: &Arc<str>, candidates: &[Candidate<'_>]) -> Option<(String, Vec<Applied>)> {
    let mut apart: Vec<&Candidate<'_>> = Vec::new();
    let mut taken: BTreeSet<Span> = BTreeSet::new();
    for candidate in candidates {
        let edits = &candidate.fix.edits;
        if edits.iter().all(|edit| is_free(&taken, edit.span)) {
            taken.extend(edits.iter().map(|edit| edit.span));
            apart.push(candidate);
        }
    }
    let mut kept = Kept { text, errors: syntax_errors(text), fixes: Vec::new(), best: None };
    kept.add(&apart);
    kept.best.map(|text| (text, kept.fixes.iter().map(|one| one.applied()).collect()))
}

/// Whether an edit shares no characters with those taken, and neither inserts where the other begins or ends.
fn is_free(taken: &BTreeSet<Span>, span: Span) -> bool {
    // Those taken are apart, so that the last few that begin no later than this one ends decide.
    taken.range(..=Span::new(span.end, u32::MAX)).rev().take(4).all(|other| {
        if span.is_empty() || other.is_empty() {
            span.end < other.start || other.end < span.start
        } else {
            span.end <= other.start || other.end <= span.start
        }
    })
}

/// Fixes that do no harm together.
struct Kept<'a> {
    text: &'a str,
    errors: Vec<(SyntaxErrorKind, usize)>,
    fixes: Vec<&'a Candidate<'a>>,
    best: Option<String>,
}

impl<'a> Kept<'a> {
    /// Adds what brings no syntax error that was not there. Where one of many does, halves are tried.
    fn add(&mut self, fixes: &[&'a Candidate<'a>]) {
        let before = self.fixes.len();
        self.fixes.extend(fixes);
        if let Some(text) = apply(self.text, &self.fixes).filter(|text| is_no_worse(&self.errors, text)) {
            self.best = Some(text);
            return;
        }
        self.fixes.truncate(before);
        if fixes.len() > 1 {
            let (first, second) = fixes.split_at(fixes.len().div_euclid(2));
            self.add(first);
            self.add(second);
        }
    }
}

/// A text with edits that are apart. Line ends are written as the text has them.
fn apply(text: &str, fixes: &[&Candidate<'_>]) -> Option<String> {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|one| &one.fix.edits).collect();
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| edit.span);
    with_edits(text, &edits)
}

/// A text with edits that are apart and in order. Line ends are written as the text has them.
fn with_edits(text: &str, edits: &[&Edit]) -> Option<String> {
    let windows = text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n"));
    let mut out = String::with_capacity(text.len());
    let mut at = 0_usize;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start as usize)?);
        if windows {
            out.push_str(&edit.text.replace("\r\n", "\n").replace('\n', "\r\n"));
        } else {
            out.push_str(&edit.text);
        }
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// A text with edits made, well formatted if it was so before. `None` if they overlap or would bring a syntax error
/// that was not there.
pub fn tidied(before: &Parse, edits: &[Edit]) -> Option<String> {
    let text = before.tree.text();
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let changed = with_edits(text, &edits)?;
    let was_formatted = pmt_syntax::format(before).is_some_and(|canonical| canonical == text);
    let parsed = parse(changed);
    let known = counted(&before.errors);
    if !is_within(&known, &counted(&parsed.errors)) {
        return None;
    }
    let canonical = was_formatted.then(|| pmt_syntax::format(&parsed)).flatten();
    Some(canonical.unwrap_or_else(|| parsed.tree.text().to_owned()))
}

/// How many syntax errors of each kind a text has.
fn syntax_errors(text: &Arc<str>) -> Vec<(SyntaxErrorKind, usize)> {
    counted(&parse(Arc::clone(text)).errors)
}

fn counted(errors: &[SyntaxError]) -> Vec<(SyntaxErrorKind, usize)> {
    let mut counts: Vec<(SyntaxErrorKind, usize)> = Vec::new();
    for error in errors {
        match counts.iter_mut().find(|(kind, _)| *kind == error.kind) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counts.push((error.kind, 1)),
        }
    }
    counts
}

/// Whether a text has no syntax error that was not there.
fn is_no_worse(before: &[(SyntaxErrorKind, usize)], text: &str) -> bool {
    is_within(before, &syntax_errors(&Arc::from(text)))
}

fn is_within(before: &[(SyntaxErrorKind, usize)], after: &[(SyntaxErrorKind, usize)]) -> bool {
    after.iter().all(|(kind, count)| before.iter().any(|(known, had)| known == kind && count <= had))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Message;

    /// The text after as many of these edits, each a fix of its own, as can be made at once, and how many that are.
    fn rewritten(text: &str, edits: &[(u32, u32, &str)]) -> Option<(String, usize)> {
        let fixes: Vec<Fix> = edits
            .iter()
            .map(|(start, end, text)| Fix {
                title: Message::default(),
                safe: true,
                edits: vec![Edit { span: Span::new(*start, *end), text: (*text).to_owned() }],
                file: FileId(0),
            })
            .collect();
        let rule = crate::rules::all().next()?;
        let candidates: Vec<Candidate<'_>> = fixes.iter().map(|fix| Candidate { rule, fix }).collect();
        rewrite(&Arc::from(text), &candidates).map(|(text, done)| (text, done.len()))
    }

    #[test]
    fn of_fixes_that_touch_the_first_is_made() {
        let text = "a: 12345";
        assert_eq!(rewritten(text, &[(3, 5, "9"), (4, 6, "8")]), Some(("a: 9345".to_owned(), 1)));
        assert_eq!(rewritten(text, &[(3, 5, "9"), (5, 6, "8")]), Some(("a: 9845".to_owned(), 2)));
        assert_eq!(rewritten(text, &[(8, 8, "元"), (8, 8, "万元")]), Some(("a: 12345元".to_owned(), 1)));
        assert_eq!(rewritten(text, &[(3, 8, "1"), (8, 8, "元")]), Some(("a: 1".to_owned(), 1)));
    }

    #[test]
    fn a_fix_that_would_break_the_syntax_is_left_out_and_the_others_made() {
        let text = "a: 1\nb: 2\nc: 3\n";
        let edits = [(3, 4, "一"), (8, 9, "{"), (13, 14, "三")];
        assert_eq!(rewritten(text, &edits), Some(("a: 一\nb: 2\nc: 三\n".to_owned(), 2)));
        assert_eq!(rewritten(text, &edits[1..2]), None);
    }

    #[test]
    fn a_broken_text_may_be_fixed_as_long_as_no_error_is_new() {
        let text = "a: 1\nb 2\n";
        assert_eq!(rewritten(text, &[(3, 4, "一")]), Some(("a: 一\nb 2\n".to_owned(), 1)));
        assert_eq!(rewritten(text, &[(6, 6, ":")]), Some(("a: 1\nb: 2\n".to_owned(), 1)));
        assert_eq!(rewritten(text, &[(1, 2, "")]), None, "another of the kind");
    }

    #[test]
    fn line_ends_are_those_of_the_text() {
        let text = "a: 1\r\nb: 2\r\n";
        assert_eq!(rewritten(text, &[(6, 6, "c: 3\n")]), Some(("a: 1\r\nc: 3\r\nb: 2\r\n".to_owned(), 1)));
    }
}
