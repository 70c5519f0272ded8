//! Keys of rows: the same for the same thing in every run and on every machine, so that a second submission replaces the
//! first. Version 5 UUIDs (names hashed), 36 of the 38 characters there are.

use uuid::Uuid;

use super::Table;

/// Our names' space, made from an address as RFC 9562 has it.
const SPACE: &str = "https://pmt-lang.github.io/pmt/exchange/";

/// The key of what is named by parts.
pub(super) fn derive(table: Table, project: &[&str], about: &[&str]) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, SPACE.as_bytes());
    let mut name = table.name().to_owned();
    for part in project.iter().chain(about) {
        // Separated by what stands in no name, so that no two lists of parts read the same.
        name.push('\u{1f}');
        name.push_str(part);
    }
    Uuid::new_v5(&space, name.as_bytes()).hyphenated().to_string()
}
