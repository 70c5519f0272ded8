//! Units of money and the scales that stand before a unit.

/// A unit of money and how many 元 it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MoneyUnit {
    /// As written.
    pub text: &'static str,
    /// How many 元.
    pub yuan: i64,
}

/// The units of money a declaration may use, 元 first.
pub static MONEY_UNITS: [MoneyUnit; 6] = [
    MoneyUnit { text: "元", yuan: 1 },
    MoneyUnit { text: "万元", yuan: 10_000 },
    MoneyUnit { text: "亿元", yuan: 100_000_000 },
    MoneyUnit { text: "千元", yuan: 1_000 },
    MoneyUnit { text: "百万元", yuan: 1_000_000 },
    MoneyUnit { text: "千万元", yuan: 10_000_000 },
];

impl MoneyUnit {
    /// The unit spelt `text`; `人民币` before it is read over.
    pub fn parse(text: &str) -> Option<&'static Self> {
        let text = text.strip_prefix("人民币").unwrap_or(text);
        MONEY_UNITS.iter().find(|unit| unit.text == text)
    }

    /// 元.
    pub fn yuan() -> &'static Self {
        &MONEY_UNITS[0]
    }

    /// 万元.
    pub fn ten_thousand() -> &'static Self {
        MONEY_UNITS.iter().find(|unit| unit.yuan == 10_000).unwrap_or(&MONEY_UNITS[0])
    }
}

/// Splits a scale (万, 亿) off the front of a unit: `万人次` is 10,000 of 人次. `万` alone is a scale without a unit.
pub fn unit_scale(unit: &str) -> (i64, &str) {
    for (prefix, scale) in [("万", 10_000), ("亿", 100_000_000)] {
        if let Some(rest) = unit.strip_prefix(prefix) {
            return (scale, rest);
        }
    }
    (1, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_and_money_are_told_apart() {
        assert_eq!(unit_scale("万人次"), (10_000, "人次"));
        assert_eq!(unit_scale("家"), (1, "家"));
        assert_eq!(unit_scale("万"), (10_000, ""));
        assert_eq!(MoneyUnit::parse("万元").map(|unit| unit.yuan), Some(10_000));
        assert_eq!(MoneyUnit::parse("万"), None);
    }
}
