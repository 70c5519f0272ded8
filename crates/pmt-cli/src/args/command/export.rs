//! `pmt export`'s options.

use clap::Command;

use super::{DRAFT, EXPORT, FORCE, Maker, OUT};

pub const TO: &str = "to";
pub const MARKS: &str = "marks";

const FORMATS: &[&str] = &["docx", "xlsx", "html", "md"];

pub(super) fn export(maker: Maker) -> Command {
    maker
        .command(
            EXPORT,
            "pmt export --to docx|xlsx|html|md [PATH]... [OPTIONS]",
            "输出能打印、能报送的申报文件；有错误就不予输出",
            "Write the document to print and hand in; refused while there are errors",
        )
        .arg(maker.paths())
        .arg(
            maker
                .choice(TO, FORMATS, "输出成 Word、Excel、网页还是 Markdown", "Word, Excel, HTML or Markdown")
                .required(true),
        )
        .arg(
            maker
                .path(
                    OUT,
                    "PATH",
                    "写到这个文件，或这个文件夹里，每份申报一个；html 和 md 可写 -（标准输出）；不写就放在申报旁边，与封面文件同名",
                    "the file, or the folder with one for each declaration; for html and md also - (standard output); by default beside the declaration, named as its cover's file",
                )
                .short('o')
                .long("output")
                .help_heading(maker.options()),
        )
        .arg(maker.flag(
            FORCE,
            "不是 pmt 输出的、输出后改过的 Word 或 Excel 文件也覆盖；.pmt 文件从不覆盖",
            "replace files that pmt did not write, and Word or Excel files edited since; a .pmt file is never replaced",
        ))
        .arg(maker.flag(
            DRAFT,
            "草稿：审核规则的错误放行，每页印上“草稿”",
            "let errors of review rules through and mark every page as a draft",
        ))
        .arg(maker.flag(
            MARKS,
            "html：标出检查发现的问题，列在最后",
            "html: mark what was found and list it at the end",
        ))
}
