//! What a plan stands on, by fingerprints, and what of it moved since: one judgement for a plan in a file and for one that
//! was told on a pull request.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::digest::{self, Printer};
use super::stand::Stand;
use super::{Action, Plan};
use crate::model::{Desired, State};

/// What is compared of two plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footing {
    /// `project[/environment]`.
    pub scope: String,
    /// Version of ddsync.
    pub tool: String,
    pub prune: bool,
    /// Of the plan.
    pub digest: String,
    /// Of all definitions together.
    pub files: String,
    /// None where there was no room to keep them.
    pub stands: Option<Vec<Stand>>,
    /// A fingerprint of each definition; None where only that of all was kept.
    pub definitions: Option<BTreeMap<String, String>>,
}

/// What is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    Files,
    Live,
    /// It was not in the plan, and which of the two brought it is not known.
    New,
    Tool,
}

/// A resource that is not as it was reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub address: String,
    pub grounds: Vec<Ground>,
}

impl Footing {
    pub fn of(plan: &Plan, resources: &[Desired], tool: &str) -> Self {
        let definitions = definitions(resources);
        Self {
            scope: plan.scope.to_string(),
            tool: tool.to_owned(),
            prune: plan.prune,
            digest: plan.digest.clone(),
            files: digest::of_definitions(&definitions),
            stands: Some(Printer::new(resources, &plan.ids).stands(plan.prune, &plan.changes)),
            definitions: Some(definitions),
        }
    }

    /// Of definitions that cannot be planned.
    pub fn nothing(resources: &[Desired], tool: &str) -> Self {
        let definitions = definitions(resources);
        Self {
            scope: String::new(),
            tool: tool.to_owned(),
            prune: false,
            digest: String::new(),
            files: digest::of_definitions(&definitions),
            stands: None,
            definitions: Some(definitions),
        }
    }

    /// What is otherwise in the plan of `now`, by address. Empty where the digests agree, and where it cannot be told: the
    /// fingerprints were not kept, or only one of the plans deletes.
    pub fn moved(&self, now: &Self) -> Vec<Moved> {
        let (Some(then), Some(later)) = (self.by_address(), now.by_address()) else { return Vec::new() };
        if self.digest == now.digest || self.prune != now.prune {
            return Vec::new();
        }
        let addresses: BTreeSet<&str> = then.keys().chain(later.keys()).copied().collect();
        let moved = addresses.into_iter().filter_map(|address| {
            let mut grounds = match (then.get(address), later.get(address)) {
                (Some(then), Some(later)) => both(then, later)?,
                (Some(then), None) => vec![alone(then, self, now)],
                (None, Some(later)) => vec![alone(later, now, self)],
                (None, None) => return None,
            };
            if self.tool != now.tool && !grounds.contains(&Ground::Tool) {
                grounds.push(Ground::Tool);
            }
            Some(Moved { address: address.to_owned(), grounds })
        });
        moved.collect()
    }

    fn by_address(&self) -> Option<BTreeMap<&str, &Stand>> {
        Some(self.stands.as_ref()?.iter().map(|stand| (stand.address.as_str(), stand)).collect())
    }

    /// Whether the fingerprints are in full, and those that the digest was made of.
    pub fn is_proven(&self) -> bool {
        self.stands.as_ref().is_some_and(|stands| digest::of_stands(&self.scope, stands) == self.digest)
    }

    /// Whether all that the plan does was reviewed, and stands on the same ground: it is what is left after part of it was
    /// carried out. An id that was made by that part is none that anybody moved.
    pub fn covers(&self, plan: &Plan, resources: &[Desired]) -> bool {
        let Some(reviewed) = self.stands.as_ref().filter(|_| self.is_proven() && self.prune == plan.prune) else {
            return false;
        };
        let makes_id =
            |stand: &&Stand| [Action::Create.name(), Action::Replace.name()].contains(&stand.action.as_str());
        let made: BTreeSet<&str> = reviewed.iter().filter(makes_id).map(|stand| stand.address.as_str()).collect();
        let mut ids = plan.ids.clone();
        ids.retain(|address, _| !made.contains(address.to_string().as_str()));
        let left = Printer::new(resources, &ids).stands(plan.prune, &plan.changes);
        left.iter().all(|stand| reviewed.iter().any(|known| known.is_reviewed_as(stand)))
    }
}

/// Fingerprints of all definitions, so that it can be told which of them moved.
pub fn definitions(resources: &[Desired]) -> BTreeMap<String, String> {
    let present = resources.iter().filter(|resource| resource.state == State::Present);
    present.map(|one| (one.address.to_string(), digest::asked(one))).collect()
}

/// None where nothing moved.
fn both(then: &Stand, later: &Stand) -> Option<Vec<Ground>> {
    let files = !same(&then.desired, &later.desired);
    // Another definition touches other fields: then only the whole object says whether it is another one.
    let live = if files { !same(&then.object, &later.object) } else { !same(&then.live, &later.live) };
    let mut grounds: Vec<Ground> = [(files, Ground::Files), (live, Ground::Live)]
        .into_iter()
        .filter_map(|(moved, ground)| moved.then_some(ground))
        .collect();
    if grounds.is_empty() && then.action != later.action {
        grounds.push(Ground::Tool);
    }
    (!grounds.is_empty()).then_some(grounds)
}

