//! The language's own rules: SYN KEY REF AMT IDX. They are certain, cannot be silenced, and refuse every compilation.
//! Beside them KEY05, KEY06 and SUP, which are no errors.

mod amt;
mod edition;
mod idx;
mod key;
mod reference;
mod suppression;
mod syntax;

pub use amt::{AMT01, AMT02, AMT03, AMT04, AMT05};
pub use edition::{KEY05, KEY06};
pub use idx::IDX01;
pub(crate) use key::absent;
pub use key::{KEY01, KEY02, KEY03, KEY04};
pub use reference::{REF01, REF02, REF03};
pub use suppression::{SUP01, SUP02, SUP03};
pub use syntax::syntax_rule;

use super::{Check, Rule, Source};
use crate::finding::Severity;
use crate::text::Words;

/// A rule whose errors are found while a file is read.
const fn while_reading(
    code: &'static str,
    name: &'static str,
    summary: Words,
    explanation: Words,
    bad: &'static str,
    good: &'static str,
) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Error,
        property: None,
        source: Source::Language,
        summary,
        explanation,
        bad,
        good,
        check: Check::WhileReading,
    }
}

/// All of them, by code.
pub static RULES: std::sync::LazyLock<Vec<&'static Rule>> = std::sync::LazyLock::new(|| {
    let rest: [&'static Rule; 18] = [
        &KEY01, &KEY02, &KEY03, &KEY04, &KEY05, &KEY06, &REF01, &REF02, &REF03, &AMT01, &AMT02, &AMT03,
        &AMT04, &AMT05, &IDX01, &SUP01, &SUP02, &SUP03,
    ];
    syntax::RULES.iter().copied().chain(rest).collect()
});

/// Those about comments that silence rules.
pub static SUP_RULES: [&Rule; 3] = [&SUP01, &SUP02, &SUP03];

/// Those that only a text in the language can break.
pub(super) fn of_text_alone() -> impl Iterator<Item = &'static Rule> {
    syntax::RULES.iter().copied().chain([&REF01, &REF02, &REF03]).chain(SUP_RULES)
}
