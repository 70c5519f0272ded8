//! Syntax errors as findings: the wording in the field's terms.

use pmt_syntax::{Parse, SyntaxError, SyntaxErrorKind};

use crate::finding::{FileId, Finding, Fix, Related, Site};
use crate::rules::language::syntax_rule;
use crate::text::Message;

/// The findings for a file's syntax errors.
pub(super) fn findings(id: FileId, parse: &Parse) -> Vec<Finding> {
    parse.errors.iter().map(|error| finding(id, parse.tree.text(), error)).collect()
}

fn finding(id: FileId, source: &str, error: &SyntaxError) -> Finding {
    let words = shorten(error.span.text(source));
    let (zh, en) = message(error.kind, &words);
    let mut finding =
        Finding::new(syntax_rule(error.kind), Site { file: id, span: error.span }, Message::new(zh, en));
    let (zh, en) = advice(error.kind);
    finding.advice = Some(Message::new(zh, en));
    if let Some(span) = error.related {
        let (zh, en) = related(error.kind);
        finding.related.push(Related { site: Site { file: id, span }, message: Message::new(zh, en) });
    }
    if let Some(edits) = &error.fix {
        let (zh, en) = fix_title(error.kind);
        let title = Message::new(zh, en);
        finding.fixes.push(Fix { title, safe: true, edits: edits.clone(), file: id });
    }
    finding
}

/// What was found, short enough for a message.
fn shorten(text: &str) -> String {
    const MOST: usize = 20;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let head: String = line.chars().take(MOST).collect();
    format!("{head}…")
}

fn message(kind: SyntaxErrorKind, found: &str) -> (String, String) {
    use SyntaxErrorKind as K;
    let fixed = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match kind {
        K::UnclosedBlock => fixed("这个“{”没有对应的“}”", "this “{” is never closed"),
        K::StrayBrace => fixed("多出一个“}”", "this “}” closes nothing"),
        K::UnclosedText => fixed("文段没有用 \"\"\" 结束", "the text is not closed by \"\"\""),
        K::UnclosedString => (format!("{found} 缺少后引号"), format!("{found} lacks its closing quote")),
        K::UnclosedTitle => (format!("{found} 缺少“》”"), format!("{found} lacks its “》”")),
        K::MissingValue => (format!("“{found}”后面没有值"), format!("nothing follows “{found}”")),
        K::MissingSeparator => (
            format!("“{found}”中间缺少冒号或比较符号"),
            format!("“{found}” lacks a colon or a comparison sign"),
        ),
        K::MissingKey => (format!("“{found}”前面缺少项的名称"), format!("no name stands before “{found}”")),
        K::Unreadable => (format!("看不懂“{found}”"), format!("cannot read “{found}”")),
        K::ExtraContent => {
            (format!("这一项已经结束，后面又有“{found}”"), format!("the item has ended before “{found}”"))
        }
        K::BadNumber => (format!("“{found}”不是正确的数"), format!("“{found}” is not a proper number")),
        K::BadDate => (format!("没有“{found}”这个日期"), format!("there is no date “{found}”")),
        K::FullWidthDigit => (format!("“{found}”用了全角数字"), format!("“{found}” has full-width digits")),
        K::DetachedOpener => (
            format!("“{found}”要写在上一行的末尾"),
            format!("“{found}” belongs at the end of the line before"),
        ),
        K::DetachedValue => {
            (format!("“{found}”要写在冒号后面"), format!("“{found}” belongs after the colon"))
        }
        K::TrailingComma => fixed("逗号后面没有值", "no value follows the comma"),
        K::HyphenRange => fixed("范围用“至”连接", "a range is joined by 至"),
        K::WrongFence => {
            fixed("文段的开头和结尾要用三个英文引号", "a text begins and ends with three ASCII quotes")
        }
        K::TooDeep => fixed("层层相套的“{”太多，读不下去", "blocks are nested too deeply to be read"),
        K::BadInterpolation => {
            (format!("“{found}”不是正确的引用"), format!("“{found}” is not a proper reference"))
        }
        K::ControlCharacter => fixed("这里有不可见的控制字符", "a control character stands here"),
        K::BadLabel => (format!("“{found}”不能作名称"), format!("“{found}” cannot be a name here")),
        K::BraceInString => {
            (format!("引号里不能有花括号：{found}"), format!("no braces may stand in quotes: {found}"))
        }
    }
}

