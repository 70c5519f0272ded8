//! The program on Windows: drives, names that Windows reserves, line ends, encodings, separators. `cargo xtask test --e2e`
//! builds these tests for Windows and runs them under wine; on Windows they run with all others.
#![cfg(windows)]
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const EXAMPLE: [(&str, &str); 2] = [
    ("申报.pmt", include_str!("../examples/songjiang-2022-revised/申报.pmt")),
    ("01-党组织建设.pmt", include_str!("../examples/songjiang-2022-revised/01-党组织建设.pmt")),
];

/// An empty folder that no declaration above it reaches into.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    folder
}

fn example() -> tempfile::TempDir {
    let folder = folder();
    for (name, text) in EXAMPLE {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn pmt(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pmt"));
    command.args(["--lang", "en"]).args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_path_is_taken_with_a_drive_and_either_separator_and_shown_as_on_every_system() {
    let folder = example();
    let inner = folder.path().join("部门 甲");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("错.pmt"), "项目 \"培训\" {\n  项目类别 经常性\n}\n").unwrap();
    let whole = folder.path().to_str().unwrap().to_owned();
    assert_eq!(whole.get(1..3), Some(":\\"), "{whole}");
    let run = pmt(Path::new("C:\\"), &["lint", "--format", "concise", &whole]);
    assert!(said(&run).contains("部门 甲/错.pmt:2:"), "{}", said(&run));
    let run = pmt(folder.path(), &["lint", "--format", "concise", "部门 甲\\错.pmt"]);
    assert!(said(&run).contains("部门 甲/错.pmt:2:"), "{}", said(&run));
}

#[test]
fn json_names_files_as_on_every_system() {
    let folder = example();
    let inner = folder.path().join("甲");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("错.pmt"), "项目 \"培训\" {\n  项目类别 经常性\n}\n").unwrap();
    let run = pmt(folder.path(), &["lint", "--format", "json", "."]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(text.contains("甲/错.pmt") && !text.contains("甲\\\\错.pmt"), "{text:.2000}");
}

#[test]
fn what_is_compiled_here_is_what_is_compiled_elsewhere() {
    let folder = example();
    let unix = pmt(folder.path(), &["compile", "--draft", "."]);
    for (name, text) in EXAMPLE {
        fs::write(folder.path().join(name), text.replace('\n', "\r\n")).unwrap();
    }
    let dos = pmt(folder.path(), &["compile", "--draft", "."]);
    assert!(unix.stdout.starts_with(b"{"), "{}", said(&unix));
    assert!(!unix.stdout.contains(&b'\r'), "line ends are the same everywhere");
    assert_eq!(String::from_utf8_lossy(&unix.stdout), String::from_utf8_lossy(&dos.stdout));
}

#[test]
fn formatting_keeps_the_line_ends_of_windows() {
    let folder = folder();
    let file = folder.path().join("培训.pmt");
    fs::write(&file, "项目 \"培训\" {\r\n项目类别：经常性项目\r\n}\r\n").unwrap();
    let run = pmt(folder.path(), &["fmt", "."]);
    assert!(run.status.success(), "{}", said(&run));
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, "项目 \"培训\" {\r\n  项目类别: 经常性项目\r\n}\r\n");
}

#[test]
fn a_file_in_the_encoding_of_chinese_windows_is_named_and_not_touched() {
    let folder = folder();
    let (bytes, _, _) = encoding_rs::GBK.encode("项目 \"培训\" {\r\n}\r\n");
    fs::write(folder.path().join("培训.pmt"), &bytes).unwrap();
    let run = pmt(folder.path(), &["fmt", "."]);
    assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    assert!(said(&run).contains("GBK"), "{}", said(&run));
    assert_eq!(fs::read(folder.path().join("培训.pmt")).unwrap(), &*bytes);
}

#[test]
fn in_a_console_of_chinese_windows_words_come_and_go_whole() {
    use std::os::windows::process::CommandExt;
    let folder = folder();
    let program = env!("CARGO_BIN_EXE_pmt");
    let said = |line: &str| {
        let line = format!("/d /s /c \"chcp 936 >nul & \"{program}\" --lang zh {line}\"");
        let run = Command::new("cmd").raw_arg(line).current_dir(folder.path()).output().unwrap();
        let all = [run.stdout, run.stderr].concat();
        String::from_utf8(all).expect("what goes into a file or another program is UTF-8 everywhere")
    };
    assert_eq!(said("new \"会议室改造\" ."), "01-会议室改造.pmt\n");
    assert!(folder.path().join("01-会议室改造.pmt").exists());
    let found = said("lint --format concise .");
    assert!(found.contains("01-会议室改造.pmt:2:") && found.contains("“项目类别”是空的"), "{found}");
}

#[test]
fn names_that_windows_reserves_become_ones_that_it_takes() {
    let folder = folder();
    for name in ["CON", "aux.pmt", "会议: 一/二?*"] {
        let run = pmt(folder.path(), &["new", name]);
        assert!(run.status.success(), "{name}: {}", said(&run));
    }
    let names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.iter().filter(|name| name.ends_with(".pmt")).count(), 3, "{names:?}");
    let forbidden = |name: &String| name.contains([':', '?', '*', '"', '<', '>', '|']);
    assert!(!names.iter().any(forbidden), "{names:?}");
}

