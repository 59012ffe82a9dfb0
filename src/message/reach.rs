//! When each part of a message is sent.
//!
//! Every node is sent under what its ancestors are true for, together: a set of transitions, and conditions on variables
//! that only the group can answer.

mod chain;
mod dead;
mod sent;
mod walk;

use super::handle::Handle;
use super::states::States;
use super::template::{NodeId, Template};
use super::transition::{Transition, Transitions};
use crate::syntax::Span;

/// When the nodes of one template are sent.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reach {
    /// The transitions on which the text is sent at all.
    pub possible: Transitions,
    /// Of each block its body, and its `else` where it has one, in the order of the text.
    pub branches: Vec<Branch>,
    /// Every handle, in the order of the text.
    pub handles: Vec<Firing>,
    /// Every group of blocks that routes by one variable.
    pub chains: Vec<Chain>,
    /// The ways to be sent; nodes beside each other share one.
    scopes: Vec<When>,
    /// For each [`NodeId`] its scope.
    scope_of: Vec<usize>,
}

/// When something is sent: on these transitions, if all of the conditions hold.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct When {
    pub transitions: Transitions,
    pub conditions: Vec<Condition>,
}

/// What a block asks that is not known beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// As it is written: `host.name`. Empty for [`Operator::Priority`].
    pub variable: String,
    pub operator: Operator,
    pub values: Vec<String>,
    pub negated: bool,
    /// The block that asks.
    pub block: NodeId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `is_match`
    Contains,
    /// `is_exact_match`
    Equals,
    /// `is_priority`, in a message that changes the priority itself.
    Priority,
    /// A block helper that is in no table.
    Unknown(String),
}

/// One side of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    pub block: NodeId,
    pub side: Side,
    /// `is_alert`
    pub name: String,
    /// `{{#is_alert}}`, or `{{else}}`.
    pub span: Span,
    pub when: When,
    /// Why it is never sent, though what stands around it can be.
    pub dead: Option<Dead>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Body,
    Else,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dead {
    NoWarningThreshold,
    NoDataNotificationsOff,
    NoRenotifyInterval,
    /// There is an interval, but `renotify_statuses` leaves this one out.
    StatusNotRenotified,
    NotAServiceCheck,
    /// What stands around it excludes it; the span is of the opener of that block.
    Contradiction {
        with: Span,
    },
    /// The monitor's priority is another one, or it has none.
    Priority {
        has: Option<u8>,
    },
    /// This text is not sent then: an escalation message knows no recovery.
    NotSentThen,
}

/// A handle and when it gets a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firing {
    pub handle: Handle,
    pub when: When,
}

/// Blocks beside each other that ask one variable, and so send different groups to different handles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    pub variable: String,
    pub blocks: Vec<NodeId>,
    /// From the first block to the last.
    pub span: Span,
    /// The values that are asked for, in order.
    pub values: Vec<String>,
    /// One of the blocks has an `else`, is a negation, or asks for any value at all, and has a handle there.
    pub has_fallback: bool,
    /// The transitions on which the chain has handles.
    pub routed: Transitions,
    /// Those of them on which a group whose value is in none of the blocks tells nobody.
    pub gap: Transitions,
}

/// A part of what is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub node: NodeId,
    pub span: Span,
    pub part: Part,
    /// Sent only if they hold.
    pub conditions: Vec<Condition>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// Its path.
    Variable(String),
    /// Its name.
    Helper(String),
}

/// When each part of a name or a message is sent.
pub fn reach(template: &Template, states: &States) -> Reach {
    reach_on(template, states, Transitions::ALL)
}

/// The same for a text that is sent on some transitions only: an escalation message goes out on
/// [`Transitions::RENOTIFY`].
pub fn reach_on(template: &Template, states: &States, on: Transitions) -> Reach {
    walk::walk(template, states, on)
}

impl Reach {
    /// When a node of the template is sent. Of a block: when it is come by, not when it is entered.
    pub fn when(&self, node: NodeId) -> &When {
        const NEVER: &When = &When { transitions: Transitions::NONE, conditions: Vec::new() };
        self.scope_of.get(node.0).and_then(|scope| self.scopes.get(*scope)).unwrap_or(NEVER)
    }

    /// The branches that are never sent, though what stands around them can be.
    pub fn dead(&self) -> impl Iterator<Item = (&Branch, &Dead)> {
        self.branches.iter().filter_map(|branch| Some((branch, branch.dead.as_ref()?)))
    }

    /// The handles that may get a message on a transition.
    pub fn firing_on(&self, transition: Transition) -> impl Iterator<Item = &Firing> {
        self.handles.iter().filter(move |firing| firing.when.transitions.contains(transition))
    }

    /// What is sent on a transition, in order. Pieces of blocks that ask a variable are there with their conditions.
    pub fn sent(&self, template: &Template, transition: Transition) -> Vec<Piece> {
        sent::sent(self, template, transition)
    }

    fn scope(&mut self, when: When) -> usize {
        self.scopes.push(when);
        self.scopes.len() - 1
    }

    fn place(&mut self, node: NodeId, scope: usize) {
        if self.scope_of.len() <= node.0 {
            self.scope_of.resize(node.0 + 1, scope);
        }
        if let Some(place) = self.scope_of.get_mut(node.0) {
            *place = scope;
        }
    }
}
