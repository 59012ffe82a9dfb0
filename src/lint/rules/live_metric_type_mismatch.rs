//! A modifier or an aggregator that the metric's type does not have.

use crate::lint::live::{Answers, Metric};
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told};
use crate::query::Walk as _;
use crate::query::tree::MetricQuery;
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "metric-type-mismatch",
    repair: Repair::Hint,
    check: Check::Live(check),
    page: include_str!("../../../tests/rules/metric-type-mismatch.md"),
    ..Rule::REST
};

fn check(subjects: &Subjects<'_>, answers: &Answers, _: &Context<'_>, told: &mut Told<'_>) {
    for monitor in &subjects.monitors {
        for (at, expr) in monitor.expressions() {
            for metric in expr.metrics() {
                let Some(facts) = answers.metrics.get(&metric.name.text) else { continue };
                if let Some(Fault { span, message, help }) = fault(metric, facts) {
                    told.about(monitor, message).inside(&at, span).help(help);
                }
            }
        }
    }
}

struct Fault {
    span: Span,
    message: String,
    help: String,
}

fn fault(metric: &MetricQuery, facts: &Metric) -> Option<Fault> {
    let name = &metric.name.text;
    let aggregator = metric.aggregator.as_ref();
    let counted = metric.modifier("as_count").or_else(|| metric.modifier("as_rate"));
    match (facts.metric_type.as_deref()?, counted) {
        ("gauge", Some(modifier)) => Some(Fault {
            span: modifier.span,
            message: format!("`{name}` is a gauge, and `.{}()` is for counts and rates", modifier.name),
            help: "take the modifier out; a gauge is a level, not a number of events".to_owned(),
        }),
        ("distribution", _) => {
            let aggregator = aggregator.filter(|aggregator| aggregator.percentile().is_some())?;
            (facts.percentiles == Some(false)).then(|| Fault {
                span: aggregator.span,
                message: format!("`{name}` has no percentiles, so `{}` has no data", aggregator.name),
                help: "turn percentiles on: `include_percentiles: true` in metric-tags/".to_owned(),
            })
        }
        ("gauge" | "count" | "rate", _) if aggregator.is_some_and(|aggregator| aggregator.percentile().is_some()) => {
            let aggregator = aggregator?;
            Some(Fault {
                span: aggregator.span,
                message: format!("`{name}` is no distribution, so `{}` has no data", aggregator.name),
                help: "percentiles are of distributions; use `max`, or send a distribution".to_owned(),
            })
        }
        ("count", None) => {
            let aggregator = aggregator.filter(|aggregator| aggregator.name.is("avg"))?;
            Some(Fault {
                span: aggregator.span,
                message: format!(
                    "`{name}` is a count, and `avg` is the average of its sources, not how many there were"
                ),
                help: format!("write `sum:{name}{{...}}.as_count()`"),
            })
        }
        _ => None,
    }
}
