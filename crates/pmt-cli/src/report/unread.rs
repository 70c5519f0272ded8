//! What of documents could not be checked: paragraphs and cells that found no place in the form.

use std::fmt::Write;

use pmt_core::text::Lang;

use super::import::shorten;
use super::{View, paint};
use crate::input::Checked;

/// How many are shown of one document.
const SHOWN: usize = 3;

/// A line per document that has any, with the first of them.
pub fn render(checked: &[Checked], view: View) -> Vec<u8> {
    let mut out = String::new();
    for one in checked {
        for (id, document) in one.session.ids().zip(&one.documents) {
            let name = one.session.shown(id);
            for remark in &document.remarks {
                // Writing to a string does not fail.
                let _ = writeln!(out, "{name}{}{}", paint::colon(view.lang), remark.get(view.lang));
            }
            let count = document.unplaced.len();
            if count == 0 {
                continue;
            }
            let _ = match view.lang {
                Lang::Zh => writeln!(out, "{name}：有 {count} 处不知道属于哪一项，没有检查："),
                Lang::En => {
                    writeln!(out, "{name}: not checked, since they belong to no part of the form: {count}")
                }
            };
            for piece in document.unplaced.iter().take(SHOWN) {
                let text = shorten(&piece.text);
                let place = piece.place.message();
                let _ = writeln!(out, "  {}{}{text}", place.get(view.lang), paint::colon(view.lang));
            }
            if count > SHOWN {
                let _ = writeln!(out, "  …");
            }
        }
    }
    out.into_bytes()
}
