//! Amounts and calculations of amounts. They are reported while a file is read.

use super::while_reading;
use crate::rules::Rule;
use crate::text::Words;

/// A number without a unit where money belongs.
pub static AMT01: Rule = while_reading(
    "AMT01",
    "bare-amount",
    Words { zh: "金额没有单位", en: "an amount without its unit" },
    Words {
        zh: "把元当万元、万元当元，是申报里最常见的差错。所以每个金额都写明单位；只有 0 可以不写。",
        en: "元 for 万元 is the field's classic mistake, so every amount states its unit; only 0 may go without.",
    },
    "申报 2022 {\n  预算资金: 1650000\n}\n",
    "申报 2022 {\n  预算资金: 1650000元\n}\n",
);

/// An amount finer than a cent.
pub static AMT02: Rule = while_reading(
    "AMT02",
    "sub-cent-amount",
    Words { zh: "金额小于分", en: "an amount finer than a cent" },
    Words { zh: "折合成元后最多两位小数。", en: "In 元 an amount has two decimals at most." },
    "申报 2022 {\n  预算资金: 1.005元\n}\n",
    "申报 2022 {\n  预算资金: 1.01元\n}\n",
);

/// A calculation that gives no money.
pub static AMT03: Rule = while_reading(
    "AMT03",
    "malformed-calculation",
    Words { zh: "算式的因数不对", en: "a calculation has the wrong factors" },
    Words {
        zh: "算式的每个因数都有单位，其中有且只有一个是金额，如 60人 × 7天 × 350元。",
        en: "Every factor of a calculation has a unit and exactly one is money: 60人 × 7天 × 350元.",
    },
    "项目 \"培训\" {\n  实施方案 { 任务 \"办班\": 2万元 { 测算 { 师资费: 40课时 × 500 } } }\n}\n",
    "项目 \"培训\" {\n  实施方案 { 任务 \"办班\": 2万元 { 测算 { 师资费: 40课时 × 500元 } } }\n}\n",
);

/// A calculation whose stated result is wrong.
pub static AMT04: Rule = while_reading(
    "AMT04",
    "wrong-calculation",
    Words { zh: "算式的得数不对", en: "a calculation's result is wrong" },
    Words {
        zh: "算式可以写明得数，写了就要与算出来的一致。",
        en: "A calculation may state its result; it must then be what the factors give.",
    },
    "项目 \"培训\" {\n  实施方案 { 任务 \"办班\": 2万元 { 测算 { 师资费: 40课时 × 500元 = 30000元 } } }\n}\n",
    "项目 \"培训\" {\n  实施方案 { 任务 \"办班\": 2万元 { 测算 { 师资费: 40课时 × 500元 = 20000元 } } }\n}\n",
);

/// A result that the language cannot hold exactly.
pub static AMT05: Rule = while_reading(
    "AMT05",
    "inexact-amount",
    Words { zh: "金额无法准确表示", en: "an amount cannot be held exactly" },
    Words {
        zh: "金额和算式的结果最多整数 15 位、小数 6 位；超出时报错，不会四舍五入。",
        en: "Amounts and results have at most 15 digits before and 6 after the point; beyond that is an error, never a rounding.",
    },
    "申报 2022 {\n  预算资金: 999999999999999亿元\n}\n",
    "申报 2022 {\n  预算资金: 9亿元\n}\n",
);
