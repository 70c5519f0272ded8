//! What colours there are. The types are the protocol's own, so that every theme has them.

use tower_lsp::ls_types::{SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// 申报, 项目, 任务, 指标库
    Structure,
    /// A key with a text or a block
    Section,
    /// A key with a value
    Field,
    /// A level of the indicators
    Level,
    /// The name of a project or a library
    Whole,
    /// The name of a task
    Task,
    /// The name of an indicator
    Indicator,
    /// The name of a body
    Body,
    /// Another name of the author's
    Name,
    /// A word of a closed list
    Choice,
    /// A number
    Number,
    /// A date
    Date,
    /// A unit
    Unit,
    /// A comparator, `×` or `至`
    Operator,
    /// A string or a text
    String,
    /// 《…》
    Title,
    /// The signs of `${…}`
    Reference,
    /// A comment
    Comment,
    /// A comment that silences a rule
    Suppression,
}

/// What else a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// A key with a text or a block.
    Section,
    /// A date.
    Date,
    /// A document's title.
    Title,
    /// What silences a rule.
    Suppression,
}

/// The types, in the order of their numbers.
const TYPES: [SemanticTokenType; 15] = [
    SemanticTokenType::KEYWORD,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::NAMESPACE,
    SemanticTokenType::CLASS,
    SemanticTokenType::FUNCTION,
    SemanticTokenType::METHOD,
    SemanticTokenType::PARAMETER,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::NUMBER,
    SemanticTokenType::TYPE,
    SemanticTokenType::OPERATOR,
    SemanticTokenType::STRING,
    SemanticTokenType::MACRO,
    SemanticTokenType::COMMENT,
];

impl Paint {
    /// The number of its type.
    pub fn index(self) -> u32 {
        let of = match self {
            Self::Structure | Self::Section => SemanticTokenType::KEYWORD,
            Self::Field => SemanticTokenType::PROPERTY,
            Self::Level => SemanticTokenType::NAMESPACE,
            Self::Whole => SemanticTokenType::CLASS,
            Self::Task => SemanticTokenType::FUNCTION,
            Self::Indicator => SemanticTokenType::METHOD,
            Self::Body => SemanticTokenType::PARAMETER,
            Self::Name => SemanticTokenType::VARIABLE,
            Self::Choice => SemanticTokenType::ENUM_MEMBER,
            Self::Number | Self::Date => SemanticTokenType::NUMBER,
            Self::Unit => SemanticTokenType::TYPE,
            Self::Operator => SemanticTokenType::OPERATOR,
            Self::String | Self::Title => SemanticTokenType::STRING,
            Self::Reference => SemanticTokenType::MACRO,
            Self::Comment | Self::Suppression => SemanticTokenType::COMMENT,
        };
        let index = TYPES.iter().position(|one| *one == of);
        index.and_then(|index| u32::try_from(index).ok()).unwrap_or(0)
    }
}

impl Modifier {
    const ALL: [Self; 4] = [Self::Section, Self::Date, Self::Title, Self::Suppression];

    /// Its bit.
    pub fn bit(self) -> u32 {
        let index = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        1u32.checked_shl(u32::try_from(index).unwrap_or(0)).unwrap_or(0)
    }

    const fn name(self) -> SemanticTokenModifier {
        SemanticTokenModifier::new(match self {
            Self::Section => "section",
            Self::Date => "date",
            Self::Title => "title",
            Self::Suppression => "suppression",
        })
    }
}

/// The legend for the client.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.to_vec(),
        token_modifiers: Modifier::ALL.iter().map(|one| one.name()).collect(),
    }
}
