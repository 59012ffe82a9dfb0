//! A plan in a file: reviewed now, applied later, and only if nothing moved in between.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::digest::{self, Printer};
use super::footing::{Footing, Moved, definitions};
use super::stand::Stand;
use super::{Change, FieldChange, Plan};
use crate::model::Desired;

/// The file's format. No secret stands in it: what Datadog never shows is a hash.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    pub version: u8,
    /// Version of the ddsync that made it.
    pub tool: String,
    /// `project[/environment]`.
    pub scope: String,
    /// Host of the API, or the sandbox.
    pub target: String,
    pub prune: bool,
    pub adopt: bool,
    /// The addresses it was narrowed to.
    pub only: Vec<String>,
    pub digest: String,
    /// What applying does.
    pub changes: Vec<SavedChange>,
    /// Fingerprints of all definitions, so that it can be told which of them moved.
    pub definitions: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SavedChange {
    pub address: String,
    pub action: String,
    pub id: Option<String>,
    /// Fingerprints of the definition, of what it replaces, and of the whole live object.
    pub desired: String,
    pub live: String,
    pub object: String,
    /// For people; the fingerprints are what is compared.
    pub fields: Vec<SavedField>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SavedField {
    pub path: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Under which circumstances a plan was made.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    pub tool: &'a str,
    pub target: &'a str,
    pub adopt: bool,
}

impl Saved {
    pub const VERSION: u8 = 1;

    pub fn of(plan: &Plan, resources: &[Desired], around: Circumstances<'_>) -> Self {
        let printer = Printer::new(resources, &plan.ids);
        let done = plan.changes.iter().filter(|change| digest::is_carried_out(change, plan.prune));
        let mut changes: Vec<SavedChange> = done.map(|change| saved(change, &printer)).collect();
        changes.sort_by(|one, other| one.address.cmp(&other.address));
        Self {
            version: Self::VERSION,
            tool: around.tool.to_owned(),
            scope: plan.scope.to_string(),
            target: around.target.to_owned(),
            prune: plan.prune,
            adopt: around.adopt,
            only: plan.only.iter().map(ToString::to_string).collect(),
            digest: plan.digest.clone(),
            changes,
            definitions: definitions(resources),
        }
    }

    /// Indented, with a line break at the end. Same plan, same bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// What is otherwise in the plan of `now`: empty where the digests agree.
    pub fn moved(&self, now: &Self) -> Vec<Moved> {
        self.footing().moved(&now.footing())
    }

    fn footing(&self) -> Footing {
        let stand = |change: &SavedChange| Stand {
            address: change.address.clone(),
            action: change.action.clone(),
            desired: change.desired.clone(),
            live: change.live.clone(),
            object: change.object.clone(),
        };
        Footing {
            scope: self.scope.clone(),
            tool: self.tool.clone(),
            prune: self.prune,
            digest: self.digest.clone(),
            files: digest::of_definitions(&self.definitions),
            stands: Some(self.changes.iter().map(stand).collect()),
            definitions: Some(self.definitions.clone()),
        }
    }
}

fn saved(change: &Change, printer: &Printer<'_>) -> SavedChange {
    let Stand { address, action, desired, live, object } = printer.stand(change);
    let field = |field: &FieldChange| SavedField {
        path: field.path.to_string(),
        before: field.before.clone(),
        after: field.after.clone(),
    };
    SavedChange {
        address,
        action,
        id: change.id.clone(),
        desired,
        live,
        object,
        fields: change.fields.iter().map(field).collect(),
    }
}
