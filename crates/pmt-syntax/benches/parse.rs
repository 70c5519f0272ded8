//! How fast text becomes a tree, and a tree its canonical text, on one core: `cargo bench -p pmt-syntax --bench parse`.

use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;
use pmt_syntax::{format, parse};

fn main() {
    divan::main();
}

fn bytes(texts: &[Arc<str>]) -> BytesCount {
    BytesCount::new(texts.iter().map(|text| text.len()).sum::<usize>())
}

/// A file per project, as declarations are kept.
#[divan::bench]
fn file_per_project(bencher: Bencher) {
    let texts: Vec<Arc<str>> = pmt_corpus::projects(500).map(Arc::from).collect();
    bencher.counter(bytes(&texts)).bench_local(|| {
        for text in &texts {
            divan::black_box(parse(Arc::clone(text)));
        }
    });
}

/// Trees to canonical text: what formatting costs once the files are parsed.
#[divan::bench]
fn formatting(bencher: Bencher) {
    let texts: Vec<Arc<str>> = pmt_corpus::projects(500).map(Arc::from).collect();
    let trees: Vec<_> = texts.iter().map(|text| parse(Arc::clone(text))).collect();
    bencher.counter(bytes(&texts)).bench_local(|| {
        for tree in &trees {
            divan::black_box(format(tree));
        }
    });
}

/// All projects in one file.
#[divan::bench]
fn one_file(bencher: Bencher) {
    let text: String = pmt_corpus::projects(500).collect();
    let texts: [Arc<str>; 1] = [Arc::from(text)];
    bencher.counter(bytes(&texts)).bench_local(|| {
        for text in &texts {
            divan::black_box(parse(Arc::clone(text)));
        }
    });
}

/// A file per project, each with a broken line: recovery must not cost more than a few times the straight way.
#[divan::bench]
fn broken_line_in_each(bencher: Bencher) {
    let texts: Vec<Arc<str>> =
        pmt_corpus::projects(500).map(|text| Arc::from(text.replacen(" >= ", " ", 1))).collect();
    bencher.counter(bytes(&texts)).bench_local(|| {
        for text in &texts {
            divan::black_box(parse(Arc::clone(text)));
        }
    });
}
