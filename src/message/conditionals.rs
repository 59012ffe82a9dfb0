//! The block helpers that Datadog documents.

use super::transition::{Transition, Transitions};

#[derive(Clone, Copy, Debug)]
pub struct Conditional {
    pub name: &'static str,
    pub asks: Asks,
    pub args: Arguments,
    /// What the monitor must have for it to be true; none where it always can be.
    pub needs: Option<Need>,
}

/// What a conditional asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Is the message sent on one of these?
    Transition(Transitions),
    /// Has the monitor this priority? The argument is `P1` to `P5`.
    Priority,
    /// Does the variable contain one of the values? An empty value asks whether there is any.
    Contains,
    /// Is the variable one of the values? Numbers are compared as numbers.
    Equals,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arguments {
    None,
    /// Exactly one.
    One,
    /// A variable and one value or more.
    VariableAndValues,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    WarningThreshold,
    NoDataNotification,
    RenotifyInterval,
    ServiceCheck,
    Priority,
}

impl Arguments {
    /// The fewest and the most.
    pub fn range(self) -> (usize, usize) {
        match self {
            Self::None => (0, 0),
            Self::One => (1, 1),
            Self::VariableAndValues => (2, usize::MAX),
        }
    }
}

const fn on(name: &'static str, transitions: Transitions, needs: Option<Need>) -> Conditional {
    Conditional { name, asks: Asks::Transition(transitions), args: Arguments::None, needs }
}

const fn matching(name: &'static str, asks: Asks) -> Conditional {
    Conditional { name, asks, args: Arguments::VariableAndValues, needs: None }
}

const TO_WARNING: Transitions = Transitions::of(&[Transition::AlertToWarn]);
const ALERT_RECOVERY: Transitions = Transitions::of(&[Transition::AlertRecovery]);
const WARN_RECOVERY: Transitions = Transitions::of(&[Transition::WarnRecovery]);
const NO_DATA_RECOVERY: Transitions = Transitions::of(&[Transition::NoDataRecovery]);
const UNKNOWN: Transitions = Transitions::of(&[Transition::Unknown]);

/// Source: Datadog's documentation.
pub static CONDITIONALS: &[Conditional] = &[
    on("is_alert", Transitions::ALERT, None),
    on("is_warning", Transitions::WARN, Some(Need::WarningThreshold)),
    on("is_alert_to_warning", TO_WARNING, Some(Need::WarningThreshold)),
    on("is_no_data", Transitions::NO_DATA, Some(Need::NoDataNotification)),
    on("is_recovery", Transitions::RECOVERY, None),
    on("is_alert_recovery", ALERT_RECOVERY, None),
    on("is_warning_recovery", WARN_RECOVERY, Some(Need::WarningThreshold)),
    on("is_no_data_recovery", NO_DATA_RECOVERY, Some(Need::NoDataNotification)),
    on("is_unknown", UNKNOWN, Some(Need::ServiceCheck)),
    on("is_renotify", Transitions::RENOTIFY, Some(Need::RenotifyInterval)),
    Conditional { name: "is_priority", asks: Asks::Priority, args: Arguments::One, needs: Some(Need::Priority) },
    matching("is_match", Asks::Contains),
    matching("is_exact_match", Asks::Equals),
];

/// Names that one expects from the others, and that Datadog does not document.
pub static UNDOCUMENTED: &[&str] = &["is_warning_to_alert", "is_no_data_to_alert", "is_unknown_recovery"];

pub fn conditional(name: &str) -> Option<&'static Conditional> {
    CONDITIONALS.iter().find(|conditional| conditional.name == name)
}
