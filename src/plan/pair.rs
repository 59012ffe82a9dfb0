//! Which live object is which resource: `id`, else mark, else natural key; a deleted and a created one of one name are
//! one, renamed.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{Address, Desired, Finding, Kind, Live, Scope, State};

pub struct Pair<'a> {
    pub desired: &'a Desired,
    pub live: &'a Live,
    /// The key that the object was known by, where it bears another one of ours.
    pub renamed_from: Option<Address>,
}

#[derive(Default)]
pub struct Pairs<'a> {
    pub matched: Vec<Pair<'a>>,
    pub created: Vec<&'a Desired>,
    /// Ours, and no file asks for them; or a file asks for them to be gone.
    pub orphaned: Vec<(Address, &'a Live)>,
    pub findings: Vec<Finding>,
}

/// Pairs the resources with the live objects. Objects that bear no mark of `scope` are looked at only by `id`.
pub fn pair<'a>(desired: &'a [Desired], live: &'a [Live], scope: &Scope) -> Pairs<'a> {
    let mut pairs = Pairs::default();
    let mut owned = owned(live, scope, &mut pairs.findings);
    let by_id: HashMap<(&str, &str), &Live> =
        live.iter().map(|live| ((live.kind.name, live.id.as_str()), live)).collect();
    let naturals = Naturals::of(live);
    let rivals = rivals(desired, &mut pairs.findings);
    let mut claimed: HashMap<(&str, &str), &Desired> = HashMap::new();

    // Ids first, so that a mark elsewhere cannot take an object that a file names.
    for resource in desired.iter().filter(|resource| resource.state == State::Present && resource.id.is_some()) {
        let id = resource.id.as_deref().unwrap_or_default();
        let Some(live) = by_id.get(&(resource.address.kind.name, id)).copied() else {
            if !owned.contains_key(&resource.address) {
                pairs.findings.push(missing_id(resource, id));
            }
            continue;
        };
        if is_replaced(resource, live, &owned) {
            continue;
        }
        if let Some(first) = claimed.insert((live.kind.name, &live.id), resource) {
            pairs.findings.push(claimed_twice(resource, first, id));
            continue;
        }
        if let Some(mark) = live.mark.as_ref().filter(|mark| mark.scope != *scope) {
            pairs.findings.push(foreign(resource, live, &mark.scope));
            continue;
        }
        let old = live.mark.as_ref().map(|mark| Address::new(live.kind, mark.key.clone()));
        if let Some(old) = &old {
            owned.remove(old);
        }
        let renamed_from = old.filter(|old| *old != resource.address);
        pairs.matched.push(Pair { desired: resource, live, renamed_from });
    }
    let mut named: HashMap<(&str, &str), &Desired> = HashMap::new();
    let done = |pairs: &Pairs<'_>, resource: &Desired| {
        pairs.matched.iter().any(|pair| pair.desired.address == resource.address)
            || pairs.findings.iter().any(|finding| finding.address.as_ref() == Some(&resource.address))
    };
    for resource in desired.iter().filter(|resource| resource.state == State::Present) {
        if rivals.contains(&resource.address) || resource.id.is_some() && done(&pairs, resource) {
            continue;
        }
        match owned.remove(&resource.address).or_else(|| naturals.get(resource)) {
            Some(live) if is_foreign(live, scope) => {
                let owner = live.mark.as_ref().map_or(scope, |mark| &mark.scope);
                pairs.findings.push(foreign(resource, live, owner));
            }
            Some(live) => match named.insert((live.kind.name, &live.id), resource) {
                Some(first) => pairs.findings.push(named_twice(resource, first, &live.id)),
                None => pairs.matched.push(Pair { desired: resource, live, renamed_from: None }),
            },
            None => pairs.created.push(resource),
        }
    }
    for resource in desired.iter().filter(|resource| resource.state == State::Absent) {
        let named = resource.id.as_deref().and_then(|id| by_id.get(&(resource.address.kind.name, id)).copied());
        let gone = owned.remove(&resource.address).or(named).or_else(|| naturals.get(resource));
        let gone = gone.filter(|live| !is_foreign(live, scope));
        pairs.orphaned.extend(gone.map(|live| (resource.address.clone(), live)));
    }
    pairs.orphaned.extend(owned);
    rename(&mut pairs);
    pairs
}

/// Definitions of what another one defines already: each apply would undo what the other wrote.
fn rivals<'a>(desired: &'a [Desired], findings: &mut Vec<Finding>) -> HashSet<&'a Address> {
    let mut first: HashMap<(&str, String), &Desired> = HashMap::new();
    let mut rivals = HashSet::new();
    for resource in desired.iter().filter(|resource| resource.state == State::Present) {
        let kind = resource.address.kind;
        let Some(natural) = kind.natural_of(&resource.spec) else { continue };
        if let Some(first) = first.get(&(kind.name, natural.clone())) {
            findings.push(defined_twice(resource, first, &natural));
            rivals.insert(&resource.address);
        } else {
            first.insert((kind.name, natural), resource);
        }
    }
    rivals
}

/// Live objects by what makes each the only one of its kind. Two of one name name nothing.
struct Naturals<'a>(HashMap<(&'static str, String), Option<&'a Live>>);

impl<'a> Naturals<'a> {
    fn of(live: &'a [Live]) -> Self {
        let mut found = HashMap::new();
        for live in live {
            if let Some(natural) = live.kind.natural_of(&live.object) {
                found.entry((live.kind.name, natural)).and_modify(|one| *one = None).or_insert(Some(live));
            }
        }
        Self(found)
    }

