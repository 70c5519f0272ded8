//! The items of a block sorted by the vocabulary: known keys, the author's names, and what is neither.

use pmt_syntax::{Edit, Span, ast};

use super::Lowerer;
use crate::edition::{Content, Edition, EditionSet, Key, LabelType, Place, Slot, ValueType};
use crate::finding::Finding;
use crate::model::{EditionKey, Given, Presence, place_name};
use crate::rules::language::{KEY01, KEY02, KEY03, KEY04};

/// The items of one block.
#[derive(Default)]
pub(super) struct Fields<'t> {
    known: Vec<(Key, ast::Item<'t>)>,
    /// Items whose name is the author's.
    pub(super) named: Vec<ast::Item<'t>>,
    /// The keys that unknown names are near to.
    meant: Vec<Key>,
    pub(super) broken: bool,
}

impl<'t> Fields<'t> {
    pub(super) fn get(&self, key: Key) -> Option<ast::Item<'t>> {
        self.known.iter().find(|(known, _)| *known == key).map(|(_, item)| *item)
    }

    pub(super) fn all(&self, key: Key) -> impl Iterator<Item = ast::Item<'t>> {
        self.known.iter().filter(move |(known, _)| *known == key).map(|(_, item)| *item)
    }

    pub(super) fn presence(&self) -> Presence {
        let given = self.known.iter().map(|(key, item)| Given {
            key: *key,
            span: item.key().map_or(item.head_span(), ast::Name::span),
            has_value: item.target().is_some() || item.values().next().is_some() || item.label().is_some(),
            has_text: item.text().is_some(),
            has_block: item.block().is_some(),
            has_items: item.block().is_some_and(|block| block.items().next().is_some()),
        });
        Presence { given: given.collect(), meant: self.meant.clone(), broken: self.broken }
    }
}

