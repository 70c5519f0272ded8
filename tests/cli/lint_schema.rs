//! The JSON of `pmt lint` is as its schema says, whatever it has to tell.

use jsonschema::Validator;
use serde_json::Value;

use crate::support::{PROJECT, World, project, repository};

fn schema() -> Value {
    let run = World::new().pmt(&["schema", "--lint"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}

/// The validators of a document and of a line of JSON Lines.
fn validators() -> (Validator, Validator) {
    let document = schema();
    let mut line = document.clone();
    for key in ["properties", "required", "type", "title", "description"] {
        line.as_object_mut().unwrap().remove(key);
    }
    line["$ref"] = "#/$defs/Line".into();
    (jsonschema::draft202012::new(&document).unwrap(), jsonschema::draft202012::new(&line).unwrap())
}

fn assert_valid(validator: &Validator, value: &Value, about: &str) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{about}: {errors:#?}");
}

/// Outcomes of every kind, each with its name.
fn worlds() -> Vec<(&'static str, World)> {
    let fault = |world: World| {
        world.file("02.pmt", project("调研", "财政资金: 29万元", "财政资金: 26万元"));
        world
    };
    let silenced = PROJECT.replacen("项目 \"", "// pmt: 允许 FND01, VAL01 待核定\n项目 \"", 1);
    let unread = World::declaration(&[("01.pmt", PROJECT)]);
    unread.file("乙.pmt", b"\xFF\xFF");
    let fixed = World::declaration(&[("01.pmt", PROJECT.replace("600 人次", "6００ 人次").as_str())]);
    vec![
        ("clean", World::declaration(&[("01.pmt", PROJECT)])),
        ("incomplete, for a project is missing", fault(World::declaration(&[("01.pmt", PROJECT)]))),
        ("silenced", fault(World::declaration(&[("01.pmt", silenced.as_str())]))),
        ("unread", unread),
        ("to be fixed", fixed),
    ]
}

#[test]
fn what_lint_writes_is_valid() {
    let (document, line) = validators();
    let example = repository().join("examples/findings");
    let example = example.to_str().unwrap();
    let mut runs = vec![];
    for (name, world) in worlds() {
        let args: [&[&str]; 5] =
            [&[], &["--severity", "error"], &["--select", "FND"], &["--statistics"], &["--fix"]];
        for more in args {
            let written = |format: &str| {
                let mut args = vec!["lint", "--format", format];
                args.extend(more);
                world.pmt(&args).stdout
            };
            runs.push((format!("{name} {more:?}"), written("json"), written("jsonl")));
        }
    }
    let written = |format: &str| World::new().pmt(&["lint", "--format", format, example]).stdout;
    runs.push(("the example".to_owned(), written("json"), written("jsonl")));
    for (name, json, lines) in runs {
        assert_valid(&document, &serde_json::from_str(&json).unwrap(), &name);
        for one in lines.lines() {
            assert_valid(&line, &serde_json::from_str(one).unwrap(), &name);
        }
    }
}

#[test]
fn the_schema_notices_what_is_wrong() {
    let (document, line) = validators();
    let run = World::declaration(&[("01.pmt", PROJECT)]).pmt(&["lint", "--format", "json"]);
    let right: Value = serde_json::from_str(&run.stdout).unwrap();
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut value = right.clone();
        change(&mut value);
        !document.is_valid(&value)
    };
    assert!(!wrong(&|_| ()));
    assert!(wrong(&|value| value["formatVersion"] = 2.into()));
    assert!(wrong(&|value| value["summary"]["verdict"] = "fine".into()));
    assert!(wrong(&|value| value["rules"][0]["status"] = "fine".into()));
    assert!(wrong(&|value| {
        value.as_object_mut().unwrap().remove("silenced");
    }));
    assert!(!line.is_valid(&right), "a document is no line");
    assert!(!line.is_valid(&serde_json::json!({ "type": "finding" })));
}

#[test]
fn one_schema_at_a_time() {
    let run = World::new().pmt(&["schema", "--lint", "--config"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert_eq!(schema()["$id"], "https://pmt-lang.github.io/pmt/schema/lint-1.json");
}
