//! Events and logs, one a row.

use super::{Heading, Timed};
use crate::schema::dashboard::axes::LegendSize;
use crate::schema::dashboard::streams::{EventSize, FieldSort, StreamRequest};
use crate::schema::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Events, one a row.
    ListStream {
        #[schemars(flatten)]
        heading: Heading,
        /// What is listed; exactly one request.
        #[schemars(length(equal = 1))]
        requests: Vec<StreamRequest> = [{
            "columns": [{"field": "timestamp", "width": "auto"}],
            "query": {"data_source": "logs_stream", "query_string": "status:error"},
            "response_format": "event_list"
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// Whether there is a legend.
        show_legend: Option<Flag> = false,
        /// How much room the legend takes.
        legend_size: Option<LegendSize>,
    }
    example: {
        "title": "Errors",
        "requests": [{
            "columns": [{"field": "timestamp", "width": "auto"}, {"field": "content", "width": "full"}],
            "query": {"data_source": "logs_stream", "query_string": "status:error $env", "indexes": ["main"]},
            "response_format": "event_list"
        }]
    }
}

object! {
    /// Logs, one a row.
    LogStream {
        #[schemars(flatten)]
        heading: Heading,
        /// The search.
        query: Option<String> = "status:error $env",
        /// Names of the indexes that are searched; all where it is absent or empty.
        indexes: Option<Vec<String>> = ["main"],
        /// Attributes that are shown beside date and message.
        columns: Option<Vec<String>> = ["host", "service"],
        /// Whether the date is shown.
        show_date_column: Option<Flag> = true,
        /// Whether the message is shown.
        show_message_column: Option<Flag> = true,
        /// How many lines of a message are shown.
        message_display: Option<MessageDisplay>,
        /// By which column the rows are sorted.
        sort: Option<FieldSort>,
        /// Id of the index that is searched. Of no use any more: use `indexes`.
        #[schemars(extend("deprecated" = true))]
        logset: Option<String> = "1234",
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"query": "status:error $env", "indexes": ["main"], "columns": ["host", "service"]}
}

open_enum! {
    /// How many lines of a message are shown.
    MessageDisplay {
        "inline" => "one",
        "expanded-md" => "some",
        "expanded-lg" => "many",
    }
}

object! {
    /// Events, one a row; for `free` dashboards.
    EventStream {
        #[schemars(flatten)]
        heading: Heading,
        /// The search.
        query: String = "sources:deploy $env",
        /// How several tags of the search are joined: `and` or `or`.
        tags_execution: Option<String> = "and",
        /// How large an event is drawn.
        event_size: Option<EventSize>,
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"query": "sources:deploy $env", "event_size": "s"}
}

object! {
    /// Events on a line of time; for `free` dashboards.
    EventTimeline {
        #[schemars(flatten)]
        heading: Heading,
        /// The search.
        query: String = "sources:deploy $env",
        /// How several tags of the search are joined: `and` or `or`.
        tags_execution: Option<String> = "and",
        #[schemars(flatten)]
        timed: Timed,
    }
    example: {"query": "sources:deploy $env"}
}
