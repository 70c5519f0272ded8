//! Documents' addresses. Editors spell one file's in several ways (`c%3A`, `C:`, `%e7`, raw Han), so documents are known
//! by their path, normalised.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use tower_lsp::ls_types::Uri;

/// What a document is known by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A file.
    File(PathBuf),
    /// A document that is no file yet, by its address.
    Other(String),
}

impl Key {
    /// The key of an address.
    pub fn of(uri: &Uri) -> Self {
        file_path(uri.as_str()).map_or_else(|| Self::Other(uri.as_str().to_owned()), Self::File)
    }

    /// The file's path.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Other(_) => None,
        }
    }
}

/// The path of a `file:` address.
fn file_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("file:")).and(uri.get(5..))?;
    let rest = rest.split(['?', '#']).next()?;
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.find('/').map_or((rest, ""), |at| rest.split_at(at)),
        None => ("", rest),
    };
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let local = authority.is_empty() || authority.eq_ignore_ascii_case("localhost");
    let text = if local { path.into_owned() } else { format!("//{authority}{path}") };
    Some(normalise(&text))
}

/// A path without `.` and `..`, the drive's letter in capitals.
fn normalise(path: &str) -> PathBuf {
    let path = match drive(path) {
        Some((letter, rest)) if cfg!(windows) => format!("{}:{rest}", letter.to_ascii_uppercase()),
        _ => path.to_owned(),
    };
    let mut plain = PathBuf::new();
    for part in Path::new(&path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// The drive of `/c:/…`, and what follows the colon.
fn drive(path: &str) -> Option<(char, &str)> {
    let rest = path.strip_prefix('/').unwrap_or(path);
    let letter = rest.chars().next().filter(char::is_ascii_alphabetic)?;
    Some((letter, rest.get(1..)?.strip_prefix(':')?))
}

/// What is written as it is in a path: what RFC 3986 allows there, less what editors encode.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address of a file.
pub fn uri_of(path: &Path) -> Option<Uri> {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    let slash = if text.starts_with('/') { "" } else { "/" };
    let encoded = utf8_percent_encode(&text, ENCODED);
    format!("file://{slash}{encoded}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(uri: &str) -> Key {
        Key::of(&uri.parse().unwrap())
    }

    #[test]
    fn one_file_has_one_key_however_its_address_is_spelt() {
        let plain = key("file:///home/li/%E9%A1%B9%E7%9B%AE%20a.pmt");
        assert_eq!(plain, Key::File(PathBuf::from("/home/li/项目 a.pmt")));
        for other in [
            "file:///home/li/%e9%a1%b9%e7%9b%ae%20a.pmt",
            "file://localhost/home/li/%E9%A1%B9%E7%9B%AE%20a.pmt",
            "file:///home/./x/../li/%E9%A1%B9%E7%9B%AE%20a.pmt",
            "FILE:/home/li/%E9%A1%B9%E7%9B%AE%20a.pmt",
        ] {
            assert_eq!(key(other), plain, "{other}");
        }
        assert_eq!(key("untitled:Untitled-1"), Key::Other("untitled:Untitled-1".to_owned()));
    }

    #[test]
    fn an_address_leads_back_to_its_path() {
        for path in ["/a/项目 100%#1?.pmt", "/a/[x]{y}.pmt", "/𠮷/‘“.pmt"] {
            let uri = uri_of(Path::new(path)).unwrap();
            assert_eq!(Key::of(&uri), Key::File(PathBuf::from(path)), "{}", uri.as_str());
        }
    }
}
