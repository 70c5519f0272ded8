//! Indicators and libraries of them: their names are the author's, their levels the taxonomy's.

use pmt_syntax::ast::{self, Value};

use super::Lowerer;
use super::fields::{Fields, label, offer_nearest};
use super::scalars::{meant_value, timespan_of};
use crate::edition::{Content, KINDS, Key, LabelType, Level1, Level2, Place, ValueType, unit_scale};
use crate::model::{At, Indicator, Library, LibraryEntry, Prose, Target, TargetValue, Timespan};
use crate::rules::language::{KEY01, KEY04};

const NOTE_KEYS: [Key; 6] =
    [Key::Explanation, Key::Method, Key::Source, Key::TargetBasis, Key::Scoring, Key::Remark];

/// What a level's item holds: the levels or indicators below it.
const LEVEL: Content = Content {
    label: LabelType::None,
    value: ValueType::None,
    text: false,
    block: Some(Place::Level3),
    repeats: true,
};

/// The levels an indicator stands under.
#[derive(Clone, Default)]
struct Levels {
    level1_name: Option<At<String>>,
    level1: Option<Level1>,
    level2_name: Option<At<String>>,
    level2: Option<Level2>,
}

impl<'t> Lowerer<'t> {
    /// The indicators of a project, flat. A name directly under 绩效指标 or under a level 1 that no taxonomy knows is
    /// a level if it has a block of items with targets, an indicator if it has a target itself.
    pub(super) fn indicators(&mut self, fields: &Fields<'t>) -> Vec<Indicator> {
        let Some(block) = fields.get(Key::Indicators).and_then(ast::Item::block) else { return Vec::new() };
        let mut found = Vec::new();
        for item in block.items() {
            let name = Self::item_name(item);
            let level1 = Level1::parse(&name.value).map(|(level, _)| level);
            if level1.is_none() && is_leaf(item) {
                found.push(self.indicator(item, Levels::default()));
                continue;
            }
            self.check_shape(item, &name.value, LEVEL);
            let here = Levels { level1, level1_name: Some(name), ..Levels::default() };
            for inner in item.block().into_iter().flat_map(ast::Block::items) {
                self.level2(inner, &here, &mut found);
            }
        }
        found
    }

    fn level2(&mut self, item: ast::Item<'t>, above: &Levels, found: &mut Vec<Indicator>) {
        let name = Self::item_name(item);
        let level2 = Level2::parse(&name.value, above.level1).map(|(level, _)| level);
        if level2.is_none() && is_leaf(item) {
            found.push(self.indicator(item, above.clone()));
            return;
        }
        self.check_shape(item, &name.value, LEVEL);
        let here = Levels { level2, level2_name: Some(name), ..above.clone() };
        for inner in item.block().into_iter().flat_map(ast::Block::items) {
            found.push(self.indicator(inner, here.clone()));
        }
    }

    fn indicator(&mut self, item: ast::Item<'t>, levels: Levels) -> Indicator {
        if let Some(content) = Place::Level3.named_item() {
            let name = Self::item_name(item);
            self.check_shape(item, &name.value, content);
        }
        let inner = self.block_fields(item, Place::Indicator);
        let notes: Vec<Prose> = NOTE_KEYS.iter().filter_map(|key| self.prose(&inner, *key)).collect();
        Indicator {
            span: item.span(),
            name: Self::item_name(item),
            level1_name: levels.level1_name,
            level1: levels.level1,
            level2_name: levels.level2_name,
            level2: levels.level2,
            target: target(item),
            broken: self.head_is_broken(item) || item.text().is_some(),
            kind: self.kind(&inner),
            weight: self.weight(&inner, Key::Weight),
            tasks: self.names(&inner, Key::Serves),
            overall: inner.get(Key::OverallTarget).and_then(target),
            notes,
        }
    }

    /// KEY04 for a target that bounds nothing: ends in different units or the wrong way round, a comparator before both
    /// ends, a product.
    pub(super) fn check_target(&mut self, item: ast::Item<'t>, key: &str) {
        let compared = item.target().and_then(ast::Target::comparator_node);
        let Some(value) = item.target().and_then(ast::Target::value).or_else(|| item.values().next()) else {
            return;
        };
        let objection = match value {
            Value::Range(_) | Value::Period(_) if compared.is_some() => Some((
                "范围前面不加比较符号：范围用“至”，界限用“>=”或“<=”",
                "a range takes no comparison: write either the range or one bound",
            )),
            Value::Range(range) => range_objection(range),
            Value::Period(period) => match timespan_of(period) {
                Some(Timespan { start: Some(start), end: Some(end) }) if start > end => {
                    Some(("时间的先后写反了", "the period ends before it begins"))
                }
                _ => None,
            },
            Value::Calculation(_) => Some(("指标值不写算式", "a target is not a calculation")),
            _ => None,
        };
        if let Some((zh, en)) = objection.filter(|_| !self.broken.touches(value.span())) {
            let span = compared.map_or(value.span(), |sign| sign.span().cover(value.span()));
            self.report(&KEY04, span, format!("“{key}”：{zh}"), format!("“{key}”: {en}"));
        }
    }

