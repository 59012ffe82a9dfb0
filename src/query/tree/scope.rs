//! Which tags a metric is asked for: `{env:prod,!role:db}`, `{env IN (prod, staging) AND NOT role:db}`.

use std::fmt;

use super::{Quote, Spans, Variable, Word, spans};
use crate::syntax::Span;

/// `{...}` behind a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// With the braces.
    pub span: Span,
    /// None for `{}`, which means everything.
    pub filter: Option<Filter>,
}

/// A boolean expression over tags.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// `*`
    All(Span),
    /// `key:value`
    Tag(Tag),
    /// `key` alone
    Bare(Word),
    /// `key IN (a, b)`, `key NOT IN (a, b)`, `key:(a OR b)`
    In(In),
    /// `$name` of a dashboard, alone
    Variable(Variable),
    /// A `${...}` that is not filled in yet
    Placeholder(Word),
    Not(Not),
    And(Joined),
    Or(Joined),
    /// In parentheses
    Paren(Paren),
}

/// `env:prod`. The key may be a template variable (`$env.key:prod`), and so may the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    pub span: Span,
    pub key: Word,
    pub value: Value,
}

/// What a tag is compared with: literal, with wildcards, in quotes, or with a template variable in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// With the quotes. Empty where nothing stands behind the colon.
    pub span: Span,
    /// Without the quotes.
    pub text: String,
    pub quote: Option<Quote>,
}

impl Value {
    /// Says one thing: no wildcard, no template variable, no placeholder.
    pub fn is_literal(&self) -> bool {
        !self.text.is_empty() && !self.text.contains(['*', '$'])
    }

    /// `!x` or `-x` in a list, which the documentation calls wrong.
    pub fn is_negated(&self) -> bool {
        self.quote.is_none() && self.text.starts_with(['!', '-'])
    }

    /// The template variables in it, with their spans.
    pub fn variables(&self) -> Vec<Variable> {
        Variable::all_in(&self.text, self.span.start + usize::from(self.quote.is_some()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InForm {
    /// `key IN (a, b)`
    In,
    /// `key NOT IN (a, b)`
    NotIn,
    /// `key:(a OR b)`, `key:(a, b)`
    Colon,
}

#[derive(Clone, Debug, PartialEq)]
pub struct In {
    pub span: Span,
    pub key: Word,
    pub form: InForm,
    pub values: Vec<Value>,
}

impl In {
    pub fn is_negated(&self) -> bool {
        self.form == InForm::NotIn
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSign {
    /// `NOT`
    Word,
    /// `!`
    Bang,
    /// `-`
    Minus,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Not {
    pub span: Span,
    pub sign: NotSign,
    pub sign_span: Span,
    pub operand: Box<Filter>,
}

/// How two parts are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// `,`
    Comma,
    /// `AND`, `OR`
    Word,
    /// Nothing but a blank
    Blank,
}

/// Two operands or more, and the joints between them: one fewer than operands.
#[derive(Clone, Debug, PartialEq)]
pub struct Joined {
    pub span: Span,
    pub operands: Vec<Filter>,
    pub joints: Vec<(Joint, Span)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Paren {
    pub span: Span,
    pub inner: Box<Filter>,
}

impl Filter {
    pub fn span(&self) -> Span {
        match self {
            Self::All(span) => *span,
            Self::Tag(tag) => tag.span,
            Self::Bare(word) | Self::Placeholder(word) => word.span,
            Self::In(list) => list.span,
            Self::Variable(variable) => variable.span,
            Self::Not(not) => not.span,
            Self::And(joined) | Self::Or(joined) => joined.span,
            Self::Paren(paren) => paren.span,
        }
    }

    /// `key` and the values it must have one of, for each tag that holds in whatever the filter lets through: what stands
    /// under a NOT or an OR is not among them. A key may come more than once.
    pub fn required(&self) -> Vec<(&Word, Vec<&Value>)> {
        match self {
            Self::Tag(tag) => vec![(&tag.key, vec![&tag.value])],
            Self::In(list) if !list.is_negated() => vec![(&list.key, list.values.iter().collect())],
            Self::And(joined) => joined.operands.iter().flat_map(Self::required).collect(),
            Self::Paren(paren) => paren.inner.required(),
            _ => Vec::new(),
        }
    }

    /// `key` and the values it must not have, in whatever the filter lets through.
    pub fn excluded(&self) -> Vec<(&Word, Vec<&Value>)> {
        match self {
            Self::In(list) if list.is_negated() => vec![(&list.key, list.values.iter().collect())],
            Self::Not(not) => match not.operand.bare() {
                Self::Tag(tag) => vec![(&tag.key, vec![&tag.value])],
                Self::In(list) if !list.is_negated() => vec![(&list.key, list.values.iter().collect())],
                _ => Vec::new(),
            },
            Self::And(joined) => joined.operands.iter().flat_map(Self::excluded).collect(),
            Self::Paren(paren) => paren.inner.excluded(),
            _ => Vec::new(),
        }
    }

    /// Without the parentheses around it.
    pub fn bare(&self) -> &Self {
        match self {
            Self::Paren(paren) => paren.inner.bare(),
            other => other,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.filter {
            Some(filter) => write!(f, "{{{filter}}}"),
            None => f.write_str("{}"),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(_) => f.write_str("*"),
            Self::Tag(tag) => write!(f, "{}:{}", tag.key, tag.value),
            Self::Bare(word) | Self::Placeholder(word) => word.fmt(f),
            Self::In(list) => list.fmt(f),
            Self::Variable(variable) => variable.fmt(f),
            Self::Not(not) => not.fmt(f),
            Self::And(joined) => joined.write(f, " AND "),
            Self::Or(joined) => joined.write(f, " OR "),
            Self::Paren(paren) => write!(f, "({})", paren.inner),
        }
    }
}

impl Joined {
    fn write(&self, f: &mut fmt::Formatter<'_>, word: &str) -> fmt::Result {
        let mut joints = self.joints.iter();
        for (index, operand) in self.operands.iter().enumerate() {
            if index > 0 {
                f.write_str(match joints.next() {
                    Some((Joint::Comma, _)) => ",",
                    Some((Joint::Blank, _)) => " ",
                    Some((Joint::Word, _)) | None => word,
                })?;
            }
            write!(f, "{operand}")?;
        }
        Ok(())
    }
}

impl fmt::Display for In {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, between) = match self.form {
            InForm::In => (" IN ", ", "),
            InForm::NotIn => (" NOT IN ", ", "),
            InForm::Colon => (":", " OR "),
        };
        let values: Vec<String> = self.values.iter().map(ToString::to_string).collect();
        write!(f, "{}{word}({})", self.key, values.join(between))
    }
}

impl fmt::Display for Not {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.sign {
            NotSign::Word => "NOT ",
            NotSign::Bang => "!",
            NotSign::Minus => "-",
        };
        write!(f, "{sign}{}", self.operand)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.quote {
            Some(quote) => write!(f, "{mark}{}{mark}", self.text, mark = quote.mark()),
            None => f.write_str(&self.text),
        }
    }
}

spans!(Scope { span, filter });
spans!(Filter: All, Tag, Bare, In, Variable, Placeholder, Not, And, Or, Paren);
spans!(Tag { span, key, value });
spans!(Value { span });
spans!(In { span, key, values });
spans!(Not { span, sign_span, operand });
spans!(Paren { span, inner });

impl Spans for Joined {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        self.span.each_span(change);
        self.operands.each_span(change);
        self.joints.iter_mut().for_each(|(_, span)| change(span));
    }
}
