//! How fast texts become the model, findings and JSON, on all cores: `cargo bench -p pmt-core --bench model`.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;
use pmt_core::compile::{Mode, compile};
use pmt_core::config::Settings;
use pmt_core::json::Layout;
use pmt_core::workspace::{SourceFile, Workspace};

const PROJECTS: usize = 5_000;

fn main() {
    divan::main();
}

fn corpus() -> Vec<SourceFile> {
    pmt_corpus::files(PROJECTS)
        .map(|file| SourceFile { path: file.path, text: Arc::from(file.text) })
        .collect()
}

fn bytes(sources: &[SourceFile]) -> BytesCount {
    BytesCount::new(sources.iter().map(|source| source.text.len()).sum::<usize>())
}

/// Text to model, each file alone.
#[divan::bench(sample_count = 10)]
fn files_alone(bencher: Bencher) {
    let sources = corpus();
    bencher.counter(bytes(&sources)).bench_local(|| Workspace::new(sources.clone()));
}

/// Model to findings: what checking costs once the files are read.
#[divan::bench(sample_count = 10)]
fn checking(bencher: Bencher) {
    let sources = corpus();
    let counter = bytes(&sources);
    let workspace = Workspace::new(sources);
    bencher.counter(counter).bench_local(|| workspace.analyse(&Settings::default()).declarations.len());
}

/// Text to findings, whole: what linting costs.
#[divan::bench(sample_count = 10)]
fn text_to_findings(bencher: Bencher) {
    let sources = corpus();
    bencher
        .counter(bytes(&sources))
        .bench_local(|| Workspace::new(sources.clone()).examine(&Settings::default()).findings.len());
}

/// Text to JSON, whole.
#[divan::bench(sample_count = 10)]
fn text_to_json(bencher: Bencher) {
    let sources = corpus();
    bencher.counter(bytes(&sources)).bench_local(|| {
        let workspace = Workspace::new(sources.clone());
        let document = compile(&workspace, &Settings::default(), Mode::Final).document().unwrap();
        document.write(Layout::Indented, std::io::sink()).unwrap();
    });
}
