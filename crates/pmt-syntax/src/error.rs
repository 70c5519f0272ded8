//! Syntax errors as plain data; their wording is `pmt-core`'s.

use crate::Span;

/// A replacement of a range of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

/// One syntax error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Which.
    pub kind: SyntaxErrorKind,
    /// The characters it is about (never empty unless the file ends there).
    pub span: Span,
    /// A second place that explains it: the `{` or `"""` that was never closed, say.
    pub related: Option<Span>,
    /// The safe fix, where the meaning is beyond doubt; applying it keeps the compiled result.
    pub fix: Option<Vec<Edit>>,
}

/// The ways in which a text can fail to be `.pmt`. The order is that of the codes (SYN01 …): only ever append.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SyntaxErrorKind {
    /// `{` without its `}`. Span: the `{`; related: where its block was taken to end.
    UnclosedBlock,
    /// `}` without its `{`.
    StrayBrace,
    /// `"""` without its end. Span: the fence; related: where the text was taken to end.
    UnclosedText,
    /// A one-line string without its end.
    UnclosedString,
    /// A title without its `》`.
    UnclosedTitle,
    /// Nothing after `:`, a comparator, a range mark, `×`, or between two commas.
    MissingValue,
    /// A value directly after the key: `参训人数 30 家`. Span: from the key's end to the value's end.
    MissingSeparator,
    /// An item that begins with its `:` or comparator.
    MissingKey,
    /// Characters that fit nowhere.
    Unreadable,
    /// Something readable after an item's end on the same line.
    ExtraContent,
    /// A number that is none, or is longer than 15 digits before and 6 after the point, or is grouped wrongly.
    BadNumber,
    /// A date that is not in the calendar, or not fully written.
    BadDate,
    /// Full-width digits, point or sign in a number or date. Fixable.
    FullWidthDigit,
    /// `{` or `"""` on a line of its own. Fixable.
    DetachedOpener,
    /// A value on the line after its `key:`. Fixable.
    DetachedValue,
    /// A comma before what can only be the next item. Fixable.
    TrailingComma,
    /// `-` between the ends of a range. Fixable.
    HyphenRange,
    /// Three Chinese (or full-width) quotes for `"""`. Fixable.
    WrongFence,
    /// Blocks nested more deeply than the language allows.
    TooDeep,
    /// `${` that holds no reference or is not closed on its line.
    BadInterpolation,
    /// A control character: the file is damaged or not text.
    ControlCharacter,
    /// A label where none may stand, or that is neither a string nor a year.
    BadLabel,
    /// Braces inside a one-line string.
    BraceInString,
}
