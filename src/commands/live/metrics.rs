//! Which metrics report, of which type they are, and with which tags.

use std::collections::BTreeSet;

use serde_json::Value;
use time::OffsetDateTime;

use super::cache::Cache;
use super::{each, skip};
use crate::datadog::{ApiError, Reader};
use crate::lint::live::{Answers, DAYS, Metric, Questions};

const SECONDS: u64 = DAYS * 86_400;

pub async fn ask(
    reader: &Reader,
    questions: &Questions,
    cache: &mut Cache,
    now: OffsetDateTime,
    answers: &mut Answers,
) {
    if questions.metrics.is_empty() {
        return;
    }
    // What was missing may be there a minute later: only what was found is remembered.
    cache.reporting.take_if(|reporting| !questions.metrics.is_subset(reporting));
    cache.metrics.retain(|_, metric| metric.exists == Some(true));
    if cache.reporting.is_none() {
        match reporting(reader, now).await {
            Ok(found) => cache.reporting = found,
            Err(error) => skip("metric-no-data", &error, answers),
        }
    }
    answers.reporting.clone_from(&cache.reporting);
    let known = |name: &&String| !cache.metrics.contains_key(*name);
    let missing: Vec<String> = questions.metrics.iter().filter(known).cloned().collect();
    let ask = async |name: String| {
        let metric = metric(reader, &name).await?;
        Ok((name, metric))
    };
    for (name, metric) in each("tag-key-not-on-metric, metric-type-mismatch", missing, ask, answers).await {
        cache.metrics.insert(name, metric);
    }
    let asked = questions.metrics.iter().filter_map(|name| Some((name.clone(), cache.metrics.get(name)?.clone())));
    answers.metrics = asked.collect();
}

async fn reporting(reader: &Reader, now: OffsetDateTime) -> Result<Option<BTreeSet<String>>, ApiError> {
    let from = now.unix_timestamp().saturating_sub(i64::try_from(SECONDS).unwrap_or_default());
    let answer = reader.ask("/api/v1/metrics", "", &[("from", from.to_string())]).await?;
    Ok(answer.as_ref().and_then(|answer| texts(answer, "/metrics")))
}

async fn metric(reader: &Reader, name: &str) -> Result<Metric, ApiError> {
    let facts = reader.ask("/api/v1/metrics/{}", name, &[]).await?;
    let text = |key| facts.as_ref().and_then(|facts| facts.get(key)).and_then(Value::as_str);
    let metric_type = text("type").map(str::to_owned);
    let mut metric = Metric { exists: Some(facts.is_some()), metric_type, ..Metric::default() };
    if facts.is_none() {
        return Ok(metric);
    }
    let window = [("window[seconds]", SECONDS.to_string())];
    let tags = reader.ask("/api/v2/metrics/{}/all-tags", name, &window).await?;
    metric.tags = tags.as_ref().and_then(|tags| texts(tags, "/data/attributes/tags"));
    if metric.metric_type.as_deref() == Some("distribution") {
        let configured = reader.ask("/api/v2/metrics/{}/tags", name, &[]).await?;
        let percentiles = configured.as_ref().and_then(|answer| answer.pointer("/data/attributes/include_percentiles"));
        metric.percentiles = percentiles.and_then(Value::as_bool);
    }
    Ok(metric)
}

fn texts(answer: &Value, at: &str) -> Option<BTreeSet<String>> {
    let items = answer.pointer(at)?.as_array()?;
    Some(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
}
