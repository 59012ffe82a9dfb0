//! What a monitor's query compares with: the comparator and the critical threshold.

use std::fmt;

use super::{Number, Word, spans};
use crate::syntax::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    Above,
    AtLeast,
    Below,
    AtMost,
    Equal,
    NotEqual,
}

impl Comparator {
    /// Longest sign first, as a parser has to try them.
    pub const ALL: [Self; 6] = [Self::AtLeast, Self::AtMost, Self::Equal, Self::NotEqual, Self::Above, Self::Below];

    pub fn sign(self) -> &'static str {
        match self {
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
        }
    }

    /// `>` or `>=`: large values alert.
    pub fn is_upward(self) -> bool {
        matches!(self, Self::Above | Self::AtLeast)
    }

    /// `<` or `<=`: small values alert.
    pub fn is_downward(self) -> bool {
        matches!(self, Self::Below | Self::AtMost)
    }

    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Above => left > right,
            Self::AtLeast => left >= right,
            Self::Below => left < right,
            Self::AtMost => left <= right,
            #[expect(clippy::float_cmp, reason = "the query compares so")]
            Self::Equal => left == right,
            #[expect(clippy::float_cmp, reason = "the query compares so")]
            Self::NotEqual => left != right,
        }
    }
}

/// `> 90` at the end of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    pub span: Span,
    pub comparator: Comparator,
    pub comparator_span: Span,
    pub threshold: Threshold,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    Number(Number),
    /// The word `threshold`: the options hold a query instead (a preview of Datadog's).
    Dynamic(Span),
    /// A `${...}` that is not filled in yet.
    Placeholder(Word),
}

impl Threshold {
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.value),
            Self::Dynamic(_) | Self::Placeholder(_) => None,
        }
    }

    pub fn span(&self) -> Span {
        match self {
            Self::Number(number) => number.span,
            Self::Dynamic(span) => *span,
            Self::Placeholder(word) => word.span,
        }
    }
}

impl fmt::Display for Comparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sign())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.comparator, self.threshold)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Dynamic(_) => f.write_str("threshold"),
            Self::Placeholder(word) => word.fmt(f),
        }
    }
}

spans!(Condition { span, comparator_span, threshold });
spans!(Threshold: Number, Dynamic, Placeholder);
