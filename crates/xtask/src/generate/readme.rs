//! The blocks in the two READMEs that show a real run of the binary over `examples/findings`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::process::{self, cargo, root};

/// A page with a block taken from a run.
pub struct Page {
    /// Below the repository's root.
    pub path: &'static str,
    lang: &'static str,
}

/// The README.
pub const ENGLISH: Page = Page { path: "README.md", lang: "en" };
/// The Chinese README.
pub const CHINESE: Page = Page { path: "README.zh-CN.md", lang: "zh" };

/// What the block is called in the pages.
const MARKER: &str = "generated: pmt lint examples/findings";
/// The run as the pages show it; language and colour are whatever the reader's are.
const COMMAND: &str = "pmt lint examples/findings";
const END: &str = "<!-- end -->";
/// The findings worth showing first: a sum, a slip of magnitude, a missing sign.
const SHOWN: [&str; 3] = ["FND05", "FND16", "SYN07"];

impl Page {
    /// The page with its block as the binary writes it now.
    pub fn text(&self) -> Result<String, Error> {
        let path = root().join(self.path);
        let page = fs::read_to_string(&path).map_err(Error::file(&path))?;
        replace_block(&page, MARKER, &self.run()?)
            .ok_or_else(|| Error::NoMarker { path: self.path.to_owned(), marker: MARKER.to_owned() })
    }

    fn run(&self) -> Result<String, Error> {
        process::run_quietly(&cargo(), &["build", "--quiet", "--package", "pmt"])?;
        let mut command = Command::new(binary()?);
        command.args(["lint", "examples/findings", "--lang", self.lang, "--color", "never"]);
        let line = process::shown(&command);
        let run = process::output(&mut command)?;
        let text = String::from_utf8_lossy(&run.stdout).replace("\r\n", "\n");
        let closing = text.trim_end().lines().last().unwrap_or_default();
        if run.status.code() != Some(1) || closing.is_empty() {
            let what = String::from_utf8_lossy(&run.stderr).into_owned();
            return Err(Error::Output { command: line, what });
        }
        Ok(format!("```text\n$ {COMMAND}\n{}…\n\n{closing}\n```\n", excerpt(&text)))
    }
}

/// The program built beside the one that runs: this chore, or the test that calls it.
fn binary() -> Result<PathBuf, Error> {
    let this = std::env::current_exe().map_err(Error::file("the running program".as_ref()))?;
    let folder = this
        .parent()
        .map(|folder| if folder.ends_with("deps") { folder.join("..") } else { folder.to_owned() });
    Ok(folder.unwrap_or_default().join(format!("pmt{}", std::env::consts::EXE_SUFFIX)))
}

/// The findings that are shown, in the order of [`SHOWN`].
fn excerpt(text: &str) -> String {
    let block = |code: &&str| text.split("\n\n").find(|block| block.contains(&format!("[{code}]")));
    SHOWN.iter().filter_map(block).flat_map(|block| [block.trim_matches('\n'), "\n\n"]).collect()
}

/// The page with what stands between a marker and the end mark replaced.
pub fn replace_block(page: &str, marker: &str, block: &str) -> Option<String> {
    let (before, rest) = page.split_once(&format!("<!-- {marker} -->\n"))?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}<!-- {marker} -->\n{block}{END}{after}"))
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
