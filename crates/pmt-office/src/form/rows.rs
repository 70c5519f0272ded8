//! A form whose cells are known: read row by row.

use pmt_core::edition::Level1;

use super::indicators::Table;
use super::{FormReading, Token, choice, goals};
use crate::layout::{Column, Field, Part, Stands, ends_the_form, whole_label};
use crate::note::Notes;
use crate::source::{Block, Cell, Origin, Piece};
use crate::typography::is_blank;

/// Which part of the form is being read.
enum Mode {
    Pairs,
    Goals(goals::Columns),
    Table(Box<Table>),
}

pub(super) fn read(blocks: Vec<Block>, form: &mut FormReading, notes: &mut Notes) {
    let mut mode = Mode::Pairs;
    for block in blocks {
        match block {
            Block::Paragraph(piece) => form.unlabelled(piece),
            Block::Break => {}
            Block::Row(cells) => {
                for row in split(cells.into_iter().map(token).collect()) {
                    mode = read_row(mode, row, form, notes);
                }
            }
        }
    }
    if let Mode::Table(table) = mode {
        table.finish(form, notes);
    }
}

/// A cell as a token: a label if it is one whole.
fn token(cell: Cell) -> Token {
    let (Some(first), Some(last)) = (cell.first(), cell.last()) else { return Token::Blank };
    let origin = first.origin.to(last.origin);
    let text = cell.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n");
    let Some(label) = whole_label(&text) else { return Token::Value(cell) };
    let suffix = (!label.rest.is_empty()).then(|| suffix_of(&cell, label.rest, origin));
    let own = text.strip_suffix(label.rest).unwrap_or(&text).trim_matches(is_blank);
    Token::Label { field: label.field, editions: label.editions, piece: Piece::new(own, origin), suffix }
}

fn suffix_of(cell: &Cell, rest: &str, origin: Origin) -> Piece {
    let own = cell.iter().find(|piece| piece.text == rest);
    own.cloned().unwrap_or_else(|| Piece::new(rest.replace('\n', ""), origin))
}

/// Cuts a row before a heading that always begins one: blank lines between rows get lost.
fn split(tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let mut rows = vec![Vec::new()];
    for token in tokens {
        let heads =
            matches!(token, Token::Label { field: Field::Funds | Field::Goals | Field::Indicators, .. });
        match rows.last_mut() {
            Some(row) if !heads || row.iter().all(|token| matches!(token, Token::Blank)) => row.push(token),
            _ => rows.push(vec![token]),
        }
    }
    rows
}

fn read_row(mode: Mode, row: Vec<Token>, form: &mut FormReading, notes: &mut Notes) -> Mode {
    if row.iter().any(stands_below) || begins_with_a_remark(&row) {
        form.unplaced.extend(row.into_iter().flat_map(into_values));
        return mode;
    }
    let parts = row.iter().filter_map(|token| match token {
        Token::Label { field, .. } => Some(field.part()),
        _ => None,
    });
    match (mode, parts.max()) {
        (Mode::Table(mut table), _) if !heads_a_table(&row) && !heads_an_earlier_part(&row) => {
            table.row(row, form);
            Mode::Table(table)
        }
        (mode, Some(Part::Indicators)) => {
            let mut table = if let Mode::Table(table) = mode { table } else { Box::default() };
            table.head(&row);
            for token in row {
                match token {
                    Token::Label { field, editions, piece, suffix } => {
                        form.label(field, editions, &piece, suffix.as_ref(), notes);
                    }
                    other => form.unplaced.extend(into_values(other)),
                }
            }
            Mode::Table(table)
        }
        (mode, Some(Part::Goals)) => {
            if let Mode::Table(table) = mode {
                table.finish(form, notes);
            }
            Mode::Goals(goals::Columns::head(row, form, notes))
        }
        (Mode::Goals(_), _) if names_a_level(&row) => {
            let mut table = Box::<Table>::default();
            table.row(row, form);
            Mode::Table(table)
        }
        (Mode::Goals(columns), None) => {
            columns.row(row, form);
            Mode::Goals(columns)
        }
        (mode, _) => {
            pairs(row, form, notes);
            if matches!(mode, Mode::Table(_)) { mode } else { Mode::Pairs }
        }
    }
}

fn heads_a_table(row: &[Token]) -> bool {
    let columns = row.iter().filter(|token| matches!(token, Token::Label { field: Field::Column(_), .. }));
    let has_name = row.iter().any(|token| {
        matches!(token, Token::Label { field: Field::Column(Column::Name | Column::Value), .. })
    });
    has_name && columns.count() > 1
}

/// Whether a row begins with a label of a part before the indicators: damaged documents have their rows in any order.
fn heads_an_earlier_part(row: &[Token]) -> bool {
    let first = row.iter().find(|token| !matches!(token, Token::Blank));
    matches!(first, Some(Token::Label { field, .. }) if field.part() < Part::Indicators)
}

fn names_a_level(row: &[Token]) -> bool {
    row.len() > 2
        && row.iter().any(|token| {
            matches!(token, Token::Value(pieces) if pieces.first().is_some_and(|piece| Level1::parse(&piece.text).is_some()))
        })
}

fn stands_below(token: &Token) -> bool {
    matches!(token, Token::Value(pieces) if pieces.len() == 1 && pieces.iter().all(|piece| ends_the_form(&piece.text) && piece.text.contains([':', '：'])))
}

/// Whether a row begins with the label of an indicator's attribute (备注 …): that is a remark on the whole form.
fn begins_with_a_remark(row: &[Token]) -> bool {
    let first = row.iter().find(|token| !matches!(token, Token::Blank));
    matches!(first, Some(Token::Label { field: Field::Column(Column::Attribute(_)), .. }))
}

/// What a token holds, as values.
pub(super) fn into_values(token: Token) -> Vec<Piece> {
    match token {
        Token::Label { piece, suffix, .. } => std::iter::once(piece).chain(suffix).collect(),
        Token::Level(piece) => vec![piece],
        Token::Value(pieces) => pieces,
        Token::Blank => Vec::new(),
    }
}

/// Labels with their values to the right.
fn pairs(row: Vec<Token>, form: &mut FormReading, notes: &mut Notes) {
    let mut waiting: Option<(Field, Piece)> = None;
    let mut row = row.into_iter().peekable();
    while let Some(token) = row.next() {
        match token {
            Token::Label { field, editions, piece, suffix } => {
                if let Some((blank, label)) = waiting.take() {
                    form.leave_blank(blank, label, notes);
                }
                form.label(field, editions, &piece, suffix.as_ref(), notes);
                waiting = (field.stands() != Stands::Nowhere).then_some((field, piece));
            }
            Token::Value(pieces) => match waiting.take() {
                Some((field, _)) => {
                    let mut others = Vec::new();
                    while let Some(next) = row.next_if(|next| !matches!(next, Token::Label { .. })) {
                        others.push(into_values(next));
                    }
                    let (value, others) = choice::value(field, pieces, others);
                    form.set(field, value, notes);
                    others.into_iter().flatten().for_each(|piece| form.unlabelled(piece));
                }
                None => pieces.into_iter().for_each(|piece| form.unlabelled(piece)),
            },
            Token::Level(piece) => form.unplaced.push(piece),
            Token::Blank => {}
        }
    }
    if let Some((blank, label)) = waiting {
        form.leave_blank(blank, label, notes);
    }
}
