//! Webhooks that notifications call, `/api/v1/integration/webhooks`. There is no list of them.

use crate::model::{Default, Id, IdType, Kind, Listing, Lit, Natural, Paging, Update, Verb};

pub static WEBHOOK: Kind = Kind {
    name: "webhook",
    folder: "webhooks",
    path: "/api/v1/integration/webhooks/configuration/webhooks",
    page: "/integrations/webhooks?name={id}",
    id: Id { field: "name", json: IdType::Text },
    natural: Natural::At("/name"),
    listing: Listing { paging: Paging::Unlisted, ..Kind::REST.listing },
    // 1 recording: a PUT of the address alone keeps the rest.
    update: Update { verb: Verb::Put, merges: true },
    server_owned: &["/auth_method_id"],
    // Headers carry tokens: they are set, and neither compared nor shown.
    write_only: &["/custom_headers"],
    defaults: &[
        Default::new("/name", Lit::Unmanaged),
        Default::new("/encode_as", Lit::Text("json")),
        Default::new("/payload", Lit::Text(PAYLOAD)),
    ],
    ..Kind::REST
};

/// What is sent where no payload is given (3 recordings).
const PAYLOAD: &str = concat!(
    r#"{"body": "$EVENT_MSG", "last_updated": "$LAST_UPDATED", "event_type": "$EVENT_TYPE", "title": "$EVENT_TITLE", "#,
    r#""date": "$DATE", "org": {"id": "$ORG_ID", "name": "$ORG_NAME"}, "id": "$ID"}"#
);
