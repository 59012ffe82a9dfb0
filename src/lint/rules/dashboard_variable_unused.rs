//! A drop-down that changes nothing.

use super::dashboard_variable_undefined::nearly_named;
use crate::lint::subject::Dashboard;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Token;

pub static RULE: Rule = Rule {
    id: "unused-template-variable",
    repair: Repair::Sometimes,
    of_absence: true,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/unused-template-variable.md"),
    ..Rule::REST
};

/// Where variables are declared, and not used.
const DECLARES: &[&str] = &["template_variables", "template_variable_presets"];

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let names = dashboard.variable_names();
    let mut used: Vec<&str> = Vec::new();
    let declares = |first: Option<&Token>| matches!(first, Some(Token::Key(key)) if DECLARES.contains(&key.as_str()));
    for (at, text) in dashboard.texts() {
        if !declares(at.tokens().first()) {
            used.extend(mentioned(text, &names));
        }
    }
    used.extend(given_to_powerpacks(dashboard));
    used.extend(nearly_named(dashboard, &names));
    for variable in
        dashboard.variables.iter().filter(|variable| !variable.name.is_empty() && !used.contains(&variable.name))
    {
        let name = variable.name;
        let telling = told
            .about(
                dashboard,
                format!("no widget uses the template variable `{name}`: choosing a value changes nothing"),
            )
            .at(&variable.at.key("name"))
            .label("unused")
            .help(format!("write `${name}` into the queries that it should narrow, or take it out"));
        // A preset that names it would name nothing then.
        if !in_presets(dashboard, name) {
            telling.fix_remove(format!("take `{name}` out"), &variable.at);
        }
    }
}

/// The declared names behind each `$` of a text, the longest that fits.
fn mentioned<'n>(text: &str, names: &[&'n str]) -> Vec<&'n str> {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let starts = text.match_indices('$').filter_map(|(at, _)| text.get(at + 1..));
    let longest = |rest: &str| {
        let fits = |name: &&&str| rest.strip_prefix(**name).is_some_and(ends);
        names.iter().filter(fits).max_by_key(|name| name.len()).copied()
    };
    starts.filter_map(longest).collect()
}

/// A powerpack takes values of variables by their name.
fn given_to_powerpacks<'d>(dashboard: &'d Dashboard<'_>) -> impl Iterator<Item = &'d str> {
    let given = |definition: &'d serde_json::Value| definition.pointer("/template_variables/controlled_externally");
    let lists = dashboard.widgets.iter().filter_map(move |widget| given(widget.definition)?.as_array());
    lists.flatten().filter_map(|variable| variable.get("name")?.as_str())
}

fn in_presets(dashboard: &Dashboard<'_>, name: &str) -> bool {
    let presets = dashboard.list("/template_variable_presets").iter();
    let variables = presets.filter_map(|preset| preset.get("template_variables")?.as_array()).flatten();
    variables.filter_map(|variable| variable.get("name")?.as_str()).any(|named| named == name)
}
