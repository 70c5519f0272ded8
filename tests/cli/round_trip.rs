//! From `.pmt` to a document and back: the same JSON. What the form prints as prose comes back as prose; the tests say
//! what that is, and that nothing else differs.

use std::path::Path;

use serde_json::Value;

use crate::support::{World, repository};

const KINDS: [&str; 2] = ["docx", "xlsx"];

/// A folder's JSON, as a draft, without where findings stand in their files.
fn json(world: &World, folder: &str) -> Value {
    let run = world.pmt(&["compile", "--draft", folder]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut json: Value = serde_json::from_str(&run.stdout).unwrap();
    for declaration in json["declarations"].as_array_mut().unwrap() {
        for finding in declaration["findings"].as_array_mut().unwrap() {
            let finding = finding.as_object_mut().unwrap();
            finding.retain(|key, _| !matches!(key.as_str(), "file" | "line" | "column"));
        }
    }
    json
}

/// Prints a folder and imports what was printed into `back`.
fn there_and_back(world: &World, folder: &str, kind: &str, back: &str) {
    let document = format!("{back}.{kind}");
    let run = world.pmt(&["export", "--draft", "--to", kind, folder, "-o", &document]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = world.pmt(&["import", &document, "-o", back]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("都已归位"), "{}", run.stdout);
}

/// Takes out of the JSON what the form prints as prose, and what it does not print. All else must come back as it was.
fn printed_as_itself(mut json: Value) -> Value {
    for declaration in json["declarations"].as_array_mut().unwrap() {
        // Rules see tasks, and documents one by one.
        declaration.as_object_mut().unwrap().remove("findings");
        for project in declaration["projects"].as_array_mut().unwrap() {
            let narrative = &mut project["narrative"];
            // Documents, bodies, tasks and costing are paragraphs of their sections.
            without(&mut narrative["basis"], &["documents", "documentsText"]);
            without(&mut narrative["budgetPlan"], &["estimate", "schedule"]);
            without(narrative, &["bodies", "plan"]);
            for indicator in project["indicators"].as_array_mut().unwrap() {
                without(indicator, &["tasks", "method", "source", "targetBasis"]);
            }
        }
    }
    json
}

fn without(value: &mut Value, keys: &[&str]) {
    if let Some(object) = value.as_object_mut() {
        object.retain(|key, _| !keys.contains(&key.as_str()));
    }
}

fn copy(world: &World, from: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        world.file(&format!("src/{name}"), std::fs::read(&path).unwrap());
    }
}

/// The example comes back as it was but for its prose; what came back comes back once more, whole.
fn example(name: &str) {
    let world = World::new();
    copy(&world, &repository().join("examples").join(name));
    let source = json(&world, "src");
    for kind in KINDS {
        let (first, second) = (format!("first-{kind}"), format!("second-{kind}"));
        there_and_back(&world, "src", kind, &first);
        let back = json(&world, &first);
        assert_eq!(printed_as_itself(back.clone()), printed_as_itself(source.clone()), "{kind}");
        there_and_back(&world, &first, kind, &second);
        assert_eq!(json(&world, &second), back, "{kind}");
    }
}

#[test]
fn the_example_comes_back() {
    example("songjiang-2022");
}

#[test]
fn the_revised_example_comes_back() {
    example("songjiang-2022-revised");
}

#[test]
fn a_published_declaration_comes_back_whole() {
    let text = repository().join("../shared/seed/declaration-2022.txt");
    if !text.exists() {
        eprintln!("skipped: {} is not here", text.display());
        return;
    }
    let world = World::new();
    let run = world.pmt(&["import", text.to_str().unwrap(), "-o", "src"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let source = json(&world, "src");
    for kind in KINDS {
        let back = format!("back-{kind}");
        there_and_back(&world, "src", kind, &back);
        assert_eq!(json(&world, &back), source, "{kind}");
    }
}

#[test]
fn what_the_printer_derives_comes_back_unsaid() {
    let world = World::new();
    world.file("src/申报.pmt", crate::support::cover(1));
    let dates = "实施周期: 2022-03-01 至 2022-12-31\n  项目概述 \"\"\"培训 600 人次。\"\"\"";
    world
        .file("src/01.pmt", crate::support::project("党务培训", "实施周期: 2022-01-01 至 2022-12-31", dates));
    let source = json(&world, "src");
    for kind in KINDS {
        let back = format!("back-{kind}");
        there_and_back(&world, "src", kind, &back);
        let cover = world.read(&format!("{back}/申报.pmt"));
        assert!(
            !cover.contains("绩效目标设置情况"),
            "the cover's sentence follows from its numbers: {cover}"
        );
        let project = world.read(&format!("{back}/01-党务培训.pmt"));
        assert!(!project.contains("实施周期: 2022-03-01 至 2022-12-31 \"\"\""), "{project}");
        assert!(!project.contains("目标期间"), "{project}");
        let back = json(&world, &back);
        // Sections that were left out are printed as headings and come back blank; all else is compared.
        for path in ["/cover", "/projects/0/period", "/projects/0/goalPeriod", "/projects/0/narrative/period"]
        {
            let of = |json: &Value| json["declarations"][0].pointer(path).cloned();
            assert!(of(&source).is_some(), "{path}");
            assert_eq!(of(&back), of(&source), "{kind}: {path}");
        }
    }
}
