//! Money and calculations of money.

use pmt_syntax::ast::{self, Value};
use pmt_syntax::{Edit, Span};
use rust_decimal::Decimal;

use super::Lowerer;
use super::fields::{Fields, label};
use crate::amount::{Amount, compare, multiply, yuan};
use crate::edition::{Key, MONEY_UNITS, MoneyUnit, unit_scale};
use crate::model::{CostLine, NamedAmount};
use crate::rules::language::{AMT01, AMT02, AMT03, AMT04, AMT05};

/// What one factor of a calculation contributes.
struct Factor {
    value: Decimal,
    is_money: bool,
}

impl<'t> Lowerer<'t> {
    pub(super) fn money(&mut self, fields: &Fields<'t>, key: Key) -> Option<Amount> {
        let value = fields.get(key)?.values().next()?;
        self.money_of(value, label(key))
    }

    pub(super) fn money_of(&mut self, value: Value<'t>, key: &str) -> Option<Amount> {
        let Value::Quantity(quantity) = value else {
            self.wrong_type(value, key, "金额，如 102万元", "an amount such as 102万元");
            return None;
        };
        let Some(number) = quantity.number() else {
            self.wrong_type(value, key, "金额，如 102万元", "an amount such as 102万元");
            return None;
        };
        let number = number.ok()?;
        let unit = quantity.unit().unwrap_or_default();
        if let Some(unit) = MoneyUnit::parse(unit) {
            return self.amount(number, unit, value.span());
        }
        let (_, counted) = unit_scale(unit);
        if unit.is_empty() && number.is_zero() {
            return Some(Amount { written_scale: Some(0), ..Amount::derived(Decimal::ZERO, value.span()) });
        }
        if counted.is_empty() {
            self.report_bare(quantity, unit);
        } else {
            self.wrong_type(value, key, "金额，如 102万元", "an amount such as 102万元");
        }
        None
    }

    /// A number without a unit, or with 万 alone, where money belongs.
    fn report_bare(&mut self, quantity: ast::Quantity<'t>, unit: &str) {
        let span = quantity.span();
        let text = quantity.node().text();
        let insert = |unit: &str| vec![Edit { span: Span::empty(span.end), text: unit.to_owned() }];
        let mut finding = self.finding(
            &AMT01,
            span,
            format!("金额“{text}”没有写明单位"),
            format!("the amount “{text}” does not state its unit"),
        );
        if unit.is_empty() {
            finding = finding
                .advise("写成元或万元，如 1020000元、102万元。", "Write 元 or 万元: 1020000元, 102万元.");
            for unit in MONEY_UNITS.iter().take(2) {
                let text = unit.text;
                finding = finding.fix(false, insert(text), format!("补上“{text}”"), format!("Add {text}"));
            }
        } else {
            finding = finding.advise(format!("写成“{text}元”。"), format!("Write “{text}元”.")).fix(
                false,
                insert("元"),
                "补上“元”",
                "Add 元",
            );
        }
        self.findings.push(finding);
    }

    fn amount(&mut self, number: Decimal, unit: &'static MoneyUnit, span: Span) -> Option<Amount> {
        let Some(in_yuan) = multiply(number, Decimal::from(unit.yuan)) else {
            self.report_overflow(span);
            return None;
        };
        if in_yuan.scale() > 2 {
            self.report(
                &AMT02,
                span,
                format!("折合 {}，比分还小", yuan(in_yuan)),
                format!("this is {}, finer than a cent", yuan(in_yuan)),
            );
        }
        Some(Amount { yuan: in_yuan, unit, written_scale: Some(number.scale()), span })
    }

    fn report_overflow(&mut self, span: Span) {
        self.report(
            &AMT05,
            span,
            "结果超出整数 15 位、小数 6 位，无法准确表示",
            "the result needs more than 15 digits before or 6 after the point",
        );
    }

    pub(super) fn named_amount(&mut self, item: ast::Item<'t>) -> NamedAmount {
        let name = Self::item_name(item);
        let amount = item.values().next().and_then(|value| self.money_of(value, &name.value));
        NamedAmount { name, amount }
    }

