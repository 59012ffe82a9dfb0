//! What the words of the query languages mean, as data. The sources are Datadog's API schema and documentation, and recorded
//! traffic; a word that is missing here may be new, so what is not known is never wrong for that alone.

mod aggregators;
mod data_sources;
mod events;
mod functions;
mod modifiers;
mod recurrence;
mod types;

pub use aggregators::{CHANGES, SPACE_AGGREGATORS, TIME_AGGREGATORS, is_space_aggregator, is_time_aggregator};
pub use data_sources::{AGGREGATIONS, DATA_SOURCES, DataSource, Family as DataFamily, WIDGET_AGGREGATORS, data_source};
pub use events::{
    EVENT_METHODS, EventMethod, ROLLUPS, Rollup, SEARCH_FUNCTIONS, SLO_MEASURES, SOURCES, Source, source,
};
pub use functions::{ArgumentKind, FUNCTIONS, Family, Function, InMonitors, function, function_names};
pub use modifiers::{FILL_METHODS, MODIFIERS, Modifier, ROLLUP_ALIASES, ROLLUP_METHODS, modifier};
pub use recurrence::{RULE_PARTS, RuleName};
pub use types::{MONITOR_TYPES, MonitorType, fits, monitor_type, types_of};
