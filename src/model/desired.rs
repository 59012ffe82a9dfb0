//! What the files ask for.

use std::borrow::Cow;

use serde_json::Value;

use super::{Address, Node, Place, Pointer};

/// `${monitor:pipeline-failure}` somewhere in a spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The text it stands in.
    pub at: Pointer,
    pub target: Address,
    /// The text is nothing but this reference, so the id may take its own JSON type.
    pub whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum State {
    #[default]
    Present,
    /// The resource is to be deleted, although its file is still there.
    Absent,
}

/// One resource as its file, defaults, variables and environment make it. References stand in it unresolved.
#[derive(Clone, Debug)]
pub struct Desired {
    pub address: Address,
    /// The object, as it would be sent but for marks and references.
    pub spec: Value,
    /// The same object with the place of each value; parts may come from `ddsync.yaml`.
    pub tree: Node,
    /// Where the document starts.
    pub place: Place,
    /// An existing object to adopt.
    pub id: Option<String>,
    pub protect: bool,
    /// Lint rules that are silent here, each with its place.
    pub ignore: Vec<(String, Place)>,
    pub state: State,
    pub references: Vec<Reference>,
}

impl Desired {
    /// The name people know it by, or what makes it the only one of its kind, or the key.
    pub fn label(&self) -> Cow<'_, str> {
        let kind = self.address.kind;
        let name = self.spec.get(kind.label).and_then(Value::as_str).map(Cow::Borrowed);
        let natural = || kind.natural_of(&self.spec).map(Cow::Owned);
        name.or_else(natural).unwrap_or(Cow::Borrowed(self.address.key.as_str()))
    }
}
