//! The examples of a rule, made whole: an example shows what matters, and what any project needs besides is added here,
//! so that the example can be run and nothing else is found in it.

use pmt_syntax::ast;

use super::{Rule, exchange};
use crate::config::{Exchange, Settings, Standard, UnitPrice};
use crate::edition::{ATTRIBUTES, CATEGORIES, Edition, EnumValue, Key, Level1, Level2, NATURES, Place, Slot};

/// The region whose form the examples follow.
pub const REGION: &str = "上海";

/// The settings that a rule's examples are run under: those of a workspace of the region that has a standard of
/// spending, and for what is only checked where it is asked for, that it is.
pub fn settings(rule: &Rule) -> Settings {
    let exchange = exchange::ON_DEMAND
        .contains(&rule)
        .then(|| Exchange { division_code: Some("310117000".to_owned()), ..Exchange::default() });
    let standard = UnitPrice::parse("550元/人天").map(|price| Standard {
        items: vec!["会议".to_owned()],
        price,
        source: None,
    });
    let standards = standard.into_iter().collect();
    Settings { region: Some(REGION.to_owned()), exchange, standards, ..Settings::default() }
}

/// What stands for a required key in a project of a training course.
fn filler(key: Key, edition: Edition) -> Option<String> {
    let first = |list: &[EnumValue]| {
        list.iter().find(|value| value.editions.accepts(edition)).map(|value| format!(": {}", value.text))
    };
    Some(match key {
        Key::Category => first(CATEGORIES)?,
        Key::Nature => first(NATURES)?,
        Key::Attribute => first(ATTRIBUTES)?,
        Key::Department | Key::Unit => ": \"某局\"".to_owned(),
        Key::Period => ": 2022-01-01 至 2022-12-31".to_owned(),
        Key::TotalFunds | Key::AnnualFunds => ": 2万元".to_owned(),
        Key::WholeGoal => " \"\"\"到2022年12月，新任干部 30 人全部轮训一遍。\"\"\"".to_owned(),
        Key::AnnualGoal => " \"\"\"2022年培训干部 30 人，印制教材 30 册。\"\"\"".to_owned(),
        Key::Indicators => format!(" {{{}\n  }}", indicators(&[], edition)),
        Key::Overview => ": \"2022年为新任干部举办培训，印制教材。\"".to_owned(),
        Key::Basis => BASIS.to_owned(),
        Key::Bodies => " { 人事科: \"组织培训\" }".to_owned(),
        Key::Plan => ": \"为新任干部举办培训，印制教材，考核合格的发给证书。\"".to_owned(),
        Key::BudgetPlan => {
            format!(" \"\"\"2022年安排${{{}}}。\"\"\"", Key::AnnualFunds.label(edition))
        }
        _ => return None,
    })
}

const BASIS: &str =
    " { 文件依据 { 《某市干部培训办法》 { 依据内容: \"新任干部的培训\"; 文号: 某教〔2021〕5号 } } }";

/// The narrative's sections; where one is given, the others are needed too.
const NARRATIVE: [Key; 5] = [Key::Overview, Key::Basis, Key::Bodies, Key::Plan, Key::BudgetPlan];

/// What stands for a level 2, and under which level 1.
const LEVELS: &[(Level2, &str)] = &[
    (Level2::EconomicCost, "人均培训成本 <= 350元/人"),
    (Level2::Quantity, "参训人数 >= 30 人; 培训期数 >= 2 期; 培训课时 >= 16 课时"),
    (Level2::Quality, "结业考核合格率 >= 90%"),
    (Level2::OutputCost, "人均培训成本 <= 350元/人"),
    (Level2::SocialBenefit, "学以致用率 >= 80%"),
    (Level2::ServedSatisfaction, "学员满意度 >= 90% { 数据来源: \"结业问卷\" }"),
];

/// What stands for the level 2s of a level 1, those given excepted.
fn levels(level1: Level1, given: &[Level2], edition: Edition) -> String {
    let mut added = String::new();
    for (level2, indicator) in LEVELS {
        if level2.parent() == level1 && level2.editions().requires(edition) && !given.contains(level2) {
            added.extend([" ", level2.info().name, " { ", indicator, " };"]);
        }
    }
    added.truncate(added.trim_end_matches(';').len());
    added
}

