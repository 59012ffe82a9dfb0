//! An id that only one organization has, where a reference would do.

use std::collections::HashMap;

use serde_json::Value;

use crate::kinds;
use crate::lint::subject::{Dashboard, Subjects};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Address, Kind, Pointer};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "hardcoded-resource-id",
    repair: Repair::Sometimes,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/hardcoded-resource-id.md"),
    ..Rule::REST
};

/// Fields that hold the id of another object, wherever they stand in a widget.
static FIELDS: &[(&str, &Kind, &str)] = &[
    ("alert_id", &kinds::MONITOR, "a monitor"),
    ("slo_id", &kinds::SLO, "an SLO"),
    ("powerpack_id", &kinds::POWERPACK, "a powerpack"),
];

/// Pages of other objects, as links name them.
static LINKS: &[(&str, &Kind)] = &[
    ("/monitors/", &kinds::MONITOR),
    ("/dashboard/", &kinds::DASHBOARD),
    ("slo_id=", &kinds::SLO),
    ("/notebook/", &kinds::NOTEBOOK),
];

/// Resources that adopt an object by its id.
type Known<'a> = HashMap<(&'static str, &'a str), &'a Address>;

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let with_id = subjects.resources.iter().filter_map(|resource| {
        let id = resource.desired.id.as_deref()?;
        Some(((resource.address().kind.name, id), resource.address()))
    });
    let known: Known<'_> = with_id.collect();
    for dashboard in &subjects.dashboards {
        for widget in &dashboard.widgets {
            fields(dashboard, &widget.definition_at(), widget.definition, &known, told);
            for (at, text) in widget.texts() {
                links(dashboard, &at, text, &known, told);
            }
        }
    }
}

fn fields(dashboard: &Dashboard<'_>, at: &Pointer, value: &Value, known: &Known<'_>, told: &mut Told<'_>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| key.as_str() != "widgets") {
                match FIELDS.iter().find(|(field, ..)| field == key) {
                    Some((_, kind, what)) => field(dashboard, &at.key(key), value, (kind, what), known, told),
                    None => fields(dashboard, &at.key(key), value, known, told),
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| fields(dashboard, &at.index(index), item, known, told));
        }
        _ => {}
    }
}

fn field(
    dashboard: &Dashboard<'_>,
    at: &Pointer,
    value: &Value,
    (kind, what): (&'static Kind, &str),
    known: &Known<'_>,
    told: &mut Told<'_>,
) {
    let id = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return,
    };
    if id.is_empty() || id.contains("${") {
        return;
    }
    let name = kind.name;
    let telling = told
        .about(dashboard, format!("{what} is named by its id `{id}`, which no other organization has"))
        .at(at)
        .label("of one organization");
    match known.get(&(name, id.as_str())) {
        Some(address) => {
            let help = format!("write `{}`, which is this one", address.reference());
            drop(telling.help(help).fix_reference(at, None, address));
        }
        None => drop(telling.help(format!("import it (`ddsync import {name}/{id}`) and write `${{{name}:its-key}}`"))),
    }
}

/// A link to what the project has itself; others may lead wherever they like.
fn links(dashboard: &Dashboard<'_>, at: &Pointer, text: &str, known: &Known<'_>, told: &mut Told<'_>) {
    for (page, kind) in LINKS {
        for (start, _) in text.match_indices(page) {
            let from = start + page.len();
            let rest = text.get(from..).unwrap_or_default();
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
            let id = rest.get(..length).unwrap_or_default();
            let Some(address) = known.get(&(kind.name, id)) else { continue };
            let span = Span::new(from, from + length);
            told.about(dashboard, format!("a link names the {} `{}` by its id", kind.name, address.key))
                .inside(at, span)
                .label(format!("`{}`", address.key))
                .help(format!("write `{}`", address.reference()))
                .fix_reference(at, Some(span), address);
        }
    }
}
