//! The variables that a text names: in tags of their own, and in the arguments of conditionals and helpers.

use crate::message::conditionals::{Asks, conditional};
use crate::message::eval::{self, Expression};
use crate::message::helpers::{Takes, helper};
use crate::message::{Argument, NodeId, Path, Tag, Template, What};
use crate::syntax::Span;

/// A variable where a text names it.
#[derive(Clone, Debug)]
pub struct Mention {
    /// With the spans of the text.
    pub path: Path,
    pub node: NodeId,
    pub stands: Stands,
}

/// What a variable stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// `{{host.name}}`; the span is of the whole tag.
    Tag { span: Span, triple: bool },
    /// `{{#is_match "host.name" "db"}}`
    Condition,
    /// `{{eval "value / 2"}}`
    Eval,
    /// `{{urlencode "host.name"}}`
    Helper,
}

/// `{{eval "..."}}`, with its expression read.
#[derive(Clone, Debug)]
pub struct Eval {
    pub node: NodeId,
    pub tag: Tag,
    /// With the spans of the text; of the first argument.
    pub expression: Expression,
}

/// Every variable, in the order of the text.
pub fn mentions(template: &Template, evals: &[Eval]) -> Vec<Mention> {
    let mut found = Vec::new();
    for node in template.walk() {
        let mut add = |path, stands| found.push(Mention { path, node: node.id, stands });
        match &node.what {
            What::Variable(variable) => {
                add(variable.path.clone(), Stands::Tag { span: node.span, triple: variable.triple });
            }
            What::Block(block) => asked(&block.open).into_iter().for_each(|path| add(path, Stands::Condition)),
            What::Raw(raw) => asked(&raw.open).into_iter().for_each(|path| add(path, Stands::Condition)),
            What::Helper(_) if evals.iter().any(|eval| eval.node == node.id) => {
                let eval = evals.iter().filter(|eval| eval.node == node.id);
                let paths = eval.flat_map(|eval| eval.expression.variables());
                paths.cloned().for_each(|path| add(path, Stands::Eval));
            }
            What::Helper(tag) => {
                let takes = helper(&tag.name.text).map_or(&[][..], |helper| helper.args);
                let named = tag.args.iter().zip(takes).filter(|(_, takes)| **takes == Takes::Variable);
                named.filter_map(|(arg, _)| path(arg)).for_each(|path| add(path, Stands::Helper));
            }
            What::Text | What::Comment(_) | What::Stray(_) => {}
        }
    }
    found
}

pub fn evals(template: &Template) -> Vec<Eval> {
    let of = |(node, tag): (&crate::message::Node, &Tag)| {
        let inner = tag.args.first().map_or(Span::point(tag.span.end), |arg| arg.inner);
        Eval { node: node.id, tag: tag.clone(), expression: eval::parse_in(&template.text, inner) }
    };
    template.helpers().filter(|(_, tag)| tag.name.text == "eval").map(of).collect()
}

/// The variable that a conditional asks.
fn asked(open: &Tag) -> Option<Path> {
    let asks = conditional(&open.name.text)?.asks;
    let variable = matches!(asks, Asks::Contains | Asks::Equals);
    open.args.first().filter(|_| variable).and_then(path)
}

/// None where the argument is something else than a path.
fn path(argument: &Argument) -> Option<Path> {
    let mut path = Path::parse(&argument.value);
    let whole = path.span.end == argument.value.len() && !argument.value.is_empty();
    let by = argument.inner.start;
    let moved = |span: Span| Span::new(span.start + by, span.end + by);
    path.span = moved(path.span);
    path.segments.iter_mut().for_each(|segment| segment.span = moved(segment.span));
    whole.then_some(path)
}
