//! The order of logs pipelines, as `PUT /api/v1/logs/config/pipeline-order` takes it.

use crate::object;

object! {
    /// The order in which logs pass the pipelines. There is one in an organisation.
    LogsPipelineOrder {
        /// Pipelines in their order, each by its id or as a reference. Those that are not listed stay where they are.
        #[schemars(extend("uniqueItems" = true))]
        pipeline_ids: Vec<String> = ["${logs-pipeline:access}", "${logs-pipeline:checkout}"],
        /// Name that ddsync has for it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "order",
    }
    example: {"pipeline_ids": ["${logs-pipeline:access}", "${logs-pipeline:checkout}"]}
}
