//! Changes that an author can ask for where the cursor stands, beyond the fixes that findings bring along: missing items
//! added in the form's order, a compound indicator taken apart, an amount in prose turned into a reference, the cost
//! lines of a task, the cover of a declaration that has none, a comment that allows what was found.
//!
//! Nothing here decides what is wrong, and nothing is stated that the author has not: what is not known is left blank.
//! Edits are of the text as it is; [`tidied`](crate::workspace::tidied) makes them and keeps it well formatted.

mod amounts;
mod costing;
mod cover;
mod missing;
mod split;

use pmt_syntax::{Edit, Kind as Node, Parse, Span, ast};

use crate::config::Settings;
use crate::declaration::{Declaration, Entry};
use crate::finding::{FileId, Finding, Site};
use crate::rules::{ProjectCx, Rule};
use crate::suppression;
use crate::text::{Lang, Message};
use crate::workspace::Workspace;

pub use cover::NewCover;

/// What a change is to the author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It answers a finding.
    Answer,
    /// Something said in place is taken from where it is declared.
    Extract,
    /// Something declared is said in place.
    Inline,
    /// It writes something in another way.
    Rewrite,
}

/// A change on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is to the author.
    pub kind: Kind,
    /// What it does.
    pub title: Message,
    /// The replacements, apart and in order.
    pub edits: Vec<Edit>,
    /// The findings it answers, by their places in the list that was given.
    pub answers: Vec<usize>,
    /// The rule for whose comment a reason is still to be written.
    pub wants_reason: Option<&'static Rule>,
}

/// Where changes are asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The files.
    pub workspace: &'a Workspace,
    /// Their settings.
    pub settings: &'a Settings,
    /// The file.
    pub file: FileId,
    /// Its tree.
    pub parse: &'a Parse,
    /// The stretch of it.
    pub span: Span,
    /// The language of comments that are written.
    pub lang: Lang,
}

impl Asked<'_> {
    /// What can be changed there. The findings are those of the file, in order.
    pub fn offers(&self, findings: &[Finding]) -> Vec<Offer> {
        let here: Vec<(usize, &Finding)> = findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| finding.site.file == self.file && touch(finding.site.span, self.span))
            .collect();
        let mut offers: Vec<Offer> = Vec::new();
        for (index, finding) in &here {
            offers.extend(split::offer(self, *index, finding));
        }
        offers.extend(missing::offer(self, findings));
        offers.extend(costing::offer(self));
        offers.extend(amounts::offers(self));
        for (index, finding) in &here {
            let Some(allowing) = self.allowing(*index, finding) else { continue };
            // One comment allows all that a rule says of an item.
            match offers.iter_mut().find(|offer| offer.edits == allowing.edits) {
                Some(known) => known.answers.extend(allowing.answers),
                None => offers.push(allowing),
            }
        }
        offers
    }

    /// The cover that the file's projects lack.
    pub fn cover(&self) -> Option<NewCover> {
        cover::new(self)
    }

    /// A comment that allows what was found. Only its author knows why it is right, so that the reason is left to be
    /// written, and asked for until it is.
    fn allowing(&self, index: usize, finding: &Finding) -> Option<Offer> {
        let rule = finding.rule;
        if !suppression::can_silence(rule) {
            return None;
        }
        let edit = suppression::above(&self.parse.tree, finding.site.span, &[rule.code], "")?;
        let title = Message::new(
            format!("在此允许 {}（{}），写明理由", rule.code, rule.summary.zh),
            format!("Allow {} here ({}), giving a reason", rule.code, rule.summary.en),
        );
        let (kind, edits, answers) = (Kind::Answer, vec![edit], vec![index]);
        Some(Offer { kind, title, edits, answers, wants_reason: Some(rule) })
    }

    /// Looks at the project around the stretch, or the one whose item it touches, in its declaration.
    fn in_project<T>(&self, look: impl FnOnce(&Declaration<'_>, &ProjectCx<'_>) -> Option<T>) -> Option<T> {
        let declaration: Declaration<'_> = self
            .workspace
            .declaration_of(Site { file: self.file, span: Span::empty(self.span.start) }, self.settings)?;
        let here = |entry: &&Entry<'_>| entry.file == self.file && touch(entry.project.span, self.span);
        let entry = declaration.projects.iter().find(here)?;
        look(&declaration, &declaration.context(entry, self.settings))
    }

    fn text(&self) -> &str {
        self.parse.tree.text()
    }
}

/// Whether two stretches share a character, or one that is empty lies in or beside the other.
fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// The item that is just there.
fn item_at(parse: &Parse, span: Span) -> Option<ast::Item<'_>> {
    let mut here: Vec<ast::Item<'_>> = ast::items(&parse.tree).collect();
    loop {
        let item = here.into_iter().find(|item| item.span().covers(span))?;
        if item.span() == span {
            return Some(item);
        }
        here = item.block()?.items().collect();
    }
}

/// An item without the sign, blanks and comment behind it.
fn body(item: ast::Item<'_>) -> Span {
    let parts = [Node::Key, Node::Label, Node::Colon, Node::Target, Node::Values, Node::Text, Node::Block];
    let ends = parts.into_iter().filter_map(|kind| item.node().child(kind)).map(|node| node.span().end);
    let start = item.span().start;
    Span::new(start, ends.max().unwrap_or(start))
}

/// The blanks before what begins at an offset, if nothing else stands before it on its line.
fn indent_at(text: &str, at: u32) -> Option<&str> {
    let before = text.get(..at as usize)?;
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let blank = before.get(start..)?.trim_start_matches('\u{FEFF}');
    blank.chars().all(|c| matches!(c, ' ' | '\t')).then_some(blank)
}

/// Lines, indented.
fn indented(lines: &str, indent: &str) -> String {
    let mut out = String::new();
    for line in lines.lines() {
        if !line.is_empty() {
            out.extend([indent, line]);
        }
        out.push('\n');
    }
    out
}

/// A name as a word where it can be one, else in quotes.
pub(crate) fn written(text: &str) -> String {
    let is_word = text.chars().any(char::is_alphabetic) && text.chars().all(char::is_alphanumeric);
    if is_word && text.starts_with(char::is_alphabetic) { text.to_owned() } else { pmt_syntax::quote(text) }
}

/// An edit that puts lines into a block behind one of its items, or first. Whatever else stands on the line stays with
/// the item that it is about.
fn insertion(text: &str, block: ast::Block<'_>, after: Option<ast::Item<'_>>, lines: &str) -> Edit {
    let open = block.span().start.saturating_add(1);
    let at = after.map_or(open, |item| body(item).end);
    let rest = text.get(at as usize..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let is_last = line.len() < rest.len() && {
        let behind = line.trim_start_matches([' ', '\t', ';', '；']).trim();
        behind.is_empty() || behind.starts_with("//")
    };
    if is_last {
        let next = at as usize;
        let next = next.saturating_add(line.len()).saturating_add(1);
        return Edit { span: Span::of(next..next), text: lines.to_owned() };
    }
    // Something else stands on the line: the next item goes on below, behind the sign between them.
    let sign = line.len().saturating_sub(line.trim_start_matches([' ', '\t', ';', '；']).len());
    let next = (at as usize).saturating_add(sign);
    Edit { span: Span::of(next..next), text: format!("\n{lines}") }
}
