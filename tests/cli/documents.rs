//! `pmt import` of Word and Excel documents, of whole folders, and of what other programs turn into them.

use std::path::Path;
use std::process::{Command, Stdio};

use expect_test::expect;
use serde_json::Value;

use crate::support::World;
use crate::word::{document, paragraph, table};

/// A form, and a paragraph that has no place in a declaration.
fn letter(name: &str) -> Vec<u8> {
    let form = table(&[
        "财政项目支出绩效目标填报表",
        "（2024年度）",
        &format!("项目名称|{name}|项目类别|其他运转类"),
        "主管部门|示例区文化中心|实施单位|示例区图书馆",
        "计划开始日期|2024-01-01|计划完成日期|2024-12-31",
        "项目资金\n（元）|项目资金总额|840,000.00|年度资金申请总额|840,000.00",
        "|其中：财政资金|840,000.00|其中：当年财政拨款|840,000.00",
        "项目绩效目标|项目总目标\n（2024年-2024年）|年度总体目标",
        "|十个社区有书可读。|布点十处。",
        "绩效指标|一级指标|二级指标|三级指标|年度(/项目)指标值",
        "|产出指标|数量指标|流动书架|≥10个",
        "|满意度指标|服务对象满意度指标|读者满意度|≥85%",
    ]);
    document(&format!("{}{form}", paragraph("示例区财政局：现报上我单位申报表。")))
}

/// Whether a program is here; if not, says that a test is skipped.
fn is_here(program: &str) -> bool {
    let argument = if program == "pdftotext" { "-v" } else { "--version" };
    let run = Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let here = run.is_ok_and(|status| status.success());
    if !here {
        eprintln!("skipped: {program} is not at hand");
    }
    here
}

