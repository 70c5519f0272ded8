//! The server under clients that are in a hurry, change their minds, or never answer.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::{Value, json};

use crate::client::{Client, Encoding, Manner, folder, uri};
use crate::everything::{CANCELLED, CONTENT_MODIFIED, KINDS, REQUEST_FAILED, SERVER_CANCELLED, ask, params};
use crate::random::{Random, TYPED};
use crate::sample::{PROJECT, Sample};
use crate::stress::fresh;

/// How many requests are cancelled.
const CANCELLATIONS: usize = 1_000;

#[test]
fn a_thousand_requests_of_every_kind_cancelled_at_random_are_each_answered_once() {
    let mut random = Random::start("cancellations");
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner { folder: Some(folder.path().to_path_buf()), ..Manner::default() });
    client.open(&uri, PROJECT);
    let mut under_way: Vec<u64> = Vec::new();
    let mut all: BTreeMap<u64, &str> = BTreeMap::new();
    while all.len() < CANCELLATIONS || !under_way.is_empty() {
        match random.below(10) {
            0 => {
                let stretch = random.stretch(client.text(&uri), 20);
                client.edit(&uri, stretch, random.one_of(TYPED));
            }
            1..=4 if all.len() < CANCELLATIONS => {
                let method = random.one_of(KINDS);
                let stretch = random.stretch(client.text(&uri), 400);
                let params = params(&client, method, &uri, stretch);
                let id = client.begin(method, params);
                all.insert(id, method);
                under_way.push(id);
            }
            // At once, much later, before others or after; perhaps it has long been answered.
            5..=8 if !under_way.is_empty() => {
                let number =
                    if random.below(2) == 0 { under_way.len() - 1 } else { random.below(under_way.len()) };
                let id = under_way.swap_remove(number);
                client.notify("$/cancelRequest", json!({ "id": id }));
            }
            // Twice, and what was never asked.
            9 => {
                let id = random.below(CANCELLATIONS * 2);
                if all.contains_key(&(id as u64)) || id > CANCELLATIONS {
                    under_way.retain(|one| *one != id as u64);
                    client.notify("$/cancelRequest", json!({ "id": id }));
                }
            }
            _ => {}
        }
    }
    let mut cancelled = 0;
    for (id, method) in &all {
        match client.finish(*id) {
            Ok(_) => {}
            Err(error) if error["code"] == CANCELLED => cancelled += 1,
            Err(error) => {
                let known = [CONTENT_MODIFIED, SERVER_CANCELLED, REQUEST_FAILED];
                assert!(known.iter().any(|code| error["code"] == *code), "{method}: {error}");
            }
        }
    }
    println!("{cancelled} of {} came too late to be spared", all.len() - cancelled);
    assert!(cancelled > 0);
    // It lives, and knows the text.
    let text = client.text(&uri).to_owned();
    let found = client.pull(&uri);
    assert_eq!(shown(&found, &text), fresh(&text));
    assert_eq!(client.stop(), 0);
}

/// Findings as they are shown: code and words.
fn shown(found: &[Value], text: &str) -> Vec<(String, String)> {
    let words = |item: &Value| Encoding::Utf16.words(text, &item["range"]).to_owned();
    found.iter().map(|item| (item["code"].as_str().unwrap().to_owned(), words(item))).collect()
}

/// What `pmt lint` finds in a folder: by the name of the file, code and line.
fn linted(folder: &std::path::Path) -> BTreeMap<String, Vec<(String, u64)>> {
    let output = Command::new(env!("CARGO_BIN_EXE_pmt"))
        .args(["lint", "--format", "json"])
        .arg(folder)
        .current_dir(folder)
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
    for one in json["findings"].as_array().unwrap() {
        let path = one["file"].as_str().unwrap();
        let name = path.rsplit(['/', '\\']).next().unwrap().to_owned();
        let finding = (one["rule"].as_str().unwrap().to_owned(), one["line"].as_u64().unwrap() - 1);
        found.entry(name).or_default().push(finding);
    }
    found
}

/// What a client shows of the files that it does not ask about.
#[derive(Default)]
struct Told(BTreeMap<String, Vec<(String, u64)>>);

impl Told {
    /// Takes what was told since.
    fn take(&mut self, client: &mut Client) {
        for message in client.kept.iter().filter(|one| one["method"] == "textDocument/publishDiagnostics") {
            let items = message["params"]["diagnostics"].as_array().unwrap().iter();
            let items = items.map(|one| {
                let line = one["range"]["start"]["line"].as_u64().unwrap();
                (one["code"].as_str().unwrap().to_owned(), line)
            });
            self.0.insert(message["params"]["uri"].as_str().unwrap().to_owned(), items.collect());
        }
        client.kept.retain(|one| one["method"] != "textDocument/publishDiagnostics");
        self.0.retain(|_, found| !found.is_empty());
    }
}