    /// 性质: one of the form's words; brackets of either width.
    fn kind(&mut self, fields: &Fields<'t>) -> Option<At<String>> {
        let mut kind = self.name(fields, Key::Kind)?;
        kind.value = kind.value.replace('(', "（").replace(')', "）");
        if KINDS.contains(&kind.value.as_str()) {
            return Some(kind);
        }
        let (label, choices) = (label(Key::Kind), KINDS.join("、"));
        let finding = self
            .finding(
                &KEY04,
                kind.span,
                format!("“{label}”没有“{}”", kind.value),
                format!("“{label}” is never “{}”", kind.value),
            )
            .advise(format!("可填：{choices}。"), format!("It is one of: {choices}."));
        let finding = offer_nearest(finding, &kind.value, KINDS.iter().copied(), kind.span);
        self.findings.push(finding);
        None
    }

    pub(super) fn library(&mut self, item: ast::Item<'t>) -> Library {
        let mut library = Library { name: Self::label_name(item), entries: Vec::new() };
        for level in item.block().into_iter().flat_map(ast::Block::items) {
            self.library_level(level, None, &mut library);
        }
        library
    }

    fn library_level(&mut self, item: ast::Item<'t>, above: Option<Level1>, library: &mut Library) {
        let name = Self::item_name(item);
        self.check_shape(item, &name.value, LEVEL);
        let level1 = Level1::parse(&name.value).map(|(level, _)| level).filter(|_| above.is_none());
        let level2 = Level2::parse(&name.value, above).map(|(level, _)| level);
        let fits = level2.is_some_and(|level2| above.is_none_or(|above| level2.parent() == above));
        if level1.is_none() && !fits && item.key().is_some() {
            self.report_library_level(&name, above);
        }
        for inner in item.block().into_iter().flat_map(ast::Block::items) {
            // 成本指标 names both levels: below it stands either a level 2 or an entry.
            let inner_name = Self::item_name(inner);
            let is_level = Level2::parse(&inner_name.value, level1).is_some() || level2.is_none();
            if level1.is_some() && !is_leaf(inner) && is_level {
                self.library_level(inner, level1, library);
                continue;
            }
            if let Some(content) = Place::LibraryEntries.named_item() {
                self.check_shape(inner, &inner_name.value, content);
            }
            self.block_fields(inner, Place::Indicator);
            // Tasks are a project's.
            let is_lasting = |name: &str| Key::parse(name).is_some_and(|(key, _)| key != Key::Serves);
            let items = inner.block().into_iter().flat_map(ast::Block::items);
            let attributes =
                items.filter(|item| is_lasting(&Self::item_name(*item).value)).map(ast::Item::span).collect();
            let unit = inner.values().next().and_then(|value| self.library_unit(value, &inner_name.value));
            library.entries.push(LibraryEntry { name: inner_name, level2, unit, attributes });
        }
    }

    /// KEY01 for a level that no form has there.
    fn report_library_level(&mut self, name: &At<String>, above: Option<Level1>) {
        let here = above.map_or_else(|| label(Key::Library), |above| above.info().name);
        let finding = self.finding(
            &KEY01,
            name.span,
            format!("“{here}”中没有“{}”这一级指标", name.value),
            format!("“{here}” has no level “{}”", name.value),
        );
        let levels = Level2::all().filter(|level| above.is_none_or(|above| level.parent() == above));
        let names = levels.map(|level| level.info().name);
        let upper = Level1::all().filter(|_| above.is_none()).map(|level| level.info().name);
        let home = Level2::parse(&name.value, None).filter(|_| above.is_some());
        let finding = match home.map(|(level, _)| level.parent().info().name) {
            Some(home) => finding.advise(format!("移到“{home}”之下。"), format!("Move it under “{home}”.")),
            None => offer_nearest(finding, &name.value, names.chain(upper), name.span),
        };
        self.findings.push(finding);
    }

