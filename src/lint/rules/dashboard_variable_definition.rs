//! What Datadog refuses about template variables, and presets that choose nothing.

use serde_json::Value;

use crate::lint::subject::{Dashboard, TemplateVariable};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "template-variable-definition",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/template-variable-definition.md"),
    ..Rule::REST
};

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for (index, variable) in dashboard.variables.iter().enumerate() {
        either(dashboard, &variable.at, variable.value, ("default", "defaults"), told);
        offered(dashboard, variable, told);
        let before = dashboard.variables.iter().take(index).find(|other| other.name == variable.name);
        if let Some(before) = before {
            told.about(dashboard, format!("two template variables are called `{}`", variable.name))
                .at(&variable.at.key("name"))
                .label("again")
                .related(&before.at.key("name"), "the first one")
                .help("give it a name of its own, or take it out");
        }
    }
    presets(dashboard, told);
}

fn is_there(value: &Value, key: &str) -> bool {
    value.get(key).is_some_and(|value| !value.is_null())
}

/// The old field with one value, and the new one with several, exclude each other.
fn either(dashboard: &Dashboard<'_>, at: &Pointer, value: &Value, (old, new): (&str, &str), told: &mut Told<'_>) {
    if is_there(value, old) && is_there(value, new) {
        told.about(dashboard, format!("`{old}` and `{new}` exclude each other, and Datadog refuses both"))
            .at_key(&at.key(old))
            .label("the old field")
            .related(&at.key(new), "the new one")
            .help(format!("keep `{new}`"))
            .fix_remove(format!("take `{old}` out"), &at.key(old));
    }
}

/// Defaults are among the values that are offered, where some are; `*` stands for all.
fn offered(dashboard: &Dashboard<'_>, variable: &TemplateVariable<'_>, told: &mut Told<'_>) {
    let list = |key| variable.value.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let offered: Vec<&str> = list("available_values").iter().filter_map(Value::as_str).collect();
    if variable.value.get("defaults").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        let at = variable.at.key("defaults");
        told.about(dashboard, format!("the template variable `{}` has an empty list of defaults", variable.name))
            .at(&at)
            .help("name a value, `*` for all, or take `defaults` out")
            .fix_remove("take `defaults` out", &at);
    }
    let several =
        list("defaults").iter().enumerate().map(|(index, value)| (variable.at.key("defaults").index(index), value));
    let one = variable.value.get("default").map(|value| (variable.at.key("default"), value));
    for (at, value) in several.chain(one) {
        let Some(value) = value.as_str().filter(|value| !value.contains('*')) else { continue };
        if offered.is_empty() || value.is_empty() || offered.contains(&value) {
            continue;
        }
        let help = match nearest(value, offered.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("offer it too, or choose one of `{}`", offered.join("`, `")),
        };
        told.about(dashboard, format!("the default `{value}` is not among the values that `{}` offers", variable.name))
            .at(&at)
            .label("not offered")
            .related(&variable.at.key("available_values"), "what is offered")
            .help(help)
            .severity(Severity::Warning);
    }
}

fn presets(dashboard: &Dashboard<'_>, told: &mut Told<'_>) {
    let names = dashboard.variable_names();
    let all = Pointer::parse("/template_variable_presets");
    let mut last = "";
    for (index, preset) in dashboard.list("/template_variable_presets").iter().enumerate() {
        let Some(name) = preset.get("name").and_then(Value::as_str) else { continue };
        if name < last {
            told.about(
                dashboard,
                format!("the preset `{name}` stands behind `{last}`, and Datadog sorts presets by name"),
            )
            .at(&all.index(index).key("name"))
            .help("put the presets in the order of their names; the plan shows a change each time otherwise")
            .severity(Severity::Warning);
        }
        last = name;
        let values = preset.get("template_variables").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (inner, value) in values.iter().enumerate() {
            let at = all.index(index).key("template_variables").index(inner);
            either(dashboard, &at, value, ("value", "values"), told);
            if let Some(unknown) = value.get("name").and_then(Value::as_str).filter(|name| !names.contains(name)) {
                let help = match nearest(unknown, names.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "declare it in `template_variables`, or take it out of the preset".to_owned(),
                };
                told.about(
                    dashboard,
                    format!("the preset `{name}` chooses a value for `{unknown}`, which is not declared"),
                )
                .at(&at.key("name"))
                .label("no such variable")
                .help(help)
                .severity(Severity::Warning);
            }
        }
    }
}
