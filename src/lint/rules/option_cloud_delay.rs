//! Metrics of cloud providers are polled and arrive late: a short window has nothing in it yet.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told, duration};
use crate::model::Pointer;
use crate::query::tree::{MetricQuery, WindowKind};
use crate::query::{MonitorQuery, Walk as _};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "cloud-metric-without-delay",
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/cloud-metric-without-delay.md"),
    options: &[
        ("prefixes", "how the names of polled metrics begin; `aws.`, `azure.` and `gcp.` without it"),
        ("metric_streams", "true, or the prefixes of metrics that CloudWatch streams: 180 seconds suffice for them"),
        ("delay", "seconds by which polled metrics are late; 900 without it"),
    ],
    ..Rule::REST
};

const PREFIXES: &[&str] = &["aws.", "azure.", "gcp."];

/// Datadog's documentation: polled every 10 minutes, and 900 seconds are advised.
const POLLED: u64 = 900;

/// Datadog's documentation: 2 to 3 minutes behind.
const STREAMED: u64 = 180;

/// Written by the provider so rarely that no delay helps, with the seconds between two points.
const RARE: &[(&str, &str, u64)] = &[
    ("aws.billing.", "a few times a day", 12 * 3600),
    ("aws.s3.bucket_size_bytes", "once a day", 86_400),
    ("aws.s3.number_of_objects", "once a day", 86_400),
];

fn check(monitor: &Monitor<'_>, context: &Context<'_>, told: &mut Told<'_>) {
    let Some((window, length)) = looks_back(monitor) else { return };
    let metrics = polled_metrics(monitor);
    if let Some((at, metric, often)) = metrics.iter().find_map(|(at, metric)| {
        let (_, often, apart) = RARE.iter().find(|(name, _, _)| metric.name.text.starts_with(name))?;
        (length < *apart).then_some((at, metric, often))
    }) {
        told.about(
            monitor,
            format!("`{}` has a point {often}, and the query looks at {}", metric.name, spoken(length)),
        )
        .inside(at, metric.name.span)
        .label(format!("a point {often}"))
        .related_inside(&Monitor::query_at(), window, "mostly empty")
        .help("look at two days, `last_2d`: a delay does not help here");
        return;
    }
    let set = monitor.number("/options/evaluation_delay").unwrap_or_default();
    let sources = Sources::of(context);
    let late = metrics.into_iter().filter_map(|(at, metric)| Some((at, metric, sources.late(&metric.name.text)?)));
    let short = late.filter(|(_, _, late)| is_too_short(length, seconds(set), *late, falls_when_cut(monitor)));
    // The latest decides, the first of them where several are.
    if let Some((at, metric, late)) = short.reduce(|one, next| if next.2 > one.2 { next } else { one }) {
        tell(monitor, (&at, metric, late), (window, length), told);
    }
}

fn tell(
    monitor: &Monitor<'_>,
    (at, metric, late): (&Pointer, &MetricQuery, u64),
    (window, length): (Span, u64),
    told: &mut Told<'_>,
) {
    let name = &metric.name;
    let option = Monitor::option_at("evaluation_delay");
    let way = if late == STREAMED { "streamed" } else { "polled" };
    let (message, empty) = if falls_when_cut(monitor) && length >= 2 * late {
        let newest = spoken(late);
        (format!("the newest {newest} of `{name}` are not there yet, so the sum is too low"), "empty at its end")
    } else {
        let last = spoken(length);
        (format!("`{name}` is up to {} late, and the query looks at the last {last}", spoken(late)), "mostly empty")
    };
    told.about(monitor, message)
        .inside(at, name.span)
        .label(way)
        .related_inside(&Monitor::query_at(), window, empty)
        .help(format!("set `options.evaluation_delay: {late}`, so that the window lies where data has arrived"))
        .fix_set(format!("set `evaluation_delay: {late}`"), &option, late);
}

fn spoken(length: u64) -> String {
    duration::spoken(length)
}

