//! How points are put together, over space and over time.

/// Before a metric: `avg:`. Percentiles of other numbers (`p99.9`) are fine too.
pub static SPACE_AGGREGATORS: &[&str] =
    &["avg", "sum", "min", "max", "count", "p50", "p75", "p90", "p95", "p99", "histogram", "last"];

/// Before the window of a metric monitor: `avg(last_5m)`. Percentiles of any number too.
pub static TIME_AGGREGATORS: &[&str] = &["avg", "sum", "min", "max", "percentile"];

/// Around the time aggregation: `pct_change(avg(last_5m),1h_ago)`.
pub static CHANGES: &[&str] = &["change", "pct_change"];

pub fn is_space_aggregator(name: &str) -> bool {
    SPACE_AGGREGATORS.contains(&name) || is_percentile(name)
}

pub fn is_time_aggregator(name: &str) -> bool {
    TIME_AGGREGATORS.contains(&name) || is_percentile(name)
}

/// `p95`, `p99.9`.
fn is_percentile(name: &str) -> bool {
    let number = name.strip_prefix('p').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    number.and_then(|rest| rest.parse::<f64>().ok()).is_some_and(|number| number <= 100.0)
}
