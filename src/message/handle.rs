//! Who a message goes to: the `@handles` of its text.

use super::services::Service;
use super::template::{NodeId, Template};
use crate::syntax::{Fault, Span};

/// An `@handle`. Those inside of comments, raw blocks, code and links are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle {
    /// With its `@`, the variables inside of it and, for workflows, the arguments.
    pub span: Span,
    /// As it is written: `@slack-{{service.name}}`.
    pub text: String,
    pub service: Service,
    /// It contains a variable: who it is, the group decides.
    pub dynamic: bool,
    /// The text node where it begins.
    pub node: NodeId,
    pub problems: Vec<Problem>,
}

/// Why a handle is not what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// At its place, with a fix where there is one.
    pub fault: Fault,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// `foo@slack-x`
    Glued,
    /// `(@slack-x)`, `@slack-x(prod)`: Datadog's documentation says that nothing is sent.
    Parentheses,
    /// `"@slack-x"`
    Quotes,
    /// `@slack-x,@slack-y`
    Comma,
    /// `[@slack-x](https://...)`
    Link,
    /// `@slack-x.`: some services take the dot for a part of the name.
    TrailingPunctuation,
    /// `@ slack-x`
    Blank,
    /// `@slack-`
    NoName,
}

impl ProblemKind {
    /// Whether the message certainly or probably reaches nobody.
    pub fn is_lost(self) -> bool {
        !matches!(self, Self::TrailingPunctuation)
    }
}

/// Every handle, in the order of the text.
pub fn find(_template: &Template) -> Vec<Handle> {
    Vec::new()
}
