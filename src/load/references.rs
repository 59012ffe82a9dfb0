//! References between resources: each has a target, and none leads back to where it started.

use std::collections::{HashMap, HashSet};

use super::substitute::Found;
use super::suggest;
use crate::model::{Address, Desired, Finding, State};

/// A resource, and where its references stand.
#[derive(Debug)]
pub struct Draft {
    pub desired: Desired,
    pub found: Vec<Found>,
}

/// `unseen` are the resources of other files, and of those that could not be read: they may well be there.
pub fn check(drafts: &[Draft], unseen: &HashSet<Address>, findings: &mut Vec<Finding>) {
    let index: HashMap<&Address, usize> =
        drafts.iter().enumerate().map(|(at, draft)| (&draft.desired.address, at)).collect();
    let keys = keys(drafts);
    let mut suggested = 0;
    let mut edges: Vec<Vec<(usize, &Found)>> = vec![Vec::new(); drafts.len()];
    for (from, draft) in drafts.iter().enumerate() {
        for found in &draft.found {
            let target = &found.reference.target;
            match index.get(target) {
                Some(&to) if drafts[to].desired.state == State::Absent => findings.push(absent(draft, found)),
                Some(&to) => edges[from].push((to, found)),
                None if unseen.contains(target) => {}
                None => {
                    let finding = unknown(draft, found);
                    // A search through all keys each: where hundreds are wrong, nobody reads a hint at each.
                    suggested += 1;
                    findings.push(if suggested <= HINTS { finding.help(hint(found, &keys)) } else { finding });
                }
            }
        }
    }
    // Two references to one resource are two edges and one circle.
    let mut told_of = HashSet::new();
    for circle in circles(&edges) {
        let steps: Vec<usize> = circle.iter().map(|(at, _)| *at).collect();
        if told_of.insert(steps) {
            findings.push(told(drafts, &circle));
        }
    }
}

type Keys<'d> = HashMap<&'static str, Vec<&'d str>>;

fn keys(drafts: &[Draft]) -> Keys<'_> {
    let mut keys = Keys::new();
    for draft in drafts {
        let address = &draft.desired.address;
        keys.entry(address.kind.name).or_default().push(address.key.as_str());
    }
    keys
}

const HINTS: usize = 100;

fn unknown(draft: &Draft, found: &Found) -> Finding {
    let target = &found.reference.target;
    let message = format!("there is no {} `{}` in this project", target.kind.name, target.key);
    Finding::error("broken-reference", message).at(found.place).of(&draft.desired.address)
}

fn hint(found: &Found, keys: &Keys<'_>) -> String {
    let target = &found.reference.target;
    let (kind, key) = (target.kind.name, target.key.as_str());
    let same = keys.get(kind).map_or(&[][..], Vec::as_slice);
    let elsewhere = keys.iter().filter(|(_, keys)| keys.contains(&key)).map(|(kind, _)| *kind).min();
    match (suggest::nearest(key, same.iter().copied()), elsewhere) {
        (Some(near), _) => format!("did you mean `${{{kind}:{near}}}`?"),
        (None, Some(kind)) => format!("did you mean `${{{kind}:{key}}}`?"),
        (None, None) => suggest::help(key, same.iter().copied(), &format!("the project has no {kind} yet")),
    }
}

fn absent(draft: &Draft, found: &Found) -> Finding {
    let message = format!("`{}` is to be deleted (`state: absent`), so it has no id", found.reference.target);
    let finding = Finding::error("broken-reference", message).at(found.place).of(&draft.desired.address);
    finding.help("take the reference out, or keep the resource")
}

type Edges<'d> = Vec<Vec<(usize, &'d Found)>>;

/// One of each circle's edges after the other. Every circle has an edge in one of these; a circle that shares its way back
/// with another is found once that one is mended.
fn circles<'d>(edges: &Edges<'d>) -> Vec<Vec<(usize, &'d Found)>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        OnPath,
        Done,
    }
    let mut seen = vec![Seen::Not; edges.len()];
    let mut circles = Vec::new();
    for start in 0..edges.len() {
        if seen[start] != Seen::Not {
            continue;
        }
        // Nodes on the way, each with its next edge to look at: a list and not recursion, since chains can be long.
        let mut path = vec![(start, 0)];
        seen[start] = Seen::OnPath;
        while let Some((at, next)) = path.last_mut() {
            let Some(&(to, _)) = edges[*at].get(*next) else {
                seen[*at] = Seen::Done;
                path.pop();
                continue;
            };
            *next += 1;
            match seen[to] {
                Seen::Not => {
                    seen[to] = Seen::OnPath;
                    path.push((to, 0));
                }
                Seen::OnPath => {
                    let from = path.iter().position(|(at, _)| *at == to).unwrap_or_default();
                    let circle = path[from..].iter().map(|&(at, next)| (at, edges[at][next - 1].1));
                    circles.push(circle.collect());
                }
                Seen::Done => {}
            }
        }
    }
    circles
}

/// Of a circle; more of them help nobody.
const SHOWN: usize = 10;

fn told(drafts: &[Draft], circle: &[(usize, &Found)]) -> Finding {
    let address = |at: usize| &drafts[at].desired.address;
    let mut names: Vec<String> = circle.iter().map(|(at, _)| address(*at).to_string()).collect();
    names.extend(names.first().cloned());
    let way = match names.len().checked_sub(SHOWN) {
        None | Some(0) => names.join(" -> "),
        Some(more) => {
            let (first, last) = (&names[..SHOWN - 2], &names[names.len() - 2..]);
            format!("{} -> ({more} more) -> {}", first.join(" -> "), last.join(" -> "))
        }
    };
    let mut finding = Finding::error("reference-circle", format!("references lead in a circle: {way}"))
        .help("each needs the other's id before it exists; take one of the references out");
    for (step, (at, found)) in circle.iter().take(SHOWN).enumerate() {
        if step == 0 {
            finding = finding.at(found.place).of(address(*at));
        } else {
            finding = finding.related(found.place, format!("{} refers to {}", address(*at), names[step + 1]));
        }
    }
    finding
}
