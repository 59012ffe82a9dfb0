//! What people read when a definition breaks its schema.

use serde_json::{Value, json};

use crate::model::Pointer;
use crate::schema::{Part, by_name, violations};

/// A broken part of a definition, and the violations that it makes.
struct Case {
    at: &'static str,
    value: Value,
    told: &'static [(&'static str, &'static str, &'static str)],
}

fn case(at: &'static str, value: Value, told: &'static [(&'static str, &'static str, &'static str)]) -> Case {
    Case { at, value, told }
}

/// Puts each case's value into `base` and compares (code, message, help); no help is the empty text.
fn check(name: &str, base: &Value, cases: Vec<Case>) {
    let document = by_name(name).unwrap();
    assert_eq!(violations(document, base), [], "the base is valid");
    for Case { at, value, told } in cases {
        let mut object = base.clone();
        object[&at[1..]] = value;
        let found = violations(document, &object);
        let said: Vec<_> =
            found.iter().map(|one| (one.code, one.message.as_str(), one.help.as_deref().unwrap_or(""))).collect();
        assert_eq!(said, told, "{}", object[&at[1..]]);
        assert!(found.is_sorted_by_key(|one| (&one.pointer, one.on)));
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn monitors() {
    let base = json!({"name": "n", "type": "query alert", "query": "q"});
    check(
        "monitor",
        &base,
        vec![
            case(
                "/options",
                json!({"thresholds": {"critical": "5"}}),
                &[("wrong-type", "`critical` must be a number, but it is the text \"5\"", "write 5 without quotes")],
            ),
            case(
                "/options",
                json!({"thresholds": {"critical": "5 ${vars.x}"}}),
                &[(
                    "wrong-type",
                    "`critical` must be a number, but it is the text \"5 ${vars.x}\"",
                    "here a `${...}` must be the whole text",
                )],
            ),
            case("/options", json!({"thresholds": {"critical": "${vars.x}", "warning": 1e3, "ok": null}}), &[]),
            case(
                "/options",
                json!({"thresholds": 5}),
                &[(
                    "wrong-type",
                    "`thresholds` must be a map, but it is the number 5",
                    "for example `{\"critical\":3,\"warning\":1}`",
                )],
            ),
            case(
                "/options",
                json!({"timeout_h": 25, "evaluation_delay": -1, "min_location_failed": 0}),
                &[
                    ("out-of-range", "`evaluation_delay` must lie from 0 to 86400, but it is -1", ""),
                    ("out-of-range", "`min_location_failed` must be at least 1, but it is 0", ""),
                    ("out-of-range", "`timeout_h` must lie from 0 to 24, but it is 25", ""),
                ],
            ),
            case(
                "/options",
                json!({"notify_no_data": "yes", "renotify_interval": 1.5}),
                &[
                    (
                        "wrong-type",
                        "`notify_no_data` must be `true` or `false`, but it is the text \"yes\"",
                        "write `true` without quotes; YAML 1.2 knows no other word for it",
                    ),
                    (
                        "wrong-type",
                        "`renotify_interval` must be a whole number, but it is the number 1.5",
                        "for example `60`",
                    ),
                ],
            ),
            case(
                "/options",
                json!({"on_missing_data": 5}),
                &[(
                    "wrong-type",
                    "`on_missing_data` must be a text, but it is the number 5",
                    "write `default`, `show_no_data`, `show_and_notify_no_data` or `resolve`",
                )],
            ),
            case(
                "/options",
                json!({"scheduling_options": {"evaluation_window": {"month_starts": 3}}}),
                &[("out-of-range", "`month_starts` must be 1, but it is 3", "")],
            ),
            case(
                "/options",
                json!({"variables": [{"data_source": "logs", "name": "q"}, {"data_source": "cloud_cost"}, {"data_source": "newest"}]}),
                &[
                    (
                        "missing-field",
                        "item 1 of `variables` has no `compute`",
                        "how events become one number: for example `compute: {\"aggregation\":\"count\"}`",
                    ),
                    ("missing-field", "item 2 of `variables` has no `name` and `query`", ""),
                ],
            ),
            case("/priority", json!(7), &[("out-of-range", "`priority` must lie from 0 to 5, but it is 7", "")]),
            case(
                "/tags",
                json!("team:data"),
                &[(
                    "wrong-type",
                    "`tags` must be a list, but it is the text \"team:data\"",
                    "write a list: [\"team:data\"]",
                )],
            ),
            case(
                "/tags",
                json!(["team:data", 5, null]),
                &[
                    (
                        "wrong-type",
                        "item 2 of `tags` must be a text, but it is the number 5",
                        "put it in quotes: \"5\"",
                    ),
                    (
                        "wrong-type",
                        "item 3 of `tags` must be a text, but it is empty (null)",
                        "a key with nothing after it is null: give it a value, or take it out",
                    ),
                ],
            ),
            case(
                "/name",
                json!(5),
                &[("wrong-type", "`name` must be a text, but it is the number 5", "put it in quotes: \"5\"")],
            ),
            case("/type", json!("newest alert"), &[]),
            case(
                "/assets",
                json!([{"name": "a", "category": "runbook"}]),
                &[(
                    "missing-field",
                    "item 1 of `assets` has no `url`",
                    "where it leads: a whole address, or a path inside Datadog where `resource_type` is set: for example `url: \"https://wiki.example.com/pipeline-failures\"`",
                )],
            ),
        ],
    );
}

#[test]
fn the_ddsync_block() {
    let base = json!({"name": "n", "type": "query alert", "query": "q"});
    check(
        "monitor",
        &base,
        vec![
            case(
                "/ddsync",
                json!({"verion": 1}),
                &[("unknown-field", "`ddsync` has no field `verion`", "did you mean `version`?")],
            ),
            case(
                "/ddsync",
                json!({"version": 2}),
                &[(
                    "unknown-value",
                    "`version` must be `1`, but it is the number 2",
                    "this ddsync reads format version 1; a newer format needs a newer ddsync",
                )],
            ),
            case(
                "/ddsync",
                json!({"state": "abset"}),
                &[(
                    "unknown-value",
                    "`state` must be `present` or `absent`, but it is the text \"abset\"",
                    "did you mean `absent`?",
                )],
            ),
            case(
                "/ddsync",
                json!({"key": "Big Key"}),
                &[(
                    "bad-form",
                    "`key` must be lower-case letters, digits, `.`, `_` and `-`, with a letter or a digit first, but it is the text \"Big Key\"",
                    "for example `pipeline-failure`",
                )],
            ),
            case("/ddsync", json!({"key": "slow-${vars.x}", "id": "abc-def-ghi", "protect": "${vars.p}"}), &[]),
            case(
                "/ddsync",
                json!({"for_each": {}}),
                &[("wrong-count", "`for_each` must have at least 1 entry, but it has none", "")],
            ),
            case(
                "/ddsync",
                json!({"for_each": {"stage": [{}]}}),
                &[(
                    "wrong-type",
                    "item 1 of `stage` must be a text, a number or a boolean, but it is an empty map",
                    "",
                )],
            ),
            case(
                "/ddsync",
                json!({"environments": {"Prod X": {}, "staging": {"anything": [1]}}}),
                &[(
                    "bad-form",
                    "`Prod X` cannot be a name in `environments`: names must be lower-case letters, digits, `.`, `_` and `-`, with a letter or a digit first",
                    "",
                )],
            ),
        ],
    );
}

#[test]
fn dashboards() {
    let base = json!({"title": "t", "layout_type": "ordered", "widgets": []});
    let request = |request: Value| json!([{"definition": {"type": "timeseries", "requests": [request]}}]);
    check(
        "dashboard",
        &base,
        vec![
            case(
                "/widgets",
                json!("x"),
                &[(
                    "wrong-type",
                    "`widgets` must be a list, but it is the text \"x\"",
                    "for example `[{\"definition\":{\"type\":\"note\",\"content\":\"Runbook: https://wiki.example.com\"}}]`",
                )],
            ),
            case(
                "/widgets",
                json!([{}]),
                &[(
                    "missing-field",
                    "item 1 of `widgets` has no `definition`",
                    "what the widget shows; its `type` says which other fields it has",
                )],
            ),
            case(
                "/widgets",
                json!([{"definition": {"type": "timeseries"}}, {"definition": {"type": "newest"}}]),
                &[(
                    "missing-field",
                    "`definition` has no `requests`",
                    "what is drawn, each request with its own look; at least one",
                )],
            ),
            case(
                "/widgets",
                request(json!({"q": 5})),
                &[("wrong-type", "`q` must be a text, but it is the number 5", "put it in quotes: \"5\"")],
            ),
            case(
                "/widgets",
                request(json!({"q": "avg:a{*}", "display_type": 7, "style": {"line_width": []}})),
                &[
                    (
                        "wrong-type",
                        "`display_type` must be a text, but it is the number 7",
                        "write `line`, `area`, `bars` or `overlay`",
                    ),
                    (
                        "wrong-type",
                        "`line_width` must be a text, but it is an empty list",
                        "write `normal`, `thick` or `thin`",
                    ),
                ],
            ),
            case(
                "/widgets",
                request(json!({"formulas": [{"formula": 1}], "queries": [{"name": "a", "data_source": "metrics"}]})),
                &[
                    ("wrong-type", "`formula` must be a text, but it is the number 1", "put it in quotes: \"1\""),
                    (
                        "missing-field",
                        "item 1 of `queries` has no `query`",
                        "what is read: aggregation, metric, filter, and by what it is grouped: for example `query: \"sum:trace.http.request.hits{$env} by {service}.as_count()\"`",
                    ),
                ],
            ),
            case(
                "/tags",
                json!(["team:a", "team:b", "team:c", "team:d", "team:e", "team:f"]),
                &[("wrong-count", "`tags` must have at most 5 items, but it has 6", "")],
            ),
            case(
                "/template_variables",
                json!([{"prefix": "env"}]),
                &[(
                    "missing-field",
                    "item 1 of `template_variables` has no `name`",
                    "the variable's name: for example `name: env`",
                )],
            ),
            case(
                "/layout_type",
                json!(["ordered"]),
                &[("wrong-type", "`layout_type` must be a text, but it is a list", "write `ordered` or `free`")],
            ),
            case("/layout_type", json!("wide"), &[]),
        ],
    );
}

#[test]
fn the_project() {
    let base = json!({"project": "pipeline"});
    check(
        "ddsync",
        &base,
        vec![
            case(
                "/lint",
                json!({"a": "of", "b": false}),
                &[
                    (
                        "unknown-value",
                        "`a` must be `off`, `pedantic`, `info`, `warning` or `error`, but it is the text \"of\"",
                        "did you mean `off`?",
                    ),
                    ("wrong-type", "`b` must be a text or a map, but it is `false`", "put it in quotes: \"false\""),
                ],
            ),
            case(
                "/prune",
                json!({"max_delete_percent": 130, "max_deletes": "10"}),
                &[
                    ("out-of-range", "`max_delete_percent` must lie from 0 to 100, but it is 130", ""),
                    (
                        "wrong-type",
                        "`max_deletes` must be a whole number, but it is the text \"10\"",
                        "write 10 without quotes",
                    ),
                ],
            ),
            case(
                "/defaults",
                json!({"monitors": {}}),
                &[("unknown-field", "`defaults` has no field `monitors`", "did you mean `monitor`?")],
            ),
            case(
                "/environments",
                json!({"prod": {"zone": "x"}}),
                &[("unknown-field", "`prod` has no field `zone`", "it has `site` and `vars`")],
            ),
            case(
                "/vars",
                json!({"a": {"b": 1}}),
                &[("wrong-type", "`a` must be a text, a number, a boolean or a list, but it is a map", "")],
            ),
            case(
                "/env",
                json!(["A-B"]),
                &[(
                    "bad-form",
                    "item 1 of `env` must be letters, digits and `_`, with no digit first, but it is the text \"A-B\"",
                    "",
                )],
            ),
        ],
    );
}

#[test]
fn a_whole_document_has_a_name_too() {
    for (name, value, told) in [
        ("monitor", json!({}), "the monitor has no `name`, `type` and `query`"),
        ("monitor", json!([]), "the monitor must be a map, but it is an empty list"),
        ("dashboard", json!("x"), "the dashboard must be a map, but it is the text \"x\""),
        ("ddsync", json!({}), "`ddsync.yaml` has no `project`"),
    ] {
        let found = violations(by_name(name).unwrap(), &value);
        let said: Vec<_> = found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(said, [told]);
        assert!(found[0].pointer.is_root());
    }
}

#[test]
fn a_wrong_name_points_at_the_key_and_a_wrong_value_at_the_value() {
    let project = json!({"project": "pipeline", "prune": {"max": 1}, "vars": 5});
    let found = violations(by_name("ddsync").unwrap(), &project);
    let places: Vec<_> = found.iter().map(|one| (one.pointer.clone(), one.on)).collect();
    assert_eq!(places, [(Pointer::parse("/prune/max"), Part::Key), (Pointer::parse("/vars"), Part::Value)]);
}
