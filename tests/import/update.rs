//! Drift, written back into files that people keep by hand.

use serde_json::{Value, json};

use super::yard::{PROJECT, Yard, counts};

const COMMENTED: &str = r#"# Pages the person on call.
ddsync: {version: 1}

name:  "Pipeline failures"   # as the runbook calls it
type: query alert
# A comment about the query.
query: "sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 3"

message: |
    {{#is_alert}}
    Something failed.  # not a comment

    {{/is_alert}}
    @slack-data
tags: ["team:data",   "env:prod"]   # two
options:
  # Three is what a retry makes of one failure.
  thresholds: {critical: 3}   # and no warning
  renotify_interval: 60
  include_tags: true
"#;

/// A project with this one monitor, applied; the path of the monitor in Datadog.
fn applied(project: &str, text: &str) -> (Yard, String) {
    let yard = Yard::new(project);
    yard.write("monitors/failures.yaml", text);
    yard.ok(&["apply"]);
    let id = yard.behind(async |hand| {
        let all = hand.send("GET", "/api/v1/monitor?page=0&page_size=10", &Value::Null).await;
        all[0]["id"].to_string()
    });
    (yard, format!("/api/v1/monitor/{id}"))
}

/// Lines that differ, as `-old` and `+new`.
fn changed(before: &str, after: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
    changes.map(|change| format!("{}{}", change.tag(), change.value().trim_end_matches('\n'))).collect()
}

/// Makes the drift, writes it back, and tells which lines changed. Nothing may be left to apply.
fn written_back(text: &str, drift: impl Fn(&mut Value)) -> Vec<String> {
    let (yard, path) = applied(PROJECT, text);
    yard.change(&path, drift);
    let said = yard.ok(&["import", "--update"]);
    let after = yard.read("monitors/failures.yaml");
    assert_eq!(counts(&yard.diff(&[])), [("unchanged".to_owned(), 1)], "{}\n{}\n{after}", said.out, said.err);
    changed(text, &after)
}

#[test]
fn one_value_is_one_line() {
    let lines = written_back(COMMENTED, |monitor| {
        monitor["options"]["renotify_interval"] = json!(90);
    });
    assert_eq!(lines, ["-  renotify_interval: 60", "+  renotify_interval: 90"]);
}

#[test]
fn quotes_stay_and_blocks_stay_blocks() {
    let lines = written_back(COMMENTED, |monitor| {
        monitor["name"] = json!("Pipeline \"failures\"");
        monitor["message"] = json!("{{#is_alert}}\nSomething broke.  # not a comment\n\n{{/is_alert}}\n@slack-data");
    });
    let expected = [
        "-name:  \"Pipeline failures\"   # as the runbook calls it",
        "+name:  \"Pipeline \\\"failures\\\"\"   # as the runbook calls it",
        "-    Something failed.  # not a comment",
        "+    Something broke.  # not a comment",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn keys_and_items_come_and_go() {
    let lines = written_back(COMMENTED, |monitor| {
        monitor["priority"] = json!(2);
        monitor["options"]["thresholds"]["warning"] = json!(2);
        monitor["options"].as_object_mut().unwrap().remove("renotify_interval");
        let tags = monitor["tags"].as_array_mut().unwrap();
        tags.retain(|tag| tag != "env:prod");
        tags.push(json!("signal:failures"));
    });
    let expected = [
        "-tags: [\"team:data\",   \"env:prod\"]   # two",
        "+tags: [\"team:data\", signal:failures]   # two",
        "-  thresholds: {critical: 3}   # and no warning",
        "-  renotify_interval: 60",
        "+  thresholds: {critical: 3, warning: 2}   # and no warning",
        "+priority: 2",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_query_with_a_variable_changes_where_it_is_its_own() {
    let project = format!("{PROJECT}vars: {{env: prod}}\n");
    let text = "name: ${vars.env} failures\ntype: query alert\nquery: \"avg(last_5m):avg:a{env:${vars.env}} > 3\" # three\noptions:\n  thresholds:\n    critical: 3 # three\n";
    let (yard, path) = applied(&project, text);
    yard.change(&path, |monitor| {
        monitor["query"] = json!("avg(last_5m):avg:a{env:prod} > 5");
        monitor["options"]["thresholds"]["critical"] = json!(5);
        monitor["name"] = json!("staging failures");
    });
    let said = yard.ok(&["import", "--update"]);
    let expected = [
        "-query: \"avg(last_5m):avg:a{env:${vars.env}} > 3\" # three",
        "+query: \"avg(last_5m):avg:a{env:${vars.env}} > 5\" # three",
        "-    critical: 3 # three",
        "+    critical: 5 # three",
    ];
    assert_eq!(changed(text, &yard.read("monitors/failures.yaml")), expected, "{}", said.err);
    assert!(said.err.contains("left monitor/failures /name as it is: it is written with a variable"), "{}", said.err);
}

#[test]
fn what_comes_from_elsewhere_is_told_and_left() {
    let project = format!("{PROJECT}defaults:\n  monitor:\n    priority: 3\n");
    let text = "name: a\ntype: query alert\nquery: avg(last_5m):avg:a{*} > 3\nmessage: &m hello\noptions: {escalation_message: *m, thresholds: {critical: 3}}\n";
    let (yard, path) = applied(&project, text);
    yard.change(&path, |monitor| {
        monitor["priority"] = json!(1);
        monitor["options"]["escalation_message"] = json!("other");
    });
    let said = yard.ok(&["import", "--update"]);
    assert_eq!(yard.read("monitors/failures.yaml"), text);
    assert!(said.err.contains("/priority as it is: it comes from ddsync.yaml:5"), "{}", said.err);
    assert!(said.err.contains("/options/escalation_message as it is: it comes from an alias"), "{}", said.err);
    yard.change(&path, |monitor| monitor["message"] = json!("hi"));
    let said = yard.run(&["import", "--update"]);
    assert_eq!(yard.read("monitors/failures.yaml"), text, "the anchor is used elsewhere: {}", said.err);
}

#[test]
fn an_environments_patch_is_edited_where_the_value_came_from_it() {
    let project = format!("{PROJECT}environments: {{staging: , prod: }}\ndefault_environment: staging\n");
    let text = "ddsync:\n  environments:\n    staging: {priority: 4} # low\nname: a\ntype: query alert\nquery: avg(last_5m):avg:a{*} > 3\npriority: 1\noptions:\n  thresholds: {critical: 3}\n";
    let (yard, path) = applied(&project, text);
    yard.change(&path, |monitor| monitor["priority"] = json!(5));
    yard.ok(&["import", "--update"]);
    let expected = ["-    staging: {priority: 4} # low", "+    staging: {priority: 5} # low"];
    assert_eq!(changed(text, &yard.read("monitors/failures.yaml")), expected);
}

#[test]
fn widgets_come_go_and_move_with_their_comments() {
    let yard = Yard::new(PROJECT);
    let graph = |title: &str| format!("{{type: timeseries, title: {title}, requests: [{{q: 'avg:{title}{{*}}'}}]}}");
    let (one, two, three) = (graph("one"), graph("two"), graph("three"));
    let text = format!(
        "title: Board\nlayout_type: ordered\nwidgets:\n# first\n- definition: {one}\n# second\n- definition: {two} # busy\n# third\n- definition: {three}\ntags: [team:a]\n"
    );
    let text = text.as_str();
    yard.write("dashboards/board.yaml", text);
    yard.ok(&["apply"]);
    let path = yard.behind(async |hand| {
        let all = hand.send("GET", "/api/v1/dashboard", &Value::Null).await;
        format!("/api/v1/dashboard/{}", all["dashboards"][0]["id"].as_str().unwrap())
    });
    yard.change(&path, |board| {
        let widgets = board["widgets"].as_array_mut().unwrap();
        widgets.remove(0);
        widgets[0]["definition"]["requests"][0]["q"] = json!("sum:two{*}");
        widgets.swap(0, 1);
        widgets.push(json!({"definition": {"type": "note", "content": "four\nlines"}}));
    });
    let said = yard.ok(&["import", "--update"]);
    let after = yard.read("dashboards/board.yaml");
    assert_eq!(counts(&yard.diff(&[])), [("unchanged".to_owned(), 1)], "{}\n{after}", said.err);
    let two = two.replace("avg:two", "sum:two");
    let four = "- definition:\n    type: note\n    content: |-\n      four\n      lines\n";
    let expected = format!(
        "title: Board\nlayout_type: ordered\nwidgets:\n# third\n- definition: {three}\n# second\n- definition: {two} # busy\n{four}tags: [team:a]\n"
    );
    assert_eq!(after, expected);
}
