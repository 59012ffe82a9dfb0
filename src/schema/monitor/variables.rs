//! `options.variables`: the queries that a formula monitor names, told apart by `data_source`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::schema::shapes::{self, Flag, Integer, Number};
use crate::{object, open_enum, tagged};

tagged! {
    /// One query that `formula("..")` in the monitor's query names. Its data source says what it reads.
    Variable by "data_source" {
        EventQuery {
            "logs" => "indexed logs",
            "spans" => "indexed spans",
            "rum" => "events from browsers and mobile applications",
            "events" => "events",
            "audit" => "the audit trail",
            "ci_pipelines" => "runs of CI pipelines",
            "ci_tests" => "runs of tests in CI",
            "database_queries" => "queries seen by Database Monitoring",
            "network" => "Cloud Network Monitoring",
            "network_path" => "Network Path",
        }
        CostQuery {
            "metrics" => "metrics",
            "cloud_cost" => "cloud cost",
            "datadog_usage" => "usage of Datadog itself",
        }
        DataQualityQuery { "data_quality_metrics" => "measures of tables and columns" }
        AugmentedQuery { "aggregate_augmented_query" => "a query whose rows are joined with another's" }
        FilteredQuery { "aggregate_filtered_query" => "a query whose rows are kept or dropped by another's" }
        DataJobsQuery where ["job_type", "jobs_query", "query_dialect"] {}
    }
    example: {"name": "query1", "data_source": "logs", "search": {"query": "status:error"}, "compute": {"aggregation": "count"}}
}

object! {
    /// Counts or measures of events: logs, spans, RUM, CI and the like.
    EventQuery {
        /// Name of the query in the formula.
        name: String = "query1",
        /// Which events count.
        search: Option<Search> = {"query": "status:error"},
        /// Indexes to read; absent or empty is all of them.
        indexes: Option<Vec<String>> = ["*"],
        /// How events become one number.
        compute: Compute = {"aggregation": "count"},
        /// What makes one group each.
        group_by: Option<Vec<GroupBy>> = [{"facet": "service", "limit": 10}],
    }
    example: {"name": "query1", "data_source": "logs", "search": {"query": "status:error"}, "compute": {"aggregation": "count"}}
}

object! {
    /// Which events count.
    Search {
        /// In the search language of the explorer; empty text is all of them.
        query: String = "service:loader status:error",
    }
    example: {"query": "service:loader status:error"}
}

object! {
    /// How events become one number.
    Compute {
        /// Count them, or reduce a measure of them.
        aggregation: EventAggregation = "count",
        /// The measure to reduce; not for `count`.
        metric: Option<String> = "@duration",
        /// Milliseconds of one bucket.
        #[schemars(range(min = 0))]
        interval: Option<Integer> = 60_000,
        /// Name of this number, where a query makes several.
        name: Option<String> = "compute_result",
        /// The part of a joined query that it is taken from.
        source: Option<String> = "filter_query",
    }
    example: {"aggregation": "pc95", "metric": "@duration"}
}

object! {
    /// A facet that makes one group for each of its values.
    GroupBy {
        /// Name of the facet.
        facet: String = "service",
        /// How many groups at most.
        #[schemars(range(min = 0))]
        limit: Option<Integer> = 10,
        /// Which groups come first, and so survive the limit.
        sort: Option<Sort> = {"aggregation": "count", "order": "desc"},
        /// The part of a joined query that has the facet.
        source: Option<String> = "filter_query",
    }
    example: {"facet": "service", "limit": 10, "sort": {"aggregation": "count", "order": "desc"}}
}

object! {
    /// Which groups come first.
    Sort {
        /// The number they are sorted by.
        aggregation: EventAggregation = "count",
        /// The measure behind that number; not for `count`.
        metric: Option<String> = "@duration",
        /// Which end comes first.
        order: Option<Order> = "desc",
    }
    example: {"aggregation": "count", "order": "desc"}
}

