//! One thing to complete with, before it is known what was typed.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionTextEdit, InsertReplaceEdit,
    InsertTextFormat, InsertTextMode, Range, TextEdit,
};

use super::snippet::Snippet;
use crate::features::describe::Subject;
use crate::pinyin::{self, Fit};
use crate::profile::Profile;
use pmt_core::text::Lang;

/// Most items sent at once: the list is asked for again as soon as a letter is typed.
const MOST_ITEMS: usize = 200;

/// What can be inserted.
#[derive(Clone, Debug)]
pub struct Offer {
    /// As it is shown.
    pub label: String,
    /// The name by which it is found, and shown where no other label is.
    pub name: String,
    /// Its English name.
    pub english: &'static str,
    /// What is inserted.
    pub insert: Snippet,
    /// A word beside it.
    pub detail: String,
    /// What kind of thing it is.
    pub kind: CompletionItemKind,
    /// What there is to read of it, asked for when somebody looks.
    pub subject: Option<Subject>,
    /// Whether it is a section of several lines, whole even for clients without snippets.
    pub whole: bool,
    /// Whether it stands after everything else.
    pub last: bool,
}

impl Offer {
    /// A name that is inserted as something.
    pub fn new(name: impl Into<String>, insert: Snippet, kind: CompletionItemKind) -> Self {
        let name = name.into();
        Self {
            label: name.clone(),
            name,
            english: "",
            insert,
            detail: String::new(),
            kind,
            subject: None,
            whole: false,
            last: false,
        }
    }

    /// Shown otherwise than it is found.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }

    /// Found by an English name, too.
    #[must_use]
    pub fn english(self, english: &'static str) -> Self {
        Self { english, ..self }
    }

    /// With a word beside it.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// With something to read of it.
    #[must_use]
    pub fn about(self, subject: Subject) -> Self {
        Self { subject: Some(subject), ..self }
    }

    /// A section of several lines.
    #[must_use]
    pub fn whole(self) -> Self {
        Self { whole: true, ..self }
    }

    /// After everything else.
    #[must_use]
    pub fn last(self) -> Self {
        Self { last: true, ..self }
    }
}

/// What travels with an item until somebody looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// What it is about.
    pub subject: Subject,
    /// The language to say it in.
    pub lang: Lang,
}

/// What the client can do with items.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "one for each ability")]
pub struct Abilities {
    /// It knows snippets.
    snippets: bool,
    /// It can be told to indent.
    modes: bool,
    /// It shows a word beside the label.
    label_details: bool,
    /// It can leave to its user whether the rest of the word is replaced.
    replaces: bool,
}

impl Abilities {
    /// Those of a client.
    pub fn of(profile: &Profile) -> Self {
        let item = profile
            .capabilities
            .text_document
            .as_ref()
            .and_then(|document| document.completion.as_ref())
            .and_then(|completion| completion.completion_item.as_ref());
        let modes = item.and_then(|item| item.insert_text_mode_support.as_ref());
        Self {
            snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
            modes: modes.is_some_and(|modes| {
                [InsertTextMode::AS_IS, InsertTextMode::ADJUST_INDENTATION]
                    .iter()
                    .all(|mode| modes.value_set.contains(mode))
            }),
            label_details: item.and_then(|item| item.label_details_support).unwrap_or(false),
            replaces: item.and_then(|item| item.insert_replace_support).unwrap_or(false),
        }
    }
}

/// Where and how offers become items.
pub struct Setting<'a> {
    /// What is typed.
    pub typed: &'a str,
    /// What is replaced.
    pub range: Range,
    /// The rest of the word behind the cursor, and the same with that.
    pub rest: &'a str,
    /// What is replaced where what is inserted has the rest, too.
    pub range_with_rest: Range,
    /// The indentation of the line.
    pub indent: &'a str,
    /// What the client can do.
    pub abilities: Abilities,
    /// The language to describe in.
    pub lang: Lang,
}

impl Setting<'_> {
    /// The items for the offers that fit what is typed, the best first.
    pub fn items(&self, offers: Vec<Offer>) -> Vec<CompletionItem> {
        let mut fitting: Vec<(bool, Fit, Offer, String)> = offers
            .into_iter()
            .filter_map(|offer| {
                let found = pinyin::find(self.typed, &offer.name, offer.english)?;
                Some((offer.last, found.fit, offer, found.filter))
            })
            .collect();
        fitting.sort_by_key(|(last, fit, ..)| (*last, *fit));
        let items = fitting.into_iter().take(MOST_ITEMS).enumerate();
        items.map(|(index, (_, _, offer, filter))| self.item(index, offer, filter)).collect()
    }

    fn item(&self, index: usize, offer: Offer, filter: String) -> CompletionItem {
        let is_snippet = self.abilities.snippets && !offer.insert.is_plain();
        let new_text = if is_snippet {
            offer.insert.as_snippet()
        } else {
            offer.insert.as_text(self.indent, !offer.whole)
        };
        let mode = if is_snippet { InsertTextMode::ADJUST_INDENTATION } else { InsertTextMode::AS_IS };
        // `项目▮类别` and `<= ▮万元`: what stands there already is not written twice.
        let has_rest = !self.rest.is_empty() && !is_snippet && new_text.ends_with(self.rest);
        let range = if has_rest { self.range_with_rest } else { self.range };
        let several = new_text.contains('\n') && self.abilities.modes;
        let detail = (!offer.detail.is_empty()).then_some(offer.detail);
        let beside = detail.clone().filter(|_| self.abilities.label_details);
        let data = offer.subject.map(|subject| Data { subject, lang: self.lang });
        CompletionItem {
            label: offer.label,
            label_details: beside.map(|description| CompletionItemLabelDetails {
                detail: None,
                description: Some(description),
            }),
            kind: Some(offer.kind),
            detail,
            sort_text: Some(format!("{index:04}")),
            filter_text: Some(filter),
            insert_text_format: Some(if is_snippet {
                InsertTextFormat::SNIPPET
            } else {
                InsertTextFormat::PLAIN_TEXT
            }),
            insert_text_mode: several.then_some(mode),
            text_edit: Some(if self.abilities.replaces && !self.rest.is_empty() && !has_rest {
                CompletionTextEdit::InsertAndReplace(InsertReplaceEdit {
                    new_text,
                    insert: self.range,
                    replace: self.range_with_rest,
                })
            } else {
                CompletionTextEdit::Edit(TextEdit { range, new_text })
            }),
            data: data.and_then(|data| serde_json::to_value(data).ok()),
            ..CompletionItem::default()
        }
    }
}
