//! `ddsync diff` and `ddsync drift`: live against files, told from either side.

use anyhow::Result;

use super::compare::{self, SameName};
use super::definitions::Definitions;
use super::live;
use super::show::{self, Show};
use crate::cli::{self, Target};
use crate::exit::Exit;
use crate::lint;
use crate::model::Finding;
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub async fn diff(typed: &cli::Diff, settings: &Settings, world: &World) -> Result<Exit> {
    let show = Show { verb: Verb::Diff, settings, world };
    tell(&show, &typed.target, typed.live, if typed.exit_code { Exit::Differences } else { Exit::Done }).await
}

pub async fn drift(typed: &cli::Drift, settings: &Settings, world: &World) -> Result<Exit> {
    let show = Show { verb: Verb::Drift, settings, world };
    tell(&show, &typed.target, false, Exit::Differences).await
}

/// `different` is the exit where something differs.
async fn tell(show: &Show<'_>, target: &Target, live: bool, different: Exit) -> Result<Exit> {
    let definitions = Definitions::read(show.settings, show.world)?;
    if definitions.incomplete {
        return show.findings(&definitions);
    }
    let (line, mut compared) =
        compare::compare(target, SameName::Warn, &definitions, show.settings, show.world).await?;
    if live {
        let answers = live::answers(&definitions, &line, show.settings, show.world).await;
        live::tell_skipped(&answers, show.settings, show.world);
        let again = Definitions::with_answers(&answers, show.settings, show.world)?;
        let asked = |finding: &&Finding| lint::by_id(finding.rule).is_some_and(lint::Rule::is_live);
        compared.findings.extend(again.findings().iter().filter(asked).cloned());
    }
    show.plan(&definitions, &line, &compared, &[])?;
    line.close().await;
    Ok(match compared.plan.is_empty() {
        _ if show::has_errors(&compared.findings) => Exit::Findings,
        true => Exit::Done,
        false => different,
    })
}
