//! The order of the steps.

use std::collections::{HashMap, HashSet};

use super::block::{self, Block};
use super::each::{self, Item};
use super::project::{self, Environment, Project, Vars};
use super::read::{File, Reading};
use super::references::{self, Draft};
use super::substitute::{Env, Filler, Names};
use super::{Input, Loaded, environment, fields, merge, owned};
use crate::model::{Address, Desired, Entry, Finding, Key, Kind, Node, Place, Sources, Tree};

pub fn load(input: Input<'_>) -> Loaded {
    load_beside(input, &[])
}

/// Some files of a project: `ddsync.yaml`, and those that an editor has open, say. They may refer to what the other files
/// define.
pub fn load_beside(input: Input<'_>, others: &[Address]) -> Loaded {
    let mut reading = Reading::default();
    let definitions = reading.read(input.files);
    let project = reading.project();
    let mut findings = std::mem::take(&mut reading.findings);

    let mut told = Vec::new();
    let environment = environment::choose(&project, input.environment, &mut told).cloned();
    let silent = silent(reading.project_broken, !told.is_empty());
    if !reading.project_broken {
        findings.append(&mut told);
    }
    let env = Env { allowed: &project.env, read: input.env };
    let mut later = Vec::new();
    let vars = known_vars(&project, environment.as_ref(), env, &reading.sources, &mut later);
    let mut assembly = Assembly {
        sources: &reading.sources,
        project: &project,
        environment: environment.as_ref(),
        vars: &vars,
        env,
        drafts: Vec::new(),
        taken: HashMap::new(),
        unseen: others.iter().cloned().collect(),
        findings: later,
    };
    definitions.into_iter().for_each(|file| assembly.file(file));
    let (drafts, later) = assembly.finished();

    // The comment in the header of a block text comes after the text.
    reading.comments.sort_by_key(|comment| comment.place);
    findings.extend(later.into_iter().filter(|finding| !silent.contains(&finding.rule)));
    Loaded {
        scope: environment::scope(&project, environment.as_ref()),
        environment,
        resources: drafts.into_iter().map(finished).collect(),
        comments: reading.comments,
        findings: in_order(findings),
        sources: reading.sources,
        project,
    }
}

/// Without an environment, or with a `ddsync.yaml` that could not be read, what is missing there is missing everywhere: one
/// fault is told, and not all that follow from it.
fn silent(project_broken: bool, not_chosen: bool) -> &'static [&'static str] {
    match (project_broken, not_chosen) {
        (true, _) => &["unknown-variable", "unknown-environment"],
        (false, true) => &["unknown-variable"],
        (false, false) => &[],
    }
}

fn finished(draft: Draft) -> Desired {
    let mut desired = draft.desired;
    desired.references = draft.found.into_iter().map(|found| found.reference).collect();
    desired
}

/// One fault of a default or of a `for_each` definition shows in many resources and is told once.
fn in_order(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut findings: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| seen.insert((finding.rule, finding.place, finding.message.clone())))
        .collect();
    findings.sort_by_key(|finding| finding.place);
    findings
}

/// Variables are what they say, but for `${env.NAME}`.
fn known_vars(
    project: &Project,
    environment: Option<&Environment>,
    env: Env<'_>,
    sources: &Sources,
    findings: &mut Vec<Finding>,
) -> Vars {
    let names = Names { vars: None, each: &[], env, references: false };
    let mut filler = Filler::new(sources, names);
    let mut vars = environment::vars(project, environment);
    vars.values_mut().for_each(|node| filler.fill(node));
    findings.append(&mut filler.findings);
    vars
}

struct Assembly<'a> {
    sources: &'a Sources,
    project: &'a Project,
    environment: Option<&'a Environment>,
    vars: &'a Vars,
    env: Env<'a>,
    drafts: Vec<Draft>,
    /// Where each address was defined first.
    taken: HashMap<Address, Place>,
    /// What other files define, or may define that could not be read.
    unseen: HashSet<Address>,
    findings: Vec<Finding>,
}

impl<'a> Assembly<'a> {
    /// By address, with their references looked up.
    fn finished(mut self) -> (Vec<Draft>, Vec<Finding>) {
        self.drafts.sort_by(|left, right| left.desired.address.cmp(&right.desired.address));
        references::check(&self.drafts, &self.unseen, &mut self.findings);
        (self.drafts, self.findings)
    }

    fn file(&mut self, file: File) {
        let stem = file.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if file.broken {
            self.broken(file.kind, stem);
        } else if file.documents.is_empty() {
            let finding = Finding::warning("empty-file", "the file defines nothing");
            let finding = finding.at(Place::new(file.source, 0, 0)).help("write a definition, or delete the file");
            self.findings.push(finding);
        }
        let several = file.documents.len() > 1;
        for mut node in file.documents {
            let first = self.findings.len();
            let done = self.document(file.kind, stem, several, &mut node);
            if done.is_none() && self.findings.len() > first {
                self.broken(file.kind, stem);
            }
        }
    }

    fn broken(&mut self, kind: &'static Kind, stem: &str) {
        if let Ok(key) = Key::parse(stem) {
            self.unseen.insert(Address::new(kind, key));
        }
    }

