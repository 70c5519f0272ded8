//! What is said of a declaration that is a printed document, where that differs from what is said of a text in the
//! language: its reader has a form before him, no keys, no signs of a keyboard, nothing that no form prints.
//!
//! A rule words itself for both. What it says of the language alone it marks as such where it says it; comparators are
//! spelt as forms print them here, once for all. This module must never know what a rule says.

use pmt_syntax::Comparator;

use crate::text::Message;

/// What of a finding differs on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper(Option<Box<Words>>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Words {
    is_silent: bool,
    message: Option<Message>,
    advice: Advice,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Advice {
    /// What is said in the language, too.
    #[default]
    Same,
    /// None.
    Nothing,
    /// Something else.
    Other(Message),
}

impl Paper {
    fn with(mut self, change: impl FnOnce(&mut Words)) -> Self {
        change(self.0.get_or_insert_default());
        self
    }

    pub(crate) fn silenced(self) -> Self {
        self.with(|words| words.is_silent = true)
    }

    pub(crate) fn say(self, message: Message) -> Self {
        self.with(|words| words.message = Some(message))
    }

    pub(crate) fn advise(self, advice: Message) -> Self {
        self.with(|words| words.advice = Advice::Other(advice))
    }

    /// Without advice, unless some was given for paper before.
    pub(crate) fn unadvised(self) -> Self {
        self.with(|words| {
            if words.advice == Advice::Same {
                words.advice = Advice::Nothing;
            }
        })
    }

    /// Message and advice on paper; `None` if nothing is said.
    pub(crate) fn words(
        self,
        message: Message,
        advice: Option<Message>,
    ) -> Option<(Message, Option<Message>)> {
        let words = self.0.map(|words| *words).unwrap_or_default();
        if words.is_silent {
            return None;
        }
        let advice = match words.advice {
            Advice::Same => advice,
            Advice::Nothing => None,
            Advice::Other(advice) => Some(advice),
        };
        Some((printed(words.message.unwrap_or(message)), advice.map(printed)))
    }
}

/// A message with comparators as forms print them.
pub fn printed(message: Message) -> Message {
    let print = |text: String| {
        [Comparator::AtLeast, Comparator::AtMost].into_iter().fold(text, |text, sign| {
            if text.contains(sign.source()) { text.replace(sign.source(), sign.printed()) } else { text }
        })
    };
    Message { zh: print(message.zh), en: print(message.en) }
}
