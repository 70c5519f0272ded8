//! Colours by meaning: the form's own keys by kind, the author's names, numbers and units, and what refers to what.

mod legend;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use pmt_core::edition::{Key, LabelType, Place, ValueType};
use pmt_core::placed::{Placed, Role, placed};
use pmt_syntax::{Kind, Node, Span, Tree, ast};
use tower_lsp::ls_types::{
    Range, SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensEdit,
    SemanticTokensFullDeltaResult,
};

use crate::path;
use crate::state::View;
pub use legend::legend;
use legend::{Modifier, Paint};

/// The tokens of a document as the client was last told them: what a difference is from.
#[derive(Clone, Debug)]
pub struct Kept {
    id: String,
    data: Arc<Vec<SemanticToken>>,
}

/// What is kept of each open document.
pub type AllKept = Arc<Mutex<HashMap<path::Key, Kept>>>;

/// Where one document's are kept.
pub struct Keeper {
    /// The document.
    pub key: path::Key,
    /// All of them.
    pub all: AllKept,
}

impl Keeper {
    /// All tokens of the document.
    pub fn full(&self, view: &View) -> SemanticTokens {
        let (tokens, kept) = full(view);
        self.keep(view, kept);
        tokens
    }

    /// What has changed since an earlier answer, where that is known; else all of them.
    pub fn delta(&self, view: &View, id: &str) -> SemanticTokensFullDeltaResult {
        let known = self.all.lock().ok().and_then(|all| all.get(&self.key).cloned());
        let (delta, kept) = delta(view, known.as_ref(), id);
        self.keep(view, kept);
        delta
    }

    /// Not for a document that was closed meanwhile, or has changed: nobody is told then.
    fn keep(&self, view: &View, kept: Kept) {
        if let Ok(mut all) = self.all.lock()
            && view.is_current()
        {
            all.insert(self.key.clone(), kept);
        }
    }
}

/// All tokens of a document, and what is kept of them.
fn full(view: &View) -> (SemanticTokens, Kept) {
    let data = tokens(view, None);
    let id = super::identity(data.iter().map(|token| {
        (token.delta_line, token.delta_start, token.length, token.token_type, token.token_modifiers_bitset)
    }));
    let kept = Kept { id: id.clone(), data: Arc::new(data.clone()) };
    (SemanticTokens { result_id: Some(id), data }, kept)
}

/// The tokens in a range.
pub fn range(view: &View, range: Range) -> SemanticTokens {
    let span = view.profile.encoding.span(view.document.lines(), &view.document.text, range);
    SemanticTokens { result_id: None, data: tokens(view, Some(span)) }
}

/// The difference from what is kept.
fn delta(view: &View, known: Option<&Kept>, id: &str) -> (SemanticTokensFullDeltaResult, Kept) {
    let (tokens, kept) = full(view);
    let Some(known) = known.filter(|known| known.id == id) else { return (tokens.into(), kept) };
    let (old, new) = (known.data.as_slice(), tokens.data.as_slice());
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end =
        old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let deleted = old_rest.len().saturating_sub(end);
    let inserted = new_rest.get(..new_rest.len().saturating_sub(end)).unwrap_or_default();
    // A token is five numbers.
    let numbers = |tokens: usize| u32::try_from(tokens.saturating_mul(5)).unwrap_or(u32::MAX);
    let edit = SemanticTokensEdit {
        start: numbers(start),
        delete_count: numbers(deleted),
        data: Some(inserted.to_vec()),
    };
    let edits = if deleted == 0 && inserted.is_empty() { Vec::new() } else { vec![edit] };
    let delta = SemanticTokensDelta { result_id: tokens.result_id, edits };
    (SemanticTokensFullDeltaResult::TokensDelta(delta), kept)
}

fn tokens(view: &View, wanted: Option<Span>) -> Vec<SemanticToken> {
    let tree = &view.document.parse().tree;
    let paints = paints(view, tree);
    let mut writer = Writer { view, data: Vec::new(), line: 0, start: 0 };
    for token in tree.tokens() {
        let span = token.span();
        if wanted.is_some_and(|wanted| span.end <= wanted.start || span.start >= wanted.end) {
            continue;
        }
        let paint = paints.get(&token.id()).copied().or_else(|| usual(token.kind()));
        if let Some(paint) = paint {
            writer.write(span, paint, wanted);
        }
    }
    writer.data
}

/// The colour of a token whose place says nothing about it.
fn usual(kind: Kind) -> Option<Paint> {
    Some(match kind {
        Kind::Comment => Paint::Comment,
        Kind::String | Kind::Fence | Kind::TextChunk => Paint::String,
        Kind::Title => Paint::Title,
        Kind::Word => Paint::Name,
        Kind::Number | Kind::Year => Paint::Number,
        Kind::Date => Paint::Date,
        Kind::Unit => Paint::Unit,
        Kind::Comparator | Kind::Times | Kind::RangeMark | Kind::Now | Kind::Onward | Kind::Until => {
            Paint::Operator
        }
        Kind::InterpolationOpen | Kind::InterpolationClose | Kind::Dot => Paint::Reference,
        _ => return None,
    })
}

