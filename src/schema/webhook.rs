//! Webhooks, as `POST /api/v1/integration/webhooks/configuration/webhooks` takes them.

use crate::{object, open_enum};

object! {
    /// An address that is called when a notification names `@webhook-<name>`.
    Webhook {
        /// Name of the webhook, as notifications write it after `@webhook-`.
        name: String = "deploy-bot",
        /// Address that is called. What is secret in it belongs into a custom variable of Datadog's webhooks, written as `$NAME`.
        url: String = "https://hooks.example.com/alerts",
        /// Body of the call, with `$EVENT_TITLE` and the like in it. Absent, it is Datadog's default.
        payload: Option<String> = "{\"title\": \"$EVENT_TITLE\"}",
        /// Headers of the call, as JSON text; `{}` takes them away, and without this field they are left alone. Their values are never shown. Write a token as `${env.NAME}`.
        custom_headers: Option<String> = "{\"authorization\": \"Bearer ${env.HOOK_TOKEN}\"}",
        /// How the payload is sent.
        encode_as: Option<WebhookEncoding> = "json",
        /// How the call proves who it is, where that is kept at Datadog. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        auth_method_id: Option<String> = "9a0d1c5e-0f0c-11ee-be56-0242ac120002",
    }
    example: {"name": "deploy-bot", "url": "https://hooks.example.com/alerts"}
}

open_enum! {
    /// How the payload is sent.
    WebhookEncoding {
        "json" => "as it is, as JSON",
        "form" => "as the fields of a form",
    }
}
