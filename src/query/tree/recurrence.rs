//! When a schedule repeats: `FREQ=WEEKLY;BYDAY=MO,TU` (RFC 5545).

use std::fmt;

use super::{Word, spans};
use crate::syntax::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    pub span: Span,
    /// Written with `RRULE:` in front.
    pub prefixed: bool,
    /// In the order in which they stand. The names may be ones that RFC 5545 does not have.
    pub parts: Vec<RulePart>,
}

/// `BYDAY=MO,TU`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePart {
    pub span: Span,
    pub name: Word,
    /// Each value of the comma list.
    pub values: Vec<Word>,
}

impl Recurrence {
    /// The part of that name, in whatever case it is written.
    pub fn part(&self, name: &str) -> Option<&RulePart> {
        self.parts.iter().find(|part| part.name.text.eq_ignore_ascii_case(name))
    }

    /// `DAILY`, `WEEKLY`, .. in upper case.
    pub fn frequency(&self) -> Option<String> {
        self.part("FREQ")?.values.first().map(|word| word.text.to_uppercase())
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = if self.prefixed { "RRULE:" } else { "" };
        let parts: Vec<String> = self.parts.iter().map(ToString::to_string).collect();
        write!(f, "{prefix}{}", parts.join(";"))
    }
}

impl fmt::Display for RulePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values: Vec<&str> = self.values.iter().map(|value| value.text.as_str()).collect();
        write!(f, "{}={}", self.name, values.join(","))
    }
}

spans!(Recurrence { span, parts });
spans!(RulePart { span, name, values });
