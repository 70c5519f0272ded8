//! The command line's shape with its help in both languages. What clap would say in English by itself (headings,
//! defaults, lists of values) is said here instead.

mod export;
mod lint;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use pmt_core::text::{Lang, Words};

use export::export;
pub use export::{MARKS, TO};
use lint::lint;
pub use lint::{DOCUMENTS, FAIL_ON, FIX, IGNORE, SELECT, SEVERITY, STATISTICS, TABLE, UNSAFE, WATCH};

use super::setup;

pub const LINT: &str = "lint";
pub const COMPILE: &str = "compile";
pub const EXPORT: &str = "export";
pub const IMPORT: &str = "import";
pub const SCHEMA: &str = "schema";
pub const LSP: &str = "lsp";
pub const FMT: &str = "fmt";

pub const PATHS: &str = "paths";
pub const FILES: &str = "files";
pub const OUT: &str = "out";
pub const FORMAT: &str = "format";
pub const CHECK: &str = "check";
pub const DRAFT: &str = "draft";
pub const COMPACT: &str = "compact";
pub const NDJSON: &str = "ndjson";
pub const LAYOUT: &str = "layout";
pub const CSV: &str = "csv";
pub const SPREADSHEET: &str = "spreadsheet";
pub const TIME: &str = "time";
pub const FORCE: &str = "force";
pub const STDIO: &str = "stdio";
pub const CONFIG: &str = "config";
pub const FLAT: &str = "flat";
pub const STDIN: &str = "stdin";
pub const STDIN_NAME: &str = "stdin-filename";
pub const FORCE_EXCLUDE: &str = "force-exclude";
pub const DIFF: &str = "diff";
pub const LANG: &str = "lang";
pub const COLOR: &str = "color";
pub const ASCII: &str = "ascii";

const OPTIONS: Words = Words { zh: "选项", en: "Options" };
const ARGUMENTS: Words = Words { zh: "参数", en: "Arguments" };
const GLOBAL: Words = Words { zh: "通用选项", en: "Global options" };
const COMMANDS: Words = Words { zh: "命令", en: "Commands" };

/// Makes commands and arguments in one language.
#[derive(Clone, Copy)]
pub(super) struct Maker(Lang);

