//! One resource: from what its definition would have to say to edits of its document.

use serde_json::{Map, Value};

use super::Ground;
use crate::edit::{Change, Edit, Slot};
use crate::import::links::Links;
use crate::import::template::{is_template, rewrite};
use crate::load::escape;
use crate::model::{Desired, Node, Pattern, Place, Pointer, Token, Tree};
use crate::plan::{Back, PartOf, Turn};

pub struct Resource<'a, 'l> {
    pub ground: &'a Ground<'a>,
    pub desired: &'a Desired,
    /// As it is written, its block included.
    pub document: &'a Node,
    /// As it would be sent, with the ids that are known.
    pub spec: &'a Value,
    pub links: &'l mut Links,
}

type Edited = Result<Option<Edit>, String>;

impl Resource<'_, '_> {
    /// # Errors
    ///
    /// Where the value comes from, if it is not the document's own.
    pub fn edit(&mut self, back: &Back) -> Edited {
        if self.document.find(&Pointer::root().key("ddsync").key("for_each")).is_some() {
            return Err("`for_each` makes several resources of this definition".to_owned());
        }
        let at = &back.at;
        match &back.how {
            Turn::Value(value) => self.value(at, value),
            Turn::Plain { items, set } => self.plain(at, items, *set),
            Turn::Gone => self.gone(at),
            Turn::Parts(parts) => self.parts(at, parts),
        }
    }

    /// Where in the document the value at `at` is written: at the same place, or in the environment's patch.
    fn written(&self, at: &Pointer) -> Result<(Pointer, &Node), String> {
        let place = self.desired.tree.find(at).ok_or_else(|| "the definition has nothing there".to_owned())?.place;
        if place.source != self.document.place.source {
            return Err(self.from(place));
        }
        let candidates = [Some(at.clone()), self.patched(at)];
        let own = candidates.into_iter().flatten().find_map(|candidate| {
            let node = self.document.find(&candidate)?;
            (node.place == place && self.is_own(&candidate)).then_some((candidate, node))
        });
        own.ok_or_else(|| "it comes from an alias".to_owned())
    }

    fn from(&self, place: Place) -> String {
        format!("it comes from {}", self.shown(place))
    }

    fn shown(&self, place: Place) -> String {
        let sources = self.ground.sources;
        format!("{}:{}", sources.shown(place.source), sources.line_column(place).line)
    }

    /// Told with the place of the first variable in it.
    fn filled_in(&self, raw: &str) -> String {
        let shown: String = raw.trim().chars().take(60).collect();
        let names = raw.split("${vars.").skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
        let environment = self.ground.environment.and_then(|name| self.ground.project.environments.get(name));
        let vars = environment.map(|environment| &environment.vars).into_iter().chain([&self.ground.project.vars]);
        let place = names.into_iter().find_map(|name| vars.clone().find_map(|vars| vars.get(name)));
        let place = place.map(|node| format!(", {}", self.shown(node.place))).unwrap_or_default();
        format!("it is written with a variable: `{shown}`{place}")
    }

    /// The same place in the patch of the environment.
    fn patched(&self, at: &Pointer) -> Option<Pointer> {
        let root = Pointer::root().key("ddsync").key("environments").key(self.ground.environment?);
        Some(at.tokens().iter().fold(root, |pointer, token| pointer.child(token.clone())))
    }

    /// Every step of the way stands inside the one before: an alias leads elsewhere.
    fn is_own(&self, at: &Pointer) -> bool {
        let mut node = self.document;
        let mut way = Pointer::root();
        at.tokens().iter().all(|token| {
            way = way.child(token.clone());
            let Some(next) = self.document.find(&way) else { return false };
            let within = node.place.start <= next.place.start && next.place.end <= node.place.end;
            node = next;
            within && !self.ground.sources.slice(next.place).starts_with('*')
        })
    }

    fn value(&mut self, at: &Pointer, live: &Value) -> Edited {
        let mut value = self.links.value(&self.desired.address, at, live.clone());
        let Some(now) = self.desired.tree.find(at) else {
            return self.add(at, value);
        };
        if let (Value::String(text), Some(old)) = (&mut value, now.as_text()) {
            let trimmed = self.desired.address.kind.trimmed.iter().any(|path| Pattern(path).matches(at));
            // Datadog trims what a block of text ends with.
            if trimmed && old.ends_with('\n') && !text.ends_with('\n') {
                text.push('\n');
            }
        }
        let (written_at, written) = self.written(at)?;
        if let Some(raw) = written.as_text().filter(|raw| is_template(raw)) {
            let (Some(old), Value::String(new)) = (now.as_text(), &value) else { return Err(self.filled_in(raw)) };
            let plain = live.as_str().filter(|live| new.trim_end() == escape(live).trim_end());
            // Without references the text means itself, with a last newline where the old one had it.
            let new = match plain {
                Some(live) if new.ends_with('\n') && !live.ends_with('\n') => format!("{live}\n"),
                Some(live) => live.to_owned(),
                None => new.clone(),
            };
            value = Value::String(rewrite(raw, old, &new).ok_or_else(|| self.filled_in(raw))?);
        } else if let Some(raw) = first_template(written) {
            return Err(self.filled_in(raw));
        }
        Ok(Some(Edit { at: written_at, change: Change::Set(value) }))
    }