#[test]
fn fifty_files_opened_edited_and_closed_at_once_are_as_on_the_disk_again() {
    let mut random = Random::start("fifty files");
    let folder = folder();
    let project = |number: usize| {
        format!(
            "项目 \"第{number}个😀\" {{\r\n  年度资金申请总额: {number}万元 {{ 当年财政拨款: 1万元; 上年结转资金: 0; 其他资金: 0 }}\r\n}}\r\n"
        )
    };
    // The cover's money differs from that of the projects, on the disk otherwise than in the editor.
    std::fs::write(folder.path().join("申报.pmt"), "申报 2022 {\n  项目数: 50\n  预算资金: 1万元\n}\n")
        .unwrap();
    for number in 1..=50 {
        std::fs::write(folder.path().join(format!("{number:02}.pmt")), project(number)).unwrap();
    }
    let name = |number: usize| uri(&folder.path().join(format!("{number:02}.pmt")));
    let mut client = Client::start(Manner { folder: Some(folder.path().to_path_buf()), ..Manner::default() });
    // What is done to each file stays in order; the files are mixed.
    let mut steps: Vec<usize> = (1..=50).flat_map(|number| [number; 8]).collect();
    let mut done: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open: BTreeSet<usize> = BTreeSet::new();
    let mut asked = 0;
    while !steps.is_empty() {
        let number = steps.swap_remove(random.below(steps.len()));
        let uri = name(number);
        let step = done.entry(number).or_default();
        *step += 1;
        match *step {
            1 => {
                open.insert(number);
                client.open(&uri, &project(number * 3));
            }
            8 => {
                open.remove(&number);
                client.close(&uri);
            }
            2 | 4 => {
                let stretch = random.stretch(client.text(&uri), 20);
                client.edit(&uri, stretch, random.one_of(TYPED));
            }
            _ => {
                let kind = random.one_of(KINDS);
                let stretch = random.stretch(client.text(&uri), 40);
                ask(&mut client, &[kind], &uri, &stretch);
                asked += 1;
            }
        }
    }
    assert!(open.is_empty());
    println!("{asked} questions, none waited for");
    let expected: BTreeMap<String, Vec<(String, u64)>> = linted(folder.path())
        .into_iter()
        .map(|(name, found)| (uri(&folder.path().join(name)), found))
        .collect();
    assert!(expected.len() > 50, "{expected:#?}");
    let mut told = Told::default();
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    loop {
        client.settle(std::time::Duration::from_millis(200));
        told.take(&mut client);
        if told.0 == expected {
            break;
        }
        assert!(std::time::Instant::now() < until, "told {:#?}\nand not {expected:#?}", told.0);
    }
    assert_eq!(client.stop(), 0, "and every question has been answered");
    told.take(&mut client);
    assert_eq!(told.0, expected);
}

#[test]
fn a_document_that_is_closed_and_opened_again_at_once_is_the_one_that_was_opened_last() {
    for pulls in [true, false] {
        let mut sample = Sample::with(Manner { pulls, ..Manner::default() }, PROJECT);
        let uri = sample.uri.clone();
        let client = &mut sample.client;
        for number in 0..20 {
            let text = format!("{PROJECT}错键{number}𠮷: 1\n");
            client.close(&uri);
            client.open(&uri, &text);
            let wanted = format!("错键{number}𠮷");
            let words = |item: &Value| {
                item["code"] == "KEY01" && Encoding::Utf16.words(&text, &item["range"]) == wanted
            };
            assert!(client.pull(&uri).iter().any(words), "{number}");
        }
        assert_eq!(client.stop(), 0);
    }
}

/// A client that can do everything that a server may ask for.
fn able() -> Value {
    json!({
        "workspace": {
            "configuration": true,
            "applyEdit": true,
            "didChangeConfiguration": { "dynamicRegistration": true },
            "semanticTokens": { "refreshSupport": true },
        },
        "window": { "workDoneProgress": true, "showDocument": { "support": true } },
    })
}

