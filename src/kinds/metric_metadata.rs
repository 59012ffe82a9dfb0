//! What Datadog knows about a metric, `/api/v1/metrics/{name}`. It comes with the metric and cannot be deleted.

use crate::model::{
    Create, Danger, Dangers, Default, Delete, Kind, Listing, Lit, Natural, Paging, Update, Verb, envelope,
};

pub static METRIC_METADATA: Kind = Kind {
    name: "metric-metadata",
    folder: "metric-metadata",
    label: "id",
    path: "/api/v1/metrics",
    page: "/metric/summary?metric={id}",
    // The answer does not hold the name, only the path does.
    natural: Natural::At("/id"),
    wrap: envelope::without_id,
    create: Create::PutObject,
    delete: Delete::Never,
    listing: Listing { paging: Paging::Unlisted, ..Kind::REST.listing },
    update: Update { verb: Verb::Put, merges: true },
    dangers: Dangers { gone: Danger::Looks, changed: Danger::Looks, extra: Danger::Looks, ..Kind::REST.dangers },
    server_owned: &["/integration"],
    defaults: &[
        Default::new("/id", Lit::Unmanaged),
        Default::new("/description", Lit::Text("")),
        Default::new("/short_name", Lit::Text("")),
        // Both come with the points that are sent.
        Default::new("/type", Lit::Unmanaged),
        Default::new("/statsd_interval", Lit::Unmanaged),
    ],
    ..Kind::REST
};
