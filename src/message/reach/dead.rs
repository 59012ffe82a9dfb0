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
            let sets = |around: &Around| match around.test {
                Test::On(transitions) => transitions,
                _ => Transitions::ALL,
            };
            let together = around.iter().fold(*asked, |together, around| together & sets(around));
            if together.is_empty() {
                let excludes = |around: &&Around| !sets(around).meets(*asked);
                let narrows = |around: &&Around| matches!(around.test, Test::On(_));
                let block = around.iter().rev().find(excludes).or_else(|| around.iter().rev().find(narrows));
                return Some(Dead::Contradiction { with: block?.opener });
            }
            let possible = (together & states.possible()).meets(!on);
            Some(if possible { Dead::NotSentThen } else { missing(together, states) })
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
    let asked = match states.renotify {
        None if first.is_empty() => return Dead::NoRenotifyInterval,
        Some(renotify) if first.is_empty() && !renotify.transitions().meets(asked) => return Dead::StatusNotRenotified,
        Some(_) if first.is_empty() => asked,
        _ => first,
    };
    if asked.meets(Transitions::OF_WARNING) && !states.can_warn() {
        Dead::NoWarningThreshold
    } else if asked.meets(Transitions::OF_NO_DATA) && !states.notifies_no_data {
        Dead::NoDataNotificationsOff
    } else {
        Dead::NotAServiceCheck
    }
}

impl Dead {
    /// Half a sentence that goes on after "is never sent:".
    pub fn why(&self) -> String {
        let why = match self {
            Self::NoWarningThreshold => "the monitor has no warning threshold",
            Self::NoDataNotificationsOff => "no-data notifications are off",
            Self::NoRenotifyInterval => "`renotify_interval` is not set",
            Self::StatusNotRenotified => "`renotify_statuses` leaves this status out",
            Self::NotAServiceCheck => "only service checks can be unknown",
            Self::Contradiction { .. } => "the block around it excludes it",
            Self::Priority { has: Some(priority) } => return format!("the monitor's priority is P{priority}"),
            Self::Priority { has: None } => "the monitor has no priority",
            Self::NotSentThen => "this text is sent on other transitions only",
        };
        why.to_owned()
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
