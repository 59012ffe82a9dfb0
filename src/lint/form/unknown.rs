//! A field or a value that the schema does not know. Datadog adds some every month, so this warns and lets it pass.

use crate::model::{Desired, Finding};
use crate::schema::{Unknown, UnknownValue};

pub const RULES: &[(&str, &str)] = &[
    ("unknown-field", "a field is not known to the schema: a typing mistake, or newer than this version of ddsync"),
    (
        "unknown-value",
        "a value is not among those known for its field: a typing mistake, or newer than this version of ddsync",
    ),
];

pub fn field(resource: &Desired, unknown: &Unknown) -> Finding {
    let name = unknown.pointer.to_string();
    let name = name.rsplit('/').next().unwrap_or_default();
    let message = format!("`{name}` is no field that the schema of {}s knows here", resource.address.kind.name);
    let finding = Finding::warning("unknown-field", message);
    let finding = finding.at(resource.tree.key_place_of(&unknown.pointer)).of(&resource.address);
    match &unknown.elsewhere {
        Some(elsewhere) => finding.help(format!("it belongs under {}", quoted(elsewhere))),
        None => did_you_mean(finding, &unknown.suggestions),
    }
}

pub fn value(resource: &Desired, unknown: &UnknownValue) -> Finding {
    let finding = Finding::warning("unknown-value", format!("`{}` is not among the known values", unknown.value));
    did_you_mean(finding.at(resource.tree.place_of(&unknown.pointer)).of(&resource.address), &unknown.suggestions)
}

fn did_you_mean(finding: Finding, suggestions: &[String]) -> Finding {
    let names: Vec<String> = suggestions.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => finding.help("it is sent to Datadog as it is"),
        names => finding.help(format!("did you mean {}?", names.join(" or "))),
    }
}

fn quoted(place: &str) -> String {
    if place.contains(' ') { place.to_owned() } else { format!("`{place}`") }
}
