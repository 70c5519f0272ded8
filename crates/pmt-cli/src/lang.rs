//! The language of messages: `--lang`, else `PMT_LANG`, else `pmt.toml`, else the locale. Chinese unless one of them
//! says English.

use std::ffi::OsString;

use pmt_core::text::Lang;

/// The variable that names the language.
const VARIABLE: &str = "PMT_LANG";

/// What the command line or `PMT_LANG` asks for; `None` if neither does.
pub fn asked(flag: Option<Lang>) -> Option<Lang> {
    flag.or_else(|| std::env::var(VARIABLE).ok().and_then(|value| parse(&value)))
}

/// The language once `pmt.toml` is known.
pub fn choose(flag: Option<Lang>, configured: Option<Lang>) -> Lang {
    asked(flag).or(configured).unwrap_or_else(locale)
}

/// A language by its tag: `en`, `en_GB.UTF-8`, `zh-CN`. Others are `None`.
fn parse(tag: &str) -> Option<Lang> {
    let tag = tag.trim().to_ascii_lowercase();
    let primary = tag.split(['_', '-', '.', '@']).next()?;
    match primary {
        "en" | "english" => Some(Lang::En),
        "zh" | "chinese" => Some(Lang::Zh),
        _ => None,
    }
}

/// The locale's language: the first of the three variables that is set decides, and only English is not Chinese.
/// `C`, `POSIX` and nothing at all say no language: Chinese.
fn locale() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| parse(&value))
        .unwrap_or_default()
}

/// `--lang` as it stands in arguments that have not been parsed yet, for the language of usage errors and help.
pub fn scan(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().skip(1).map_while(|arg| arg.to_str().filter(|arg| *arg != "--"));
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            return args.next().and_then(parse);
        }
        if let Some(value) = arg.strip_prefix("--lang=") {
            return parse(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_locales_are_understood() {
        assert_eq!(parse("en_US.UTF-8"), Some(Lang::En));
        assert_eq!(parse("zh_CN"), Some(Lang::Zh));
        assert_eq!(parse("C"), None);
        assert_eq!(parse("fr_FR"), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn the_flag_is_seen_before_parsing() {
        let scan = |line: &str| scan(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(scan("pmt lint --lang en"), Some(Lang::En));
        assert_eq!(scan("pmt --lang=zh lint"), Some(Lang::Zh));
        assert_eq!(scan("pmt lint -- --lang en"), None);
    }
}
