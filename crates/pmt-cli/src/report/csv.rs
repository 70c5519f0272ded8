//! Findings as a table, a row each, for spreadsheets: UTF-8 with the mark by which Excel knows it, the headings in the
//! user's language.

use std::borrow::Cow;

use pmt_core::finding::Finding;
use pmt_core::text::{Lang, Words};

use super::places::Places;
use super::{Outcome, paint, weight};

/// What Excel knows UTF-8 by.
const MARK: &[u8] = b"\xEF\xBB\xBF";

const HEADINGS: [Words; 10] = [
    Words { zh: "文件", en: "file" },
    Words { zh: "位置", en: "place" },
    Words { zh: "行", en: "line" },
    Words { zh: "列", en: "column" },
    Words { zh: "级别", en: "severity" },
    Words { zh: "规则", en: "rule" },
    Words { zh: "名称", en: "name" },
    Words { zh: "原文", en: "words" },
    Words { zh: "问题", en: "message" },
    Words { zh: "建议", en: "advice" },
];

/// A row per finding.
pub fn render(outcome: &Outcome<'_>, lang: Lang) -> Vec<u8> {
    let mut rows = Rows::new(&HEADINGS, lang);
    for (session, findings) in outcome.by_file() {
        let mut places = Places::new(session);
        for finding in findings {
            rows.add(&cells(finding, session, &mut places, lang));
        }
    }
    rows.into_bytes()
}

fn cells<'a>(
    finding: &'a Finding,
    session: &'a crate::input::Session,
    places: &mut Places<'a>,
    lang: Lang,
) -> [Cow<'a, str>; 10] {
    let at = places.site(finding.site).start;
    let place = session.place_without_line(finding.site);
    // A document without lines has none to give.
    let number = |number: u32| if place.is_none() { number.to_string().into() } else { Cow::Borrowed("") };
    let (line, column) = (number(at.line), number(at.col));
    let words = places.words(finding.site);
    [
        session.shown(finding.site.file).into(),
        place.map_or(Cow::Borrowed(""), |place| place.message().get(lang).to_owned().into()),
        line,
        column,
        paint::word(weight(finding.severity)).get(lang).into(),
        finding.rule.code.into(),
        finding.rule.name.into(),
        words.into(),
        finding.message.get(lang).into(),
        finding.advice.as_ref().map_or("", |advice| advice.get(lang)).into(),
    ]
}

/// Rows of a table being written.
pub struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    /// With its headings.
    pub fn new(headings: &[Words], lang: Lang) -> Self {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(MARK);
        let mut rows = Self(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes));
        rows.add(&headings.iter().map(|words| Cow::Borrowed(words.get(lang))).collect::<Vec<_>>());
        rows
    }

    /// Adds a row.
    pub fn add(&mut self, cells: &[Cow<'_, str>]) {
        // Memory takes everything, and every row has as many cells.
        let _ = self.0.write_record(cells.iter().map(|cell| harmless(cell).into_owned()));
    }

    /// All of it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

/// A text as one line that no spreadsheet takes for a formula: documents come from anywhere.
fn harmless(text: &str) -> Cow<'_, str> {
    let text = if text.chars().any(paint::steers) {
        Cow::Owned(text.chars().map(|c| if paint::steers(c) { ' ' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    };
    if text.starts_with(['=', '+', '-', '@']) { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless("一行\n两行"), "一行 两行");
        assert_eq!(harmless(">= 30"), ">= 30");
    }
}
