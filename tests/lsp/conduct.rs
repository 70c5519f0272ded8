//! How the server behaves: every request is answered once, it survives what clients do, and it ends when it should.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, Manner, folder, uri};

#[test]
fn it_ends_as_the_protocol_has_it() {
    assert_eq!(Client::start(Manner::default()).stop(), 0);
}

#[test]
fn it_ends_with_the_client_even_if_nobody_said_so() {
    let mut client = Client::start(Manner::default());
    client.stdin = None;
    assert_eq!(client.code(), 1, "standard input is at its end, and no shutdown came before");
}

#[test]
fn it_ends_on_exit_with_standard_input_still_open() {
    let mut client = Client::start(Manner::default());
    client.notify("exit", Value::Null);
    assert_eq!(client.code(), 1);
}

#[test]
fn a_request_before_the_introduction_is_refused() {
    let mut client = Client::spawn(Manner::default());
    let error = client.request(
        "textDocument/hover",
        json!({ "textDocument": { "uri": "file:///a.pmt" }, "position": { "line": 0, "character": 0 } }),
    );
    assert_eq!(error.unwrap_err()["code"], -32002);
}

#[test]
fn a_document_that_is_not_open_is_refused() {
    let mut client = Client::start(Manner::default());
    let params = json!({ "textDocument": { "uri": "file:///nowhere.pmt" }, "options": { "tabSize": 2, "insertSpaces": true } });
    assert_eq!(client.request("textDocument/formatting", params).unwrap_err()["code"], -32602);
    let params = json!({ "textDocument": { "uri": "file:///nowhere.pmt" } });
    assert_eq!(client.request("textDocument/diagnostic", params).unwrap_err()["code"], -32602);
}

#[test]
fn every_request_is_answered_exactly_once_though_many_are_cancelled() {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner::default());
    client.open(&uri, "项目 \"甲\" {\n}\n");
    let mut ids = Vec::new();
    for number in 0..1000_u32 {
        let id = client.begin(
            "textDocument/formatting",
            json!({ "textDocument": { "uri": uri }, "options": { "tabSize": 2, "insertSpaces": true } }),
        );
        ids.push(id);
        // A fixed, uneven pattern: cancelled at once, later, twice, after the answer.
        match (number * 7919) % 5 {
            0 => client.notify("$/cancelRequest", json!({ "id": id })),
            1 => client.notify("$/cancelRequest", json!({ "id": ids[ids.len() / 2] })),
            2 => {
                let end = client.text(&uri).len();
                client.edit(&uri, end..end, "\n");
            }
            _ => {}
        }
    }
    for id in &ids {
        let _ = client.finish(*id);
    }
    client.settle(Duration::from_millis(300));
    let again = client.kept.iter().filter(|message| message.get("method").is_none()).count();
    assert_eq!(again, 0, "a second answer came");
    assert_eq!(client.stop(), 0);
}

#[test]
fn a_client_that_never_answers_keeps_nobody_waiting() {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let manner = Manner { answers: false, folder: Some(folder.path().to_owned()), ..Manner::default() };
    let mut client = Client::start(manner);
    client.open(&uri, "项目 \"甲\" {\n  错键: 1\n}\n");
    assert!(!client.pull(&uri).is_empty());
    client.wait("the unanswered question", |message| message["method"] == "client/registerCapability");
    assert_eq!(client.stop(), 0);
}

#[test]
fn fifty_documents_opened_and_closed_at_once_are_each_answered() {
    let folder = folder();
    let mut client = Client::start(Manner { folder: Some(folder.path().to_owned()), ..Manner::default() });
    let uris: Vec<String> =
        (0..50).map(|number| uri(&folder.path().join(format!("{number:02}.pmt")))).collect();
    for uri in &uris {
        client.open(uri, "项目 \"甲\" {\n  错键: 1\n}\n");
    }
    for uri in &uris {
        assert!(client.pull(uri).iter().any(|item| item["code"] == "KEY01"), "{uri}");
    }
    for uri in &uris {
        client.close(uri);
    }
    assert_eq!(client.stop(), 0);
}