object! {
    /// A metric or cost query.
    CostQuery {
        /// Name of the query in the formula.
        name: String = "query1",
        /// In the metric query language.
        query: String = "sum:all.cost{*}.rollup(sum, 86400)",
        /// How the points of the window become one number.
        aggregator: Option<Aggregator> = "sum",
    }
    example: {"name": "query1", "data_source": "cloud_cost", "query": "sum:all.cost{*}.rollup(sum, 86400)", "aggregator": "sum"}
}

object! {
    /// A measure of tables or columns.
    DataQualityQuery {
        /// Name of the query in the formula.
        name: String = "query1",
        /// What is measured.
        measure: Measure = "row_count",
        /// Which tables or columns, in the search language of the data catalogue.
        filter: String = "search for column where `database:production AND table:users`",
        /// Tags that narrow the measure further.
        scope: Option<String> = "env:production",
        /// What makes one group each.
        group_by: Option<Vec<String>> = ["entity_id"],
        /// Version of this query's form.
        schema_version: Option<String> = "0.0.1",
        /// How Datadog measures and judges.
        monitor_options: Option<DataQualityOptions> = {"custom_where": "user_id = 123"},
    }
    example: {"name": "query1", "data_source": "data_quality_metrics", "measure": "row_count", "filter": "search for table where `name:users`"}
}

object! {
    /// How Datadog measures and judges the quality of data.
    DataQualityOptions {
        /// When to measure, as a cron expression.
        crontab_override: Option<String> = "0 0 * * *",
        /// SQL whose `dd_value` is the measure.
        custom_sql: Option<String> = "SELECT COUNT(*) AS dd_value FROM users",
        /// A condition on the rows, as SQL writes it after WHERE.
        custom_where: Option<String> = "user_id = 123",
        /// Columns that make one group each.
        group_by_columns: Option<Vec<String>> = ["region"],
        /// Which model judges what is ordinary.
        model_type_override: Option<ModelType> = "freshness",
        /// Width of what counts as ordinary, as a factor; more is wider and alerts less. Datadog takes 3.0 without it.
        sensitivity: Option<Number> = 3.0,
    }
    example: {"custom_where": "user_id = 123", "sensitivity": 3.0}
}

object! {
    /// Runs of data jobs. The one variable without a data source.
    DataJobsQuery {
        /// Must be `run_query`.
        name: String = "run_query",
        /// What runs the job; custom ones begin with `custom.ol.`.
        job_type: JobType = "airflow.dag",
        /// Which jobs.
        jobs_query: String = "job_name:nightly*",
        /// Language of `jobs_query`.
        query_dialect: QueryDialect = "metric",
    }
    example: {"name": "run_query", "job_type": "airflow.dag", "jobs_query": "job_name:nightly*", "query_dialect": "metric"}
}

object! {
    /// A query whose rows are joined with those of another query or of a reference table.
    AugmentedQuery {
        /// Name of the query in the formula.
        name: Option<String> = "query1",
        /// The query that is enriched.
        base_query: BaseQuery = {"data_source": "metrics", "name": "query1", "query": "avg:pipeline.duration{*} by {org_id}"},
        /// What it is enriched with.
        augment_query: OtherQuery = {"data_source": "reference_table", "table_name": "customers", "columns": [{"name": "org_id"}, {"name": "name"}]},
        /// Which rows belong together.
        join_condition: JoinCondition = {"join_type": "inner", "base_attribute": "org_id", "augment_attribute": "org_id"},
        /// How rows become numbers; at least one.
        #[schemars(length(min = 1))]
        compute: Vec<Compute> = [{"aggregation": "max", "name": "compute_result"}],
        /// What makes one group each.
        group_by: Vec<GroupBy> = [{"facet": "name", "source": "filter_query"}],
    }
    example: {
        "data_source": "aggregate_augmented_query",
        "base_query": {"data_source": "metrics", "name": "query1", "query": "avg:pipeline.duration{*} by {org_id}"},
        "augment_query": {"data_source": "reference_table", "name": "filter_query", "table_name": "customers"},
        "join_condition": {"join_type": "inner", "base_attribute": "org_id", "augment_attribute": "org_id"},
        "compute": [{"aggregation": "max"}],
        "group_by": [{"facet": "name", "source": "filter_query"}]
    }
}

