//! Keys of new files, from the names of objects.

use std::collections::HashSet;

use crate::model::{Address, Key, Kind, Live};

/// Longest key made of a name: a file name that still reads as one.
const LONGEST: usize = 80;

/// `Pipeline failures (prod)` is `pipeline-failures-prod`; a name of which nothing can stay becomes kind and id.
pub fn of_name(live: &Live) -> Key {
    let slug = slug(live.label());
    Key::parse(&slug)
        .or_else(|_| Key::parse(&format!("{}-{}", live.kind.name, self::slug(&live.id))))
        .or_else(|_| Key::parse(live.kind.name))
        .unwrap_or_else(|error| unreachable!("a kind's name is a key: {error}"))
}

fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_')));
    let words = words.map(|word| word.trim_matches(['.', '_'])).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    // One word alone may be longer; it is ASCII.
    slug.truncate(LONGEST);
    slug
}

/// Takes `key`, or `key-2` and so on where it is taken.
pub fn free(kind: &'static Kind, key: &Key, taken: &mut HashSet<Address>) -> Address {
    let numbered = (2..).map(|number| Key::parse(&format!("{key}-{number}")));
    let keys = std::iter::once(Ok(key.clone())).chain(numbered);
    // Keys of names are short enough for any number.
    let mut free = keys.flatten().map(|key| Address::new(kind, key)).filter(|address| !taken.contains(address));
    let address = free.next().unwrap_or_else(|| Address::new(kind, key.clone()));
    taken.insert(address.clone());
    address
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kinds::MONITOR;

    fn key(name: &str) -> String {
        of_name(&Live::new(&MONITOR, json!({"id": 7, "name": name})).unwrap()).to_string()
    }

    #[test]
    fn names_become_keys() {
        for (name, expected) in [
            ("Pipeline failures", "pipeline-failures"),
            ("  [prod] API / p95 -- latency!! ", "prod-api-p95-latency"),
            ("Pipeline stage {{stage.name}} is slow (${vars.env})", "pipeline-stage-stage.name-is-slow-vars.env"),
            ("../../etc/passwd", "etc-passwd"),
            ("---", "monitor-7"),
            ("🔥🔥", "monitor-7"),
            ("", "monitor-7"),
            ("Größe", "gr-e"),
            ("con.", "con"),
            ("a_b.c", "a_b.c"),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
        assert_eq!(key(&"word ".repeat(60)), ["word"; 16].join("-"));
        assert_eq!(key(&"x".repeat(300)), "x".repeat(80));
    }

    #[test]
    fn a_taken_key_gets_a_number() {
        let mut taken = HashSet::new();
        let mut next = || free(&MONITOR, &Key::parse("a").unwrap(), &mut taken).key.to_string();
        assert_eq!([next(), next(), next()], ["a", "a-2", "a-3"]);
    }
}
