//! Blocks that route: each asks the same variable for other values.

use super::{Chain, Condition, Operator, Reach, Side};
use crate::message::services::Service;
use crate::message::template::{Node, Template, What};
use crate::message::transition::Transitions;
use crate::syntax::Span;

pub(super) fn chains(template: &Template, reach: &Reach) -> Vec<Chain> {
    let mut found = Vec::new();
    siblings(&template.nodes, reach, &mut found);
    found.retain(|chain| !chain.routed.is_empty());
    found.sort_by_key(|chain| chain.span);
    found
}

fn siblings(nodes: &[Node], reach: &Reach, found: &mut Vec<Chain>) {
    let mut here: Vec<Chain> = Vec::new();
    for node in nodes {
        let What::Block(block) = &node.what else {
            continue;
        };
        siblings(&block.body, reach, found);
        block.otherwise.iter().for_each(|otherwise| siblings(&otherwise.body, reach, found));
        let Some(condition) = asked(node, reach) else {
            continue;
        };
        // What stands inside of the chain's own branches belongs to the chain.
        if reach.when(node.id).conditions.iter().any(|outer| outer.variable == condition.variable) {
            continue;
        }
        let values = condition.values.iter().filter(|_| !condition.negated).cloned();
        let chain = here.iter_mut().find(|chain| chain.variable == condition.variable);
        match chain {
            Some(chain) => {
                chain.span = chain.span.to(node.span);
                chain.blocks.push(node.id);
                chain.values.extend(values);
            }
            None => here.push(Chain {
                variable: condition.variable.clone(),
                blocks: vec![node.id],
                span: node.span,
                values: values.collect(),
                has_fallback: false,
                routed: Transitions::NONE,
                gap: Transitions::NONE,
            }),
        }
    }
    found.extend(here.into_iter().map(|chain| judged(chain, nodes, reach)));
}

/// What the block asks of a variable.
fn asked<'a>(node: &Node, reach: &'a Reach) -> Option<&'a Condition> {
    // Branches stand in the order of the text, and the opener of a block is its first.
    let at = reach.branches.partition_point(|branch| branch.span.start < node.span.start);
    let body = reach.branches.get(at).filter(|branch| branch.block == node.id && branch.side == Side::Body)?;
    let condition = body.when.conditions.last()?;
    let matches = matches!(condition.operator, Operator::Contains | Operator::Equals);
    (matches && condition.block == node.id).then_some(condition)
}

fn judged(mut chain: Chain, nodes: &[Node], reach: &Reach) -> Chain {
    let outer = nodes.first().map_or(&[][..], |node| &reach.when(node.id).conditions);
    let spans: Vec<Span> = nodes.iter().filter(|node| chain.blocks.contains(&node.id)).map(|node| node.span).collect();
    let mut covered = Transitions::NONE;
    for firing in reach.handles.iter().filter(|firing| firing.handle.service != Service::Mention) {
        let inside = spans.iter().any(|span| span.contains(firing.handle.span.start));
        let own = firing.when.conditions.iter().filter(|condition| !outer.contains(condition));
        // A value that no block asks for.
        let holds = |condition: &Condition| {
            condition.variable == chain.variable && (condition.negated || condition.values.iter().any(String::is_empty))
        };
        if own.clone().all(holds) {
            covered = covered | firing.when.transitions;
            chain.has_fallback |= inside;
        } else if inside {
            chain.routed = chain.routed | firing.when.transitions;
        }
    }
    chain.gap = chain.routed.without(covered);
    chain
}
