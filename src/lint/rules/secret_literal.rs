//! A token or a password that stands in a file, and so in Git for ever.

use serde_json::Value;

use crate::lint::{Context, Rule};
use crate::model::{Desired, Finding, Place, Pointer};

pub static RULE: Rule = Rule {
    ids: &[(
        "literal-secret",
        "a token or a password stands in the file, where everybody reads it, instead of `${env.NAME}`",
    )],
    check,
};

/// Words in the name of a header or a field whose value nobody else may know.
const TELLING: &[&str] =
    &["authorization", "cookie", "token", "secret", "password", "passwd", "key", "credential", "signature"];

fn check(resource: &Desired, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for path in resource.address.kind.secrets {
        let at = Pointer::parse(path);
        let Some(Value::String(text)) = at.find(&resource.spec) else { continue };
        let place = resource.tree.place_of(&at);
        let name = path.trim_start_matches('/').replace('/', ".");
        let values: Vec<(String, String)> = match serde_json::from_str(text) {
            Ok(Value::Object(entries)) => {
                let entry = |(entry, value): (String, Value)| {
                    let value = value.as_str()?.to_owned();
                    is_telling(&entry).then(|| (format!("`{entry}` in `{name}`"), value))
                };
                entries.into_iter().filter_map(entry).collect()
            }
            _ => vec![(format!("`{name}`"), text.clone())],
        };
        for (what, value) in values {
            findings.extend(literal(&value, place, context).map(|place| told(&what, place, resource)));
        }
    }
}

fn is_telling(name: &str) -> bool {
    let name = name.to_lowercase();
    TELLING.iter().any(|word| name.contains(word))
}

/// Where the file has the value itself. One that was filled in from outside does not stand there, and `$NAME` is a variable
/// that Datadog keeps.
fn literal(value: &str, place: Place, context: &Context<'_>) -> Option<Place> {
    if value.is_empty() || value.contains('$') {
        return None;
    }
    let start = place.start + context.sources.slice(place).find(value)?;
    Some(Place::new(place.source, start, start + value.len()))
}

fn told(what: &str, place: Place, resource: &Desired) -> Finding {
    Finding::error("literal-secret", format!("the value of {what} stands in the file"))
        .at(place)
        .label("a secret?")
        .of(&resource.address)
        .help("write `${env.NAME}` and list NAME under `env:` in ddsync.yaml; a value that was in Git is known, so change it too")
}
