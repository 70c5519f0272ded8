//! Fields that take one of a list of choices, where the form prints the list and ticks one.

use pmt_core::edition::{ATTRIBUTES, CATEGORIES, EnumValue, NATURES};
use pmt_core::text::Message;
use pmt_core::ticks::{self, Ticks};

use super::{FormReading, join};
use crate::layout::Field;
use crate::note::Notes;
use crate::source::Piece;

/// The choices of a field; none if it takes any text.
fn choices(field: Field) -> Option<&'static [EnumValue]> {
    match field {
        Field::Category => Some(CATEGORIES),
        Field::Nature => Some(NATURES),
        Field::Attribute => Some(ATTRIBUTES),
        _ => None,
    }
}

/// The value of a field out of the cell beside its label and those that follow, and which of these are none of it: a
/// list of choices may have a cell for each choice or mark.
pub(super) fn value(
    field: Field,
    first: Vec<Piece>,
    others: Vec<Vec<Piece>>,
) -> (Vec<Piece>, Vec<Vec<Piece>>) {
    let has_mark = |cell: &Vec<Piece>| cell.iter().any(|piece| ticks::read(&piece.text).is_some());
    let is_list = choices(field).is_some() && (has_mark(&first) || others.iter().any(has_mark));
    if !is_list {
        return (join(first), others);
    }
    let mut cells = join(first);
    for cell in others {
        // What stands in different cells stays apart.
        cells.extend(join(cell).into_iter().map(|piece| Piece { text: format!(" {}", piece.text), ..piece }));
    }
    (join(cells), Vec::new())
}

/// The ticked choice of a list in the place of the list. Where not exactly one is ticked, the list stays.
pub(super) fn read(
    field: Field,
    pieces: Vec<Piece>,
    form: &mut FormReading,
    notes: &mut Notes,
) -> Vec<Piece> {
    let Some(list) = choices(field) else { return pieces };
    let [piece] = pieces.as_slice() else { return pieces };
    let Some(ticked) = ticks::read(&piece.text) else { return pieces };
    let shown = &piece.text;
    let message = match ticked {
        Ticks::One { ticked, others } => {
            let read = ticks::choice(&ticked, list, &[]).unwrap_or(&ticked);
            notes.add(
                None,
                piece.origin.first,
                Message::new(
                    format!("“{shown}”按勾选的一项读作“{read}”"),
                    format!("of “{shown}” the ticked choice was read: “{read}”"),
                ),
            );
            // A choice of no list may hold words of the author's.
            if others.iter().any(|other| ticks::choice(other, list, &[]).is_none()) {
                form.unplaced.push(piece.clone());
            }
            return vec![Piece { text: read.to_owned(), ..piece.clone() }];
        }
        Ticks::None => Message::new(
            format!("“{shown}”没有勾选任何一项，照原样保留"),
            format!("no choice of “{shown}” is ticked; it was kept as it stands"),
        ),
        Ticks::Several(ticked) => Message::new(
            format!("“{shown}”勾选了 {} 项，照原样保留", ticked.len()),
            format!("{} choices of “{shown}” are ticked; it was kept as it stands", ticked.len()),
        ),
        Ticks::Unclear => {
            let message = Message::new(
                format!("“{shown}”分不清勾选的是哪一项，照原样保留"),
                format!("which choice of “{shown}” is ticked cannot be told; it was kept as it stands"),
            );
            notes.unread(piece.origin.first, message);
            return pieces;
        }
    };
    notes.add(None, piece.origin.first, message);
    pieces
}
