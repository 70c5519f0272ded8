//! Whatever cannot be read or written is said clearly, ends with 2 and costs nothing.

use encoding_rs::GB18030;
use expect_test::expect;

use crate::support::{PROJECT, World, cover};

#[test]
fn a_path_that_is_not_there() {
    let run = World::new().pmt(&["lint", "nowhere", "missing.pmt"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stdout, "");
    expect![[r#"
        错误：nowhere：没有这个文件或文件夹

        错误：missing.pmt：没有这个文件或文件夹

    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn a_folder_without_declarations() {
    let world = World::new();
    world.file("empty/readme.md", "");
    for command in ["lint", "compile", "fmt"] {
        let run = world.pmt(&[command, "empty"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("empty：这个文件夹里没有 .pmt 文件"), "{}", run.stderr);
    }
}

#[test]
fn a_file_that_is_no_declaration_is_sent_to_import() {
    let world = World::new();
    world.file("published.txt", "一、项目概述");
    let run = world.pmt(&["compile", "published.txt", "--lang", "en"]);
    assert_eq!(run.code, 2);
    expect![[r#"
        error: published.txt: not a .pmt file
         = a published declaration becomes .pmt by: pmt import FILE -o DIR

    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn gbk_is_named_with_the_way_out() {
    let world = World::new();
    let (gbk, _, _) = GB18030.encode(PROJECT);
    world.file("old.pmt", &gbk);
    let run = world.pmt(&["lint", "old.pmt"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    expect![[r#"
        错误：old.pmt：不是 UTF-8 编码，看来是 GBK（中文 Windows 的 ANSI），没有读
         = 用记事本打开，“另存为”时编码选 UTF-8；或者 iconv -f GB18030 -t UTF-8 原文件 > 新文件

    "#]]
    .assert_eq(&run.stderr);
    assert_eq!(std::fs::read(world.path("old.pmt")).unwrap(), gbk.as_ref(), "left as it was");
}

#[test]
fn utf16_and_damaged_text_are_named() {
    let world = World::new();
    let wide: Vec<u8> = "\u{feff}申报".encode_utf16().flat_map(u16::to_le_bytes).collect();
    world.file("wide.pmt", wide).file("damaged.pmt", b"// ok\n\xFF\xFF\xFF\n");
    let run = world.pmt(&["lint", "wide.pmt", "damaged.pmt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("wide.pmt：不是 UTF-8 编码，看来是 UTF-16"), "{}", run.stderr);
    assert!(run.stderr.contains("damaged.pmt：第 2 行有不是 UTF-8 的内容"), "{}", run.stderr);
}

#[test]
fn a_file_beyond_the_limit_is_refused_unread() {
    let world = World::new();
    // Sparse: a hundred megabytes that take no room.
    let file = std::fs::File::create(world.path("huge.pmt")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    let run = world.pmt(&["lint", "huge.pmt"]);
    assert_eq!(run.code, 2);
    expect![[r#"
        错误：huge.pmt：文件有 100 MiB，超过单个文件 16 MiB 的上限，没有读
         = 一个项目一个文件；看看是不是误放了别的文件

    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn one_unreadable_file_does_not_stop_the_others() {
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", "")]);
    world.file("02.pmt", b"\xFF\xFF").file("03.pmt", "项目 \"无\" {\n}\n");
    let run = world.pmt(&["lint", ".", "--format", "concise"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("02.pmt"), "{}", run.stderr);
    assert!(run.stdout.contains("03.pmt:1:1: 错误[KEY03]"), "{}", run.stdout);
    assert!(run.stdout.contains("不可提交"), "{}", run.stdout);
}

#[test]
fn empty_files_hold_nothing_and_that_is_fine() {
    let world = World::new();
    world.file("a.pmt", "").file("b.pmt", "\u{feff}\r\n\r\n");
    let run = world.pmt(&["lint"]);
    assert_eq!(run.code, 0);
    expect![[r#"
        2 个文件里没有申报也没有项目，没有可以检查的内容。
    "#]]
    .assert_eq(&run.stdout);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    let plain = World::declaration(&[("01.pmt", PROJECT)]);
    let windows = World::new();
    windows
        .file("申报.pmt", format!("\u{feff}{}", cover(1).replace('\n', "\r\n")))
        .file("01.pmt", format!("\u{feff}{}", PROJECT.replace('\n', "\r\n")));
    let (plain, windows) = (plain.pmt(&["compile"]), windows.pmt(&["compile"]));
    assert_eq!((plain.code, windows.code), (0, 0), "{}{}", plain.stderr, windows.stderr);
    assert_eq!(plain.stdout, windows.stdout);
}

#[test]
fn a_nul_byte_is_an_error_of_the_language() {
    let world = World::new();
    world.file("a.pmt", PROJECT.replace("600 人次。", "600\0人次。"));
    let run = world.pmt(&["lint", "--format", "concise"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("SYN21"), "{}", run.stdout);
    let human = world.pmt(&["lint"]);
    assert!(!human.stdout.contains('\0'), "it is not sent to the terminal");
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let world = World::new();
    world.file("a.pmt", "项目 \"一\" {\n  \x1b[31m红: 1\n  \u{202e}字段\u{9b}: 甲\n}\n");
    for format in ["human", "concise"] {
        let run = world.pmt(&["lint", "--format", format]);
        assert_eq!(run.code, 1);
        let steering = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!run.stdout.contains(steering), "{:?}", run.stdout);
    }
}

#[test]
fn deep_nesting_is_an_ordinary_error() {
    let world = World::new();
    world.file("deep.pmt", "{".repeat(1_000_000)).file("deeper.pmt", "a {\n".repeat(250_000));
    let run = world.pmt(&["lint"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("SYN"), "{}", run.stdout);
    assert!(run.stdout.len() < 1_000_000, "one line of a million characters is cut to fit");
}

#[test]
fn an_unclosed_text_numbers_and_dates_beyond_bounds() {
    let world = World::new();
    world
        .file("text.pmt", "项目 \"一\" {\n  项目概述 \"\"\"\n    没有结束\n}\n")
        .file("number.pmt", format!("项目 \"二\" {{\n  项目资金总额: {}元\n}}\n", "9".repeat(40)))
        .file("date.pmt", "项目 \"三\" {\n  实施周期: 2022-02-30 至 2022-12-31\n}\n");
    let run = world.pmt(&["lint", "--format", "concise"]);
    assert_eq!(run.code, 1);
    for (file, code) in [("text.pmt", "SYN03"), ("number.pmt", "SYN11"), ("date.pmt", "SYN12")] {
        let found = run.stdout.lines().any(|line| line.starts_with(file) && line.contains(code));
        assert!(found, "{file} has no {code}:\n{}", run.stdout);
    }
}

#[test]
fn two_files_that_claim_one_cover() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("申报2.pmt", cover(1));
    let run = world.pmt(&["lint", "--format", "concise"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("IDX01"), "{}", run.stdout);
    assert_eq!(world.pmt(&["compile", "--draft"]).code, 1, "the language's errors refuse a draft too");
}

#[test]
fn a_wrong_configuration_is_shown_at_its_place() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("pmt.toml", "language = \"en\"\neditoin = \"上海\"\n");
    let run = world.pmt(&["lint", "--lang", "en"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("pmt.toml:2:1"), "{}", run.stderr);
    assert!(run.stderr.contains("editoin"), "{}", run.stderr);
}

#[test]
fn usage_errors_end_with_2_in_either_language() {
    let world = World::new();
    let run = world.pmt(&["lnit"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    expect![[r#"
        错误：没有命令 lnit；是不是 init、lint？

        用法见 pmt --help
    "#]]
    .assert_eq(&run.stderr);
    for (args, said) in [
        (&["lint", "--unsafe"][..], "还要写 --fix 或 --diff"),
        (&["lint", "--stdin-filename", "a.pmt"], "还要写 --stdin\n"),
        (&["lint", "--fix", "--watch"], "--fix 不能与 --watch 同时用"),
        (&["--ascii", "explain"], "还要写 <RULE>..."),
        (&["init", "--year", "99"], "--year <YEAR> 的值不能是 99；可以写 1990 到 2999"),
    ] {
        let run = world.pmt(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(said), "{}", run.stderr);
        let command = args.iter().find(|arg| !arg.starts_with('-')).unwrap();
        assert!(run.stderr.ends_with(&format!("用法见 pmt {command} --help\n")), "{}", run.stderr);
    }
    let run = world.pmt(&["--lang", "en", "lint", "--fial-on", "error"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("unexpected argument '--fial-on'"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_is_harmless() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    std::os::unix::fs::symlink(world.path("."), world.path("again")).unwrap();
    let run = world.pmt(&["lint"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("检查了 2 个文件"), "{}", run.stdout);
}

/// What is unreadable says so and nothing else, under the name that was typed.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_not_called_empty() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    world.file("甲/01.pmt", PROJECT);
    let locked = |mode| {
        std::fs::set_permissions(world.path("甲"), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    locked(0o000);
    if std::fs::read_dir(world.path("甲")).is_ok() {
        locked(0o755);
        eprintln!("skipped: this user may read everything");
        return;
    }
    let named = world.pmt(&["lint", "甲"]);
    let around = world.pmt(&["lint"]);
    locked(0o755);
    for run in [named, around] {
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert_eq!(run.stderr, "错误：甲：读不了：没有权限\n\n");
    }
}
