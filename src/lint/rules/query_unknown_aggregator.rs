use crate::lint::subject::{Monitor, Resource};
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told};
use crate::model::{Pointer, Severity};
use crate::query::tree::Word;
use crate::query::{MonitorQuery, Walk as _, tables};
use crate::syntax::nearest;

pub static RULE: Rule = Rule {
    id: "unknown-aggregator",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/unknown-aggregator.md"),
    ..Rule::REST
};

/// Words of other tools, and what Datadog calls them.
const ELSEWHERE: &[(&str, &str)] =
    &[("mean", "avg"), ("average", "avg"), ("maximum", "max"), ("minimum", "min"), ("total", "sum")];

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    subjects.each_expression(|found| {
        for metric in found.expr.metrics() {
            let Some(aggregator) = &metric.aggregator else { continue };
            if !tables::is_space_aggregator(&aggregator.name.text) {
                tell(found.resource, &found.at, &aggregator.name, tables::SPACE_AGGREGATORS, told);
            }
        }
    });
    for monitor in &subjects.monitors {
        let Some(MonitorQuery::Metric(metric)) = monitor.sound() else { continue };
        let name = &metric.head.time_aggregator;
        if !tables::is_time_aggregator(&name.text) {
            tell(monitor, &Monitor::query_at(), name, tables::TIME_AGGREGATORS, told);
        }
        if let Some(change) =
            metric.head.change.as_ref().filter(|change| !tables::CHANGES.contains(&change.name.text.as_str()))
        {
            tell(monitor, &Monitor::query_at(), &change.name, tables::CHANGES, told);
        }
    }
}

fn tell(resource: &Resource<'_>, at: &Pointer, name: &Word, known: &'static [&'static str], told: &mut Told<'_>) {
    if name.has_placeholder() {
        return;
    }
    let elsewhere = ELSEWHERE.iter().find(|(word, _)| name.text.eq_ignore_ascii_case(word)).map(|(_, ours)| *ours);
    let near = elsewhere.or_else(|| nearest(&name.text, known.iter().copied())).filter(|near| known.contains(near));
    let telling =
        told.about(resource, format!("`{}` is no way to put points together", name.text)).inside(at, name.span);
    match near {
        Some(near) => drop(telling.help(format!("did you mean `{near}`?")).fix_text(
            format!("write `{near}`"),
            at,
            name.span,
            near,
        )),
        None => drop(telling.help(format!("it is one of {}", known.join(", ")))),
    }
}
