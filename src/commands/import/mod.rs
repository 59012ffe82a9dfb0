//! `ddsync import`: live to tidy YAML.

mod document;
mod known;
mod told;
mod update;

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::compare::wanted;
use super::connect::{self, Line};
use super::definitions::{self, Definitions, Files};
use super::gather::{self, Gathered, Search, Skipped};
use super::progress::progress;
use super::show::{self, Show};
use crate::cli::{self, Format};
use crate::datadog::inventory;
use crate::exit::{Exit, Failure};
use crate::import::{self, Ground, NewFile, Project, Proof, Room, Target};
use crate::load::FileText;
use crate::model::{Address, Live, Scope};
use crate::plan::{self, Plan};
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;
use document::Document;
use known::{OfId, of_id};
use told::Told;

pub async fn run(typed: &cli::Import, settings: &Settings, world: &World) -> Result<Exit> {
    let targets = typed.targets.iter().map(|text| Target::parse(text)).collect::<Result<Vec<_>, _>>()?;
    asked_for_something(typed)?;
    let files = definitions::files(settings, world);
    let definitions = Definitions::of(files.clone(), settings, world)?;
    if definitions.incomplete {
        return Show { verb: Verb::Validate, settings, world }.findings(&definitions);
    }
    let scope = connect::scope(&definitions)?;
    let line = Line::open(typed.sandbox.as_ref(), &definitions, settings, world, progress(settings, world)).await?;
    gather::same_site(&targets, &line)?;
    let ours = inventory(&line.reader, &wanted(&definitions), scope).await?;
    let (plan, _) = plan::plan(&definitions.checked, &ours, scope, &[]);
    let document = Document::new(scope.project(), definitions.environment());
    let mut import = Import {
        typed,
        settings,
        world,
        files,
        definitions: &definitions,
        scope,
        ours,
        plan: &plan,
        of_id: of_id(&plan),
        document,
    };
    let exit = import.run(&targets, &line).await;
    // What was written is told, also where something failed afterwards.
    if settings.format == Format::Json {
        show::put(&import.document.to_json(), settings, world)?;
    }
    line.close().await;
    exit
}

fn asked_for_something(typed: &cli::Import) -> Result<(), Failure> {
    if !typed.targets.is_empty() || is_search(typed) || typed.update {
        return Ok(());
    }
    Err(Failure::error("nothing says what to import").help(
        "name an object (monitor/123, or the address of its page), or add --all, --tag TAG, --kind KIND or --update",
    ))
}

/// Whether lists are to be looked through.
fn is_search(typed: &cli::Import) -> bool {
    typed.all || typed.tag.is_some() || (!typed.kind.is_empty() && !typed.update)
}

/// All that one run knows before it looks for new objects.
struct Import<'a> {
    typed: &'a cli::Import,
    settings: &'a Settings,
    world: &'a World,
    files: Files,
    definitions: &'a Definitions,
    scope: &'a Scope,
    /// What Datadog has of the project.
    ours: Vec<Live>,
    /// The project as it is, against that.
    plan: &'a Plan,
    of_id: OfId<'a>,
    /// What was done so far.
    document: Document,
}

