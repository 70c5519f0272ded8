//! The language's own rules for text that is not `.pmt`: one for each kind of syntax error. They are reported while a
//! file is read; the wording of their messages is in [`crate::lower`].

use pmt_syntax::SyntaxErrorKind;

use super::while_reading;
use crate::rules::Rule;
use crate::text::Words;

/// The rule for a kind of syntax error.
pub fn syntax_rule(kind: SyntaxErrorKind) -> &'static Rule {
    match kind {
        SyntaxErrorKind::UnclosedBlock => &SYN01,
        SyntaxErrorKind::StrayBrace => &SYN02,
        SyntaxErrorKind::UnclosedText => &SYN03,
        SyntaxErrorKind::UnclosedString => &SYN04,
        SyntaxErrorKind::UnclosedTitle => &SYN05,
        SyntaxErrorKind::MissingValue => &SYN06,
        SyntaxErrorKind::MissingSeparator => &SYN07,
        SyntaxErrorKind::MissingKey => &SYN08,
        SyntaxErrorKind::Unreadable => &SYN09,
        SyntaxErrorKind::ExtraContent => &SYN10,
        SyntaxErrorKind::BadNumber => &SYN11,
        SyntaxErrorKind::BadDate => &SYN12,
        SyntaxErrorKind::FullWidthDigit => &SYN13,
        SyntaxErrorKind::DetachedOpener => &SYN14,
        SyntaxErrorKind::DetachedValue => &SYN15,
        SyntaxErrorKind::TrailingComma => &SYN16,
        SyntaxErrorKind::HyphenRange => &SYN17,
        SyntaxErrorKind::WrongFence => &SYN18,
        SyntaxErrorKind::TooDeep => &SYN19,
        SyntaxErrorKind::BadInterpolation => &SYN20,
        SyntaxErrorKind::ControlCharacter => &SYN21,
        SyntaxErrorKind::BadLabel => &SYN22,
        SyntaxErrorKind::BraceInString => &SYN23,
    }
}

/// Every syntax rule, by code.
pub(super) static RULES: &[&Rule] = &[
    &SYN01, &SYN02, &SYN03, &SYN04, &SYN05, &SYN06, &SYN07, &SYN08, &SYN09, &SYN10, &SYN11, &SYN12, &SYN13,
    &SYN14, &SYN15, &SYN16, &SYN17, &SYN18, &SYN19, &SYN20, &SYN21, &SYN22, &SYN23,
];

