//! What stands between the brackets of functions, modifiers and methods.

use std::fmt;

use super::{Duration, Expr, Scope, Text, Word, spans};
use crate::syntax::Span;

/// `value`, or `name=value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub span: Span,
    pub name: Option<Word>,
    pub value: Literal,
}

/// An argument's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Anything that can be counted with, numbers too. A bare word in a function's brackets is one, a metric without scope.
    Expr(Expr),
    /// In quotes.
    Text(Text),
    /// A bare word, of a modifier or a method: `.rollup(sum, monthly)`, `.by(a,b)`.
    Word(Word),
    /// `5m`
    Duration(Duration),
    /// `[1, 2]`
    List(List),
    /// `{*}`
    Scope(Scope),
}

#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub span: Span,
    pub items: Vec<Literal>,
}

impl Literal {
    pub fn span(&self) -> Span {
        match self {
            Self::Expr(expr) => expr.span(),
            Self::Text(text) => text.span,
            Self::Word(word) => word.span,
            Self::Duration(duration) => duration.span,
            Self::List(list) => list.span,
            Self::Scope(scope) => scope.span,
        }
    }

    pub fn expr(&self) -> Option<&Expr> {
        match self {
            Self::Expr(expr) => Some(expr),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        self.expr().and_then(Expr::number)
    }

    /// What a text or a word says, in quotes or bare: `'sum'`, `sum`.
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.value()),
            Self::Word(word) | Self::Expr(Expr::Name(word)) => Some(word.text.clone()),
            Self::Expr(Expr::Metric(metric)) if metric.is_bare() => Some(metric.name.text.clone()),
            Self::Duration(duration) => Some(duration.to_string()),
            _ => None,
        }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name}={}", self.value),
            None => self.value.fmt(f),
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expr(expr) => expr.fmt(f),
            Self::Text(text) => text.fmt(f),
            Self::Word(word) => word.fmt(f),
            Self::Duration(duration) => duration.fmt(f),
            Self::List(list) => {
                let items: Vec<String> = list.items.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Self::Scope(scope) => scope.fmt(f),
        }
    }
}

pub(super) fn shown(arguments: &[Argument]) -> String {
    let shown: Vec<String> = arguments.iter().map(ToString::to_string).collect();
    shown.join(", ")
}

pub(super) fn positional(arguments: &[Argument], index: usize) -> Option<&Argument> {
    arguments.iter().filter(|argument| argument.name.is_none()).nth(index)
}

pub(super) fn keyword<'a>(arguments: &'a [Argument], name: &str) -> Option<&'a Argument> {
    arguments.iter().find(|argument| argument.name.as_ref().is_some_and(|word| word.is(name)))
}

spans!(Argument { span, name, value });
spans!(Literal: Expr, Text, Word, Duration, List, Scope);
spans!(List { span, items });
