//! Names of files that every system takes.

/// Longest name of a project in a file's name, in characters: 255 bytes with number and extension to spare.
const LONGEST: usize = 60;

/// The file of the project at `index` (from 0) of `count`: its number, as wide as the last one's and at least two
/// digits, and its name. The number keeps equal names apart and makes none of them a device of Windows.
pub(crate) fn file_name(index: usize, count: usize, project: &str) -> String {
    let width = count.to_string().len().max(2);
    let number = index.saturating_add(1);
    let name: String = project.chars().filter(|c| !c.is_control()).map(allowed).take(LONGEST).collect();
    let name = name.trim_matches([' ', '.', '\u{3000}']);
    let name = if name.is_empty() { "未命名" } else { name };
    format!("{number:0width$}-{name}.pmt")
}

/// The full-width twin of a character that Windows forbids in names.
fn allowed(c: char) -> char {
    match c {
        '<' => '＜',
        '>' => '＞',
        ':' => '：',
        '"' => '＂',
        '/' => '／',
        '\\' => '＼',
        '|' => '｜',
        '?' => '？',
        '*' => '＊',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_in_order_and_allowed_everywhere() {
        assert_eq!(file_name(0, 4, "党组织建设"), "01-党组织建设.pmt");
        assert_eq!(file_name(6, 247, "甲/乙: “丙”?"), "007-甲／乙： “丙”？.pmt");
        assert_eq!(file_name(0, 1, "CON"), "01-CON.pmt");
        assert_eq!(file_name(1, 2, " .. "), "02-未命名.pmt");
        assert!(file_name(0, 1, &"长".repeat(300)).len() < 255);
    }
}