    /// A field that the definition lacks, in the nearest map around it that is the document's own.
    fn add(&self, at: &Pointer, value: Value) -> Edited {
        if let Some(patched) = self.patched(at).filter(|patched| self.document.find(patched).is_some()) {
            return Ok(Some(Edit { at: patched, change: Change::Set(value) }));
        }
        let mut value = value;
        let mut at = at.clone();
        while let Some(parent) = at.parent() {
            if let Ok((written, _)) = self.written(&parent).or_else(|why| self.root(&parent, why)) {
                let last = at.tokens().last().cloned().unwrap_or(Token::Index(0));
                let target = written.child(last);
                if self.document.find(&target).is_some() {
                    return Err("it comes from an alias, or the environment's patch takes it out".to_owned());
                }
                return Ok(Some(Edit { at: target, change: Change::Set(value) }));
            }
            if let Some(Token::Key(key)) = at.tokens().last() {
                value = Value::Object(Map::from_iter([(key.clone(), value)]));
            } else {
                return Err("the list around it is not the file's own".to_owned());
            }
            at = parent;
        }
        Err("the definition has no place for it".to_owned())
    }

    /// The root is not where it was, since the block was taken out of it.
    fn root(&self, at: &Pointer, why: String) -> Result<(Pointer, &Node), String> {
        if at.is_root() { Ok((Pointer::root(), self.document)) } else { Err(why) }
    }

    fn gone(&self, at: &Pointer) -> Edited {
        let (written, _) = self.written(at)?;
        let defaults = self.ground.project.defaults.get(self.desired.address.kind.name);
        let filled = defaults.is_some_and(|defaults| defaults.find(at).is_some());
        // A patch without it would show what it covers.
        let covers = written != *at && self.document.find(at).is_some();
        let change = if filled || covers { Change::Set(Value::Null) } else { Change::Remove };
        Ok(Some(Edit { at: written, change }))
    }

    fn plain(&mut self, at: &Pointer, items: &[Value], set: bool) -> Edited {
        let Some(Tree::List(now)) = self.desired.tree.find(at).map(|node| &node.tree) else {
            return self.value(at, &Value::from(items));
        };
        // What each item means, by where it is written.
        let meant: Vec<(Place, Value)> = now
            .iter()
            .enumerate()
            .map(|(index, node)| {
                let value = at.index(index).find(self.spec).cloned();
                (node.place, value.unwrap_or_else(|| node.to_value()))
            })
            .collect();
        let file = self.document.place.source;
        let (own, theirs): (Vec<_>, Vec<_>) = meant.into_iter().partition(|(place, _)| place.source == file);
        if let Some((place, value)) = theirs.iter().find(|(_, value)| !items.contains(value)) {
            return Err(format!("{value}: {}", self.from(*place)));
        }
        let theirs: Vec<&Value> = theirs.iter().map(|(_, value)| value).collect();
        let new = items.iter().filter(|item| !theirs.contains(item));
        let Ok((written, node)) = self.written(at) else {
            // All that is there comes from the defaults, with which a list of the file's own is united.
            let own: Vec<Value> = new.cloned().collect();
            let value = self.links.value(&self.desired.address, at, Value::from(own));
            return match own_list(at) {
                true => Ok(Some(Edit { at: at.clone(), change: Change::Set(value) })),
                false => Err(self.written(at).err().unwrap_or_default()),
            };
        };
        let Tree::List(raw) = &node.tree else {
            return Err(node.as_text().map_or_else(|| "it comes from elsewhere".to_owned(), |raw| self.filled_in(raw)));
        };
        let value_of = |raw: &Node| own.iter().find(|(place, _)| *place == raw.place).map(|(_, value)| value);
        let mut left: Vec<(usize, Option<&Value>)> = raw.iter().map(value_of).enumerate().collect();
        let mut slots = Vec::new();
        let mut added = Vec::new();
        for item in new {
            match left.iter().position(|(_, value)| *value == Some(item)) {
                Some(found) => slots.push(Slot::Keep(left.remove(found).0)),
                None if set => added.push(item.clone()),
                None => slots.push(Slot::New(self.links.value(&self.desired.address, &at.index(0), item.clone()))),
            }
        }
        if set {
            slots.sort_by_key(|slot| if let Slot::Keep(at) = slot { *at } else { usize::MAX });
        }
        let address = &self.desired.address;
        slots.extend(added.into_iter().map(|item| Slot::New(self.links.value(address, &at.index(0), item))));
        Ok(Some(Edit { at: written, change: Change::Items(slots) }))
    }

    fn parts(&mut self, at: &Pointer, parts: &[PartOf]) -> Edited {
        let (written, node) = self.written(at)?;
        if !matches!(node.tree, Tree::List(_)) {
            return Err(node.as_text().map_or_else(|| "it comes from elsewhere".to_owned(), |raw| self.filled_in(raw)));
        }
        let written = written.clone();
        let slots = parts.iter().enumerate().map(|(index, part)| match part {
            PartOf::Kept(index) => Slot::Keep(*index),
            PartOf::New(value) => Slot::New(self.links.value(&self.desired.address, &at.index(index), value.clone())),
        });
        let slots = slots.collect();
        Ok(Some(Edit { at: written, change: Change::Items(slots) }))
    }
}

/// Only the top-level tags are united with those of the defaults.
fn own_list(at: &Pointer) -> bool {
    at.to_string() == "/tags"
}

fn first_template(node: &Node) -> Option<&str> {
    match &node.tree {
        Tree::Text(text, _) => is_template(text).then_some(text),
        Tree::List(items) => items.iter().find_map(first_template),
        Tree::Map(map) => map.values().find_map(|entry| first_template(&entry.node)),
        _ => None,
    }
}
