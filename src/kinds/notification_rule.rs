//! Monitor notification rules, `/api/v2/monitor/notification_rule`. Attributes come back as they were sent (15 recordings).

use crate::model::{
    Danger, Dangers, Guard, History, Kind, Listing, Natural, Paging, Update, Verb, Way, Weakens, envelope,
};

pub static NOTIFICATION_RULE: Kind = Kind {
    name: "notification-rule",
    folder: "notification-rules",
    path: "/api/v2/monitor/notification_rule",
    page: "/monitors/settings/notifications?rule_id={id}",
    // No tags and no long text, so the name is what makes it the one.
    natural: Natural::At("/name"),
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |rule, id| envelope::as_resource("monitor-notification-rule", rule, id),
    listing: Listing {
        items: "data",
        paging: Paging::Numbered { page: "page", size: "per_page", most: 1000 },
        ..Kind::REST.listing
    },
    // All attributes are sent each time: nulls are not among what the API description lets them be.
    update: Update { verb: Verb::Patch, merges: false },
    // `modified_at` is 1970 until the first change.
    history: History { at: "/modified_at", by: "", asset: "" },
    dangers: Dangers {
        gone: Danger::Unheard,
        guards: &[
            Guard::new("/recipients/*", Way::Gone, Danger::Unheard, Weakens::Fewer),
            Guard::new("/recipients", Way::Gone, Danger::Unheard, Weakens::Fewer),
        ],
        ..Kind::REST.dangers
    },
    server_owned: &["/id", "/created_at", "/modified_at"],
    ..Kind::REST
};
