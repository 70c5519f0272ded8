//! Every feature answers for any text.

use std::path::{Path, PathBuf};

use crate::client::{self, Client, Encoding, Manner};
use crate::everything::{KINDS, ask, is_refusal};
use crate::random::{Random, TYPED, setting};
use crate::sample::{PROJECT, Sample};

/// How many characters are between two places that are asked about, as a rule. `PMT_STEP=1` asks about every one.
const STEP: u64 = 400;

#[test]
fn no_text_is_too_broken_for_an_answer() {
    for encoding in Encoding::ALL {
        let mut random = Random::start(&format!("{encoding:?}"));
        let mut sample = Sample::with(Manner { encoding, ..Manner::default() }, PROJECT);
        let uri = sample.uri.clone();
        for round in 0..40 {
            let most = if random.below(8) == 0 { 2_000 } else { 40 };
            let stretch = random.stretch(sample.text(), most);
            let with = random.one_of(TYPED).repeat(random.below(3));
            sample.client.edit(&uri, stretch, &with);
            if round % 10 == 9 {
                let all = sample.text().len();
                sample.client.edit(&uri, 0..all, &PROJECT.replace('\n', "\r\n"));
            }
            let asked_of = random.stretch(sample.text(), 400);
            for (method, id) in ask(&mut sample.client, KINDS, &uri, &asked_of) {
                if let Err(error) = sample.client.finish(id) {
                    assert!(is_refusal(&error), "{method} in {encoding:?}: {error}\n{}", sample.text());
                }
            }
        }
        assert_eq!(sample.client.stop(), 0);
    }
}

/// The examples' files, folder by folder.
fn examples() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "pmt") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Asks everything about a place; every question is answered, if only by saying that there is nothing to be had.
fn ask_about(client: &mut Client, uri: &str, stretch: std::ops::Range<usize>) {
    for (method, id) in ask(client, KINDS, uri, &stretch) {
        if let Err(error) = client.finish(id) {
            let text = client.text(uri);
            let text = &text[..stretch.end];
            assert!(is_refusal(&error), "{method}: {error}\n{text}▮");
        }
    }
    client.kept.clear();
}

#[test]
fn everything_is_answered_everywhere_in_the_examples_whole_and_cut_off() {
    let step = usize::try_from(setting("PMT_STEP", STEP)).unwrap();
    let mut random = Random::start(&format!("PMT_STEP={step}"));
    for (number, path) in examples().into_iter().enumerate() {
        let encoding = Encoding::ALL[number % 3];
        let folder = path.parent().map(Path::to_path_buf);
        let mut client = Client::start(Manner { encoding, folder, ..Manner::default() });
        let (uri, whole) = (client::uri(&path), std::fs::read_to_string(&path).unwrap());
        client.open(&uri, &whole);
        client.pull(&uri);
        let places: Vec<usize> = whole.char_indices().map(|(at, _)| at).chain([whole.len()]).collect();
        let mut at = random.below(step);
        while let Some(place) = places.get(at) {
            ask_about(&mut client, &uri, *place..*place);
            // What is typed so far, and the rest of the line or nothing behind it.
            let line = whole[*place..].find('\n').map_or(whole.len(), |end| place + end);
            for cut in [*place..whole.len(), *place..line] {
                client.edit(&uri, cut.clone(), "");
                ask_about(&mut client, &uri, *place..*place);
                client.edit(&uri, *place..*place, &whole[cut]);
            }
            at += 1 + random.below(2 * step - 1);
        }
        assert_eq!(client.text(&uri), whole);
        assert_eq!(client.stop(), 0);
    }
}
