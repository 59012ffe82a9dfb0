//! Service level objectives: `/api/v1/slo`.

mod check;
mod expression;
mod references;
mod settle;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::account;
use crate::sandbox::limits::Bucket;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply};

pub(super) const SLO: &str = "slo";
const DEFAULT_LIMIT: usize = 1000;

static LIST: Bucket = Bucket { name: "slo_get_all", limit: 1000, period: 10 };
static READ: Bucket = Bucket { name: "slo_get", limit: 3000, period: 10 };
static CREATE: Bucket = Bucket { name: "slo_create", limit: 500, period: 60 };
static UPDATE: Bucket = Bucket { name: "slo_update", limit: 500, period: 60 };

pub(super) static KIND: Kind =
    Kind { name: SLO, title: |slo| slo["name"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v1/slo", list).limited(&LIST),
    Route::new(Method::POST, "/api/v1/slo", create).limited(&CREATE),
    Route::new(Method::GET, "/api/v1/slo/can_delete", references::can_delete),
    Route::new(Method::GET, "/api/v1/slo/{id}", read).limited(&READ),
    Route::new(Method::PUT, "/api/v1/slo/{id}", update).limited(&UPDATE),
    Route::new(Method::DELETE, "/api/v1/slo/{id}", delete).limited(&READ),
];

fn create(call: &Call<'_>) -> Answer {
    let sent = call.object()?;
    check::definition(sent, call.objects)?;
    let id = id(call.objects.next(SLO)?);
    let now = json!(call.now.unix_timestamp());
    let creator = json!({"name": account::NAME, "handle": account::HANDLE, "email": account::HANDLE});
    save(call, &id, settle::slo(sent)?, [creator, now.clone(), now])
}

/// A PUT replaces; the birth stays.
fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    let sent = call.object()?;
    check::definition(sent, call.objects)?;
    let born = [before["creator"].clone(), before["created_at"].clone(), json!(call.now.unix_timestamp())];
    save(call, call.id(), settle::slo(sent)?, born)
}

fn save(call: &Call<'_>, id: &str, mut slo: Map<String, Value>, born: [Value; 3]) -> Answer {
    let [creator, created_at, modified_at] = born;
    let server_side =
        [("id", json!(id)), ("creator", creator), ("created_at", created_at), ("modified_at", modified_at)];
    slo.extend(server_side.map(|(name, value)| (name.to_owned(), value)));
    let slo = Value::Object(slo);
    call.objects.put(SLO, id, &slo)?;
    Ok(Reply::ok(json!({"data": [slo], "error": null})))
}

fn read(call: &Call<'_>) -> Answer {
    let mut slo = stored(call)?;
    mix(&mut slo);
    Ok(Reply::ok(json!({"data": slo, "errors": null})))
}

fn delete(call: &Call<'_>) -> Answer {
    let slo = stored(call)?;
    if !call.query.is("force") {
        references::refuse_if_used(call.id(), &slo, call.objects)?;
    }
    call.objects.delete(SLO, call.id(), &slo)?;
    Ok(Reply::ok(json!({"data": [call.id()], "error": null})))
}

/// `limit` from `offset` on; `ids`, `query` (a part of the name) and `tags_query` (one tag) choose.
fn list(call: &Call<'_>) -> Answer {
    let mut slos = call.objects.list(SLO)?;
    let ids = call.query.list("ids");
    let name = call.query.text("query").unwrap_or_default().to_lowercase();
    let tag = call.query.text("tags_query").unwrap_or_default().to_lowercase();
    slos.retain(|slo| {
        let tagged = || slo["tags"].as_array().is_some_and(|tags| tags.iter().any(|one| one == &tag));
        (ids.is_empty() || ids.iter().any(|id| slo["id"] == *id))
            && slo["name"].as_str().unwrap_or_default().to_lowercase().contains(&name)
            && (tag.is_empty() || tagged())
    });
    let total = slos.len();
    let offset = call.query.number("offset")?.unwrap_or(0);
    let limit = call.query.number("limit")?.unwrap_or(DEFAULT_LIMIT);
    let mut shown: Vec<Value> = slos.into_iter().skip(offset).take(limit).collect();
    shown.iter_mut().for_each(mix);
    let mut answer = json!({"data": shown, "error": null});
    if ids.is_empty() {
        answer["metadata"] = json!({"page": {"total_count": total, "total_filtered_count": total}});
    }
    Ok(Reply::ok(answer))
}

/// Tags come in another order on every read; here in the opposite of the stored one.
fn mix(slo: &mut Value) {
    if let Some(Value::Array(tags)) = slo.get_mut("tags") {
        tags.reverse();
    }
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    let missing = || Reply::not_found(format!("SLO not found: {} not found", call.id()));
    call.objects.get(SLO, call.id())?.ok_or_else(missing)
}

/// 32 hexadecimal digits.
fn id(number: i64) -> String {
    /// Odd, so that no two numbers meet; large, so that ids look as Datadog's do.
    const STEP: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;
    format!("{:032x}", u128::from(number.unsigned_abs()).wrapping_mul(STEP))
}