impl<'t> Lowerer<'t> {
    pub(super) fn block_fields(&mut self, item: ast::Item<'t>, place: Place) -> Fields<'t> {
        let Some(block) = item.block() else {
            let broken = self.broken.touches(item.span());
            return Fields { broken, ..Fields::default() };
        };
        let mut fields = self.fields(block.items(), place);
        fields.broken = self.broken.in_block(block.node());
        fields
    }

    pub(super) fn fields(&mut self, items: impl Iterator<Item = ast::Item<'t>>, place: Place) -> Fields<'t> {
        let mut fields = Fields::default();
        for item in items {
            let Some(name) = item.key() else { continue };
            let text = name.text();
            let known = if name.is_string() || name.is_title() { None } else { Key::parse(&text) };
            let slot = known.and_then(|(key, editions)| Some((place.slot(key)?, editions)));
            if let Some((slot, editions)) = slot {
                self.check_shape(item, &text, slot.content);
                if !is_judged_later(place, *slot) {
                    self.check_content(item, &text, slot.content);
                }
                if editions != EditionSet::ALL {
                    let spelling = slot.key.spellings().iter().find(|spelling| spelling.text == text);
                    let text = spelling.map_or("", |spelling| spelling.text);
                    self.edition_keys.push(EditionKey { key: slot.key, text, span: name.span(), editions });
                }
                match fields.get(slot.key) {
                    Some(first) if !slot.content.repeats => self.report_repeated(&text, item, first),
                    _ => fields.known.push((slot.key, item)),
                }
            } else if let Some(content) = place.named_item() {
                self.check_shape(item, &text, content);
                if matches!(content.value, ValueType::Money | ValueType::Cost) {
                    self.check_content(item, &text, content);
                }
                fields.named.push(item);
            } else if let Some(content) = Place::Documents.named_item()
                && place == Place::Basis
                && name.is_title()
            {
                self.check_shape(item, &text, content);
                fields.named.push(item);
            } else {
                let near = nearest(&text, slot_labels(place));
                fields.meant.extend(near.and_then(Key::parse).map(|(key, _)| key));
                self.report_unknown(name, place);
            }
        }
        fields
    }

    pub(super) fn report_repeated(&mut self, text: &str, item: ast::Item<'t>, first: ast::Item<'t>) {
        if self.broken.touches(item.span()) || self.broken.touches(first.span()) {
            return;
        }
        let finding = self
            .finding(
                &KEY02,
                item.head_span(),
                format!("“{text}”重复填写"),
                format!("“{text}” is given twice"),
            )
            .advise("只保留一处，删去另一处。", "Keep one and delete the other.")
            .relate(self.site(first.head_span()), "第一次在这里", "first given here");
        self.findings.push(finding);
    }

    fn report_unknown(&mut self, name: ast::Name<'t>, place: Place) {
        if self.broken.is_doubtful(name.span()) {
            return;
        }
        let text = name.text();
        let here = place_name(place);
        let mut finding = self.finding(
            &KEY01,
            name.span(),
            format!("“{here}”中没有“{text}”这一项"),
            format!("“{here}” has no item “{text}”"),
        );
        let parsed = Key::parse(&text).map(|(key, _)| key);
        if name.is_string() && parsed.is_some_and(|key| place.slot(key).is_some()) {
            let finding =
                finding.advise_in_pmt("表上的名称不加引号。", "The form's own names have no quotes.").fix(
                    false,
                    vec![Edit { span: name.span(), text: text.clone().into_owned() }],
                    "去掉引号",
                    "Remove the quotes",
                );
            self.findings.push(finding);
            return;
        }
        if place == Place::Basis && parsed.is_none() {
            let documents = label(Key::Documents);
            let title = format!("《{}》", text.trim_matches(['《', '》']));
            let finding = offer_nearest(finding, &text, slot_labels(place), name.span());
            let finding = if finding.fixes.is_empty() && name.is_string() {
                finding
                    .advise(
                        format!("文件写成 {title}，或写在“{documents}”中。"),
                        format!("Write a document as {title}, or put it under “{documents}”."),
                    )
                    .fix(
                        false,
                        vec![Edit { span: name.span(), text: title.clone() }],
                        format!("改为 {title}"),
                        format!("Replace with {title}"),
                    )
            } else {
                finding
            };
            self.findings.push(finding);
            return;
        }
        let homes: Vec<_> = Key::parse(&text)
            .map(|(key, _)| Place::of_key(key).map(place_name).collect())
            .unwrap_or_default();
        if homes.is_empty() {
            finding = offer_nearest(finding, &text, slot_labels(place), name.span());
        } else {
            let homes = homes.join("、");
            finding = finding
                .advise(format!("“{text}”应写在“{homes}”中。"), format!("“{text}” belongs in “{homes}”."));
        }
        self.findings.push(finding);
    }

    /// KEY04 for every part that the key's row of the table does not have, KEY03 for a label it requires.
    pub(super) fn check_shape(&mut self, item: ast::Item<'t>, key: &str, content: Content) {
        if self.head_is_broken(item) {
            return;
        }
        match (content.label, item.label()) {
            (LabelType::None, Some(label)) => {
                let after_key = item.key().map_or(label.span().start, |name| name.span().end);
                let finding = self.finding(
                    &KEY04,
                    label.span(),
                    format!("“{key}”后面不带名称；值写在冒号后面"),
                    format!("“{key}” takes no name; a value follows a colon"),
                );
                let colon = Edit { span: Span::empty(after_key), text: ":".to_owned() };
                let has_value = item.values().next().is_some() || item.target().is_some();
                self.findings.push(if has_value {
                    finding
                } else {
                    finding.fix(false, vec![colon], "补上冒号", "Add a colon")
                });
            }
            (LabelType::Year, label) if label.and_then(ast::Label::year).is_none() => {
                self.report_label(item, key, "年度", "a year", "2022");
            }
            (LabelType::Name, label) if label.and_then(ast::Label::string).is_none() => {
                self.report_label(item, key, "名称", "a name", "\"…\"");
            }
            _ => {}
        }
        self.check_values(item, key, content.value);
        if let (true, true, Some(span)) =
            (content.text && item.text().is_some(), takes_words(content), item.values_span())
        {
            self.report(
                &KEY04,
                span,
                format!("“{key}”后面既有值又有文段，只能写一处"),
                format!("“{key}” takes a value or a text, not both"),
            );
        }
        if let Some(text) = item.text().filter(|_| !content.text) {
            self.report(&KEY04, text.span(), format!("“{key}”不写成文段"), format!("“{key}” takes no text"));
        }
        if let Some(block) = item.block().filter(|_| content.block.is_none()) {
            self.report(
                &KEY04,
                Span::new(block.span().start, block.span().start.saturating_add(1)),
                format!("“{key}”下面没有可填的项"),
                format!("“{key}” takes no block"),
            );
        }
    }

    /// KEY04 for a key with nothing after it that says something.
    fn check_content(&mut self, item: ast::Item<'t>, key: &str, content: Content) {
        let has_value = item.values().next().is_some() || item.target().is_some() || item.label().is_some();
        let says_something = has_value
            || content.value == ValueType::None && content.block.is_none()
            || content.text && item.text().is_some()
            || content.block.is_some() && item.block().is_some();
        if says_something || self.head_is_broken(item) {
            return;
        }
        let finding = self
            .finding(
                &KEY04,
                item.head_span(),
                format!("“{key}”后面没有内容"),
                format!("nothing follows “{key}”"),
            )
            .advise("填写内容，或删去这一项。", "Say what it is, or delete the item.");
        self.findings.push(finding);
    }

    /// Whether a syntax error stands before the item's block: what its parts are is then in doubt.
    pub(super) fn head_is_broken(&self, item: ast::Item<'t>) -> bool {
        let end = item.block().map_or(item.span().end, |block| block.span().start);
        self.broken.touches(Span::new(item.span().start, end))
    }

    fn check_values(&mut self, item: ast::Item<'t>, key: &str, expected: ValueType) {
        if let Some(target) = item.target().filter(|_| expected != ValueType::Target) {
            self.report(
                &KEY04,
                target.span(),
                format!("“{key}”不用比较符号；值写在冒号后面"),
                format!("“{key}” takes no comparison; a value follows a colon"),
            );
        }
        let many = matches!(expected, ValueType::Names | ValueType::Times);
        if expected == ValueType::Target {
            self.check_target(item, key);
        }
        match (expected, item.values_span()) {
            (ValueType::None, Some(span)) => {
                self.report(&KEY04, span, format!("“{key}”后面不带值"), format!("“{key}” takes no value"));
            }
            (_, Some(_)) if !many => {
                if let Some(second) = item.values().nth(1) {
                    self.report(
                        &KEY04,
                        second.span(),
                        format!("“{key}”只填一个值"),
                        format!("“{key}” takes one value"),
                    );
                }
            }
            _ => {}
        }
    }

    fn report_label(&mut self, item: ast::Item<'t>, key: &str, zh: &str, en: &str, sample: &str) {
        let span = item.key().map_or(item.head_span(), ast::Name::span);
        let finding = self
            .finding(&KEY03, span, format!("“{key}”后面缺少{zh}"), format!("“{key}” lacks {en}"))
            .advise_on_paper(format!("写明{zh}。"), format!("Give {en}."))
            .say_on_paper(format!("没有写“{key}”的{zh}"), format!("“{key}” lacks {en}"))
            .advise(format!("写成 {key} {sample} {{ … }}"), format!("Write {key} {sample} {{ … }}"));
        self.findings.push(finding);
    }
}

/// What the keys of a place are called in any edition.
fn slot_labels(place: Place) -> impl Iterator<Item = &'static str> {
    place.slots().iter().flat_map(|slot| slot.key.spellings()).map(|spelling| spelling.text)
}

/// Whether a blank item is another rule's: STR01 asks for what the form requires, and a label says enough.
fn is_judged_later(place: Place, slot: Slot) -> bool {
    let named_on_the_cover =
        place == Place::Declaration && matches!(slot.key, Key::Region | Key::Department | Key::Unit);
    named_on_the_cover || slot.required != EditionSet::NONE || slot.content.label != LabelType::None
}

/// Whether the values are words that a text could say as well.
fn takes_words(content: Content) -> bool {
    matches!(content.value, ValueType::Name | ValueType::Names)
}

/// Adds the nearest of `candidates` to a finding, as advice and as a suggested fix, if one is near enough.
pub(super) fn offer_nearest<'a>(
    finding: Finding,
    text: &str,
    candidates: impl Iterator<Item = &'a str>,
    span: Span,
) -> Finding {
    let Some(nearest) = nearest(text, candidates) else { return finding };
    finding.advise(format!("是不是“{nearest}”？"), format!("Did you mean “{nearest}”?")).fix(
        false,
        vec![Edit { span, text: nearest.to_owned() }],
        format!("改为“{nearest}”"),
        format!("Replace with “{nearest}”"),
    )
}

