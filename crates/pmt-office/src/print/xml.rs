//! Text into markup.

use std::borrow::Cow;

/// A text as markup has it: signs escaped, and without the characters that XML cannot hold.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if !text.contains(needs_care) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().saturating_add(16));
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_allowed(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

fn needs_care(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'') || !is_allowed(c)
}

/// Whether XML 1.0 allows a character.
pub(super) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{7e}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(c, '\u{fdd0}'..='\u{fdef}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_are_escaped_and_what_xml_cannot_hold_is_left_out() {
        let hostile = "<script>alert('&')</script>\u{0}\u{b}\u{ffff}“好”";
        assert_eq!(super::text(hostile), "&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;“好”");
        assert!(matches!(super::text("党建"), std::borrow::Cow::Borrowed(_)));
    }
}
