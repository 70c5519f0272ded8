//! The blocks in the two READMEs that show a real run of the binary over `examples/findings`.

use std::fs;
use std::process::Command;

use crate::error::Error;
use crate::process::{cargo, output, root, shown};

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
        let mut command = Command::new(cargo());
        command.args(["run", "--quiet", "--package", "pmt", "--", "lint", "examples/findings"]);
        command.args(["--lang", self.lang, "--color", "never"]);
        let line = shown(&command);
        let run = output(&mut command)?;
        let text = String::from_utf8_lossy(&run.stdout).replace('\\', "/");
        let closing = closing_line(&text, &String::from_utf8_lossy(&run.stderr));
        if run.status.code() != Some(1) || text.is_empty() {
            let what = String::from_utf8_lossy(&run.stderr).into_owned();
            return Err(Error::Output { command: line, what });
        }
        Ok(format!("```text\n$ pmt lint examples/findings\n{}{closing}```\n", excerpt(&text)))
    }
}

/// The last line of the run: it may stand on either stream.
fn closing_line(stdout: &str, stderr: &str) -> String {
    let last = |text: &str| text.trim_end().lines().last().map(|line| format!("{line}\n"));
    last(stderr).or_else(|| last(stdout)).unwrap_or_default()
}

/// The findings that are shown, in the order of the run.
fn excerpt(text: &str) -> String {
    let blocks =
        text.split("\n\n").filter(|block| SHOWN.iter().any(|code| block.contains(&format!("[{code}]"))));
    blocks.map(|block| format!("{}\n\n", block.trim_matches('\n'))).collect()
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
