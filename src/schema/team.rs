//! Teams, as `POST /api/v2/team` takes their attributes.

use super::shapes::{Flag, Integer};
use crate::object;

object! {
    /// People who own things together.
    Team {
        /// Name of the team.
        #[schemars(length(max = 200))]
        name: String = "Checkout",
        /// Short name, unique in the organisation: `team:<handle>` on whatever the team owns.
        #[schemars(length(max = 195))]
        handle: String = "checkout",
        /// What the team does, in Markdown.
        description: Option<String> = "Runs the checkout service.",
        /// Picture of the team: one emoji.
        avatar: Option<String> = "\u{1f951}",
        /// Number of the picture at the top of the team's page. Absent, it stays what Datadog drew.
        banner: Option<Integer> = 3,
        /// Number of the team's colour. Absent, it stays what Datadog chose.
        color: Option<Integer> = 2,
        /// Parts of the team's page that are hidden.
        hidden_modules: Option<Vec<String>> = ["members"],
        /// Parts of the team's page that are shown.
        visible_modules: Option<Vec<String>> = ["links"],
        /// Id of the team in Datadog. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "81011c66-405c-11ee-bec1-da7ad0900002",
        /// When it was made, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_at: Option<String> = "2023-08-21T19:44:44.553464+00:00",
        /// When it was last changed, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_at: Option<String> = "2023-08-21T19:44:44.553470+00:00",
        /// How many links it has. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        link_count: Option<Integer> = 0,
        /// How many people are in it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        user_count: Option<Integer> = 4,
        /// The description once more. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        summary: Option<String> = "Runs the checkout service.",
        /// Whether an identity provider manages it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        is_managed: Option<Flag> = false,
        /// What made it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        provisioned_by: Option<String> = "teams_terraform",
    }
    example: {"name": "Checkout", "handle": "checkout"}
}
