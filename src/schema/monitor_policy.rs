//! Monitor configuration policies, as the attributes of `POST /api/v2/monitor/policy`.

use super::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// A rule that every monitor of the organisation must keep.
    MonitorPolicy {
        /// What the rule is about; `tag` where it is absent.
        policy_type: Option<PolicyType> = "tag",
        /// The rule itself. An organisation has one for each tag key.
        policy: TagPolicy = {"tag_key": "team", "tag_key_required": true, "valid_tag_values": ["data", "web"]},

        /// Its id. Server-owned: dropped on load; to adopt a policy write `ddsync.id`.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "feb7fd62-35b1-43f0-bfc7-e735745c9736",
    }
    example: {"policy": {"tag_key": "team", "tag_key_required": true, "valid_tag_values": ["data", "web"]}}
}

open_enum! {
    /// What a policy is about.
    PolicyType { "tag" => "one tag of every monitor" }
}

object! {
    /// Which values a tag of a monitor may have, and whether it must have one.
    TagPolicy {
        /// The key of the tag. ddsync knows the policy by it.
        #[schemars(length(max = 255))]
        tag_key: String = "team",
        /// Whether a monitor without the tag is refused; false where this is absent.
        tag_key_required: Option<Flag> = true,
        /// The values that it may have, in the order in which people see them.
        valid_tag_values: Option<Vec<String>> = ["data", "web"],
    }
    example: {"tag_key": "team", "tag_key_required": true, "valid_tag_values": ["data", "web"]}
}
