//! Who a message goes to: the `@handles` of its text.

mod judge;
mod read;

use super::services::Service;
use super::template::{Node, NodeId, Template, What};
use crate::syntax::{Fault, Span};

/// An `@handle`. Those inside of comments, raw blocks, code and links are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle {
    /// With its `@`, the variables inside of it and, for workflows, the arguments.
    pub span: Span,
    /// As it is written: `@slack-{{service.name}}`.
    pub text: String,
    pub service: Service,
    /// It contains a variable, or goes on in a block: who it is, the group decides.
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

impl Handle {
    /// Whether the message certainly or probably reaches nobody.
    pub fn is_lost(&self) -> bool {
        self.problems.iter().any(|problem| problem.kind.is_lost())
    }
}

/// Every handle, in the order of the text.
pub fn find(template: &Template) -> Vec<Handle> {
    let mut finder = Finder { text: &template.text, code: code_spans(&template.text), found: Vec::new() };
    finder.siblings(&template.nodes, Before::Nothing);
    finder.found
}

/// What is sent right before a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// The start, or what differs from case to case and may be a blank.
    Nothing,
    Char(char),
    Variable,
}

/// Text, variables and helpers beside each other: one piece of the source.
struct Run<'a> {
    nodes: &'a [Node],
    span: Span,
    before: Before,
    /// A block follows, and goes on without a blank.
    goes_on: bool,
}

struct Finder<'a> {
    text: &'a str,
    code: Vec<Span>,
    found: Vec<Handle>,
}

impl Finder<'_> {
    fn siblings(&mut self, nodes: &[Node], mut before: Before) {
        let mut rest = nodes;
        while let Some((first, after)) = rest.split_first() {
            let plain = rest.iter().take_while(|node| is_plain(node)).count();
            if let Some((run, after)) = rest.split_at_checked(plain).filter(|(run, _)| !run.is_empty()) {
                before = self.run(run, after, before);
                rest = after;
                continue;
            }
            match &first.what {
                What::Comment(_) => {}
                What::Block(block) => {
                    self.siblings(&block.body, before);
                    block.otherwise.iter().for_each(|otherwise| self.siblings(&otherwise.body, before));
                    before = Before::Nothing;
                }
                _ => before = Before::Nothing,
            }
            rest = after;
        }
    }

    fn run(&mut self, nodes: &[Node], after: &[Node], before: Before) -> Before {
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else {
            return before;
        };
        let next = after.iter().find(|node| !matches!(node.what, What::Comment(_)));
        let goes_on = next.is_some_and(|node| self.begins_with_text(node));
        let span = first.span.to(last.span);
        let found = read::handles(self.text, &self.code, &Run { nodes, span, before, goes_on });
        self.found.extend(found);
        match last.what {
            What::Text => span.of(self.text).chars().next_back().map_or(before, Before::Char),
            _ => Before::Variable,
        }
    }

    /// A block whose text follows without a blank.
    fn begins_with_text(&self, node: &Node) -> bool {
        let What::Block(block) = &node.what else {
            return false;
        };
        match block.body.first() {
            Some(first) if matches!(first.what, What::Text) => {
                first.span.of(self.text).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
            }
            Some(first) => matches!(first.what, What::Variable(_) | What::Helper(_)),
            None => false,
        }
    }
}

fn is_plain(node: &Node) -> bool {
    matches!(node.what, What::Text | What::Variable(_) | What::Helper(_))
}

/// What Markdown shows as code: between backticks on one line, or between fences.
fn code_spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('`')).map(|found| at + found) {
        let rest = text.get(open..).unwrap_or_default();
        let width = rest.len() - rest.trim_start_matches('`').len();
        let inside = text.get(open + width..).unwrap_or_default();
        let reach = if width >= 3 { inside.len() } else { inside.find('\n').unwrap_or(inside.len()) };
        let fence = rest.get(..width).unwrap_or_default();
        at = open + width;
        if let Some(end) = inside.get(..reach).and_then(|inside| inside.find(fence)) {
            at += end + width;
            spans.push(Span::new(open, at));
        } else if width >= 3 {
            // A fence that never ends: the rest is code, and is not searched again.
            spans.push(Span::new(open, text.len()));
            break;
        }
    }
    spans
}
