//! The kinds of node and token in a tree.

/// What a node or token of the tree is. Nodes have children that fill them without a gap; tokens have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    // Nodes.
    /// The whole file: items, blank space, comments, errors.
    Root,
    /// `key label? ( ":" values | target )? text? block?` with its terminator (`;` or nothing: the newline
    /// stands after the item, in its parent).
    Item,
    /// An item's key: one [`Kind::Word`], [`Kind::String`] or [`Kind::Title`].
    Key,
    /// An item's label: one [`Kind::String`] or [`Kind::Year`].
    Label,
    /// A [`Kind::Comparator`] and the value after it.
    Target,
    /// One value or more, with commas between.
    Values,
    /// A [`Kind::Number`], with a [`Kind::Unit`] or without; or, in a value's place, a lone unit (`%`).
    Quantity,
    /// Two quantities with a [`Kind::RangeMark`] between (`30 至 40 家`).
    Range,
    /// Quantities with [`Kind::Times`] between, and perhaps `=` ([`Kind::Comparator`]) and a last quantity.
    Calculation,
    /// A date with [`Kind::RangeMark`] and a date, a quantity (`至 12月`) or [`Kind::Now`] after it; or a date
    /// with [`Kind::Onward`] or [`Kind::Until`].
    Period,
    /// `"""` … `"""`.
    Text,
    /// `${…}` in a text: segments ([`Kind::Word`], [`Kind::String`], [`Kind::Title`]) with [`Kind::Dot`] between.
    Interpolation,
    /// `{ … }`.
    Block,
    /// What could not be read; its tokens are kept.
    Error,

    // Tokens.
    /// Blanks within a line, the ideographic space included.
    Whitespace,
    /// One line end, `\n` or `\r\n`.
    Newline,
    /// `//` to the end of the line, the line end excluded.
    Comment,
    /// The byte-order mark.
    Bom,
    /// A name.
    Word,
    /// A one-line string with its quotes, ASCII or Chinese; an unclosed one lacks the last.
    String,
    /// A title with its `《》`; an unclosed one lacks the last.
    Title,
    /// Four digits as a label, `年` or `年度` included.
    Year,
    /// Digits, grouping commas, a point, perhaps a sign; ASCII or full-width.
    Number,
    /// What a number counts, scale and brackets included: `万元`, `%`, `(平方米)`, `元/人天`.
    Unit,
    /// A date in one of the written forms, a month or a year included.
    Date,
    /// `至`, `..`, `~` and (in error) `-`, with their full-width twins.
    RangeMark,
    /// `今` after a range mark.
    Now,
    /// `起` after a date.
    Onward,
    /// `止` after a date.
    Until,
    /// `>=` `<=` `>` `<` `=` and their twins.
    Comparator,
    /// `×`, `*` or `x` between quantities.
    Times,
    /// `:` or `：`.
    Colon,
    /// `,` `，` or `、`.
    Comma,
    /// `;` or `；`.
    Semicolon,
    /// `{` or `｛`.
    LBrace,
    /// `}` or `｝`.
    RBrace,
    /// `"""`, or a Chinese-quote spelling of it (in error).
    Fence,
    /// Text between the fences, escapes and line ends included, up to a `${` or a fence.
    TextChunk,
    /// `${`.
    InterpolationOpen,
    /// The `}` of an interpolation.
    InterpolationClose,
    /// `.` between the segments of an interpolation.
    Dot,
    /// A stretch of characters that no token fits.
    Unreadable,
}

impl Kind {
    /// Whether things of this kind have children.
    pub const fn is_node(self) -> bool {
        (self as u8) <= Self::Error as u8
    }

    /// Whether it is blank space, a line end, a comment or the byte-order mark.
    pub const fn is_trivia(self) -> bool {
        matches!(self, Self::Whitespace | Self::Newline | Self::Comment | Self::Bom)
    }

    /// Whether it can stand as a value.
    pub const fn is_value(self) -> bool {
        matches!(
            self,
            Self::Quantity
                | Self::Range
                | Self::Calculation
                | Self::Date
                | Self::Period
                | Self::String
                | Self::Title
                | Self::Word
        )
    }
}
