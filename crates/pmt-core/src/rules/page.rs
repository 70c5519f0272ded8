//! A rule as a page to read: what `pmt explain` prints and the rules reference is made of.

use super::{Rule, Source};
use crate::finding::Severity;
use crate::suppression;
use crate::text::{Lang, Words};

/// Where the rules reference is published; a rule's page is `CODE.md` below it.
pub const DOCS_URL: &str = "https://github.com/pmt-lang/pmt/blob/main/docs/rules/";

impl Rule {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("{DOCS_URL}{}.md", self.code)
    }
}

impl Source {
    /// Its name: a document's is its title in any language.
    pub const fn name(self) -> Words {
        match self {
            Self::Language => Words { zh: "语言本身", en: "the language itself" },
            Self::Form => Words { zh: "表式", en: "the form" },
            Self::Practice => Words { zh: "审核经验", en: "review practice" },
            Self::Document(title) => Words { zh: title, en: title },
        }
    }
}

/// What a severity is called.
pub const fn severity_name(severity: Severity) -> Words {
    match severity {
        Severity::Error => Words { zh: "错误", en: "error" },
        Severity::Warning => Words { zh: "警告", en: "warning" },
        Severity::Hint => Words { zh: "提示", en: "hint" },
    }
}

/// Everything there is to say of a rule, as Markdown; `heading` is what a heading begins with (`##`).
pub fn markdown(rule: &Rule, lang: Lang, heading: &str) -> String {
    let say = |zh, en| Words { zh, en }.get(lang);
    let property = rule.property.map(|property| property.name().get(lang));
    let mut out = format!("{}\n\n", sentence(rule.summary.get(lang), lang));
    let facts = [
        (say("级别", "Severity"), Some(severity_name(rule.severity).get(lang))),
        (say("审查属性", "Review property"), property),
        (say("依据", "Source"), Some(rule.source.name().get(lang))),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            out.extend(["- ", name, say("：", ": "), fact, "\n"]);
        }
    }
    out.extend(["\n", rule.explanation.get(lang), "\n\n"]);
    if !rule.bad.is_empty() {
        out.extend([heading, " ", say("错误的写法", "Wrong"), "\n\n", &block(rule.bad), "\n"]);
        out.extend([heading, " ", say("正确的写法", "Right"), "\n\n", &block(rule.good), "\n"]);
    }
    out.extend([heading, " ", say("怎样允许", "How to allow it"), "\n\n", &allowing(rule, lang)]);
    out
}

/// With a full stop.
fn sentence(text: &str, lang: Lang) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let stop = if lang == Lang::Zh { "。" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

fn allowing(rule: &Rule, lang: Lang) -> String {
    let say = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
    let configuration = format!("```toml\n[severity]\n{} = \"off\"\n```\n", rule.code);
    if rule.is_language() {
        return say(
            "这是语言本身的错误，不能允许，也不能改级别。\n",
            "This is an error of the language itself: it can be neither allowed nor changed in severity.\n",
        );
    }
    if !suppression::can_silence(rule) {
        let text = say(
            "不能用注释允许；可以在 `pmt.toml` 里关闭或改级别：\n\n",
            "It cannot be allowed by a comment, but turned off or changed in severity in `pmt.toml`:\n\n",
        );
        return text + &configuration;
    }
    let reason = say("理由", "reason");
    let comment = suppression::comment(&[rule.code], &reason);
    let text = say(
        "只对一项：在它的上一行或首行末尾写明理由。理由会列在编译结果里。\n\n",
        "For one item, on the line before it or at the end of its first line. The reason goes into the compiled JSON.\n\n",
    );
    let everywhere = say(
        "对整个工作区：在 `pmt.toml` 里关闭，或改级别（`\"hint\"`、`\"warning\"`、`\"error\"`）。\n\n",
        "For a whole workspace, in `pmt.toml`: off, or another severity (`\"hint\"`, `\"warning\"`, `\"error\"`).\n\n",
    );
    format!("{text}```pmt\n{comment}\n```\n\n{everywhere}{configuration}")
}

fn block(example: &str) -> String {
    let end = if example.ends_with('\n') { "" } else { "\n" };
    format!("```pmt\n{}{end}```\n", visible(example))
}

/// An example with control characters shown as their Unicode pictures, so that a page stays text.
fn visible(example: &str) -> String {
    let picture = |c: char| u32::from(c).checked_add(0x2400).and_then(char::from_u32).unwrap_or('\u{FFFD}');
    let is_hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    example.chars().map(|c| if is_hidden(c) { picture(c) } else { c }).collect()
}