/// Most candidates that are compared with a name. Nobody has declared so many names by hand, and a file that names
/// thousands wrongly is not mended by offers.
const MOST_COMPARED: usize = 200;

/// The candidate nearest to `text`, if it shares at least half of its characters; one that holds all of `text` before
/// all others. Only the first candidates of a length that could be near are compared.
pub(crate) fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    candidates
        .filter(|candidate| {
            let other = candidate.chars().count();
            length.abs_diff(other).saturating_mul(2) <= length.max(other)
        })
        .take(MOST_COMPARED)
        .map(|candidate| (!candidate.contains(text), strsim::osa_distance(text, candidate), candidate))
        .filter(|(_, distance, candidate)| {
            *distance > 0 && distance.saturating_mul(2) <= length.max(candidate.chars().count())
        })
        .min_by_key(|(other, distance, _)| (*other, *distance))
        .map(|(.., candidate)| candidate)
}

/// A name as a value is written: quoted unless it is a plain word.
pub(crate) fn as_value(name: &str) -> String {
    let mut chars = name.chars();
    let is_word = chars.next().is_some_and(char::is_alphabetic)
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '·'));
    if is_word { name.to_owned() } else { pmt_syntax::quote(name) }
}

/// Whether one character makes the difference: beyond doubt the same name.
pub(crate) fn is_slip(text: &str, name: &str) -> bool {
    strsim::osa_distance(text, name) == 1
}

/// The usual label of a key, for messages that know no edition.
pub(super) fn label(key: Key) -> &'static str {
    key.label(Edition::Common)
}
