//! Patterns of paths, as in a `.gitignore`: one without a `/` inside fits at any depth, and one that fits a folder fits
//! everything in it.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Patterns(GlobSet);

impl Patterns {
    /// Reads patterns; those that cannot be read fit nothing (see [`fault`]).
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let mut set = GlobSetBuilder::new();
        for glob in patterns.into_iter().filter_map(|pattern| globs(pattern).ok()).flatten() {
            set.add(glob);
        }
        Self(set.build().unwrap_or_default())
    }

    /// Whether a path, `/` between its parts, is one of them.
    pub fn fit(&self, path: &str) -> bool {
        !self.0.is_empty() && self.0.is_match(path)
    }
}

/// What is wrong with a pattern.
pub fn fault(pattern: &str) -> Option<String> {
    globs(pattern).err().map(|error| error.kind().to_string())
}

fn globs(pattern: &str) -> Result<[Glob; 2], globset::Error> {
    let body = pattern.trim_start_matches("./").trim_end_matches('/');
    let is_anchored = body.contains('/');
    let body = body.trim_start_matches('/');
    let body = if is_anchored { body.to_owned() } else { format!("**/{body}") };
    let glob = |text: &str| GlobBuilder::new(text).literal_separator(true).build();
    Ok([glob(&body)?, glob(&format!("{body}/**"))?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_in_a_gitignore() {
        let fits = |pattern: &str, path: &str| Patterns::new([pattern]).fit(path);
        assert!(fits("2021/**", "2021/申报.pmt") && fits("2021/**", "2021/甲/01.pmt"));
        assert!(fits("2021", "2021/申报.pmt") && fits("2021/", "旧/2021/申报.pmt"));
        assert!(fits("/2021", "2021/申报.pmt") && !fits("/2021", "旧/2021/申报.pmt"));
        assert!(fits("草稿*.pmt", "甲/草稿2.pmt") && !fits("草稿*.pmt", "甲/申报.pmt"));
        assert!(fits("*/申报.pmt", "甲/申报.pmt") && !fits("*/申报.pmt", "甲/乙/申报.pmt"));
        assert!(!fits("2021/**", "12021/申报.pmt"));
        assert!(fault("[").is_some() && fault("2021/**").is_none());
    }
}