/// Seconds of an option; what is no whole number of them is as if it was not set.
fn seconds(number: f64) -> u64 {
    number.to_string().parse().unwrap_or_default()
}

/// The window and its seconds: of an anomaly monitor the end of its window, over which it alerts.
fn looks_back(monitor: &Monitor<'_>) -> Option<(Span, u64)> {
    if !monitor.is_metric() {
        return None;
    }
    let window = monitor.window().filter(|window| window.kind == WindowKind::Last)?;
    let anomalies = monitor.calls_of("anomalies");
    let alert = anomalies.iter().find_map(|call| {
        let argument = call.keyword("alert_window")?;
        Some((argument.value.span(), duration::last(&argument.value.said()?)?))
    });
    Some(alert.unwrap_or_else(|| (window.span, window.seconds())))
}

/// The metrics of the query and of its variables, with the place of the text that each stands in.
fn polled_metrics<'m>(monitor: &'m Monitor<'_>) -> Vec<(Pointer, &'m MetricQuery)> {
    let own = monitor.expr().map(|expr| (Monitor::query_at(), expr));
    let of_variables = monitor.variables.iter().filter(|variable| variable.data_source == "metrics");
    let of_variables = of_variables.filter_map(|variable| {
        let (at, parsed) = variable.metric.as_ref()?;
        Some((at.clone(), parsed.clean()?))
    });
    own.into_iter()
        .chain(of_variables)
        .flat_map(|(at, expr)| expr.metrics().into_iter().map(move |metric| (at.clone(), metric)))
        .collect()
}

/// A sum that alerts when it is low: what has not arrived counts as nothing, in a long window too.
fn falls_when_cut(monitor: &Monitor<'_>) -> bool {
    let Some(MonitorQuery::Metric(query)) = monitor.sound() else { return false };
    query.head.change.is_none()
        && query.head.time_aggregator.is("sum")
        && query.condition.as_ref().is_some_and(|condition| condition.comparator.is_downward())
}

/// A window that reaches back twice as far as data is late always has half of its data.
fn is_too_short(window: u64, set: u64, late: u64, falls_when_cut: bool) -> bool {
    match set {
        0 => window < late * if falls_when_cut { 10 } else { 2 },
        // Somebody chose it: only what leaves nothing at all is told.
        set => set + window < late,
    }
}

/// Which metrics are late, and by how much.
struct Sources {
    prefixes: Vec<String>,
    /// None where none are streamed, empty where all that can be are.
    streams: Option<Vec<String>>,
    polled: u64,
}

impl Sources {
    fn of(context: &Context<'_>) -> Self {
        let defaults = || PREFIXES.iter().map(|prefix| (*prefix).to_owned()).collect();
        let streamed = context.texts(&RULE, "metric_streams");
        let all = context.option(&RULE, "metric_streams").and_then(|node| node.to_value().as_bool());
        Self {
            prefixes: context.texts(&RULE, "prefixes").unwrap_or_else(defaults),
            streams: streamed.filter(|prefixes| !prefixes.is_empty()).or_else(|| (all == Some(true)).then(Vec::new)),
            polled: context.number(&RULE, "delay").map_or(POLLED, seconds),
        }
    }

    /// Seconds by which the metric is late; None where it is not.
    fn late(&self, name: &str) -> Option<u64> {
        // Datadog's own extensions send these, and nothing is polled.
        if name.contains(".enhanced.") || !starts_with_any(name, &self.prefixes) {
            return None;
        }
        let streamed = match self.streams.as_deref() {
            None => false,
            // Of the clouds only AWS streams.
            Some([]) => !name.starts_with("azure.") && !name.starts_with("gcp."),
            Some(prefixes) => starts_with_any(name, prefixes),
        };
        Some(if streamed { STREAMED.min(self.polled) } else { self.polled })
    }
}

fn starts_with_any(name: &str, prefixes: &[String]) -> bool {
    prefixes.iter().any(|prefix| name.starts_with(prefix.as_str()))
}
