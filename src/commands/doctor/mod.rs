//! `ddsync doctor`: what stands between this machine and Datadog, with a next step for each trouble.

mod lines;
mod look;
#[cfg(test)]
mod tests;
mod variables;

use anyhow::Result;

use super::compare::wanted;
use super::connect::Line as Connected;
use super::definitions::{self, Definitions};
use crate::cli::{self, Common, Format};
use crate::datadog::{Endpoint, Probe, Reader, Silent, Strangers, Timeouts, survey};
use crate::exit::{Exit, Failure};
use crate::kinds;
use crate::model::Kind;
use crate::model::secrets::{ApiKey, AppKey, Credentials};
use crate::plan;
use crate::settings::{PROJECT_FILE, Settings};
use crate::world::World;
use lines::{Line, State, Topic};
use look::Places;

pub async fn run(typed: &cli::Doctor, common: &Common, world: &World) -> Result<Exit> {
    let settings = Settings::anywhere(common, world)?;
    let (definitions, mut told) = project(&settings, world);
    let looked = if typed.sandbox.is_some() {
        sandbox(typed, definitions.as_ref(), &settings, world).await?
    } else {
        account(typed, definitions.as_ref(), world, &look::sites()).await
    };
    told.extend(looked);
    let text = match settings.format {
        Format::Json => lines::json(&told),
        Format::Text | Format::Markdown | Format::Github | Format::Sarif | Format::Junit => {
            lines::table(&told, settings.output.is_none() && world.colors(settings.color))
        }
    };
    match &settings.output {
        Some(path) => {
            let failed = |error| Failure::error(format!("cannot write {}: {error}", path.display()));
            world.write(&world.cwd.join(path), &text).map_err(failed)?;
        }
        None => world.print(&text, settings.color),
    }
    Ok(exit_of(&told))
}

/// The definitions, where there are any to be read.
fn project(settings: &Settings, world: &World) -> (Option<Definitions>, Vec<Line>) {
    let line = |state, message: String| Line::new(Topic::Project, state, message);
    if !world.exists(&settings.root.join(PROJECT_FILE)) {
        let none = line(State::Warning, format!("there is no {PROJECT_FILE} here"));
        return (None, vec![none.next("`ddsync init` writes a first project")]);
    }
    match Definitions::of(definitions::files(settings, world), settings, world) {
        Err(failure) => {
            let mut told = line(State::Bad, failure.message);
            told.next = failure.help;
            (None, vec![told])
        }
        Ok(definitions) => {
            let number = definitions.checked.resources().len();
            let scope = definitions.scope.as_ref().map(|scope| format!(" of {scope}")).unwrap_or_default();
            let mut told =
                vec![line(State::Good, format!("{number} definitions{scope} in {}", settings.root.display()))];
            if definitions.checked.has_errors() {
                let broken = line(State::Bad, "there are errors in the definitions".to_owned());
                told.push(broken.next("`ddsync validate` shows them at their lines"));
            }
            (Some(definitions), told)
        }
    }
}

/// The kinds that somebody needs rights for.
fn looked_at(typed: &cli::Doctor, definitions: Option<&Definitions>) -> Vec<&'static Kind> {
    let defined = |kind: &&'static Kind| {
        let resources = definitions.map(|definitions| definitions.checked.resources()).unwrap_or_default();
        resources.iter().any(|resource| resource.address.kind.name == kind.name)
    };
    let some: Vec<&'static Kind> = kinds::ALL.iter().copied().filter(defined).collect();
    if typed.all || some.is_empty() { kinds::ALL.to_vec() } else { some }
}

async fn sandbox(
    typed: &cli::Doctor,
    definitions: Option<&Definitions>,
    settings: &Settings,
    world: &World,
) -> Result<Vec<Line>> {
    let mut told = vec![Line::new(Topic::Keys, State::Good, "the sandbox takes any keys")];
    let line = Connected::to_sandbox(
        typed.sandbox.as_ref().and_then(Option::as_deref),
        settings,
        world,
        std::sync::Arc::new(Silent),
    )
    .await?;
    let any = || "sandbox".to_owned();
    let keys = Credentials::Keys { api: ApiKey::new(any()), app: AppKey::new(any()) };
    let probe = Probe::connect(line.api.clone(), keys, Timeouts::default())?;
    told.extend(
        examine(&probe, "the sandbox", Some("sandbox"), &Vec::new(), &looked_at(typed, definitions), world).await,
    );
    told.extend(ownership(&line.reader, definitions).await);
    line.close().await;
    Ok(told)
}

