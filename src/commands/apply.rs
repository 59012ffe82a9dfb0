//! `ddsync apply`: diff, ask, write, tell.

use anyhow::Result;

use super::compare::{self, Compared, SameName, Wish};
use super::connect::Line;
use super::definitions::Definitions;
use super::saved;
use super::show::{self, Show};
use crate::apply::{Looks, Stop};
use crate::cli::{self, Format, Target};
use crate::datadog::Writer;
use crate::exit::{Exit, Failure};
use crate::load::Prune;
use crate::plan::{Approved, Done, Limits, Outcome, Refusal, policy};
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub async fn run(typed: &cli::Apply, settings: &Settings, world: &World) -> Result<Exit> {
    let definitions = Definitions::read(settings, world)?;
    let show = Show { verb: Verb::Apply, settings, world };
    if definitions.checked.has_errors() {
        return show.findings(&definitions);
    }
    let reviewed = typed.plan.as_ref().map(|path| Ok::<_, Failure>((path, saved::read(path, world)?))).transpose()?;
    let (target, wish) = match &reviewed {
        Some((_, saved)) => (
            Target { addresses: saved.only.clone(), sandbox: typed.target.sandbox.clone() },
            Wish { same_name: SameName::of(saved.adopt), prune: saved.prune },
        ),
        None => (typed.target.clone(), Wish { same_name: SameName::of(typed.adopt), prune: typed.prune }),
    };
    let (line, compared) = compare::compare(&target, wish, &definitions, settings, world).await?;
    if let Some((path, reviewed)) = &reviewed {
        saved::check(path, reviewed, &saved::of(wish, &definitions, &line, &compared.plan))?;
    }
    let exit = if show::has_errors(&compared.findings) || compared.plan.is_empty() {
        show.plan(&definitions, &line, &compared, &[])?;
        if show::has_errors(&compared.findings) { Exit::Findings } else { Exit::Done }
    } else {
        go_on(typed, &show, &definitions, &line, compared).await?
    };
    line.close().await;
    Ok(exit)
}

async fn go_on(
    typed: &cli::Apply,
    show: &Show<'_>,
    definitions: &Definitions,
    line: &Line,
    compared: Compared,
) -> Result<Exit> {
    // In text the plan is shown before the question; the other formats are one document, at the end.
    if show.settings.format == Format::Text {
        show.plan(definitions, line, &compared, &[])?;
    }
    let Compared { plan, findings, live } = compared;
    let guarded = |refusal: Refusal| {
        let help = format!("`ddsync explain {}` says more", refusal.rule());
        Failure::new(Exit::Guarded, refusal.to_string()).help(help)
    };
    let prune = plan.prune;
    let approved = policy::review(plan, prune, limits(definitions.project.prune)).map_err(guarded)?;
    let alerting = policy::alerting(&approved);
    let asks = !typed.yes && !line.is_sandbox() && show.world.stdin_is_terminal;
    if !alerting.is_empty() && !asks && !typed.allow_alerting {
        return Err(guarded(Refusal::Alerting(alerting)).into());
    }
    let count = approved.changes().count();
    let changes = if count == 1 { "this change".to_owned() } else { format!("these {count} changes") };
    let alert = match alerting.len() {
        0 => String::new(),
        1 => " (one alerts right now)".to_owned(),
        number => format!(" ({number} alert right now)"),
    };
    let question = Question { verb: "apply", what: &format!("{changes}{alert} to") };
    if count > 0 && !typed.yes && !line.is_sandbox() && !consent(&question, line, definitions, show.world)? {
        return Err(Failure::error("nothing was applied").into());
    }
    let stop = Stop::default();
    let writer = Writer::new(line.reader.clone());
    let outcomes = tokio::select! {
        // The ear first: an interruption between the first write and the handler would end the process in the middle of it.
        biased;
        () = interrupted_twice(&stop, show) => return Err(in_the_middle().into()),
        outcomes = crate::apply::apply(&approved, &writer, &stop, Looks::default()) => outcomes,
    };
    let exit = exit_of(&approved, &outcomes, &stop);
    let compared = Compared { plan: approved.plan().clone(), findings, live };
    show.plan(definitions, line, &compared, &outcomes)?;
    Ok(exit)
}

pub fn limits(prune: Prune) -> Limits {
    let number =
        |limit: Option<u64>, usual: usize| limit.map_or(usual, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let usual = Limits::default();
    Limits {
        max_deletes: number(prune.max_deletes, usual.max_deletes),
        max_delete_percent: number(prune.max_delete_percent, usual.max_delete_percent),
    }
}

/// What a person is asked to agree to: `apply these 3 changes to`.
pub struct Question<'a> {
    pub verb: &'a str,
    pub what: &'a str,
}

pub fn consent(question: &Question<'_>, line: &Line, definitions: &Definitions, world: &World) -> Result<bool> {
    let place = match definitions.environment() {
        Some(environment) => format!("{environment} ({})", line.target),
        None => line.target.clone(),
    };
    let Question { verb, what } = question;
    if !world.stdin_is_terminal {
        let failure =
            Failure::error(format!("nobody can be asked whether to {verb} {what} {place}: this is no terminal"));
        return Err(failure.help(format!("add --yes to {verb} without asking")).into());
    }
    let mut capital = (*verb).to_owned();
    capital.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    let answer = world.ask(&format!("\n{capital} {what} {place}? [y/N] "))?;
    Ok(answer.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes")))
}

/// The first Ctrl-C asks to stop; returns at the second.
async fn interrupted_twice(stop: &Stop, show: &Show<'_>) {
    if tokio::signal::ctrl_c().await.is_ok() {
        stop.request();
        show.world.say("\nfinishing the write in flight; Ctrl-C again stops at once\n", show.settings.color);
        if tokio::signal::ctrl_c().await.is_ok() {
            return;
        }
    }
    std::future::pending::<()>().await;
}

fn in_the_middle() -> Failure {
    Failure::new(Exit::Interrupted, "stopped in the middle of a write")
        .help("`ddsync diff` shows what is still to be done, and the next apply looks before it creates")
}

pub fn exit_of(approved: &Approved, outcomes: &[Outcome], stop: &Stop) -> Exit {
    let asked = || outcomes.iter().filter(|outcome| !matches!(outcome.result, Done::Left(_)));
    let written = asked().filter(|outcome| outcome.succeeded()).count();
    if written == approved.changes().count() {
        return Exit::Done;
    }
    if stop.requested() {
        return Exit::Interrupted;
    }
    let denied = asked().any(|outcome| matches!(outcome.result, Done::Failed { denied: true, .. }));
    let moved = asked().any(|outcome| matches!(outcome.result, Done::Moved { .. }));
    match (written, denied, moved) {
        (0, true, _) => Exit::Denied,
        (0, _, true) => Exit::Stale,
        (0, ..) if !asked().any(|outcome| matches!(outcome.result, Done::Unknown { .. } | Done::Partly { .. })) => {
            Exit::Error
        }
        _ => Exit::Partial,
    }
}
