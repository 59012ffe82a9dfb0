//! A required field under a name that is nearly its own. The schema sees two faults, one field too few and one too many, and
//! a person made one.

use serde_json::Value;

use crate::model::{Desired, Finding, Pointer};
use crate::schema::{Known, Unknown, Violation};
use crate::syntax::nearest;

pub struct Misspelt {
    /// As it is written.
    pub at: Pointer,
    object: Pointer,
    written: String,
    meant: String,
}

/// Fields that say what an object is, and so which others it has.
const TAGS: &[&str] = &["type", "data_source"];

/// Whether an unknown field may well belong to what its object was meant to be: that is not said, or not understood, and the
/// field is near none that are known.
pub fn may_belong(field: &Unknown, violations: &[Violation]) -> bool {
    let is_unsaid = |violation: &Violation| match violation.missing.as_slice() {
        [] => false,
        [only] => TAGS.contains(&only.as_str()),
        _ => true,
    };
    let object = field.pointer.parent();
    let around =
        violations.iter().find(|violation| is_unsaid(violation) && Some(&violation.pointer) == object.as_ref());
    // Of the whole definition it is known where its fields belong, whatever its type.
    let is_elsewhere = field.elsewhere.is_some();
    around.is_some_and(|violation| field.suggestions.is_empty() && !(violation.pointer.is_root() && is_elsewhere))
}

impl Misspelt {
    /// Those of a definition, with what its schema says against it.
    pub fn all(known: &Known, spec: &Value, violations: &[Violation]) -> Vec<Self> {
        violations.iter().filter_map(|violation| Self::of(known, spec, violation)).collect()
    }

    /// What is behind the whole violation: the only field that is missing, or the one that decides which are.
    fn of(known: &Known, spec: &Value, violation: &Violation) -> Option<Self> {
        let Value::Object(object) = violation.pointer.find(spec)? else { return None };
        let tags = TAGS.iter().copied().filter(|tag| !violation.missing.is_empty() && !object.contains_key(*tag));
        let only = match violation.missing.as_slice() {
            [only] => Some(only.as_str()),
            _ => None,
        };
        let unknown = |key: &&String| !known.knows(spec, &violation.pointer.key(key));
        let near = |meant: &str| object.keys().filter(|key| nearest(key, [meant]).is_some()).find(unknown).cloned();
        let (written, meant) = only.into_iter().chain(tags).find_map(|meant| Some((near(meant)?, meant.to_owned())))?;
        Some(Self { at: violation.pointer.key(&written), object: violation.pointer.clone(), written, meant })
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
