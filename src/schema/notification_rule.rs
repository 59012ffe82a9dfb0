//! Monitor notification rules, as the attributes of `POST /api/v2/monitor/notification_rule`.

use super::shapes::Integer;
use crate::object;

object! {
    /// Sends what some monitors tell to some people, whatever the monitors' own messages say.
    NotificationRule {
        /// What people call it; ddsync knows it by its name, so no two should share one.
        #[schemars(length(min = 1, max = 1000))]
        name: String = "Pipeline alerts to the data team",
        /// Which notifications it takes: by tags or by a search.
        filter: RuleFilter = {"tags": ["team:data", "service:pipeline"]},
        /// Who is told, as in a message but without the `@`. In place of `conditional_recipients`.
        #[schemars(length(min = 1, max = 20))]
        recipients: Option<Vec<String>> = ["slack-data", "jira-data"],
        /// Who is told on which condition. In place of `recipients`.
        conditional_recipients: Option<ConditionalRecipients> = {
            "conditions": [{"scope": "transition_type:is_alert", "recipients": ["slack-data"]}],
            "fallback_recipients": ["jira-data"]
        },
        /// Gathers what arrives in a time into one notification. In preview at Datadog.
        bundle_config: Option<BundleConfig> = {"duration": 3600},

        /// Its id. Server-owned: dropped on load; to adopt a rule write `ddsync.id`.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "861943f3-2ae4-475b-ac49-94b3ccedde0c",
        /// When it was made, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_at: Option<String> = "2025-04-21T20:24:55.452610+00:00",
        /// When it was last edited, as RFC 3339; 1970 for never. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_at: Option<String> = "1970-01-01T00:00:00+00:00",
    }
    example: {
        "name": "Pipeline alerts to the data team",
        "filter": {"tags": ["service:pipeline"]},
        "recipients": ["slack-data"]
    }
}

object! {
    /// Which notifications a rule takes: one of the two.
    RuleFilter {
        /// Tags that a notification must have, all of them.
        #[schemars(length(min = 1, max = 20))]
        tags: Option<Vec<String>> = ["team:data", "service:pipeline"],
        /// A search over tags with `AND`, `OR`, `NOT` and parentheses.
        #[schemars(length(min = 1, max = 3000))]
        scope: Option<String> = "service:(pipeline OR loader) AND NOT env:staging",
    }
    example: {"tags": ["service:pipeline"]}
}

object! {
    /// Who is told on which condition.
    ConditionalRecipients {
        /// The conditions, each with its recipients.
        #[schemars(length(min = 1, max = 10))]
        conditions: Vec<RuleCondition> = [{"scope": "transition_type:is_alert", "recipients": ["slack-data"]}],
        /// Who is told where no condition holds.
        #[schemars(length(min = 1, max = 20))]
        fallback_recipients: Option<Vec<String>> = ["jira-data"],
    }
    example: {"conditions": [{"scope": "env:prod", "recipients": ["pagerduty-data"]}]}
}

object! {
    /// One condition and who is told where it holds.
    RuleCondition {
        /// A state (`transition_type:is_alert`) or one tag (`env:prod`).
        #[schemars(length(min = 1, max = 3000))]
        scope: String = "transition_type:is_alert",
        /// Who is told, without the `@`.
        #[schemars(length(min = 1, max = 20))]
        recipients: Vec<String> = ["slack-data"],
    }
    example: {"scope": "transition_type:is_alert", "recipients": ["slack-data"]}
}

object! {
    /// How notifications are gathered.
    BundleConfig {
        /// For how long, in seconds.
        #[schemars(range(min = 0))]
        duration: Integer = 3600,
    }
    example: {"duration": 3600}
}
