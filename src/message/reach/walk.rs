//! Down the tree, with what the ancestors are true for.

use super::dead::{Around, reason};
use super::{Branch, Condition, Firing, Operator, Reach, Side, When, chain};
use crate::message::conditionals::{Asks, conditional};
use crate::message::states::States;
use crate::message::template::{Block, Node, NodeId, Tag, Template, What};
use crate::message::transition::Transitions;
use crate::message::{handle, helpers};
use crate::syntax::Span;

/// What a block asks, as far as it can be known.
#[derive(Clone, Debug)]
pub(super) enum Test {
    On(Transitions),
    /// The priority of the monitor, which does not change.
    Always(bool),
    If(Condition),
}

pub(super) fn walk(template: &Template, states: &States, on: Transitions) -> Reach {
    let overrides = template.helpers().any(|(_, tag)| tag.name.text == "override_priority");
    let possible = states.possible() & on;
    let mut walker =
        Walker { states, on, overrides, around: Vec::new(), reach: Reach { possible, ..Reach::default() } };
    walker.siblings(&template.nodes, When { transitions: possible, conditions: Vec::new() });
    let mut reach = walker.reach;
    let firing = |handle: handle::Handle| Firing { when: reach.when(handle.node).clone(), handle };
    let handles = handle::find(template).into_iter().map(firing).collect();
    reach.handles = handles;
    reach.chains = chain::chains(template, &reach);
    reach
}

struct Walker<'a> {
    states: &'a States,
    on: Transitions,
    /// The message sets a priority itself, so that it cannot be known.
    overrides: bool,
    around: Vec<Around>,
    reach: Reach,
}

impl Walker<'_> {
    fn siblings(&mut self, nodes: &[Node], when: When) {
        let scope = self.reach.scope(when);
        for node in nodes {
            self.reach.place(node.id, scope);
            match &node.what {
                What::Block(block) => self.block(node.id, block),
                What::Raw(raw) if conditional(&raw.open.name.text).is_some() => {
                    let test = self.test(node.id, &raw.open, false);
                    let when = self.branch(node.id, &raw.open, Side::Body, raw.open.span, &test);
                    let scope = self.reach.scope(when);
                    self.reach.place(node.id, scope);
                }
                _ => {}
            }
        }
    }

    fn block(&mut self, id: NodeId, block: &Block) {
        let test = self.test(id, &block.open, block.negated);
        let when = self.branch(id, &block.open, Side::Body, block.open.span, &test);
        self.inside(block.open.span, &test, &block.body, when);
        if let Some(otherwise) = &block.otherwise {
            let test = test.inverse();
            let when = self.branch(id, &block.open, Side::Else, otherwise.span, &test);
            self.inside(block.open.span, &test, &otherwise.body, when);
        }
    }

    fn inside(&mut self, opener: Span, test: &Test, body: &[Node], when: When) {
        self.around.push(Around { opener, test: test.clone() });
        self.siblings(body, when);
        self.around.pop();
    }

    /// Notes the branch, and says when its inside is sent.
    fn branch(&mut self, block: NodeId, tag: &Tag, side: Side, span: Span, test: &Test) -> When {
        let outer = self.reach.when(block).clone();
        let dead = match outer.transitions.is_empty() {
            true => None,
            false => reason(test, outer.transitions, &self.around, self.states, self.on),
        };
        let mut when = outer;
        match test {
            _ if dead.is_some() => when.transitions = Transitions::NONE,
            Test::On(transitions) => when.transitions = when.transitions & *transitions,
            Test::Always(_) => {}
            Test::If(condition) => when.conditions.push(condition.clone()),
        }
        let branch = Branch { block, side, name: tag.name.text.clone(), span, when: when.clone(), dead };
        self.reach.branches.push(branch);
        when
    }

    fn test(&self, block: NodeId, tag: &Tag, negated: bool) -> Test {
        let mut values = tag.args.iter().map(|arg| arg.value.clone());
        let mut condition = |operator, variable| {
            let variable = if variable { values.next().unwrap_or_default() } else { String::new() };
            Test::If(Condition { variable, operator, values: values.by_ref().collect(), negated, block })
        };
        let Some(conditional) = conditional(&tag.name.text) else {
            return condition(Operator::Unknown(tag.name.text.clone()), false);
        };
        match conditional.asks {
            Asks::Transition(transitions) => Test::On(if negated { !transitions } else { transitions }),
            Asks::Contains => condition(Operator::Contains, true),
            Asks::Equals => condition(Operator::Equals, true),
            Asks::Priority => match tag.args.first().and_then(|arg| helpers::priority(&arg.value)) {
                Some(asked) if !self.overrides => Test::Always((self.states.priority == Some(asked)) != negated),
                _ => condition(Operator::Priority, false),
            },
        }
    }
}

impl Test {
    fn inverse(&self) -> Self {
        match self {
            Self::On(transitions) => Self::On(!*transitions),
            Self::Always(holds) => Self::Always(!holds),
            Self::If(condition) => Self::If(Condition { negated: !condition.negated, ..condition.clone() }),
        }
    }
}
