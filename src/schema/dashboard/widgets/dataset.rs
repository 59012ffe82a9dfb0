//! Rows of a published dataset, and how their columns make a host map.

use super::hostmap::HostmapDimension;
use crate::schema::dashboard::formats::NumberFormat;
use crate::schema::dashboard::style::SortOrder;
use crate::schema::shapes::Integer;
use crate::{object, open_enum};

object! {
    /// What the columns of a dataset decide of a tile.
    HostmapProjection {
        /// Always `hostmap`.
        r#type: HostmapProjectionType,
        /// One entry for each column that decides something.
        dimensions: Vec<HostmapColumn> = [{"column": "host_name", "dimension": "node"}],
    }
    example: {"type": "hostmap", "dimensions": [{"column": "host_name", "dimension": "node"}]}
}

open_enum! {
    /// The kind of drawing that columns are put on.
    HostmapProjectionType { "hostmap" => "a host map" }
}

object! {
    /// What one column decides of a tile.
    HostmapColumn {
        /// The column of the dataset.
        column: String = "host_name",
        /// What it decides.
        dimension: HostmapDimension,
        /// What it is called.
        alias: Option<String> = "host",
        /// How the numbers are written.
        number_format: Option<NumberFormat>,
    }
    example: {"column": "host_name", "dimension": "node"}
}

object! {
    /// The rows of a published dataset.
    DatasetQuery {
        /// Always `dataset`.
        data_source: DatasetSource,
        /// The dataset's id.
        dataset_id: String = "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        /// What made the dataset.
        dataset_provider: DatasetProvider,
        /// A search that rows must match.
        filter: Option<String> = "region:eu*",
        /// How many rows are read at most.
        limit: Option<Integer> = 1000,
        /// Which rows come first.
        sort: Option<DatasetSort>,
    }
    example: {
        "data_source": "dataset",
        "dataset_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "dataset_provider": "ddsql_query"
    }
}

open_enum! {
    /// Where rows come from.
    DatasetSource { "dataset" => "a published dataset" }
}

open_enum! {
    /// What made a dataset.
    DatasetProvider { "ddsql_query" => "a query in DDSQL" }
}

object! {
    /// Which rows come first.
    DatasetSort {
        /// What is sorted by, the weightiest first.
        fields: Vec<DatasetSortField> = [{"name": "cpu", "order": "desc"}],
    }
    example: {"fields": [{"name": "cpu", "order": "desc"}]}
}

object! {
    /// One column that is sorted by.
    DatasetSortField {
        /// The column.
        name: String = "cpu",
        /// Which way.
        order: SortOrder,
    }
    example: {"name": "cpu", "order": "desc"}
}
