//! How the server behaves: every request is answered once, it survives what clients do, and it ends when it should.

use serde_json::{Value, json};

use crate::client::{Client, Manner};

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
fn it_ends_with_the_process_that_it_was_told_of_though_standard_input_stays_open() {
    // Any process does: here another server. One that nobody has buried yet is gone, too.
    for is_buried in [true, false] {
        let mut parent = Client::spawn(Manner::default());
        let mut client = Client::spawn(Manner::default());
        client.request("initialize", json!({ "processId": parent.child.id(), "capabilities": {} })).unwrap();
        client.notify("initialized", json!({}));
        parent.child.kill().unwrap();
        if is_buried {
            parent.child.wait().unwrap();
        }
        assert_eq!(client.code(), 1, "buried: {is_buried}");
        assert!(client.stdin.is_some());
    }
}

#[test]
fn it_stays_where_it_is_told_of_no_process_or_of_none_that_is_there() {
    for process in [Value::Null, json!(0), json!(4_294_967_294_u32)] {
        let mut client = Client::spawn(Manner::default());
        let params = json!({ "processId": process, "capabilities": {} });
        if client.request("initialize", params).is_ok() {
            assert_eq!(client.stop(), 0, "{process}");
        }
    }
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
