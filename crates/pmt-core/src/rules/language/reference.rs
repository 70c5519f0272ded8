//! References between declarations.

use crate::finding::Severity;
use crate::rules::{Check, Rule, Source};
use crate::text::Words;

/// A reference to something not declared.
pub static REF01: Rule = Rule {
    code: "REF01",
    name: "unknown-reference",
    severity: Severity::Error,
    property: None,
    source: Source::Language,
    summary: Words { zh: "引用的内容没有声明", en: "a reference to something not declared" },
    explanation: Words {
        zh: "对应、责任和 ${…} 引用的名称要在本项目中声明过；写错时提示最接近的名称。",
        en: "What 对应, 责任 and ${…} name must be declared in the project; the nearest name is offered.",
    },
    bad: "项目 \"培训\" {\n  实施主体 { 组织科: \"组织培训\" }\n  实施方案 { 任务 \"办班\": 2万元 { 责任: 组织处 } }\n}\n",
    good: "项目 \"培训\" {\n  实施主体 { 组织科: \"组织培训\" }\n  实施方案 { 任务 \"办班\": 2万元 { 责任: 组织科 } }\n}\n",
    check: Check::WhileReading,
};

/// References in a circle.
pub static REF02: Rule = Rule {
    code: "REF02",
    name: "circular-reference",
    severity: Severity::Error,
    property: None,
    source: Source::Language,
    summary: Words { zh: "引用成了圈", en: "references in a circle" },
    explanation: Words {
        zh: "文段引用另一文段，后者又引用回来，就永远展不开。",
        en: "A text that refers to another which refers back can never be written out.",
    },
    bad: "项目 \"培训\" {\n  项目概述 \"\"\"见${实施方案}。\"\"\"\n  实施方案 \"\"\"见${项目概述}。\"\"\"\n}\n",
    good: "项目 \"培训\" {\n  项目概述 \"\"\"见${实施方案}。\"\"\"\n  实施方案 \"\"\"分两期办班。\"\"\"\n}\n",
    check: Check::WhileReading,
};

/// References that expand without measure.
pub static REF03: Rule = Rule {
    code: "REF03",
    name: "endless-expansion",
    severity: Severity::Error,
    property: None,
    source: Source::Language,
    summary: Words { zh: "引用展开后太长", en: "references expand to too long a text" },
    explanation: Words {
        zh: "文段多次引用另一文段，后者又多次引用第三个，展开后会越来越长。一个项目的文段展开后最多 1 MB。",
        en: "A text that refers many times to another, which refers many times to a third, grows without measure. A project's texts may expand to 1 MB.",
    },
    bad: ENDLESS,
    good: "项目 \"培训\" {\n  项目概述 \"\"\"见${实施方案}。\"\"\"\n  实施方案 \"\"\"分两期办班。\"\"\"\n}\n",
    check: Check::WhileReading,
};

const ENDLESS: &str = concat!(
    "项目 \"培训\" {\n",
    "  项目概述 \"\"\"${实施方案}${实施方案}${实施方案}${实施方案}${实施方案}${实施方案}${实施方案}${实施方案}\"\"\"\n",
    "  实施方案 \"\"\"${年度预算安排}${年度预算安排}${年度预算安排}${年度预算安排}${年度预算安排}${年度预算安排}\"\"\"\n",
    "  年度预算安排 \"\"\"${绩效目标}${绩效目标}${绩效目标}${绩效目标}${绩效目标}${绩效目标}${绩效目标}\"\"\"\n",
    "  绩效目标 \"\"\"${立项依据}${立项依据}${立项依据}${立项依据}${立项依据}${立项依据}${立项依据}\"\"\"\n",
    "  立项依据 \"\"\"${实施主体}${实施主体}${实施主体}${实施主体}${实施主体}${实施主体}${实施主体}\"\"\"\n",
    "  实施主体 \"\"\"${年度总目标}${年度总目标}${年度总目标}${年度总目标}${年度总目标}${年度总目标}\"\"\"\n",
    "  年度总目标 \"\"\"${项目总目标}${项目总目标}${项目总目标}${项目总目标}${项目总目标}${项目总目标}\"\"\"\n",
    "  项目总目标 \"\"\"培训三百人，印制教材三百册，培训三百人，印制教材三百册，培训三百人。\"\"\"\n",
    "}\n",
);
