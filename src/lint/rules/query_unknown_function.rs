//! A function or a modifier that Datadog does not have. What is near a known one is a slip; what is near none may be new.

use crate::lint::subject::Resource;
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told};
use crate::model::{Pointer, Severity};
use crate::query::tables;
use crate::query::tree::{Expr, Word};
use crate::query::{MonitorQuery, Walk as _};
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "unknown-function",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/unknown-function.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    subjects.each_expression(|found| look(found.resource, &found.at, found.expr, told));
    for monitor in &subjects.monitors {
        if let Some(MonitorQuery::Formula(formula)) = monitor.sound()
            && let Some(expr) = formula.formula.clean()
        {
            look(monitor, &crate::lint::subject::Monitor::query_at(), expr, told);
        }
    }
    for dashboard in &subjects.dashboards {
        for formula in
            dashboard.widgets.iter().flat_map(|widget| &widget.requests).flat_map(|request| &request.formulas)
        {
            if let Some(expr) = formula.tree.clean() {
                look(dashboard, &formula.at, expr, told);
            }
        }
    }
}

fn look(resource: &Resource<'_>, at: &Pointer, expr: &Expr, told: &mut Told<'_>) {
    for call in expr.calls() {
        if tables::function(&call.name.text).is_none() {
            tell(resource, at, &call.name, "function", nearest(&call.name.text, tables::function_names()), told);
        }
    }
    for method in expr.all_methods() {
        if tables::modifier(&method.name.text).is_none() {
            let near = nearest(&method.name.text, tables::MODIFIERS.iter().map(|modifier| modifier.name));
            tell(resource, at, &method.name, "modifier", near, told);
        }
    }
}

fn tell(resource: &Resource<'_>, at: &Pointer, name: &Word, what: &str, near: Option<&str>, told: &mut Told<'_>) {
    let telling = told.about(resource, format!("there is no {what} `{}`", name.text)).inside(at, name.span);
    match near {
        Some(near) => drop(telling.help(format!("did you mean `{near}`?")).fix_text(
            format!("write `{near}`"),
            at,
            name.span,
            near,
        )),
        None => drop(
            telling
                .severity(Severity::Warning)
                .help(format!("if it is newer than this ddsync, silence the rule here; otherwise look the {what} up")),
        ),
    }
}
