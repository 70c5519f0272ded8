//! Usage errors. English is clap's own wording; the Chinese is written here from the parts clap gives.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use pmt_core::text::{Lang, Message};
use std::io::Write;

use crate::exit::Exit;

/// Says what the parser has to say: help and the version to standard output, errors to standard error. `of` is the
/// program with the command whose help may help.
pub fn say(error: &Error, lang: Lang, of: &str) -> Exit {
    let exit = if error.use_stderr() { Exit::Failed } else { Exit::Done };
    match chinese(error).filter(|_| lang == Lang::Zh) {
        Some(message) => {
            let _ = writeln!(std::io::stderr().lock(), "错误：{message}\n\n用法见 {of} --help");
        }
        // Nobody can be told when this fails.
        None => drop(error.print()),
    }
    exit
}

/// Says what is wrong with a value that the parser had nothing against.
pub fn wrong(message: &Message, lang: Lang, of: &str) -> Exit {
    let text = match lang {
        Lang::Zh => format!("错误：{}\n\n用法见 {of} --help", message.zh),
        Lang::En => format!("error: {}\n\nFor more information, try '--help'.", message.en),
    };
    // Nobody can be told when this fails.
    let _ = writeln!(std::io::stderr().lock(), "{text}");
    Exit::Failed
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join("、")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn nearest(error: &Error, kind: ContextKind) -> String {
    context(error, kind).map(|near| format!("；是不是 {near}？")).unwrap_or_default()
}

/// The range that a number is outside of, as the parser of numbers tells it.
fn range(error: &Error) -> String {
    let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let range = why.split_once(" is not in ").and_then(|(_, range)| range.split_once("..="));
    range.map(|(from, to)| format!("；可以写 {from} 到 {to}")).unwrap_or_default()
}

/// `<--fix|--diff>`, one of which is wanted, in words; anything else as it is.
fn alternatives(arg: &str) -> String {
    let options = arg.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let options = options.filter(|options| options.starts_with("--"));
    options.map_or_else(|| arg.to_owned(), |options| options.split('|').collect::<Vec<_>>().join(" 或 "))
}

fn chinese(error: &Error) -> Option<String> {
    let arg = || context(error, ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => format!(
            "没有命令 {}{}",
            context(error, ContextKind::InvalidSubcommand)?,
            nearest(error, ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::UnknownArgument => {
            format!("没有选项 {}{}", arg()?, nearest(error, ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue => {
            let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
            let valid = context(error, ContextKind::ValidValue)
                .filter(|valid| !valid.is_empty())
                .map(|valid| format!("；可以写 {valid}"))
                .unwrap_or_default();
            if value.is_empty() {
                format!("{} 缺少值{valid}", arg()?)
            } else {
                format!("{} 的值不能是 {value}{valid}{}", arg()?, nearest(error, ContextKind::SuggestedValue))
            }
        }
        ErrorKind::ValueValidation => {
            let value = context(error, ContextKind::InvalidValue)?;
            format!("{} 的值不能是 {value}{}", arg()?, range(error))
        }
        ErrorKind::MissingRequiredArgument => format!("还要写 {}", alternatives(&arg()?)),
        ErrorKind::ArgumentConflict => match context(error, ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != arg().as_ref() => format!("{} 不能与 {prior} 同时用", arg()?),
            _ => format!("{} 只能写一次", arg()?),
        },
        _ => return None,
    })
}
