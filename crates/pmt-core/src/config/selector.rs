//! How rules are named in a configuration or on the command line: by a code, a name, or what codes begin with (`FND`,
//! `VAL0`).

use crate::lower::nearest;
use crate::rules::{self, Rule};
use crate::text::Message;

/// How closely a selector names a rule; the closer one decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// By what its code begins with: so many letters and digits.
    Beginning(usize),
    /// By code or name.
    Exact,
}

/// The letters that a rule's code begins with.
pub fn group(rule: &Rule) -> &'static str {
    rule.code.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// How a selector names a rule; `None` if it does not.
pub fn closeness(selector: &str, rule: &Rule) -> Option<Closeness> {
    if rule.code.eq_ignore_ascii_case(selector) || rule.name.eq_ignore_ascii_case(selector) {
        Some(Closeness::Exact)
    } else {
        let begins = rule.code.get(..selector.len())?.eq_ignore_ascii_case(selector);
        (begins && !selector.is_empty()).then_some(Closeness::Beginning(selector.len()))
    }
}

/// The rules that a selector names, in the order of the catalogue; the nearest selector is offered if there are none.
pub fn select(selector: &str) -> Result<Vec<&'static Rule>, Message> {
    let selected: Vec<_> = rules::everything().filter(|rule| closeness(selector, rule).is_some()).collect();
    if selected.is_empty() { Err(unknown(selector)) } else { Ok(selected) }
}

/// The groups of codes, in the order of the catalogue.
pub fn groups() -> Vec<&'static str> {
    let mut groups: Vec<_> = rules::all().map(group).collect();
    groups.dedup();
    groups
}

/// That no rule goes by a name, with the nearest one.
pub fn unknown(name: &str) -> Message {
    let capitals = name.to_ascii_uppercase();
    let near = nearest(&capitals, rules::everything().map(|rule| rule.code).chain(groups()))
        .or_else(|| nearest(name, rules::everything().map(|rule| rule.name)));
    match near {
        Some(near) => Message::new(
            format!("没有规则“{name}”，是不是“{near}”？"),
            format!("there is no rule “{name}”; did you mean “{near}”?"),
        ),
        None => Message::new(format!("没有规则“{name}”"), format!("there is no rule “{name}”")),
    }
}
