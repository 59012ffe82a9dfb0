use std::fmt;
use std::ops::{BitAnd, BitOr, Not};

/// One way for a monitor to change its state, or to stay in it, that sends a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transition {
    /// From OK or no data.
    Alert,
    WarnToAlert,
    /// From OK.
    Warn,
    AlertToWarn,
    AlertRecovery,
    WarnRecovery,
    NoData,
    NoDataRecovery,
    Unknown,
    UnknownRecovery,
    AlertAgain,
    WarnAgain,
    NoDataAgain,
}

impl Transition {
    pub const ALL: [Self; 13] = [
        Self::Alert,
        Self::WarnToAlert,
        Self::Warn,
        Self::AlertToWarn,
        Self::AlertRecovery,
        Self::WarnRecovery,
        Self::NoData,
        Self::NoDataRecovery,
        Self::Unknown,
        Self::UnknownRecovery,
        Self::AlertAgain,
        Self::WarnAgain,
        Self::NoDataAgain,
    ];

    /// `warn to alert`
    pub fn name(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::WarnToAlert => "warn to alert",
            Self::Warn => "warn",
            Self::AlertToWarn => "alert to warn",
            Self::AlertRecovery => "recovery from alert",
            Self::WarnRecovery => "recovery from warn",
            Self::NoData => "no data",
            Self::NoDataRecovery => "recovery from no data",
            Self::Unknown => "unknown",
            Self::UnknownRecovery => "recovery from unknown",
            Self::AlertAgain => "alert again",
            Self::WarnAgain => "warn again",
            Self::NoDataAgain => "no data again",
        }
    }

    /// `warn-to-alert`: the name as one word, for pages and flags.
    pub fn word(self) -> String {
        self.name().replace(' ', "-")
    }
}

/// A set of transitions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Transitions(u16);

impl Transitions {
    pub const NONE: Self = Self(0);
    pub const ALL: Self = Self::of(&Transition::ALL);
    /// The monitor goes into Alert, or stays there: what `is_alert` is true for.
    pub const ALERT: Self = Self::of(&[Transition::Alert, Transition::WarnToAlert, Transition::AlertAgain]);
    pub const WARN: Self = Self::of(&[Transition::Warn, Transition::AlertToWarn, Transition::WarnAgain]);
    pub const NO_DATA: Self = Self::of(&[Transition::NoData, Transition::NoDataAgain]);
    pub const RECOVERY: Self = Self::of(&[
        Transition::AlertRecovery,
        Transition::WarnRecovery,
        Transition::NoDataRecovery,
        Transition::UnknownRecovery,
    ]);
    pub const RENOTIFY: Self = Self::of(&[Transition::AlertAgain, Transition::WarnAgain, Transition::NoDataAgain]);
    /// Not possible without a warning threshold.
    pub const OF_WARNING: Self = Self::of(&[
        Transition::WarnToAlert,
        Transition::Warn,
        Transition::AlertToWarn,
        Transition::WarnRecovery,
        Transition::WarnAgain,
    ]);
    /// Not possible while no-data notifications are off.
    pub const OF_NO_DATA: Self = Self::of(&[Transition::NoData, Transition::NoDataRecovery, Transition::NoDataAgain]);
    /// Possible for service checks only.
    pub const OF_UNKNOWN: Self = Self::of(&[Transition::Unknown, Transition::UnknownRecovery]);

    pub const fn of(transitions: &[Transition]) -> Self {
        let mut bits = 0;
        let mut rest = transitions;
        while let [first, after @ ..] = rest {
            bits |= 1 << *first as u16;
            rest = after;
        }
        Self(bits)
    }

    pub fn contains(self, transition: Transition) -> bool {
        self.0 & Self::of(&[transition]).0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn is_subset(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub fn iter(self) -> impl Iterator<Item = Transition> {
        Transition::ALL.into_iter().filter(move |transition| self.contains(*transition))
    }
}

impl BitAnd for Transitions {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Transitions {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Not for Transitions {
    type Output = Self;

    fn not(self) -> Self {
        Self::ALL.without(self)
    }
}

impl FromIterator<Transition> for Transitions {
    fn from_iter<T: IntoIterator<Item = Transition>>(transitions: T) -> Self {
        transitions.into_iter().fold(Self::NONE, |all, one| all | Self::of(&[one]))
    }
}

/// `alert, warn to alert`; `never` for none.
impl fmt::Display for Transitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("never");
        }
        for (index, transition) in self.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{}", transition.name())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Transitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{self}}}")
    }
}
