//! Why a branch is never sent.

use super::walk::Test;
use super::{Condition, Dead, Operator};
use crate::message::states::States;
use crate::message::transition::Transitions;
use crate::syntax::Span;

/// A block around a place, and what it is true for there.
pub(super) struct Around {
    pub opener: Span,
    pub test: Test,
}

/// None where it can be sent. `outer` are the transitions around it, at least one.
pub(super) fn reason(
    test: &Test,
    outer: Transitions,
    around: &[Around],
    states: &States,
    on: Transitions,
) -> Option<Dead> {
    match test {
        Test::On(asked) if asked.meets(outer) => None,
        Test::On(asked) => {
            let possible = *asked & states.possible();
            if possible.is_empty() {
                return Some(missing(*asked, states));
            }
            let possible = possible & on;
            if possible.is_empty() {
                return Some(Dead::NotSentThen);
            }
            let excludes = |around: &&Around| matches!(around.test, Test::On(of) if !of.meets(possible));
            let block = around.iter().rev().find(excludes);
            let block = block.or_else(|| around.iter().rev().find(|around| matches!(around.test, Test::On(_))));
            Some(Dead::Contradiction { with: block?.opener })
        }
        Test::Always(holds) => (!holds).then_some(Dead::Priority { has: states.priority }),
        Test::If(condition) => {
            let excludes = |around: &&Around| matches!(&around.test, Test::If(outer) if contradict(outer, condition));
            around.iter().rev().find(excludes).map(|around| Dead::Contradiction { with: around.opener })
        }
    }
}

/// What the monitor would have to have.
fn missing(asked: Transitions, states: &States) -> Dead {
    let first = asked.without(Transitions::RENOTIFY);
    if first.is_empty() {
        return match states.renotify {
            None => Dead::NoRenotifyInterval,
            Some(_) => Dead::StatusNotRenotified,
        };
    }
    if first.meets(Transitions::OF_WARNING) && !states.can_warn() {
        Dead::NoWarningThreshold
    } else if first.meets(Transitions::OF_NO_DATA) && !states.notifies_no_data {
        Dead::NoDataNotificationsOff
    } else {
        Dead::NotAServiceCheck
    }
}

/// Whether the two can never hold together.
fn contradict(a: &Condition, b: &Condition) -> bool {
    if a.operator != b.operator || a.variable != b.variable {
        return false;
    }
    let among = |values: &[String], value: &String| values.iter().any(|other| same(other, value));
    match (a.negated, b.negated) {
        (false, true) => a.values.iter().all(|value| among(&b.values, value)),
        (true, false) => b.values.iter().all(|value| among(&a.values, value)),
        (false, false) if a.operator == Operator::Equals => !a.values.iter().any(|value| among(&b.values, value)),
        _ => false,
    }
}

/// `1` is `1.0`.
fn same(a: &str, b: &str) -> bool {
    let numbers = a.parse::<f64>().ok().zip(b.parse::<f64>().ok());
    a == b || numbers.is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
}
