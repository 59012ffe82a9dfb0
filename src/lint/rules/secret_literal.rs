//! A token or a password that stands in a file, and so in Git for ever.

use serde_json::Value;

use crate::lint::subject::Resource;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Place, Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "literal-secret",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Resource(check),
    page: include_str!("../../../tests/rules/literal-secret.md"),
    ..Rule::REST
};

/// Words in the name of a header or a field whose value nobody else may know.
const TELLING: &[&str] =
    &["authorization", "cookie", "token", "secret", "password", "passwd", "key", "credential", "signature"];

fn check(resource: &Resource<'_>, context: &Context<'_>, told: &mut Told<'_>) {
    for path in resource.address().kind.secrets {
        let at = Pointer::parse(path);
        let Some(Value::String(text)) = at.find(resource.spec()) else { continue };
        let place = resource.desired.tree.place_of(&at);
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
            let Some(place) = literal(&value, place, context) else { continue };
            told.about(resource, format!("the value of {what} stands in the file"))
                .place(place)
                .label("a secret?")
                .help("write `${env.NAME}` and list NAME under `env:` in ddsync.yaml; a value that was in Git is known, so change it too");
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
