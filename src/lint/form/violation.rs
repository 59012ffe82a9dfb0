//! A definition that its JSON Schema does not allow.

use crate::model::{Desired, Finding};
use crate::schema::{Part, Violation};

pub const RULES: &[(&str, &str)] = &[
    ("bad-form", "a text has not the form that its field asks for"),
    ("misplaced-field", "a field stands where another one excludes it"),
    ("missing-field", "a field is missing that Datadog requires"),
    ("not-accepted", "a value is one that its field does not take"),
    ("out-of-range", "a number is smaller or larger than its field allows"),
    ("repeated-item", "a list has an item twice that it may have once"),
    ("wrong-count", "a list has too few or too many items"),
    ("wrong-length", "a text is too short or too long"),
    ("wrong-type", "a value has another JSON type than its field: a text instead of a number, say"),
];

pub fn finding(resource: &Desired, violation: &Violation) -> Finding {
    let tree = &resource.tree;
    let place = match violation.on {
        _ if violation.pointer.is_root() => resource.place,
        Part::Key => tree.key_place_of(&violation.pointer),
        Part::Value => tree.place_of(&violation.pointer),
    };
    let mut finding = Finding::error(violation.code, violation.message.clone()).at(place).of(&resource.address);
    finding.help.clone_from(&violation.help);
    finding
}
