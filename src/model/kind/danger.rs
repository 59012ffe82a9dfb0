//! What a change behind everybody's back can cost, by kind and field.

/// The worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Danger {
    /// It tells nobody any more.
    Silent,
    /// It tells later, or of less.
    Lax,
    /// Fewer people hear of it, or with less urgency.
    Unheard,
    /// It does something else.
    Other,
    /// It looks otherwise.
    Looks,
}

impl Danger {
    pub fn name(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Lax => "lax",
            Self::Unheard => "unheard",
            Self::Other => "other",
            Self::Looks => "looks",
        }
    }
}

/// Of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Dangers {
    /// That an object is gone.
    pub gone: Danger,
    /// That it is otherwise, where no guard says more.
    pub changed: Danger,
    /// That there is one which no file asks for.
    pub extra: Danger,
    /// Fields that only people read.
    pub texts: &'static [&'static str],
    pub guards: &'static [Guard],
}

/// A field whose value can weaken an object.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    pub at: &'static str,
    pub way: Way,
    pub danger: Danger,
    pub weakens: Weakens,
}

impl Guard {
    pub const fn new(at: &'static str, way: Way, danger: Danger, weakens: Weakens) -> Self {
        Self { at, way, danger, weakens }
    }
}

/// Which way of a field is the dangerous one, seen from the definition.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// To this text.
    To(&'static str),
    /// Away from this text.
    From(&'static str),
    /// Down, or off. Nothing is the smallest number.
    Down,
    /// Up. Nothing is the smallest number.
    Up,
    /// Up, and nothing or 0 is the largest: there is none to reach.
    UpOrNone,
    /// Where the query reaches it later: up or down, as it compares.
    Farther,
    /// Away.
    Gone,
}

/// What a field does once it is set in the dangerous way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakens {
    /// A draft, a paused test.
    Off,
    /// A threshold that is farther away, a delay that is longer.
    Later,
    /// Missing data is told to nobody.
    NoData,
    /// It ends by itself.
    Resolves,
    /// A smaller promise.
    Promise,
    /// Reminders, recipients.
    Fewer,
    /// A lower priority.
    Priority,
}
