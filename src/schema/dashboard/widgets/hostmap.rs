//! Hosts, containers and the like as coloured tiles, in three forms: by infrastructure, by dataset, and the old one.

use super::dataset::{DatasetQuery, HostmapProjection};
use super::{Heading, Linked};
use crate::schema::dashboard::formats::{ConditionalFormat, NumberFormat};
use crate::schema::dashboard::legacy::{LegacyEventQueries, LegacyQueries};
use crate::schema::dashboard::queries::Query;
use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

object! {
    /// Hosts, containers and the like as coloured tiles.
    Hostmap {
        #[schemars(flatten)]
        heading: Heading,
        /// Which tiles there are, and what colours and sizes them.
        requests: HostmapRequests,
        /// Notes to the heading.
        notes: Option<String> = "Spot instances left out.",
        /// Tags by which tiles are grouped, in the old form.
        #[schemars(extend("deprecated" = true))]
        group: Option<Vec<String>> = ["availability-zone"],
        /// Whether tiles without a group are hidden, in the old form.
        #[schemars(extend("deprecated" = true))]
        no_group_hosts: Option<Flag> = true,
        /// Whether tiles without a value are hidden, in the old form.
        #[schemars(extend("deprecated" = true))]
        no_metric_hosts: Option<Flag> = true,
        /// What a tile is, in the old form.
        #[schemars(extend("deprecated" = true))]
        node_type: Option<LegacyNodeType>,
        /// Tags of the tiles that are shown, in the old form.
        #[schemars(extend("deprecated" = true))]
        scope: Option<Vec<String>> = ["env:prod"],
        /// The colours, in the old form.
        #[schemars(extend("deprecated" = true))]
        style: Option<LegacyHostmapStyle>,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "title": "CPU by host",
        "requests": {
            "request_type": "infrastructure_hostmap",
            "node_type": "host",
            "enrichments": [{
                "response_format": "scalar",
                "queries": [{
                    "data_source": "metrics", "name": "cpu", "query": "avg:system.cpu.user{*} by {host}", "aggregator": "avg"
                }],
                "formulas": [{"formula": "cpu", "dimension": "fill"}]
            }]
        }
    }
}

open_enum! {
    /// What a tile is, in the old form.
    LegacyNodeType {
        "host" => "a host",
        "container" => "a container",
    }
}

object! {
    /// The colours of tiles, in the old form.
    LegacyHostmapStyle {
        /// The value of the first colour, as text.
        fill_min: Option<String> = "0",
        /// The value of the last colour, as text.
        fill_max: Option<String> = "100",
        /// The name of a palette.
        palette: Option<String> = "green_to_orange",
        /// Whether the palette is turned round.
        palette_flip: Option<Flag> = false,
    }
    example: {"fill_min": "0", "fill_max": "100", "palette": "green_to_orange", "palette_flip": false}
}

object! {
    /// Which tiles there are, and what colours and sizes them. `request_type` says in which form; without it, it is
    /// the old one, with `fill` and `size`.
    HostmapRequests {
        /// The form of the request; absent in the old form.
        request_type: Option<HostmapRequestType>,
        /// What a tile is; for `infrastructure_hostmap`.
        node_type: Option<NodeType>,
        /// The numbers that colour and size the tiles; for `infrastructure_hostmap`.
        enrichments: Option<Vec<HostmapEnrichment>> = [{
            "response_format": "scalar",
            "queries": [{"data_source": "metrics", "name": "cpu", "query": "avg:system.cpu.user{*} by {host}"}],
            "formulas": [{"formula": "cpu", "dimension": "fill"}]
        }],
        #[schemars(flatten)]
        tiles: Tiles,
        /// Smaller tiles within each tile: containers in hosts, say; for `infrastructure_hostmap`.
        child: Option<HostmapRequest>,
        /// The dataset whose rows are the tiles; for `data_projection`.
        query: Option<DatasetQuery>,
        /// What the columns of the dataset decide of a tile; for `data_projection`.
        projection: Option<HostmapProjection>,
        /// How many rows are read at most; for `data_projection`.
        limit: Option<Integer> = 1000,
        /// What colours the tiles, in the old form.
        #[schemars(extend("deprecated" = true))]
        fill: Option<LegacyHostmapRequest>,
        /// What sizes the tiles, in the old form.
        #[schemars(extend("deprecated" = true))]
        size: Option<LegacyHostmapRequest>,
    }
    example: {
        "request_type": "infrastructure_hostmap",
        "node_type": "host",
        "enrichments": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "metrics", "name": "cpu", "query": "avg:system.cpu.user{*} by {host}", "aggregator": "avg"
            }],
            "formulas": [{"formula": "cpu", "dimension": "fill"}]
        }]
    }
}

open_enum! {
    /// The form of the request of a host map.
    HostmapRequestType {
        "infrastructure_hostmap" => "hosts, containers and the like that Datadog knows",
        "data_projection" => "rows of a published dataset",
    }
}

open_enum! {
    /// What a tile is.
    NodeType {
        "host" => "a host",
        "container" => "a container",
        "pod" => "a Kubernetes pod",
        "cluster" => "a Kubernetes cluster",
    }
}

