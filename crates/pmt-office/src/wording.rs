//! Findings in the words of somebody who reads a document: what they say of the language's spelling is said as the form
//! prints it, and advice that only the language can follow is left out.

use pmt_core::finding::Finding;
use pmt_core::rules::Rule;
use pmt_core::text::Message;

/// What is said in the language's terms, and what is said instead; longest first where one begins another.
const ZH: &[(&str, &str)] = &[
    ("用“依据内容”写明，或在文字里说明", "在文字里说明"),
    ("，或在任务的测算里列出数量和单价", ""),
    ("，或在任务的“测算”里逐项列出", ""),
    ("，或给任务写上金额", ""),
    ("改正“测算”中的", "改正"),
    ("，把说明移到“指标解释”", ""),
    ("，或用“评分标准”说明怎样分档", ""),
    ("；或用“评分标准”说明怎样评定", ""),
    ("，或在“评分标准”中说明怎样评定", ""),
    ("写在“取值依据”中", "在情况说明中写明"),
    ("在“数据来源”中写明", "在情况说明中写明"),
    ("；定性的值改用冒号", ""),
    ("在申报中补上", "在封面上补上"),
    ("没有写明版式，只按各版式共有的要求检查", "看不出是哪个地区的表式，只按各地共有的要求检查"),
    ("“申报”后面缺少年度", "没有写申报的年度"),
    ("在“申报”后面", "在标题中"),
    ("“\"", "“"),
    ("\"”", "”"),
    (">=", "≥"),
    ("<=", "≤"),
];

const EN: &[(&str, &str)] = &[
    ("Give 依据内容, or say in the text", "Say in the text"),
    (", or cost it in the task's 测算", ""),
    (", or list the lines under a task's 测算", ""),
    (" and move the explanation to 指标解释", ""),
    (", or grade it under 评分标准", ""),
    (", or say under 评分标准 how it is judged", ""),
    ("give it under 取值依据", "say so in the narrative"),
    (", under 数据来源", ", in the narrative"),
    ("“\"", "“"),
    ("\"”", "”"),
    (">=", "≥"),
    ("<=", "≤"),
];

/// Advice ends where it begins to speak of the language alone.
const ENDS: &[&str] =
    &["；文字里可以写 ${", "; the text can say ${", "; the text may say ${", "；“起止", "可以不写，由"];

/// What advice must not speak of.
const FOREIGN: &[&str] =
    &["${", "pmt", "评分标准", "数据来源", "取值依据", "依据内容", "指标解释", "版式", "{"];

/// A finding as it is told of a document; `None` if it is about the language alone. Fixes change texts that nobody
/// has, and are left out.
pub fn suited(finding: Finding) -> Option<Finding> {
    if !is_for_documents(finding.rule) {
        return None;
    }
    let advice = finding.advice.as_ref().and_then(advice);
    let mut finding = Finding { advice, fixes: Vec::new(), ..finding };
    finding.message = said(&finding.message);
    for related in &mut finding.related {
        related.message = said(&related.message);
    }
    Some(finding)
}

/// Whether a rule says anything of a document: those about how the language is written do not.
pub fn is_for_documents(rule: &Rule) -> bool {
    !["SYN", "REF", "SUP", "EXC"].iter().any(|group| rule.code.starts_with(group))
}

/// What the importer has noticed, said of a document that stays as it is.
pub fn noted(message: &Message) -> Message {
    let zh = message.zh.replace("Word 书签残留“", "文中有 Word 书签残留“");
    let zh = zh.split_once("，已按“").map_or(zh.clone(), |(head, _)| head.to_owned());
    let zh = zh.trim_end_matches("已去掉").trim_end_matches('，').to_owned();
    let en =
        message.en.split_once(" and was read as ").map_or(message.en.clone(), |(head, _)| head.to_owned());
    let en =
        en.trim_end_matches("taken out").trim_end_matches(" were ").trim_end_matches(", was ").to_owned();
    Message::new(zh, en)
}

fn said(message: &Message) -> Message {
    Message::new(replaced(&message.zh, ZH), replaced(&message.en, EN))
}

fn advice(message: &Message) -> Option<Message> {
    let cut = |text: &str, stop: &str| {
        let end = ENDS.iter().filter_map(|end| text.find(end)).min();
        end.map_or_else(|| text.to_owned(), |end| format!("{}{stop}", text.get(..end).unwrap_or_default()))
    };
    let message = said(&Message::new(cut(&message.zh, "。"), cut(&message.en, ".")));
    let is_foreign = |text: &str| FOREIGN.iter().any(|word| text.contains(word));
    (!is_foreign(&message.zh) && !is_foreign(&message.en)).then_some(message)
}

fn replaced(text: &str, words: &[(&str, &str)]) -> String {
    words.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
