//! Synthetic tests, `/api/v1/synthetics/tests`: API (one request or several steps), browser and mobile. Counts: recorded
//! traffic of 2020 to 2026.

use serde_json::{Value, json};

use crate::model::{
    Create, Danger, Dangers, Default, Delete, Detail, Guard, History, Id, IdType, Kind, Listing, Lit, MarkPlace,
    Paging, Way, Weakens,
};

pub static SYNTHETIC_TEST: Kind = Kind {
    name: "synthetic-test",
    folder: "synthetic-tests",
    path: "/api/v1/synthetics/tests",
    page: "/synthetics/details/{id}",
    id: Id { field: "public_id", json: IdType::Text },
    // Steps show only at the path of the test's type (338 recordings).
    object: |kind, id, known| match known.and_then(type_of) {
        Some(sort) => format!("{}/{sort}/{id}", kind.path),
        None => format!("{}/{id}", kind.path),
    },
    create: Create::PostTo(|test| format!("/api/v1/synthetics/tests/{}", type_of(test).unwrap_or("api"))),
    delete: Delete::Post { path: "/api/v1/synthetics/tests/delete", field: "public_ids" },
    listing: Listing {
        items: "tests",
        paging: Paging::Numbered { page: "page_number", size: "page_size", most: 100 },
        // Without steps, scripts and some options.
        detail: Detail::Summary,
        ..Kind::REST.listing
    },
    history: History { at: "/modified_at", by: "/modified_by/email", asset: "synthetics_test" },
    dangers: Dangers {
        gone: Danger::Silent,
        texts: &["/name", "/message"],
        guards: &[
            Guard::new("/status", Way::To("paused"), Danger::Silent, Weakens::Off),
            Guard::new("/options/tick_every", Way::Up, Danger::Lax, Weakens::Later),
            Guard::new("/options/min_failure_duration", Way::Up, Danger::Lax, Weakens::Later),
            Guard::new("/options/min_location_failed", Way::Up, Danger::Lax, Weakens::Later),
        ],
        ..Kind::REST.dangers
    },
    mark: MarkPlace::Tags("tags"),
    server_owned: &[
        "/public_id",
        "/monitor_id",
        "/org_id",
        "/created_at",
        "/created_by",
        "/creator",
        "/modified_at",
        "/modified_by",
        "/deleted_at",
        "/creation_source",
        "/metadata",
        "/overall_state",
        "/overall_state_modified",
        "/stepCount",
        "/options/downtime_ids",
        "/config/request/certificate/*/updatedAt",
        "/config/steps/*/request/certificate/*/updatedAt",
        // Where an upload lies; another place after every write (205 recordings).
        "/config/request/files/*/bucketKey",
        "/config/steps/*/request/files/*/bucketKey",
        "/steps/*/params/files/*/bucketKey",
        // The other test, in full.
        "/config/steps/*/subtest",
        "/steps/*/params/subtest",
        "/steps/*/context",
    ],
    write_only: &[
        "/config/request/certificate/*/content",
        "/config/steps/*/request/certificate/*/content",
        "/config/request/files/*/content",
        "/config/request/files/*/encoding",
        "/config/steps/*/request/files/*/content",
        "/config/steps/*/request/files/*/encoding",
        "/steps/*/params/files/*/content",
        "/steps/*/params/files/*/encoding",
    ],
    defaults: &[
        Default::new("/message", Lit::Text("")),
        Default::new("/tags", Lit::EmptyList),
        Default::new("/steps", Lit::EmptyList),
        Default::new("/steps/*/hasNewStepElement", Lit::Bool(false)),
        Default::new("/config/assertions", Lit::EmptyList),
        Default::new("/config/configVariables", Lit::EmptyList),
        Default::new("/config/variables", Lit::EmptyList),
        Default::new("/options/bits_ai_auto_investigate", Lit::Bool(false)),
        Default::new("/options/ignoreServerCertificateError", Lit::Bool(false)),
        // The application of the account, where one is wanted and none is named.
        Default::new("/options/rumSettings/applicationId", Lit::Unmanaged),
        Default::new("/options/rumSettings/clientTokenId", Lit::Unmanaged),
        // Filled in where `monitor_options` is sent (944 recordings).
        Default::new("/options/monitor_options", Lit::EmptyObject),
        Default::new("/options/monitor_options/include_tags", Lit::Bool(true)),
        Default::new("/options/monitor_options/locked", Lit::Bool(false)),
        Default::new("/options/monitor_options/new_host_delay", Lit::Int(300)),
        Default::new("/options/monitor_options/notify_audit", Lit::Bool(false)),
        Default::new("/options/monitor_options/notify_no_data", Lit::Bool(false)),
        Default::new("/options/monitor_options/on_missing_data", Lit::Text("show_no_data")),
    ],
    sets: &["/tags", "/locations", "/options/device_ids"],
    part_ids: &["/config/steps/*/id", "/steps/*/public_id"],
    immutable: &["/type"],
    // Network tests have an API of their own.
    foreign: |test| test.get("type").is_some() && type_of(test).is_none(),
    view,
    body,
    ..Kind::REST
};

fn type_of(test: &Value) -> Option<&'static str> {
    let sort = test.get("type")?.as_str()?;
    ["api", "browser", "mobile"].into_iter().find(|known| *known == sort)
}