fn advice(kind: SyntaxErrorKind) -> (&'static str, &'static str) {
    use SyntaxErrorKind as K;
    match kind {
        K::UnclosedBlock => ("在这一项结束的地方补上“}”。", "Add a “}” where the item ends."),
        K::StrayBrace => ("删去它，或补上与它对应的“{”。", "Delete it, or add the “{” it belongs to."),
        K::UnclosedText => {
            ("在文段结束的地方另起一行写 \"\"\"。", "Write \"\"\" on a line of its own where the text ends.")
        }
        K::UnclosedString => {
            ("补上后引号；文字写不下一行时改用 \"\"\"。", "Add the quote; use \"\"\" for more than one line.")
        }
        K::UnclosedTitle => ("在书名结束的地方补上“》”。", "Add “》” where the title ends."),
        K::MissingValue => {
            ("补上值，如 102万元、30 家、2022-12-31。", "Add the value, such as 102万元, 30 家, 2022-12-31.")
        }
        K::MissingSeparator => (
            "名称和值之间写“:”；指标写 >=、<= 或 =，如 参训人数 >= 30 家。",
            "Put “:” between name and value, or >=, <=, = for a target: 参训人数 >= 30 家.",
        ),
        K::MissingKey => ("先写名称，再写冒号和值。", "Write the name first, then the colon and the value."),
        K::Unreadable => (
            "一行写一项：名称、冒号、值；含标点的名称要加引号。",
            "One item a line: name, colon, value; quote a name with punctuation in it.",
        ),
        K::ExtraContent => {
            ("一行只写一项；多项之间换行或用“;”隔开。", "One item a line; or put “;” between items.")
        }
        K::BadNumber => (
            "最多整数 15 位、小数 6 位；逗号每三位一个，并列的数之间加空格。",
            "At most 15 digits before and 6 after the point; commas group in threes; put a space after a listing comma.",
        ),
        K::BadDate => {
            ("写成 2022-01-31、2022-01 或 2022年1月31日。", "Write 2022-01-31, 2022-01 or 2022年1月31日.")
        }
        K::FullWidthDigit => ("改用半角数字。", "Use ASCII digits."),
        K::DetachedOpener | K::DetachedValue => {
            ("移到上一行的末尾。", "Move it to the end of the line before.")
        }
        K::TrailingComma => ("删去这个逗号。", "Delete the comma."),
        K::HyphenRange => ("写成 30 至 40 家。", "Write 30 至 40 家."),
        K::WrongFence => ("改成 \"\"\"。", "Use \"\"\"."),
        K::TooDeep => ("检查是否漏写了“}”。", "See whether a “}” is missing."),
        K::BadInterpolation => (
            "写成 ${年度资金申请总额} 或 ${任务.\"名称\"}。",
            "Write ${年度资金申请总额} or ${任务.\"名称\"}.",
        ),
        K::ControlCharacter => {
            ("删去它；文件可能已损坏，或不是文本文件。", "Delete it; the file may be damaged or not be text.")
        }
        K::BadLabel => ("名称要加引号，年度写四位数字。", "Quote a name; write a year with four digits."),
        K::BraceInString => (
            "删去花括号；要引用别的值，改用 \"\"\" 文段。",
            "Leave the braces out; to refer to another value use a \"\"\" text.",
        ),
    }
}

fn related(kind: SyntaxErrorKind) -> (&'static str, &'static str) {
    match kind {
        SyntaxErrorKind::UnclosedBlock => ("按缩进，到这里为止", "by the indentation, it ends here"),
        SyntaxErrorKind::UnclosedText => ("读到这里为止", "read up to here"),
        _ => ("另见这里", "see also here"),
    }
}

fn fix_title(kind: SyntaxErrorKind) -> (&'static str, &'static str) {
    match kind {
        SyntaxErrorKind::FullWidthDigit => ("改用半角数字", "Use ASCII digits"),
        SyntaxErrorKind::DetachedOpener | SyntaxErrorKind::DetachedValue => {
            ("移到上一行的末尾", "Move to the end of the line before")
        }
        SyntaxErrorKind::TrailingComma => ("删去逗号", "Delete the comma"),
        SyntaxErrorKind::HyphenRange => ("改用“至”", "Use 至"),
        SyntaxErrorKind::WrongFence => ("改成三个英文引号", "Use three ASCII quotes"),
        _ => ("改正写法", "Correct the spelling"),
    }
}
