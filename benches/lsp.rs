//! How long an author waits for the language server, measured from the client's side with the release binary:
//! `cargo bench -p pmt --bench lsp`. Prints the table of `docs/performance.md`.
#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::needless_pass_by_value,
    dead_code
)]

#[path = "../tests/lsp/client.rs"]
mod client;

use std::path::Path;
use std::time::{Duration, Instant};

use client::{Client, Manner, folder, uri};
use serde_json::{Value, json};

/// How often a keystroke is timed.
const KEYSTROKES: usize = 200;
/// How many projects a large workspace has.
const PROJECTS: usize = 5_000;

/// One figure of the table.
struct Figure {
    what: String,
    goal: &'static str,
    got: String,
}

fn main() {
    let mut figures = Vec::new();
    for (lines, projects, goal) in [(600, 10, "5 ms"), (6_000, 100, "25 ms")] {
        in_one_file(lines, projects, goal, &mut figures);
    }
    in_a_workspace(&mut figures);
    println!("| what | goal (p95 or total) | median / p95, or total |");
    println!("| --- | --- | --- |");
    for Figure { what, goal, got } in figures {
        println!("| {what} | {goal} | {got} |");
    }
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// The median and the time that 95 of a hundred do not exceed.
fn p95(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    format!("{} / {}", millis(times[times.len() / 2]), millis(times[times.len() * 95 / 100]))
}

/// A declaration of so many projects in one file.
fn one_file(projects: usize) -> String {
    let cover = pmt_corpus::files(projects).next().unwrap().text;
    let count = projects.to_string();
    let cover: String =
        cover
            .lines()
            .map(|line| {
                if line.contains("项目数") {
                    format!("  项目数: {count}\n")
                } else {
                    format!("{line}\n")
                }
            })
            .collect();
    pmt_corpus::projects(projects).fold(cover, |text, project| text + "\n" + &project)
}

/// Types digits into the middle of a text, one a time; how long each takes to come back as diagnostics. What it costs the
/// processor is told too, for a machine that has something else to do.
fn keystrokes(client: &mut Client, uri: &str, what: &str, figures: &mut Vec<Figure>) -> Vec<Duration> {
    let process = client.child.id();
    let before = used(process);
    let times = typed(client, uri);
    if let (Some((before, _)), Some((after, _))) = (before, used(process)) {
        let each = Duration::from_millis((after - before) * 10) / u32::try_from(KEYSTROKES).unwrap();
        let what = format!("processor time of an edit, {what}");
        figures.push(Figure { what, goal: "–", got: millis(each) });
    }
    times
}

fn typed(client: &mut Client, uri: &str) -> Vec<Duration> {
    let text = client.text(uri);
    let half = text.len() / 2;
    let middle = text.match_indices("万元").map(|(at, _)| at).find(|at| *at >= half).unwrap_or(0);
    (0..KEYSTROKES)
        .map(|number| {
            let begun = Instant::now();
            if number % 2 == 0 {
                client.edit(uri, middle..middle, "1");
            } else {
                client.edit(uri, middle..middle + 1, "");
            }
            client.pull(uri);
            begun.elapsed()
        })
        .collect()
}

fn requests(client: &mut Client, uri: &str, method: &str) -> Vec<Duration> {
    let text = client.text(uri).to_owned();
    let lines = text.lines().count();
    (0..KEYSTROKES)
        .map(|number| {
            let line = number * lines / KEYSTROKES;
            let params =
                json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": 4 } });
            let begun = Instant::now();
            client.request(method, params).unwrap();
            begun.elapsed()
        })
        .collect()
}

fn in_one_file(lines: usize, projects: usize, goal: &'static str, figures: &mut Vec<Figure>) {
    let folder = folder();
    let path = folder.path().join("申报.pmt");
    let text = one_file(projects);
    std::fs::write(&path, &text).unwrap();
    let uri = uri(&path);
    let mut client = Client::start(Manner { folder: Some(folder.path().to_owned()), ..Manner::default() });
    client.open(&uri, &text);
    client.pull(&uri);
    let times = keystrokes(&mut client, &uri, &format!("{lines} lines"), figures);
    figures.push(Figure { what: format!("edit to diagnostics, {lines} lines"), goal, got: p95(times) });
    for (name, method, capability) in [
        ("completion", "textDocument/completion", "completionProvider"),
        ("hover", "textDocument/hover", "hoverProvider"),
    ] {
        if client.capabilities[capability] != Value::Null {
            let times = requests(&mut client, &uri, method);
            figures.push(Figure { what: format!("{name}, {lines} lines"), goal: "5 ms", got: p95(times) });
        }
    }
}

/// What a process has used of the processor so far, in clock ticks, and its memory in kB; only where `/proc` tells.
fn used(process: u32) -> Option<(u64, u64)> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let memory = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some((ticks, memory.split_whitespace().nth(1)?.parse().ok()?))
}

fn corpus(to: &Path) -> Vec<std::path::PathBuf> {
    pmt_corpus::files(PROJECTS)
        .map(|file| {
            let path = to.join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, file.text).unwrap();
            path
        })
        .collect()
}

fn in_a_workspace(figures: &mut Vec<Figure>) {
    let folder = folder();
    let files = corpus(folder.path());
    // The last file gets a fault: once it is told of, everything has been looked at.
    let last = files.last().unwrap();
    let faulty = std::fs::read_to_string(last).unwrap().replacen("主管部门", "主管部们", 1);
    std::fs::write(last, faulty + "\n错键: 1\n").unwrap();
    let path = &files[files.len() / 2];
    let text = std::fs::read_to_string(path).unwrap();
    let begun = Instant::now();
    let mut client = Client::start(Manner { folder: Some(folder.path().to_owned()), ..Manner::default() });
    let (here, there) = (uri(path), uri(last));
    client.open(&here, &text);
    client.pull(&here);
    let what = format!("first diagnostics of the open file, {PROJECTS} projects");
    figures.push(Figure { what, goal: "300 ms", got: millis(begun.elapsed()) });
    client.wait("the last file's findings", |message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == there
    });
    let what = format!("all findings, {PROJECTS} projects");
    figures.push(Figure { what, goal: "3 s", got: millis(begun.elapsed()) });
    // What is left over from the reading is given back meanwhile.
    std::thread::sleep(Duration::from_secs(2));
    let before = used(client.child.id());
    let times = keystrokes(&mut client, &here, &format!("{PROJECTS} projects"), figures);
    let what = format!("edit to diagnostics, {PROJECTS} projects");
    figures.push(Figure { what, goal: "25 ms", got: p95(times) });
    let after = used(client.child.id());
    if let (Some((_, before)), Some((_, after))) = (before, after) {
        let what = format!("memory, before and after {KEYSTROKES} edits");
        figures.push(Figure {
            what,
            goal: "flat",
            got: format!("{} and {} MB", before / 1024, after / 1024),
        });
    }
    std::thread::sleep(Duration::from_millis(500));
    let idle = used(client.child.id());
    std::thread::sleep(Duration::from_secs(5));
    if let (Some((before, _)), Some((after, _))) = (idle, used(client.child.id())) {
        let got = format!("{} ms in 5 s", (after - before) * 10);
        figures.push(Figure { what: "idle processor use".to_owned(), goal: "none", got });
    }
}
