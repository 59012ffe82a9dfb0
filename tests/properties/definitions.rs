//! Definitions over the real fields of both kinds, with texts that are hard to write and to compare.

use ddsync::load::{escape, to_yaml};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// A definition and its file's name without the ending.
#[derive(Clone, Debug)]
pub struct File {
    name: String,
    spec: Value,
}

impl File {
    pub fn new(name: &str, spec: Value) -> Self {
        Self { name: name.to_owned(), spec }
    }

    /// Path and text.
    pub fn written(&self) -> (String, String) {
        let mut spec = self.spec.clone();
        escape_all(&mut spec);
        (format!("{}.yaml", self.name), to_yaml(&spec))
    }

    /// Without a block of ours, so that it may be replaced.
    pub fn unprotected(&self) -> Self {
        let mut spec = self.spec.clone();
        spec.as_object_mut().unwrap().remove("ddsync");
        Self { name: self.name.clone(), spec }
    }

    /// The same under another name, with its key kept.
    pub fn moved(&self) -> Self {
        let (folder, key) = self.name.split_once('/').unwrap();
        let mut spec = self.spec.clone();
        spec["ddsync"]["key"] = json!(key);
        Self { name: format!("{folder}/elsewhere/x-{key}"), spec }
    }
}

fn escape_all(value: &mut Value) {
    match value {
        Value::String(text) => *text = escape(text),
        Value::Array(items) => items.iter_mut().for_each(escape_all),
        Value::Object(map) => map.values_mut().for_each(escape_all),
        _ => {}
    }
}

/// Texts that YAML, a set, a trim or a mark could stumble over.
fn text() -> BoxedStrategy<String> {
    let odd = select(vec![
        "",
        " ",
        "~",
        "null",
        "yes",
        "012",
        "1e3",
        ".inf",
        "a: b",
        "# no comment",
        "- item",
        "{{value}}",
        "${x}",
        "$${x}",
        "$env",
        "é ü 漢字 🚀",
        "tab\there",
        "two\nlines",
        "two\n\nparagraphs\n",
        "\n",
        " both ends ",
        "ends in space ",
        "Managed by ddsync",
        "Managed by ddsync (docs:one)x",
        "ddsync:docs",
        "'single' \"double\" \\",
        "\u{7f}\u{85}",
        "%",
        "@a",
    ]);
    prop_oneof![odd.prop_map(str::to_owned), "[ -~]{0,24}", "[a-z .]{1,12}(\n[a-z ]{0,8}){0,3}"].boxed()
}

/// At least one letter, so that it is a name.
fn name() -> BoxedStrategy<String> {
    (text(), "[A-Za-z]{1,6}").prop_map(|(text, word)| format!("{}{word}", text.replace('\n', " ").trim())).boxed()
}

fn tag() -> BoxedStrategy<String> {
    prop_oneof![
        select(vec!["team:data", "env:prod", "Env:Prod", "a", "service:x y", "no", "1"]).prop_map(str::to_owned),
        "[a-z]{1,5}:[a-z0-9._/-]{1,6}"
    ]
    .boxed()
}

