//! A workbook.
use super::{Source, SourceError};
use crate::note::Notes;
pub(super) fn read(_bytes: &[u8], _notes: &mut Notes) -> Result<Source, SourceError> {
    Err(SourceError::Protected)
}
