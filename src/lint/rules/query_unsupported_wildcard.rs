use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Rule, Told};
use crate::query::Walk as _;
use crate::query::tree::{Filter, Value};

pub static RULE: Rule = Rule {
    id: "unsupported-wildcard",
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/unsupported-wildcard.md"),
    ..Rule::REST
};

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    for atom in found.expr.atoms() {
        match atom {
            Filter::Tag(tag) => look(found, &tag.value, told),
            Filter::In(list) => list.values.iter().for_each(|value| look(found, value, told)),
            _ => {}
        }
    }
}

fn look(found: &Expression<'_, '_>, value: &Value, told: &mut Told<'_>) {
    let text = &value.text;
    // Stars at both ends are of either documented form.
    let middle = text.trim_matches('*');
    if !middle.contains('*') || text.contains('$') {
        return;
    }
    let start = middle.split('*').next().unwrap_or_default();
    told.about(found.resource, format!("`{text}` has a `*` in the middle, where Datadog documents none for metrics"))
        .inside(&found.at, value.span)
        .label("at an end only")
        .help(format!("write the start or the end alone, such as `{start}*`, or list the values with `IN`"));
}
