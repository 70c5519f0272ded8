//! Blocks of a page that are written by a program, between two comments.

/// The page with what stands between a marker and the end mark replaced.
pub fn replace_block(page: &str, marker: &str, block: &str) -> Option<String> {
    let (before, rest) = page.split_once(&format!("<!-- {marker} -->\n"))?;
    let (_, after) = rest.split_once("<!-- end -->")?;
    Some(format!("{before}<!-- {marker} -->\n{block}<!-- end -->{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_replaced_and_the_rest_stays() {
        let page = "a\n<!-- x -->\nold\n<!-- end -->\nb\n";
        assert_eq!(
            replace_block(page, "x", "new\n").as_deref(),
            Some("a\n<!-- x -->\nnew\n<!-- end -->\nb\n")
        );
        assert_eq!(replace_block(page, "y", ""), None);
    }
}
