//! `cargo xtask measure`: what the release binary takes over a corpus, from outside, each run a process of its own.
//!
//! The figures go to the terminal or, when asked, into `docs/performance.md`. Nothing is judged here: a test that
//! fails by the clock would fail by the weather.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::corpus::{Size, write_files};
use crate::error::Error;
use crate::generate::{replace_block, table};
use crate::process::{cargo, output, root, run_cargo, shown, works};

/// How often a command over the corpus is run; the median counts.
const RUNS: usize = 9;
/// How often the start-up is measured.
const STARTS: usize = 41;
/// The cores a run may use, as the goals are stated for two.
const CORES: &str = "2";
const PAGE: &str = "docs/performance.md";
const MARKER: &str = "measured: cargo xtask measure --write";
const DOCUMENTS_MARKER: &str = "measured: documents";
const SERVER_MARKER: &str = "measured: the language server";
/// How many projects are printed and read back.
const PRINTED: usize = 1000;
/// How often that is run; the median counts.
const PRINT_RUNS: usize = 3;
/// Packages with their benchmark.
const BENCHMARKS: [(&str, &str); 2] = [("pmt-syntax", "parse"), ("pmt-core", "model")];

/// Measures, prints, and writes the page if asked.
pub fn run(projects: usize, write: bool) -> Result<(), Error> {
    run_cargo(&["build", "--release", "--package", "pmt"])?;
    let binary = root().join("target/release/pmt");
    let folder = root().join(format!("target/measure/corpus-{projects}"));
    let size = write_files(projects, &folder)?;
    let out = root().join("target/measure/out.json");
    let table = measure(&Subject { binary, folder, out, projects, size })?;
    println!("{table}");
    let documents = documents(&root().join("target/release/pmt"))?;
    println!("{documents}");
    if write {
        put(MARKER, &table)?;
        put(DOCUMENTS_MARKER, &documents)?;
        for (package, name) in BENCHMARKS {
            put(&format!("benchmarks: {package}"), &in_text(&benchmark(package, name)?))?;
        }
        put(SERVER_MARKER, &benchmark("pmt", "lsp")?)?;
    }
    Ok(())
}

/// What a benchmark prints.
fn benchmark(package: &str, name: &str) -> Result<String, Error> {
    let mut command = Command::new(cargo());
    command.args(["bench", "--quiet", "--package", package, "--bench", name]);
    let done = output(&mut command)?;
    succeeded(&command, &done)?;
    let printed = String::from_utf8_lossy(&done.stdout).into_owned();
    println!("{printed}");
    let lines: Vec<&str> = printed.trim().lines().map(str::trim_end).collect();
    Ok(format!("{}\n", lines.join("\n")))
}

/// As it is printed.
fn in_text(printed: &str) -> String {
    format!("```text\n{printed}```\n")
}

struct Subject {
    binary: PathBuf,
    folder: PathBuf,
    out: PathBuf,
    projects: usize,
    size: Size,
}

/// What is done before a run.
type Preparation<'a> = &'a dyn Fn() -> Result<(), Error>;

