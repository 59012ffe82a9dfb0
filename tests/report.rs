//! What people and programs are told, as they see it. Goldens stand in `tests/report/snapshots`; `INSTA_UPDATE=always
//! cargo test --test report` writes them anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

#[path = "common/markdown.rs"]
mod markdown;
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

fn outcome(name: &str, action: Action, id: Option<&str>, result: Done) -> Outcome {
    Outcome { address: address(name), action, id: id.map(str::to_owned), result }
}

fn outcomes() -> Vec<Outcome> {
    let applied = |notes: &[&str]| Done::Applied { notes: notes.iter().map(|note| (*note).to_owned()).collect() };
    let note = "Datadog stored options.new_host_delay as 300 although 60 was sent";
    vec![
        outcome("monitor/slow-stage", Action::Create, Some("124"), applied(&[])),
        outcome("monitor/pipeline-failure", Action::Update, Some("123"), applied(&[note])),
        outcome("monitor/adopted", Action::Adopt, Some("77"), applied(&[])),
        outcome("dashboard/pipeline-errors", Action::Replace, Some("abc-def-ghi"), applied(&[])),
        outcome("monitor/old", Action::Delete, Some("8"), applied(&[])),
        outcome(
            "monitor/refused",
            Action::Create,
            None,
            Done::Failed {
                why: "the API answered 400: The value provided for parameter 'query' is invalid".to_owned(),
                denied: false,
            },
        ),
        outcome("monitor/forbidden", Action::Update, Some("6"), Done::Failed { why: "403".to_owned(), denied: true }),
        outcome("monitor/lost", Action::Create, None, Done::Unknown { why: "the answer was cut off".to_owned() }),
        outcome(
            "monitor/edited",
            Action::Update,
            Some("5"),
            Done::Moved { why: "jane@example.com changed it".to_owned() },
        ),
        outcome("dashboard/overview", Action::Create, None, Done::Skipped { needs: address("monitor/refused") }),
        outcome("monitor/gone", Action::Delete, Some("9"), Done::Left(Left::NotPruning)),
        outcome("monitor/dear", Action::Delete, Some("10"), Done::Left(Left::Protected)),
        outcome("monitor/late", Action::Update, Some("11"), Done::Interrupted),
    ]
}

#[test]
fn an_apply_tells_every_outcome() {
    let mut world = changes(Verb::Apply);
    golden!("apply_before", world.text());
    world.outcomes = outcomes();
    world.findings = vec![Finding::warning("said-before", "it stood above the plan")];
    golden!("apply", world.text());
    world.sandbox = true;
    world.environment = Some("staging");
    world.outcomes.truncate(3);
    golden!("apply_sandbox", world.text());
}

#[test]
fn json_of_an_apply() {
    let mut world = World::new(Verb::Apply);
    world.outcomes = outcomes();
    golden!("apply_json", world.json());
}

/// Findings of every sort: with related places here and elsewhere, without a place, on a very long line.
fn findings() -> World {
    let mut world = World::new(Verb::Validate);
    let text = "name: Checkout errors\ntype: metric alert\nquery: \"sum(last_15m):sum:checkout.errors{env:prod}.as_count() > 50\"\nmessage: |\n  first\n  second\noptions:\n  thresholds:\n    critical: 20\n";
    let checkout = world.source("monitors/checkout.yaml", text);
    let long = format!(
        "name: x\nquery: \"avg(last_5m):{}avg:last{{*}} > wrong\"\n",
        "avg:some.metric{env:prod} + ".repeat(10)
    );
    let wide = world.source("monitors/wide.yaml", &long);
    let other = world.source("ddsync.yaml", "version: 1\nvars:\n  limit: 20\n");
    let at = |source, text: &str, word: &str| {
        let start = text.find(word).unwrap();
        Place::new(source, start, start + word.len())
    };
    let shown = "version: 1\nvars:\n  limit: 20\n";
    world.findings = vec![
        Finding::warning("unused-variable", "nothing uses the variable `limit`").at(at(other, shown, "limit")),
        Finding::error("threshold-mismatch", "the query compares with 50 and `options.thresholds.critical` says 20")
            .at(at(checkout, text, "50"))
            .label("50 here")
            .related(at(checkout, text, "20"), "but 20 here")
            .related(at(other, shown, "limit: 20"), "which comes from here")
            .help("write the same number in both, or leave `critical` out"),
        Finding::error("query-syntax", "`wrong` is no number").at(at(wide, &long, "wrong")).label("here"),
        Finding::warning("long-message", "the message says little").at(Place::new(
            checkout,
            text.find("|\n").unwrap(),
            text.find("options").unwrap(),
        )),
        Finding::error("no-definitions", "there are no dashboards").help("write one"),
        Finding::info("point", "an empty place").at(Place::new(checkout, 6, 6)),
        Finding::error("past-the-end", "a place that the file does not have").at(Place::new(checkout, 9_999, 10_000)),
    ];
    world
}

