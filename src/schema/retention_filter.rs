//! Retention filters, as `POST /api/v2/apm/config/retention-filters` takes their attributes.

use super::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

object! {
    /// Keeps spans that match a query, beyond the fifteen minutes in which all of them can be searched.
    RetentionFilter {
        /// Name of the filter; it is what the file and the filter in Datadog are paired by.
        name: String = "Failed checkouts",
        /// Whether the filter works.
        enabled: Flag = true,
        /// Which spans are kept.
        filter: RetentionQuery = {"query": "service:checkout @http.status_code:500"},
        /// What sort of filter it is; people can make one sort only.
        filter_type: RetentionFilterType = "spans-sampling-processor",
        /// Share of the matching spans that is kept, from 0 to 1.
        #[schemars(range(min = 0, max = 1))]
        rate: Number = 1,
        /// Share of the traces with a matching span that is kept as a whole, from 0 to 1; 0 is none.
        #[schemars(range(min = 0, max = 1))]
        trace_rate: Option<Number> = 0.5,
        /// Id of the filter in Datadog. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "7-OGpPS-SvyZKxEt0p01kA",
        /// When it was made, in seconds since 1970. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_at: Option<Integer> = 1_744_111_965,
        /// Who made it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_by: Option<String> = "ada@example.com",
        /// When it was last changed, in seconds since 1970. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_at: Option<Integer> = 1_744_111_965,
        /// Who changed it last. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_by: Option<String> = "ada@example.com",
        /// Whether people may change it; Datadog's own filters may not be. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        editable: Option<Flag> = true,
        /// Place among the filters; the first that matches decides. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        execution_order: Option<Integer> = 3,
    }
    example: {
        "name": "Failed checkouts",
        "enabled": true,
        "filter": {"query": "service:checkout @http.status_code:500"},
        "filter_type": "spans-sampling-processor",
        "rate": 1
    }
}

object! {
    /// Which spans are kept.
    RetentionQuery {
        /// A search in the language of the Trace Explorer.
        query: String = "service:checkout @http.status_code:500",
    }
    example: {"query": "service:checkout @http.status_code:500"}
}

open_enum! {
    /// What sort of filter it is.
    RetentionFilterType {
        "spans-sampling-processor" => "made by people",
        "spans-errors-sampling-processor" => "Datadog's own, for errors",
        "spans-appsec-sampling-processor" => "Datadog's own, for security signals",
    }
}
