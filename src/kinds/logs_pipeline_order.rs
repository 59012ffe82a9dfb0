//! The order in which logs pass the pipelines, `/api/v1/logs/config/pipeline-order`: one in an organisation, always there.
//! A write names every pipeline, also those of integrations and of other people, or is refused (422).

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::model::{Create, Delete, Id, IdType, Kind, Listing, Natural, Paging};

pub static LOGS_PIPELINE_ORDER: Kind = Kind {
    name: "logs-pipeline-order",
    // There is one, so the word stays in the singular.
    folder: "logs-pipeline-order",
    label: "id",
    path: "/api/v1/logs/config/pipeline-order",
    page: "/logs/pipelines#{id}",
    id: Id { field: "id", json: IdType::Text },
    natural: Natural::Of(|_| Some(ONLY.to_owned())),
    open: |mut order| {
        order.as_object_mut()?.shift_insert(0, "id".to_owned(), json!(ONLY));
        Some(order)
    },
    object: |kind, _, _| kind.path.to_owned(),
    create: Create::PutObject,
    delete: Delete::Never,
    listing: Listing { paging: Paging::Unlisted, ..Kind::REST.listing },
    server_owned: &["/id"],
    view: |live, desired| {
        let wanted: HashSet<&str> = ids(desired).iter().filter_map(Value::as_str).collect();
        if let Some(Value::Array(shown)) = live.get_mut(IDS) {
            shown.retain(|id| id.as_str().is_some_and(|id| wanted.contains(id)));
        }
    },
    complete: Some(among_others),
    ..Kind::REST
};

const ONLY: &str = "order";
const IDS: &str = "pipeline_ids";

fn ids(order: &Value) -> &[Value] {
    order.get(IDS).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Gives the listed pipelines the places that they have between them, in the order of the list. The others stay where they
/// are. A pipeline that is so new that it has no place yet comes after the one that the list has before it.
fn among_others(body: &mut Value, now: &Value) {
    let mut wanted = ids(body).to_vec().into_iter();
    let places: HashSet<&Value> = ids(now).iter().filter(|id| ids(body).contains(id)).collect();
    let mut left = places.len();
    let mut all = Vec::new();
    for id in ids(now) {
        if !places.contains(id) {
            all.push(id.clone());
            continue;
        }
        left -= 1;
        all.extend(wanted.by_ref().take(if left == 0 { usize::MAX } else { 1 }));
    }
    all.extend(wanted);
    if let Some(body) = body.as_object_mut() {
        body.insert(IDS.to_owned(), Value::Array(all));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_others_stay_where_they_are() {
        for (wanted, now, sent) in [
            (json!(["b", "a"]), json!(["x", "a", "y", "b", "z"]), json!(["x", "b", "y", "a", "z"])),
            (json!(["a", "b"]), json!(["x", "a", "y", "b", "z"]), json!(["x", "a", "y", "b", "z"])),
            (json!(["new", "a"]), json!(["x", "a", "y"]), json!(["x", "new", "a", "y"])),
            (json!(["a", "new", "b"]), json!(["b", "x", "a", "y"]), json!(["a", "x", "new", "b", "y"])),
            (json!(["new"]), json!(["x"]), json!(["x", "new"])),
            (json!([]), json!(["x"]), json!(["x"])),
        ] {
            let mut body = json!({ IDS: wanted });
            among_others(&mut body, &json!({ IDS: now }));
            assert_eq!(body[IDS], sent);
        }
    }

    #[test]
    fn only_the_listed_are_compared() {
        let mut live = json!({ IDS: ["x", "b", "y", "a"] });
        (LOGS_PIPELINE_ORDER.view)(&mut live, &json!({ IDS: ["a", "b"] }));
        assert_eq!(live, json!({ IDS: ["b", "a"] }));
    }
}
