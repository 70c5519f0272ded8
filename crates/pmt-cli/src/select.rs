//! Which rules a run looks at: `--select` and `--ignore`. Where both name a rule, the closer one decides.

use pmt_core::config::selector::{self, Closeness, closeness};
use pmt_core::rules::Rule;
use pmt_core::text::Message;

/// What separates rules in one value: a comma of either keyboard.
const BETWEEN: [char; 4] = [',', '，', '、', ' '];

/// Rules named on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

impl Selection {
    /// From the values of both options. What names no rule is an error.
    pub fn parse<'a>(
        select: impl Iterator<Item = &'a str>,
        ignore: impl Iterator<Item = &'a str>,
    ) -> Result<Self, Message> {
        let split = |values: &mut dyn Iterator<Item = &'a str>| -> Result<Vec<String>, Message> {
            let names = values.flat_map(|value| value.split(BETWEEN)).filter(|name| !name.is_empty());
            names.map(|name| selector::select(name).map(|_| name.to_owned())).collect()
        };
        let (mut select, mut ignore) = (select, ignore);
        Ok(Self { select: split(&mut select)?, ignore: split(&mut ignore)? })
    }

    /// Whether every rule is looked at.
    pub fn is_everything(&self) -> bool {
        self.select.is_empty() && self.ignore.is_empty()
    }

    /// Whether a rule is looked at.
    pub fn has(&self, rule: &Rule) -> bool {
        let closest = |names: &[String]| names.iter().filter_map(|name| closeness(name, rule)).max();
        let selected =
            if self.select.is_empty() { Some(Closeness::Beginning(0)) } else { closest(&self.select) };
        // `None` is less than any closeness; between equals the one that leaves out wins.
        selected > closest(&self.ignore)
    }
}

#[cfg(test)]
mod tests {
    use pmt_core::rules;

    use super::*;

    fn selected(select: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let selection = Selection::parse(select.iter().copied(), ignore.iter().copied()).unwrap();
        rules::everything().filter(|rule| selection.has(rule)).map(|rule| rule.code).collect()
    }

    #[test]
    fn rules_go_by_code_name_and_beginning() {
        assert_eq!(selected(&["FND01"], &[]), ["FND01"]);
        assert_eq!(selected(&["fnd01"], &[]), ["FND01"]);
        let name = rules::find("FND02").unwrap().name;
        assert_eq!(selected(&["FND01", name], &[]), ["FND01", "FND02"]);
        assert_eq!(selected(&["FND01，FND02"], &[]), ["FND01", "FND02"]);
        let all = rules::everything().filter(|rule| rule.code.starts_with("KEY")).count();
        assert_eq!(selected(&["KEY"], &[]).len(), all);
        assert_eq!(selected(&["KEY0"], &["KEY01"]).len(), all - 1);
        assert_eq!(selected(&[], &[]).len(), rules::everything().count());
    }

    #[test]
    fn the_closer_of_two_decides() {
        assert_eq!(selected(&["FND01"], &["FND"]), ["FND01"]);
        assert_eq!(selected(&["FND"], &["FND"]), [""; 0]);
        assert!(!selected(&["FND"], &["FND01"]).contains(&"FND01"));
    }

    #[test]
    fn what_names_no_rule_is_an_error_with_the_nearest() {
        let error = |name: &str| Selection::parse([name].into_iter(), [].into_iter()).unwrap_err().en;
        assert!(error("FDN01").contains("“FND01”"), "{}", error("FDN01"));
        assert!(error("FDN").contains("“FND”"), "{}", error("FDN"));
        assert!(!error("全部").contains("did you mean"));
    }
}
