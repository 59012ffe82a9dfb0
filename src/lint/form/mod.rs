//! Whether a definition has the form that its schema asks for. What it means is a matter for the rules.

mod misspelt;
mod unknown;
mod violation;

use misspelt::Misspelt;

use crate::model::{Desired, Finding};
use crate::schema;

/// Every id that a finding of this room may bear, and what it means.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    violation::RULES.iter().chain(unknown::RULES).copied()
}

pub fn check(resource: &Desired, findings: &mut Vec<Finding>) {
    let kind = resource.address.kind.name;
    let (Some(document), Some(known)) = (schema::by_name(kind), schema::known(kind)) else { return };
    let violations = schema::violations(document, &resource.spec);
    let misspelt = Misspelt::all(known, &resource.spec, &violations);
    let told = |violation: &&schema::Violation| !misspelt.iter().any(|one| one.explains(violation));
    findings.extend(violations.iter().filter(told).map(|violation| violation::finding(resource, violation)));
    findings.extend(misspelt.iter().map(|one| one.finding(resource)));
    let fields = known.unknown_fields(&resource.spec);
    let fields = fields.iter().filter(|field| misspelt.iter().all(|one| one.at != field.pointer));
    let fields = fields.filter(|field| !misspelt::may_belong(field, &violations));
    findings.extend(fields.map(|field| unknown::field(resource, field)));
    findings.extend(known.unknown_values(&resource.spec).iter().map(|value| unknown::value(resource, value)));
}
