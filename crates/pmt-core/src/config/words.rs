//! The word lists that `pmt.toml` can add to. A list that a rule asks for by [`super::Settings::words`] is named here.

use crate::text::Words;

/// Name and meaning of each list, sorted by name.
pub const WORD_LISTS: &[(&str, Words)] = &[
    ("approximators", Words { zh: "表示约数的词，如“约”", en: "words that make an amount approximate" }),
    (
        "basis_content",
        Words {
            zh: "说明文件规定了什么的词", en: "words by which a text says what a document lays down"
        },
    ),
    ("body_endings", Words { zh: "单位和部门名称的词尾", en: "endings of names of bodies" }),
    ("custom", Words { zh: "按惯例测算的说法", en: "ways of estimating by custom" }),
    ("deferring", Words { zh: "等以后再定的说法", en: "ways of leaving a plan to later" }),
    ("degrees", Words { zh: "只说程度、没有数值的词", en: "words of degree that say no value" }),
    (
        "management_indicators",
        Words {
            zh: "只说日常管理、不是绩效的指标名称", en: "names of indicators of everyday management"
        },
    ),
    ("measurable_nouns", Words { zh: "可以计量的事物", en: "things that can be measured" }),
    ("placeholders", Words { zh: "代替内容的字样", en: "words that stand for something to be filled in" }),
    (
        "ratios",
        Words {
            zh: "表示比率的指标名称的词尾", en: "endings of names of indicators that are ratios"
        },
    ),
    (
        "set_up_for_one",
        Words {
            zh: "专为一件事设立的说法", en: "ways of saying that a project is for one occasion"
        },
    ),
    (
        "single_things",
        Words {
            zh: "看上去是两件事、其实是一件的名称", en: "names that look like two things and are one"
        },
    ),
    ("spending", Words { zh: "花钱的动词", en: "verbs of spending" }),
    ("vague_bases", Words { zh: "不是文件的依据", en: "bases that are no documents" }),
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Every `settings.words("…")` in the source.
    fn asked(folder: &Path, into: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                asked(&path, into);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let names = text.split("settings.words(\"").skip(1).filter_map(|rest| rest.split('"').next());
                into.extend(names.map(str::to_owned));
            }
        }
    }

    #[test]
    fn every_list_that_a_rule_asks_for_can_be_configured_and_the_other_way_round() {
        let mut names = Vec::new();
        asked(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules"), &mut names);
        names.sort();
        names.dedup();
        let listed: Vec<&str> = super::WORD_LISTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, names);
    }
}
