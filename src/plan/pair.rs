//! Which live object is which resource: `id`, else mark, else natural key; a deleted and a created one of one name are
//! one, renamed.

mod told;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{Address, Desired, Finding, Kind, Live, Scope, State};
use told::{claimed_twice, defined_twice, duplicate_mark, foreign, missing_id, named_twice};

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
pub fn pair<'a>(desired: &'a [Desired], live: &'a [Live], scope: &'a Scope) -> Pairs<'a> {
    let mut pairing = Pairing::of(desired, live, scope);
    let of = |state: State| desired.iter().filter(move |resource| resource.state == state);
    // Ids first, so that a mark elsewhere cannot take an object that a file names.
    for resource in of(State::Present) {
        if let Some(id) = &resource.id {
            pairing.by_id(resource, id);
        }
    }
    of(State::Present).for_each(|resource| pairing.by_mark(resource));
    of(State::Absent).for_each(|resource| pairing.absent(resource));
    let Pairing { mut pairs, owned, .. } = pairing;
    pairs.orphaned.extend(owned);
    rename(&mut pairs);
    pairs
}

struct Pairing<'a> {
    scope: &'a Scope,
    pairs: Pairs<'a>,
    /// Ours that nothing is paired with yet.
    owned: BTreeMap<Address, &'a Live>,
    by_id: HashMap<(&'a str, &'a str), &'a Live>,
    naturals: Naturals<'a>,
    rivals: HashSet<&'a Address>,
    /// Who names an object by its id.
    claimed: HashMap<(&'a str, &'a str), &'a Desired>,
    /// Who has an object by its mark or its natural key.
    named: HashMap<(&'a str, &'a str), &'a Desired>,
    /// Those whose `id` says all that there is to say.
    settled: HashSet<&'a Address>,
}

impl<'a> Pairing<'a> {
    fn of(desired: &'a [Desired], live: &'a [Live], scope: &'a Scope) -> Self {
        let mut pairs = Pairs::default();
        Self {
            scope,
            owned: owned(live, scope, &mut pairs.findings),
            by_id: live.iter().map(|live| ((live.kind.name, live.id.as_str()), live)).collect(),
            naturals: Naturals::of(live),
            rivals: rivals(desired, &mut pairs.findings),
            claimed: HashMap::new(),
            named: HashMap::new(),
            settled: HashSet::new(),
            pairs,
        }
    }

    fn by_id(&mut self, resource: &'a Desired, id: &'a str) {
        let Some(live) = self.by_id.get(&(resource.address.kind.name, id)).copied() else {
            if !self.owned.contains_key(&resource.address) {
                self.refuse(resource, missing_id(resource, id));
            }
            return;
        };
        if is_replaced(resource, live, &self.owned) {
            return;
        }
        if let Some(first) = self.claimed.insert((live.kind.name, &live.id), resource) {
            return self.refuse(resource, claimed_twice(resource, first, id));
        }
        if let Some(mark) = live.mark.as_ref().filter(|mark| mark.scope != *self.scope) {
            return self.refuse(resource, foreign(resource, live, &mark.scope));
        }
        let old = live.mark.as_ref().map(|mark| Address::new(live.kind, mark.key.clone()));
        if let Some(old) = &old {
            self.owned.remove(old);
        }
        let renamed_from = old.filter(|old| *old != resource.address);
        self.settled.insert(&resource.address);
        self.pairs.matched.push(Pair { desired: resource, live, renamed_from });
    }

    fn refuse(&mut self, resource: &'a Desired, finding: Finding) {
        self.settled.insert(&resource.address);
        self.pairs.findings.push(finding);
    }

    /// By mark, else by natural key; whatever is not there is to be created.
    fn by_mark(&mut self, resource: &'a Desired) {
        if self.rivals.contains(&resource.address) || self.settled.contains(&resource.address) {
            return;
        }
        match self.owned.remove(&resource.address).or_else(|| self.naturals.get(resource)) {
            Some(live) if is_foreign(live, self.scope) => {
                let owner = live.mark.as_ref().map_or(self.scope, |mark| &mark.scope);
                self.pairs.findings.push(foreign(resource, live, owner));
            }
            Some(live) => match self.named.insert((live.kind.name, &live.id), resource) {
                Some(first) => self.pairs.findings.push(named_twice(resource, first, &live.id)),
                None => self.pairs.matched.push(Pair { desired: resource, live, renamed_from: None }),
            },
            None => self.pairs.created.push(resource),
        }
    }

    fn absent(&mut self, resource: &'a Desired) {
        let named = resource.id.as_deref().and_then(|id| self.by_id.get(&(resource.address.kind.name, id)).copied());
        let gone = self.owned.remove(&resource.address).or(named).or_else(|| self.naturals.get(resource));
        let gone = gone.filter(|live| !is_foreign(live, self.scope));
        self.pairs.orphaned.extend(gone.map(|live| (resource.address.clone(), live)));
    }
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
    let (news, olds): (HashSet<_>, HashSet<_>) = both.into_iter().unzip();
    drop_places(&mut pairs.created, &news);
    drop_places(&mut pairs.orphaned, &olds);
}

fn drop_places<T>(items: &mut Vec<T>, places: &HashSet<usize>) {
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        !places.contains(&(at - 1))
    });
}
