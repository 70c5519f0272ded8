use super::*;

fn refused(text: &str) -> (String, String, String) {
    let error = Settings::parse(text).unwrap_err();
    let at = error.range.clone().and_then(|range| text.get(range)).unwrap_or_default();
    (at.to_owned(), error.message.zh, error.message.en)
}

fn rule(name: &str) -> &'static crate::rules::Rule {
    crate::rules::find(name).unwrap()
}

#[test]
fn a_workspace_extends_the_vocabulary() {
    let settings = Settings::parse(
        "edition = \"上海\"\n[vocabulary]\ncategories = [\"专项\"]\nwords.placeholders = [\"待定\"]\n[severity]\nFND01 = \"warning\"\n",
    )
    .unwrap();
    assert_eq!(settings.region.as_deref(), Some("上海"));
    assert_eq!(settings.vocabulary.categories, ["专项"]);
    assert_eq!(settings.words("placeholders"), ["待定"]);
}

#[test]
fn a_wrong_key_is_refused_with_its_place_and_the_nearest_one() {
    for (text, at, zh) in [
        ("editon = \"上海\"", "editon", "没有“editon”这一项，是不是“edition”？"),
        ("[limits]\nweight_totl = 90", "weight_totl", "没有“weight_totl”这一项，是不是“weight_total”？"),
        (
            "[vocabulary.words]\nplaceholder = []",
            "placeholder",
            "没有“placeholder”这一项，是不是“placeholders”？",
        ),
        ("[[overrides]]\npath = []", "path", "没有“path”这一项，是不是“paths”？"),
        ("[severity]\nFND0l = \"off\"", "FND0l", "没有规则“FND0l”，是不是“FND01”？"),
        ("[severity]\nFNDD = \"off\"", "FNDD", "没有规则“FNDD”，是不是“FND”？"),
        ("[severity]\nFND9 = \"off\"", "FND9", "没有规则“FND9”，是不是“FND09”？"),
        (
            "severity.missing-units = \"off\"",
            "missing-units",
            "没有规则“missing-units”，是不是“missing-unit”？",
        ),
    ] {
        let refused = refused(text);
        assert_eq!((refused.0.as_str(), refused.1.as_str()), (at, zh), "{text}");
    }
}

#[test]
fn a_wrong_value_is_refused_with_its_place_and_what_can_stand_there() {
    for (text, at, zh) in [
        ("language = \"zn\"", "\"zn\"", "“language”可以写 zh、en；是不是“zh”？"),
        ("edition = 3", "3", "“edition”应是加引号的文字"),
        ("exclude = \"a\"", "\"a\"", "“exclude”应是一个列表，写在 [ ] 里"),
        ("[limits]\nindicator_name = -1", "-1", "“indicator_name”应是不小于 0 的整数"),
        (
            "[severity]\nFND01 = \"warn\"",
            "\"warn\"",
            "“FND01”可以写 off、hint、warning、error；是不是“warning”？",
        ),
        ("[severity]\nFND = 1", "1", "“FND”可以写 off、hint、warning、error"),
        ("[severity]\nKEY01 = \"off\"", "KEY01", "KEY01 是语言本身的错误，不能改"),
        ("[severity]\nSYN = \"off\"", "SYN", "SYN 是语言本身的错误，不能改"),
        (
            "[[overrides]]\npaths = [\"[\"]",
            "\"[\"",
            "读不懂这个路径式样：unclosed character class; missing ']'",
        ),
        (
            "[[standards]]\nfor = [\"培训\"]\nprice = \"450/人天\"",
            "\"450/人天\"",
            "“price”应是带单位的单价，如“450元/人天”",
        ),
        ("standards = [{ for = [\"培训\"] }]", "{ for = [\"培训\"] }", "“standards”的这一项缺少“price”"),
    ] {
        let refused = refused(text);
        assert_eq!((refused.0.as_str(), refused.1.as_str()), (at, zh), "{text}");
    }
    assert!(refused("edition = ").1.starts_with("读不懂："));
}

#[test]
fn a_code_or_name_goes_before_its_group() {
    let settings = Settings::parse("[severity]\nFND = \"off\"\nfnd01 = \"hint\"\nKEY = \"error\"\n").unwrap();
    assert_eq!(settings.severity_of(rule("FND01")), Some(Severity::Hint));
    assert_eq!(settings.severity_of(rule("FND02")), None);
    assert_eq!(settings.severity_of(rule("KEY05")), Some(Severity::Error));
    assert_eq!(settings.severity_of(rule("KEY01")), Some(Severity::Error), "the language's own errors stay");
}

#[test]
fn a_longer_beginning_goes_before_a_shorter_one() {
    let settings = Settings::parse("[severity]\nF = \"hint\"\nFND = \"off\"\nfnd1 = \"warning\"\n").unwrap();
    assert_eq!(settings.severity_of(rule("FND01")), None);
    assert_eq!(settings.severity_of(rule("FND12")), Some(Severity::Warning));
    let settings = Settings::parse("[severity]\nS = \"off\"\n").unwrap();
    assert_eq!(settings.severity_of(rule("STR01")), None);
    assert_eq!(settings.severity_of(rule("SYN01")), Some(Severity::Error), "the language's own errors stay");
}

#[test]
fn the_last_override_that_fits_a_file_decides() {
    let text = "[severity]\nFND02 = \"off\"\n\
        [[overrides]]\npaths = [\"2021/**\"]\nseverity = { FND01 = \"hint\", FND02 = \"warning\" }\n\
        [[overrides]]\npaths = [\"2021/旧.pmt\"]\nseverity = { FND = \"off\" }\n";
    let settings = Settings::parse(text).unwrap();
    let severities = Severities::new(&settings);
    let of = |path: &str, name: &str| severities.of_file(path).of(rule(name));
    assert_eq!(of("2022/a.pmt", "FND01"), Some(Severity::Error));
    assert_eq!(of("2022/a.pmt", "FND02"), None);
    assert_eq!(of("2021/a.pmt", "FND01"), Some(Severity::Hint));
    assert_eq!(of("2021/a.pmt", "FND02"), Some(Severity::Warning));
    assert_eq!(of("2021/旧.pmt", "FND01"), None);
    assert!(severities.is_on(rule("FND02")), "it is on in some of the files");
}