#[test]
fn findings_look_as_rustc_shows_them() {
    let world = findings();
    golden!("findings", world.text());
    for line in world.text().lines().filter(|line| line.contains('|')) {
        assert!(line.chars().count() <= 80, "{} columns: {line}", line.chars().count());
    }
    let colour = world.render(Format::Text, Style { color: true, width: 80 }).stdout;
    assert!(colour.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&colour).to_string(), world.render(Format::Text, Style::default()).stdout);
    golden!("findings_json", world.json());
}

proptest::proptest! {
    #[test]
    fn any_place_in_any_text_can_be_shown(
        text in "[a-c: \\t\\r\\né队\u{1b}\u{202e}\u{9b}👩]{0,60}",
        places in proptest::collection::vec((0usize..80, 0usize..30), 1..4),
    ) {
        let mut world = World::new(Verb::Validate);
        let source = world.source("monitors/any.yaml", &text);
        let mut places = places.into_iter().map(|(start, length)| Place::new(source, start, start + length));
        let mut finding = Finding::error("any", "of any text").at(places.next().unwrap()).label("here");
        for place in places {
            finding = finding.related(place, "and here");
        }
        world.findings = vec![finding];
        for width in [0, 40, 80] {
            let shown = world.render(Format::Text, Style { color: false, width }).stdout;
            proptest::prop_assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{shown:?}");
        }
        world.json();
        world.markdown();
    }
}

#[test]
fn findings_for_code_scanning_are_what_the_standard_allows() {
    let world = findings();
    let text = world.render(Format::Sarif, Style::default()).stdout;
    let log: Value = serde_json::from_str(&text).unwrap();
    // The official schema, as OASIS publishes it, but for a pattern that is no regular expression (of a field that is not
    // used here).
    let mut schema: Value = serde_json::from_str(include_str!("report/sarif-2.1.0.schema.json")).unwrap();
    for of in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{of}/properties/language")).unwrap();
        assert!(language.as_object_mut().unwrap().remove("pattern").is_some());
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> =
        validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    golden!("findings_sarif", text.replace(&version, "\"semanticVersion\": \"VERSION\""));
}

#[test]
fn findings_as_test_cases() {
    golden!("findings_junit", findings().render(Format::Junit, Style::default()).stdout);
}

#[test]
fn findings_of_files_that_are_empty_or_gone() {
    let mut world = World::new(Verb::Validate);
    let empty = world.source("monitors/empty.yaml", "");
    world.findings = vec![
        Finding::error("empty-file", "the file is empty").at(Place::new(empty, 0, 0)),
        Finding::error("unreadable", "nobody may read it").at(Place::new(ddsync::model::SourceId(7), 3, 4)),
    ];
    golden!("findings_without_text", world.text());
}

#[test]
fn what_is_valid_is_counted() {
    let mut world = World::new(Verb::Validate);
    golden!("valid_nothing", world.text());
    world.file("monitor/a", monitor("a"));
    golden!("valid_one", world.text());
    world.file("monitor/b", monitor("b"));
    world.file("dashboard/c", dashboard(json!([])));
    golden!("valid", world.text());
    golden!("valid_json", world.json());
}

#[test]
fn no_changes() {
    let mut world = World::new(Verb::Diff);
    world.file("monitor/a", monitor("a"));
    world.live("monitor/a", with_id(monitor("a"), json!(1)));
    assert_eq!(world.text(), "No changes. Datadog matches the definition.\n--- stderr\n");
    world.file("monitor/b", monitor("b"));
    world.live("monitor/b", with_id(monitor("b"), json!(2)));
    world.sandbox = true;
    assert_eq!(world.text(), "No changes. The sandbox matches the 2 definitions.\n--- stderr\n");
    world.verb = Verb::Drift;
    world.sandbox = false;
    assert_eq!(world.text(), "No drift. Datadog matches the 2 definitions.\n--- stderr\n");
    world.findings = vec![Finding::error("duplicate-id", "two want one")];
    world.verb = Verb::Diff;
    golden!("no_changes_with_errors", world.text());
}

