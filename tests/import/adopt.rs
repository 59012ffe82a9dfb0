//! Objects of the same name that nobody manages.

use serde_json::json;

use super::yard::{PROJECT, Yard, counts};

const BOARD: &str = "title: Board\nlayout_type: ordered\nwidgets:\n- definition: {type: note, content: one}\n";
const MONITOR: &str =
    "name: Failures\ntype: query alert\nquery: avg(last_5m):avg:a{*} > 3\noptions: {thresholds: {critical: 3}}\n";

fn board(content: &str) -> serde_json::Value {
    json!({"title": "Board", "layout_type": "ordered", "widgets": [{"definition": {"type": "note", "content": content}}]})
}

#[test]
fn a_create_beside_one_of_its_name_is_warned_of() {
    let yard = Yard::new(PROJECT);
    let id = yard.create("/api/v1/dashboard", &board("one"));
    yard.write("dashboards/board.yaml", BOARD);
    let plan = yard.diff(&[]);
    assert_eq!(counts(&plan), [("create".to_owned(), 1)]);
    let finding = &plan["findings"][0];
    assert_eq!((&finding["rule"], &finding["severity"]), (&json!("same-name"), &json!("warning")));
    assert!(finding["message"].as_str().unwrap().contains(&id), "{finding}");
}

#[test]
fn with_the_flag_it_is_taken_over_and_shown_before() {
    let yard = Yard::new(PROJECT);
    let (board_id, monitor_id) = (
        yard.create("/api/v1/dashboard", &board("one")),
        yard.create("/api/v1/monitor", &json!({"name": "Failures", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 5", "options": {"thresholds": {"critical": 5}}})),
    );
    yard.write("dashboards/board.yaml", BOARD);
    yard.write("monitors/failures.yaml", MONITOR);
    let said = yard.ok(&["apply", "--adopt"]);
    assert!(said.out.contains("> adopt"), "{}", said.out);
    for id in [&board_id, &monitor_id] {
        assert!(said.out.contains(id.as_str()), "{}", said.out);
    }
    assert_eq!(counts(&yard.diff(&[])), [("unchanged".to_owned(), 2)]);
    let all = yard.behind(async |hand| hand.send("GET", "/api/v1/monitor?page=0&page_size=9", &json!(null)).await);
    assert_eq!(all.as_array().unwrap().len(), 1, "no second monitor was made");
    assert_eq!(all[0]["id"].to_string(), monitor_id);
}

#[test]
fn two_of_the_name_are_nobodys() {
    let yard = Yard::new(PROJECT);
    yard.create("/api/v1/dashboard", &board("one"));
    yard.create("/api/v1/dashboard", &board("two"));
    yard.write("dashboards/board.yaml", BOARD);
    let said = yard.ok(&["apply", "--adopt"]);
    assert!(!said.out.contains("> adopt") && said.out.contains("same-name"), "{}", said.out);
}
