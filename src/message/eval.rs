//! The expressions of `{{eval "..."}}`.

mod parser;

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

const fn of_one(name: &'static str) -> Function {
    Function { name, arity: (1, 1) }
}

/// Source: Datadog's documentation; `strip` and the second argument of `round` are recorded. `atan2` takes two wherever it
/// is known, the documentation does not say.
pub static FUNCTIONS: &[Function] = &[
    of_one("humanize_bytes"),
    of_one("humanize_bits"),
    of_one("abs"),
    of_one("int"),
    of_one("float"),
    of_one("trunc"),
    of_one("dec"),
    Function { name: "round", arity: (1, 2) },
    of_one("ceil"),
    of_one("floor"),
    of_one("sgn"),
    of_one("to_bool"),
    of_one("exp"),
    of_one("log10"),
    of_one("sin"),
    of_one("sinh"),
    of_one("asin"),
    of_one("asinh"),
    of_one("cos"),
    of_one("cosh"),
    of_one("acos"),
    of_one("acosh"),
    of_one("tan"),
    of_one("tanh"),
    of_one("atan"),
    Function { name: "atan2", arity: (2, 2) },
    of_one("atanh"),
    Function { name: "strip", arity: (2, 2) },
];

pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// Parses a whole text.
pub fn parse(text: &str) -> Expression {
    parse_in(text, Span::new(0, text.len()))
}

/// Parses a part of a text; the spans are of the whole. The part is an argument's `inner`.
pub fn parse_in(text: &str, part: Span) -> Expression {
    parser::parse(text, part)
}

impl Expression {
    /// Every variable that it names.
    pub fn variables(&self) -> Vec<&Path> {
        let paths = self.terms().into_iter().filter_map(|expr| match &expr.term {
            Term::Variable(path) => Some(path),
            _ => None,
        });
        paths.collect()
    }

    /// Every term, outer ones first.
    pub fn terms(&self) -> Vec<&Expr> {
        fn walk<'a>(expr: &'a Expr, found: &mut Vec<&'a Expr>) {
            found.push(expr);
            match &expr.term {
                Term::Number(_) | Term::Text(_) | Term::Variable(_) => {}
                Term::Negative(inner) => walk(inner, found),
                Term::Binary { left, right, .. } => [left, right].iter().for_each(|side| walk(side, found)),
                Term::Call { args, .. } => args.iter().for_each(|arg| walk(arg, found)),
            }
        }
        let mut found = Vec::new();
        self.root.iter().for_each(|root| walk(root, &mut found));
        found
    }
}
