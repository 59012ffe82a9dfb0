//! `--format json`: what a program reads of an import.

use serde_json::{Value, json};

use super::yard::{PROJECT, Yard};

fn document(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn files_ids_and_what_was_left_out_are_data() {
    let yard = Yard::new(PROJECT);
    let query = "avg(last_5m):avg:a{*} > 3";
    yard.write(
        "monitors/ours.yaml",
        &format!("name: Ours\ntype: query alert\nquery: {query}\npriority: ${{vars.p}}\n"),
    );
    yard.write("ddsync.yaml", &format!("{PROJECT}vars: {{p: 3}}\n"));
    yard.ok(&["apply"]);
    let theirs =
        json!({"name": "Theirs", "type": "query alert", "query": query, "tags": ["ddsync:other", "ddsync-key:x"]});
    let theirs = yard.create("/api/v1/monitor", &theirs);
    let free = yard.create("/api/v1/monitor", &json!({"name": "Free one", "type": "query alert", "query": query}));
    let said = yard.ok(&["import", "--all", "--kind", "monitor", "--format", "json"]);
    let told = document(&said.out);
    assert_eq!(
        (&told["version"], &told["project"], &told["environment"]),
        (&json!(1), &json!("pipeline"), &json!(null))
    );
    assert_eq!(
        told["written"],
        json!([{"path": "monitors/free-one.yaml", "address": "monitor/free-one", "how": "created", "id": free, "fields": []}])
    );
    let skipped = told["skipped"].as_array().unwrap();
    assert!(
        skipped.contains(
            &json!({"kind": "monitor", "id": theirs, "label": "Theirs", "reason": "foreign", "owner": "other"})
        ),
        "{told}"
    );
    assert!(skipped.iter().any(|one| one["reason"] == "defined" && one["owner"] == "monitor/ours"), "{told}");

    let ours = skipped.iter().find(|one| one["reason"] == "defined").unwrap()["id"].as_str().unwrap().to_owned();
    yard.change(&format!("/api/v1/monitor/{ours}"), |monitor| {
        monitor["message"] = json!("By hand.");
        monitor["priority"] = json!(1);
    });
    let said = yard.ok(&["import", "--update", "monitor/ours", "--format", "json", "-o", "told.json"]);
    assert_eq!(said.out, "");
    let told = document(&yard.read("told.json"));
    assert_eq!(
        told["written"],
        json!([{"path": "monitors/ours.yaml", "address": "monitor/ours", "how": "updated", "id": null, "fields": ["/message"]}])
    );
    assert_eq!(told["kept"][0]["path"], "/priority");
    assert!(told["kept"][0]["why"].as_str().unwrap().contains("written with a variable"), "{told}");
    assert_eq!((&told["refused"], &told["skipped"]), (&json!([]), &json!([])));
}