#[test]
fn ids_to_come_and_defaults() {
    let mut world = World::new(Verb::Diff);
    let mut live = monitor("All of them");
    live["type"] = json!("composite");
    live["query"] = json!("1001 && 1002");
    live["options"]["timeout_h"] = json!(2);
    world.live("monitor/all", with_id(live.clone(), json!(1000)));
    live["query"] = json!("${monitor:first} && 1002");
    live["options"] = json!({"thresholds": {"critical": 3}, "include_tags": false});
    world.file("monitor/all", live);
    world.file("monitor/first", monitor("First"));
    let graph = |id: Value| json!({"definition": {"type": "alert_graph", "alert_id": id, "viz_type": "timeseries"}, "layout": {"x": 0, "y": 0, "width": 4, "height": 2}});
    world.live("dashboard/board", with_id(dashboard(json!([graph(json!("1001"))])), json!("a-b-c")));
    world.file("dashboard/board", dashboard(json!([graph(json!("${monitor:first}"))])));
    golden!("pending", world.text());
}

#[test]
fn renamed_protected_and_an_environment() {
    let mut world = World::new(Verb::Diff);
    world.environment = Some("prod");
    world.live("monitor/old-key", with_id(monitor("Same name"), json!(1)));
    world.file("monitor/new-key", monitor("Same name"));
    world.live_marked("monitor/dear", with_id(monitor("Kept for ever"), json!(2)), true);
    golden!("renamed", world.text());
    golden!("renamed_json", world.json());
}

const HOSTILE: &str = "\u{1b}[31mred\u{1b}]0;title\u{7} \u{202e}gnp.exe\u{202c} \u{9b}2J \u{200b}zero @here #1 ```` </details> | `x` <img src=x> ::error::";

/// Everything that comes from Datadog or a file is somebody's text.
fn hostile(verb: Verb) -> World {
    let mut world = World::new(verb);
    let mut live = monitor(HOSTILE);
    live["message"] = json!(format!("line one\n{HOSTILE}\nline three\r\n"));
    live["tags"] = json!([HOSTILE, "team:data"]);
    live["options"][HOSTILE] = json!({"deep": HOSTILE});
    world.live("monitor/hostile", with_id(live.clone(), json!(1)));
    live["name"] = json!("harmless");
    live["message"] = json!("line one\nharmless\nline three");
    live["tags"] = json!(["team:data"]);
    world.file("monitor/hostile", live);
    let mut board = dashboard(json!([widget(HOSTILE, HOSTILE, HOSTILE, [0, 0, 1, 1])]));
    board["title"] = json!(HOSTILE);
    world.live("dashboard/hostile", with_id(board, json!(HOSTILE)));
    world.file("dashboard/hostile", dashboard(json!([])));
    world.live("monitor/gone", with_id(monitor(HOSTILE), json!(2)));
    let text = format!("name: {HOSTILE}\n");
    let source = world.source(&format!("monitors/{HOSTILE}.yaml"), &text);
    world.findings =
        vec![Finding::error("hostile", HOSTILE).at(Place::new(source, 6, text.len() - 1)).label(HOSTILE).help(HOSTILE)];
    world
}

#[test]
fn values_command_nothing() {
    let mut world = hostile(Verb::Diff);
    golden!("hostile", world.text());
    golden!("hostile_markdown", world.markdown());
    let colour = world.render(Format::Text, Style { color: true, width: 80 });
    world.outcomes =
        vec![outcome("monitor/x", Action::Create, Some(HOSTILE), Done::Applied { notes: vec![HOSTILE.to_owned()] })];
    world.verb = Verb::Apply;
    for text in [
        world.text(),
        world.json(),
        world.markdown(),
        hostile(Verb::Drift).text(),
        colour.stdout.replace("\u{1b}[", ""),
    ] {
        let raw =
            text.chars().find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{200b}'));
        assert_eq!(raw, None, "{text:?}");
    }
}

