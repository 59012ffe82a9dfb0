//! The search of logs, events, RUM, spans and the like: `service:web (status:error OR @http.status_code:>=500)`.

use std::fmt;

use super::{Comparator, NotSign, Spans, Text, Variable, Word, spans};
use crate::syntax::Span;

/// A whole search.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    pub span: Span,
    /// None where nothing is searched for, which finds everything.
    pub clause: Option<Clause>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// A bare word, with its wildcards and escapes; `*` finds everything. `and`, `or` and `not` in lower case are words.
    Word(Word),
    /// In double quotes.
    Text(Text),
    /// `key:value`
    Field(Field),
    /// `CIDR(@network.client.ip, 10.0.0.0/8)`.
    Function(SearchFunction),
    /// `$name` of a dashboard, alone.
    Variable(Variable),
    /// Only in the parentheses of a field: `@http.status_code:([100 TO 199] OR [300 TO 399])`.
    Range(Range),
    /// Only in the parentheses of a field.
    Compare(Compare),
    Not(SearchNot),
    And(SearchJoined),
    Or(SearchJoined),
    /// In parentheses.
    Paren(SearchParen),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub span: Span,
    /// With its `@` or `#`; `*` is the full text.
    pub key: Word,
    pub value: SearchValue,
}

impl Field {
    /// `@http.status_code` and the like: an attribute, not a tag or a reserved field.
    pub fn is_attribute(&self) -> bool {
        self.key.text.starts_with('@')
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum SearchValue {
    /// A bare word, with its wildcards, escapes and template variables.
    Word(Word),
    Text(Text),
    /// `(a OR b)`
    Group(SearchParen),
    /// `[100 TO 199]`, `{100 TO 199}`
    Range(Range),
    /// `>=500`
    Compare(Compare),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    pub span: Span,
    /// `[` counts the lower end in, `{` leaves it out.
    pub includes_low: bool,
    pub low: Word,
    pub high: Word,
    pub includes_high: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Compare {
    pub span: Span,
    pub comparator: Comparator,
    pub bound: Word,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SearchFunction {
    pub span: Span,
    pub name: Word,
    pub arguments: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SearchNot {
    pub span: Span,
    pub sign: NotSign,
    pub operand: Box<Clause>,
}

/// How two clauses are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchJoint {
    /// `AND`, `OR`
    Word,
    /// `&&`, `||`
    Sign,
    /// Nothing but a blank, which is an AND.
    Blank,
}

/// Two operands or more, and the joints between them: one fewer than operands.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchJoined {
    pub span: Span,
    pub operands: Vec<Clause>,
    pub joints: Vec<(SearchJoint, Span)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SearchParen {
    pub span: Span,
    pub inner: Box<Clause>,
}

impl Clause {
    pub fn span(&self) -> Span {
        match self {
            Self::Word(word) => word.span,
            Self::Text(text) => text.span,
            Self::Field(field) => field.span,
            Self::Function(function) => function.span,
            Self::Variable(variable) => variable.span,
            Self::Range(range) => range.span,
            Self::Compare(compare) => compare.span,
            Self::Not(not) => not.span,
            Self::And(joined) | Self::Or(joined) => joined.span,
            Self::Paren(paren) => paren.span,
        }
    }
}

impl SearchValue {
    pub fn span(&self) -> Span {
        match self {
            Self::Word(word) => word.span,
            Self::Text(text) => text.span,
            Self::Group(paren) => paren.span,
            Self::Range(range) => range.span,
            Self::Compare(compare) => compare.span,
        }
    }
}

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clause.as_ref().map_or(Ok(()), |clause| clause.fmt(f))
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => word.fmt(f),
            Self::Text(text) => text.fmt(f),
            Self::Field(field) => write!(f, "{}:{}", field.key, field.value),
            Self::Function(function) => {
                let arguments: Vec<&str> = function.arguments.iter().map(|word| word.text.as_str()).collect();
                write!(f, "{}({})", function.name, arguments.join(", "))
            }
            Self::Variable(variable) => variable.fmt(f),
            Self::Range(range) => range.fmt(f),
            Self::Compare(compare) => compare.fmt(f),
            Self::Not(not) => {
                let sign = match not.sign {
                    NotSign::Word => "NOT ",
                    NotSign::Bang => "!",
                    NotSign::Minus => "-",
                };
                write!(f, "{sign}{}", not.operand)
            }
            Self::And(joined) => joined.write(f, " AND ", " && "),
            Self::Or(joined) => joined.write(f, " OR ", " || "),
            Self::Paren(paren) => write!(f, "({})", paren.inner),
        }
    }
}

impl SearchJoined {
    fn write(&self, f: &mut fmt::Formatter<'_>, word: &str, sign: &str) -> fmt::Result {
        let mut joints = self.joints.iter();
        for (index, operand) in self.operands.iter().enumerate() {
            if index > 0 {
                f.write_str(match joints.next() {
                    Some((SearchJoint::Blank, _)) => " ",
                    Some((SearchJoint::Sign, _)) => sign,
                    Some((SearchJoint::Word, _)) | None => word,
                })?;
            }
            write!(f, "{operand}")?;
        }
        Ok(())
    }
}

impl fmt::Display for SearchValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => word.fmt(f),
            Self::Text(text) => text.fmt(f),
            Self::Group(paren) => write!(f, "({})", paren.inner),
            Self::Range(range) => range.fmt(f),
            Self::Compare(compare) => compare.fmt(f),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = if self.includes_low { '[' } else { '{' };
        let close = if self.includes_high { ']' } else { '}' };
        write!(f, "{open}{} TO {}{close}", self.low, self.high)
    }
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.comparator, self.bound)
    }
}

spans!(Search { span, clause });
spans!(Clause: Word, Text, Field, Function, Variable, Range, Compare, Not, And, Or, Paren);
spans!(Field { span, key, value });
spans!(SearchValue: Word, Text, Group, Range, Compare);
spans!(Range { span, low, high });
spans!(Compare { span, bound });
spans!(SearchFunction { span, name, arguments });
spans!(SearchNot { span, operand });
spans!(SearchParen { span, inner });

impl Spans for SearchJoined {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        self.span.each_span(change);
        self.operands.each_span(change);
        self.joints.iter_mut().for_each(|(_, span)| change(span));
    }
}
