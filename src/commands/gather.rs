//! What an import is about: the objects that were named, and those that a list shows.

use anyhow::Result;

use super::connect::Line;
use crate::cli;
use crate::datadog::{Reader, SITES};
use crate::exit::Failure;
use crate::import::Target;
use crate::kinds;
use crate::model::{Address, Detail, Kind, Live, MarkPlace, Scope};

/// What was found, before anybody asked whose it is.
#[derive(Default)]
pub struct Gathered {
    /// By name; each is there.
    pub named: Vec<Live>,
    /// By list, whole.
    pub listed: Vec<Live>,
    /// In the list, and somebody's: why it is left out.
    pub skipped: Vec<Skipped>,
}

pub struct Skipped {
    pub kind: &'static Kind,
    pub id: String,
    pub label: String,
    pub owner: Owner,
}

pub enum Owner {
    /// A definition of this project has it.
    Defined(Address),
    Other(Scope),
}

/// Who looks at the lists, and for what.
pub struct Search<'a> {
    pub reader: &'a Reader,
    pub scope: &'a Scope,
    /// Which resource of the project has the object, if one has.
    pub defined: &'a dyn Fn(&Live) -> Option<Address>,
}

impl Search<'_> {
    /// # Errors
    ///
    /// One that is not there, is not to be managed, or bears another project's mark: all of them, by name.
    pub async fn named(&self, targets: &[Target]) -> Result<Vec<Live>> {
        let mut found: Vec<Live> = Vec::new();
        let mut wrong = Vec::new();
        for target in targets {
            let object = self.reader.get(target.kind, &target.id).await?;
            let Some(live) = object.and_then(|object| Live::new(target.kind, object)) else {
                wrong.push(format!("Datadog has no {} with the id {}", target.kind.name, target.id));
                continue;
            };
            if (live.kind.foreign)(&live.object) {
                let name = target.kind.name;
                wrong.push(format!("{name} {} \"{}\" belongs to something else in Datadog", live.id, live.label()));
            } else if let Some(owner) = self.owner(&live) {
                let name = target.kind.name;
                wrong.push(format!(
                    "{name} {} \"{}\" is managed by {owner}: remove it there first",
                    live.id,
                    live.label()
                ));
            } else if !found.iter().any(|other| other.kind.name == live.kind.name && other.id == live.id) {
                found.push(live);
            }
        }
        match wrong.is_empty() {
            true => Ok(found),
            false => Err(Failure::error(wrong.join("; ")).help("nothing was written").into()),
        }
    }

    /// Whole objects of these kinds; `tag` narrows them to those that bear it.
    pub async fn listed(&self, kinds: &[&'static Kind], tag: Option<&str>) -> Result<(Vec<Live>, Vec<Skipped>)> {
        let (mut found, mut skipped) = (Vec::new(), Vec::new());
        for kind in kinds {
            let filter = kind.listing.filter.and(tag);
            let listed = self.reader.list(kind, filter).await?;
            let listed: Vec<Live> = listed.into_iter().filter_map(|object| Live::new(kind, object)).collect();
            let (theirs, free): (Vec<Live>, Vec<Live>) = listed.into_iter().partition(|live| self.is_owned(live));
            // Marks stand in summaries too, tags may not.
            let free = self.whole(kind, free).await?;
            found.extend(
                free.into_iter().filter(|live| tag.is_none_or(|tag| bears(live, tag)) && !(kind.foreign)(&live.object)),
            );
            let theirs = theirs.into_iter().filter(|live| tag.is_none_or(|tag| bears(live, tag)));
            skipped.extend(theirs.filter_map(|live| self.skip(&live)));
        }
        Ok((found, skipped))
    }

    fn owner<'l>(&self, live: &'l Live) -> Option<&'l Scope> {
        live.mark.as_ref().map(|mark| &mark.scope).filter(|scope| *scope != self.scope)
    }

    fn is_owned(&self, live: &Live) -> bool {
        self.owner(live).is_some() || (self.defined)(live).is_some()
    }

    fn skip(&self, live: &Live) -> Option<Skipped> {
        let owner = match self.owner(live) {
            Some(scope) => Owner::Other(scope.clone()),
            None => Owner::Defined((self.defined)(live)?),
        };
        Some(Skipped { kind: live.kind, id: live.id.clone(), label: live.label().to_owned(), owner })
    }

    async fn whole(&self, kind: &'static Kind, listed: Vec<Live>) -> Result<Vec<Live>> {
        match kind.listing.detail {
            Detail::Full => Ok(listed),
            Detail::Summary => {
                let ids: Vec<String> = listed.into_iter().map(|live| live.id).collect();
                let objects = self.reader.get_many(kind, &ids).await?;
                // One that was deleted meanwhile is not there to be imported.
                Ok(objects.into_iter().flatten().filter_map(|object| Live::new(kind, object)).collect())
            }
        }
    }
}

fn bears(live: &Live, tag: &str) -> bool {
    let field = match live.kind.mark {
        MarkPlace::Tags(field) => field,
        MarkPlace::LastLine(_) | MarkPlace::Nowhere => "tags",
    };
    let tags = live.object.get(field).and_then(serde_json::Value::as_array);
    tags.is_some_and(|tags| tags.iter().any(|found| found.as_str() == Some(tag)))
}

/// The kinds that `--kind` names, or all.
pub fn kinds(typed: &cli::Import) -> Result<Vec<&'static Kind>, Failure> {
    if typed.kind.is_empty() {
        return Ok(kinds::ALL.to_vec());
    }
    let known = || kinds::ALL.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ");
    let named = typed.kind.iter().map(|name| {
        let unknown = || Failure::error(format!("`{name}` is no kind: there are {}", known()));
        kinds::by_name(name).or_else(|| kinds::by_folder(name)).ok_or_else(unknown)
    });
    named.collect()
}

/// A page of another site has an id that means something else here.
pub fn same_site(targets: &[Target], line: &Line) -> Result<(), Failure> {
    let site_of = |host: &str| {
        let sites = SITES.iter().map(|site| site.name);
        sites.filter(|site| host == *site || host.ends_with(&format!(".{site}"))).max_by_key(|site| site.len())
    };
    let Some(here) = site_of(&line.target) else { return Ok(()) };
    let elsewhere = targets.iter().filter_map(|target| site_of(target.host.as_deref()?)).find(|site| *site != here);
    match elsewhere {
        Some(site) => Err(Failure::error(format!("the page is one of {site}, and this run talks to {here}"))
            .help("choose the environment with --env, or set DD_SITE")),
        None => Ok(()),
    }
}
