//! One tree over another. Every value keeps the place that it came from.

use crate::model::{Entry, Node, Tree};

/// A JSON merge patch (RFC 7396): maps merge, null takes out, anything else replaces.
pub fn patch(target: &mut Node, patch: &Node) {
    let Tree::Map(changes) = &patch.tree else {
        *target = patch.clone();
        return;
    };
    if !matches!(target.tree, Tree::Map(_)) {
        *target = Node::new(Tree::Map(indexmap::IndexMap::new()), patch.place);
    }
    let Tree::Map(map) = &mut target.tree else { return };
    for (key, change) in changes {
        if change.node.tree == Tree::Null {
            map.shift_remove(key);
            continue;
        }
        let entry = map
            .entry(key.clone())
            .or_insert_with(|| Entry { key: change.key, node: Node::new(Tree::Null, change.node.place) });
        self::patch(&mut entry.node, &change.node);
    }
}

/// Fills in what the definition is silent about. Maps merge deep, the top-level `tags` are united, and of anything else
/// the definition's wins.
pub fn defaults(definition: &mut Node, defaults: &Node) {
    fill(definition, defaults);
    if let (Some(Tree::List(tags)), Some(Tree::List(first))) =
        (field(definition, "tags").map(|node| &mut node.tree), defaults.get("tags").map(|node| &node.tree))
    {
        let own = std::mem::replace(tags, first.clone());
        let texts: std::collections::HashSet<&str> = first.iter().filter_map(Node::as_text).collect();
        tags.extend(own.into_iter().filter(|tag| !tag.as_text().is_some_and(|text| texts.contains(text))));
    }
}

fn field<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    match &mut node.tree {
        Tree::Map(map) => map.get_mut(key).map(|entry| &mut entry.node),
        _ => None,
    }
}

fn fill(definition: &mut Node, defaults: &Node) {
    let (Tree::Map(map), Tree::Map(defaults)) = (&mut definition.tree, &defaults.tree) else {
        return;
    };
    for (key, default) in defaults {
        match map.get_mut(key) {
            Some(entry) => fill(&mut entry.node, &default.node),
            None => {
                map.insert(key.clone(), default.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::node;
    use super::*;

    fn patched(target: &str, change: &str) -> Value {
        let mut target = node(target);
        patch(&mut target, &node(change));
        target.to_value()
    }

    #[test]
    fn examples_of_rfc_7396() {
        for (target, change, result) in [
            (r#"{"a":"b"}"#, r#"{"a":"c"}"#, json!({"a":"c"})),
            (r#"{"a":"b"}"#, r#"{"b":"c"}"#, json!({"a":"b","b":"c"})),
            (r#"{"a":"b"}"#, r#"{"a":null}"#, json!({})),
            (r#"{"a":"b","b":"c"}"#, r#"{"a":null}"#, json!({"b":"c"})),
            (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, json!({"a":"c"})),
            (r#"{"a":"c"}"#, r#"{"a":["b"]}"#, json!({"a":["b"]})),
            (r#"{"a":{"b":"c"}}"#, r#"{"a":{"b":"d","c":null}}"#, json!({"a":{"b":"d"}})),
            (r#"{"a":[{"b":"c"}]}"#, r#"{"a":[1]}"#, json!({"a":[1]})),
            (r#"{"e":null}"#, r#"{"a":1}"#, json!({"e":null,"a":1})),
            (r"{}", r#"{"a":{"bb":{"ccc":null}}}"#, json!({"a":{"bb":{}}})),
            (r#"{"a":[1]}"#, r#"{"a":{"b":1}}"#, json!({"a":{"b":1}})),
        ] {
            assert_eq!(patched(target, change), result, "{target} {change}");
        }
    }

    #[test]
    fn definitions_win_over_defaults() {
        let mut definition = node("{tags: [team:data, service:pipeline], options: {a: 1, l: [1]}, none: null}");
        let below = node("{tags: [service:pipeline, x:y], options: {a: 2, b: 3, l: [2, 3]}, none: 4, more: 5}");
        defaults(&mut definition, &below);
        let expected = json!({
            "tags": ["service:pipeline", "x:y", "team:data"],
            "options": {"a": 1, "b": 3, "l": [1]},
            "none": null,
            "more": 5,
        });
        assert_eq!(definition.to_value(), expected);
    }
}