#[test]
fn a_client_that_never_answers_is_served_as_any_other() {
    let manner = Manner { answers: false, more: able(), ..Manner::default() };
    let mut sample = Sample::with(manner, PROJECT);
    let (uri, cover) = (sample.uri.clone(), sample.cover.clone());
    let client = &mut sample.client;
    client.open(&cover, crate::sample::COVER);
    // Each of these makes the server ask something.
    for number in 0..20 {
        let at = client.text(&uri).find("年度资金申请总额: 4").unwrap_or_default();
        client.edit(&uri, at..at, &format!("// 第{number}次\r\n"));
        client.pull(&cover);
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
        let changed = json!({ "changes": [{ "uri": cover, "type": 2 }] });
        client.notify("workspace/didChangeWatchedFiles", changed);
        let folders = json!({ "event": { "added": [], "removed": [] } });
        client.notify("workspace/didChangeWorkspaceFolders", folders);
    }
    let middle = client.text(&uri).len() / 2;
    let middle = (0..=middle).rev().find(|at| client.text(&uri).is_char_boundary(*at)).unwrap();
    for (method, id) in ask(client, KINDS, &uri, &(middle..middle)) {
        if let Err(error) = client.finish(id) {
            assert_eq!(error["code"], REQUEST_FAILED, "{method}: {error}");
        }
    }
    // A command of which the client is asked something is answered all the same.
    let action = params(client, "textDocument/codeAction", &uri, 0..client.text(&uri).len());
    let fix = client.request("textDocument/codeAction", action).unwrap()[0].clone();
    let fix = json!({ "command": fix["command"], "arguments": fix["arguments"] });
    client.request("workspace/executeCommand", fix).unwrap();
    client.edit(&uri, 0..0, "// pmt: 允许 VAL03\r\n");
    let reason = json!({ "uri": uri, "rule": "VAL03", "line": 0 });
    let reason = json!({ "command": "pmt.writeReason", "arguments": [reason] });
    client.request("workspace/executeCommand", reason).unwrap();
    client.wait("the place", |message| message["method"] == "window/showDocument");
    for asked in [
        "client/registerCapability",
        "workspace/applyEdit",
        "window/workDoneProgress/create",
        "workspace/codeLens/refresh",
        "workspace/configuration",
        "workspace/diagnostic/refresh",
    ] {
        assert!(client.asked.iter().any(|one| one == asked), "{asked} was not asked: {:?}", client.asked);
    }
    let refreshes = client.asked.iter().filter(|one| one.ends_with("/refresh")).count();
    assert!(refreshes <= 3, "it is not asked again and again: {:?}", client.asked);
    // What it sees is what it wrote.
    let text = client.text(&uri).to_owned();
    let before = client.pull(&uri).len();
    let at = text.find("年度资金申请总额: 4").unwrap();
    client.edit(&uri, at..at, "错键😀: 1\r\n  ");
    assert!(client.pull(&uri).len() > before);
    assert_eq!(client.stop(), 0);
}

/// Kibibytes of memory that a process has, on Linux.
fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[test]
fn memory_is_flat_over_a_run() {
    const WARM_UP: usize = 1_500;
    const RUN: usize = 6_000;
    let mut random = Random::start("memory");
    let mut sample = Sample::new(Manner::default());
    let (uri, cover) = (sample.uri.clone(), sample.cover.clone());
    let client = &mut sample.client;
    if memory(client.child.id()).is_none() {
        println!("skipped: nobody says here how much memory a process has");
        return;
    }
    let whole = client.text(&uri).to_owned();
    let mut warm = 0;
    for number in 1..=WARM_UP + RUN {
        let stretch = random.stretch(client.text(&uri), 40);
        client.edit(&uri, stretch, random.one_of(TYPED));
        if number % 50 == 0 {
            // The text stays as long as it is.
            let all = 0..client.text(&uri).len();
            client.edit(&uri, all, &whole);
            let kinds = [KINDS[number / 50 % KINDS.len()], "textDocument/semanticTokens/full/delta"];
            let place = random.place(client.text(&uri));
            let asked = ask(client, &kinds, &uri, &(place..place));
            client.notify("$/cancelRequest", json!({ "id": asked[0].1 }));
            for (_, id) in asked {
                let _ = client.finish(id);
            }
            client.open(&cover, crate::sample::COVER);
            client.pull(&uri);
            client.close(&cover);
            client.kept.clear();
        }
        if number == WARM_UP {
            warm = memory(client.child.id()).unwrap();
        }
    }
    let end = memory(client.child.id()).unwrap();
    println!("{warm} KiB after {WARM_UP} edits, {end} KiB after {RUN} more");
    assert!(end < warm + warm / 4 + 8 * 1024, "{warm} KiB grew to {end} KiB");
    assert_eq!(client.stop(), 0);
}
