//! `for_each`: one resource per item, and per combination where there are several lists.

use super::fields::{Reader, scalar_text, shape};
use super::project;
use super::project::is_name;
use crate::model::{Finding, Key, Node, Place};

/// More than this from one definition is a mistake, and three lists of a hundred items are a million.
const MOST: usize = 1000;

/// One combination of items.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// By the names of the lists, for `${each.x}`.
    pub values: Vec<(String, Node)>,
    /// What the key gets: `-extract`, or nothing without `for_each`.
    pub suffix: String,
    /// Of the last item.
    pub place: Option<Place>,
}

/// Empty where the lists are; what is wrong with them is told.
pub fn items(for_each: &Node, findings: &mut Vec<Finding>) -> Vec<Item> {
    let mut reader = Reader { findings };
    let mut combined = vec![Item::default()];
    for (name, entry) in reader.map(for_each, "ddsync.for_each").into_iter().flatten() {
        if !is_name(name) {
            let message = format!("`{name}` cannot be the name of a list");
            let finding = Finding::error("invalid-key", message).at(entry.key);
            reader.findings.push(finding.help("use letters, digits, `_` and `-`"));
        }
        let list = list(&mut reader, name, &entry.node);
        if combined.len().saturating_mul(list.len()) > MOST {
            let message = format!("`for_each` makes more than {MOST} resources of this definition");
            let finding = Finding::error("too-many-items", message).at(entry.key);
            reader.findings.push(finding.help("use shorter lists, or several definitions"));
            return Vec::new();
        }
        combined =
            combined.iter().flat_map(|item| list.iter().map(|(node, slug)| with(item, name, node, slug))).collect();
    }
    combined
}

fn with(item: &Item, name: &str, node: &Node, slug: &Key) -> Item {
    let mut item = item.clone();
    item.suffix.push('-');
    item.suffix.push_str(slug.as_str());
    item.values.push((name.to_owned(), node.clone()));
    item.place = Some(node.place);
    item
}

fn list<'n>(reader: &mut Reader, name: &str, node: &'n Node) -> Vec<(&'n Node, Key)> {
    let what = format!("ddsync.for_each.{name}");
    let items = reader.list(node, &what);
    let mut slugged = Vec::with_capacity(items.len());
    for item in items {
        match scalar_text(item) {
            Some(text) => match project::suggestion(&text) {
                Some(slug) => slugged.push((item, slug)),
                None => {
                    let message = format!("nothing of `{text}` can stand in a key");
                    reader.findings.push(Finding::error("invalid-key", message).at(item.place));
                }
            },
            None => {
                let message = format!("`{what}` is a list of texts and numbers, and this is {}", shape(item));
                reader.findings.push(Finding::error("invalid-type", message).at(item.place));
            }
        }
    }
    slugged
}
