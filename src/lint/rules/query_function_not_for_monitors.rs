//! A function whose values are of the drawn window, in a monitor.

use crate::lint::subject::{FormulaText, Monitor, Resource};
use crate::lint::{Check, Context, Rule, Told};
use crate::model::{Pointer, Severity};
use crate::query::Walk as _;
use crate::query::tables::{self, Family, InMonitors};
use crate::query::tree::Expr;

pub static RULE: Rule = Rule {
    id: "function-not-for-monitors",
    severity: Severity::Error,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/function-not-for-monitors.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    if monitor.sound().is_some() {
        monitor.expressions().iter().for_each(|(at, expr)| look(monitor.resource, at, expr, told));
    }
    if let Some(FormulaText { at, expr, .. }) = monitor.formula() {
        look(monitor.resource, &at, expr, told);
    }
}

fn look(resource: Resource<'_>, at: &Pointer, expr: &Expr, told: &mut Told<'_>) {
    for call in expr.calls() {
        let Some(function) = tables::function(&call.name.text) else { continue };
        let InMonitors::No(why) = function.in_monitors else { continue };
        // That Datadog's documentation speaks against; of the others only sense does.
        let documented = !matches!(function.family, Family::Rank | Family::Regression);
        told.about(&resource, format!("`{}` is not for monitors: {why}", call.name))
            .severity(if documented { Severity::Error } else { Severity::Warning })
            .inside(at, call.name.span)
            .label("for graphs alone")
            .help(match function.family {
                Family::Arithmetic => "take it out; a sum since midnight is a cumulative window: `sum(current_1d):`",
                _ => "take it out, and let the window and its aggregation do the work",
            });
    }
}