    /// None where nothing came of it, and why has been told.
    fn document(&mut self, kind: &'static Kind, stem: &str, several: bool, node: &mut Node) -> Option<()> {
        let place = fields::start_of(node);
        let Tree::Map(map) = &mut node.tree else {
            let message = format!("a {} is a map of fields, and this is {}", kind.name, fields::shape(node));
            self.findings.push(Finding::error("not-a-map", message).at(place));
            return None;
        };
        let block = match map.shift_remove("ddsync") {
            Some(Entry { node, .. }) => block::read(&node, self.project, &mut self.findings)?,
            None => Block::default(),
        };
        if let Some(environment) = self.environment
            && let Some(patch) = block.environments.get(environment.name.as_str())
        {
            merge::patch(node, patch);
        }
        self.drop_owned(kind, node);
        let key = self.key(&block, stem, several, place)?;
        let items = self.items(&block)?;
        let (last, others) = items.split_last()?;
        for item in others {
            self.resource(kind, &key, item, &block, place, node.clone());
        }
        let node = std::mem::replace(node, Node::new(Tree::Null, place));
        self.resource(kind, &key, last, &block, place, node);
        Some(())
    }

    fn drop_owned(&mut self, kind: &Kind, node: &mut Node) {
        owned::unwrap(node);
        let dropped = owned::drop_owned(kind, node);
        owned::strip_mark(kind, node);
        let Some(first) = dropped.first() else { return };
        let names: Vec<&str> = dropped.iter().map(|field| field.name.as_str()).collect();
        let fields = if names.len() == 1 { "1 field".to_owned() } else { format!("{} fields", names.len()) };
        let message = format!("left out {fields} that Datadog owns: {}", names.join(", "));
        let mut finding = Finding::info("server-owned-fields", message).at(first.key);
        if names.contains(&"id") {
            finding = finding.help("to adopt the object with this id, write it in the block: `ddsync: {id: ...}`");
        }
        self.findings.push(finding);
    }

    fn key(&mut self, block: &Block, stem: &str, several: bool, place: Place) -> Option<(Key, Place)> {
        if let Some(key) = &block.key {
            return Some(key.clone());
        }
        if block.bad_key {
            return None;
        }
        if several {
            let message = "a definition that shares its file with others needs a key of its own";
            let finding = Finding::error("missing-key", message).at(place);
            self.findings.push(finding.help("write `ddsync: {key: ...}` in each document, or give each its own file"));
            return None;
        }
        match Key::parse(stem) {
            Ok(key) => Some((key, place)),
            Err(error) => {
                let finding = Finding::error("invalid-key", format!("the file's name is the key, and {error}"));
                self.findings.push(finding.at(place).help(match project::suggestion(stem) {
                    Some(key) => format!("name the file `{key}.yaml`, or write `ddsync: {{key: {key}}}`"),
                    None => "rename the file, or write `ddsync: {key: ...}`".to_owned(),
                }));
                None
            }
        }
    }

    fn items(&mut self, block: &Block) -> Option<Vec<Item>> {
        let Some(for_each) = &block.for_each else {
            return Some(vec![Item::default()]);
        };
        let mut lists = for_each.clone();
        let mut filler = Filler::new(self.sources, self.names(&[], false));
        filler.fill(&mut lists);
        if !filler.findings.is_empty() {
            self.findings.append(&mut filler.findings);
            return None;
        }
        let items = each::items(&lists, &mut self.findings);
        if let (Some((_, place)), [_, _, ..]) = (self.id(block), items.as_slice()) {
            let message = "one id cannot be that of several resources";
            let finding = Finding::error("invalid-value", message).at(place);
            self.findings.push(finding.help("take `id` or `for_each` out"));
        }
        Some(items)
    }

    fn id<'b>(&self, block: &'b Block) -> Option<(&'b str, Place)> {
        block.id.as_ref()?.of(self.environment.map(|environment| environment.name.as_str()))
    }

    fn names<'n>(&self, each: &'n [(String, Node)], references: bool) -> Names<'n>
    where
        'a: 'n,
    {
        Names { vars: Some(self.vars), each, env: self.env, references }
    }

    fn resource(
        &mut self,
        kind: &'static Kind,
        (key, key_place): &(Key, Place),
        item: &Item,
        block: &Block,
        place: Place,
        mut tree: Node,
    ) {
        let key_place = item.place.unwrap_or(*key_place);
        let key = match Key::parse(&format!("{key}{}", item.suffix)) {
            Ok(key) => key,
            Err(error) => {
                self.findings.push(Finding::error("invalid-key", error.to_string()).at(key_place));
                return;
            }
        };
        let address = Address::new(kind, key);
        if let Some(first) = self.taken.get(&address) {
            self.findings.push(duplicate(&address, key_place, *first));
            return;
        }
        self.taken.insert(address.clone(), key_place);
        if let Some(defaults) = self.project.defaults.get(kind.name) {
            merge::defaults(&mut tree, defaults);
        }
        let mut filler = Filler::new(self.sources, self.names(&item.values, true));
        filler.fill(&mut tree);
        let Filler { findings, found, .. } = filler;
        self.findings.extend(findings.into_iter().map(|finding| finding.of(&address)));
        let desired = Desired {
            spec: tree.to_value(),
            tree,
            place,
            id: self.id(block).map(|(id, _)| id.to_owned()),
            protect: block.protect,
            ignore: block.ignore.clone(),
            state: block.state,
            references: Vec::new(),
            address,
        };
        self.drafts.push(Draft { desired, found });
    }
}

fn duplicate(address: &Address, place: Place, first: Place) -> Finding {
    let (kind, key) = (address.kind.name, &address.key);
    Finding::error("duplicate-resource", format!("there are two {kind}s with the key `{key}`"))
        .at(place)
        .label("this one")
        .related(first, "and this one")
        .help("rename one of the files, or give one of them another `ddsync: {key: ...}`")
        .of(address)
}
