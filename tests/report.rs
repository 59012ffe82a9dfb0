//! What people and programs are told, as they see it. Goldens stand in `tests/report/snapshots`; `INSTA_UPDATE=always
//! cargo test --test report` writes them anew.

#[path = "report/world.rs"]
mod world;

use ddsync::model::{Finding, Place};
use ddsync::plan::{Action, Done, Left, Outcome};
use ddsync::report::{Format, Style, Verb};
use serde_json::{Value, json};
use world::{World, address};

macro_rules! golden {
    ($name:literal, $text:expr) => {
        insta::with_settings!({snapshot_path => "report/snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

fn monitor(name: &str) -> Value {
    json!({
        "name": name,
        "type": "metric alert",
        "query": "sum(last_5m):sum:pipeline.runs{status:failed,env:prod}.as_count() > 3",
        "message": "Multiple pipeline failures detected.\n{{#is_alert}}{{value}} in 5 minutes.{{/is_alert}}\n\nRunbook: https://wiki.example.com/pipeline\nLook at the queue first.\n@slack-data",
        "tags": ["service:pipeline", "team:data"],
        "options": {"thresholds": {"critical": 3}, "new_host_delay": 60}
    })
}

fn with_id(mut object: Value, id: Value) -> Value {
    object["id"] = id;
    object
}

fn widget(title: &str, kind: &str, query: &str, layout: [i64; 4]) -> Value {
    json!({
        "definition": {"title": title, "type": kind, "requests": [
            {"queries": [{"name": "q1", "data_source": "metrics", "query": query}], "display_type": "line"}
        ]},
        "layout": {"x": layout[0], "y": layout[1], "width": layout[2], "height": layout[3]}
    })
}

fn dashboard(widgets: Value) -> Value {
    json!({"title": "Pipeline overview", "layout_type": "ordered", "widgets": widgets,
           "template_variables": [{"name": "env", "prefix": "env", "defaults": ["prod"]}]})
}

/// Something of everything: a create, updates, an adoption, a deletion, a replacement and what stays.
fn changes(verb: Verb) -> World {
    let mut world = World::new(verb);
    let mut live = monitor("Pipeline failures");
    live["query"] = json!("sum(last_15m):sum:pipeline.runs{status:failed,env:prod}.as_count() > 5");
    live["message"] = json!(live["message"].as_str().unwrap().replace("in 5 minutes", "in 15 minutes"));
    live["tags"] = json!(["service:pipeline", "team:platform"]);
    live["options"] = json!({"thresholds": {"critical": 5, "warning": 2}, "renotify_interval": 60});
    world.live("monitor/pipeline-failure", with_id(live, json!(123)));
    world.file("monitor/pipeline-failure", monitor("Pipeline failures"));
    world.file("monitor/slow-stage", monitor("Slow stage"));
    world.live("monitor/gone", with_id(monitor("Nobody asks for this"), json!(9)));
    world.file("monitor/adopted", monitor("Adopted")).id = Some("77".to_owned());
    let kept = with_id(monitor("Adopted"), json!(77));
    world.live.push(ddsync::model::Live::new(&ddsync::kinds::MONITOR, kept).unwrap());
    world.file("monitor/same", monitor("Same"));
    world.live("monitor/same", with_id(monitor("Same"), json!(78)));
    let mut event = monitor("Another type");
    event["type"] = json!("event-v2 alert");
    world.live("monitor/another-type", with_id(event, json!(79)));
    world.file("monitor/another-type", monitor("Another type"));
    world
}

fn board(verb: Verb) -> World {
    let mut world = World::new(verb);
    let group = |widgets: Value| json!({"definition": {"type": "group", "title": "Stages", "layout_type": "ordered", "widgets": widgets}, "layout": {"x": 0, "y": 4, "width": 12, "height": 6}});
    let inner = |query: &str| widget("Time per stage", "timeseries", query, [0, 0, 4, 2]);
    let old = dashboard(json!([
        widget("Runs", "query_value", "sum:pipeline.runs{*}", [0, 0, 4, 2]),
        widget("Errors", "timeseries", "sum:pipeline.errors{env:prod} by {stage}.as_count()", [0, 2, 4, 2]),
        group(json!([inner("avg:pipeline.stage.duration{*} by {stage}.rollup(avg, 60)")])),
        {"definition": {"type": "note", "content": "Old words"}, "layout": {"x": 4, "y": 0, "width": 2, "height": 2}},
        widget("Workers", "toplist", "avg:spark.executors{*} by {application_id}", [6, 0, 6, 4]),
    ]));
    let mut new = dashboard(json!([
        widget("Workers", "toplist", "avg:spark.executors{*} by {application_id}", [6, 0, 6, 4]),
        widget("Runs", "query_value", "sum:pipeline.runs{*}", [0, 0, 4, 2]),
        widget("Errors", "timeseries", "sum:pipeline.errors{env:staging} by {stage}.as_count()", [4, 2, 6, 2]),
        group(json!([
            inner("avg:pipeline.stage.duration{*} by {stage}.rollup(max, 60)"),
            widget("Stages now", "toplist", "max:pipeline.stage.duration{*}", [4, 0, 4, 2]),
        ])),
        widget("Failures", "timeseries", "sum:pipeline.runs{status:failed}", [0, 10, 12, 2]),
    ]));
    new["template_variables"] = json!([
        {"name": "stage", "prefix": "stage", "defaults": ["*"]},
        {"name": "env", "prefix": "env", "defaults": ["prod", "staging"]},
    ]);
    new["description"] = json!("What a person on call opens first");
    world.live("dashboard/pipeline-overview", with_id(old, json!("abc-def-ghi")));
    world.file("dashboard/pipeline-overview", new);
    world
}

#[test]
fn a_plan() {
    golden!("plan", changes(Verb::Diff).text());
}

#[test]
fn a_plan_in_colour() {
    let style = Style { color: true, width: 80 };
    let rendered = changes(Verb::Diff).render(Format::Text, style);
    golden!("plan_colour", rendered.stdout.replace('\u{1b}', "␛"));
}

#[test]
fn a_plan_of_a_dashboard() {
    golden!("board", board(Verb::Diff).text());
}

#[test]
fn drift_is_told_from_the_other_side() {
    golden!("drift", format!("{}\n=====\n{}", changes(Verb::Drift).text(), board(Verb::Drift).text()));
}

#[test]
fn json_of_a_plan() {
    golden!("plan_json", changes(Verb::Diff).json());
    golden!("board_json", board(Verb::Diff).json());
}