#[test]
fn a_word_document_says_where_what_found_no_place_stood() {
    let world = World::new();
    world.file("申报.docx", letter("书香社区"));
    let run = world.pmt(&["import", "申报.docx", "-o", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    expect![[r#"
        申报.docx：写了 2 个文件，在 out
          out/申报.pmt
          out/01-书香社区.pmt
        未归位 1 处，已作为注释写在文件里：
          第 1 段（申报.pmt）：示例区财政局：现报上我单位申报表。
    "#]]
    .assert_eq(&run.stdout);
    assert!(world.read("out/申报.pmt").contains("// 未归位（第 1 段）：示例区财政局"));
    let run = world.pmt(&["import", "申报.docx", "-o", "again", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let unplaced = &json["documents"][0]["unplaced"][0];
    assert_eq!(
        (&unplaced["line"], &unplaced["place"]),
        (&Value::Null, &serde_json::json!({ "paragraph": 1 }))
    );
    let run = world.pmt(&["--lang", "en", "import", "申报.docx", "-o", "third"]);
    assert!(run.stdout.contains("paragraph 1 (申报.pmt): 示例区财政局"), "{}", run.stdout);
}

#[test]
fn a_folder_is_imported_whole_whatever_one_of_its_documents_is() {
    let world = World::new();
    world
        .file("去年/甲.docx", letter("甲项目"))
        .file("去年/甲.xlsx", letter("甲项目"))
        .file("去年/子/CON.docx", letter("乙项目"))
        .file("去年/坏.docx", &letter("丙项目")[..300])
        .file("去年/信.txt", "今天天气很好。")
        .file("去年/~$甲.docx", "锁")
        .file("去年/图.png", "图");
    let run = world.pmt(&["import", "去年", "-o", "out"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr.matches("错误：").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("去年/坏.docx：文件已损坏或不完整"), "{}", run.stderr);
    assert!(run.stderr.contains("警告：去年/信.txt：里面没有绩效目标表，略过了"), "{}", run.stderr);
    assert!(run.stdout.contains("扩展名是 .xlsx，内容是 Word 文件（.docx），按内容读取"), "{}", run.stdout);
    assert!(
        run.stdout.ends_with("共导入 3 份文件，写了 6 个 .pmt，未归位 3 处；1 份没有导入\n"),
        "{}",
        run.stdout
    );
    assert_eq!(world.list("out"), ["子", "甲", "甲.xlsx"]);
    assert_eq!(world.list("out/子"), ["CON_"]);
    assert_eq!(world.list("out/甲"), ["01-甲项目.pmt", "申报.pmt"]);
    // Named itself, a text must be a declaration.
    let run = world.pmt(&["import", "去年/信.txt", "-o", "信"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("错误：“去年/信.txt”中没有找到"), "{}", run.stderr);
    world.file("空的/图.png", "图");
    let run = world.pmt(&["import", "空的", "-o", "other"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("空的：这个文件夹里没有能导入的文件"), "{}", run.stderr);
}

#[test]
fn a_document_may_be_large_and_a_text_may_not() {
    const LARGE: usize = (16 << 20) + 1;
    let world = World::new();
    // What follows is of no part of the document: its list of parts is told to stand before.
    let mut document = letter("书香社区");
    let end = document.len() - 22;
    let start = u32::from_le_bytes(document[end + 16..end + 20].try_into().unwrap()) as usize;
    let moved = u32::try_from(start + LARGE).unwrap();
    document[end + 16..end + 20].copy_from_slice(&moved.to_le_bytes());
    let list = document.split_off(start);
    document.resize(start + LARGE, 0);
    document.extend(list);
    world.file("照片.docx", document).file("长.txt", vec![b' '; LARGE]);
    let run = world.pmt(&["import", "照片.docx", "-o", "out"]);
    assert_eq!((run.code, world.list("out").len()), (0, 2), "{}", run.stderr);
    assert_eq!(world.pmt(&["lint", "照片.docx"]).code, 1);
    let run = world.pmt(&["import", "长.txt", "-o", "text"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("文件有 17 MiB，超过单个文件 16 MiB 的上限"), "{}", run.stderr);
}

#[test]
fn what_is_no_document_is_named_with_the_way_out() {
    let world = World::new();
    let compound = |name: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.extend([0; 2]);
        bytes
    };
    world
        .file("密.docx", compound("EncryptedPackage"))
        .file("包.docx", b"PK\x03\x04 notes.txt")
        .file("页.doc", "MIME-Version: 1.0\nContent-Type: multipart/related")
        .file("坏.xls", compound("Workbook"));
    let run = world.pmt(&["import", "密.docx", "包.docx", "页.doc", "坏.xls", "-o", "out"]);
    assert_eq!((run.code, world.path("out").exists()), (2, false));
    expect![[r#"
        错误：密.docx：文件有密码保护：请用密码打开，取消密码后另存一份，再试

        错误：包.docx：这是压缩包：请先解压，再用里面的文件或文件夹

        错误：页.doc：这是单个文件网页（.mht）：请在 Word 中打开，另存为 .docx 再试

        错误：坏.xls：文件已损坏或不完整（xls）：请在 Word、Excel 或 WPS 中打开后另存一份，再试

    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn without_the_program_that_reads_it_a_document_names_it() {
    if Path::new("/Applications/LibreOffice.app").exists() {
        eprintln!("skipped: LibreOffice is in its usual place");
        return;
    }
    let world = World::new();
    world.file("旧.rtf", "{\\rtf1 }").file("扫.pdf", "%PDF-1.7");
    let run = world.pmt_with(&["import", "旧.rtf", "扫.pdf", "-o", "out"], &[("PATH", "")], None);
    assert_eq!(run.code, 2);
    expect![[r#"
        错误：旧.rtf：这是 RTF 文件，要靠 LibreOffice 读取，这台电脑上没有：请安装 LibreOffice，或在 Word、WPS 中另存为 .docx 再试

        错误：扫.pdf：这是 PDF 文件，要靠 poppler 的 pdftotext 读取，这台电脑上没有：请安装 poppler（poppler-utils），或在 Word、WPS 中另存为 .docx 再试

    "#]]
    .assert_eq(&run.stderr);
}

/// The project's file of an import.
fn project(world: &World, folder: &str) -> String {
    world.read(&format!("{folder}/01-书香社区.pmt"))
}

#[test]
fn documents_of_old_give_what_the_new_one_gives() {
    if !is_here("soffice") {
        return;
    }
    let world = World::new();
    world.file("新.docx", letter("书香社区"));
    let profile = format!("-env:UserInstallation=file://{}", world.path("profile").display());
    for format in ["doc", "odt", "rtf", "pdf"] {
        let status = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", format, "新.docx"])
            .current_dir(world.path("."))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(status.unwrap().success() && world.path(&format!("新.{format}")).exists(), "{format}");
    }
    std::fs::copy(world.path("新.doc"), world.path("新.wps")).unwrap();
    assert_eq!(world.pmt(&["import", "新.docx", "-o", "docx"]).code, 0);
    for format in ["doc", "odt", "rtf", "wps"] {
        let run = world.pmt(&["import", &format!("新.{format}"), "-o", format]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        assert!(run.stdout.contains("经 LibreOffice 转换"), "{format}: {}", run.stdout);
        assert_eq!(project(&world, format), project(&world, "docx"), "{format}");
    }
    if is_here("pdftotext") {
        let run = world.pmt(&["import", "新.pdf", "-o", "pdf"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stdout.contains("第 1 页第 1 行"), "{}", run.stdout);
        let text = project(&world, "pdf");
        for value in ["流动书架", ">= 10 个", "读者满意度", "840,000.00元", "布点十处。"] {
            assert!(text.contains(value), "{value}: {text}");
        }
    }
}

#[test]
fn a_scanned_pdf_says_so() {
    if !is_here("pdftotext") {
        return;
    }
    let world = World::new();
    world.file(
        "扫描.pdf",
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n",
    );
    let run = world.pmt(&["import", "扫描.pdf", "-o", "out"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("这份 PDF 里没有文字，看来是扫描件"), "{}", run.stderr);
}