/// Of a change that only the plan of `of` has: is it the definition that is otherwise in the other one, or Datadog?
fn alone(change: &Stand, of: &Footing, other: &Footing) -> Ground {
    if of.files == other.files {
        return Ground::Live;
    }
    let Some(definitions) = &other.definitions else { return Ground::New };
    match definitions.get(&change.address) {
        Some(there) if same(there, &change.desired) => Ground::Live,
        None if change.desired.is_empty() => Ground::Live,
        _ => Ground::Files,
    }
}

/// Of the same text, as far as both were kept.
fn same(one: &str, other: &str) -> bool {
    match one.is_empty() || other.is_empty() {
        true => one == other,
        false => one.starts_with(other) || other.starts_with(one),
    }
}

impl Moved {
    /// `its definition changed (files) and it changed in Datadog (live)`
    pub fn why(&self) -> String {
        let words = self.grounds.iter().filter_map(|ground| match ground {
            Ground::Files => Some("its definition changed (files)"),
            Ground::Live => Some("it changed in Datadog (live)"),
            Ground::New => Some("it was not in the plan that was reviewed"),
            Ground::Tool => None,
        });
        let words = words.collect::<Vec<_>>().join(" and ");
        match (words.is_empty(), self.grounds.contains(&Ground::Tool)) {
            (_, false) => words,
            (true, true) => "another version of ddsync plans it otherwise (tool version)".to_owned(),
            // Both made the fingerprints that are compared.
            (false, true) => format!("{words}, or another version of ddsync sees it otherwise (tool version)"),
        }
    }
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.address, self.why())
    }
}

#[cfg(test)]
mod tests {
    use super::super::stand::BRIEF;
    use super::*;

    fn stand(address: &str, prints: [&str; 3]) -> Stand {
        let [desired, live, object] = prints.map(|print| print.repeat(16));
        let action = if desired.is_empty() { "delete" } else { "update" };
        Stand { address: address.to_owned(), action: action.to_owned(), desired, live, object }
    }

    fn footing(files: &str, stands: &[Stand]) -> Footing {
        Footing {
            scope: "shop".to_owned(),
            tool: "1.0.0".to_owned(),
            prune: true,
            digest: digest::of_stands("shop", stands),
            files: files.to_owned(),
            stands: Some(stands.to_vec()),
            definitions: None,
        }
    }

    fn told(then: &Footing, now: &Footing) -> Vec<String> {
        then.moved(now).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_ground_is_told_from_the_others() {
        let then = footing("f", &[stand("m/a", ["aa", "bb", "cc"]), stand("m/b", ["aa", "bb", "cc"])]);
        let live = footing("f", &[stand("m/a", ["aa", "bd", "cd"]), stand("m/b", ["aa", "bb", "cc"])]);
        assert_eq!(told(&then, &live), ["m/a: it changed in Datadog (live)"]);
        // Another definition touches other fields; the object is the same.
        let files = footing("g", &[stand("m/a", ["ab", "bd", "cc"]), stand("m/b", ["aa", "bb", "cc"])]);
        assert_eq!(told(&then, &files), ["m/a: its definition changed (files)"]);
        let both = footing("g", &[stand("m/a", ["ab", "bd", "cd"]), stand("m/b", ["aa", "bd", "cd"])]);
        assert_eq!(
            told(&then, &both),
            [
                "m/a: its definition changed (files) and it changed in Datadog (live)",
                "m/b: it changed in Datadog (live)"
            ]
        );
        let other = Footing { tool: "2.0.0".to_owned(), ..live };
        assert_eq!(
            told(&then, &other),
            ["m/a: it changed in Datadog (live), or another version of ddsync sees it otherwise (tool version)"]
        );
    }

    #[test]
    fn what_only_one_plan_has_is_judged_by_the_definitions_or_told_as_new() {
        let then = footing("f", &[]);
        let now = footing("f", &[stand("m/a", ["aa", "bb", "cc"])]);
        assert_eq!(told(&then, &now), ["m/a: it changed in Datadog (live)"]);
        let now = Footing { files: "g".to_owned(), ..now };
        assert_eq!(told(&then, &now), ["m/a: it was not in the plan that was reviewed"]);
        let known = Footing { definitions: Some(BTreeMap::from([("m/a".to_owned(), "aa".repeat(16))])), ..then };
        assert_eq!(told(&known, &now), ["m/a: it changed in Datadog (live)"]);
    }

    #[test]
    fn short_fingerprints_compare_and_prove_nothing() {
        let long = footing("f", &[stand("m/a", ["aa", "bb", "cc"])]);
        let brief: Vec<Stand> = long.stands.iter().flatten().map(|stand| stand.shortened(BRIEF)).collect();
        let short = Footing { stands: Some(brief), digest: "sha256:other".to_owned(), ..long.clone() };
        assert_eq!(told(&short, &long), [""; 0]);
        assert!(long.is_proven() && !Footing { digest: long.digest.clone(), ..short }.is_proven());
    }
}
