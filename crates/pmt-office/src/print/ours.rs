//! Whether a file is a document of ours that nobody has edited since.

use std::io::{Read, Seek, SeekFrom};

use super::{MAKER, STAMP};

/// How much of a text or of a document's properties is looked at.
const PROBED: u64 = 4096;

/// Whether a file is a document that was printed here. A Word or Excel file that another program has saved since is
/// not: whoever edited it wants to keep it.
pub fn is_ours(mut file: impl Read + Seek) -> bool {
    let mut head = Vec::new();
    let read = file.by_ref().take(PROBED).read_to_end(&mut head).is_ok();
    if !read || file.seek(SeekFrom::Start(0)).is_err() {
        return false;
    }
    if head.starts_with(b"PK") {
        return has_our_properties(file).unwrap_or(false);
    }
    let head = String::from_utf8_lossy(&head);
    head.contains(&html_mark()) || head.starts_with(MARKDOWN_MARK)
}

/// What our HTML has in its head.
pub(super) fn html_mark() -> String {
    format!("<meta name=\"generator\" content=\"{MAKER}\">")
}

/// What our Markdown begins with.
pub(super) const MARKDOWN_MARK: &str = "<!-- pmt export -->\n";

fn has_our_properties(file: impl Read + Seek) -> Option<bool> {
    let mut archive = zip::ZipArchive::new(file).ok()?;
    let mut properties = String::new();
    archive.by_name("docProps/core.xml").ok()?.take(PROBED).read_to_string(&mut properties).ok()?;
    let by_us = format!("<cp:lastModifiedBy>{MAKER}</cp:lastModifiedBy>");
    let then = format!(">{STAMP}</dcterms:modified>");
    Some(properties.contains(&by_us) && properties.contains(&then))
}
