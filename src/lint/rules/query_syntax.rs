//! A query that its language does not have. Datadog only answers that the value of `query` is invalid.

use super::query_log_quotes;
use crate::lint::subject::{QueryTree, Resource};
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told};
use crate::model::{Pointer, Severity};
use crate::syntax::Fault;

pub static RULE: Rule = Rule {
    id: "query-syntax",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/query-syntax.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for monitor in &subjects.monitors {
        // What is no text has no language, and its schema says so.
        let is_text = monitor.text("/query").is_some();
        let own = monitor.query.faults.iter().filter(|fault| is_text && !query_log_quotes::is_about(monitor, fault));
        own.for_each(|fault| tell(monitor, &crate::lint::subject::Monitor::query_at(), fault, told));
        for (at, parsed) in monitor.variables.iter().filter_map(|variable| variable.metric.as_ref()) {
            parsed.faults.iter().for_each(|fault| tell(monitor, at, fault, told));
        }
    }
    for dashboard in &subjects.dashboards {
        for (_, _, query) in dashboard.queries() {
            if let QueryTree::Metric(parsed) = &query.tree {
                parsed.faults.iter().for_each(|fault| tell(dashboard, &query.at, fault, told));
            }
        }
    }
    for slo in &subjects.slos {
        for (at, parsed) in &slo.expressions {
            parsed.faults.iter().for_each(|fault| tell(slo, at, fault, told));
        }
    }
}

fn tell(resource: &Resource<'_>, at: &Pointer, fault: &Fault, told: &mut Told<'_>) {
    told.about(resource, fault.message.clone()).fault(at, fault);
}
