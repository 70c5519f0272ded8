//! How many lines a text takes: Excel and Word are told heights and pages that they would not work out themselves.
//!
//! Which font a machine has decides what truly fits, so that the estimate is on the safe side: letters and digits are
//! taken to be as wide as the widest that stand in for the form's fonts.

/// The width of a Han character, in the units that widths are counted in here.
pub(super) const HAN: u32 = 10;
/// That of a letter or digit in a wide font.
const LETTER: u32 = 6;

/// How many lines a text takes, each of which has room for so many tenths of a Han character.
pub(super) fn count(text: &str, room: u32) -> u32 {
    text.split('\n').map(|line| of_line(line, room.max(HAN))).fold(0, u32::saturating_add)
}

/// Of one paragraph: Han characters break anywhere but before closing signs, words between blanks.
fn of_line(line: &str, room: u32) -> u32 {
    let mut lines = 1_u32;
    let mut used = 0_u32;
    let mut last = 0_u32;
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let mut own = width(c);
        while c.is_ascii_graphic() && rest.peek().is_some_and(char::is_ascii_graphic) {
            own = own.saturating_add(rest.next().map_or(0, width));
        }
        if used.saturating_add(own) <= room {
            used = used.saturating_add(own);
        } else if c == ' ' {
            continue;
        } else {
            // What may not begin a line takes the character before it along.
            let along = if closes(c) { last } else { 0 };
            let next = own.saturating_add(along);
            let more = next.saturating_sub(1).checked_div(room).unwrap_or(0);
            lines = lines.saturating_add(1).saturating_add(more);
            used = next.saturating_sub(more.saturating_mul(room));
        }
        last = own.min(HAN);
    }
    lines
}

fn width(c: char) -> u32 {
    if c.is_ascii() { LETTER } else { HAN }
}

fn closes(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '”' | '’' | '〉' | '】' | '％')
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn han_fills_lines_and_words_stay_whole() {
        assert_eq!(count("", 100), 1);
        assert_eq!(count(&"字".repeat(10), 100), 1);
        assert_eq!(count(&"字".repeat(11), 100), 2);
        assert_eq!(count("甲\n乙\n", 100), 3);
        assert_eq!(count("一二三四五六 platform 七八九十", 100), 2, "the word stays whole");
        assert_eq!(
            count(&"x".repeat(100), 100),
            7,
            "a word longer than a line is broken, one line left blank"
        );
    }

    #[test]
    fn a_closing_sign_takes_a_character_along() {
        assert_eq!(count("一二三四五六七八九十。一二三四五六七八", 100), 2);
        assert_eq!(count("一二三四五六七八九十。一二三四五六七八九", 100), 3);
    }

    #[test]
    fn no_width_is_too_small() {
        assert_eq!(count("甲乙丙", 0), 3);
    }
}
