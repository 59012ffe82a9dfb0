//! One verb a file: the pipeline read aloud.

mod apply;
mod compare;
mod completions;
mod connect;
mod definitions;
mod diff;
mod drift;
mod explain;
mod gather;
mod import;
mod progress;
mod release;
mod sandbox;
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
    match command {
        Command::Completions { shell } => Ok(completions::run(shell, world)),
        Command::Explain(explain) => explain::run(&explain, &common, world),
        command => {
            let settings = Settings::decide(&common, world)?;
            match command {
                Command::Validate(validate) => validate::run(&validate, &settings, world),
                Command::Diff(diff) => diff::run(&diff, &settings, world).await,
                Command::Apply(apply) => apply::run(&apply, &settings, world).await,
                Command::Drift(drift) => drift::run(&drift, &settings, world).await,
                Command::Import(import) => import::run(&import, &settings, world).await,
                Command::Release(release) => release::run(&release, &settings, world).await,
                Command::Sandbox(sandbox) => sandbox::run(&sandbox, &settings, world).await,
                Command::Schema(schema) => schema::run(&schema, &settings, world),
                Command::Completions { .. } | Command::Explain(_) => Ok(Exit::Done),
            }
        }
    }
}
