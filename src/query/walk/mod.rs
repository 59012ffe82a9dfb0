//! One walk through every tree, and what rules ask for most.

mod node;
mod trees;

pub use node::Node;

use super::tree::{Binary, Call, Clause, Filter, Method, MetricQuery, SearchValue, Threshold, Variable, Word};
use crate::syntax::Span;

/// A tree that can be walked.
pub trait Walk {
    /// Gives every node to `see`, the outer before the inner, the left before the right.
    fn walk<'t>(&'t self, see: &mut dyn FnMut(Node<'t>));

    fn nodes(&self) -> Vec<Node<'_>> {
        let mut nodes = Vec::new();
        self.walk(&mut |node| nodes.push(node));
        nodes
    }

    /// Every metric that is asked for.
    fn metrics(&self) -> Vec<&MetricQuery> {
        self.pick(|node| if let Node::Metric(metric) = node { Some(metric) } else { None })
    }

    /// Every function, the outer before the inner.
    fn calls(&self) -> Vec<&Call> {
        self.pick(|node| if let Node::Call(call) = node { Some(call) } else { None })
    }

    /// Every modifier of a metric and every method of a chain.
    fn all_methods(&self) -> Vec<&Method> {
        self.pick(|node| if let Node::Method(method) = node { Some(method) } else { None })
    }

    /// Every sum, difference, product and so on.
    fn binaries(&self) -> Vec<&Binary> {
        self.pick(|node| if let Node::Binary(binary) = node { Some(binary) } else { None })
    }

    /// The whole filter of each scope.
    fn filters(&self) -> Vec<&Filter> {
        self.pick(|node| if let Node::Scope(scope) = node { scope.filter.as_ref() } else { None })
    }

    /// The atoms of the filters: tags, lists, variables; under a NOT as well.
    fn atoms(&self) -> Vec<&Filter> {
        self.pick(|node| match node {
            Node::Filter(Filter::Not(_) | Filter::And(_) | Filter::Or(_) | Filter::Paren(_)) => None,
            Node::Filter(atom) => Some(atom),
            _ => None,
        })
    }

    /// The names of queries in a formula, each mention.
    fn query_names(&self) -> Vec<&Word> {
        self.pick(|node| if let Node::QueryName(name) = node { Some(name) } else { None })
    }

    /// Whether a `${...}` that is not filled in yet stands in it. In place of a window it leaves the window out.
    fn has_placeholder(&self) -> bool {
        self.nodes().into_iter().any(|node| match node {
            Node::Placeholder(_) | Node::Reference(_) => true,
            Node::Text(text) => text.raw.contains("${"),
            Node::TagValue(value) => value.text.contains("${"),
            Node::Condition(condition) => matches!(condition.threshold, Threshold::Placeholder(_)),
            Node::MetricName(word)
            | Node::TagKey(word)
            | Node::GroupKey(word)
            | Node::SearchKey(word)
            | Node::SearchValue(SearchValue::Word(word))
            | Node::Clause(Clause::Word(word))
            | Node::Word(word) => word.has_placeholder(),
            _ => false,
        })
    }

    /// The template variables of a dashboard, each mention: in scopes, group-bys and searches.
    fn variables(&self) -> Vec<Variable> {
        let word = |word: &Word| Variable::all_in(&word.text, word.span.start);
        let mut found: Vec<Variable> = Vec::new();
        self.walk(&mut |node| match node {
            Node::Variable(variable) => found.push(variable.clone()),
            Node::TagKey(key) | Node::GroupKey(key) | Node::SearchKey(key) => found.extend(word(key)),
            Node::TagValue(value) => found.extend(value.variables()),
            Node::SearchValue(SearchValue::Word(value)) | Node::Clause(Clause::Word(value)) => {
                found.extend(word(value));
            }
            Node::SearchValue(SearchValue::Text(text)) | Node::Clause(Clause::Text(text)) => {
                found.extend(Variable::all_in(&text.raw, text.inside().start));
            }
            _ => {}
        });
        found
    }

    fn pick<'t, T>(&'t self, wanted: impl Fn(Node<'t>) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        self.walk(&mut |node| found.extend(wanted(node)));
        found
    }
}

/// What stands somewhere in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// In plain words: `a metric`, `the key of a tag`.
    pub kind: &'static str,
    /// As it is written.
    pub name: String,
    pub span: Span,
}

/// The nodes around a byte of the text, the outermost first.
pub fn nodes_at<T: Walk>(tree: &T, offset: usize) -> Vec<Node<'_>> {
    let mut around: Vec<Node<'_>> = tree.nodes().into_iter().filter(|node| node.span().contains(offset)).collect();
    around.sort_by_key(|node| std::cmp::Reverse(node.span().range().len()));
    around
}

/// What stands at a byte of the text: the smallest node there.
pub fn facts_at<T: Walk>(tree: &T, text: &str, offset: usize) -> Option<Standing> {
    let node = nodes_at(tree, offset).pop()?;
    let span = node.span();
    Some(Standing { kind: node.kind(), name: span.of(text).to_owned(), span })
}
