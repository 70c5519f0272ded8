//! What integrated budget systems need besides the form: codes, and texts that fit their columns. Checked where `pmt.toml`
//! has a table `[exchange]`, and by `pmt compile --layout flat`.

mod missing_code;
mod overlong_field;
mod repeated_project_code;

use super::{DeclarationCx, Rule};
use crate::exchange::Frame;

/// All of them, by code.
pub static RULES: &[&Rule] = &[&missing_code::EXC01, &overlong_field::EXC02, &repeated_project_code::EXC03];

/// Those that are only checked where the configuration asks for the exchange.
pub(super) static ON_DEMAND: &[&Rule] = &[&missing_code::EXC01, &overlong_field::EXC02];

/// What the declaration's rows have in common, where it is meant for the exchange.
fn frame<'a>(cx: &DeclarationCx<'a>) -> Option<Frame<'a>> {
    let settings = cx.settings.exchange.as_ref()?;
    let declaration = cx.declaration;
    Some(Frame { settings, edition: declaration.edition, year: declaration.year, time: None })
}
