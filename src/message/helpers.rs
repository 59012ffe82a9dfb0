//! The helpers that stand in a tag of their own.

#[derive(Clone, Copy, Debug)]
pub struct Helper {
    pub name: &'static str,
    /// What each argument is; the number of arguments is fixed.
    pub args: &'static [Takes],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// See [`eval`](super::eval).
    Expression,
    /// One of [`TIMES`](super::variables::TIMES).
    Time,
    /// A name of the IANA database: `Europe/Paris`.
    Zone,
    Variable,
    /// `P1` to `P5`.
    Priority,
}

/// Source: Datadog's documentation.
pub static HELPERS: &[Helper] = &[
    Helper { name: "eval", args: &[Takes::Expression] },
    Helper { name: "local_time", args: &[Takes::Time, Takes::Zone] },
    Helper { name: "urlencode", args: &[Takes::Variable] },
    Helper { name: "override_priority", args: &[Takes::Priority] },
];

pub static PRIORITIES: &[&str] = &["P1", "P2", "P3", "P4", "P5"];

pub fn helper(name: &str) -> Option<&'static Helper> {
    HELPERS.iter().find(|helper| helper.name == name)
}

/// 1 to 5 for `P1` to `P5`.
pub fn priority(text: &str) -> Option<u8> {
    let at = PRIORITIES.iter().position(|name| *name == text)?;
    u8::try_from(at + 1).ok()
}