/// The colours that places give, by the tokens' numbers.
fn paints(view: &View, tree: &Tree) -> HashMap<u32, Paint> {
    let mut paints = HashMap::new();
    for one in placed(tree) {
        if let Some(key) = one.item.key() {
            paints.insert(key.node().id(), of_key(&one));
        }
        if let Some(label) = one.item.label().and_then(ast::Label::string) {
            let paint = if one.key() == Some(Key::Task) { Paint::Task } else { Paint::Whole };
            paints.insert(label.node().id(), paint);
        }
        if let Role::Key(slot) = one.role
            && let Some(paint) = of_value(slot.key, slot.content.value)
        {
            for value in one.item.values() {
                if let ast::Value::Name(name) = value {
                    paints.insert(name.node().id(), paint);
                }
            }
        }
        for reference in one.item.text().into_iter().flat_map(ast::Text::interpolations) {
            of_reference(reference, &mut paints);
        }
    }
    let file = view.file();
    if !file.suppressions.is_empty() {
        let spans: Vec<Span> = file.suppressions.iter().map(|one| one.span).collect();
        let comments = tree.tokens().filter(|token| token.kind() == Kind::Comment);
        let silencing = comments.filter(|token| spans.contains(&token.span()));
        paints.extend(silencing.map(|token: Node<'_>| (token.id(), Paint::Suppression)));
    }
    paints
}

fn of_key(one: &Placed<'_>) -> Paint {
    match one.role {
        Role::Key(slot) if slot.content.label != LabelType::None => Paint::Structure,
        Role::Key(slot) if slot.content.text || slot.content.block.is_some() => Paint::Section,
        Role::Key(_) => Paint::Field,
        Role::Level => Paint::Level,
        Role::Named(_) => match one.place {
            Place::Level1 | Place::Level2(_) | Place::Level3 | Place::Library | Place::LibraryEntries => {
                Paint::Indicator
            }
            Place::Bodies => Paint::Body,
            Place::Basis | Place::Documents => Paint::Title,
            _ => Paint::Name,
        },
        Role::Unknown => Paint::Name,
    }
}

fn of_value(key: Key, value: ValueType) -> Option<Paint> {
    match (key, value) {
        (Key::Owner, _) => Some(Paint::Body),
        (Key::Serves, _) => Some(Paint::Task),
        (Key::Kind, _)
        | (_, ValueType::Category | ValueType::Nature | ValueType::Attribute | ValueType::Region) => {
            Some(Paint::Choice)
        }
        _ => None,
    }
}

fn of_reference(reference: ast::Interpolation<'_>, paints: &mut HashMap<u32, Paint>) {
    let mut names = Paint::Name;
    for (index, segment) in reference.segments().enumerate() {
        let key = Key::parse(&segment.text()).map(|(key, _)| key);
        let paint = match (index, key) {
            (0, Some(key)) => {
                names = match key {
                    Key::Task => Paint::Task,
                    Key::Indicators => Paint::Indicator,
                    _ => Paint::Field,
                };
                Paint::Field
            }
            (1, _) => names,
            _ => Paint::Name,
        };
        paints.insert(segment.node().id(), paint);
    }
}

struct Writer<'v> {
    view: &'v View,
    data: Vec<SemanticToken>,
    line: u32,
    start: u32,
}

impl Writer<'_> {
    /// A token, a line at a time: clients do not agree on longer ones. Blanks around are left out.
    fn write(&mut self, span: Span, paint: Paint, wanted: Option<Span>) {
        let text = span.text(&self.view.document.text);
        let mut at = span.start;
        for line in text.split_inclusive('\n') {
            let start = at;
            at = at.saturating_add(length(line));
            let words = line.trim();
            if words.is_empty() || wanted.is_some_and(|wanted| at <= wanted.start || start >= wanted.end) {
                continue;
            }
            let blanks = length(line).saturating_sub(length(line.trim_start()));
            let start = start.saturating_add(blanks);
            self.push(Span::new(start, start.saturating_add(length(words))), paint);
        }
    }

    fn push(&mut self, span: Span, paint: Paint) {
        let range = self.view.range(span);
        let (line, start) = (range.start.line, range.start.character);
        let delta_line = line.saturating_sub(self.line);
        let delta_start = if delta_line == 0 { start.saturating_sub(self.start) } else { start };
        (self.line, self.start) = (line, start);
        let modifier = match paint {
            Paint::Date => Modifier::Date.bit(),
            Paint::Title => Modifier::Title.bit(),
            Paint::Section => Modifier::Section.bit(),
            Paint::Suppression => Modifier::Suppression.bit(),
            _ => 0,
        };
        self.data.push(SemanticToken {
            delta_line,
            delta_start,
            length: range.end.character.saturating_sub(start),
            token_type: paint.index(),
            token_modifiers_bitset: modifier,
        });
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
