//! `pmt compile`: the JSON whole or not at all.

use serde_json::Value;

use crate::support::{PROJECT, World, cover, project};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What begins as an earlier result does.
const EARLIER: &str = "{\n  \"schemaVersion\": \"1\"\n}\n";

/// A project that only a review rule objects to.
fn unbalanced() -> String {
    project("参观学习", "财政资金: 29万元", "财政资金: 26万元")
}

#[test]
fn a_clean_declaration_is_json_on_standard_output() {
    let run = World::declaration(&[("01.pmt", PROJECT)]).pmt(&["compile"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let json = json(&run.stdout);
    assert_eq!(json["draft"], false);
    assert_eq!(json["declarations"][0]["projects"][0]["name"], "党务培训");
}

#[test]
fn nothing_compiles_to_an_empty_list_with_a_word() {
    let world = World::new();
    world.file("a.pmt", "// 以后再写\n");
    let run = world.pmt(&["compile"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "没有申报也没有项目：编译的结果是空的。\n"));
    assert_eq!(json(&run.stdout)["declarations"], json("[]"));
}

#[test]
fn errors_refuse_and_are_shown() {
    let run = World::declaration(&[("01.pmt", &unbalanced())]).pmt(&["compile"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("错误[FND01]"), "{}", run.stderr);
    assert!(run.stderr.ends_with("没有编译。\n"), "{}", run.stderr);
}

#[test]
fn a_draft_lets_review_errors_through_but_not_the_language_s() {
    let world = World::declaration(&[("01.pmt", &unbalanced())]);
    let run = world.pmt(&["compile", "--draft"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let json = json(&run.stdout);
    assert_eq!(json["draft"], true);
    assert_eq!(json["declarations"][0]["findings"][0]["rule"], "FND01");
    world.file("01.pmt", project("党务培训", "29万元 {", "29 {"));
    assert_eq!(world.pmt(&["compile", "--draft"]).code, 1);
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_lies() {
    let projects = [("02.pmt", unbalanced()), ("01.pmt", PROJECT.to_owned())];
    let projects: Vec<(&str, &str)> = projects.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let (here, there) = (World::declaration(&projects), World::declaration(&projects));
    let first = here.pmt(&["compile", "--draft"]).stdout;
    assert_eq!(first, here.pmt(&["compile", "--draft", "."]).stdout);
    assert_eq!(first, there.pmt(&["compile", "--draft", "02.pmt"]).stdout, "whichever file is named");
    let absolute = there.path("");
    let run = here.pmt(&["compile", "--draft", absolute.to_str().unwrap()]);
    assert_eq!(first, run.stdout);
}

#[test]
fn compact_is_the_same_json_on_one_line() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    let (pretty, compact) = (world.pmt(&["compile"]), world.pmt(&["compile", "--compact"]));
    assert_eq!(compact.stdout.lines().count(), 1);
    assert_eq!(json(&pretty.stdout), json(&compact.stdout));
}

#[test]
fn check_writes_nothing() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    let run = world.pmt(&["compile", "--check"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    world.file("01.pmt", unbalanced());
    let run = world.pmt(&["compile", "--check"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
}

#[test]
fn an_output_file_is_replaced_only_when_all_is_well() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("out.json", EARLIER);
    let run = world.pmt(&["compile", "-o", "out.json"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let good = world.read("out.json");
    assert_eq!(good, world.pmt(&["compile"]).stdout);
    world.file("01.pmt", unbalanced());
    assert_eq!(world.pmt(&["compile", "-o", "out.json"]).code, 1);
    assert_eq!(world.read("out.json"), good, "a refused compilation leaves it");
    assert_eq!(world.list(""), ["01.pmt", "out.json", "申报.pmt"], "nothing is left beside it");
}

#[test]
fn an_output_never_takes_the_place_of_a_source() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("pmt.toml", "");
    let cover = world.read("申报.pmt");
    for target in ["申报.pmt", "./01.pmt", "新的.PMT", "pmt.toml"] {
        for force in [&[][..], &["--force"]] {
            let run = world.pmt(&[&["compile", "-o", target], force].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{target}");
            assert!(run.stderr.contains("这是申报的文件"), "{target}: {}", run.stderr);
        }
    }
    assert_eq!(world.read("申报.pmt"), cover);
    assert_eq!(world.read("01.pmt"), PROJECT);
    assert_eq!(world.list(""), ["01.pmt", "pmt.toml", "申报.pmt"]);
}

#[cfg(unix)]
#[test]
fn an_output_does_not_reach_a_source_through_a_link() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    std::os::unix::fs::symlink("01.pmt", world.path("out.json")).unwrap();
    let run = world.pmt(&["compile", "-o", "out.json", "--force"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(world.read("01.pmt"), PROJECT);
}

#[test]
fn an_output_replaces_what_is_not_ours_only_by_force() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("预算.docx", b"PK\x03\x04 mine").file("other.json", "{\"mine\": 1}").file("empty.json", "");
    for target in ["预算.docx", "other.json"] {
        let before = std::fs::read(world.path(target)).unwrap();
        let run = world.pmt(&["compile", "-o", target]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{target}");
        assert!(run.stderr.contains("没有覆盖") && run.stderr.contains("--force"), "{}", run.stderr);
        assert_eq!(std::fs::read(world.path(target)).unwrap(), before, "{target}");
    }
    assert_eq!(world.pmt(&["compile", "-o", "other.json", "--force"]).code, 0);
    assert_eq!(world.pmt(&["compile", "-o", "empty.json"]).code, 0, "there is nothing to lose");
    for layout in [&[][..], &["--compact"], &["--ndjson"]] {
        let run = world.pmt(&[&["compile", "-o", "other.json"], layout].concat());
        assert_eq!(run.code, 0, "our own is replaced, however it is laid out: {}", run.stderr);
    }
}

#[test]
fn an_output_that_cannot_be_written_is_said() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("folder/kept.txt", "kept").file("file", "kept");
    for (target, why) in [
        ("folder", "写不了：这里是一个文件夹"),
        ("nowhere/out.json", "写不了：不存在"),
        ("file/out.json", "写不了"),
    ] {
        let run = world.pmt(&["compile", "-o", target]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{target}");
        assert!(run.stderr.contains(why), "{target}: {}", run.stderr);
    }
    assert_eq!(world.read("folder/kept.txt"), "kept");
    assert_eq!(world.list(""), ["01.pmt", "file", "folder", "申报.pmt"]);
}

#[cfg(unix)]
#[test]
fn an_output_file_keeps_its_permissions_and_a_link_stays_one() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("real.json", "");
    std::fs::set_permissions(world.path("real.json"), PermissionsExt::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real.json", world.path("link.json")).unwrap();
    assert_eq!(world.pmt(&["compile", "-o", "link.json"]).code, 0);
    let mode = std::fs::metadata(world.path("real.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(std::fs::symlink_metadata(world.path("link.json")).unwrap().is_symlink());
    assert!(world.read("real.json").starts_with('{'));
    assert_eq!(world.pmt(&["compile", "-o", "/dev/null"]).code, 0);
}

#[test]
fn lines_hold_the_clean_declarations_and_the_others_are_named() {
    let world = World::new();
    world
        .file("甲/申报.pmt", cover(1))
        .file("甲/01.pmt", PROJECT)
        .file("乙/申报.pmt", cover(1))
        .file("乙/01.pmt", unbalanced())
        .file("丙.pmt", project("无封面", "29万元", "29万元"));
    let run = world.pmt(&["compile", "--ndjson"]);
    assert_eq!(run.code, 1);
    let names: Vec<String> = run
        .stdout
        .lines()
        .map(|line| json(line)["declarations"][0]["projects"][0]["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["无封面", "党务培训"]);
    assert!(run.stderr.contains("没有编译 乙：有 1 个错误\n"), "{}", run.stderr);
}

#[test]
fn a_project_that_was_not_read_is_never_missing_from_the_json_without_a_word() {
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", "")]);
    world.file("02.pmt", b"\xFF\xFF").file("out.json", EARLIER);
    for options in [&["-o", "out.json"][..], &["--ndjson"]] {
        let mut args = vec!["compile"];
        args.extend(options);
        let run = world.pmt(&args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("02.pmt"), "{}", run.stderr);
    }
    assert_eq!(world.read("out.json"), EARLIER);
}

#[test]
fn a_unit_below_is_compiled_alone_when_it_alone_is_named() {
    let world = World::new();
    world
        .file("申报.pmt", cover(2))
        .file("01.pmt", PROJECT)
        .file("下属/申报.pmt", cover(1).replacen("某区某局", "某中心", 1))
        .file("下属/01.pmt", PROJECT);
    let run = world.pmt(&["compile", "--draft", "下属"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(json(&run.stdout)["declarations"].as_array().unwrap().len(), 1);
}
