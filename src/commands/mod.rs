//! One verb a file: the pipeline read aloud.

mod apply;
mod base;
mod ci;
mod committed;
mod compare;
mod completions;
mod connect;
mod definitions;
mod diff;
mod doctor;
mod drift;
mod explain;
mod gather;
mod git;
mod history;
mod import;
mod init;
mod live;
mod neighbours;
mod oncall;
mod progress;
mod release;
mod sandbox;
mod saved;
mod schema;
mod show;
mod validate;

use anyhow::Result;

use crate::cli::{Cli, Command};
use crate::exit::Exit;
use crate::settings::Settings;
use crate::world::World;

/// Does what was typed.
///
/// # Errors
///
/// What kept it from being done: a [`Failure`](crate::exit::Failure) or an [`ApiError`](crate::datadog::ApiError) that a
/// person can act on.
pub async fn run(cli: Cli, world: &World) -> Result<Exit> {
    let Cli { common, command } = cli;
    let project = || Settings::decide(&common, world);
    let anywhere = || Settings::anywhere(&common, world);
    match command {
        Command::Validate(typed) => validate::run(&typed, &project()?, world).await,
        Command::Diff(typed) => diff::run(&typed, &project()?, world).await,
        Command::Apply(typed) => apply::run(&typed, &project()?, world).await,
        Command::Drift(typed) => drift::run(&typed, &project()?, world).await,
        Command::Ci(typed) => ci::run(&typed, &project()?, world).await,
        Command::Sandbox(typed) => sandbox::run(&typed, &anywhere()?, world).await,
        Command::Schema(typed) => schema::run(&typed, &anywhere()?, world),
        Command::Doctor(typed) => doctor::run(&typed, &common, world).await,
        Command::Init(typed) => init::run(&typed, &common, world),
        Command::Explain(typed) => explain::run(&typed, &common, world),
        Command::Completions { shell } => Ok(completions::run(shell, world)),
        Command::Import(typed) => import::run(&typed, &project()?, world).await,
        Command::Release(typed) => release::run(&typed, &project()?, world).await,
    }
}
