//! Expressions over metrics (`avg:m{*} / 2`) and over the names of queries (`query1 / query2`): one tree for both.

use std::fmt;

use super::{Argument, Method, MetricQuery, Number, Word, argument, method, spans};
use crate::syntax::Span;

#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Number(Number),
    /// A metric; only outside of formulas.
    Metric(Box<MetricQuery>),
    /// The name of a query; only in formulas.
    Name(Word),
    Call(Call),
    Binary(Binary),
    Unary(Unary),
    /// In parentheses.
    Paren(Group),
    /// A modifier behind something that is no metric: `(a + b).rollup(sum, 60)`.
    Modified(Modified),
    /// A `${...}` that is not filled in yet.
    Placeholder(Word),
    /// Not understood: a fault tells of it.
    Missing(Span),
}

/// `name(argument, ..)`. The name may be one that Datadog does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub span: Span,
    pub name: Word,
    pub arguments: Vec<Argument>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
    Power,
}

impl Operator {
    pub const ALL: [Self; 6] = [Self::Plus, Self::Minus, Self::Times, Self::Divide, Self::Modulo, Self::Power];

    pub fn sign(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '-',
            Self::Times => '*',
            Self::Divide => '/',
            Self::Modulo => '%',
            Self::Power => '^',
        }
    }

    /// `*`, `/`, `%` and `^` bind tighter than `+` and `-`.
    pub fn is_tight(self) -> bool {
        !matches!(self, Self::Plus | Self::Minus)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Binary {
    pub span: Span,
    pub left: Box<Expr>,
    pub operator: Operator,
    pub operator_span: Span,
    pub right: Box<Expr>,
}

/// `-a`, `+a`.
#[derive(Clone, Debug, PartialEq)]
pub struct Unary {
    pub span: Span,
    pub operator: Operator,
    pub operand: Box<Expr>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub span: Span,
    pub inner: Box<Expr>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Modified {
    pub span: Span,
    pub inner: Box<Expr>,
    pub modifiers: Vec<Method>,
}

impl Expr {
    pub fn span(&self) -> Span {
        match self {
            Self::Number(number) => number.span,
            Self::Metric(metric) => metric.span,
            Self::Name(word) | Self::Placeholder(word) => word.span,
            Self::Call(call) => call.span,
            Self::Binary(binary) => binary.span,
            Self::Unary(unary) => unary.span,
            Self::Paren(paren) => paren.span,
            Self::Modified(modified) => modified.span,
            Self::Missing(span) => *span,
        }
    }

    /// Without the parentheses around it.
    pub fn bare(&self) -> &Self {
        match self {
            Self::Paren(paren) => paren.inner.bare(),
            other => other,
        }
    }

    /// The value of a number, with its sign.
    pub fn number(&self) -> Option<f64> {
        match self.bare() {
            Self::Number(number) => Some(number.value),
            Self::Unary(unary) if unary.operator == Operator::Minus => unary.operand.number().map(|value| -value),
            Self::Unary(unary) => unary.operand.number(),
            _ => None,
        }
    }
}

impl Call {
    /// The argument at `index` among those without a name.
    pub fn positional(&self, index: usize) -> Option<&Argument> {
        argument::positional(&self.arguments, index)
    }

    pub fn keyword(&self, name: &str) -> Option<&Argument> {
        argument::keyword(&self.arguments, name)
    }

    /// What the function is applied to: the first argument.
    pub fn series(&self) -> Option<&Expr> {
        self.positional(0).and_then(|argument| argument.value.expr())
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Metric(metric) => metric.fmt(f),
            Self::Name(word) | Self::Placeholder(word) => word.fmt(f),
            Self::Call(call) => write!(f, "{}({})", call.name, argument::shown(&call.arguments)),
            Self::Binary(binary) => write!(f, "{} {} {}", binary.left, binary.operator.sign(), binary.right),
            Self::Unary(unary) => write!(f, "{}{}", unary.operator.sign(), unary.operand),
            Self::Paren(paren) => write!(f, "({})", paren.inner),
            Self::Modified(modified) => write!(f, "{}{}", modified.inner, method::shown(&modified.modifiers)),
            Self::Missing(_) => Ok(()),
        }
    }
}

spans!(Expr: Number, Metric, Name, Call, Binary, Unary, Paren, Modified, Placeholder, Missing);
spans!(Call { span, name, arguments });
spans!(Binary { span, left, operator_span, right });
spans!(Unary { span, operand });
spans!(Group { span, inner });
spans!(Modified { span, inner, modifiers });
