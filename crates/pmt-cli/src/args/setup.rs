//! The commands that explain rules and set a declaration up: their shape and their values.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command as Shape, value_parser};
use clap_complete::Shell;
use pmt_core::edition::Edition;
use pmt_core::template::YEARS;
use pmt_core::text::Lang;

use super::command::{FORMAT, Maker, PATHS};
use super::{Command, paths, text};

pub const EXPLAIN: &str = "explain";
pub const RULES: &str = "rules";
pub const INIT: &str = "init";
pub const NEW: &str = "new";
pub const COMPLETIONS: &str = "completions";

const CODES: &str = "rule";
const DIR: &str = "dir";
const NAME: &str = "name";
const YEAR: &str = "year";
const REGION: &str = "region";
const DEPARTMENT: &str = "department";
const NO_HOOKS: &str = "no-hooks";
const SHELL: &str = "shell";
const ADD_IGNORE: &str = "add-ignore";

/// Options of `pmt explain`.
#[derive(Debug)]
pub struct Explain {
    /// Codes or names.
    pub rules: Vec<String>,
}

/// Options of `pmt rules`.
#[derive(Debug)]
pub struct Rules {
    /// Whether the list is JSON.
    pub json: bool,
}

/// Options of `pmt init`.
#[derive(Debug)]
pub struct Init {
    /// The folder.
    pub dir: PathBuf,
    /// The fiscal year.
    pub year: Option<i32>,
    /// The region whose form it is.
    pub region: String,
    /// The department.
    pub department: String,
    /// Whether to write the configuration of pre-commit.
    pub hooks: bool,
}

/// Options of `pmt new`.
#[derive(Debug)]
pub struct New {
    /// The project's name.
    pub name: String,
    /// The folder.
    pub dir: PathBuf,
}

/// Options of `pmt lint --add-ignore`.
#[derive(Debug)]
pub struct AddIgnore {
    /// Whose findings are to be silenced.
    pub paths: Vec<PathBuf>,
    /// Why.
    pub reason: String,
}

/// The commands' shapes.
pub(super) fn shapes(maker: Maker) -> [Shape; 5] {
    [explain(maker), rules(maker), init(maker), new(maker), completions(maker)]
}

fn explain(maker: Maker) -> Shape {
    maker
        .command(
            EXPLAIN,
            "pmt explain RULE... [OPTIONS]",
            "说明一条规则：为什么、怎样改、怎样允许",
            "Explain a rule: why, what to do, how to allow it",
        )
        .arg(
            maker
                .argument(
                    CODES,
                    "RULE",
                    "规则的代码或名称，或代码的开头（FND）",
                    "a rule's code or name, or the beginning of codes (FND)",
                )
                .num_args(1..)
                .required(true),
        )
}

fn rules(maker: Maker) -> Shape {
    maker.command(RULES, "pmt rules [OPTIONS]", "列出全部规则", "List all rules").arg(
        maker
            .choice(
                FORMAT,
                &["human", "json"],
                "给人看还是给程序读；默认 human",
                "for people or for programs; default human",
            )
            .default_value("human"),
    )
}

fn init(maker: Maker) -> Shape {
    maker
        .command(
            INIT,
            "pmt init [DIR] [OPTIONS]",
            "建一份待填写的申报；已有的文件不会覆盖",
            "Set up a declaration to fill in; no existing file is replaced",
        )
        .arg(dir(maker))
        .arg(
            maker
                .setting(
                    YEAR,
                    "YEAR",
                    "预算年度；默认下半年为次年，上半年为当年",
                    "the fiscal year; by default the next one from July on, else this one",
                )
                .value_parser(value_parser!(i32).range(i64::from(*YEARS.start())..=i64::from(*YEARS.end()))),
        )
        .arg(
            maker
                .setting(
                    REGION,
                    "REGION",
                    "用哪个地区的表式；默认上海",
                    "the region whose form is used; by default Shanghai's",
                )
                .value_parser(clap::builder::PossibleValuesParser::new(Edition::regions()))
                .hide_possible_values(true)
                .default_value(Edition::regions().first().copied().unwrap_or_default())
                .hide_default_value(true),
        )
        .arg(maker.setting(DEPARTMENT, "NAME", "主管部门的名称", "the department's name"))
        .arg(maker.flag(
            NO_HOOKS,
            "不写 pre-commit 的设置（.pre-commit-config.yaml）",
            "do not write the configuration of pre-commit (.pre-commit-config.yaml)",
        ))
}

fn new(maker: Maker) -> Shape {
    maker
        .command(
            NEW,
            "pmt new NAME [DIR] [OPTIONS]",
            "加一个待填写的项目，编号接在最后",
            "Add a project to fill in, numbered after the last",
        )
        .arg(maker.argument(NAME, "NAME", "项目名称", "the project's name").required(true))
        .arg(dir(maker))
}

fn completions(maker: Maker) -> Shape {
    maker
        .command(
            COMPLETIONS,
            "pmt completions SHELL",
            "输出命令行补全脚本",
            "Print a script that completes the command line",
        )
        .arg(
            maker
                .argument(SHELL, "bash|elvish|fish|powershell|zsh", "用哪个 shell", "the shell")
                .value_parser(value_parser!(Shell))
                .hide_possible_values(true)
                .required(true),
        )
}

fn dir(maker: Maker) -> Arg {
    maker
        .argument(DIR, "DIR", "文件夹；默认当前文件夹", "the folder; by default the current one")
        .value_parser(value_parser!(PathBuf))
}

/// `pmt lint` with `--add-ignore`, which goes with nothing but paths.
pub(super) fn with_add_ignore(maker: Maker, lint: Shape) -> Shape {
    let others: Vec<_> = lint.get_arguments().map(Arg::get_id).filter(|id| *id != PATHS).cloned().collect();
    let added = maker.setting(
        ADD_IGNORE,
        "REASON",
        "给现有的每个问题写上允许的注释，注明这个理由（语言错误除外）",
        "allow every present finding by a comment that gives this reason (errors of the language excepted)",
    );
    lint.arg(added.conflicts_with_all(others))
}

/// `--add-ignore`, if it is there.
pub(super) fn add_ignore(lint: &ArgMatches) -> Option<Command> {
    let reason = text(lint, ADD_IGNORE)?.to_owned();
    Some(Command::AddIgnore(AddIgnore { paths: paths(lint, PATHS), reason }))
}

/// One of these commands.
pub(super) fn read(name: &str, sub: &ArgMatches) -> Option<Command> {
    let dir = || sub.get_one::<PathBuf>(DIR).cloned().unwrap_or_else(|| PathBuf::from("."));
    let owned = |id: &str| text(sub, id).unwrap_or_default().to_owned();
    Some(match name {
        EXPLAIN => Command::Explain(Explain {
            rules: sub.get_many::<String>(CODES).into_iter().flatten().cloned().collect(),
        }),
        RULES => Command::Rules(Rules { json: text(sub, FORMAT) == Some("json") }),
        INIT => Command::Init(Init {
            dir: dir(),
            year: sub.get_one::<i32>(YEAR).copied(),
            region: owned(REGION),
            department: owned(DEPARTMENT),
            hooks: !sub.get_flag(NO_HOOKS),
        }),
        NEW => Command::New(New { name: owned(NAME), dir: dir() }),
        COMPLETIONS => Command::Completions(*sub.get_one::<Shell>(SHELL)?),
        _ => return None,
    })
}

/// The whole command line, for completions and manuals.
pub fn shape(lang: Lang) -> Shape {
    super::command::command(lang)
}
