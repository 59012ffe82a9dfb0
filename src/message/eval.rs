//! The expressions of `{{eval "..."}}`.

use super::template::{Path, Word};
use crate::syntax::{Fault, Span};

/// An expression, read. Spans are of the text that was given.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Expression {
    /// None where nothing could be read.
    pub root: Option<Expr>,
    pub faults: Vec<Fault>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub span: Span,
    pub term: Term,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    Number(f64),
    /// `'prefix'`
    Text(String),
    Variable(Path),
    Negative(Box<Expr>),
    Binary {
        operator: Operator,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Call {
        name: Word,
        args: Vec<Expr>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

#[derive(Clone, Copy, Debug)]
pub struct Function {
    pub name: &'static str,
    /// The fewest and the most arguments.
    pub arity: (usize, usize),
}

/// Parses a whole text.
pub fn parse(text: &str) -> Expression {
    parse_in(text, Span::new(0, text.len()))
}

/// Parses a part of a text; the spans are of the whole. The part is an argument's `inner`.
pub fn parse_in(_text: &str, _part: Span) -> Expression {
    Expression::default()
}
