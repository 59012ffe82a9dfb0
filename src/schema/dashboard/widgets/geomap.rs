//! Values on a map of the world.

use super::{Heading, Linked, Timed};
use crate::object;
use crate::schema::dashboard::formats::{ConditionalFormat, TextFormat};
use crate::schema::dashboard::formulas::{Formulas, Sort};
use crate::schema::dashboard::legacy::LegacyQuery;
use crate::schema::dashboard::streams::{StreamColumn, StreamQuery};
use crate::schema::shapes::Flag;

object! {
    /// Values on a map of the world.
    Geomap {
        #[schemars(flatten)]
        heading: Heading,
        /// What is drawn: a request for regions, one for points, or both.
        #[schemars(length(min = 1, max = 2))]
        requests: Vec<GeomapRequest> = [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "rum", "name": "views", "compute": {"aggregation": "count"},
                "group_by": [{"facet": "@geo.country_iso_code", "limit": 250}]
            }]
        }],
        #[schemars(flatten)]
        timed: Timed,
        /// The colours of the map.
        style: GeomapStyle,
        /// Which part of the world is shown.
        view: GeomapView,
        #[schemars(flatten)]
        linked: Linked,
    }
    example: {
        "requests": [{
            "response_format": "scalar",
            "queries": [{
                "data_source": "rum", "name": "views", "compute": {"aggregation": "count"},
                "group_by": [{"facet": "@geo.country_iso_code", "limit": 250}]
            }],
            "formulas": [{"formula": "views"}]
        }],
        "style": {"palette": "hostmap_blues", "palette_flip": false},
        "view": {"focus": "WORLD"}
    }
}

object! {
    /// What a map draws: regions (`queries` and `formulas`), or points (`query` and `columns`).
    GeomapRequest {
        #[schemars(flatten)]
        formulas: Formulas,
        /// Rules that colour regions by their values.
        conditional_formats: Option<Vec<ConditionalFormat>>
            = [{"comparator": ">", "value": 1000, "palette": "white_on_red"}],
        /// How many regions there are, and in which order.
        sort: Option<Sort>,
        /// The events that are drawn as points.
        query: Option<StreamQuery>,
        /// What is told of a point.
        columns: Option<Vec<StreamColumn>> = [{"field": "@network.client.geoip.location.latitude", "width": "auto"}],
        /// How points are drawn.
        style: Option<GeomapRequestStyle>,
        /// Rules that colour points by their texts.
        text_formats: Option<Vec<TextFormat>>
            = [{"match": {"type": "is", "value": "error"}, "palette": "white_on_red"}],
        /// A metric query, in the old form.
        #[schemars(extend("deprecated" = true))]
        q: Option<String> = "sum:orders{$env} by {country_iso_code}.as_count()",
        /// A search over logs, in the old form.
        #[schemars(extend("deprecated" = true))]
        log_query: Option<LegacyQuery>,
        /// A search over real user monitoring, in the old form.
        #[schemars(extend("deprecated" = true))]
        rum_query: Option<LegacyQuery>,
        /// A search over security signals, in the old form.
        #[schemars(extend("deprecated" = true))]
        security_query: Option<LegacyQuery>,
    }
    example: {
        "response_format": "scalar",
        "queries": [{
            "data_source": "rum", "name": "views", "compute": {"aggregation": "count"},
            "group_by": [{"facet": "@geo.country_iso_code", "limit": 250}]
        }],
        "formulas": [{"formula": "views"}]
    }
}

object! {
    /// How points of a map are drawn.
    GeomapRequestStyle {
        /// The attribute by which points are coloured.
        color_by: Option<String> = "status",
    }
    example: {"color_by": "status"}
}

object! {
    /// The colours of a map.
    GeomapStyle {
        /// The name of a palette.
        palette: String = "hostmap_blues",
        /// Whether the palette is turned round.
        palette_flip: Flag = false,
    }
    example: {"palette": "hostmap_blues", "palette_flip": false}
}

object! {
    /// Which part of the world a map shows.
    GeomapView {
        /// `WORLD`; a country by its two letters; a region (`EMEA`, `APAC`, `LATAM`); or a continent (`AFRICA`, `ASIA`,
        /// `EUROPE`, `NORTH_AMERICA`, `OCEANIA`, `SOUTH_AMERICA`).
        focus: String = "WORLD",
    }
    example: {"focus": "WORLD"}
}
