//! What the server says of itself: a log that the user can turn on, and progress while the disk is read.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, Manner, folder, uri};

fn is_line(message: &Value) -> bool {
    message["method"] == "window/logMessage"
}

#[test]
fn the_log_is_off_until_it_is_turned_on() {
    let folder = folder();
    std::fs::write(folder.path().join("pmt.toml"), "错误\n").unwrap();
    let manner = Manner { folder: Some(folder.path().to_path_buf()), ..Manner::default() };
    let mut client = Client::start(manner);
    client.open(&uri(&folder.path().join("01.pmt")), "项目 \"甲\" {\n}\n");
    client.settle(Duration::from_millis(300));
    assert!(!client.kept.iter().any(is_line));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "pmt": { "logLevel": "debug" } } }),
    );
    let line = client.wait("a line of the log", is_line);
    assert_eq!(line["params"]["type"], 3, "{line}");
    assert!(line["params"]["message"].as_str().unwrap().contains("Debug"), "{line}");
}

#[test]
fn what_cannot_be_read_is_logged_for_who_asks() {
    let folder = folder();
    std::fs::write(folder.path().join("pmt.toml"), "错误\n").unwrap();
    std::fs::write(folder.path().join("01.pmt"), "项目 \"甲\" {\n}\n").unwrap();
    let options = json!({ "logLevel": "warning" });
    let manner = Manner { folder: Some(folder.path().to_path_buf()), options, ..Manner::default() };
    let mut client = Client::start(manner);
    let line = client.wait("a line of the log", is_line);
    assert_eq!(line["params"]["type"], 2, "{line}");
    assert!(line["params"]["message"].as_str().unwrap().contains("pmt.toml"), "{line}");
}

#[test]
fn a_document_that_is_opened_while_its_folder_is_read_has_it_read_once() {
    let folder = folder();
    let path = folder.path().join("01.pmt");
    std::fs::write(&path, "项目 \"甲\" {\n}\n").unwrap();
    let options = json!({ "logLevel": "info" });
    let manner = Manner { folder: Some(folder.path().to_path_buf()), options, ..Manner::default() };
    let mut client = Client::start(manner);
    client.open(&uri(&path), "项目 \"甲\" {\n}\n");
    client.settle(Duration::from_millis(500));
    let is_reading = |message: &&Value| {
        is_line(message)
            && message["params"]["message"].as_str().is_some_and(|line| line.contains("read 1 file(s)"))
    };
    assert_eq!(client.kept.iter().filter(is_reading).count(), 1, "{:?}", client.kept);
}

#[test]
fn what_is_wrong_with_a_whole_file_is_said_at_the_file_without_its_name() {
    let folder = folder();
    let path = folder.path().join("01.pmt");
    let (gbk, _, _) = encoding_rs::GBK.encode("项目 \"甲\" {\n}\n");
    std::fs::write(&path, &gbk).unwrap();
    let manner = Manner { folder: Some(folder.path().to_path_buf()), ..Manner::default() };
    let mut client = Client::start(manner);
    let told =
        client.wait("findings", |message| message["method"] == "textDocument/publishDiagnostics")["params"]
            .clone();
    assert_eq!(told["uri"], crate::client::uri(&path));
    let message = told["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("不是 UTF-8 编码，看来是 GBK"), "{message}");
}

#[test]
fn what_is_wrong_with_a_file_is_said_until_it_is_saved_as_it_should_be() {
    let text = "项目 \"甲\" {\n}\n";
    for pulls in [false, true] {
        let folder = folder();
        let path = folder.path().join("01.pmt");
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        std::fs::write(&path, &gbk).unwrap();
        let manner = Manner { folder: Some(folder.path().to_path_buf()), pulls, ..Manner::default() };
        let mut client = Client::start(manner);
        let uri = crate::client::uri(&path);
        let is_told = |client: &mut Client, of_encoding: bool| {
            client.wait("findings", |message| {
                let params = &message["params"];
                let all = params["diagnostics"].as_array();
                let is_said = |all: &Vec<serde_json::Value>| {
                    all.iter().any(|one| one["message"].as_str().unwrap().contains("GBK"))
                };
                message["method"] == "textDocument/publishDiagnostics"
                    && params["uri"] == uri
                    && all.is_some_and(|all| is_said(all) == of_encoding)
            })
        };
        is_told(&mut client, true);
        client.open(&uri, text);
        std::fs::write(&path, text).unwrap();
        let change = json!({ "changes": [{ "uri": uri, "type": 2 }] });
        client.notify("workspace/didChangeWatchedFiles", change);
        is_told(&mut client, false);
    }
}

#[test]
fn the_first_reading_is_reported_from_beginning_to_end() {
    let folder = folder();
    let manner = Manner { folder: Some(folder.path().to_path_buf()), ..Manner::default() };
    let mut client = Client::start(manner);
    let created = client.wait("a token", |message| message["method"] == "window/workDoneProgress/create");
    let token = created["params"]["token"].clone();
    for kind in ["begin", "end"] {
        let told = client.wait(kind, |message| message["method"] == "$/progress");
        assert_eq!(told["params"]["token"], token);
        assert_eq!(told["params"]["value"]["kind"], kind);
    }
    std::fs::write(folder.path().join("02.pmt"), "").unwrap();
    let changed = json!({ "changes": [{ "uri": uri(&folder.path().join("02.pmt")), "type": 1 }] });
    client.notify("workspace/didChangeWatchedFiles", changed);
    client.settle(Duration::from_millis(300));
    assert!(!client.kept.iter().any(|message| message["method"] == "$/progress"), "later ones are not");
}

#[test]
fn a_client_that_cannot_show_progress_is_told_of_none() {
    let more = json!({ "window": null });
    let mut client = Client::start(Manner { more, ..Manner::default() });
    client.settle(Duration::from_millis(300));
    assert!(!client.asked.iter().any(|method| method == "window/workDoneProgress/create"));
}

#[test]
fn a_client_that_never_answers_keeps_nobody_waiting() {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let manner = Manner { folder: Some(folder.path().to_path_buf()), answers: false, ..Manner::default() };
    let mut client = Client::start(manner);
    client.open(&uri, "项目 \"甲\" {\n}\n");
    assert!(!client.pull(&uri).is_empty());
    assert!(!client.kept.iter().any(|message| message["method"] == "$/progress"));
}
