//! Teams, `/api/v2/team`. A handle is unique in an organisation.

use crate::model::{Default, History, Kind, Listing, Lit, Natural, Paging, Update, Verb, envelope};

pub static TEAM: Kind = Kind {
    name: "team",
    folder: "teams",
    path: "/api/v2/team",
    page: "/organization-settings/teams/{id}",
    natural: Natural::At("/handle"),
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |attributes, id| envelope::as_resource("team", attributes, id),
    // Both next-page fields are set on the last page too.
    listing: Listing {
        items: "data",
        paging: Paging::Numbered { page: "page[number]", size: "page[size]", most: 100 },
        ..Kind::REST.listing
    },
    update: Update { verb: Verb::Patch, merges: true },
    history: History { at: "/modified_at", by: "", asset: "" },
    server_owned: &[
        "/id",
        "/created_at",
        "/modified_at",
        "/link_count",
        "/user_count",
        // The description once more.
        "/summary",
        "/is_managed",
        "/provisioned_by",
    ],
    defaults: &[
        Default::new("/description", Lit::Text("")),
        // Drawn by lot where it is not sent (88 recordings).
        Default::new("/banner", Lit::Unmanaged),
        Default::new("/color", Lit::Unmanaged),
        Default::new("/hidden_modules", Lit::EmptyList),
        Default::new("/visible_modules", Lit::EmptyList),
    ],
    sets: &["/hidden_modules", "/visible_modules"],
    ..Kind::REST
};
