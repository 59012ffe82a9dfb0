//! References to ids. Those of objects that exist are filled in when planning, the rest as the objects are made.

use std::collections::HashMap;

use serde_json::Value;

use crate::model::{Address, Desired, Kind, Pattern, Reference};

/// The ids that are known so far.
pub type Ids = HashMap<Address, String>;

/// The spec with every reference in `ids` replaced; the others stay as they are written.
pub fn resolve(desired: &Desired, ids: &Ids) -> Value {
    let mut spec = desired.spec.clone();
    fill(desired.address.kind, &mut spec, &desired.references, ids);
    spec
}

/// Fills references into a value of the shape of the spec they stand in.
pub fn fill(kind: &Kind, spec: &mut Value, references: &[Reference], ids: &Ids) {
    for reference in references {
        let Some(id) = ids.get(&reference.target) else { continue };
        let Some(place) = reference.at.find_mut(spec) else {
            continue;
        };
        let Some(text) = place.as_str() else { continue };
        *place = if reference.whole {
            // A graph of a monitor wants the monitor's id as text, although the id is a number.
            let as_text = kind.text_ids.iter().any(|path| Pattern(path).matches(&reference.at));
            if as_text { Value::String(id.clone()) } else { reference.target.kind.id_value(id) }
        } else {
            Value::String(text.replace(&written(&reference.target), id))
        };
    }
}

/// The reference as a file writes it.
pub fn written(target: &Address) -> String {
    format!("${{{}:{}}}", target.kind.name, target.key)
}
