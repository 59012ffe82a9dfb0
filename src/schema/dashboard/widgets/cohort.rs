//! Who comes back, as a grid or a curve.

use super::{Heading, Timed};
use crate::schema::dashboard::retention::{RetentionQuery, query_example};
use crate::schema::dashboard::style::PaletteStyle;
use crate::{object, open_enum};

object! {
    /// Users who come back, as a grid.
    Cohort {
        #[schemars(flatten)]
        heading: Heading,
        /// Who began and who came back; at least one request.
        #[schemars(length(min = 1))]
        requests: Vec<CohortRequest>
            = [{"request_type": "retention_grid", "query": query_example("conversion_on_or_after")}],
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"title": "Who comes back", "requests": [{"request_type": "retention_grid", "query": query_example("conversion_on_or_after")}]}
}

object! {
    /// Who began and who came back, as a grid.
    CohortRequest {
        /// Always `retention_grid`.
        request_type: CohortRequestType,
        /// Who began and who came back.
        query: RetentionQuery,
    }
    example: {"request_type": "retention_grid", "query": query_example("conversion_on_or_after")}
}

open_enum! {
    /// The kind of a request of a cohort widget.
    CohortRequestType { "retention_grid" => "a grid of cohorts and periods" }
}

object! {
    /// Users who come back, as a curve.
    RetentionCurve {
        #[schemars(flatten)]
        heading: Heading,
        /// Who began and who came back; at least one request.
        #[schemars(length(min = 1))]
        requests: Vec<RetentionCurveRequest>
            = [{"request_type": "retention_curve", "query": query_example("conversion_on")}],
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"title": "Who comes back", "requests": [{"request_type": "retention_curve", "query": query_example("conversion_on")}]}
}

object! {
    /// Who began and who came back, as a curve.
    RetentionCurveRequest {
        /// Always `retention_curve`.
        request_type: RetentionCurveRequestType,
        /// Who began and who came back.
        query: RetentionQuery,
        /// The colours of the curve.
        style: Option<PaletteStyle>,
    }
    example: {"request_type": "retention_curve", "query": query_example("conversion_on")}
}

open_enum! {
    /// The kind of a request of a retention curve.
    RetentionCurveRequestType { "retention_curve" => "a curve over periods" }
}
