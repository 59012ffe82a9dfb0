//! What is asked for has to fit the widget: one way of asking, and the form of answer that it draws. How many requests a widget
//! takes is in the schema.

use serde_json::Value;

use crate::lint::subject::{Dashboard, Request, Widget};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "request-format",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/request-format.md"),
    ..Rule::REST
};

/// Ways of asking, each by its field; two in one request exclude each other.
const FORMS: &[&str] = &[
    "q",
    "queries",
    "query",
    "apm_query",
    "apm_stats_query",
    "audit_query",
    "event_query",
    "log_query",
    "network_query",
    "process_query",
    "profile_metrics_query",
    "rum_query",
    "security_query",
];

const FORMATS: &[&str] = &["timeseries", "scalar", "event_list"];

/// Which answers a widget draws (2811 recorded and shipped requests, without exception). Of others nothing is known.
const DRAWN: &[(&str, &[&str])] = &[
    ("bar_chart", &["scalar"]),
    ("change", &["scalar"]),
    ("geomap", &["scalar", "event_list"]),
    ("heatmap", &["timeseries"]),
    ("list_stream", &["event_list"]),
    ("query_table", &["scalar"]),
    ("query_value", &["scalar"]),
    ("scatterplot", &["scalar"]),
    ("sunburst", &["scalar"]),
    ("timeseries", &["timeseries"]),
    ("toplist", &["scalar"]),
    ("treemap", &["scalar"]),
];

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for widget in &dashboard.widgets {
        for request in &widget.requests {
            forms(dashboard, request, told);
            format(dashboard, widget, request, told);
        }
        span(dashboard, widget, told);
    }
}

fn is_there(value: &Value) -> bool {
    !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty())
}

fn forms(dashboard: &Dashboard<'_>, request: &Request<'_>, told: &mut Told<'_>) {
    let has = |field: &&&str| request.value.get(**field).is_some_and(is_there);
    let mut found = FORMS.iter().filter(has);
    let (Some(first), Some(second)) = (found.next(), found.next()) else { return };
    told.about(dashboard, format!("the request asks in two ways, with `{first}` and with `{second}`"))
        .at_key(&request.at.key(second))
        .label("one too many")
        .related(&request.at.key(first), "the other one")
        .help(format!("keep one of the two; `{}` is the newer way", if *first == "q" { second } else { first }));
}

fn format(dashboard: &Dashboard<'_>, widget: &Widget<'_>, request: &Request<'_>, told: &mut Told<'_>) {
    let graph = widget.graph_type();
    let Some((_, drawn)) = DRAWN.iter().find(|(name, _)| *name == graph) else { return };
    let Some(format) = request.value.get("response_format").and_then(Value::as_str) else { return };
    if drawn.contains(&format) || !FORMATS.contains(&format) {
        return;
    }
    let at = request.at.key("response_format");
    let all: Vec<String> = drawn.iter().map(|format| format!("`{format}`")).collect();
    let all = all.join(" or ");
    let telling = told
        .about(dashboard, format!("a {graph} widget draws {all} answers, and this asks for `{format}`"))
        .at(&at)
        .help(format!("write `response_format: {}`", drawn.join("` or `response_format: ")));
    if let [only] = drawn {
        telling.fix_set(format!("write `{only}`"), &at, *only);
    }
}

fn span(dashboard: &Dashboard<'_>, widget: &Widget<'_>, told: &mut Told<'_>) {
    let Some(Value::Object(time)) = widget.definition.get("time") else { return };
    if time.contains_key("live_span") && time.contains_key("type") {
        let at = widget.definition_at().key("time");
        told.about(dashboard, format!("{} has two spans of time, `live_span` and the one of `type`", widget.label()))
            .at_key(&at.key("live_span"))
            .related(&at.key("type"), "the other one")
            .help("keep one of them");
    }
}
