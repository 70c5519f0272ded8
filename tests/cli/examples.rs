//! The examples, and the schemas that the program prints.

use serde_json::Value;

use crate::support::{World, repository};

fn schema(args: &[&str]) -> Value {
    let run = World::new().pmt(args);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn every_example_s_json_is_valid_by_the_printed_schema() {
    let validator = jsonschema::draft202012::new(&schema(&["schema"])).unwrap();
    let mut examples = 0;
    for entry in std::fs::read_dir(repository().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        let run = World::new().pmt(&["compile", "--draft", path.to_str().unwrap()]);
        if run.code == 1 {
            assert_eq!(run.stdout, "", "{}: errors of the language refuse a draft too", path.display());
            continue;
        }
        assert_eq!(run.code, 0, "{}: {}", path.display(), run.stderr);
        let json: Value = serde_json::from_str(&run.stdout).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        examples += 1;
    }
    assert!(examples >= 2, "only {examples} examples compile");
}

#[test]
fn a_line_of_ndjson_is_valid_by_the_schema_too() {
    let validator = jsonschema::draft202012::new(&schema(&["schema"])).unwrap();
    let example = repository().join("examples/songjiang-2022-revised");
    let run = World::new().pmt(&["compile", "--ndjson", example.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for line in run.stdout.lines() {
        let json: Value = serde_json::from_str(line).unwrap();
        assert!(validator.is_valid(&json), "{:?}", validator.validate(&json));
    }
}

#[test]
fn the_configuration_has_a_schema_of_its_own() {
    let schema = schema(&["schema", "--config"]);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["severity"].is_object());
    jsonschema::draft202012::new(&schema).unwrap();
}

/// What the example folder for documents holds is what the program makes of its declaration now.
#[test]
fn the_example_s_documents_are_those_that_the_program_writes() {
    let folder = repository().join("examples/documents");
    let world = World::new();
    for name in ["pmt.toml", "申报.pmt", "01-社区书房.pmt"] {
        world.file(&format!("src/{name}"), std::fs::read(folder.join(name)).unwrap());
    }
    for kind in ["docx", "xlsx", "html"] {
        let name = format!("申报.{kind}");
        let run = world.pmt(&["export", "--to", kind, "src", "-o", &format!("src/{name}")]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let run = world.pmt(&["compile", "--layout", "flat", "--csv", "src", "-o", "src/exchange"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let files = [
        "申报.docx",
        "申报.xlsx",
        "申报.html",
        "exchange/PM_PERF_GOAL_INFO.csv",
        "exchange/PM_PERF_INDICATOR.csv",
    ];
    for name in files {
        let same = std::fs::read(world.path(&format!("src/{name}"))).unwrap()
            == std::fs::read(folder.join(name)).unwrap();
        assert!(same, "examples/documents/{name} is stale: write it again");
    }
}

#[test]
fn the_example_of_a_text_that_came_in_has_its_mistakes() {
    let text = repository().join("examples/documents/来文.txt");
    let run = World::new().pmt(&["lint", text.to_str().unwrap(), "--format", "concise"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for code in ["FND01", "VAL02", "VAL07", "VAL17"] {
        assert!(run.stdout.contains(&format!("[{code}]")), "{code}: {}", run.stdout);
    }
}