fn measure(subject: &Subject) -> Result<String, Error> {
    let Subject { binary, folder, out, projects, size } = subject;
    let (folder, out) = (path(folder), path(out));
    let mut rows = Vec::new();
    let start = median(binary, &["--version"], STARTS, || Ok(()))?;
    let none = || "–".to_owned();
    rows.push(["`pmt --version`".to_owned(), millis(start), none(), none(), none()]);
    let nothing = || Ok(());
    // The corpus is not in the canonical spelling, so that each file is written; then none has anything to change.
    let untidy = || write_files(*projects, &subject.folder).map(|_| ());
    let commands: [(&[&str], Preparation<'_>); 6] = [
        (&["compile", &folder, "-o", &out], &nothing),
        (&["compile", &folder, "--ndjson", "-o", &out], &nothing),
        (&["compile", &folder, "--check"], &nothing),
        (&["lint", &folder], &nothing),
        (&["fmt", &folder], &untidy),
        (&["fmt", "--check", &folder], &nothing),
    ];
    for (arguments, prepare) in commands {
        let time = median(binary, arguments, RUNS, prepare)?;
        prepare()?;
        let [processor, memory, times] = shown_use(usage(binary, arguments)?, size.bytes);
        let shown = arguments.join(" ").replace(&folder, "CORPUS").replace(&out, "FILE");
        rows.push([format!("`pmt {shown}`"), millis(time), processor, memory, times]);
    }
    let head = format!(
        "{projects} projects in {} files, {:.1} MB of text; {CORES} threads on {}; median of {RUNS} runs (start-up: {STARTS}).\n\n",
        size.files,
        megabytes(size.bytes),
        machine(),
    );
    Ok(head + &table(["command", "wall time", "processor time", "peak memory", "of the input"], rows))
}

/// Projects to documents and back.
fn documents(binary: &Path) -> Result<String, Error> {
    let home = root().join("target/measure");
    let (folder, back) = (home.join(format!("corpus-{PRINTED}")), home.join("back"));
    let size = write_files(PRINTED, &folder)?;
    let mut rows = Vec::new();
    for kind in ["docx", "xlsx"] {
        let printed = home.join(kind);
        fs::create_dir_all(&printed).map_err(Error::file(&printed))?;
        let (from, to, home) = (path(&folder), path(&printed), path(&back));
        let commands: [&[&str]; 3] = [
            &["export", "--to", kind, "--force", &from, "-o", &to],
            &["import", "--force", &to, "-o", &home],
            &["lint", &to],
        ];
        for arguments in commands {
            let time = median(binary, arguments, PRINT_RUNS, || Ok(()))?;
            let [processor, memory, _] = shown_use(usage(binary, arguments)?, size.bytes);
            let shown = arguments.join(" ").replace(&from, "CORPUS").replace(&to, "DOCUMENTS");
            rows.push([format!("`pmt {}`", shown.replace(&home, "BACK")), millis(time), processor, memory]);
        }
    }
    let head = format!(
        "{PRINTED} projects, {:.1} MB of text, twenty to a document; {CORES} threads on {}; median of {PRINT_RUNS} runs.\n\n",
        megabytes(size.bytes),
        machine(),
    );
    Ok(head + &table(["command", "wall time", "processor time", "peak memory"], rows))
}

/// The processor, if the system says, and how many of its cores there are.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("an unnamed processor", |(_, name)| name.trim());
    format!("{model} ({cores} cores)")
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn command(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).env("RAYON_NUM_THREADS", CORES);
    command
}

/// The median wall time of so many runs, each after what is to be done before it. Every run must succeed: a corpus has no
/// findings.
fn median(
    binary: &Path,
    arguments: &[&str],
    runs: usize,
    prepare: impl Fn() -> Result<(), Error>,
) -> Result<Duration, Error> {
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        prepare()?;
        let mut command = command(binary, arguments);
        let start = Instant::now();
        let done = output(&mut command)?;
        times.push(start.elapsed());
        succeeded(&command, &done)?;
    }
    times.sort();
    Ok(times.get(runs / 2).copied().unwrap_or_default())
}

fn succeeded(command: &Command, done: &std::process::Output) -> Result<(), Error> {
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let what = format!("{}\n{}", done.status, said.lines().take(20).collect::<Vec<_>>().join("\n"));
    Err(Error::Output { command: shown(command), what })
}

/// What a run takes of the machine.
#[derive(Clone, Copy, Default)]
struct Use {
    /// The most memory it holds, in bytes.
    memory: usize,
    /// Processor time of all its threads.
    processor: Duration,
}

/// What a run takes; `None` where GNU time is not installed.
fn usage(binary: &Path, arguments: &[&str]) -> Result<Option<Use>, Error> {
    const TIME: &str = "/usr/bin/time";
    const FORMAT: &str = "used %M %U %S";
    if !works(TIME, &["-f", FORMAT, "true"]) {
        return Ok(None);
    }
    let mut command = command(TIME.as_ref(), &["-f", FORMAT]);
    command.arg(binary).args(arguments);
    let done = output(&mut command)?;
    succeeded(&command, &done)?;
    let said = String::from_utf8_lossy(&done.stderr);
    Ok(said.lines().find_map(|line| {
        let mut figures = line.strip_prefix("used ")?.split(' ');
        let kilobytes: usize = figures.next()?.parse().ok()?;
        let mut seconds = || Duration::try_from_secs_f64(figures.next()?.parse().ok()?).ok();
        let processor = seconds()?.saturating_add(seconds()?);
        Some(Use { memory: kilobytes.saturating_mul(1024), processor })
    }))
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Processor time, memory, and memory as so many times the input.
fn shown_use(used: Option<Use>, input: usize) -> [String; 3] {
    used.map_or_else(
        || [(); 3].map(|()| "GNU time is not installed".to_owned()),
        |used| {
            let times = megabytes(used.memory) / megabytes(input);
            [millis(used.processor), format!("{:.0} MB", megabytes(used.memory)), format!("{times:.1} ×")]
        },
    )
}

/// Writes a block of the page.
fn put(marker: &str, block: &str) -> Result<(), Error> {
    let path = root().join(PAGE);
    let page = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let page = replace_block(&page, marker, block)
        .ok_or_else(|| Error::NoMarker { path: PAGE.to_owned(), marker: marker.to_owned() })?;
    fs::write(&path, page).map_err(Error::file(&path))
}
