//! The editor shows what `pmt lint` finds: the same findings at the same places, in the open document and around it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, Encoding, Manner, folder, uri};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// An example by itself, under a boundary of its own.
fn example(name: &str) -> tempfile::TempDir {
    let folder = folder();
    copy(&repository().join("examples").join(name), folder.path());
    folder
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "pmt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What `pmt lint` says of a file: code, severity, first message line, and the words.
fn linted(folder: &Path, file: &Path) -> Vec<(String, u64, String, String)> {
    let run = Command::new(env!("CARGO_BIN_EXE_pmt"))
        .args(["lint", "--format", "json", "--lang", "zh", "."])
        .current_dir(folder)
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&run.stdout).unwrap();
    let name = file.strip_prefix(folder).unwrap().to_str().unwrap();
    let text = std::fs::read_to_string(file).unwrap();
    let of_file = json["findings"].as_array().unwrap().iter().filter(|one| one["file"] == name);
    of_file
        .map(|one| {
            let severity = match one["severity"].as_str().unwrap() {
                "error" => 1,
                "warning" => 2,
                _ => 3,
            };
            let number = |key: &str| one[key].as_u64().unwrap() - 1;
            let range = json!({
                "start": { "line": number("line"), "character": number("column") },
                "end": { "line": number("endLine"), "character": number("endColumn") },
            });
            let words = Encoding::Utf32.words(&text, &range).to_owned();
            let code = one["rule"].as_str().unwrap().to_owned();
            (code, severity, one["message"]["zh"].as_str().unwrap().to_owned(), words)
        })
        .collect()
}

fn shown(client: &Client, text: &str, items: &[Value]) -> Vec<(String, u64, String, String)> {
    let words = |range: &Value| client.manner.encoding.words(text, range).to_owned();
    let one = |item: &Value| {
        let message = item["message"].as_str().unwrap().lines().next().unwrap().to_owned();
        (
            item["code"].as_str().unwrap().to_owned(),
            item["severity"].as_u64().unwrap(),
            message,
            words(&item["range"]),
        )
    };
    items.iter().map(one).collect()
}

#[test]
fn an_open_document_shows_what_lint_finds_in_every_example() {
    for (name, encoding) in
        ["songjiang-2022", "songjiang-2022-revised", "findings"].into_iter().zip(Encoding::ALL)
    {
        let folder = example(name);
        let folder = folder.path();
        let mut client =
            Client::start(Manner { encoding, folder: Some(folder.to_owned()), ..Manner::default() });
        for file in files(folder) {
            let text = std::fs::read_to_string(&file).unwrap();
            client.open(&uri(&file), &text);
            let items = client.pull(&uri(&file));
            assert_eq!(shown(&client, &text, &items), linted(folder, &file), "{}", file.display());
        }
    }
}

#[test]
fn a_client_that_cannot_ask_is_told() {
    let folder = example("findings");
    let folder = folder.path();
    let mut client =
        Client::start(Manner { pulls: false, folder: Some(folder.to_owned()), ..Manner::default() });
    assert_eq!(client.capabilities["diagnosticProvider"], Value::Null);
    for file in files(folder) {
        let expected = linted(folder, &file);
        if expected.is_empty() {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let told = client.wait(&format!("what is found in {}", file.display()), |message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri(&file)
        });
        let items = told["params"]["diagnostics"].as_array().unwrap().clone();
        assert_eq!(shown(&client, &text, &items), expected, "{}", file.display());
    }
}

fn published(client: &Client, uri: &str) -> usize {
    client
        .kept
        .iter()
        .filter(|message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        })
        .filter(|message| !message["params"]["diagnostics"].as_array().unwrap().is_empty())
        .count()
}

#[test]
fn a_document_is_never_both_asked_about_and_told_of() {
    let folder = example("findings");
    let file = files(folder.path()).into_iter().find(|file| !linted(folder.path(), file).is_empty()).unwrap();
    let mut client = Client::start(Manner { folder: Some(folder.path().to_owned()), ..Manner::default() });
    client.settle(Duration::from_millis(800));
    assert_eq!(published(&client, &uri(&file)), 1, "a file that is not open is told of");
    client.kept.clear();
    let text = std::fs::read_to_string(&file).unwrap();
    client.open(&uri(&file), &text);
    assert!(!client.pull(&uri(&file)).is_empty());
    let end = text.len();
    client.edit(&uri(&file), end..end, "\n");
    client.pull(&uri(&file));
    client.settle(Duration::from_millis(300));
    assert_eq!(published(&client, &uri(&file)), 0, "an open one is not");
    client.close(&uri(&file));
    client.wait("what is found once it is closed", |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == uri(&file)
            && !message["params"]["diagnostics"].as_array().unwrap().is_empty()
    });
}

const COVER: &str = "申报 2022 {\n  版式: 上海\n  主管部门: \"某区某局\"\n  预算单位数: 1\n  项目数: 1\n}\n";

