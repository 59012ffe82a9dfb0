//! A required field under a name that is nearly its own. The schema sees two faults, one field too few and one too many, and
//! a person made one.

use serde_json::Value;

use crate::model::{Desired, Finding, Pointer};
use crate::schema::{Known, Violation};
use crate::syntax::nearest;

pub struct Misspelt {
    /// As it is written.
    pub at: Pointer,
    object: Pointer,
    written: String,
    meant: String,
}

impl Misspelt {
    /// Those of a definition, with what its schema says against it.
    pub fn all(known: &Known, spec: &Value, violations: &[Violation]) -> Vec<Self> {
        let mut found = Vec::new();
        for violation in violations {
            // With several missing it would explain a part of the finding.
            let [meant] = violation.missing.as_slice() else { continue };
            let Some(Value::Object(object)) = violation.pointer.find(spec) else { continue };
            let is_near = |key: &&String| nearest(key, [meant.as_str()]).is_some();
            let at = |key: &String| violation.pointer.key(key);
            if let Some(written) = object.keys().filter(is_near).find(|key| !known.knows(spec, &at(key))) {
                found.push(Self {
                    at: at(written),
                    object: violation.pointer.clone(),
                    written: written.clone(),
                    meant: meant.clone(),
                });
            }
        }
        found
    }

    /// Whether nothing else is behind the violation.
    pub fn explains(&self, violation: &Violation) -> bool {
        !violation.missing.is_empty() && violation.pointer == self.object
    }

    pub fn finding(&self, resource: &Desired) -> Finding {
        let Self { at, written, meant, .. } = self;
        let message = format!("`{written}` is no field here, and `{meant}` is missing");
        let finding = Finding::error("unknown-field", message).at(resource.tree.key_place_of(at)).of(&resource.address);
        finding.help(format!("did you mean `{meant}`?"))
    }
}
