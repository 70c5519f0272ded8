//! Every feature answers for any text.

use crate::client::{Encoding, Manner};
use crate::everything::{KINDS, ask, is_refusal};
use crate::random::{Random, TYPED};
use crate::sample::{PROJECT, Sample};

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
