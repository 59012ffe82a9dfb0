//! The fingerprint of a plan: equal for equal work on equal ground, whatever the order of files or keys.
//!
//! What is asked for (the files) and what it replaces (Datadog) have fingerprints of their own, so that it can be said
//! which of the two is another one.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::canonical::{Canonical, stable_text};
use super::resolve::Ids;
use super::stand::Stand;
use super::{Action, Change, How};
use crate::model::{Address, Desired, Mark, Pattern};

/// What plans are fingerprinted with.
pub struct Printer<'a> {
    resources: BTreeMap<&'a Address, &'a Desired>,
    ids: &'a Ids,
}

impl<'a> Printer<'a> {
    pub fn new(resources: &'a [Desired], ids: &'a Ids) -> Self {
        Self { resources: resources.iter().map(|resource| (&resource.address, resource)).collect(), ids }
    }

    /// `sha256:` and 64 hex digits over everything that applying does. What is kept without `--prune` is no part of it.
    pub fn digest(&self, scope: &str, prune: bool, changes: &[Change]) -> String {
        of_stands(scope, &self.stands(prune, changes))
    }

    /// Of each change that is carried out, by address.
    pub fn stands(&self, prune: bool, changes: &[Change]) -> Vec<Stand> {
        let done = changes.iter().filter(|change| is_carried_out(change, prune));
        let mut stands: Vec<Stand> = done.map(|change| self.stand(change)).collect();
        stands.sort_unstable();
        stands
    }

    /// The fingerprints of a change, 32 hex digits each.
    pub fn stand(&self, change: &Change) -> Stand {
        let desired = self.resources.get(&change.address).filter(|_| change.action != Action::Delete);
        let object = change.live.as_ref().map(|live| stable_text(Canonical::of(live.kind, &live.object).value()));
        Stand {
            address: change.address.to_string(),
            action: change.action.name().to_owned(),
            desired: desired.map(|desired| asked(desired)).unwrap_or_default(),
            live: short(&self.replaced(change)),
            object: object.map(|text| short(&text)).unwrap_or_default(),
        }
    }

    /// The live values that are written over, and the ids that are written into others.
    fn replaced(&self, change: &Change) -> String {
        let kind = change.address.kind;
        let mark = change.live_mark().map(|Mark { scope, key, protect }| format!("{scope} {key} {protect}"));
        let mut text = format!("{} {}", change.id.as_deref().unwrap_or_default(), mark.unwrap_or_default());
        for field in &change.fields {
            let from = if let How::Moved { from } = &field.how { from.to_string() } else { String::new() };
            let before = field.before.as_ref().map(stable_text).unwrap_or_default();
            text.push_str(&format!("\n{} {from} {before}", field.path));
        }
        // Whoever edits an object after its deletion was agreed to may still want it.
        if let (Action::Delete, Some(live)) = (change.action, &change.live) {
            text.push_str(&stable_text(Canonical::of(kind, &live.object).value()));
        }
        for reference in &change.references {
            let id = self.ids.get(&reference.target).map(String::as_str);
            text.push_str(&format!("\n{} {}", reference.target, id.unwrap_or_default()));
        }
        text
    }
}

/// Whether applying does it, rather than keep it for `--prune` or for good.
pub fn is_carried_out(change: &Change, prune: bool) -> bool {
    match change.action {
        Action::Delete => prune && !change.protected(),
        Action::Replace => prune,
        Action::Create | Action::Update | Action::Adopt => true,
    }
}

/// The digest of a plan with these fingerprints. The whole object is no part of it: who edits what the plan leaves alone
/// does not undo a review.
pub fn of_stands(scope: &str, stands: &[Stand]) -> String {
    let line = |stand: &Stand| format!("{} {} {} {}", stand.address, stand.action, stand.desired, stand.live);
    let mut lines: Vec<String> = stands.iter().map(line).collect();
    lines.sort_unstable();
    format!("sha256:{}", hex(&format!("{scope}\n{}", lines.join("\n"))))
}

/// `sha256:` and 64 hex digits over the fingerprints of all definitions.
pub fn of_definitions(definitions: &BTreeMap<String, String>) -> String {
    let lines: Vec<String> = definitions.iter().map(|(address, print)| format!("{address} {print}")).collect();
    format!("sha256:{}", hex(&lines.join("\n")))
}

/// Of what a definition asks for, with its references as they are written. What is only ever written goes in as a hash.
pub fn asked(desired: &Desired) -> String {
    let kind = desired.address.kind;
    let mut text = stable_text(Canonical::of(kind, &desired.spec).value());
    text.push_str(if desired.protect { " protected" } else { "" });
    let mut spec = desired.spec.clone();
    for path in kind.write_only.iter().chain(kind.secrets) {
        Pattern(path).for_each(&mut spec, |value: &mut Value| text.push_str(&hex(&stable_text(value))));
    }
    short(&text)
}

fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn short(text: &str) -> String {
    let mut hash = hex(text);
    hash.truncate(32);
    hash
}
