//! Amazon accounts: `/api/v2/integration/aws/accounts`.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::resource::{answer, attributes, over, resource, uuid};
use crate::sandbox::clock;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Body, Call, Reply, text};

const ACCOUNT: &str = "account";

pub(super) static KIND: Kind = Kind {
    name: ACCOUNT,
    title: |account| account["attributes"]["aws_account_id"].as_str().unwrap_or_default(),
    routes: ROUTES,
};

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/integration/aws/accounts", list),
    Route::new(Method::POST, "/api/v2/integration/aws/accounts", create),
    Route::new(Method::GET, "/api/v2/integration/aws/accounts/{id}", read),
    Route::new(Method::PATCH, "/api/v2/integration/aws/accounts/{id}", update),
    Route::new(Method::DELETE, "/api/v2/integration/aws/accounts/{id}", delete),
];

fn list(call: &Call<'_>) -> Answer {
    let wanted = call.query.text("aws_account_id");
    let mut accounts = call.objects.list(ACCOUNT)?;
    accounts.retain(|account| wanted.is_none_or(|number| account["attributes"]["aws_account_id"] == number));
    Ok(Reply::ok(json!({"data": accounts})))
}

/// An id in the body counts for nothing.
fn create(call: &Call<'_>) -> Answer {
    let mut account = attributes(call, ACCOUNT)?.clone();
    let number = text(&account, "aws_account_id").to_owned();
    if call.objects.list(ACCOUNT)?.iter().any(|other| other["attributes"]["aws_account_id"] == number.as_str()) {
        return Err(error(409, "Account already exists", "AWS account with provided id already exists"));
    }
    account.insert("created_at".to_owned(), clock::stamp(call.now));
    let id = uuid(call.objects.next(ACCOUNT)?);
    save(call, &id, account)
}

/// Blocks that are left out stay; one that is sent replaces its own.
fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    let sent = attributes(call, ACCOUNT)?;
    let by_role = |attributes: &Value| attributes["auth_config"].get("role_name").is_some();
    let account = over(&before, sent);
    if by_role(&before["attributes"]) != by_role(&Value::Object(account.clone())) {
        return Err(error(400, "Generic Error", "cannot switch between role and key based auth"));
    }
    save(call, call.id(), account)
}

fn save(call: &Call<'_>, id: &str, mut account: Map<String, Value>) -> Answer {
    let partition = account.entry("aws_partition").or_insert(json!("aws"));
    if !matches!(partition.as_str(), Some("aws" | "aws-cn" | "aws-us-gov")) {
        let partition = partition.as_str().unwrap_or_default();
        return Err(error(400, "Generic Error", &format!("invalid partition: {partition}")));
    }
    settle(&mut account, id);
    account.insert("modified_at".to_owned(), clock::stamp(call.now));
    let stored = resource(ACCOUNT, id, account);
    call.objects.put(ACCOUNT, id, &stored)?;
    Ok(answer(200, &stored))
}

/// What the API adds where a block is missing or empty.
fn settle(account: &mut Map<String, Value>, id: &str) {
    if let Some(auth) = account.get_mut("auth_config").and_then(Value::as_object_mut) {
        auth.shift_remove("secret_access_key");
        if auth.contains_key("role_name") && text(auth, "external_id").is_empty() {
            auth.insert("external_id".to_owned(), json!(id.replace('-', "")));
        }
    }
    for (block, defaults) in [
        (
            "metrics_config",
            json!({"enabled": true, "automute_enabled": true, "collect_custom_metrics": false,
                "collect_cloudwatch_alarms": false, "tag_filters": [], "namespace_filters": {}}),
        ),
        (
            "resources_config",
            json!({"cloud_security_posture_management_collection": false, "extended_collection": true}),
        ),
        (
            "logs_config",
            json!({"lambda_forwarder": {"lambdas": [], "sources": [], "log_source_config": {"tag_filters": []}}}),
        ),
        ("traces_config", json!({"xray_services": {}})),
        ("aws_regions", json!({})),
        ("account_tags", json!([])),
    ] {
        fill(account.entry(block).or_insert(Value::Null), &defaults);
    }
    let unions = [
        ("aws_regions", "", json!({"include_all": true})),
        (
            "metrics_config",
            "/namespace_filters",
            json!({"exclude_only": ["AWS/SQS", "AWS/ElasticMapReduce", "AWS/Usage"]}),
        ),
        ("traces_config", "/xray_services", json!({"include_only": []})),
    ];
    for (block, at, default) in unions {
        if let Some(union) = account.get_mut(block).and_then(|block| block.pointer_mut(at))
            && union.as_object().is_none_or(Map::is_empty)
        {
            *union = default;
        }
    }
}

fn fill(value: &mut Value, defaults: &Value) {
    match (&mut *value, defaults) {
        (Value::Object(fields), Value::Object(defaults)) => {
            for (name, default) in defaults {
                fill(fields.entry(name.clone()).or_insert(Value::Null), default);
            }
        }
        (Value::Null, default) => *value = default.clone(),
        _ => {}
    }
}

fn read(call: &Call<'_>) -> Answer {
    Ok(answer(200, &stored(call)?))
}

fn delete(call: &Call<'_>) -> Answer {
    let account = stored(call)?;
    call.objects.delete(ACCOUNT, call.id(), &account)?;
    Ok(Reply::no_content())
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    // The id must have the form of a uuid, or it cannot be there (400, not 404).
    if call.id().len() != 36 || call.id().matches('-').count() != 4 {
        let detail = "invalid parameter \"aws_account_config_id\" in \"path\"; expected type \"uuid\"";
        return Err(error(400, "Invalid Parameter", detail));
    }
    let missing = || error(404, "Account not found", "AWS account with provided id is not integrated");
    call.objects.get(ACCOUNT, call.id())?.ok_or_else(missing)
}

fn error(status: u16, title: &str, detail: &str) -> Reply {
    let error = json!({"status": status.to_string(), "title": title, "detail": detail});
    Reply::new(status, Body::Json(json!({"errors": [error]})))
}
