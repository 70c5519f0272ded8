//! The examples of a rule, made whole: an example shows what matters, and what any project needs besides is added here,
//! so that the example can be run and nothing else is found in it.

use pmt_syntax::ast;

use crate::edition::{ATTRIBUTES, CATEGORIES, Edition, EnumValue, Key, NATURES, Place};

/// The region whose form the examples follow.
pub const REGION: &str = "上海";

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
        Key::WholeGoal | Key::AnnualGoal => " \"\"\"培训干部 30 人。\"\"\"".to_owned(),
        Key::Indicators => INDICATORS.to_owned(),
        _ => return None,
    })
}

const INDICATORS: &str = " {\n    产出指标 { 数量指标 { 参训人数 >= 30 人 } }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% } }\n  }";

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
    }
    whole
}

fn missing(given: &[Key], has_tasks: bool, edition: Edition) -> String {
    let mut added = String::new();
    for slot in Place::Project.slots().iter().filter(|slot| slot.required.requires(edition)) {
        // Each of the totals follows from the other, and both from the tasks.
        let follows = matches!(slot.key, Key::TotalFunds | Key::AnnualFunds)
            && (has_tasks || given.contains(&Key::TotalFunds) || given.contains(&Key::AnnualFunds));
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