fn view(live: &mut Value, desired: &Value) {
    let Some(fields) = live.as_object_mut() else { return };
    // Kept where it is left out; pausing is the work of whoever is on call.
    let running =
        fields.get("status").and_then(Value::as_str).is_some_and(|status| ["live", "paused"].contains(&status));
    if running && desired.get("status").is_none() {
        fields.shift_remove("status");
    }
    // Filled in for mobile tests (97 recordings).
    if desired.get("locations").is_none() && fields.get("locations") == Some(&json!(["aws:us-west-2"])) {
        fields.shift_remove("locations");
    }
    // A list and the path without a type leave steps out; a test without steps shows an empty list at its own path.
    if !fields.contains_key("steps")
        && let Some(steps) = desired.get("steps")
    {
        fields.insert("steps".to_owned(), steps.clone());
    }
    drop_used_globals(live, desired);
    fill_secure(live, desired);
}

/// A secure variable never shows its value again (243 recordings), so it has the one that the definition says.
fn fill_secure(live: &mut Value, desired: &Value) {
    for path in ["/config/variables", "/config/configVariables"] {
        let (Some(Value::Array(live)), Some(Value::Array(desired))) = (live.pointer_mut(path), desired.pointer(path))
        else {
            continue;
        };
        for (live, desired) in live.iter_mut().zip(desired).filter(|(_, desired)| desired["secure"] == true) {
            let Some(shown) = live.as_object_mut() else { continue };
            for field in ["example", "pattern"] {
                if let Some(value) = desired.get(field).filter(|_| !shown.contains_key(field)) {
                    shown.insert(field.to_owned(), value.clone());
                }
            }
        }
    }
}

/// A global variable that a test names as `{{ X }}` is added to its list (3 recordings).
fn drop_used_globals(live: &mut Value, desired: &Value) {
    let listed = |name: &Value| {
        let variables = desired.pointer("/config/configVariables").and_then(Value::as_array);
        variables.into_iter().flatten().any(|variable| variable.get("name") == Some(name))
    };
    let text = desired.to_string();
    let named = |name: &str| text.contains(&format!("{{{{ {name} }}}}")) || text.contains(&format!("{{{{{name}}}}}"));
    if let Some(Value::Array(variables)) = live.pointer_mut("/config/configVariables") {
        variables.retain(|variable| {
            let name = &variable["name"];
            variable["type"] != "global" || listed(name) || !name.as_str().is_some_and(named)
        });
    }
}

/// The API asks for a message and options, empty ones too.
fn body(test: &mut Value, live: Option<&Value>) {
    if let Some(fields) = test.as_object_mut() {
        fields.entry("message").or_insert(json!(""));
        fields.entry("options").or_insert(json!({}));
    }
    if let Some(live) = live {
        keep_uploads(test, live);
    }
}

/// A file whose content the definition does not have stays the one that was uploaded.
fn keep_uploads(test: &mut Value, live: &Value) {
    keep_upload(test.pointer_mut("/config/request/files"), live.pointer("/config/request/files"));
    for (steps, files) in [("/config/steps", "/request/files"), ("/steps", "/params/files")] {
        let (Some(Value::Array(wanted)), Some(Value::Array(found))) = (test.pointer_mut(steps), live.pointer(steps))
        else {
            continue;
        };
        for (wanted, found) in wanted.iter_mut().zip(found) {
            keep_upload(wanted.pointer_mut(files), found.pointer(files));
        }
    }
}

fn keep_upload(wanted: Option<&mut Value>, found: Option<&Value>) {
    let (Some(Value::Array(wanted)), Some(Value::Array(found))) = (wanted, found) else { return };
    for file in wanted.iter_mut().filter(|file| file.get("content").is_none()) {
        let same = found.iter().find(|other| other.get("name") == file.get("name"));
        if let (Some(fields), Some(place)) = (file.as_object_mut(), same.and_then(|same| same.get("bucketKey"))) {
            fields.insert("bucketKey".to_owned(), place.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_its_path() {
        let path = |known: Option<&Value>| (SYNTHETIC_TEST.object)(&SYNTHETIC_TEST, "abc-def-ghi", known);
        assert_eq!(path(None), "/api/v1/synthetics/tests/abc-def-ghi");
        assert_eq!(path(Some(&json!({"type": "browser"}))), "/api/v1/synthetics/tests/browser/abc-def-ghi");
        assert!((SYNTHETIC_TEST.foreign)(&json!({"type": "network"})));
    }

    #[test]
    fn a_file_without_content_stays_where_it_lies() {
        let live = json!({"config": {"request": {"files": [{"name": "a", "bucketKey": "k"}, {"name": "b", "bucketKey": "l"}]}}});
        let mut test = json!({"config": {"request": {"files": [{"name": "b"}, {"name": "a", "content": "new"}]}}});
        body(&mut test, Some(&live));
        let files = &test["config"]["request"]["files"];
        assert_eq!(files, &json!([{"name": "b", "bucketKey": "l"}, {"name": "a", "content": "new"}]));
        assert_eq!(test["message"], "");
    }

    #[test]
    fn a_global_variable_that_is_used_is_no_difference_and_another_is() {
        let global = |name: &str| json!({"type": "global", "name": name, "id": "1"});
        let mut live = json!({"config": {"configVariables": [global("PORT"), global("OTHER")]}});
        view(&mut live, &json!({"config": {"request": {"port": "{{ PORT }}"}}}));
        assert_eq!(live["config"]["configVariables"], json!([global("OTHER")]));
    }
}
