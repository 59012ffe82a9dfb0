//! `ddsync diff` and `ddsync drift`: live against files, told from either side.

use anyhow::Result;

use super::compare::{self, SameName, Wish};
use super::definitions::Definitions;
use super::show::{self, Show};
use crate::cli::{self, Target};
use crate::exit::Exit;
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub async fn diff(typed: &cli::Diff, settings: &Settings, world: &World) -> Result<Exit> {
    let show = Show { verb: Verb::Diff, settings, world };
    let different = if typed.exit_code { Exit::Differences } else { Exit::Done };
    let wish = Wish { same_name: SameName::Warn, prune: typed.prune };
    tell(&show, &typed.target, wish, different).await
}

pub async fn drift(typed: &cli::Drift, settings: &Settings, world: &World) -> Result<Exit> {
    let show = Show { verb: Verb::Drift, settings, world };
    let wish = Wish { same_name: SameName::Warn, prune: false };
    tell(&show, &typed.target, wish, Exit::Differences).await
}

/// `different` is the exit where something differs.
async fn tell(show: &Show<'_>, target: &Target, wish: Wish, different: Exit) -> Result<Exit> {
    let definitions = Definitions::read(show.settings, show.world)?;
    if definitions.incomplete {
        return show.findings(&definitions);
    }
    let (line, compared) = compare::compare(target, wish, &definitions, show.settings, show.world).await?;
    show.plan(&definitions, &line, &compared, &[])?;
    line.close().await;
    Ok(match compared.plan.is_empty() {
        _ if show::has_errors(&compared.findings) => Exit::Findings,
        true => Exit::Done,
        false => different,
    })
}
