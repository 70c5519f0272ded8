//! Signs that a document takes from a symbol font by their place in it. Only those that forms have are known.

/// The font, if it is one of signs.
pub(super) fn sign_font(font: Option<String>) -> Option<String> {
    font.filter(|font| is_of_signs(font))
}

fn is_of_signs(font: &str) -> bool {
    let font = font.to_ascii_lowercase();
    font.starts_with("wingdings") || font.starts_with("webdings")
}

/// The sign that a character of a text in a font of signs is shown as; the character itself if it is not known.
pub(super) fn sign_of(font: &str, c: char) -> char {
    let place = u32::from(c);
    let is_coded = place < 0x100 || (0xF000..=0xF0FF).contains(&place);
    if is_coded && !c.is_whitespace() { symbol(font, place).unwrap_or(c) } else { c }
}

/// The sign at a place of a symbol font; `None` if it is not known.
pub(super) fn symbol(font: &str, place: u32) -> Option<char> {
    // Places are written in the private area or without it.
    let place = if (0xF000..=0xF0FF).contains(&place) { place.checked_sub(0xF000)? } else { place };
    let font = font.to_ascii_lowercase();
    let sign = match (font.as_str(), place) {
        ("wingdings", 0xFE) | ("wingdings 2", 0x52) => '☑',
        ("wingdings", 0xFD | 0x78) | ("wingdings 2", 0x51 | 0x53 | 0x54) => '☒',
        ("wingdings", 0x6F | 0xA8 | 0x71 | 0x72)
        | ("wingdings 2", 0xA3 | 0x30 | 0x2A)
        | ("webdings", 0x63) => '□',
        ("wingdings", 0x6E | 0xA7) | ("wingdings 2", 0xA2) | ("webdings", 0x67) => '■',
        ("wingdings", 0xFC) | ("wingdings 2", 0x50) | ("webdings", 0x61) => '✓',
        ("wingdings", 0xFB) | ("wingdings 2", 0x4F) => '✗',
        ("wingdings", 0x6C | 0x9F) => '●',
        ("wingdings", 0xA1) => '○',
        ("wingdings", 0xD8) => '➢',
        ("symbol", 0xB3) => '≥',
        ("symbol", 0xA3) => '≤',
        ("symbol", 0xB9) => '≠',
        ("symbol", 0xB1) => '±',
        ("symbol", 0xB4) => '×',
        ("symbol", 0xB8) => '÷',
        ("symbol", 0xB7) => '•',
        ("symbol", 0xB0) => '°',
        ("symbol", other) if (0x20..0x7F).contains(&other) => char::from_u32(other)?,
        _ if font.starts_with("wingdings") || font.starts_with("webdings") || font == "symbol" => {
            return None;
        }
        // Any other font has the character itself there.
        (_, other) => char::from_u32(other).filter(|c| !c.is_control())?,
    };
    Some(sign)
}