#[test]
fn markdown_calls_nobody() {
    let mut world = hostile(Verb::Diff);
    world.outcomes = outcomes();
    world.verb = Verb::Apply;
    let text = world.markdown();
    for line in markdown::prose(&text).lines() {
        assert!(!line.contains(['@', '`']), "{line}");
    }
}

#[test]
fn markdown() {
    let mut world = changes(Verb::Diff);
    world.environment = Some("prod");
    golden!("markdown", world.markdown());
    golden!("markdown_board", board(Verb::Diff).markdown());
    golden!("markdown_findings", findings().markdown());
    let mut world = World::new(Verb::Apply);
    world.outcomes = outcomes();
    golden!("markdown_apply", world.markdown());
}

#[test]
fn long_texts_lose_no_changed_word() {
    let mut world = World::new(Verb::Diff);
    let query = |window: &str, limit: i64| {
        let sum: Vec<String> =
            (0..30).map(|at| format!("sum:some.metric.number{at}{{env:prod,service:checkout}}")).collect();
        json!(format!("avg({window}):{} > {limit}", sum.join(" + ")))
    };
    let mut live = monitor("Long");
    live["query"] = query("last_5m", 3);
    live["name"] = json!("An old name that has nothing in common with what comes after it at all");
    world.live("monitor/long", with_id(live, json!(1)));
    let mut file = monitor("Something else entirely, written by another hand on another day, in July");
    file["query"] = query("last_15m", 300);
    world.file("monitor/long", file);
    let mut other = monitor("x");
    other["options"]["variables"] = json!([{"name": "v", "query": "y".repeat(900)}]);
    world.live("monitor/value", with_id(monitor("x"), json!(2)));
    world.file("monitor/value", other);
    golden!("long", world.text());
}

#[test]
fn eighty_columns() {
    for world in [changes(Verb::Diff), board(Verb::Diff), changes(Verb::Drift), board(Verb::Drift)] {
        let rendered = world.render(Format::Text, Style::default()).stdout;
        // The counts are one sentence that people search for.
        for line in rendered.lines().filter(|line| !line.starts_with("Plan: ")) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn same_input_same_bytes() {
    let first: Vec<String> = [Format::Text, Format::Json, Format::Markdown]
        .map(|format| board(Verb::Diff).render(format, Style::default()).stdout)
        .to_vec();
    for _ in 0..10 {
        for (format, first) in [Format::Text, Format::Json, Format::Markdown].iter().zip(&first) {
            assert_eq!(board(Verb::Diff).render(*format, Style::default()).stdout, *first);
        }
    }
}

#[test]
fn json_keeps_its_keys() {
    let document: Value = serde_json::from_str(&changes(Verb::Diff).json()).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&document), ["version", "project", "environment", "summary", "changes", "findings", "digest"]);
    assert_eq!(keys(&document["changes"][0]), ["address", "kind", "key", "action", "id", "label", "source", "fields"]);
    let empty: Value = serde_json::from_str(&findings().json()).unwrap();
    assert_eq!(empty["digest"], Value::Null);
    assert_eq!(empty["changes"], json!([]));
    assert_eq!(empty["summary"]["unchanged"], 0);
}

#[test]
fn a_default_names_the_file_it_stands_in() {
    let mut world = World::new(Verb::Diff);
    let mut live = monitor("Defaults");
    live["options"]["new_host_delay"] = json!(5);
    world.live("monitor/defaults", with_id(live, json!(1)));
    let project = world.source("ddsync.yaml", "version: 1\ndefaults:\n  new_host_delay: 60\n");
    let desired = world.file("monitor/defaults", monitor("Defaults"));
    let ddsync::model::Tree::Map(map) = &mut desired.tree.tree else { panic!("a definition is a map") };
    let ddsync::model::Tree::Map(options) = &mut map["options"].node.tree else { panic!("options are a map") };
    options["new_host_delay"].node.place = Place::new(project, 39, 41);
    let document: Value = serde_json::from_str(&world.json()).unwrap();
    assert_eq!(
        document["changes"][0]["fields"],
        json!([{"path": "/options/new_host_delay", "before": 5, "after": 60, "line": 3, "column": 19, "source_path": "ddsync.yaml"}])
    );
}
