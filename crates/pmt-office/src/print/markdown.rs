//! The document as GitHub-flavoured Markdown. The form is an HTML table within it, since a table of Markdown's own cannot
//! merge cells.

use super::html::spans;
use super::ours::MARKDOWN_MARK;
use super::table::{Kind, Table};
use super::{DRAFT, Paragraph, Printed, Role, xml};

impl Printed<'_> {
    /// The document as Markdown.
    pub fn markdown(&self) -> String {
        let mut out = MARKDOWN_MARK.to_owned();
        if self.is_draft() {
            put!(out, "\n> **{DRAFT}**\n");
        }
        for line in &self.cover() {
            paragraph(&mut out, line);
        }
        for project in self.projects() {
            for line in &project.narrative {
                paragraph(&mut out, line);
            }
            table(&mut out, &project.form);
        }
        out
    }
}

fn paragraph(out: &mut String, line: &Paragraph) {
    let mark = match line.role {
        Role::Department | Role::Body => "",
        Role::DocumentTitle => "# ",
        Role::CoverHeading | Role::NarrativeTitle => "## ",
        Role::SectionHeading => "### ",
    };
    put!(out, "\n{mark}{}\n", escape(&line.text));
}

/// A text in which Markdown sees nothing but text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let begins = at == 0 && matches!(c, '-' | '+' | '=' | ':');
        let numbers = digits > 0 && at == digits && matches!(c, '.' | ')');
        let is_sign =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '$' | '@');
        if begins || numbers || is_sign {
            out.push('\\');
        }
        if xml::is_allowed(c) {
            out.push(c);
        }
    }
    out
}

/// No blank line may stand in it: one would end it.
fn table(out: &mut String, table: &Table) {
    out.push_str("\n<table>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in &row.cells {
            let tag = if matches!(cell.kind, Kind::Label | Kind::Title | Kind::Year) { "th" } else { "td" };
            let text = xml::text(&cell.text).replace('\n', "<br>");
            put!(out, "<{tag}{}>{text}</{tag}>", spans(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markdown_sees_nothing_but_text() {
        assert_eq!(escape("1.文件依据：甲"), "1\\.文件依据：甲");
        assert_eq!(escape("# *甲* <b> [乙](丙)"), "\\# \\*甲\\* \\<b\\> \\[乙\\](丙)");
        assert_eq!(escape("- 甲"), "\\- 甲");
        assert_eq!(escape("2022-01-01"), "2022-01-01");
    }
}
