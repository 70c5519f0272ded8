//! `pmt export`: the document that is printed and handed in.

use crate::support::{PROJECT, World, project};

/// A project that only a review rule objects to.
fn unbalanced() -> String {
    project("参观学习", "财政资金: 29万元", "财政资金: 26万元")
}

#[test]
fn a_document_lies_beside_its_declaration_and_is_named() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    for format in ["docx", "xlsx", "html", "md"] {
        let run = world.pmt(&["export", "--to", format]);
        let said = format!("写出 申报.{format}（1 个项目）\n");
        assert_eq!((run.code, run.stdout, run.stderr.as_str()), (0, said, ""));
    }
    let run = world.pmt(&["export", "--to", "md", "--lang", "en", "01.pmt"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "wrote 申报.md (1 project(s))\n"),
        "whichever file is named"
    );
    assert_eq!(world.list(""), ["01.pmt", "申报.docx", "申报.html", "申报.md", "申报.pmt", "申报.xlsx"]);
}

#[test]
fn a_project_without_a_cover_is_a_document_of_its_own() {
    let world = World::new();
    world.file("甲.pmt", PROJECT).file("乙.pmt", project("乙", "某区某局", "某局"));
    let run = world.pmt(&["export", "--to", "html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(world.list(""), ["乙.html", "乙.pmt", "甲.html", "甲.pmt"]);
    assert!(!world.read("甲.html").contains("<h1"), "there is no cover to print");
}

#[test]
fn errors_refuse_and_the_clean_declarations_are_written() {
    let world = World::new();
    let cover = crate::support::cover(1);
    world.file("好/申报.pmt", &cover).file("好/01.pmt", PROJECT);
    world.file("坏/申报.pmt", &cover).file("坏/01.pmt", unbalanced());
    let run = world.pmt(&["export", "--to", "md", "-o", "出"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("错误[FND01]"), "{}", run.stderr);
    assert!(
        run.stderr.ends_with("没有输出 坏：有 1 个错误；要先看样子，用 --draft 输出草稿\n"),
        "{}",
        run.stderr
    );
    assert_eq!(world.list("出"), ["好.md"]);
    let run = world.pmt(&["export", "--to", "md", "坏"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_eq!(world.list("坏"), ["01.pmt", "申报.pmt"], "nothing is written");
}

#[test]
fn a_draft_lets_review_errors_through_and_says_what_it_is() {
    let world = World::declaration(&[("01.pmt", &unbalanced())]);
    assert_eq!(world.pmt(&["export", "--to", "html", "--draft"]).code, 0);
    assert!(world.read("申报.html").contains("<div class=\"draft\" aria-hidden=\"true\">草稿</div>"));
    assert_eq!(world.pmt(&["export", "--to", "md", "--draft"]).code, 0);
    assert!(world.read("申报.md").contains("> **草稿**"));
    world.file("01.pmt", project("党务培训", "29万元 {", "29 {"));
    let run = world.pmt(&["export", "--to", "html", "--draft", "--force"]);
    assert_eq!(run.code, 1, "errors of the language refuse a draft too");
    assert!(
        run.stderr.ends_with("没有输出 .：有 1 个错误；其中 1 个是语言错误，草稿里也不能有\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn findings_are_marked_only_where_asked_for() {
    let world = World::declaration(&[("01.pmt", &unbalanced())]);
    let page = world.pmt(&["export", "--to", "html", "--draft", "-o", "-"]).stdout;
    assert!(!page.contains("FND01"));
    let page = world.pmt(&["export", "--to", "html", "--draft", "--marks", "-o", "-"]).stdout;
    assert!(page.contains("title=\"FND01 "), "{page}");
    let page = world.pmt(&["export", "--to", "html", "--draft", "--marks", "--lang", "en", "-o", "-"]).stdout;
    assert!(page.contains("<h3>Findings</h3>"));
}

#[test]
fn standard_output_takes_one_text() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    let run = world.pmt(&["export", "--to", "md", "-o", "-"]);
    assert!(run.stdout.starts_with("<!-- pmt export -->\n"), "{}", run.stdout);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for format in ["docx", "xlsx"] {
        let run = world.pmt(&["export", "--to", format, "-o", "-"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("-o - 只用于 html 和 md"), "{}", run.stderr);
    }
    world.file("二/申报.pmt", "申报 2022 {}").file("二/01.pmt", PROJECT);
    let run = world.pmt(&["export", "--to", "md", "-o", "-", "--draft"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("有 2 份申报"), "{}", run.stderr);
    assert_eq!(world.list(""), ["01.pmt", "二", "申报.pmt"]);
}

#[test]
fn several_declarations_go_to_a_folder() {
    let world = World::new();
    let cover = crate::support::cover(1);
    for place in ["甲/2022", "乙/2022"] {
        world.file(&format!("{place}/申报.pmt"), &cover).file(&format!("{place}/01.pmt"), PROJECT);
    }
    assert_eq!(world.pmt(&["export", "--to", "docx", "-o", "出"]).code, 0);
    assert_eq!(
        (world.list("出/甲"), world.list("出/乙")),
        (vec!["2022.docx".to_owned()], vec!["2022.docx".to_owned()])
    );
    let run = world.pmt(&["export", "--to", "docx", "-o", "一个.docx"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("有 2 份申报"), "{}", run.stderr);
    let run = world.pmt(&["export", "--to", "docx", "-o", "出", "甲"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "写出 出/2022.docx（1 个项目）\n"));
    world.file("文件", "");
    let run = world.pmt(&["export", "--to", "docx", "-o", "文件"]);
    assert_eq!(run.code, 2, "a file cannot be a folder: {}", run.stdout);
}

#[test]
fn what_is_not_ours_is_replaced_only_by_force() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("申报.docx", b"PK\x03\x04 mine").file("申报.html", "<p>mine</p>");
    for target in ["申报.docx", "申报.html"] {
        let before = std::fs::read(world.path(target)).unwrap();
        let format = target.split_once('.').unwrap().1;
        let run = world.pmt(&["export", "--to", format]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{target}");
        assert!(run.stderr.contains("没有覆盖") && run.stderr.contains("--force"), "{}", run.stderr);
        assert_eq!(std::fs::read(world.path(target)).unwrap(), before, "{target}");
        assert_eq!(world.pmt(&["export", "--to", format, "--force"]).code, 0);
        assert_eq!(world.pmt(&["export", "--to", format]).code, 0, "our own is replaced");
    }
    for source in ["申报.pmt", "pmt.toml"] {
        let run = world.pmt(&["export", "--to", "html", "--force", "-o", source]);
        assert_eq!(run.code, 2, "{source} {}", run.stdout);
    }
    assert_eq!(world.read("01.pmt"), PROJECT);
}

#[test]
fn a_document_has_the_extension_of_its_kind() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    for (format, name) in [
        ("docx", "表.xlsx"),
        ("xlsx", "表.docx"),
        ("docx", "表.doc"),
        ("html", "表.docx"),
        ("docx", "2024.11"),
    ] {
        let run = world.pmt(&["export", "--to", format, "--force", "-o", name]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{name}");
        let stem = name.split_once('.').unwrap().0;
        assert!(run.stderr.contains(&format!("写 -o {stem}.{format}")), "{}", run.stderr);
        assert!(!world.path(name).exists(), "{name}");
    }
    for (format, name) in
        [("docx", "表.DOCX"), ("html", "表.htm"), ("md", "表.markdown"), ("docx", "没有/的/表.docx")]
    {
        let run = world.pmt(&["export", "--to", format, "-o", name]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        assert!(world.path(name).is_file(), "{name}");
    }
    let run = world.pmt(&["export", "--to", "docx", "-o", "2024.11/"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(world.list("2024.11").len(), 1, "a folder");
}

#[test]
fn the_same_declaration_gives_the_same_bytes_wherever_it_lies() {
    let (here, there) =
        (World::declaration(&[("01.pmt", PROJECT)]), World::declaration(&[("01.pmt", PROJECT)]));
    for format in ["docx", "xlsx", "html", "md"] {
        let name = format!("申报.{format}");
        here.pmt(&["export", "--to", format]);
        there.pmt(&["export", "--to", format, there.path("").to_str().unwrap()]);
        assert!(
            std::fs::read(here.path(&name)).unwrap() == std::fs::read(there.path(&name)).unwrap(),
            "{format}"
        );
    }
}

#[test]
fn usage_is_said() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    assert_eq!(world.pmt(&["export"]).code, 2);
    assert_eq!(world.pmt(&["export", "--to", "pdf"]).code, 2);
    let run = world.pmt(&["export", "--to", "docx", "--marks"]);
    assert!(run.code == 2 && run.stderr.contains("--marks 只用于 --to html"), "{}", run.stderr);
    let run = world.pmt(&["export", "--to", "html", "nowhere"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let empty = World::new();
    empty.file("a.pmt", "// 以后再写\n");
    let run = empty.pmt(&["export", "--to", "html"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "没有申报也没有项目：没有输出。\n"));
}
