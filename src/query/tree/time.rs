//! Windows and durations.

use std::fmt;

use super::spans;
use crate::syntax::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    /// 30 days when counted in seconds.
    Month,
    /// 365 days when counted in seconds.
    Year,
}

impl Unit {
    /// In the order in which a parser has to try them: `mo` before `m`.
    pub const ALL: [Self; 7] = [Self::Month, Self::Second, Self::Minute, Self::Hour, Self::Day, Self::Week, Self::Year];

    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "s",
            Self::Minute => "m",
            Self::Hour => "h",
            Self::Day => "d",
            Self::Week => "w",
            Self::Month => "mo",
            Self::Year => "y",
        }
    }

    pub fn seconds(self) -> u64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
            Self::Day => 86_400,
            Self::Week => 7 * 86_400,
            Self::Month => 30 * 86_400,
            Self::Year => 365 * 86_400,
        }
    }
}

/// `5m`, `2h`, `1mo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    pub span: Span,
    pub amount: u64,
    pub unit: Unit,
}

impl Duration {
    pub fn seconds(&self) -> u64 {
        self.amount.saturating_mul(self.unit.seconds())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowKind {
    /// Rolling: the time up to now.
    Last,
    /// Of a forecast: the time from now on.
    Next,
    /// Cumulative: since the hour, the day or the month began.
    Current,
}

impl WindowKind {
    pub const ALL: [Self; 3] = [Self::Last, Self::Next, Self::Current];

    pub fn word(self) -> &'static str {
        match self {
            Self::Last => "last",
            Self::Next => "next",
            Self::Current => "current",
        }
    }
}

/// The evaluation window: `last_5m` of a metric monitor, `.last("5m")` of an event chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub span: Span,
    pub kind: WindowKind,
    pub length: Duration,
}

impl Window {
    pub fn seconds(&self) -> u64 {
        self.length.seconds()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftForm {
    /// `last_5m`
    Last,
    /// `5m_ago`
    Ago,
    /// `5m`
    Bare,
}

/// How far back `change` and `pct_change` look to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub span: Span,
    pub form: ShiftForm,
    pub length: Duration,
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, self.unit.word())
    }
}

/// As a metric monitor writes it.
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.kind.word(), self.length)
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            ShiftForm::Last => write!(f, "last_{}", self.length),
            ShiftForm::Ago => write!(f, "{}_ago", self.length),
            ShiftForm::Bare => write!(f, "{}", self.length),
        }
    }
}

spans!(Duration { span });
spans!(Window { span, length });
spans!(Shift { span, length });
