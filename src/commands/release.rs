//! `ddsync release`: the mark comes off, the object stays.

use anyhow::Result;

use super::apply::{Question, consent};
use super::compare::wanted;
use super::connect::{self, Line};
use super::definitions::{self, Definitions, address};
use super::progress::progress;
use crate::apply::release;
use crate::cli;
use crate::datadog::{Writer, inventory};
use crate::exit::{Exit, Failure};
use crate::model::{Address, Live, Scope};
use crate::plan::Done;
use crate::settings::Settings;
use crate::world::World;

pub async fn run(typed: &cli::Release, settings: &Settings, world: &World) -> Result<Exit> {
    let mut addresses = typed.addresses.iter().map(|text| address(text)).collect::<Result<Vec<_>, _>>()?;
    addresses.sort();
    addresses.dedup();
    let definitions = Definitions::of(definitions::files(settings, world), settings, world)?;
    let scope = connect::scope(&definitions)?;
    let line = Line::open(typed.sandbox.as_ref(), &definitions, settings, world, progress(settings, world)).await?;
    let objects = inventory(&line.reader, &wanted(&definitions), scope).await?;
    can_be_released(&addresses, &definitions)?;
    let marked = marked(&addresses, &objects, scope)?;
    let lines = marked.iter().map(|(address, live)| {
        format!(
            "  - release  {address}  \"{}\"  ({} {} stays as it is, without our mark)\n",
            live.label(),
            live.kind.name,
            live.id
        )
    });
    world.print(&lines.collect::<String>(), settings.color);
    let what =
        if marked.len() == 1 { "this object from".to_owned() } else { format!("these {} objects from", marked.len()) };
    let question = Question { verb: "release", what: &what };
    if !typed.yes && !line.is_sandbox() && !consent(&question, &line, &definitions, world)? {
        return Err(Failure::error("nothing was released").into());
    }
    let writer = Writer::new(line.reader.clone());
    let mut done = Vec::with_capacity(marked.len());
    for (address, live) in &marked {
        let result = release(live, &writer).await;
        world.print(&told(address, &result), settings.color);
        done.push(result);
    }
    hint(&marked, &definitions, settings, world);
    line.close().await;
    Ok(exit_of(&done))
}

/// What bears no mark is ours by its definition alone, and there is nothing to take off.
fn can_be_released(addresses: &[Address], definitions: &Definitions) -> Result<(), Failure> {
    let Some(address) = addresses.iter().find(|address| !address.kind.is_marked()) else { return Ok(()) };
    let resource = definitions.checked.resources().iter().find(|resource| resource.address == *address);
    let file = resource.map(|resource| definitions.sources.shown(resource.place.source));
    let kind = address.kind.name;
    let failure = Failure::error(format!("{address} has no mark to take off: a {kind} bears none"));
    Err(failure.help(match file {
        Some(file) => format!(
            "remove {file}: that is all there is to letting go, since an object without a mark is never pruned; nothing \
             was released"
        ),
        None => format!("no file defines it, so nothing manages it: a {kind} is known by its definition alone"),
    }))
}

/// The objects that bear the marks of these addresses.
fn marked<'o>(addresses: &[Address], objects: &'o [Live], scope: &Scope) -> Result<Vec<(Address, &'o Live)>, Failure> {
    let bears = |live: &Live, address: &Address| {
        let mark = live.mark.as_ref().filter(|mark| mark.scope == *scope);
        live.kind.name == address.kind.name && mark.is_some_and(|mark| mark.key == address.key)
    };
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for address in addresses {
        // A copy made in Datadog bears the mark of its original: both are let go.
        let of_address: Vec<&Live> = objects.iter().filter(|live| bears(live, address)).collect();
        if of_address.is_empty() {
            missing.push(address.to_string());
        }
        found.extend(of_address.into_iter().map(|live| (address.clone(), live)));
    }
    match missing.is_empty() {
        true => Ok(found),
        false => Err(Failure::error(format!("no object in Datadog bears our mark as {}", missing.join(", ")))
            .help("nothing was released")),
    }
}

fn told(address: &Address, done: &Done) -> String {
    match done {
        Done::Applied { .. } => format!("released {address}\n"),
        Done::Failed { why, .. } | Done::Partly { why } => format!("failed   {address}: {why}\n"),
        Done::Unknown { why } => format!("unknown  {address}: {why}; run it again, it reads first\n"),
        Done::Moved { why } => format!("left     {address}: {why}\n"),
        Done::Skipped { needs } => format!("left     {address}: {needs} was not written\n"),
        Done::Left(_) | Done::Interrupted => format!("left     {address}\n"),
    }
}

/// A definition whose object was let go would make another.
fn hint(marked: &[(Address, &Live)], definitions: &Definitions, settings: &Settings, world: &World) {
    let resources = definitions.checked.resources();
    let files = marked.iter().filter_map(|(address, _)| {
        let resource = resources.iter().find(|resource| resource.address == *address)?;
        Some(definitions.sources.shown(resource.place.source))
    });
    let mut files: Vec<String> = files.collect();
    files.dedup();
    if !files.is_empty() && !settings.quiet {
        let files = files.join(", ");
        let text = format!("next: remove {files}, or the next apply manages the object again or creates another\n");
        world.say(&text, settings.color);
    }
}

fn exit_of(done: &[Done]) -> Exit {
    let good = done.iter().filter(|done| matches!(done, Done::Applied { .. })).count();
    let denied = done.iter().any(|done| matches!(done, Done::Failed { denied: true, .. }));
    let moved = done.iter().any(|done| matches!(done, Done::Moved { .. }));
    match (good, denied, moved) {
        _ if good == done.len() => Exit::Done,
        (0, true, _) => Exit::Denied,
        (0, _, true) => Exit::Stale,
        (0, ..) => Exit::Error,
        _ => Exit::Partial,
    }
}
