//! Monitors, as `POST /api/v1/monitor` takes them and as the UI exports them.

mod options;
mod schedule;
mod served;
mod types;
mod variables;

use serde_json::Value;

use super::shapes::{Flag, Integer};
use crate::{object, open_enum};
use options::Options;
use served::{Creator, MatchingDowntime, MonitorState, OverallState};
use types::MonitorType;
pub use types::{TYPES, Type, query_hints};

object! {
    /// Watches something and tells people when it is not as it should be.
    Monitor {
        /// The title of every notification, in the template language of messages: `{{host.name}}` and `{{value}}` work.
        name: String = "Pipeline failures",
        /// What the monitor watches, and so the language of its query. It cannot change once the monitor exists.
        r#type: MonitorType = "query alert",
        /// What is measured, over which time, and when it alerts. The number it compares with is the critical threshold.
        query: String = "sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 3",
        /// What people are told, in Markdown with `{{#is_alert}}` conditionals; `@name` sends it to that person or channel.
        message: Option<String> = "{{#is_alert}}{{value}} runs failed in 5 minutes.{{/is_alert}} @slack-data",
        /// Labels of the monitor itself, by which people search and route it. Their order means nothing.
        tags: Option<Vec<String>> = ["team:data", "service:pipeline"],
        /// How urgent an alert is, from 1 (highest) to 5 (lowest). Absent, null and 0 all mean that no priority is set.
        #[schemars(range(min = 0, max = 5))]
        priority: Option<Integer> = 2,
        /// How the monitor evaluates, alerts, repeats itself and treats missing data.
        options: Option<Options> = {"thresholds": {"critical": 3, "warning": 1}},
        /// Whether the monitor is live. A draft is evaluated and notifies nobody.
        draft_status: Option<DraftStatus> = "published",
        /// Links for whoever answers the alert, such as a runbook. In preview at Datadog.
        assets: Option<Vec<Asset>> = [{"name": "Runbook", "url": "/notebook/12345", "category": "runbook", "resource_type": "notebook", "resource_key": "12345"}],
        /// Ids of the roles that may edit the monitor. Restriction policies replace it and overwrite it.
        restricted_roles: Option<Vec<String>> = ["4e508ad0-1630-11f0-a6fb-da7ad0900005"],
        /// A class that Datadog accepts and never shows again, so it cannot be compared.
        #[schemars(extend("doNotSuggest" = true))]
        classification: Option<Value> = "metric",

        /// Number of the monitor in Datadog. Server-owned: dropped on load; to adopt a monitor write `ddsync.id`.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<Integer> = 274_449_666,
        /// Number of the organisation. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        org_id: Option<Integer> = 321_813,
        /// When it was made, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created: Option<String> = "2026-04-16T07:36:51.476718+00:00",
        /// When it was made, in milliseconds since 1970. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_at: Option<Integer> = 1_776_325_011_000_i64,
        /// When it was last edited, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified: Option<String> = "2026-04-16T07:36:51.476718+00:00",
        /// Who made it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        creator: Option<Creator> = {"handle": "ada@example.com"},
        /// When it was deleted; always null. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        deleted: Option<String> = null,
        /// Whether each group of the query alerts on its own. Derived from the query by Datadog: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        multi: Option<Flag> = true,
        /// The worst state of its groups. Runtime state: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        overall_state: Option<OverallState> = "OK",
        /// When the overall state last changed, as RFC 3339. Runtime state: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        overall_state_modified: Option<String> = "2026-04-10T16:05:52+00:00",
        /// Downtimes that silence it now. Runtime state: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        matching_downtimes: Option<Vec<MatchingDowntime>> = [{"id": 1625}],
        /// The state of each group. Runtime state: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        state: Option<MonitorState> = {"groups": {}},
        /// Whether the reader may not edit it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        restricted: Option<Flag> = false,
        /// Who may do what with it; kept by the restriction-policy API. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        restriction_policy: Option<Value> = null,
        /// The account it runs as. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        run_as: Option<Value> = null,
    }
    example: {
        "name": "Pipeline failures",
        "type": "query alert",
        "query": "sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 3",
        "message": "{{value}} runs failed in 5 minutes. @slack-data",
        "tags": ["team:data"],
        "options": {"thresholds": {"critical": 3}}
    }
}

open_enum! {
    /// Whether the monitor is live.
    DraftStatus {
        "published" => "evaluates and notifies",
        "draft" => "evaluates and notifies nobody; in preview at Datadog",
    }
}

object! {
    /// A link for whoever answers the alert.
    Asset {
        /// What the link is called.
        name: String = "Runbook",
        /// Where it leads: a whole address, or a path inside Datadog where `resource_type` is set.
        url: String = "https://wiki.example.com/pipeline-failures",
        /// What sort of link it is.
        category: AssetCategory = "runbook",
        /// Which sort of Datadog resource the link leads to.
        resource_type: Option<AssetResource> = "notebook",
        /// Id of that Datadog resource, as text.
        resource_key: Option<String> = "12345",
        /// The monitor it belongs to. Server-owned.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        monitor_id: Option<Integer> = 243_441_643,
        /// Values for a templated link. Added by Datadog.
        #[schemars(extend("doNotSuggest" = true))]
        template_variables: Option<Value> = {},
        /// Settings of the link. Added by Datadog.
        #[schemars(extend("doNotSuggest" = true))]
        options: Option<Value> = {},
    }
    example: {"name": "Runbook", "url": "https://wiki.example.com/pipeline-failures", "category": "runbook"}
}

open_enum! {
    /// What sort of link it is.
    AssetCategory { "runbook" => "what to do when the monitor alerts" }
}

open_enum! {
    /// Which sort of Datadog resource a link leads to.
    AssetResource { "notebook" => "a notebook" }
}
