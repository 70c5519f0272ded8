//! What only a printed document can have wrong: the language has no place for it, so that it is found while a document
//! is read, and by nobody in a `.pmt` file. These rules have no examples.

use super::{Check, Property, Rule, Source};
use crate::finding::Severity;
use crate::text::Words;

/// The form's title and the document's.
pub static STR05: Rule = Rule {
    code: "STR05",
    name: "different-titles",
    severity: Severity::Hint,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words { zh: "表名与文件标题不一致", en: "the form's title is not the document's" },
    explanation: Words {
        zh: "同一份申报的文件标题和各张表的表名应当是同一个名称。只在检查 Word、Excel 等文件时查；`.pmt` 里没有表名，打印时由版式给出。",
        en: "The title of the document and those of its forms should be one. Looked for in documents alone: a `.pmt` file has no titles, they are the edition's.",
    },
    bad: "",
    good: "",
    check: Check::WhileReading,
};

/// The unit of the form's amounts.
pub static FND11: Rule = Rule {
    code: "FND11",
    name: "undeclared-unit",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words { zh: "表中没有注明金额单位", en: "the form declares no unit of money" },
    explanation: Words {
        zh: "表中要写明金额的单位是元还是万元，否则 102 可能是 102 元，也可能是 102 万元。只在检查 Word、Excel 等文件时查；`.pmt` 里每个金额都带单位。",
        en: "A form says whether its amounts are in 元 or 万元; 102 may be either. Looked for in documents alone: in a `.pmt` file each amount has its unit.",
    },
    bad: "",
    good: "",
    check: Check::WhileReading,
};

/// Signs of a keyboard in a printed form.
pub static VAL17: Rule = Rule {
    code: "VAL17",
    name: "keyboard-sign",
    severity: Severity::Hint,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "印出的表中用了 >=、<= 或全角的 ＝、％",
        en: "the printed form has >=, <= or the full-width ＝, ％",
    },
    explanation: Words {
        zh: "印出的表中写“≥”“≤”“=”“%”。只在检查 Word、Excel 等文件时查；`.pmt` 里写 >=，打印成“≥”。",
        en: "The printed form has ≥, ≤, = and %. Looked for in documents alone: a `.pmt` file has >=, which prints as ≥.",
    },
    bad: "",
    good: "",
    check: Check::WhileReading,
};

/// All of them, by code.
pub static RULES: [&Rule; 3] = [&STR05, &FND11, &VAL17];
