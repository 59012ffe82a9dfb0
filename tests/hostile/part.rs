//! An editor that holds one file and knows the addresses of the rest.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ddsync::lint::{self, Context};
use ddsync::load::{FileText, Input, Loaded, load, load_beside};
use ddsync::model::{Address, Finding, Sources};

use super::seeds::Seed;

const PROJECT: &str = "project: docs\nvars: {x: y}\nlint: {preset: strict}\n";

/// Rule, line, column and message.
type Told = BTreeSet<(&'static str, usize, usize, String)>;

/// What local rules and loading say of each file is the same for the file alone as for the project as a whole.
pub fn same_alone(project: &[Seed]) -> usize {
    let files: Vec<(String, String)> =
        project.iter().enumerate().map(|(at, seed)| (unique(&seed.path, at), seed.text.clone())).collect();
    let whole = load(input(&files));
    let addresses: Vec<Address> = whole.resources.iter().map(|resource| resource.address.clone()).collect();
    let whole = findings(whole, lint::check);
    let mut compared = 0;
    for file in &files {
        let alone = findings(load_beside(input(std::slice::from_ref(file)), &addresses), lint::check_part);
        let (here, there) = (of(&file.0, &alone), of(&file.0, &whole));
        assert_eq!(here, there, "{}\n{}", file.0, file.1);
        compared += here.len();
    }
    compared
}

fn unique(path: &str, at: usize) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("monitors", path));
    format!("{folder}/n{at}-{name}")
}

fn input(files: &[(String, String)]) -> Input<'static> {
    let files = files.iter().map(|(path, text)| (PathBuf::from(path), FileText::Text(text.clone())));
    let project = (PathBuf::from("ddsync.yaml"), FileText::Text(PROJECT.to_owned()));
    Input { files: files.chain([project]).collect(), environment: None, env: &|_| None }
}

type Check = fn(Vec<ddsync::model::Desired>, Vec<Finding>, &Context<'_>) -> lint::Checked;

fn findings(loaded: Loaded, check: Check) -> (Sources, Vec<Finding>) {
    let context = Context { comments: &loaded.comments, ..Context::plain(&loaded.sources, &loaded.project.lint) };
    let checked = check(loaded.resources, loaded.findings, &context);
    (loaded.sources, checked.findings().to_vec())
}

/// Circles, two of one address, and whether a silenced rule of the project finds anything are seen from all files together.
const OF_ALL: [&str; 3] = ["reference-circle", "duplicate-resource", "unused-suppression"];

fn of(path: &str, (sources, findings): &(Sources, Vec<Finding>)) -> Told {
    let local = |finding: &&Finding| {
        lint::by_id(finding.rule).is_none_or(lint::Rule::is_local) && !OF_ALL.contains(&finding.rule)
    };
    let told = findings.iter().filter(local).filter_map(|finding| {
        let place = finding.place.filter(|place| sources.shown(place.source) == path)?;
        let at = sources.line_column(place);
        Some((finding.rule, at.line, at.column, finding.message.clone()))
    });
    told.collect()
}
