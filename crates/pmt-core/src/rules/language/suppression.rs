//! SUP01–SUP03: comments that silence a rule but do nothing, give no reason, or cannot work.

use crate::finding::Severity;
use crate::rules::{Check, Rule, Source};
use crate::text::Words;

/// A suppression that silences nothing.
pub static SUP01: Rule = Rule {
    code: "SUP01",
    name: "unused-suppression",
    severity: Severity::Warning,
    property: None,
    source: Source::Language,
    summary: Words { zh: "不再需要的允许", en: "a suppression that silences nothing" },
    explanation: Words {
        zh: "注释允许的规则在这一项里没有发现问题：或者问题已经改好，或者注释放错了地方。留着它，以后真有问题也会被放过。`pmt lint --fix` 会删去它。规则没有运行时（关闭了、材料不全、文件有语言错误）不作判断。",
        en: "The rule that the comment allows finds nothing in its item: the fault has been corrected, or the comment is in the wrong place. Left there, it would hide a later fault. `pmt lint --fix` deletes it. Where the rule did not run (off, files missing, errors of the language) nothing is said.",
    },
    bad: "项目 \"培训\" {\n  主管部门: \"某局\"  // pmt: 允许 VAL01 沿用上年写法\n}\n",
    good: "申报 2022 { 版式: 上海 }\n\n项目 \"培训\" {\n  // pmt: 允许 other-edition-key 沿用上年写法\n  年度总体目标 \"\"\"培训 30 人。\"\"\"\n}\n",
    check: Check::WhileReading,
};

/// A suppression without a reason.
pub static SUP02: Rule = Rule {
    code: "SUP02",
    name: "unexplained-suppression",
    severity: Severity::Warning,
    property: None,
    source: Source::Language,
    summary: Words { zh: "允许没有写理由", en: "a suppression without a reason" },
    explanation: Words {
        zh: "收到申报的人会看到被允许的问题和理由，所以理由必须写。没有理由的允许不起作用，问题照样报告。",
        en: "Whoever receives the declaration sees what was allowed and why, so the reason is required. Without one the comment has no effect, and the finding is still reported.",
    },
    bad: "项目 \"培训\" {\n  主管部门: \"某局\"  // pmt: 允许 VAL01\n}\n",
    good: "申报 2022 { 版式: 上海 }\n\n项目 \"培训\" {\n  年度总体目标 \"\"\"培训 30 人。\"\"\"  // pmt: 允许 KEY05 沿用上年写法\n}\n",
    check: Check::WhileReading,
};

/// A suppression that cannot work.
pub static SUP03: Rule = Rule {
    code: "SUP03",
    name: "unworkable-suppression",
    severity: Severity::Warning,
    property: None,
    source: Source::Language,
    summary: Words { zh: "允许写得不对，不起作用", en: "a suppression that cannot work" },
    explanation: Words {
        zh: "没有这条规则，或者是语言本身的错误（SYN、KEY、REF、AMT、IDX）和允许本身的规则（SUP），它们不能允许；或者注释不在任何一项的上一行或首行末尾；或者格式不对。应写成 `// pmt: 允许 规则 理由`，规则可以是代码或名称，几条之间用逗号分开。",
        en: "There is no such rule; or it is an error of the language itself (SYN, KEY, REF, AMT, IDX) or a rule about suppressions (SUP), which cannot be allowed; or the comment stands neither on the line before an item nor at the end of its first line; or it is not understood. It is written `// pmt: 允许 RULE reason`, the rule by code or name, several with commas between.",
    },
    bad: "项目 \"培训\" {\n  主管部门: \"某局\"  // pmt: 允许 KEY03 先空着\n}\n",
    good: "申报 2022 { 版式: 上海 }\n\n// pmt: 允许 KEY05 沿用上年写法\n项目 \"培训\" {\n  年度总体目标 \"\"\"培训 30 人。\"\"\"\n}\n",
    check: Check::WhileReading,
};