object! {
    /// A query whose rows are kept or dropped by another query or by a reference table.
    FilteredQuery {
        /// Name of the query in the formula.
        name: Option<String> = "query1",
        /// The query that is filtered.
        base_query: BaseQuery = {"data_source": "logs", "name": "query1", "compute": {"aggregation": "count"}},
        /// What decides.
        filter_query: OtherQuery = {"data_source": "reference_table", "table_name": "customers"},
        /// Which attributes must agree.
        filters: Vec<Filter> = [{"base_attribute": "org_id", "filter_attribute": "org_id"}],
        /// How rows become numbers.
        compute: Option<Vec<Compute>> = [{"aggregation": "count"}],
        /// What makes one group each.
        group_by: Option<Vec<GroupBy>> = [{"facet": "org_id"}],
    }
    example: {
        "data_source": "aggregate_filtered_query",
        "base_query": {"data_source": "logs", "name": "query1", "compute": {"aggregation": "count"}},
        "filter_query": {"data_source": "reference_table", "name": "filter_query", "table_name": "customers"},
        "filters": [{"base_attribute": "org_id", "filter_attribute": "org_id"}]
    }
}

tagged! {
    /// The query that a joined or filtered query starts from.
    BaseQuery by "data_source" {
        EventQuery {
            "logs" => "indexed logs",
            "spans" => "indexed spans",
            "rum" => "events from browsers and mobile applications",
            "events" => "events",
            "audit" => "the audit trail",
            "ci_pipelines" => "runs of CI pipelines",
            "ci_tests" => "runs of tests in CI",
            "database_queries" => "queries seen by Database Monitoring",
            "network" => "Cloud Network Monitoring",
            "network_path" => "Network Path",
        }
        MetricsQuery {
            "metrics" => "metrics",
            "cloud_cost" => "cloud cost",
            "datadog_usage" => "usage of Datadog itself",
        }
    }
    example: {"data_source": "metrics", "name": "query1", "query": "avg:system.cpu.user{*}"}
}

tagged! {
    /// The query or the table on the other side of a join or filter.
    OtherQuery by "data_source" {
        EventQuery {
            "logs" => "indexed logs",
            "spans" => "indexed spans",
            "rum" => "events from browsers and mobile applications",
            "events" => "events",
            "audit" => "the audit trail",
            "ci_pipelines" => "runs of CI pipelines",
            "ci_tests" => "runs of tests in CI",
            "database_queries" => "queries seen by Database Monitoring",
            "network" => "Cloud Network Monitoring",
            "network_path" => "Network Path",
        }
        ReferenceTableQuery { "reference_table" => "a table that people uploaded" }
    }
    example: {"data_source": "reference_table", "name": "filter_query", "table_name": "customers"}
}

object! {
    /// A metric query inside a joined or filtered query.
    MetricsQuery {
        /// Name of the query.
        name: Option<String> = "query1",
        /// In the metric query language.
        query: String = "avg:system.cpu.user{*}",
        /// How the points of the window become one number.
        aggregator: Option<Aggregator> = "avg",
    }
    example: {"data_source": "metrics", "name": "query1", "query": "avg:system.cpu.user{*}"}
}

object! {
    /// Rows of a reference table.
    ReferenceTableQuery {
        /// Name of the query.
        name: Option<String> = "filter_query",
        /// Name of the table.
        table_name: String = "customers",
        /// Columns to read; absent is all of them.
        columns: Option<Vec<Column>> = [{"name": "org_id"}],
        /// Which rows.
        query_filter: Option<String> = "tier:gold",
    }
    example: {"data_source": "reference_table", "name": "filter_query", "table_name": "customers", "columns": [{"name": "org_id"}]}
}

