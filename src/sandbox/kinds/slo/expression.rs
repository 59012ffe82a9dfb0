//! A metric SLO is kept in two forms: numerator and denominator, and named queries with formulas. Each write gives one,
//! the server makes the other.

use serde_json::{Map, Value, json};

/// Fills the form that was not sent. Where both were, both are kept.
pub(super) fn both_forms(slo: &mut Map<String, Value>) -> Result<(), String> {
    let count = slo.get("sli_specification").map(|spec| spec["count"].clone()).filter(Value::is_object);
    match (slo.get("query"), count) {
        (Some(query), None) => {
            let count = named(query)?;
            slo.insert("sli_specification".to_owned(), json!({"count": count}));
        }
        (None, Some(count)) => drop(slo.insert("query".to_owned(), written_out(&count))),
        _ => {}
    }
    Ok(())
}

fn named(query: &Value) -> Result<Value, String> {
    let mut queries: Vec<String> = Vec::new();
    let mut formula = |part: &str| -> Result<String, String> {
        let text = query[part].as_str().unwrap_or_default();
        let mut parser = Parser { tokens: tokens(text), at: 0, queries: &mut queries };
        let formula = parser.sum();
        match (formula, parser.at == parser.tokens.len()) {
            (Some(formula), true) => Ok(formula),
            _ => Err(format!("Invalid payload: the {part} of the query cannot be understood")),
        }
    };
    let (good, total) = (formula("numerator")?, formula("denominator")?);
    let queries: Vec<Value> = (1..)
        .zip(&queries)
        .map(|(nth, query)| json!({"data_source": "metrics", "name": format!("query{nth}"), "query": query}))
        .collect();
    Ok(json!({
        "queries": queries, "good_events_formula": {"formula": good}, "total_events_formula": {"formula": total},
    }))
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Operator(char),
    Open,
    Close,
    /// A query with the functions around it, or a number.
    Operand(String),
}

/// A parenthesis that follows a word belongs to a call, and so to the operand.
fn tokens(text: &str) -> Vec<Token> {
    let (mut found, mut operand, mut braces, mut calls) = (Vec::new(), String::new(), 0_u32, 0_u32);
    for c in text.chars() {
        let inside = braces > 0 || calls > 0;
        match c {
            '{' => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            '(' if inside || !operand.trim().is_empty() => calls += 1,
            ')' if calls > 0 => calls -= 1,
            '+' | '-' | '*' | '/' | '(' | ')' if !inside => {
                finish(&mut operand, &mut found);
                found.push(match c {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    operator => Token::Operator(operator),
                });
                continue;
            }
            _ => {}
        }
        operand.push(c);
    }
    finish(&mut operand, &mut found);
    found
}

fn finish(operand: &mut String, found: &mut Vec<Token>) {
    let text = std::mem::take(operand);
    if !text.trim().is_empty() {
        found.push(Token::Operand(text.trim().to_owned()));
    }
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    queries: &'a mut Vec<String>,
}

impl Parser<'_> {
    fn sum(&mut self) -> Option<String> {
        let mut left = self.product()?;
        while let Some(operator) = self.operator(['+', '-']) {
            left = format!("({left} {operator} {})", self.product()?);
        }
        Some(left)
    }

    fn product(&mut self) -> Option<String> {
        let mut left = self.operand()?;
        while let Some(operator) = self.operator(['*', '/']) {
            left = format!("({left} {operator} {})", self.operand()?);
        }
        Some(left)
    }

    fn operand(&mut self) -> Option<String> {
        let token = self.tokens.get(self.at).cloned()?;
        self.at += 1;
        match token {
            Token::Open => {
                let inner = self.sum()?;
                let closed = self.tokens.get(self.at) == Some(&Token::Close);
                self.at += 1;
                closed.then_some(inner)
            }
            Token::Operand(text) if text.parse::<f64>().is_ok() => Some(text),
            Token::Operand(text) => Some(self.name(text)),
            Token::Operator(_) | Token::Close => None,
        }
    }

    fn operator(&mut self, wanted: [char; 2]) -> Option<char> {
        let Some(Token::Operator(operator)) = self.tokens.get(self.at) else { return None };
        let operator = *operator;
        wanted.contains(&operator).then(|| {
            self.at += 1;
            operator
        })
    }

    /// The same query has one name.
    fn name(&mut self, query: String) -> String {
        let known = self.queries.iter().position(|one| *one == query);
        let place = known.unwrap_or_else(|| {
            self.queries.push(query);
            self.queries.len() - 1
        });
        format!("query{}", place + 1)
    }
}

fn written_out(count: &Value) -> Value {
    let formula = |field: &str| count[field]["formula"].as_str().map(|formula| filled(formula, &count["queries"]));
    let good = formula("good_events_formula").unwrap_or_default();
    let total = formula("total_events_formula")
        .unwrap_or_else(|| format!("({good}) + ({})", formula("bad_events_formula").unwrap_or_default()));
    json!({"numerator": good, "denominator": total})
}

/// The formula with the queries in place of their names.
fn filled(formula: &str, queries: &Value) -> String {
    let mut words: Vec<String> = vec![String::new()];
    for c in formula.chars() {
        let part_of_word = c.is_ascii_alphanumeric() || c == '_';
        let last = words.last().and_then(|word| word.chars().last());
        let word_before = last.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        if last.is_some() && part_of_word != word_before {
            words.push(String::new());
        }
        words.last_mut().unwrap_or(&mut String::new()).push(c);
    }
    let query = |word: &String| {
        let named = queries.as_array()?.iter().find(|query| query["name"] == word.as_str())?;
        Some(named["query"].as_str()?.to_owned())
    };
    words.iter().map(|word| query(word).unwrap_or_else(|| word.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_becomes_the_other() {
        let query =
            json!({"numerator": "sum:a{k:x-y}.as_count()", "denominator": "(sum:a{k:x-y}.as_count()) + (f(sum:b{*}))"});
        let count = named(&query).unwrap();
        assert_eq!(count["total_events_formula"]["formula"], "(query1 + query2)");
        assert_eq!(count["queries"][1]["query"], "f(sum:b{*})");
        assert_eq!(written_out(&count)["denominator"], "(sum:a{k:x-y}.as_count() + f(sum:b{*}))");
        assert!(named(&json!({"numerator": "a +", "denominator": "b"})).is_err());
    }
}