/// `places` are asked where the key is unknown at its site.
async fn account(typed: &cli::Doctor, definitions: Option<&Definitions>, world: &World, places: &Places) -> Vec<Line> {
    let of_environment = definitions.and_then(|definitions| definitions.environment.as_ref()?.site.clone());
    let variable = |name: &str| world.variable(name).map(str::to_owned);
    let variables::Found { lines: mut told, credentials, api_key, site, url } =
        variables::found(&variable, of_environment.as_deref());
    let endpoint = match (&url, &site) {
        (Some(url), _) => Endpoint::of_url(url),
        (None, site) => Endpoint::of_site(site.as_deref().unwrap_or_default()),
    };
    let endpoint = match endpoint {
        Ok(endpoint) => endpoint,
        Err(error) => {
            told.push(Line::new(Topic::Site, State::Bad, error.to_string()));
            return told;
        }
    };
    // With half of the keys the site can still be told.
    let whole = credentials.is_some();
    let key = api_key.clone().filter(|_| !matches!(credentials, Some(Credentials::Bearer(_))));
    let Some(credentials) = credentials.or_else(|| Some(Credentials::ApiKey(ApiKey::new(api_key?)))) else {
        return told;
    };
    let probe = match Probe::connect(endpoint.api.clone(), credentials, Timeouts::default()) {
        Ok(probe) => probe,
        Err(error) => {
            told.push(Line::new(Topic::Keys, State::Bad, error.to_string()));
            return told;
        }
    };
    let elsewhere: Places = if url.is_some() { Vec::new() } else { places.clone() };
    let host = site.unwrap_or_else(|| endpoint.api.host());
    let kinds = if whole { looked_at(typed, definitions) } else { Vec::new() };
    let looked = examine(&probe, &host, key.as_deref(), &elsewhere, &kinds, world).await;
    let denied = looked.iter().any(|line| line.state == State::Bad);
    told.extend(looked);
    if whole && !denied {
        match reader(definitions, world) {
            Ok(reader) => told.extend(ownership(&reader, definitions).await),
            Err(error) => told.push(Line::new(Topic::Ownership, State::Unknown, error.to_string())),
        }
    }
    told
}

fn reader(definitions: Option<&Definitions>, world: &World) -> Result<Reader> {
    let site = definitions.and_then(|definitions| definitions.environment.as_ref()?.site.as_deref());
    let account = crate::settings::Account::of(world, site)?;
    let endpoint = match &account.url {
        Some(url) => Endpoint::of_url(url)?,
        None => Endpoint::of_site(&account.site)?,
    };
    Ok(Reader::connect(crate::datadog::Connection::new(endpoint.api, account.credentials))?)
}

async fn examine(
    probe: &Probe,
    host: &str,
    key: Option<&str>,
    elsewhere: &Places,
    kinds: &[&'static Kind],
    world: &World,
) -> Vec<Line> {
    let looked = look::fit(probe, host, key, elsewhere, world.now()).await;
    let mut told = looked.lines;
    if looked.reachable {
        told.extend(look::rights(probe, kinds).await);
    }
    told
}

/// Objects that are claimed twice, or by somebody else.
async fn ownership(reader: &Reader, definitions: Option<&Definitions>) -> Vec<Line> {
    let Some(definitions) = definitions else { return Vec::new() };
    let Some(scope) = &definitions.scope else { return Vec::new() };
    let line = |state, message: &str| Line::new(Topic::Ownership, state, message);
    let survey = match survey(reader, &wanted(definitions), scope, Strangers::Seen).await {
        Ok(survey) => survey,
        Err(error) => return vec![line(State::Unknown, &error.to_string())],
    };
    let (plan, findings) = plan::plan(&definitions.checked, &survey.ours, scope, &[]);
    let twins = plan::twins(&plan, &survey.strangers);
    let mut told = Vec::new();
    for (finding, state) in findings
        .into_iter()
        .map(|finding| (finding, State::Bad))
        .chain(twins.iter().map(|twin| (twin.warning(), State::Warning)))
    {
        let mut line = line(state, &finding.message);
        line.next = finding.help;
        told.push(line);
    }
    if told.is_empty() {
        told.push(line(
            State::Good,
            &format!("{} objects bear the mark of {scope}, and nobody else claims ours", plan.owned),
        ));
    }
    told
}

fn exit_of(lines: &[Line]) -> Exit {
    let bad = |topics: &[Topic]| lines.iter().any(|line| line.state == State::Bad && topics.contains(&line.topic));
    if bad(&[Topic::Keys, Topic::Permissions]) {
        return Exit::Denied;
    }
    match (bad(&[Topic::Site, Topic::Clock, Topic::Limits]), bad(&[Topic::Project, Topic::Ownership])) {
        (true, _) => Exit::Error,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    }
}