fn field<S: Strategy + 'static>(name: &'static str, value: S) -> BoxedStrategy<Option<(&'static str, Value)>>
where
    S::Value: Into<Value>,
{
    option::of(value.prop_map(Into::into).prop_map(move |value| (name, value))).boxed()
}

/// Null, or one of these.
fn values(values: &[Value]) -> BoxedStrategy<Value> {
    select(values.iter().cloned().chain([Value::Null]).collect::<Vec<_>>()).boxed()
}

fn object(fields: Vec<BoxedStrategy<Option<(&'static str, Value)>>>) -> BoxedStrategy<Value> {
    let pairs = |fields: Vec<Option<(&'static str, Value)>>| fields.into_iter().flatten();
    fields
        .prop_map(move |fields| {
            pairs(fields).map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
        })
        .boxed()
}

fn list(items: impl Strategy<Value = Vec<String>> + 'static) -> BoxedStrategy<Value> {
    items.prop_map(|items| json!(items)).boxed()
}

fn merged(mut into: Value, other: Value) -> Value {
    if let (Some(into), Value::Object(other)) = (into.as_object_mut(), other) {
        into.extend(other);
    }
    into
}

/// Of nine types, each with a query of its own.
pub fn monitor() -> BoxedStrategy<Value> {
    let threshold =
        prop_oneof![(1..900i32).prop_map(|whole| json!(whole)), (1..90i32).prop_map(|n| json!(f64::from(n) / 8.0))];
    let kind = select(vec![
        ("metric alert", "avg(last_5m):avg:a.b{*} > "),
        ("query alert", "sum(last_1h):sum:a.b{env:prod} by {host}.as_count() >= "),
        ("query alert", "avg(last_15m):anomalies(avg:a.b{*}, 'basic', 2) >= "),
        ("log alert", "logs(\"status:error\").index(\"*\").rollup(\"count\").by(\"host\").last(\"5m\") > "),
        ("event-v2 alert", "events(\"source:x\").rollup(\"count\").last(\"5m\") > "),
        ("rum alert", "rum(\"@type:error\").rollup(\"count\").last(\"5m\") > "),
        ("trace-analytics alert", "trace-analytics(\"env:prod\").rollup(\"count\").last(\"5m\") > "),
        ("error-tracking alert", "error-tracking-logs(\"x\").rollup(\"count\").last(\"5m\") > "),
        ("process alert", "processes('x').over('*').rollup('count').last('5m') < "),
    ]);
    let top = object(vec![
        field("message", text()),
        field("tags", list(vec(tag(), 0..5))),
        field("priority", values(&[json!(1), json!(3), json!(5), json!(0)])),
        field("draft_status", values(&[json!("draft"), json!("published")])),
        field("restricted_roles", values(&[json!(["0a", "0b"]), json!([])])),
        field("restriction_policy", values(&[])),
    ]);
    let ddsync = option::of(object(vec![field("protect", any::<bool>()), field("version", Just(1))]));
    ((kind, threshold, name(), top), (option::of(options()), thresholds(), any::<bool>(), ddsync))
        .prop_map(|((kind, threshold, name, top), (options, thresholds, spelt, ddsync))| {
            let mut monitor = json!({"name": name, "type": kind.0, "query": format!("{}{threshold}", kind.1)});
            monitor = merged(monitor, top);
            if let Some(mut options) = options {
                let mut thresholds = thresholds;
                if spelt {
                    thresholds["critical"] = threshold;
                }
                options["thresholds"] = thresholds;
                monitor["options"] = options;
            }
            if let Some(ddsync) = ddsync {
                monitor["ddsync"] = ddsync;
            }
            monitor
        })
        .boxed()
}

fn thresholds() -> BoxedStrategy<Value> {
    object(vec![
        field("warning", values(&[json!(0.5), json!(0)])),
        field("critical_recovery", values(&[json!(0.25), json!(0)])),
        field("warning_recovery", values(&[json!(0.125)])),
    ])
}

fn options() -> BoxedStrategy<Value> {
    let missing = prop_oneof![
        object(vec![
            field("notify_no_data", any::<bool>()),
            field("no_data_timeframe", values(&[json!(10), json!(0)]))
        ]),
        object(vec![field(
            "on_missing_data",
            values(&[json!("default"), json!("show_no_data"), json!("show_and_notify_no_data"), json!("resolve")]),
        )]),
    ];
    let rest = object(vec![
        field("notify_audit", any::<bool>()),
        field("include_tags", any::<bool>()),
        field("require_full_window", any::<bool>()),
        field("enable_logs_sample", any::<bool>()),
        field("groupby_simple_monitor", any::<bool>()),
        field("new_host_delay", values(&[json!(0), json!(300), json!(60)])),
        field("new_group_delay", values(&[json!(0), json!(60)])),
        field("renotify_interval", values(&[json!(0), json!(60)])),
        field("renotify_occurrences", values(&[json!(3)])),
        field(
            "renotify_statuses",
            list(subsequence(vec!["warn", "alert", "no data"], 0..=3).prop_map(owned).prop_shuffle()),
        ),
        field("timeout_h", values(&[json!(0), json!(24)])),
        field("evaluation_delay", values(&[json!(0), json!(900)])),
        field("min_failure_duration", values(&[json!(0), json!(60)])),
        field(
            "notify_by",
            list(btree_set("[a-z]{1,4}", 0..3).prop_map(|tags| tags.into_iter().collect::<Vec<_>>()).prop_shuffle()),
        ),
        field("notification_preset_name", values(&[json!("show_all"), json!("hide_query")])),
        field("escalation_message", text()),
        field("silenced", values(&[json!({}), json!({"*": null})])),
        field("locked", any::<bool>()),
        field("scheduling_options", values(&[json!({"evaluation_window": {"hour_starts": 0}})])),
    ]);
    (missing, rest).prop_map(|(missing, rest)| merged(missing, rest)).boxed()
}

fn owned(texts: Vec<&'static str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

pub fn dashboard() -> BoxedStrategy<Value> {
    let handles =
        btree_set("[a-z]{1,5}@example.com", 0..4).prop_map(|all| all.into_iter().collect::<Vec<_>>()).prop_shuffle();
    let teams = btree_set("team:[a-z]{1,5}", 0..5).prop_map(|all| all.into_iter().collect::<Vec<_>>()).prop_shuffle();
    let top = object(vec![
        field("description", prop_oneof![text().prop_map(Value::from), Just(Value::Null)]),
        field("notify_list", prop_oneof![list(handles), Just(Value::Null)]),
        field("tags", prop_oneof![list(teams), Just(Value::Null)]),
        field("template_variables", prop_oneof![vec(variable(), 0..3).prop_map(Value::from), Just(Value::Null)]),
        field(
            "template_variable_presets",
            values(&[json!([]), json!([{"name": "p", "template_variables": [{"name": "env", "values": ["a"]}]}])]),
        ),
        field("restricted_roles", values(&[json!([])])),
        field("id", Just("abc-def-ghi")),
        field("url", Just("/dashboard/abc-def-ghi/x")),
        field("is_read_only", any::<bool>()),
        field("author_handle", Just("ana@example.com")),
    ]);
    let reflow = select(vec![Some("auto"), Some("fixed"), None]);
    (name(), top, select(vec!["ordered", "free"]), reflow, vec(top_widget(), 0..5), option::of(any::<bool>()))
        .prop_map(|(title, top, layout, reflow, widgets, protect)| {
            let mut dashboard = merged(json!({"title": title, "layout_type": layout, "widgets": widgets}), top);
            if let Some(reflow) = reflow.filter(|_| layout == "ordered") {
                dashboard["reflow_type"] = json!(reflow);
            }
            if let Some(protect) = protect {
                dashboard["ddsync"] = json!({"protect": protect});
            }
            dashboard
        })
        .boxed()
}

fn variable() -> BoxedStrategy<Value> {
    let rest = object(vec![
        field("prefix", values(&[json!("env")])),
        field("available_values", values(&[json!([]), json!(["b", "a"])])),
        field("defaults", values(&[json!(["*"]), json!(["b", "a"])])),
    ]);
    ("[a-z]{1,6}", rest).prop_map(|(name, rest)| merged(json!({"name": name}), rest)).boxed()
}

fn placed(definition: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    let place = |(x, y): (i32, i32)| json!({"x": x, "y": y, "width": 4, "height": 2});
    // An id pasted from another dashboard.
    let id = option::of(1_000_000_000_000u64..9_000_000_000_000);
    (definition, (0..9i32, 0..9i32).prop_map(place), id)
        .prop_map(|(definition, layout, id)| {
            let mut widget = json!({"definition": definition, "layout": layout});
            if let Some(id) = id {
                widget["id"] = json!(id);
            }
            widget
        })
        .boxed()
}

fn top_widget() -> BoxedStrategy<Value> {
    let group = (text(), vec(placed(widget()), 0..4)).prop_map(
        |(title, widgets)| json!({"type": "group", "layout_type": "ordered", "title": title, "widgets": widgets}),
    );
    prop_oneof![4 => placed(widget()), 1 => placed(group)].boxed()
}

fn widget() -> BoxedStrategy<Value> {
    let query = |metric: &str| json!({"name": "q", "data_source": "metrics", "query": format!("avg:{metric}{{*}}")});
    let note = (text(), object(vec![field("text_align", values(&[json!("left")])), field("show_tick", any::<bool>())]))
        .prop_map(|(content, rest)| merged(json!({"type": "note", "content": content}), rest));
    let style =
        object(vec![field("palette", values(&[json!("dog_classic")])), field("line_width", values(&[json!("thin")]))]);
    let series = ("[a-z.]{1,6}", style, option::of(text())).prop_map(move |(metric, style, title)| {
        let request = json!({"response_format": "timeseries", "queries": [query(&metric)], "formulas": [{"formula": "q"}], "display_type": "line", "style": style});
        let mut series = json!({"type": "timeseries", "requests": [request], "show_legend": true});
        if let Some(title) = title {
            series["title"] = json!(title);
        }
        series
    });
    let number = ("[a-z.]{1,6}", 0..5u8, any::<bool>()).prop_map(|(metric, precision, autoscale)| {
        json!({"type": "query_value", "requests": [{"q": format!("avg:{metric}{{*}}"), "aggregator": "avg"}], "precision": precision, "autoscale": autoscale})
    });
    let free = text().prop_map(|text| json!({"type": "free_text", "text": text, "color": "#4d4d4d"}));
    let image = select(vec![
        json!({"type": "image", "url": "https://example.com/a.png", "sizing": "cover"}),
        json!({"type": "iframe", "url": "https://example.com"}),
    ]);
    let graph =
        (1..99u32).prop_map(|id| json!({"type": "alert_graph", "alert_id": id.to_string(), "viz_type": "toplist"}));
    prop_oneof![note, series, number, free, image, graph].boxed()
}
