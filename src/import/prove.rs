//! The proof: the project with its new files, loaded and planned, must want nothing but to mark what was imported.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::update::Updated;
use super::write::NewFile;
use crate::lint::{self, Checked};
use crate::load::{self, FileText, Input, Loaded};
use crate::model::{Address, Finding, Live, Scope, Severity, Sources};
use crate::plan::{self, Action, Change, FieldChange, Plan};

/// The project as it was read.
pub struct Project<'a> {
    pub files: &'a [(PathBuf, FileText)],
    pub environment: Option<&'a str>,
    pub env: &'a dyn Fn(&str) -> Option<String>,
    pub scope: &'a Scope,
    /// What Datadog has of this project, and every imported object.
    pub live: &'a [Live],
}

/// The project as it would be.
pub struct Proof {
    pub checked: Checked,
    pub plan: Plan,
    pub sources: Sources,
    /// Errors that loading or pairing finds in new files.
    pub faults: Vec<Finding>,
    /// Tags that the project's defaults add to an imported object; by resource, as texts.
    pub added_tags: Vec<(Address, Vec<String>)>,
    /// Everything else that applying would change of an imported object.
    pub differing: Vec<Change>,
}

impl Proof {
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.differing.is_empty()
    }

    /// What is wrong, a line each.
    pub fn told(&self) -> Vec<String> {
        let faults = self.faults.iter().map(|finding| match finding.place {
            Some(place) => format!("{}: {}", self.sources.shown(place.source), finding.message),
            None => finding.message.clone(),
        });
        let shown =
            |value: &Option<serde_json::Value>| value.as_ref().map_or("nothing".to_owned(), ToString::to_string);
        let fields = self.differing.iter().flat_map(|change| {
            let name = format!("{} ({})", change.address, change.action.name());
            let field = move |field: &FieldChange| {
                format!(
                    "{name}: {} is {} in Datadog and would be {}",
                    field.path,
                    shown(&field.before),
                    shown(&field.after)
                )
            };
            let alone =
                change.fields.is_empty().then(|| format!("{} would be a {}", change.address, change.action.name()));
            change.fields.iter().map(field).chain(alone).collect::<Vec<_>>()
        });
        faults.chain(fields).collect()
    }
}

/// Loads and plans the project with `new` among its files.
pub fn prove(project: &Project<'_>, new: &[NewFile]) -> Proof {
    let files = project.files.iter().cloned();
    let files = files.chain(new.iter().map(|file| (file.path.clone(), FileText::Text(file.text.clone())))).collect();
    let input = Input { files, environment: project.environment, env: project.env };
    let Loaded { project: of_files, resources, sources, findings, .. } = load::load(input);
    let context = lint::Context::plain(&sources, &of_files.lint);
    let paths: HashSet<&Path> = new.iter().map(|file| file.path.as_path()).collect();
    let in_new = |finding: &Finding| finding.place.is_some_and(|place| paths.contains(sources.path(place.source)));
    let mut faults: Vec<Finding> =
        findings.iter().filter(|finding| is_error(finding) && in_new(finding)).cloned().collect();
    let defaults = of_files.defaults.clone();
    let checked = lint::check(resources, findings, &context);
    let (plan, told) = plan::plan(&checked, project.live, project.scope, &[]);
    let addresses: HashSet<&Address> = new.iter().map(|file| &file.address).collect();
    let ours = |address: &Address| addresses.contains(address);
    faults.extend(told.into_iter().filter(|finding| is_error(finding) && finding.address.as_ref().is_some_and(ours)));
    let (mut added_tags, mut differing) = (Vec::new(), Vec::new());
    for change in plan.changes.iter().filter(|change| ours(&change.address) && change.action != Action::Adopt) {
        let tags = defaults.get(change.address.kind.name).and_then(|defaults| defaults.get("tags"));
        match added(change, tags.is_some()) {
            Some(tags) => added_tags.push((change.address.clone(), tags)),
            None => differing.push(change.clone()),
        }
    }
    Proof { checked, plan, sources, faults, added_tags, differing }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

/// The tags that are new, where new tags are all that would change. Lists of tags are united with the defaults', so no
/// file can be without them.
fn added(change: &Change, has_defaults: bool) -> Option<Vec<String>> {
    let [field] = change.fields.as_slice() else { return None };
    if !has_defaults || change.action != Action::Update || field.path.to_string() != "/tags" {
        return None;
    }
    let list = |value: &Option<serde_json::Value>| {
        value.as_ref().and_then(|value| value.as_array().cloned()).unwrap_or_default()
    };
    let (before, after) = (list(&field.before), list(&field.after));
    let kept = before.iter().all(|tag| after.contains(tag));
    let new = after.iter().filter(|tag| !before.contains(tag)).filter_map(|tag| tag.as_str().map(str::to_owned));
    kept.then(|| new.collect())
}

/// A file that cannot be updated after all.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub path: PathBuf,
    /// What would be otherwise than it should.
    pub why: Vec<String>,
}

