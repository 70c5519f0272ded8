//! The language's own rules: SYN KEY REF AMT IDX. They are certain, cannot be silenced, and refuse every compilation.

mod amt;
mod edition;
mod idx;
mod key;
mod reference;
mod syntax;

pub use amt::{AMT01, AMT02, AMT03, AMT04, AMT05};
pub use edition::{KEY05, KEY06};
pub use idx::IDX01;
pub use key::{KEY01, KEY02, KEY03, KEY04};
pub use reference::{REF01, REF02, REF03};
pub use syntax::syntax_rule;

use super::Rule;

/// All of them, by code.
pub static RULES: std::sync::LazyLock<Vec<&'static Rule>> = std::sync::LazyLock::new(|| {
    let rest: [&'static Rule; 15] = [
        &KEY01, &KEY02, &KEY03, &KEY04, &KEY05, &KEY06, &REF01, &REF02, &REF03, &AMT01, &AMT02, &AMT03,
        &AMT04, &AMT05, &IDX01,
    ];
    syntax::RULES.iter().copied().chain(rest).collect()
});
