//! The templates' one construct: `@name@` stands for a value.

/// Writes a template out. A name without a value stays as it is, so that a mistake shows.
pub fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(template.len().saturating_mul(2));
    for (index, piece) in template.split('@').enumerate() {
        if index % 2 == 0 {
            out.push_str(piece);
            continue;
        }
        match values.iter().find(|(name, _)| *name == piece) {
            Some((_, value)) => out.push_str(value),
            None => out.extend(["@", piece, "@"]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_and_unknown_ones_stay() {
        assert_eq!(fill("甲@a@乙@b@", &[("a", "1".to_owned())]), "甲1乙@b@");
    }
}