impl Maker {
    pub(super) fn say(self, zh: &'static str, en: &'static str) -> &'static str {
        Words { zh, en }.get(self.0)
    }

    pub(super) fn command(
        self,
        name: &'static str,
        usage: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Command {
        let heading = self.say("用法：", "Usage: ");
        Command::new(name)
            .about(self.say(zh, en))
            .override_usage(usage)
            .help_template(format!(
                "{{about-with-newline}}\n{heading}{{usage}}\n\n{{all-args}}{{after-help}}"
            ))
            .subcommand_help_heading(COMMANDS.get(self.0))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .disable_help_subcommand(true)
    }

    pub(super) fn flag(self, id: &'static str, zh: &'static str, en: &'static str) -> Arg {
        Arg::new(id)
            .long(id)
            .action(ArgAction::SetTrue)
            .help(self.say(zh, en))
            .help_heading(OPTIONS.get(self.0))
    }

    pub(super) fn choice(
        self,
        id: &'static str,
        values: &'static [&'static str],
        zh: &'static str,
        en: &'static str,
    ) -> Arg {
        Arg::new(id)
            .long(id)
            .value_name(values.join("|"))
            .value_parser(PossibleValuesParser::new(values))
            .hide_possible_values(true)
            .hide_default_value(true)
            .help(self.say(zh, en))
            .help_heading(OPTIONS.get(self.0))
    }

    /// The heading of a command's own options.
    fn options(self) -> &'static str {
        OPTIONS.get(self.0)
    }

    /// An argument without a name.
    pub(super) fn argument(
        self,
        id: &'static str,
        name: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Arg {
        Arg::new(id).value_name(name).help(self.say(zh, en)).help_heading(ARGUMENTS.get(self.0))
    }

    /// An option with a value.
    pub(super) fn setting(
        self,
        id: &'static str,
        name: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Arg {
        Arg::new(id).long(id).value_name(name).help(self.say(zh, en)).help_heading(OPTIONS.get(self.0))
    }

    fn path(self, id: &'static str, name: &'static str, zh: &'static str, en: &'static str) -> Arg {
        Arg::new(id)
            .value_name(name)
            .value_parser(value_parser!(PathBuf))
            .help(self.say(zh, en))
            .help_heading(ARGUMENTS.get(self.0))
    }

    fn paths(self) -> Arg {
        self.path(
            PATHS,
            "PATH",
            ".pmt 文件或文件夹；不写就是当前文件夹",
            ".pmt files or folders; the current folder if none is given",
        )
        .num_args(0..)
    }

    /// Standard input in place of files, and what it counts as.
    fn stdin(self, zh: &'static str, en: &'static str) -> [Arg; 2] {
        [
            self.flag(STDIN, zh, en).conflicts_with(PATHS),
            self.setting(
                STDIN_NAME,
                "FILE",
                "标准输入算作哪个文件：消息里的名称、所属的申报和 pmt.toml 都依它",
                "the file that standard input stands for: its name, its declaration and its pmt.toml",
            )
            .value_parser(value_parser!(PathBuf))
            .requires(STDIN),
        ]
    }

    fn force_exclude(self) -> Arg {
        self.flag(
            FORCE_EXCLUDE,
            "点名的文件若被 pmt.toml 或 .gitignore 排除，也不读",
            "leave out what pmt.toml or .gitignore excludes, even if it is named",
        )
    }

    fn globals(self) -> Vec<Arg> {
        let global = |arg: Arg| arg.global(true).help_heading(GLOBAL.get(self.0));
        vec![
            global(self.choice(LANG, &["zh", "en"], "消息用中文还是英文", "language of messages")),
            global(self.choice(
                COLOR,
                &["auto", "always", "never"],
                "是否用颜色，默认看输出是不是终端",
                "colours; by default if the output is a terminal",
            )),
            global(self.flag(ASCII, "框线只用 ASCII 字符", "draw with ASCII characters only")),
            global(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .help(self.say("显示帮助", "show help")),
            ),
        ]
    }
}

/// The whole command line in a language.
pub fn command(lang: Lang) -> Command {
    let maker = Maker(lang);
    maker
        .command(
            "pmt",
            "pmt <COMMAND>",
            "财政支出项目绩效目标申报的语言、检查和编译",
            "Language, linter and compiler for Chinese budget performance targets",
        )
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(maker.say("显示版本", "show the version"))
                .help_heading(GLOBAL.get(lang)),
        )
        .args(maker.globals())
        .after_help(maker.say(
            "退出码：0 完成；1 有问题、有差异或不予编译；2 没法工作（用法、路径、配置、编码）。\n每个命令的用法：pmt COMMAND --help",
            "Exit codes: 0 done; 1 findings, differences or refused; 2 could not work (usage, path, configuration, encoding).\nFor a command: pmt COMMAND --help",
        ))
        .subcommands([
            setup::with_add_ignore(maker, lint(maker)),
            compile(maker),
            export(maker),
            import(maker),
            fmt(maker),
            schema(maker),
            lsp(maker),
        ])
        .subcommands(setup::shapes(maker))
}

fn compile(maker: Maker) -> Command {
    maker
        .command(
            COMPILE,
            "pmt compile [PATH]... [OPTIONS]",
            "编译为报送用的 JSON；有错误就不予编译",
            "Compile to JSON for submission; refused while there are errors",
        )
        .arg(maker.paths())
        .arg(
            maker
                .path(
                    OUT,
                    "FILE",
                    "写到文件；已有的只替换 pmt 以前的输出，写成才替换；不写就输出到标准输出",
                    "write to a file; only earlier output is replaced, once all is well; else to standard output",
                )
                .short('o')
                .long("output")
                .help_heading(OPTIONS.get(maker.0)),
        )
        .arg(
            maker
                .flag(
                    FORCE,
                    "-o 的文件已有别的内容也覆盖；.pmt 文件从不覆盖",
                    "let -o replace a file with other content; a .pmt file is never replaced",
                )
                .requires(OUT),
        )
        .arg(maker.flag(CHECK, "只看能不能编译，不输出", "only tell whether it compiles").conflicts_with(OUT))
        .arg(maker.flag(
            DRAFT,
            "草稿：审核规则的错误放行，列在 JSON 里",
            "let errors of review rules through and list them in the JSON",
        ))
        .arg(maker.flag(COMPACT, "不换行不缩进", "without line breaks and indentation"))
        .arg(
            maker
                .flag(
                    NDJSON,
                    "一份申报一行；没有错误的照写，其余点名",
                    "a line per declaration; the clean ones are written, the others named",
                )
                .conflicts_with(COMPACT),
        )
        .args(flat(maker))
}