/// What stands for the level 1s, those given excepted.
fn indicators(given: &[Level1], edition: Edition) -> String {
    let mut added = String::new();
    for level1 in Level1::all().filter(|level| !given.contains(level)) {
        let levels = levels(level1, &[], edition);
        if !levels.is_empty() {
            added.extend(["\n    ", level1.info().name, " {", &levels, " }"]);
        }
    }
    added
}

/// What the indicators of an example lack, by where to put it. A set of several level 1s stands as it is: it may be
/// about what a set needs.
fn missing_indicators(block: ast::Block<'_>, edition: Edition) -> Vec<(usize, String)> {
    let level1 = |item: ast::Item<'_>| Level1::parse(&item.key()?.text()).map(|(level, _)| level);
    let items: Vec<_> = block.items().collect();
    let [only] = items.as_slice() else { return Vec::new() };
    let (Some(level), Some(inner)) = (level1(*only), only.block()) else { return Vec::new() };
    let level2 =
        |item: ast::Item<'_>| Level2::parse(&item.key()?.text(), Some(level)).map(|(level2, _)| level2);
    let given: Vec<Level2> = inner.items().filter_map(level2).collect();
    let mut added = levels(level, &given, edition);
    if !added.is_empty() && !given.is_empty() {
        added.insert(0, ';');
    }
    let before_brace = |block: ast::Block<'_>| block.end() as usize;
    vec![
        (before_brace(inner), format!("{added} ")),
        (before_brace(block), format!("{}\n  ", indicators(&[level], edition))),
    ]
}

/// The example with every project completed by the required items it does not give.
pub fn complete(example: &str) -> String {
    let parsed = pmt_syntax::parse(example);
    let edition = edition_of(&parsed.tree);
    let mut whole = example.to_owned();
    let projects: Vec<_> = ast::items(&parsed.tree)
        .filter(|item| key_of(*item) == Some(Key::Project))
        .filter_map(|item| Some((item, item.block()?)))
        .collect();
    for (_, block) in projects.into_iter().rev() {
        let given: Vec<Key> = block.items().filter_map(key_of).collect();
        whole.insert_str(block.end() as usize, &missing(&given, has_tasks(block), edition));
        let indicators = block.items().find(|item| key_of(*item) == Some(Key::Indicators));
        if let Some(indicators) = indicators.and_then(ast::Item::block) {
            for (at, text) in missing_indicators(indicators, edition).into_iter().rev() {
                whole.insert_str(at, &text);
            }
        }
    }
    whole
}

fn missing(given: &[Key], has_tasks: bool, edition: Edition) -> String {
    let mut added = String::new();
    let has_narrative = NARRATIVE.iter().chain(&[Key::Goals]).any(|key| given.contains(key));
    let is_needed =
        |slot: &&Slot| slot.required.requires(edition) || (has_narrative && NARRATIVE.contains(&slot.key));
    for slot in Place::Project.slots().iter().filter(is_needed) {
        // Each of the totals follows from the other, and both from the tasks.
        let of_tasks = matches!(slot.key, Key::TotalFunds | Key::AnnualFunds | Key::BudgetPlan);
        let follows = of_tasks && has_tasks
            || matches!(slot.key, Key::TotalFunds | Key::AnnualFunds)
                && (given.contains(&Key::TotalFunds) || given.contains(&Key::AnnualFunds));
        if !given.contains(&slot.key)
            && !follows
            && let Some(filler) = filler(slot.key, edition)
        {
            added.extend(["\n  ", slot.key.label(edition), &filler]);
        }
    }
    if !added.is_empty() {
        added.push('\n');
    }
    added
}

fn key_of(item: ast::Item<'_>) -> Option<Key> {
    Key::parse(&item.key()?.text()).map(|(key, _)| key)
}

fn has_tasks(block: ast::Block<'_>) -> bool {
    let plan = block.items().find(|item| key_of(*item) == Some(Key::Plan)).and_then(ast::Item::block);
    plan.is_some_and(|plan| plan.items().any(|item| key_of(item) == Some(Key::Task)))
}

fn edition_of(tree: &pmt_syntax::Tree) -> Edition {
    let cover = ast::items(tree).find(|item| key_of(*item) == Some(Key::Declaration));
    let year = cover.and_then(ast::Item::label).and_then(ast::Label::year);
    Edition::choose(Some(REGION), Some(year.unwrap_or(2022)))
}
