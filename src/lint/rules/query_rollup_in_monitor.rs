//! Buckets that are not full yet when the monitor looks at them.

use crate::lint::subject::{Expression, Monitor};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::Walk as _;
use crate::query::tree::{Literal, Method, Unit, WindowKind};

pub static RULE: Rule = Rule {
    id: "rollup-in-monitor",
    repair: Repair::Hint,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/rollup-in-monitor.md"),
    ..Rule::REST
};

/// Most that `evaluation_delay` takes, in seconds.
const LONGEST_DELAY: f64 = 86_400.0;

/// With so many buckets in the window, one that is not full says little.
const MANY: f64 = 10.0;

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    // Costs come by the day.
    let Some(monitor) = found.home.monitor().filter(|_| found.is_of_metrics()) else { return };
    for modifier in found.expr.all_methods().into_iter().filter(|modifier| modifier.name.is("rollup")) {
        if let Some(bucket) = seconds(modifier).filter(|seconds| *seconds > 0.0) {
            look(found, monitor, modifier, bucket, told);
        }
    }
}

/// `rollup(sum, 3600)`, `rollup(60)`, `rollup(sum, daily)`.
fn seconds(modifier: &Method) -> Option<f64> {
    let of = |index: usize| modifier.positional(index).map(|argument| &argument.value);
    let number = of(0).and_then(Literal::number).or_else(|| of(1).and_then(Literal::number));
    #[expect(clippy::cast_precision_loss, reason = "a month has few seconds")]
    number.or_else(|| match of(1)?.said()?.as_str() {
        "daily" => Some(Unit::Day.seconds() as f64),
        "weekly" => Some(Unit::Week.seconds() as f64),
        "monthly" => Some(Unit::Month.seconds() as f64),
        _ => None,
    })
}

fn look(found: &Expression<'_, '_>, monitor: &Monitor<'_>, modifier: &Method, bucket: f64, told: &mut Told<'_>) {
    let window = monitor.window();
    #[expect(clippy::cast_precision_loss, reason = "a window has few seconds")]
    let length = window.map(|window| window.seconds() as f64);
    let rolling = window.filter(|window| window.kind == WindowKind::Last);
    if let (Some(window), Some(length)) = (rolling, length.filter(|length| *length < bucket)) {
        told.about(
            found.resource,
            format!("a bucket of {bucket} seconds does not fit into the window of {length} seconds"),
        )
        .severity(Severity::Error)
        .inside(&found.at, modifier.span)
        .label("longer than the window")
        .related_inside(&Monitor::query_at(), window.span, "the window")
        .help("make the window as long as a bucket at least, or take the rollup out");
        return;
    }
    if monitor.number("/options/evaluation_delay").is_some_and(|delay| delay >= bucket) {
        return;
    }
    let few = length.is_none_or(|length| length < bucket * MANY);
    told.about(found.resource, format!("the last bucket of {bucket} seconds is not full when the monitor looks at it"))
        .severity(if few { Severity::Warning } else { Severity::Info })
        .inside(&found.at, modifier.span)
        .label("buckets begin on the clock")
        .help(match bucket <= LONGEST_DELAY {
            true => {
                format!("take the rollup out, for the window aggregates already, or set `evaluation_delay: {bucket}`")
            }
            false => "take the rollup out, for the window aggregates already".to_owned(),
        });
}
