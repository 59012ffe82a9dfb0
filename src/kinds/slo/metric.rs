//! A metric SLO has two forms that the server keeps in sync: `query` with its numerator and denominator, and
//! `sli_specification.count` with named queries and formulas. Either is written; a read shows both (69 recordings), or
//! `query` alone (6 of 2026, and all before 2024). Each side is given both, so that one line tells one change.

use serde_json::{Value, json};

use super::forms::{query_of, same_text, spec_of};

const PARTS: [&str; 2] = ["numerator", "denominator"];

/// Gives an object that has one form the other.
pub fn fill(slo: &mut Value) {
    match (query(slo), spec(slo)) {
        (Some(query), None) => put_spec(slo, spec_of(query)),
        (None, Some(spec)) => put_query(slo, query_of(spec)),
        _ => {}
    }
}

/// Writes what the live object has in the words of the definition, where the two say the same.
pub fn view(live: &mut Value, desired: &Value) {
    match (query(desired), spec(desired)) {
        (Some(wanted), None) => {
            // A specification that says no more than the query beside it is the server's own copy of it.
            let copy = match (query(live), spec(live)) {
                (Some(query), Some(spec)) => {
                    let said = query_of(spec).filter(|_| counts_metrics(spec));
                    said.is_some_and(|said| PARTS.iter().all(|part| alike(&said, query, part)))
                }
                (Some(_), None) => true,
                _ => false,
            };
            if copy {
                put_spec(live, spec_of(wanted));
            }
        }
        (None, Some(wanted)) => {
            let Some(said) = query_of(wanted) else { return };
            let live_said = spec(live).and_then(query_of);
            if let Some(query) = live.get_mut("query").filter(|query| query.is_object()) {
                for part in PARTS {
                    let repeats = live_said.as_ref().is_some_and(|said| alike(said, query, part));
                    if repeats || alike(&said, query, part) {
                        query[part] = said[part].clone();
                    }
                }
            } else if live_said.is_some() {
                put_query(live, Some(said));
            }
            give_spec(live, wanted);
        }
        (Some(_), Some(wanted)) => give_spec(live, wanted),
        (None, None) => {}
    }
}

/// Where a read left the specification out, `query` alone is compared.
fn give_spec(live: &mut Value, wanted: &Value) {
    if query(live).is_some() && spec(live).is_none() {
        put_spec(live, Some(wanted.clone()));
    }
}

fn query(slo: &Value) -> Option<&Value> {
    slo.get("query").filter(|query| query.is_object())
}

fn spec(slo: &Value) -> Option<&Value> {
    slo.get("sli_specification")?.get("count").filter(|spec| spec.is_object())
}

/// A `query` has no word for any other source.
fn counts_metrics(spec: &Value) -> bool {
    let queries = spec.get("queries").and_then(Value::as_array);
    queries.into_iter().flatten().all(|query| query["data_source"] == "metrics")
}

fn put_query(slo: &mut Value, query: Option<Value>) {
    if let (Some(map), Some(query)) = (slo.as_object_mut(), query) {
        map.insert("query".to_owned(), query);
    }
}

fn put_spec(slo: &mut Value, count: Option<Value>) {
    if let (Some(map), Some(count)) = (slo.as_object_mut(), count) {
        map.insert("sli_specification".to_owned(), json!({"count": count}));
    }
}

fn alike(left: &Value, right: &Value, part: &str) -> bool {
    let text = |query: &Value| query.get(part).and_then(Value::as_str).map(str::to_owned);
    matches!((text(left), text(right)), (Some(left), Some(right)) if same_text(&left, &right))
}
