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
