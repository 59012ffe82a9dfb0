//! A token or a password that stands in a file, and so in Git for ever.

use std::ops::Range;

use serde_json::Value;

use crate::lint::subject::Resource;
use crate::lint::{Check, Context, Repair, Rule, Told, secrets};
use crate::load::Inside;
use crate::model::{Place, Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "literal-secret",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Resource(check),
    page: include_str!("../../../tests/rules/literal-secret.md"),
    ..Rule::REST
};

const FROM_OUTSIDE: &str =
    "write `${env.NAME}` and list NAME under `env:` in ddsync.yaml; a value that was in Git is known, so change it too";

/// Of a test, whose requests can name what Datadog keeps.
const FROM_DATADOG: &str = "keep it in a global variable of Datadog and write `{{ NAME }}`, or write `${env.NAME}`; a value \
     that was in Git is known, so change it too";

fn check(resource: &Resource<'_>, context: &Context<'_>, told: &mut Told<'_>) {
    let help = if secrets::has_variables(resource) { FROM_DATADOG } else { FROM_OUTSIDE };
    let mut told_of = Vec::new();
    for secret in secrets::of(resource) {
        if let Some(place) = literal(resource, &secret.at, secret.range, context) {
            told.about(resource, format!("{} stands in the file", secret.what))
                .place(place)
                .label("a secret?")
                .help(help);
            told_of.push(secret.at);
        }
    }
    for (at, name) in secrets::open_variables(resource).into_iter().filter(|(at, _)| !told_of.contains(at)) {
        told.about(resource, format!("the results of the test show the value of `{name}`"))
            .severity(Severity::Warning)
            .at(&at)
            .label("not `secure`")
            .help("write `secure: true` beside it")
            .fix_set("write `secure: true`", &at.parent().unwrap_or_default().key("secure"), true);
    }
}

/// Where the file has the value itself. One that was filled in from outside does not stand there.
fn literal(resource: &Resource<'_>, at: &Pointer, range: Range<usize>, context: &Context<'_>) -> Option<Place> {
    let node = resource.desired.tree.find(at).filter(|node| matches!(node.to_value(), Value::String(_)))?;
    Inside::new(context.sources, node).exact(range)
}
