//! Maps: keys, which are texts and stand once, and merge keys.

use granit_parser::{Event, ScalarStyle};
use indexmap::IndexMap;

use super::{Composer, Step, Stop};
use crate::model::{Entry, Finding, Node, Place, Tree};

impl<'t> Composer<'t> {
    pub(super) fn map(&mut self, mut place: Place, depth: usize) -> Result<Node, Stop> {
        self.ended(place.end);
        let mut map: IndexMap<String, Entry> = IndexMap::new();
        let mut merges = Vec::new();
        loop {
            let step = self.next()?;
            if let Event::MappingEnd = step.0 {
                place = self.closed(place, step.1);
                break;
            }
            let merge = matches!(&step.0, Event::Scalar(text, ScalarStyle::Plain, _, None) if text == "<<");
            let (key, at) = self.key(step, depth)?;
            let step = self.next()?;
            let node = self.node(step, depth + 1)?;
            // An alias stands at its token, but nothing else of it does.
            place.end = place.end.max(at.end).max(node.place.end);
            if merge {
                merges.push(node);
            } else if let Some(key) = key {
                self.insert(&mut map, key, Entry { key: at, node });
            }
        }
        for node in merges {
            self.merge(&mut map, node);
        }
        Ok(Node::new(Tree::Map(map), place))
    }

    fn insert(&mut self, map: &mut IndexMap<String, Entry>, key: String, entry: Entry) {
        if let Some(first) = map.get(&key) {
            let finding = Finding::error("duplicate-key", format!("the key `{key}` stands twice in one map"))
                .at(entry.key)
                .label("again here")
                .related(first.key, "first here")
                .help("keep one of the two; which one wins would differ from tool to tool");
            self.parsed.findings.push(finding);
        } else {
            map.insert(key, entry);
        }
    }

    /// `<<`: explicit keys win, and of several maps the first.
    fn merge(&mut self, map: &mut IndexMap<String, Entry>, node: Node) {
        match node.tree {
            Tree::Map(merged) => {
                for (key, entry) in merged {
                    map.entry(key).or_insert(entry);
                }
            }
            Tree::List(items) if items.iter().all(|item| matches!(item.tree, Tree::Map(_))) => {
                for item in items {
                    self.merge(map, item);
                }
            }
            // The alias has been told already.
            Tree::Null => {}
            _ => self.parsed.findings.push(
                Finding::error("invalid-merge", "`<<` takes a map, or a list of maps")
                    .at(node.place)
                    .help("write `<<: *anchor`, or quote the key `\"<<\"` to mean the text"),
            ),
        }
    }

    /// None where the key cannot be a text; that has been told then.
    fn key(&mut self, step: Step<'t>, depth: usize) -> Result<(Option<String>, Place), Stop> {
        let written = match &step.0 {
            Event::Scalar(text, ..) if step.1.byte_range().is_some_and(|range| !range.is_empty()) => {
                Some(text.clone().into_owned())
            }
            _ => None,
        };
        // A key is a text whatever it looks like, `1e999` too.
        if let (Event::Scalar(_, style, 0, None), Some(written)) = (&step.0, &written) {
            let place = self.scalar_place(*style, self.place(step.1));
            self.ended(place.end);
            return Ok((Some(written.clone()), place));
        }
        let node = self.node(step, depth + 1)?;
        let text = match (&node.tree, written) {
            (Tree::List(_) | Tree::Map(_), _) => {
                let finding = Finding::error("key-not-text", "a key is a text, and this is a list or a map")
                    .at(node.place)
                    .help("a text that starts with `{` or `[`, like `{{value}}`, needs quotes around it");
                self.parsed.findings.push(finding);
                None
            }
            (_, Some(written)) => Some(written),
            (Tree::Text(text, _), None) => Some(text.clone()),
            (Tree::Null, None) => {
                let finding = Finding::error("key-not-text", "the key before this `:` is missing");
                self.parsed.findings.push(finding.at(node.place));
                None
            }
            (_, None) => Some(node.to_value().to_string()),
        };
        Ok((text, node.place))
    }
}