impl Import<'_> {
    async fn run(&mut self, targets: &[Target], line: &Line) -> Result<Exit> {
        let targets: Vec<Target> = targets.iter().map(|target| self.by_mark(target)).collect();
        let (known, new): (Vec<&Target>, Vec<&Target>) =
            targets.iter().partition(|target| self.resource(target).is_some());
        if let Some(first) = known.first().filter(|_| !self.typed.update) {
            return Err(self.defined_already(first).into());
        }
        let gathered = self.gather(new, line).await?;
        let objects: Vec<Live> = gathered.named.into_iter().chain(gathered.listed).collect();
        if !self.typed.update {
            return self.import(&objects, &gathered.skipped);
        }
        let only: Vec<Address> = known.iter().filter_map(|target| self.resource(target)).collect();
        let updated = self.update(&only, targets.is_empty())?;
        let objects = self.claim(objects)?;
        let imported = if objects.is_empty() { Exit::Done } else { self.import(&objects, &[])? };
        Ok(if updated == Exit::Done { imported } else { updated })
    }

    async fn gather(&self, targets: Vec<&Target>, line: &Line) -> Result<Gathered> {
        let kept = |live: &Live| self.keeper(live);
        let search = Search { reader: &line.reader, scope: self.scope, defined: &kept };
        let targets: Vec<Target> = targets.into_iter().cloned().collect();
        let named = search.named(&targets).await?;
        let mut gathered = Gathered { named, ..Gathered::default() };
        if is_search(self.typed) {
            let kinds = gather::kinds(self.typed)?;
            let (mut listed, skipped) = search.listed(&kinds, self.typed.tag.as_deref()).await?;
            let is_named = |live: &Live| gathered.named.iter().any(|named| same(named, live));
            listed.retain(|live| !is_named(live));
            gathered.skipped = skipped
                .into_iter()
                .filter(|skipped| {
                    !gathered.named.iter().any(|named| named.kind.name == skipped.kind.name && named.id == skipped.id)
                })
                .collect();
            gathered.listed = listed;
        }
        Ok(gathered)
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.world.variable(name).map(str::to_owned)
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            project: &self.definitions.project,
            sources: &self.definitions.sources,
            resources: self.definitions.checked.resources(),
            environment: self.definitions.environment(),
            ids: &self.plan.ids,
        }
    }

    fn tell(&self, told: &Told) {
        if self.settings.format != Format::Json {
            self.world.print(&told.result, self.settings.color);
        }
        if !self.settings.quiet || told.must_be_seen {
            self.world.say(&told.hints, self.settings.color);
        }
    }

    fn replace(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let failed = |error| Failure::error(format!("cannot write {}: {error}", told::shown(path)));
        self.world.write(&self.settings.root.join(path), text).map_err(failed)?;
        let kept = self.files.iter_mut().filter(|(file, _)| file == path);
        kept.for_each(|(_, old)| *old = FileText::Text(text.to_owned()));
        Ok(())
    }

    fn project<'p>(&'p self, live: &'p [Live], env: &'p dyn Fn(&str) -> Option<String>) -> Project<'p> {
        Project { files: &self.files, environment: self.settings.environment.as_deref(), env, scope: self.scope, live }
    }

    /// Writes the new files, all or none.
    fn import(&mut self, objects: &[Live], skipped: &[Skipped]) -> Result<Exit> {
        let paths: Vec<PathBuf> = self.files.iter().map(|(path, _)| path.clone()).collect();
        let room = Room {
            project: &self.definitions.project,
            scope: self.scope,
            existing: self.definitions.checked.resources(),
            ids: &self.plan.ids,
            files: &paths,
        };
        let new = import::write(objects, &room).map_err(|conflicts| told::in_the_way(&conflicts))?;
        let there: Vec<&NewFile> =
            new.iter().filter(|file| self.world.exists(&self.settings.root.join(&file.path))).collect();
        if !there.is_empty() {
            return Err(told::would_overwrite(&there).into());
        }
        let proof = self.prove(&new, objects);
        if !proof.holds() {
            return Err(told::unproven(&proof).into());
        }
        for file in &new {
            self.replace(&file.path, &file.text)?;
        }
        self.document.imported(&new, skipped, &proof);
        self.tell(&told::imported(&new, skipped, &proof));
        Ok(Exit::Done)
    }

    fn prove(&self, new: &[NewFile], objects: &[Live]) -> Proof {
        let mut live = objects.to_vec();
        live.extend(self.ours.iter().filter(|ours| !objects.iter().any(|object| same(object, ours))).cloned());
        import::prove(&self.project(&live, &|name| self.variable(name)), new)
    }
}

fn same(left: &Live, right: &Live) -> bool {
    left.kind.name == right.kind.name && left.id == right.id
}
