//! `pmt lint`'s options.

use std::path::PathBuf;

use clap::{ArgAction, ArgGroup, Command, value_parser};

use super::{DIFF, FORMAT, LINT, Maker, PATHS, STDIN};

pub const DOCUMENTS: &str = "documents";
pub const TABLE: &str = "table";
pub const FAIL_ON: &str = "fail-on";
pub const FIX: &str = "fix";
pub const IGNORE: &str = "ignore";
pub const SELECT: &str = "select";
pub const SEVERITY: &str = "severity";
pub const STATISTICS: &str = "statistics";
pub const UNSAFE: &str = "unsafe";
pub const WATCH: &str = "watch";

/// What changes a text or tells how it would be changed.
const CHANGES: &str = "changes";

const SEVERITIES: &[&str] = &["error", "warning", "hint"];
const FORMATS: &[&str] = &["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "csv"];

pub(super) fn lint(maker: Maker) -> Command {
    shown(maker, maker.command(LINT, "pmt lint [PATH]... [OPTIONS]", "检查申报", "Check declarations"))
        .arg(maker.flag(
            FIX,
            "改掉能放心改的，写回文件，再报告剩下的",
            "apply the fixes that keep the meaning, write the files, report what is left",
        ))
        .arg(
            maker
                .flag(
                    UNSAFE,
                    "也改只有一种改法的建议（改了请过目）",
                    "also apply suggestions where there is exactly one (look them over)",
                )
                .requires(CHANGES),
        )
        .arg(maker.flag(
            DIFF,
            "只显示 --fix 会怎样改，不写文件；有改动就退出 1",
            "show what --fix would change and write nothing; exits with 1 if anything would",
        ))
        .group(ArgGroup::new(CHANGES).args([FIX, DIFF]).multiple(true))
        .args(maker.stdin(
            "检查标准输入；加 --fix 时改好的文本写到标准输出，报告写到标准错误",
            "check standard input; with --fix the text goes to standard output, the report to standard error",
        ))
        .arg(maker.force_exclude())
        .arg(maker.flag(
            DOCUMENTS,
            "文件夹里的 Word、Excel、PDF、文本文件也检查；没有 .pmt 的文件夹总是这样",
            "also check the Word, Excel, PDF and text documents in folders; folders without .pmt files always are",
        ))
        .arg(
            maker
                .setting(
                    TABLE,
                    "FILE.csv",
                    "另写一张表，一份申报一行：各级问题的个数和结论",
                    "also write a table with a row per declaration: findings by severity and the verdict",
                )
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            maker
                .flag(
                    WATCH,
                    "文件一变就重新检查，直到 Ctrl-C",
                    "check again whenever a file changes, until Ctrl-C",
                )
                .conflicts_with_all([STDIN, FIX, DIFF, TABLE]),
        )
        .after_help(maker.say(
            "行号、列号从 1 起，列按字符（Unicode 码位）数，各种格式都一样。\n给程序读的格式独占标准输出，结尾的一行小结这时写到标准错误。",
            "Lines and columns count from 1, columns in characters (Unicode code points), in every format.\nFormats for programs have standard output to themselves; the closing line then goes to standard error.",
        ))
}

/// What is reported, and how.
fn shown(maker: Maker, command: Command) -> Command {
    command
        .arg(
            maker
                .path(
                    PATHS,
                    "PATH",
                    "文件或文件夹：.pmt，或 .docx、.xlsx、.xls、.pdf、.txt 等文件；不写就是当前文件夹",
                    "files or folders: .pmt, or documents (.docx, .xlsx, .xls, .pdf, .txt …); the current folder if none is given",
                )
                .num_args(0..),
        )
        .arg(
            maker
                .choice(
                    FORMAT,
                    FORMATS,
                    "给人看：human 带原文，concise 一个问题一行；给程序：其余；默认 human",
                    "for people: human with the source, concise a finding per line; for programs: the others; default human",
                )
                .default_value("human"),
        )
        .arg(rules(
            maker,
            SELECT,
            "只看这些规则：代码、名称或代码的开头（FND、VAL0），逗号分开，可多次",
            "these rules only: codes, names or beginnings of codes (FND, VAL0), by commas, repeatable",
        ))
        .arg(rules(
            maker,
            IGNORE,
            "不看这些规则；与 --select 都说到时，说得更具体的算数",
            "not these rules; where --select names them too, the closer one decides",
        ))
        .arg(maker.choice(
            SEVERITY,
            SEVERITIES,
            "只列出这一级以上的问题；小结和退出码不受影响",
            "the least severity that is listed; the closing line and the exit code count all",
        ))
        .arg(
            maker
                .choice(
                    FAIL_ON,
                    SEVERITIES,
                    "有这一级以上的问题就退出 1；默认 error",
                    "the least severity that exits with 1; default error",
                )
                .default_value("error"),
        )
        .arg(maker.flag(
            STATISTICS,
            "按规则统计各有几个问题（给人看的格式不再逐个列出）",
            "count the findings of each rule (formats for people then list no single ones)",
        ))
}

fn rules(maker: Maker, id: &'static str, zh: &'static str, en: &'static str) -> clap::Arg {
    maker.setting(id, "RULE", zh, en).action(ArgAction::Append)
}
