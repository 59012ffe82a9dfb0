//! Monitors of monitors: `12345 && !${monitor:disk-full}`.

use std::fmt;

use super::{Reference, Word, spans};
use crate::syntax::Span;

#[derive(Clone, Debug, PartialEq)]
pub enum Composite {
    /// The id of a monitor.
    Id(Word),
    /// A monitor of this project.
    Reference(Reference),
    /// Another `${...}` that is not filled in yet.
    Placeholder(Word),
    Not(CompositeNot),
    And(CompositeJoined),
    Or(CompositeJoined),
    /// In parentheses.
    Paren(CompositeParen),
}

#[derive(Clone, Debug, PartialEq)]
pub struct CompositeNot {
    pub span: Span,
    pub operand: Box<Composite>,
}

/// Two operands or more.
#[derive(Clone, Debug, PartialEq)]
pub struct CompositeJoined {
    pub span: Span,
    pub operands: Vec<Composite>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CompositeParen {
    pub span: Span,
    pub inner: Box<Composite>,
}

impl Composite {
    pub fn span(&self) -> Span {
        match self {
            Self::Id(word) | Self::Placeholder(word) => word.span,
            Self::Reference(reference) => reference.span,
            Self::Not(not) => not.span,
            Self::And(joined) | Self::Or(joined) => joined.span,
            Self::Paren(paren) => paren.span,
        }
    }

    /// Each mention of a monitor, as it is written (`12345`, `${monitor:x}`), in the order of the text.
    pub fn members(&self) -> Vec<Word> {
        match self {
            Self::Id(word) | Self::Placeholder(word) => vec![word.clone()],
            Self::Reference(reference) => vec![Word::new(reference.span, reference.to_string())],
            Self::Not(not) => not.operand.members(),
            Self::And(joined) | Self::Or(joined) => joined.operands.iter().flat_map(Self::members).collect(),
            Self::Paren(paren) => paren.inner.members(),
        }
    }

    /// Whether it alerts, where `alerts` says it of each member as it is written.
    pub fn holds(&self, alerts: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Id(word) | Self::Placeholder(word) => alerts(&word.text),
            Self::Reference(reference) => alerts(&reference.to_string()),
            Self::Not(not) => !not.operand.holds(alerts),
            Self::And(joined) => joined.operands.iter().all(|operand| operand.holds(alerts)),
            Self::Or(joined) => joined.operands.iter().any(|operand| operand.holds(alerts)),
            Self::Paren(paren) => paren.inner.holds(alerts),
        }
    }
}

impl fmt::Display for Composite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |joined: &CompositeJoined| joined.operands.iter().map(ToString::to_string).collect::<Vec<_>>();
        match self {
            Self::Id(word) | Self::Placeholder(word) => word.fmt(f),
            Self::Reference(reference) => reference.fmt(f),
            Self::Not(not) => write!(f, "!{}", not.operand),
            Self::And(joined) => f.write_str(&list(joined).join(" && ")),
            Self::Or(joined) => f.write_str(&list(joined).join(" || ")),
            Self::Paren(paren) => write!(f, "({})", paren.inner),
        }
    }
}

spans!(Composite: Id, Reference, Placeholder, Not, And, Or, Paren);
spans!(CompositeNot { span, operand });
spans!(CompositeJoined { span, operands });
spans!(CompositeParen { span, inner });
