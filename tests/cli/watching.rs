//! `pmt lint --watch`: a new report whenever a file has changed, and a quiet end.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::support::{PROJECT, World, project};

/// How long a test waits for what must come: far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that is watching; killed if a test fails.
struct Watch {
    child: Child,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
}

/// The lines of a stream as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
    });
    receiver
}

impl Watch {
    fn new(world: &World, args: &[&str]) -> Self {
        let mut all = vec!["lint", "--watch", "--format", "concise"];
        all.extend(args);
        let mut child = world.command(&all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let stdout = lines(child.stdout.take().unwrap());
        let stderr = lines(child.stderr.take().unwrap());
        Self { child, stdout, stderr }
    }

    /// Waits for a line of the report that holds this, and for the program to wait.
    fn wait_for(&self, text: &str) {
        wait_for(&self.stdout, text);
        wait_for(&self.stderr, "等待文件变化");
    }
}

/// Waits for a line that holds this.
fn wait_for(lines: &Receiver<String>, text: &str) {
    let mut seen = Vec::new();
    loop {
        match lines.recv_timeout(PATIENCE) {
            Ok(line) if line.contains(text) => return,
            Ok(line) => seen.push(line),
            Err(error) => panic!("no “{text}”: {error}; {seen:#?}"),
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_new_report_comes_with_every_change_and_ctrl_c_leaves_quietly() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    let mut watch = Watch::new(&world, &[]);
    watch.wait_for("可以提交");
    world.file("01.pmt", project("党务培训", "财政资金: 29万元", "财政资金: 26万元"));
    watch.wait_for("错误[FND01]");
    world.file("pmt.toml", "[severity]\nFND01 = \"hint\"\n");
    watch.wait_for("提示[FND01]");
    world.file("新的/02.pmt", "项目 \"无\" {\n}\n");
    watch.wait_for("新的/02.pmt:1:1");
    // Its own reading is no change.
    assert_eq!(watch.stderr.recv_timeout(Duration::from_secs(1)).ok(), None);
    let pid = watch.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
    assert_eq!(watch.stderr.iter().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_file_that_cannot_be_read_is_waited_for() {
    let world = World::new();
    world.file("01.pmt", b"\xFF\xFF");
    let watch = Watch::new(&world, &["01.pmt"]);
    wait_for(&watch.stderr, "不是 UTF-8");
    wait_for(&watch.stderr, "等待文件变化");
    world.file("01.pmt", PROJECT);
    watch.wait_for("可以提交");
}

#[test]
fn watching_neither_changes_files_nor_reads_standard_input() {
    let world = World::new();
    for with in ["--fix", "--diff", "--stdin"] {
        assert_eq!(world.pmt(&["lint", "--watch", with]).code, 2, "{with}");
    }
    let run = world.pmt(&["lint", "--watch", "nowhere"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("没有这个文件或文件夹"), "{}", run.stderr);
}