object! {
    /// Which tiles there are, and how they look.
    Tiles {
        /// Tags of the tiles that are shown, as a search; for `infrastructure_hostmap`.
        filter: Option<String> = "env:prod",
        /// By what the tiles are grouped, the outermost first; for `infrastructure_hostmap`.
        group_by: Option<Vec<HostmapGroup>> = [{"column": "tags", "key": "service"}],
        /// Whether tiles without a group are hidden.
        no_group_hosts: Option<Flag> = true,
        /// Whether tiles without a value are hidden.
        no_metric_hosts: Option<Flag> = true,
        /// Rules that colour the tiles.
        conditional_formats: Option<Vec<ConditionalFormat>>
            = [{"comparator": ">", "value": 90, "palette": "white_on_red"}],
        /// The colours of the tiles.
        style: Option<HostmapStyle>,
    }
    example: {"filter": "env:prod", "group_by": [{"column": "tags", "key": "service"}]}
}

object! {
    /// Smaller tiles within each tile.
    HostmapRequest {
        #[schemars(flatten)]
        nodes: HostmapNodes,
        /// Smaller tiles again; no further level is taken.
        child: Option<HostmapChild>,
    }
    example: {
        "request_type": "infrastructure_hostmap",
        "node_type": "container",
        "enrichments": [{
            "response_format": "scalar",
            "queries": [{"data_source": "metrics", "name": "cpu", "query": "avg:container.cpu.usage{*} by {container_id}"}],
            "formulas": [{"formula": "cpu", "dimension": "fill"}]
        }]
    }
}

object! {
    /// The smallest tiles, which hold no others.
    HostmapChild {
        #[schemars(flatten)]
        nodes: HostmapNodes,
    }
    example: {
        "request_type": "infrastructure_hostmap",
        "node_type": "container",
        "enrichments": [{
            "response_format": "scalar",
            "queries": [{"data_source": "metrics", "name": "cpu", "query": "avg:container.cpu.usage{*} by {container_id}"}],
            "formulas": [{"formula": "cpu", "dimension": "fill"}]
        }]
    }
}

object! {
    /// Tiles that Datadog knows.
    HostmapNodes {
        /// Always `infrastructure_hostmap`.
        request_type: HostmapRequestType,
        /// What a tile is.
        node_type: NodeType,
        /// The numbers that colour and size the tiles.
        enrichments: Vec<HostmapEnrichment> = [{
            "response_format": "scalar",
            "queries": [{"data_source": "metrics", "name": "cpu", "query": "avg:container.cpu.usage{*} by {container_id}"}],
            "formulas": [{"formula": "cpu", "dimension": "fill"}]
        }],
        #[schemars(flatten)]
        tiles: Tiles,
    }
    example: {"request_type": "infrastructure_hostmap", "node_type": "container", "enrichments": []}
}

object! {
    /// Numbers that colour and size tiles.
    HostmapEnrichment {
        /// Where the numbers come from.
        queries: Vec<Query> = [{"data_source": "metrics", "name": "cpu", "query": "avg:system.cpu.user{*} by {host}"}],
        /// What is made of them, each with its dimension.
        formulas: Vec<HostmapFormula> = [{"formula": "cpu", "dimension": "fill"}],
        /// Always `scalar`.
        response_format: HostmapFormat,
    }
    example: {
        "response_format": "scalar",
        "queries": [{
            "data_source": "metrics", "name": "cpu", "query": "avg:system.cpu.user{*} by {host}", "aggregator": "avg"
        }],
        "formulas": [{"formula": "cpu", "dimension": "fill"}]
    }
}

open_enum! {
    /// The form of the answer for tiles.
    HostmapFormat { "scalar" => "one value a tile" }
}

object! {
    /// An expression that decides something of a tile.
    HostmapFormula {
        /// Names of queries, joined by arithmetic and functions.
        formula: String = "cpu",
        /// What it decides.
        dimension: HostmapDimension,
        /// What it is called.
        alias: Option<String> = "CPU use",
        /// How the numbers are written.
        number_format: Option<NumberFormat>,
    }
    example: {"formula": "cpu", "dimension": "fill"}
}

open_enum! {
    /// What a number or column decides of a tile.
    HostmapDimension {
        "node" => "which tile it is",
        "fill" => "its colour",
        "size" => "its size",
        "group" => "the group that it is in, the outermost first; only for datasets",
    }
}

object! {
    /// Something by which tiles are grouped.
    HostmapGroup {
        /// The attribute of the tile.
        column: String = "tags",
        /// The key within the attribute, where it has keys.
        key: Option<String> = "service",
    }
    example: {"column": "tags", "key": "service"}
}

object! {
    /// The colours of tiles.
    HostmapStyle {
        /// The value of the first colour; fits the data where it is absent.
        fill_min: Option<Number> = 0,
        /// The value of the last colour; fits the data where it is absent.
        fill_max: Option<Number> = 100,
        /// The name of a palette.
        palette: Option<String> = "hostmap_blues",
        /// Whether the palette is turned round.
        palette_flip: Option<Flag> = false,
    }
    example: {"fill_min": 0, "fill_max": 100, "palette": "hostmap_blues"}
}

object! {
    /// What colours or sizes tiles, in the old form.
    #[schemars(extend("deprecated" = true))]
    LegacyHostmapRequest {
        #[schemars(flatten)]
        legacy: LegacyQueries,
        #[schemars(flatten)]
        legacy_events: LegacyEventQueries,
    }
    example: {"q": "avg:system.cpu.user{*} by {host}"}
}