/// What is about the exchange tables.
fn flat(maker: Maker) -> [Arg; 4] {
    let layout = maker.choice(
        LAYOUT,
        &["nested", "flat"],
        "nested：一份申报一个对象（默认）；flat：一体化系统交换的两张表",
        "nested: an object per declaration (the default); flat: the two tables that integrated budget systems exchange",
    );
    let csv = maker
        .flag(
            CSV,
            "两张表写成 CSV，放到 -o 的文件夹里（要有 --layout flat）",
            "the two tables as CSV, in the folder that -o names (with --layout flat)",
        )
        .requires(OUT)
        .conflicts_with_all([DRAFT, COMPACT, NDJSON]);
    let spreadsheet = maker
        .flag(
            SPREADSHEET,
            "CSV 供用 Excel 查看：会被当成公式或数的文字前加 '；不能拿去交换",
            "the CSV is to be looked at in a spreadsheet: texts that it would take for formulas or numbers begin with '; not for handing in",
        )
        .requires(CSV);
    let time = maker.setting(
        TIME,
        "YYYYMMDDhhmmss",
        "两张表的更新时间和创建时间；不写就空着，同样的申报总是同样的结果",
        "time of update and creation in the tables; left empty by default, so that the same input gives the same bytes",
    );
    [layout.default_value("nested"), csv, spreadsheet, time]
}

fn import(maker: Maker) -> Command {
    maker
        .command(
            IMPORT,
            "pmt import FILE|DIR... -o DIR [OPTIONS]",
            "把公开的申报（Word、Excel、PDF 或文本）变成 .pmt 文件",
            "Turn published declarations (Word, Excel, PDF or text) into .pmt files",
        )
        .arg(
            maker
                .path(
                    FILES,
                    "FILE",
                    "文件，或一个文件夹里的全部：.docx、.xlsx、.xls、.txt；装有 LibreOffice 时还有 .doc、.wps、.rtf、.odt、.ods，装有 poppler 时还有 .pdf",
                    "documents, or a folder for all in it: .docx, .xlsx, .xls, .txt; with LibreOffice also .doc, .wps, .rtf, .odt, .ods, with poppler .pdf",
                )
                .num_args(1..)
                .required(true),
        )
        .arg(
            maker
                .path(
                    OUT,
                    "DIR",
                    "写到这个文件夹；几个文件或一个文件夹时，每份各占一个子文件夹",
                    "the folder to write to; with several documents or a folder, a subfolder each",
                )
                .short('o')
                .long("output")
                .required(true)
                .help_heading(OPTIONS.get(maker.0)),
        )
        .arg(maker.flag(FORCE, "可以覆盖已有的文件", "existing files may be replaced"))
        .arg(
            maker
                .choice(
                    FORMAT,
                    &["human", "json"],
                    "结尾的小结怎样写；默认 human",
                    "how the closing summary is written; default human",
                )
                .default_value("human"),
        )
}

fn fmt(maker: Maker) -> Command {
    maker
        .command(FMT, "pmt fmt [PATH]... [OPTIONS]", "把 .pmt 文件写成统一的格式", "Format .pmt files")
        .arg(maker.paths())
        .arg(maker.flag(CHECK, "只列出格式不统一的文件", "only list the files that would change"))
        .arg(
            maker
                .flag(
                    DIFF,
                    "只显示会怎样改，不写文件；有改动就退出 1",
                    "show what would change and write nothing; exits with 1 if anything would",
                )
                .conflicts_with(CHECK),
        )
        .args(maker.stdin("从标准输入读，写到标准输出", "from standard input to standard output"))
        .arg(maker.force_exclude())
}

fn lsp(maker: Maker) -> Command {
    maker
        .command(
            LSP,
            "pmt lsp",
            "语言服务器：由编辑器启动，用标准输入输出通信",
            "The language server: started by editors, spoken to over standard input and output",
        )
        // Many clients say over what they speak, whether or not there is a choice.
        .arg(
            maker
                .flag(STDIO, "标准输入输出（总是如此）", "over standard input and output, as always")
                .hide(true),
        )
}

fn schema(maker: Maker) -> Command {
    maker
        .command(
            SCHEMA,
            "pmt schema [OPTIONS]",
            "输出编译结果的 JSON Schema",
            "Print the JSON Schema of what compile writes",
        )
        .arg(maker.flag(CONFIG, "改为输出 pmt.toml 的", "that of pmt.toml instead"))
        .arg(
            maker
                .flag(
                    LINT,
                    "改为输出 pmt lint --format json 的",
                    "that of what pmt lint --format json writes instead",
                )
                .conflicts_with_all([CONFIG, FLAT]),
        )
        .arg(
            maker
                .flag(
                    FLAT,
                    "改为输出一体化系统交换表（compile --layout flat）的",
                    "that of the exchange tables (compile --layout flat) instead",
                )
                .conflicts_with(CONFIG),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        command(Lang::Zh).debug_assert();
        command(Lang::En).debug_assert();
    }
}