#[test]
fn a_change_in_one_file_changes_what_is_found_in_another() {
    let folder = folder();
    let (cover, project) = (folder.path().join("申报.pmt"), folder.path().join("01.pmt"));
    std::fs::write(&cover, COVER).unwrap();
    std::fs::write(&project, "项目 \"甲\" {\n}\n").unwrap();
    let mut client = Client::start(Manner { folder: Some(folder.path().to_owned()), ..Manner::default() });
    client.open(&uri(&cover), COVER);
    client.open(&uri(&project), "项目 \"甲\" {\n}\n");
    let codes = |items: &[Value]| {
        items.iter().map(|item| item["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(!codes(&client.pull(&uri(&cover))).contains(&"FND05".to_owned()));
    let end = client.text(&uri(&project)).len();
    client.edit(&uri(&project), end..end, "项目 \"乙\" {\n}\n");
    client.pull(&uri(&project));
    // The first call may be for what the folder's other files had already changed.
    let mut found = Vec::new();
    while !codes(&found).iter().any(|code| code != "KEY03") {
        client.wait("being told to ask again", |message| message["method"] == "workspace/diagnostic/refresh");
        found = client.pull(&uri(&cover));
    }
    let of_count =
        found.iter().filter(|item| codes(std::slice::from_ref(item)) != ["KEY03"]).collect::<Vec<_>>();
    assert!(!of_count.is_empty(), "the cover says one project, and there are two: {found:#?}");
    assert!(
        of_count.iter().any(|item| item["relatedInformation"].is_array()),
        "with the other place: {found:#?}"
    );
}

#[test]
fn files_changed_on_the_disk_are_read_again() {
    let folder = folder();
    let file = folder.path().join("01.pmt");
    std::fs::write(&file, "项目 \"甲\" {\n  错键: 1\n}\n").unwrap();
    let mut client = Client::start(Manner { folder: Some(folder.path().to_owned()), ..Manner::default() });
    let told = |client: &mut Client, code: &'static str, there: bool| {
        client.wait(code, |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri(&file)
                && message["params"]["diagnostics"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|item| item["code"] == code)
                    == there
        })
    };
    told(&mut client, "KEY01", true);
    let touched = |kind: u8| json!({ "changes": [{ "uri": uri(&file), "type": kind }] });
    std::fs::write(&file, "项目 \"甲\" {\n}\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", touched(2));
    told(&mut client, "KEY01", false);
    let config = folder.path().join("pmt.toml");
    std::fs::write(&config, "[severity]\nKEY = \"off\"\nSTR = \"错\"\n").unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": uri(&config), "type": 1 }] }),
    );
    client.wait("the configuration's fault", |message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri(&config)
    });
    std::fs::remove_file(&file).unwrap();
    client.notify("workspace/didChangeWatchedFiles", touched(3));
    client.wait("nothing more of a file that is gone", |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == uri(&file)
            && message["params"]["diagnostics"] == json!([])
    });
}

#[test]
fn for_a_client_that_says_nothing_of_the_disk_it_is_watched() {
    let folder = folder();
    let (file, other) = (folder.path().join("01.pmt"), folder.path().join("乙").join("02.pmt"));
    std::fs::create_dir(folder.path().join("乙")).unwrap();
    std::fs::write(&file, "项目 \"甲\" {\n  错键: 1\n}\n").unwrap();
    let more = json!({ "workspace": { "didChangeWatchedFiles": null } });
    let manner = Manner { folder: Some(folder.path().to_owned()), more, ..Manner::default() };
    let mut client = Client::start(manner);
    let told = |path: std::path::PathBuf, there: bool| {
        move |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri(&path)
                && message["params"]["diagnostics"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|one| one["code"] == "KEY01")
                    == there
        }
    };
    client.wait("what was found at first", told(file.clone(), true));
    // Watching begins a little later.
    for number in 0.. {
        std::fs::write(&file, format!("// 第 {number} 次\n项目 \"甲\" {{\n}}\n")).unwrap();
        client.settle(std::time::Duration::from_millis(100));
        if client.kept.iter().any(told(file.clone(), false)) {
            break;
        }
        assert!(number < 500, "nobody sees it");
    }
    std::fs::write(&other, "项目 \"𠮷\" {\n  错键: 1\n}\n").unwrap();
    client.wait("a new file", told(other.clone(), true));
    std::fs::write(folder.path().join("pmt.toml"), "exclude = [\"乙\"]\n").unwrap();
    client.wait("another configuration", told(other, false));
    assert_eq!(client.stop(), 0);
}

#[test]
fn messages_are_in_the_client_s_language_unless_something_says_otherwise() {
    let folder = folder();
    let file = uri(&folder.path().join("01.pmt"));
    let text = "项目 \"甲\" {\n  错键: 1\n}\n";
    let message = |manner: Manner| {
        let mut client = Client::start(manner);
        client.open(&file, text);
        let found = client.pull(&file);
        found.iter().find(|item| item["code"] == "KEY01").unwrap()["message"].as_str().unwrap().to_owned()
    };
    let has_han =
        |text: &str| text.chars().any(|c| ('\u{4E00}'..'\u{9FFF}').contains(&c) && !"错键".contains(c));
    assert!(has_han(&message(Manner::default())));
    assert!(message(Manner { locale: "en-us", ..Manner::default() }).contains(' '));
    let chinese = Manner { locale: "en", options: json!({ "lang": "zh" }), ..Manner::default() };
    assert!(has_han(&message(chinese)));
}
