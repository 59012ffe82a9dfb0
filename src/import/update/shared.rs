//! What several environments share is changed for one of them in its patch, `ddsync.environments.NAME`.

use serde_json::{Map, Value};

use super::Ground;
use crate::edit::{Change, Edit, Slot};
use crate::load::Project;
use crate::model::{Kind, Node, Pointer, Token, Tree};

/// The edit as it has to be so that no other environment changes with it.
///
/// # Errors
///
/// No patch can say it.
pub fn aside(edit: Edit, kind: &Kind, document: &Node, ground: &Ground<'_>) -> Result<Edit, String> {
    let block = Pointer::root().key("ddsync");
    let Some(environment) = ground.environment.filter(|_| !edit.at.tokens().starts_with(block.tokens())) else {
        return Ok(edit);
    };
    let patch = |name: &str| block.key("environments").key(name);
    let sharing: Vec<&str> = others(ground.project, environment)
        .filter(|other| !document.find(&patch(other)).is_some_and(|patch| covers(patch, &edit.at)))
        .collect();
    if sharing.is_empty() {
        return Ok(edit);
    }
    let sharing = sharing.join(", ");
    let whole_list =
        || format!("{sharing} has it too, and a patch for {environment} would have to repeat the whole list");
    if edit.at.tokens().iter().any(|token| matches!(token, Token::Index(_))) {
        return Err(whole_list());
    }
    let value = match edit.change {
        Change::Set(value) => value,
        Change::Remove => Value::Null,
        Change::Items(slots) => plain(&slots, document.find(&edit.at)).ok_or_else(whole_list)?,
    };
    let defaults = ground.project.defaults.get(kind.name);
    if value.is_null() && defaults.is_some_and(|defaults| defaults.find(&edit.at).is_some()) {
        return Err("the defaults of ddsync.yaml say it, and a patch cannot take out what they fill in".to_owned());
    }
    let at = edit.at.tokens().iter().fold(patch(environment), |at, token| at.child(token.clone()));
    Ok(nested(at, value, document))
}

pub fn others<'p>(project: &'p Project, environment: &'p str) -> impl Iterator<Item = &'p str> {
    project.environments.keys().map(String::as_str).filter(move |name| *name != environment)
}

/// Whether a merge patch says all of what is at `at`, so that what is below it does not show.
fn covers(patch: &Node, at: &Pointer) -> bool {
    let mut node = patch;
    for token in at.tokens() {
        let Tree::Map(map) = &node.tree else { return true };
        let Token::Key(key) = token else { return false };
        let Some(entry) = map.get(key) else { return false };
        node = &entry.node;
    }
    !matches!(node.tree, Tree::Map(_))
}

/// The whole list, written as it is written now. None where it holds more than plain values.
fn plain(slots: &[Slot], now: Option<&Node>) -> Option<Value> {
    let Tree::List(items) = &now?.tree else { return None };
    let items = slots.iter().map(|slot| match slot {
        Slot::Keep(index) => items.get(*index).map(Node::to_value),
        Slot::New(value) => Some(value.clone()),
    });
    let items: Vec<Value> = items.collect::<Option<_>>()?;
    let bare = items.iter().all(|item| !item.is_object() && !item.is_array());
    bare.then(|| Value::from(items))
}

/// Sets a value below what the document has of the way to it.
fn nested(mut at: Pointer, mut value: Value, document: &Node) -> Edit {
    while let Some(parent) = at.parent() {
        let there = document.find(&parent).is_some_and(|node| matches!(node.tree, Tree::Map(_) | Tree::Null));
        if there {
            break;
        }
        let Some(Token::Key(last)) = at.tokens().last() else { break };
        value = Value::Object(Map::from_iter([(last.clone(), value)]));
        at = parent;
    }
    Edit { at, change: Change::Set(value) }
}