#[test]
fn a_path_longer_than_windows_once_allowed_is_read_and_written() {
    let folder = example();
    let mut deep = folder.path().to_path_buf();
    for _ in 0..12 {
        deep.push("一个名字很长的部门的下属单位的文件夹".repeat(2));
    }
    let verbatim = format!("\\\\?\\{}", deep.display());
    fs::create_dir_all(&verbatim).unwrap();
    fs::write(Path::new(&verbatim).join("深.pmt"), "项目 \"培训\" {\n项目类别：经常性项目\n}\n").unwrap();
    let run = pmt(folder.path(), &["fmt", "--check", "."]);
    assert!(said(&run).contains("深.pmt"), "{}", said(&run));
    let run = pmt(folder.path(), &["fmt", "."]);
    assert!(run.status.success(), "{}", said(&run));
}

fn send(to: &mut impl Write, message: &Value) {
    let text = message.to_string();
    write!(to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
    to.flush().unwrap();
}

fn receive(from: &mut impl BufRead) -> Value {
    let mut length = 0;
    loop {
        let mut line = String::new();
        assert_ne!(from.read_line(&mut line).unwrap(), 0, "the server has ended");
        match line.trim().split_once(": ") {
            Some(("Content-Length", number)) => length = number.parse().unwrap(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).unwrap();
    serde_json::from_slice(&body).unwrap()
}

#[test]
fn an_editor_s_spellings_of_a_drive_name_one_document() {
    let folder = folder();
    let file = folder.path().join("培训.pmt");
    let text = "项目 \"培训\" {\n  项目类别 经常性\n}\n";
    fs::write(&file, text).unwrap();
    let path = file.to_str().unwrap().replace('\\', "/");
    let (drive, rest) = path.split_at(1);
    let encoded: String = rest.get(1..).unwrap().bytes().fold(String::new(), |mut all, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            all.push(char::from(byte));
        } else {
            all += &format!("%{byte:02X}");
        }
        all
    });
    let uri = format!("file:///{}%3A{encoded}", drive.to_lowercase());
    let other = format!("file:///{}:{encoded}", drive.to_uppercase());
    let mut server = Command::new(env!("CARGO_BIN_EXE_pmt"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to = server.stdin.take().unwrap();
    let mut from = BufReader::new(server.stdout.take().unwrap());
    let mut answer = |to: &mut std::process::ChildStdin, id: u64, method: &str, params: Value| {
        send(to, &json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = receive(&mut from);
            if message["id"] == id && message["method"].is_null() {
                return message;
            }
        }
    };
    let folders = json!([{ "uri": uri.rsplit_once('/').unwrap().0, "name": "a" }]);
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let hello = answer(
        &mut to,
        1,
        "initialize",
        json!({ "processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities }),
    );
    assert!(hello["result"]["capabilities"].is_object(), "{hello}");
    send(&mut to, &json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    let document = json!({ "uri": uri, "languageId": "pmt", "version": 1, "text": text });
    let params = json!({ "textDocument": document });
    send(&mut to, &json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params }));
    let found = answer(&mut to, 2, "textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
    assert!(!found["result"]["items"].as_array().unwrap().is_empty(), "{found}");
    let again = answer(&mut to, 3, "textDocument/diagnostic", json!({ "textDocument": { "uri": other } }));
    assert_eq!(again["result"]["items"], found["result"]["items"]);
    answer(&mut to, 4, "shutdown", Value::Null);
    send(&mut to, &json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert!(server.wait().unwrap().success());
}