object! {
    /// A column of a reference table.
    Column {
        /// Its name in the table.
        name: String = "org_id",
        /// Its name in the query.
        alias: Option<String> = "organisation",
    }
    example: {"name": "org_id"}
}

object! {
    /// Which rows of a join belong together.
    JoinCondition {
        /// What happens to rows without a partner.
        join_type: JoinType = "inner",
        /// Attribute of the base query.
        base_attribute: String = "org_id",
        /// Attribute of the other query.
        augment_attribute: String = "org_id",
    }
    example: {"join_type": "inner", "base_attribute": "org_id", "augment_attribute": "org_id"}
}

object! {
    /// Attributes that must agree for a row to be kept, or dropped.
    Filter {
        /// Attribute of the base query.
        base_attribute: String = "org_id",
        /// Attribute of the other query.
        filter_attribute: String = "org_id",
        /// Whether rows that agree are dropped.
        exclude: Option<Flag> = false,
    }
    example: {"base_attribute": "org_id", "filter_attribute": "org_id"}
}

open_enum! {
    /// How events become one number.
    EventAggregation {
        "count" => "how many there are",
        "cardinality" => "how many different values there are",
        "sum" => "the sum",
        "avg" => "the average",
        "min" => "the least",
        "max" => "the most",
        "median" => "the middle one",
        "pc75" => "the 75th percentile",
        "pc90" => "the 90th percentile",
        "pc95" => "the 95th percentile",
        "pc98" => "the 98th percentile",
        "pc99" => "the 99th percentile",
    }
}

open_enum! {
    /// How the points of a window become one number.
    Aggregator {
        "avg" => "the average",
        "sum" => "the sum",
        "min" => "the least",
        "max" => "the most",
        "last" => "the newest",
        "mean" => "the arithmetic mean",
        "area" => "the area under the curve",
        "l2norm" => "the square root of the sum of squares",
        "percentile" => "a percentile",
        "stddev" => "the standard deviation",
        "count_unique" => "how many different values there are",
    }
}

open_enum! {
    /// Which end comes first.
    Order {
        "desc" => "the largest first",
        "asc" => "the smallest first",
    }
}

open_enum! {
    /// What is measured of a table or column.
    Measure {
        "row_count" => "how many rows",
        "freshness" => "how long ago it changed, in seconds",
        "bytes" => "its size in bytes",
        "cardinality" => "how many different values",
        "uniqueness" => "the share of values that occur once",
        "nullness" => "the share of empty values",
        "percent_zero" => "the share of zeros",
        "percent_negative" => "the share of negative numbers",
        "min" => "the least value",
        "max" => "the greatest value",
        "mean" => "the average value",
        "sum" => "the sum of the values",
        "stddev" => "the standard deviation of the values",
        "custom" => "what `monitor_options.custom_sql` returns",
    }
}

open_enum! {
    /// Which model judges what is ordinary.
    ModelType {
        "freshness" => "times between changes",
        "percentage" => "shares between 0 and 1",
        "any" => "any number",
    }
}

/// What runs a data job. Completed, and yet no enumeration: people name their own kinds of jobs.
pub struct JobType;

impl JsonSchema for JobType {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "JobType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut schema = shapes::open_enum(
            "What runs the job.",
            &[
                ("airflow.dag", "an Airflow DAG"),
                ("spark.application", "a Spark application"),
                ("databricks.job", "a Databricks job"),
                ("dbt.job", "a dbt job"),
                ("dbt.model", "a dbt model"),
                ("dbt.test", "a dbt test"),
                ("glue.job", "an AWS Glue job"),
            ],
        );
        schema.remove(shapes::OPEN_ENUM);
        schema
    }
}

open_enum! {
    /// Language of a jobs query.
    QueryDialect { "metric" => "tags as in a metric query" }
}

open_enum! {
    /// What happens to rows without a partner.
    JoinType {
        "inner" => "they are dropped",
        "left" => "they are kept",
    }
}
