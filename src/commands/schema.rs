//! `ddsync schema`: the JSON Schemas that editors read, made from the authoring types.

use anyhow::Result;

use crate::cli;
use crate::exit::{Exit, Failure};
use crate::schema::{self, Document};
use crate::settings::Settings;
use crate::world::World;

pub fn run(typed: &cli::Schema, settings: &Settings, world: &World) -> Result<Exit> {
    if let Some(name) = &typed.name {
        let document = schema::ALL.iter().find(|document| document.name == name);
        let document = document.ok_or_else(|| unknown(name))?;
        world.print(&document.text(), settings.color);
        return Ok(Exit::Done);
    }
    let stale: Vec<&Document> =
        schema::ALL.iter().copied().filter(|document| is_stale(document, settings, world)).collect();
    if typed.write {
        for document in &stale {
            let path = settings.root.join(document.file);
            let failed = |error| Failure::error(format!("cannot write {}: {error}", path.display()));
            world.write(&path, &document.text()).map_err(failed)?;
            world.say(&format!("wrote {}\n", document.file), settings.color);
        }
        return Ok(Exit::Done);
    }
    if typed.check {
        let names: Vec<&str> = stale.iter().map(|document| document.file).collect();
        if names.is_empty() {
            world.say(&format!("{} schemas are up to date\n", schema::ALL.len()), settings.color);
            return Ok(Exit::Done);
        }
        let failure = Failure::error(format!("not what this version writes: {}", names.join(", ")));
        return Err(failure.help("run `ddsync schema --write` and commit the result").into());
    }
    let lines = schema::ALL.iter().copied().map(|document| format!("{:<20}{}\n", document.name, document.file));
    world.print(&lines.collect::<String>(), settings.color);
    Ok(Exit::Done)
}

fn is_stale(document: &Document, settings: &Settings, world: &World) -> bool {
    world.read(&settings.root.join(document.file)).ok().as_deref() != Some(&document.text())
}

fn unknown(name: &str) -> Failure {
    let names: Vec<&str> = schema::ALL.iter().map(|document| document.name).collect();
    Failure::error(format!("there is no schema `{name}`")).help(format!("write one of: {}", names.join(", ")))
}
