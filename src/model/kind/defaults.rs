//! What Datadog stores where a definition is silent.

use serde_json::{Value, json};

use crate::model::Pattern;

/// `at` reads as `value` where it is absent.
#[derive(Clone, Copy, Debug)]
pub struct Default {
    pub at: Pattern,
    pub value: Lit,
    pub when: When,
}

impl Default {
    pub const fn new(at: &'static str, value: Lit) -> Self {
        Self { at: Pattern(at), value, when: When::Always }
    }

    #[must_use]
    pub const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
}

/// A JSON constant in a table.
#[derive(Clone, Copy, Debug)]
pub enum Lit {
    Bool(bool),
    Int(i64),
    Text(&'static str),
    EmptyList,
    /// A list of texts; sorted where the list is a set.
    Texts(&'static [&'static str]),
    EmptyObject,
    /// Follows from the rest of the object.
    Computed(fn(&Value) -> Option<Value>),
    /// Datadog moves this default over time or by account: an absent field is left alone.
    Unmanaged,
}

impl Lit {
    /// The constant; None where there is none.
    pub fn value(self) -> Option<Value> {
        match self {
            Self::Bool(flag) => Some(json!(flag)),
            Self::Int(number) => Some(json!(number)),
            Self::Text(text) => Some(json!(text)),
            Self::EmptyList => Some(json!([])),
            Self::Texts(texts) => Some(json!(texts)),
            Self::EmptyObject => Some(json!({})),
            Self::Computed(_) | Self::Unmanaged => None,
        }
    }
}

/// The neighbours that a default depends on; pointers are absolute.
#[derive(Clone, Copy, Debug)]
pub enum When {
    Always,
    /// Only where this other field is missing.
    Without(&'static str),
    /// Only where this field is one of these texts.
    OneOf(&'static str, &'static [&'static str]),
}
