//! Names of files that every system takes.

/// Longest name of a project in a file's name, in characters: 255 bytes with number and extension to spare.
const LONGEST: usize = 60;

/// The file of the project at `index` (from 0) of `count`: its number, as wide as the last one's and at least two
/// digits, and its name. The number keeps equal names apart and makes none of them a device of Windows.
pub(crate) fn file_name(index: usize, count: usize, project: &str) -> String {
    let width = count.to_string().len().max(2);
    let number = index.saturating_add(1);
    format!("{number:0width$}-{}.pmt", harmless(project))
}

/// The name of a folder that every system takes: no device of Windows either.
pub fn folder_name(wanted: &str) -> String {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let name = harmless(wanted);
    let stem = name.split('.').next().unwrap_or(&name).trim_end().to_lowercase();
    let bare = stem.strip_suffix(|c: char| c.is_ascii_digit() || "¹²³".contains(c)).unwrap_or(&stem);
    let is_device = DEVICES.contains(&bare) && (bare == stem) == !matches!(bare, "com" | "lpt");
    if is_device { format!("{name}_") } else { name }
}

/// A name without what a system forbids in it, at its ends too, and not too long.
fn harmless(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).map(allowed).take(LONGEST).collect();
    let name = name.trim_matches([' ', '.', '\u{3000}']);
    if name.is_empty() { "未命名".to_owned() } else { name.to_owned() }
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
        assert_eq!(folder_name("2024年申报.终稿"), "2024年申报.终稿");
        assert_eq!(
            ["con", "COM1", "nul.txt", "com", "con1"].map(folder_name).join(" "),
            "con_ COM1_ nul.txt_ com con1"
        );
        assert!(file_name(0, 1, &"长".repeat(300)).len() < 255);
    }
}
