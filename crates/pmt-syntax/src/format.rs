//! Tree to canonical text.

use crate::Parse;

/// The text in its one canonical spelling; `None` if it has syntax errors, since then it must be left as it is.
pub fn format(parse: &Parse) -> Option<String> {
    parse.errors.is_empty().then(|| parse.tree.text().to_owned())
}