    pub(super) fn cost_line(&mut self, item: ast::Item<'t>) -> CostLine {
        let name = Self::item_name(item);
        let Some(value) = item.values().next() else { return CostLine { name, amount: None, formula: None } };
        let Value::Calculation(calculation) = value else {
            let amount = self.money_of(value, &name.value);
            return CostLine { name, amount, formula: None };
        };
        let amount = self.product(calculation);
        CostLine { name, amount, formula: Some(value.canonical()) }
    }

    fn product(&mut self, calculation: ast::Calculation<'t>) -> Option<Amount> {
        let span = calculation.span();
        let mut product = Decimal::ONE;
        let mut money: Option<Span> = None;
        for quantity in calculation.factors() {
            let factor = self.factor(quantity)?;
            if factor.is_money {
                if let Some(first) = money {
                    let finding = self
                        .finding(
                            &AMT03,
                            quantity.span(),
                            "一个算式里只能有一个金额",
                            "a calculation has one amount",
                        )
                        .relate(self.site(first), "第一个金额在这里", "the first amount is here");
                    self.findings.push(finding);
                    return None;
                }
                money = Some(quantity.span());
            }
            let Some(next) = multiply(product, factor.value) else {
                self.report_overflow(span);
                return None;
            };
            product = next;
        }
        if money.is_none() {
            self.report(
                &AMT03,
                span,
                "算式里没有金额，得不出多少钱",
                "the calculation has no amount, so it gives no money",
            );
            return None;
        }
        self.check_stated(calculation, product);
        if product.scale() > 2 {
            self.report(
                &AMT02,
                span,
                format!("算得 {}，比分还小", yuan(product)),
                format!("this gives {}, finer than a cent", yuan(product)),
            );
        }
        Some(Amount { written_scale: None, ..Amount::derived(product, span) })
    }

    fn factor(&mut self, quantity: ast::Quantity<'t>) -> Option<Factor> {
        let number = quantity.number()?.ok()?;
        let unit = quantity.unit().unwrap_or_default();
        let head = unit.split('/').next().unwrap_or_default();
        if let Some(money) = MoneyUnit::parse(head) {
            let value = multiply(number, Decimal::from(money.yuan));
            if value.is_none() {
                self.report_overflow(quantity.span());
            }
            return value.map(|value| Factor { value, is_money: true });
        }
        let (scale, counted) = unit_scale(unit);
        if counted.is_empty() {
            self.report(
                &AMT03,
                quantity.span(),
                format!("算式中的“{}”没有单位", quantity.node().text()),
                format!("“{}” in the calculation has no unit", quantity.node().text()),
            );
            return None;
        }
        let factor = match counted {
            "%" | "％" => Decimal::new(1, 2),
            _ => Decimal::from(scale),
        };
        let value = multiply(number, factor);
        if value.is_none() {
            self.report_overflow(quantity.span());
        }
        value.map(|value| Factor { value, is_money: false })
    }

    fn check_stated(&mut self, calculation: ast::Calculation<'t>, product: Decimal) {
        let Some(quantity) = calculation.stated() else { return };
        let Some(stated) = self.money_of(Value::Quantity(quantity), "算式的得数") else { return };
        let right = Amount { yuan: product, written_scale: None, ..stated };
        let compared = compare(&[stated], &[right]).filter(|compared| !compared.agrees());
        let Some(compared) = compared else { return };
        let tail = compared.remarks();
        let finding = self
            .finding(
                &AMT04,
                quantity.span(),
                format!("算式得 {}，写的是 {}{}", yuan(product), yuan(stated.yuan), tail.zh),
                format!("the calculation gives {}, not {}{}", yuan(product), yuan(stated.yuan), tail.en),
            )
            .fix(
                false,
                vec![Edit { span: quantity.span(), text: right.prose() }],
                format!("改为 {}", right.prose()),
                format!("Replace with {}", right.prose()),
            );
        self.findings.push(finding);
    }
}

/// A named amount as the derivations see it.
pub(super) fn known(amounts: &[NamedAmount]) -> Option<Vec<Amount>> {
    amounts.iter().map(|named| named.amount).collect()
}
