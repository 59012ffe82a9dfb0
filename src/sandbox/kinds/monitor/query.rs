//! The little that the sandbox reads out of a monitor's query.

use serde_json::Value;

/// What a query compares with, where it ends in a comparison.
#[derive(Debug, PartialEq)]
pub(super) enum Ending {
    /// `... > 90`
    Threshold(f64),
    /// No comparison, or one that does not end in a number.
    Open,
}

const OPERATORS: [&str; 6] = [">", ">=", "<", "<=", "==", "!="];
const OPERATOR_CHARACTERS: [char; 4] = ['<', '>', '=', '!'];

/// Reads the comparison at the end.
pub(super) fn ending(query: &str) -> Ending {
    let Some((head, tail)) = query.rfind(OPERATOR_CHARACTERS).and_then(|place| query.split_at_checked(place + 1))
    else {
        return Ending::Open;
    };
    let operator = head.get(head.trim_end_matches(OPERATOR_CHARACTERS).len()..).unwrap_or_default();
    let number = tail.trim();
    let plain = number.chars().all(|character| matches!(character, '0'..='9' | '.' | '-' | '+' | 'e' | 'E'));
    match number.parse() {
        Ok(value) if plain && OPERATORS.contains(&operator) => Ending::Threshold(value),
        _ => Ending::Open,
    }
}

/// Whether the monitor alerts per group.
pub(super) fn is_multi(kind: &str, query: &str) -> bool {
    if kind == "composite" {
        return false;
    }
    let compact: String = query.chars().filter(|character| !character.is_whitespace()).collect();
    let grouped = compact.match_indices(".by(").any(|(place, by)| {
        let groups = compact.get(place + by.len()..).unwrap_or_default();
        let first = groups.split(')').next().unwrap_or_default().trim_matches(['"', '\'']);
        !first.is_empty() && first != "*"
    });
    grouped || compact.contains("}by{")
}

/// The name under which the type is stored: Datadog takes "metric alert" and "query alert" for one another, and
/// picks by the query. The rule is not known; these are the recorded cases.
pub(super) fn stored_type<'a>(kind: &'a str, query: &str, variables: Option<&Value>) -> &'a str {
    let starts = |prefix: &str| query.starts_with(prefix);
    let contains = |name: &str| query.contains(name);
    match kind {
        "metric alert" if starts("formula(") && !augmented(variables) => "query alert",
        "metric alert" if ["anomalies(", "forecast(", "outliers(", "(current_1mo)"].into_iter().any(contains) => {
            "query alert"
        }
        "query alert" if starts("formula(") && augmented(variables) => "metric alert",
        other => other,
    }
}

/// Whether a formula stands on joined or cost data instead of plain metrics.
fn augmented(variables: Option<&Value>) -> bool {
    let sources = variables.and_then(Value::as_array).into_iter().flatten();
    sources
        .filter_map(|variable| variable.get("data_source").and_then(Value::as_str))
        .any(|source| source.starts_with("aggregate_") || source == "cloud_cost")
}

/// The monitor ids in a composite's query: every whole number.
pub(super) fn composite_ids(query: &str) -> Vec<&str> {
    query
        .split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
        .filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comparison_is_read_from_the_end() {
        assert_eq!(ending("avg(last_5m):avg:a{b:c} by {host} >= 2.50"), Ending::Threshold(2.5));
        assert_eq!(ending("logs(\"@x:>5\").rollup(\"count\").last(\"5m\") < -1e3"), Ending::Threshold(-1000.0));
        assert_eq!(ending("logs(\"@x:>5\").rollup(\"count\").last(\"5m\")"), Ending::Open);
        assert_eq!(ending("avg(last_5m):avg:a{*} => 3"), Ending::Open);
        assert_eq!(ending("avg(last_5m):avg:a{*} >"), Ending::Open);
    }

    #[test]
    fn groups_make_a_multi_alert() {
        assert!(is_multi("query alert", "avg(last_5m):avg:a{*} by {host} > 1"));
        assert!(is_multi("log alert", "logs(\"*\").rollup(\"count\").by(\"source\").last(\"5m\") > 1"));
        assert!(!is_multi("service check", "\"c\".over(\"a:b\").by(\"*\").last(2).count_by_status()"));
        assert!(!is_multi("composite", "1 && 2"));
    }

    #[test]
    fn composite_ids_are_the_whole_numbers() {
        assert_eq!(composite_ids("( 12 && !34 ) || a5"), ["12", "34"]);
    }
}