/// The files whose new text would not mean what it was written for, or would change something else. `before` is the plan
/// of the project as it is.
pub fn prove_update(project: &Project<'_>, updated: &Updated, before: &Plan) -> Vec<Refused> {
    let text_of = |path: &PathBuf| updated.files.iter().find(|(new, _)| new == path).map(|(_, text)| text.clone());
    let files = project
        .files
        .iter()
        .map(|(path, text)| (path.clone(), text_of(path).map_or_else(|| text.clone(), FileText::Text)));
    let input = Input { files: files.collect(), environment: project.environment, env: project.env };
    let Loaded { project: of_files, resources, sources, findings, .. } = load::load(input);
    let mut refused: Vec<Refused> = Vec::new();
    let mut refuse = |path: PathBuf, why: String| match refused.iter_mut().find(|refused| refused.path == path) {
        Some(refused) => refused.why.push(why),
        None => refused.push(Refused { path, why: vec![why] }),
    };
    let is_updated = |path: &PathBuf| updated.files.iter().any(|(new, _)| new == path);
    for finding in findings.iter().filter(|finding| is_error(finding)) {
        let path = finding.place.map(|place| sources.path(place.source).to_path_buf());
        let path = path.filter(is_updated).or_else(|| updated.files.first().map(|(path, _)| path.clone()));
        path.into_iter().for_each(|path| refuse(path, finding.message.clone()));
    }
    for (path, why) in in_other_environments(project, &of_files, &text_of) {
        refuse(path, why);
    }
    let context = lint::Context::plain(&sources, &of_files.lint);
    let checked = lint::check(resources, findings, &context);
    let (after, _) = plan::plan(&checked, project.live, project.scope, &[]);
    let path_of = |address: &Address| {
        let resource = checked.resources().iter().find(|resource| resource.address == *address);
        resource.map(|resource| sources.path(resource.place.source).to_path_buf())
    };
    for (address, why) in unexpected(before, &after, updated) {
        let path = path_of(&address).filter(is_updated);
        // Something elsewhere changed, by an anchor or a reference: then none of them can be trusted.
        let paths =
            path.map_or_else(|| updated.files.iter().map(|(path, _)| path.clone()).collect(), |path| vec![path]);
        paths.into_iter().for_each(|path| refuse(path, why.clone()));
    }
    refused
}

/// What the new texts would change in environments that were not asked about.
fn in_other_environments(
    project: &Project<'_>,
    of_files: &load::Project,
    text_of: &dyn Fn(&PathBuf) -> Option<String>,
) -> Vec<(PathBuf, String)> {
    let mut wrong = Vec::new();
    let Some(environment) = project.environment else { return wrong };
    let specs = |other: &str, new: bool| {
        let files = project.files.iter().map(|(path, text)| {
            let text = text_of(path).filter(|_| new).map_or_else(|| text.clone(), FileText::Text);
            (path.clone(), text)
        });
        let input = Input { files: files.collect(), environment: Some(other), env: project.env };
        let Loaded { resources, sources, .. } = load::load(input);
        resources
            .into_iter()
            .map(|one| (one.address, (one.spec, one.id, sources.path(one.place.source).to_path_buf())))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    for other in super::update::others(of_files, environment) {
        let (before, after) = (specs(other, false), specs(other, true));
        for (address, (spec, id, path)) in &before {
            let same = after.get(address).is_some_and(|(new, new_id, _)| new == spec && new_id == id);
            if !same {
                wrong.push((path.clone(), format!("{address} would change in {other} as well")));
            }
        }
    }
    wrong
}

fn unexpected(before: &Plan, after: &Plan, updated: &Updated) -> Vec<(Address, String)> {
    let fields = |plan: &Plan, address: &Address| -> Vec<(String, Option<serde_json::Value>)> {
        let change = plan.changes.iter().find(|change| change.address == *address);
        let fields = change.map(|change| change.fields.as_slice()).unwrap_or_default();
        fields.iter().map(|field| (field.path.to_string(), field.after.clone())).collect()
    };
    let mut addresses: Vec<&Address> =
        before.changes.iter().chain(&after.changes).map(|change| &change.address).collect();
    addresses.sort();
    addresses.dedup();
    let mut unexpected = Vec::new();
    for address in addresses {
        let changed = updated.changed.iter().any(|(updated, ..)| updated == address);
        let (was, is) = (fields(before, address), fields(after, address));
        let gone = !after.changes.iter().any(|change| change.address == *address);
        let kept = updated.kept.iter().filter(|kept| kept.address == *address).count();
        if changed && kept == 0 && !is.is_empty() {
            unexpected.push((address.clone(), format!("{address} would still differ at {}", names(&is))));
        } else if changed && kept > 0 {
            // What was left differs as it did; its path may have another index by now.
            let known = |field: &&(String, Option<serde_json::Value>)| was.iter().any(|(_, after)| *after == field.1);
            let new: Vec<_> = is.iter().filter(|field| !known(field)).cloned().collect();
            if !new.is_empty() {
                unexpected.push((address.clone(), format!("{address} would differ at {}", names(&new))));
            }
        } else if !changed && (was != is || gone) {
            unexpected.push((address.clone(), format!("{address} would change as well")));
        }
    }
    unexpected
}

fn names(fields: &[(String, Option<serde_json::Value>)]) -> String {
    fields.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>().join(", ")
}
