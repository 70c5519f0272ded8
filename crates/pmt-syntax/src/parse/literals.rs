//! Numbers and dates that the grammar has found: whether they are any.

use super::build::Builder;
use crate::literal::{narrow, parse_date, parse_number};
use crate::{Edit, Span, SyntaxErrorKind};

impl Builder<'_> {
    pub(super) fn check_number(&mut self, span: Span) {
        self.check_digits(span);
        if parse_number(span.text(self.source)).is_err() {
            self.error(SyntaxErrorKind::BadNumber, span);
        }
    }

    pub(super) fn check_date(&mut self, span: Span) {
        self.check_digits(span);
        if parse_date(span.text(self.source)).is_none() {
            self.error(SyntaxErrorKind::BadDate, span);
        }
    }

    /// Full-width digits, points and signs mean what their ASCII twins mean, and are to be written so. A full-width
    /// comma is punctuation, which a Chinese keyboard gives, and no error.
    pub(super) fn check_digits(&mut self, span: Span) {
        let text = span.text(self.source);
        if text.is_ascii() || text.chars().all(|c| c == '，' || narrow(c) == c) {
            return;
        }
        let edit = Edit { span, text: text.chars().map(narrow).collect() };
        self.fixable(SyntaxErrorKind::FullWidthDigit, span, vec![edit]);
    }
}
