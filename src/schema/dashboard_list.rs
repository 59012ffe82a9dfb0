//! Lists of dashboards, as `POST /api/v1/dashboard/lists/manual` takes them, with what is in them.

use serde_json::Value;

use super::shapes::{Flag, Integer};
use crate::{object, open_enum};

object! {
    /// Dashboards that belong together.
    DashboardList {
        /// Name of the list; it is what the file and the list in Datadog are paired by.
        name: String = "Checkout",
        /// The dashboards in it, in any order. Absent, what is in the list is left to people.
        dashboards: Option<Vec<ListedDashboard>> = [{"type": "custom_timeboard", "id": "${dashboard:checkout-health}"}],
        /// Number of the list in Datadog. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<Integer> = 269_882,
        /// What sort of list it is. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        r#type: Option<String> = "manual_dashboard_list",
        /// Who made it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        author: Option<Value> = {"handle": "ada@example.com"},
        /// When it was made, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created: Option<String> = "2026-01-09T20:13:01.787036+00:00",
        /// When it was last changed, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified: Option<String> = "2026-01-09T20:13:02.365467+00:00",
        /// How many dashboards are in it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        dashboard_count: Option<Integer> = 2,
        /// Whether the reader marked it as a favorite. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        is_favorite: Option<Flag> = false,
    }
    example: {
        "name": "Checkout",
        "dashboards": [{"type": "custom_timeboard", "id": "${dashboard:checkout-health}"}]
    }
}

object! {
    /// A dashboard in a list.
    ListedDashboard {
        /// What sort of dashboard it is, in the list's own words.
        r#type: ListedType = "custom_timeboard",
        /// Id of the dashboard, usually a reference.
        id: String = "${dashboard:checkout-health}",
    }
    example: {"type": "custom_timeboard", "id": "abc-def-ghi"}
}

open_enum! {
    /// What sort of dashboard it is.
    ListedType {
        "custom_timeboard" => "a dashboard whose `layout_type` is `ordered`",
        "custom_screenboard" => "a dashboard whose `layout_type` is `free`",
        "integration_timeboard" => "an ordered one that came with an integration",
        "integration_screenboard" => "a free one that came with an integration",
        "host_timeboard" => "the page of a host",
    }
}
