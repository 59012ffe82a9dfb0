//! What Datadog has.

use serde_json::Value;

use super::{Kind, Mark};

/// An object as the API returned it, out of its envelope.
#[derive(Clone, Debug)]
pub struct Live {
    pub kind: &'static Kind,
    pub id: String,
    pub mark: Option<Mark>,
    pub object: Value,
}

impl Live {
    /// None where the object has no id: then it is not an object of this kind.
    pub fn new(kind: &'static Kind, object: Value) -> Option<Self> {
        let id = kind.id_of(&object)?;
        let mark = Mark::read(kind, &object);
        Some(Self { kind, id, mark, object })
    }

    pub fn label(&self) -> &str {
        self.object.get(self.kind.label).and_then(Value::as_str).unwrap_or(&self.id)
    }
}
