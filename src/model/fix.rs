//! What makes a finding go away, as changes of the resource's own values.

use std::ops::Range;

use serde_json::Value;

use super::{Address, Place, Pointer};

/// A repair that needs no person: it changes no meaning but the wrong one.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// In the imperative, for a list of what was done: ``write `sum` ``.
    pub what: String,
    pub patches: Vec<Patch>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// Of the resource's spec, not of the file that it is written in.
    pub at: Pointer,
    pub change: Change,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another value; a key that is not there is made.
    Set(Value),
    /// The key goes, or the item of a list.
    Remove,
    /// Other bytes in a text; they mean themselves, a `${` in them too.
    Text { range: Range<usize>, text: String },
    /// A reference to a resource: these bytes of a text, or the whole value.
    Reference { range: Option<Range<usize>>, target: Address },
    /// Other bytes in the file: for comments, which are no values.
    Bytes { place: Place, text: String },
}

impl Patch {
    pub fn text(at: &Pointer, range: Range<usize>, text: impl Into<String>) -> Self {
        Self { at: at.clone(), change: Change::Text { range, text: text.into() } }
    }
}
