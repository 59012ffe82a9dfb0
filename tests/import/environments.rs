//! One project, several environments, each with objects of its own.

use serde_json::json;

use super::yard::{PROJECT, Yard, counts};

fn monitor(tag: &str) -> serde_json::Value {
    json!({"name": "Failures", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 3", "message": tag,
           "options": {"thresholds": {"critical": 3}}})
}

#[test]
fn each_environment_has_its_id() {
    let yard = Yard::new(&format!("{PROJECT}environments:\n  staging:\n  prod:\n"));
    let first = yard.create("/api/v1/monitor", &monitor("one"));
    yard.ok(&["import", &format!("monitor/{first}"), "--env", "staging"]);
    let text = yard.read("monitors/failures.yaml");
    assert!(text.contains(&format!("  id:\n    staging: {first}\n")), "{text}");
    assert_eq!(counts(&yard.diff(&["--env", "staging"])), [("adopt".to_owned(), 1)]);
    assert_eq!(counts(&yard.diff(&["--env", "prod"])), [("create".to_owned(), 1)]);

    let second = yard.create("/api/v1/monitor", &monitor("two"));
    yard.ok(&["import", "--update", &format!("monitor/{second}"), "--env", "prod"]);
    let text = yard.read("monitors/failures.yaml");
    assert!(text.contains(&format!("  id:\n    staging: {first}\n    prod: {second}\n")), "{text}");
    assert_eq!(counts(&yard.diff(&["--env", "staging"])), [("adopt".to_owned(), 1)]);
    assert_eq!(counts(&yard.diff(&["--env", "prod"])), [("update".to_owned(), 1)]);
}

#[test]
fn an_id_for_an_environment_that_is_none_is_told() {
    let yard = Yard::new(&format!("{PROJECT}environments: {{prod: }}\n"));
    yard.write(
        "monitors/a.yaml",
        "ddsync: {id: {prd: 1}}\nname: a\ntype: query alert\nquery: avg(last_5m):avg:a{*} > 3\n",
    );
    let said = yard.run(&["diff", "--env", "prod"]);
    assert_eq!(said.code, 3);
    assert!(said.out.contains("there is no environment `prd`"), "{}", said.out);
}
