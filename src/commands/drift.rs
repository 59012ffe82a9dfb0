//! `ddsync drift`: what differs in Datadog from what the files say it should be.

use anyhow::Result;

use super::compare::SameName;
use super::definitions::Definitions;
use super::show::Show;
use super::{compare, show};
use crate::cli;
use crate::exit::Exit;
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub async fn run(typed: &cli::Drift, settings: &Settings, world: &World) -> Result<Exit> {
    let definitions = Definitions::read(settings, world)?;
    let show = Show { verb: Verb::Drift, settings, world };
    if definitions.incomplete {
        return show.findings(&definitions);
    }
    let (line, compared) = compare::compare(&typed.target, SameName::Warn, &definitions, settings, world).await?;
    show.plan(&definitions, &line, &compared, &[])?;
    line.close().await;
    Ok(match () {
        () if show::has_errors(&compared.findings) => Exit::Findings,
        () if !compared.plan.is_empty() => Exit::Differences,
        () => Exit::Done,
    })
}