    fn get(&self, resource: &Desired) -> Option<&'a Live> {
        let kind = resource.address.kind;
        self.0.get(&(kind.name, kind.natural_of(&resource.spec)?)).copied().flatten()
    }
}

/// The file still names what a replacement left behind; its successor bears the mark.
fn is_replaced(resource: &Desired, live: &Live, owned: &BTreeMap<Address, &Live>) -> bool {
    let retired = resource.address.key.retired(&live.id);
    owned.contains_key(&resource.address) && live.mark.as_ref().is_some_and(|mark| mark.key == retired)
}

fn is_foreign(live: &Live, scope: &Scope) -> bool {
    live.mark.as_ref().is_some_and(|mark| mark.scope != *scope)
}

/// Our objects by address. A copy made in the UI bears the mark of its original: the oldest keeps it.
fn owned<'a>(live: &'a [Live], scope: &Scope, findings: &mut Vec<Finding>) -> BTreeMap<Address, &'a Live> {
    let mut owned: BTreeMap<Address, &Live> = BTreeMap::new();
    for object in live {
        let Some(mark) = object.mark.as_ref().filter(|mark| mark.scope == *scope) else {
            continue;
        };
        let address = Address::new(object.kind, mark.key.clone());
        if let Some(other) = owned.get(&address) {
            let (first, second) = if older(other, object) { (*other, object) } else { (object, *other) };
            findings.push(duplicate_mark(&address, first, second));
            owned.insert(address, first);
        } else {
            owned.insert(address, object);
        }
    }
    owned
}

fn older(left: &Live, right: &Live) -> bool {
    let age = |live: &Live| (live.id.parse::<u64>().ok(), created(live), live.id.clone());
    age(left) <= age(right)
}

fn created(live: &Live) -> String {
    ["created_at", "created"]
        .iter()
        .find_map(|field| live.object.get(field))
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// Only where the name is unique on both sides of its kind: anything else would be a guess.
fn rename(pairs: &mut Pairs<'_>) {
    let name = |kind: &Kind, label: &str| (kind.name, label.to_owned());
    let mut gone: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, (_, live)) in pairs.orphaned.iter().enumerate() {
        gone.entry(name(live.kind, live.label())).or_default().push(at);
    }
    let mut new: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, desired) in pairs.created.iter().enumerate() {
        new.entry(name(desired.address.kind, &desired.label())).or_default().push(at);
    }
    let mut both: Vec<(usize, usize)> = new
        .iter()
        .filter_map(|(name, news)| match (news.as_slice(), gone.get(name)?.as_slice()) {
            ([new], [old]) => Some((*new, *old)),
            _ => None,
        })
        .collect();
    both.sort_unstable();
    for (new, old) in &both {
        let (desired, (address, live)) = (pairs.created[*new], &pairs.orphaned[*old]);
        pairs.matched.push(Pair { desired, live, renamed_from: Some(address.clone()) });
    }
    let (news, olds): (Vec<_>, Vec<_>) = both.into_iter().unzip();
    drop_places(&mut pairs.created, &news);
    drop_places(&mut pairs.orphaned, &olds);
}

fn drop_places<T>(items: &mut Vec<T>, places: &[usize]) {
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        !places.contains(&(at - 1))
    });
}

fn missing_id(resource: &Desired, id: &str) -> Finding {
    let kind = resource.address.kind.name;
    Finding::error("missing-object", format!("Datadog has no {kind} with the id {id}"))
        .at(resource.place)
        .of(&resource.address)
        .help("take `id` out of the `ddsync` block to create the object anew, or correct the id or the environment")
}

fn claimed_twice(resource: &Desired, first: &Desired, id: &str) -> Finding {
    Finding::error("duplicate-id", format!("{} and {} both claim the id {id}", first.address, resource.address))
        .at(resource.place)
        .related(first.place, "claimed here first")
        .of(&resource.address)
        .help("one live object can have one definition: take `id` out of one of them")
}

fn defined_twice(resource: &Desired, first: &Desired, natural: &str) -> Finding {
    let kind = resource.address.kind.name;
    Finding::error(
        "duplicate-id",
        format!("{} and {} both define the {kind} `{natural}`", first.address, resource.address),
    )
    .at(resource.place)
    .related(first.place, "defined here first")
    .of(&resource.address)
    .help("one live object can have one definition: take one of the two away, or change what it defines")
}

fn named_twice(resource: &Desired, first: &Desired, id: &str) -> Finding {
    let kind = resource.address.kind.name;
    let message = format!("{} and {} are the same {kind} in Datadog, {id}", first.address, resource.address);
    Finding::error("duplicate-id", message)
        .at(resource.place)
        .related(first.place, "defined here first")
        .of(&resource.address)
        .help(format!("a {kind} is known by its name: give each its own, or take one of them out"))
}

fn foreign(resource: &Desired, live: &Live, owner: &Scope) -> Finding {
    let message = format!("{} {} \"{}\" is managed by {owner}", live.kind.name, live.id, live.label());
    Finding::error("foreign-mark", message)
        .at(resource.place)
        .of(&resource.address)
        .help(format!("remove it from {owner} first, or take `id` out of this file"))
}

fn duplicate_mark(address: &Address, kept: &Live, other: &Live) -> Finding {
    let message = format!(
        "two objects bear the mark of {address}: {} and {}; {} is taken, the other is left alone",
        kept.id, other.id, kept.id
    );
    Finding::warning("duplicate-mark", message).help(
        "most likely a copy made in Datadog: remove its ddsync tags or the last line of its description, or delete it",
    )
}