static SYN01: Rule = while_reading(
    "SYN01",
    "unclosed-block",
    Words { zh: "“{”没有对应的“}”", en: "a block is never closed" },
    Words {
        zh: "少一个“}”，后面的项就分不清属于谁。pmt 按缩进判断这一项到哪里为止，其余各项不受影响。",
        en: "Without its “}” it is unclear what belongs to whom. The end is taken from the indentation; the other items keep their places.",
    },
    "申报 2022 {\n  主管部门: \"某局\"\n",
    "申报 2022 {\n  主管部门: \"某局\"\n}\n",
);
static SYN02: Rule = while_reading(
    "SYN02",
    "stray-brace",
    Words { zh: "多出一个“}”", en: "a brace closes nothing" },
    Words {
        zh: "“}”与“{”一一对应，多出的一个会让后面的项跑到外面。",
        en: "Braces come in pairs; one too many would push what follows out of its block.",
    },
    "申报 2022 {\n  主管部门: \"某局\"\n}\n}\n",
    "申报 2022 {\n  主管部门: \"某局\"\n}\n",
);
static SYN03: Rule = while_reading(
    "SYN03",
    "unclosed-text",
    Words { zh: "文段没有结束", en: "a text is never closed" },
    Words {
        zh: "文段以三个英文引号开头和结尾。漏了结尾，pmt 读到下一项之前为止。",
        en: "A text begins and ends with three ASCII quotes. Without the end it is read up to the next item.",
    },
    "申报 2022 {\n  绩效目标设置情况 \"\"\"\n    本部门编报项目 1 个。\n}\n",
    "申报 2022 {\n  绩效目标设置情况 \"\"\"\n    本部门编报项目 1 个。\n    \"\"\"\n}\n",
);
static SYN04: Rule = while_reading(
    "SYN04",
    "unclosed-string",
    Words { zh: "引号没有结束", en: "a string is never closed" },
    Words {
        zh: "带引号的文字写在一行之内，前后引号都要写。",
        en: "A quoted string stands on one line, with both quotes.",
    },
    "申报 2022 {\n  主管部门: \"某局\n}\n",
    "申报 2022 {\n  主管部门: \"某局\"\n}\n",
);
static SYN05: Rule = while_reading(
    "SYN05",
    "unclosed-title",
    Words { zh: "书名号没有结束", en: "a title is never closed" },
    Words {
        zh: "文件名称写在《》之内，前后都要写。",
        en: "A document's title stands in 《》, both of them.",
    },
    "项目 \"培训\" {\n  立项依据 {\n    《档案法 { 依据内容: \"档案的保管责任\" }\n  }\n}\n",
    "项目 \"培训\" {\n  立项依据 {\n    《档案法》 { 依据内容: \"档案的保管责任\" }\n  }\n}\n",
);
static SYN06: Rule = while_reading(
    "SYN06",
    "missing-value",
    Words { zh: "缺少值", en: "a value is missing" },
    Words {
        zh: "冒号、比较符号、逗号、“至”和“×”后面都要有值。",
        en: "A value follows every colon, comparison sign, comma, 至 and ×.",
    },
    "申报 2022 {\n  主管部门:\n}\n",
    "申报 2022 {\n  主管部门: \"某局\"\n}\n",
);
static SYN07: Rule = while_reading(
    "SYN07",
    "missing-separator",
    Words {
        zh: "名称和值之间缺少冒号或比较符号", en: "a colon or comparison sign is missing"
    },
    Words {
        zh: "“参训人数 30 家”说不清是等于还是不少于。",
        en: "“参训人数 30 家” does not say whether it means exactly or at least.",
    },
    "申报 2022 {\n  项目数 4\n}\n",
    "申报 2022 {\n  项目数: 4\n}\n",
);
static SYN08: Rule = while_reading(
    "SYN08",
    "nameless-item",
    Words { zh: "缺少项的名称", en: "the name of an item is missing" },
    Words {
        zh: "每一项以名称开头，冒号或比较符号跟在名称后面。",
        en: "Each item begins with its name; colon or comparison sign follow it.",
    },
    "申报 2022 {\n  : 4\n}\n",
    "申报 2022 {\n  项目数: 4\n}\n",
);
static SYN09: Rule = while_reading(
    "SYN09",
    "unreadable",
    Words { zh: "有看不懂的内容", en: "something cannot be read" },
    Words {
        zh: "一行写一项：名称、冒号、值。含标点的名称要加引号。",
        en: "One item a line: name, colon, value. A name with punctuation in it is quoted.",
    },
    "申报 2022 {\n  项目数: 4 @@\n}\n",
    "申报 2022 {\n  项目数: 4\n}\n",
);
static SYN10: Rule = while_reading(
    "SYN10",
    "extra-content",
    Words { zh: "一行里写了两项", en: "two items stand on one line" },
    Words {
        zh: "换行表示一项结束；写在同一行的多项之间要加“;”。",
        en: "A line ends an item; items on one line have “;” between them.",
    },
    "申报 2022 {\n  项目数: 4 主管部门: \"某局\"\n}\n",
    "申报 2022 {\n  项目数: 4; 主管部门: \"某局\"\n}\n",
);
static SYN11: Rule = while_reading(
    "SYN11",
    "bad-number",
    Words { zh: "数写得不对", en: "a number is malformed" },
    Words {
        zh: "数最多整数 15 位、小数 6 位，逗号每三位一个；超出的不会四舍五入，而是报错。",
        en: "A number has at most 15 digits before and 6 after the point, grouped in threes; more is an error and never rounded.",
    },
    "申报 2022 {\n  预算资金: 12,34元\n}\n",
    "申报 2022 {\n  预算资金: 1,234元\n}\n",
);
static SYN12: Rule = while_reading(
    "SYN12",
    "bad-date",
    Words { zh: "日期不存在或写得不完整", en: "a date does not exist" },
    Words { zh: "日期要在日历上存在。", en: "A date must be in the calendar." },
    "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2022-02-30\n}\n",
    "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2022-02-28\n}\n",
);
static SYN13: Rule = while_reading(
    "SYN13",
    "full-width-digit",
    Words { zh: "数用了全角数字", en: "a number has full-width digits" },
    Words {
        zh: "全角数字多半是输入法状态不对时打出来的，意思不变，可以自动改正。",
        en: "Full-width digits come from the input method; the meaning is kept and the fix is safe.",
    },
    "申报 2022 {\n  项目数: ４\n}\n",
    "申报 2022 {\n  项目数: 4\n}\n",
);
static SYN14: Rule = while_reading(
    "SYN14",
    "detached-opener",
    Words {
        zh: "“{”或文段的开头单独成行", en: "“{” or \"\"\" stands on a line of its own"
    },
    Words {
        zh: "换行表示一项结束，所以“{”和 \"\"\" 要写在名称那一行的末尾。",
        en: "A line ends an item, so “{” and \"\"\" stand at the end of their key's line.",
    },
    "申报 2022\n{\n  项目数: 4\n}\n",
    "申报 2022 {\n  项目数: 4\n}\n",
);
static SYN15: Rule = while_reading(
    "SYN15",
    "detached-value",
    Words { zh: "值写到了下一行", en: "a value stands on the next line" },
    Words { zh: "值从冒号那一行写起。", en: "A value begins on its colon's line." },
    "申报 2022 {\n  主管部门:\n    \"某局\"\n}\n",
    "申报 2022 {\n  主管部门: \"某局\"\n}\n",
);
static SYN16: Rule = while_reading(
    "SYN16",
    "trailing-comma",
    Words { zh: "最后一个值后面多了逗号", en: "a comma follows the last value" },
    Words {
        zh: "逗号表示后面还有值，会把下一行读成它的值。",
        en: "A comma says that another value follows, and would take it from the next line.",
    },
    "申报 2022 {\n  主管部门: \"某局\",\n  项目数: 4\n}\n",
    "申报 2022 {\n  主管部门: \"某局\"\n  项目数: 4\n}\n",
);
static SYN17: Rule = while_reading(
    "SYN17",
    "hyphen-range",
    Words { zh: "范围用了“-”", en: "a range is written with a hyphen" },
    Words {
        zh: "“-”会和负号、日期混淆，范围用“至”连接。",
        en: "A hyphen may be taken for a minus or a date; a range is joined by 至.",
    },
    "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 参训人数: 30-40 人 } } }\n}\n",
    "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 参训人数: 30 至 40 人 } } }\n}\n",
);
static SYN18: Rule = while_reading(
    "SYN18",
    "wrong-fence",
    Words { zh: "文段用了中文引号", en: "a text has Chinese quotes for its fence" },
    Words {
        zh: "文段以三个英文引号开头和结尾；中文输入法打出的三个引号意思不变，可以自动改正。",
        en: "A text begins and ends with three ASCII quotes; three Chinese ones are read alike and can be fixed safely.",
    },
    "申报 2022 {\n  绩效目标设置情况 “”“\n    本部门编报项目 1 个。\n    \"\"\"\n}\n",
    "申报 2022 {\n  绩效目标设置情况 \"\"\"\n    本部门编报项目 1 个。\n    \"\"\"\n}\n",
);
static SYN19: Rule = while_reading(
    "SYN19",
    "too-deep",
    Words { zh: "层次太深", en: "blocks are nested too deeply" },
    Words {
        zh: "表上最多十来层；层次更深，多半是漏了许多“}”。",
        en: "The form has a dozen levels at most; deeper nesting means that many “}” are missing.",
    },
    "项目 \"深\" {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {甲 {}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}\n",
    "申报 2022 {\n  项目数: 4\n}\n",
);
static SYN20: Rule = while_reading(
    "SYN20",
    "bad-interpolation",
    Words { zh: "文段里的引用写得不对", en: "a reference in a text is malformed" },
    Words {
        zh: "引用写成 ${名称} 或 ${任务.\"名称\"}，在一行之内；要写“${”本身时写成“\\${”。",
        en: "A reference is ${name} or ${任务.\"name\"}, on one line; a literal “${” is written “\\${”.",
    },
    "项目 \"培训\" {\n  项目概述 \"\"\"\n    预算资金${}。\n    \"\"\"\n  年度资金申请总额: 1万元\n}\n",
    "项目 \"培训\" {\n  项目概述 \"\"\"\n    预算资金${年度资金申请总额}。\n    \"\"\"\n  年度资金申请总额: 1万元\n}\n",
);
static SYN21: Rule = while_reading(
    "SYN21",
    "control-character",
    Words { zh: "有控制字符", en: "a control character" },
    Words {
        zh: "文件里混进了不可见的控制字符，可能已损坏，或不是文本文件。",
        en: "An invisible control character stands in the file: it may be damaged, or not be text.",
    },
    "申报 2022 {\n  项目数: 4\u{0}\n}\n",
    "申报 2022 {\n  项目数: 4\n}\n",
);
static SYN22: Rule = while_reading(
    "SYN22",
    "bad-label",
    Words { zh: "名称后面的标签写得不对", en: "a label is malformed" },
    Words {
        zh: "标签是加引号的名称，或四位数的年度。",
        en: "A label is a quoted name, or a year of four digits.",
    },
    "申报 22 {\n  项目数: 4\n}\n",
    "申报 2022 {\n  项目数: 4\n}\n",
);
static SYN23: Rule = while_reading(
    "SYN23",
    "brace-in-string",
    Words { zh: "引号里有花括号", en: "braces stand in quotes" },
    Words {
        zh: "花括号用来开始和结束一项的内容，带引号的一行文字里不能有；${…} 引用只写在 \"\"\" 文段里。",
        en: "Braces open and close an item's block and cannot stand in a quoted line; ${…} stands in \"\"\" texts only.",
    },
    "申报 2022 {\n  主管部门: \"某局{机关}\"\n}\n",
    "申报 2022 {\n  主管部门: \"某局（机关）\"\n}\n",
);
