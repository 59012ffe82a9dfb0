//! Which tags a monitor's texts may name.

use super::{Group, Monitor};
use crate::query::tree::Filter;
use crate::query::{MonitorQuery, Node, Walk};
use crate::syntax::Parsed;

/// Types whose groups are not in the file: a composite has those of its members, an SLO alert those of its SLO, a synthetic
/// test names locations.
const ELSEWHERE: &[&str] = &["composite", "slo alert", "synthetics alert"];

/// The tags that every notification of a monitor has.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    pub groups: Vec<Group>,
    /// Keys that its scopes and searches ask for. Datadog shows their value although nothing is grouped by them.
    pub scoped: Vec<String>,
}

impl Keys {
    pub fn groups_by(&self, key: &str) -> bool {
        self.groups.iter().any(|group| group.key == key)
    }

    pub fn has(&self, key: &str) -> bool {
        self.groups_by(key) || self.scoped.iter().any(|scoped| scoped == key)
    }
}

impl Monitor<'_> {
    /// None where they cannot be known for sure: a fault in a query, a placeholder, a type that has its groups elsewhere.
    pub fn keys(&self) -> Option<Keys> {
        let tree = self.sound()?;
        let formula = matches!(tree, MonitorQuery::Formula(_));
        let hidden = ELSEWHERE.contains(&self.monitor_type) || (formula && self.variables.is_empty());
        if hidden || self.query_text.contains("${") {
            return None;
        }
        let mut keys = Keys { groups: self.groups(), scoped: Vec::new() };
        keys.scoped.extend(tree.pinned().into_iter().map(|(key, _)| key.text));
        scoped(tree, &mut keys.scoped);
        for variable in &self.variables {
            // Queries over queries have theirs deeper.
            if variable.data_source.starts_with("aggregate_") {
                return None;
            }
            if let Some((_, parsed)) = &variable.metric {
                scoped(known(parsed)?, &mut keys.scoped);
            }
            if let Some((_, parsed)) = &variable.search {
                scoped(known(parsed)?, &mut keys.scoped);
            }
        }
        let open = keys.groups.iter().any(|group| group.key.contains(['*', '$']));
        (!open).then_some(keys)
    }
}

fn known<T: Walk>(parsed: &Parsed<T>) -> Option<&T> {
    parsed.clean().filter(|tree| !tree.has_placeholder())
}

/// Every key of a scope or a search that is not only excluded.
fn scoped(tree: &impl Walk, found: &mut Vec<String>) {
    tree.walk(&mut |node| match node {
        Node::Scope(scope) => scope.filter.iter().for_each(|filter| of_filter(filter, found)),
        Node::SearchKey(key) => found.push(key.text.clone()),
        _ => {}
    });
}

fn of_filter(filter: &Filter, found: &mut Vec<String>) {
    match filter {
        Filter::Tag(tag) => found.push(tag.key.text.clone()),
        Filter::In(list) if !list.is_negated() => found.push(list.key.text.clone()),
        Filter::And(joined) | Filter::Or(joined) => {
            joined.operands.iter().for_each(|operand| of_filter(operand, found));
        }
        Filter::Paren(paren) => of_filter(&paren.inner, found),
        _ => {}
    }
}
