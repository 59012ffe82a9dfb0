//! From one form of a metric SLO to the other, as the server was recorded to do it.

use serde_json::{Value, json};

/// `count` of a `query`: each different query of the two expressions gets a name, in order of appearance.
pub fn spec_of(query: &Value) -> Option<Value> {
    let mut names = Names::default();
    let good = names.formula(query.get("numerator")?.as_str()?);
    let total = names.formula(query.get("denominator")?.as_str()?);
    let named = |(at, query): (usize, &String)| json!({"data_source": "metrics", "name": name(at), "query": query});
    let queries: Vec<Value> = names.0.iter().enumerate().map(named).collect();
    Some(json!({
        "queries": queries,
        "good_events_formula": {"formula": good},
        "total_events_formula": {"formula": total},
    }))
}

/// `query` of a `count`: the formulas with the queries in place of their names.
pub fn query_of(count: &Value) -> Option<Value> {
    let formula = |field: &str| Some(substituted(count.get(field)?.get("formula")?.as_str()?, count));
    let good = formula("good_events_formula")?;
    let total = match formula("total_events_formula") {
        Some(total) => total,
        None => format!("({good}) + ({})", formula("bad_events_formula")?),
    };
    Some(json!({"numerator": good, "denominator": total}))
}

/// Parentheses and blanks do not travel unchanged from form to form.
pub fn same_text(left: &str, right: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| !matches!(c, '(' | ')' | ' ' | '\n')).collect::<String>();
    bare(left) == bare(right)
}

fn name(at: usize) -> String {
    format!("query{}", at + 1)
}

fn substituted(formula: &str, count: &Value) -> String {
    let queries = count.get("queries").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let query = |word: &str| queries.iter().find(|query| query["name"] == word)?.get("query")?.as_str();
    let mut text = String::new();
    let mut rest = formula;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        text.push_str(query(word).unwrap_or(word));
        let gap = after.find(is_word).unwrap_or(after.len());
        text.push_str(&after[..gap]);
        rest = &after[gap..];
    }
    text
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The queries met so far; the place is the name.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn formula(&mut self, text: &str) -> String {
        let text = text.trim();
        if let Some(inner) = enclosed(text) {
            return self.formula(inner);
        }
        if let Some((left, operator, right)) = split(text) {
            return format!("({} {operator} {})", self.formula(left), self.formula(right));
        }
        if text.parse::<f64>().is_ok() {
            return text.to_owned();
        }
        let at = self.0.iter().position(|query| query == text).unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        });
        name(at)
    }
}

/// What stands in parentheses that enclose all of the text.
fn enclosed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let mut depth = 0_i32;
    let closes_early = inner.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    });
    (!closes_early).then_some(inner)
}

/// At the last operator that binds least, outside parentheses and braces.
fn split(text: &str) -> Option<(&str, char, &str)> {
    let mut depth = 0_i32;
    let mut best: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            '+' | '-' if depth == 0 && is_operand(&text[..at]) => best = Some((at, c)),
            '*' | '/' if depth == 0 && best.is_none_or(|(_, c)| matches!(c, '*' | '/')) => best = Some((at, c)),
            _ => {}
        }
    }
    best.map(|(at, operator)| (&text[..at], operator, &text[at + 1..]))
}

/// Before a binary sign stands something that ends an operand.
fn is_operand(before: &str) -> bool {
    before.trim_end().ends_with(|c: char| is_word(c) || matches!(c, ')' | '}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_gets_names_and_gives_them_back() {
        let good = "sum:my.metric{type:good,!code:a-b} by {env}.as_count()";
        let bad = "sum:my.metric{type:bad}.as_count()";
        let query = json!({"numerator": good, "denominator": format!("({good}) + {bad} * 2")});
        let spec = spec_of(&query).unwrap();
        assert_eq!(spec["good_events_formula"]["formula"], "query1");
        assert_eq!(spec["total_events_formula"]["formula"], "(query1 + (query2 * 2))");
        assert_eq!(spec["queries"][1], json!({"data_source": "metrics", "name": "query2", "query": bad}));
        let back = query_of(&spec).unwrap();
        assert_eq!(back["numerator"], good);
        assert!(same_text(back["denominator"].as_str().unwrap(), query["denominator"].as_str().unwrap()));
    }

    #[test]
    fn a_function_around_a_query_is_part_of_it() {
        let query = json!({"numerator": "default_zero(sum:a{*}.as_count())", "denominator": "(sum:a{*}) - (sum:b{*})"});
        let spec = spec_of(&query).unwrap();
        assert_eq!(spec["queries"].as_array().unwrap().len(), 3);
        assert_eq!(spec["total_events_formula"]["formula"], "(query2 - query3)");
    }

    #[test]
    fn bad_events_make_the_total() {
        let count = json!({
            "good_events_formula": {"formula": "query1 - query10"},
            "bad_events_formula": {"formula": "query10"},
            "queries": [{"name": "query1", "query": "sum:a{*}"}, {"name": "query10", "query": "sum:b{*}"}],
        });
        let query = query_of(&count).unwrap();
        assert_eq!(query["numerator"], "sum:a{*} - sum:b{*}");
        assert_eq!(query["denominator"], "(sum:a{*} - sum:b{*}) + (sum:b{*})");
    }
}
