//! Where in a JSON document: a pointer (RFC 6901), and patterns over pointers for the kinds' tables.

use std::fmt;

use serde_json::Value;

/// One step into a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    Key(String),
    Index(usize),
}

/// A JSON pointer as RFC 6901 writes it; the root is the empty text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer(Vec<Token>);

impl Pointer {
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads `/options/thresholds/critical`; a token of digits alone is an index.
    pub fn parse(text: &str) -> Self {
        let tokens = text.split('/').skip(1).map(|raw| match raw.parse::<usize>() {
            Ok(index) if !raw.starts_with('+') => Token::Index(index),
            _ => Token::Key(raw.replace("~1", "/").replace("~0", "~")),
        });
        Self(tokens.collect())
    }

    pub fn key(&self, key: &str) -> Self {
        self.child(Token::Key(key.to_owned()))
    }

    pub fn index(&self, index: usize) -> Self {
        self.child(Token::Index(index))
    }

    pub fn child(&self, token: Token) -> Self {
        let mut tokens = self.0.clone();
        tokens.push(token);
        Self(tokens)
    }

    pub fn tokens(&self) -> &[Token] {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.0.split_last()?;
        Some(Self(rest.to_vec()))
    }

    /// The value this points at, if the document has it. A key of digits also finds a list item and the other way
    /// round, since RFC 6901 does not tell the two apart.
    pub fn find<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(value, |value, token| match (value, token) {
            (Value::Object(map), Token::Key(key)) => map.get(key),
            (Value::Object(map), Token::Index(index)) => map.get(&index.to_string()),
            (Value::Array(items), Token::Index(index)) => items.get(*index),
            _ => None,
        })
    }

    pub fn find_mut<'v>(&self, value: &'v mut Value) -> Option<&'v mut Value> {
        self.0.iter().try_fold(value, |value, token| match (value, token) {
            (Value::Object(map), Token::Key(key)) => map.get_mut(key),
            (Value::Object(map), Token::Index(index)) => map.get_mut(&index.to_string()),
            (Value::Array(items), Token::Index(index)) => items.get_mut(*index),
            _ => None,
        })
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|token| match token {
            Token::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1")),
            Token::Index(index) => write!(f, "/{index}"),
        })
    }
}

/// A pointer with holes, as the kinds' tables write it: `*` is one step, `**` is any number of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern(pub &'static str);

impl Pattern {
    pub fn matches(self, pointer: &Pointer) -> bool {
        let steps: Vec<&str> = self.0.split('/').skip(1).collect();
        walk(&steps, pointer.tokens())
    }
}

impl Pattern {
    /// Every value the pattern finds, without walking the rest of the document.
    pub fn for_each(self, value: &mut Value, mut visit: impl FnMut(&mut Value)) {
        let steps: Vec<&str> = self.0.split('/').skip(1).collect();
        descend(&steps, value, &mut visit);
    }

    /// Takes out every map entry the pattern finds for which `test` holds.
    pub fn remove_if(self, value: &mut Value, mut test: impl FnMut(&Value) -> bool) {
        let Some((parent, last)) = self.0.rsplit_once('/') else {
            return;
        };
        let steps: Vec<&str> = parent.split('/').skip(1).collect();
        descend(&steps, value, &mut |found| {
            if let Value::Object(map) = found
                && map.get(last).is_some_and(&mut test)
            {
                map.shift_remove(last);
            }
        });
    }

    /// Steps in the pattern; deeper rules are applied first.
    pub fn depth(self) -> usize {
        self.0.matches('/').count()
    }
}

fn descend(steps: &[&str], value: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    let Some((&step, rest)) = steps.split_first() else {
        return visit(value);
    };
    if step == "**" {
        descend(rest, value, visit);
        return children(value).for_each(|child| descend(steps, child, visit));
    }
    if step == "*" {
        return children(value).for_each(|child| descend(rest, child, visit));
    }
    let child = match value {
        Value::Object(map) => map.get_mut(step),
        Value::Array(items) => step.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
        _ => None,
    };
    if let Some(child) = child {
        descend(rest, child, visit);
    }
}

fn children(value: &mut Value) -> Box<dyn Iterator<Item = &mut Value> + '_> {
    match value {
        Value::Object(map) => Box::new(map.values_mut()),
        Value::Array(items) => Box::new(items.iter_mut()),
        _ => Box::new(std::iter::empty()),
    }
}

fn walk(steps: &[&str], tokens: &[Token]) -> bool {
    match (steps.split_first(), tokens.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => {
            walk(rest, tokens) || tokens.split_first().is_some_and(|(_, tail)| walk(steps, tail))
        }
        (Some((&step, rest)), Some((token, tail))) => fits(step, token) && walk(rest, tail),
        _ => false,
    }
}

fn fits(step: &str, token: &Token) -> bool {
    match token {
        _ if step == "*" => true,
        Token::Key(key) => key == step,
        Token::Index(index) => step.parse() == Ok(*index),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        for text in ["", "/a", "/a/0/b~1c/d~0e"] {
            assert_eq!(Pointer::parse(text).to_string(), text);
        }
    }

    #[test]
    fn patterns_reach_into_values() {
        let mut value = serde_json::json!({"widgets": [{"id": 1, "definition": {"widgets": [{"id": 2}]}}]});
        Pattern("/widgets/**/id").for_each(&mut value, |id| *id = Value::Null);
        assert_eq!(value["widgets"][0]["definition"]["widgets"][0]["id"], Value::Null);
        Pattern("/widgets/*/id").remove_if(&mut value, Value::is_null);
        assert_eq!(value["widgets"][0].get("id"), None);
    }

    #[test]
    fn patterns_match_whole_pointers() {
        let pointer = Pointer::parse("/widgets/0/definition/widgets/3/id");
        assert!(Pattern("/widgets/**/id").matches(&pointer));
        assert!(Pattern("/widgets/*/definition/widgets/*/id").matches(&pointer));
        assert!(!Pattern("/widgets/*/id").matches(&pointer));
        assert!(!Pattern("/widgets/**/definition").matches(&pointer));
    }
}