    /// A unit of a library: a word, a string or what reads as a quantity without its number.
    fn library_unit(&mut self, value: Value<'t>, key: &str) -> Option<At<String>> {
        let unit = match value {
            Value::Name(name) if !name.is_title() => name.text().into_owned(),
            Value::Quantity(quantity) if quantity.number_node().is_none() => value.canonical(),
            _ => {
                self.wrong_type(value, key, "计量单位，如 人次", "a unit such as 人次");
                return None;
            }
        };
        Some(At::new(unit, value.span()))
    }
}

fn is_leaf(item: ast::Item<'_>) -> bool {
    item.target().is_some() || item.values().next().is_some() || item.block().is_none()
}

/// What keeps a range from being one.
fn range_objection(range: ast::Range<'_>) -> Option<(&'static str, &'static str)> {
    let (first, last) = range.ends()?;
    let (from, to) =
        (bare_unit(first.unit().unwrap_or_default()), bare_unit(last.unit().unwrap_or_default()));
    // `3万 至 5万人`: the scale of the first end is that of the second.
    let scales_alike = unit_scale(&from).1.is_empty() && to.starts_with(&from);
    if !to.is_empty() && from != to && !scales_alike {
        return Some(("范围两端的单位不同", "the ends of the range have different units"));
    }
    let (min, max) = (first.number()?.ok()?, last.number()?.ok()?);
    (min > max).then_some(("范围的大小写反了", "the range ends below its beginning"))
}

/// A unit without the brackets that forms print around it, be it the whole (`(人)`) or said again (`%(%)`).
pub(super) fn bare_unit(unit: &str) -> String {
    let unit: String = unit.chars().filter(|c| !c.is_whitespace()).collect();
    let unit = unit.replace('％', "%");
    match unit.split_once(['(', '（']) {
        Some((outside, rest)) => match rest.strip_suffix([')', '）']) {
            Some(inside) if outside.is_empty() || outside == inside => inside.to_owned(),
            _ => unit,
        },
        None => unit,
    }
}

fn target(item: ast::Item<'_>) -> Option<Target> {
    if let Some(target) = item.target() {
        let value = target.value()?;
        let comparator = target
            .comparator()
            .zip(target.comparator_node())
            .map(|(comparator, node)| At::new(comparator, node.span()));
        return Some(Target {
            span: target.span(),
            comparator,
            value: target_value(value),
            value_span: value.span(),
        });
    }
    if let Some(name) = meant_value(item) {
        let (span, value) = (name.span(), TargetValue::Words(name.text().into_owned()));
        return Some(Target { span, comparator: None, value, value_span: span });
    }
    let values: Vec<_> = item.values().collect();
    let span = item.values_span()?;
    let value = match values.as_slice() {
        [] => return None,
        [only] => target_value(*only),
        _ => TargetValue::Other(span.text(item.node().tree().text()).to_owned()),
    };
    Some(Target { span, comparator: None, value, value_span: span })
}

fn target_value(value: Value<'_>) -> TargetValue {
    let text = value.canonical();
    match value {
        Value::Quantity(quantity) => match (quantity.number_node(), quantity.number()) {
            (Some(digits), Some(Ok(value))) => TargetValue::Number {
                value,
                digits: digits.text().to_owned(),
                unit: bare_unit(quantity.unit().unwrap_or_default()),
            },
            // A unit without a number says as much as a word.
            (None, _) => TargetValue::Words(text),
            _ => TargetValue::Other(text),
        },
        Value::Range(range) => range_value(range).unwrap_or(TargetValue::Other(text)),
        Value::Date(_) => match value.date() {
            Some(date) => TargetValue::Date { date, text },
            None => TargetValue::Other(text),
        },
        Value::Name(name) => TargetValue::Words(name.text().into_owned()),
        Value::Period(period) => match timespan_of(period) {
            Some(span) => TargetValue::Period { span, text },
            None => TargetValue::Other(text),
        },
        Value::Calculation(_) => TargetValue::Other(text),
    }
}

fn range_value(range: ast::Range<'_>) -> Option<TargetValue> {
    let (first, last) = range.ends()?;
    let (min, max) = (first.number()?.ok()?, last.number()?.ok()?);
    let unit = bare_unit(last.unit().or(first.unit()).unwrap_or_default());
    let digits =
        |quantity: ast::Quantity<'_>| quantity.number_node().map_or("", |node| node.text()).to_owned();
    let text = format!("{}-{}{unit}", digits(first), digits(last));
    Some(TargetValue::Range { min, max, unit, text })
}
