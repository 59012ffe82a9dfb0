//! What is meant: flags before `DDSYNC_*` variables before `ddsync.yaml` before defaults.

use std::path::{Path, PathBuf};

use clap::ValueEnum as _;

use crate::cli::{Color, Common, Format};
use crate::exit::Failure;
use crate::model::secrets::{ApiKey, AppKey, BearerToken, Credentials};
use crate::world::World;

/// The file that makes a folder a project.
pub const PROJECT_FILE: &str = "ddsync.yaml";

/// What every command needs to know before it reads a file.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder of `ddsync.yaml`.
    pub root: PathBuf,
    pub environment: Option<String>,
    pub format: Format,
    pub output: Option<PathBuf>,
    pub color: Color,
    pub quiet: bool,
}

impl Settings {
    /// For commands that need no project: the root is where one is, or the working directory.
    ///
    /// # Errors
    ///
    /// A folder that is not there, or a variable that holds what no flag would take.
    pub fn anywhere(common: &Common, world: &World) -> Result<Self, Failure> {
        let named = common.directory.is_some() || world.variable("DDSYNC_DIRECTORY").is_some();
        let found = world.find_upward(&world.cwd, PROJECT_FILE);
        match found {
            None if !named => Self::at(world.cwd.clone(), common, world),
            _ => Self::decide(common, world),
        }
    }

    /// # Errors
    ///
    /// No project is found, or a variable holds what no flag would take.
    pub fn decide(common: &Common, world: &World) -> Result<Self, Failure> {
        Self::at(root(common.directory.as_deref(), world)?, common, world)
    }

    fn at(root: PathBuf, common: &Common, world: &World) -> Result<Self, Failure> {
        Ok(Self {
            root,
            environment: common.env.clone().or_else(|| world.variable("DDSYNC_ENV").map(str::to_owned)),
            format: format(common, world)?,
            output: common.output.clone(),
            color: common.color.unwrap_or_default(),
            quiet: common.quiet,
        })
    }
}

fn root(given: Option<&Path>, world: &World) -> Result<PathBuf, Failure> {
    let given = given.map(Path::to_path_buf).or_else(|| world.variable("DDSYNC_DIRECTORY").map(PathBuf::from));
    if let Some(given) = given {
        let folder = world.cwd.join(&given);
        if !world.is_dir(&folder) {
            return Err(Failure::error(format!("there is no folder {}", given.display())));
        }
        if !world.exists(&folder.join(PROJECT_FILE)) {
            return Err(Failure::error(format!("{} holds no {PROJECT_FILE}", given.display())).help(START));
        }
        return Ok(folder);
    }
    world.find_upward(&world.cwd, PROJECT_FILE).ok_or_else(|| {
        let message = format!("there is no {PROJECT_FILE} in {} or in a folder above it", world.cwd.display());
        Failure::error(message).help(START)
    })
}

const START: &str = "name the folder of the definitions with `-C DIR`, or start a project here with `ddsync init`";

fn format(common: &Common, world: &World) -> Result<Format, Failure> {
    match (common.format, world.variable("DDSYNC_FORMAT")) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::default()),
        (None, Some(text)) => Format::from_str(text, true).map_err(|_| {
            Failure::error(format!("DDSYNC_FORMAT is `{text}`: write text, json, markdown, sarif, junit or github"))
        }),
    }
}

/// Variables that mean the same, the first one set wins.
pub const API_KEYS: &[&str] = &["DD_API_KEY", "DATADOG_API_KEY"];
pub const APP_KEYS: &[&str] = &["DD_APP_KEY", "DATADOG_APP_KEY"];
pub const BEARER_TOKENS: &[&str] = &["DD_BEARER_TOKEN", "DATADOG_BEARER_TOKEN"];
pub const SITES: &[&str] = &["DD_SITE", "DATADOG_SITE"];
pub const URLS: &[&str] = &["DDSYNC_API_URL", "DATADOG_HOST"];

/// Which account is spoken to, and how.
pub struct Account {
    /// `datadoghq.eu`; ignored where `url` is set.
    pub site: String,
    pub url: Option<String>,
    pub credentials: Credentials,
}

impl Account {
    /// `site` is the environment's own, from `ddsync.yaml`.
    ///
    /// # Errors
    ///
    /// No keys; the variables to set are named.
    pub fn of(world: &World, site: Option<&str>) -> Result<Self, Failure> {
        let first = |names: &[&str]| names.iter().find_map(|name| world.variable(name)).map(str::to_owned);
        let credentials = match first(BEARER_TOKENS) {
            Some(token) => Credentials::Bearer(BearerToken::new(token)),
            None => keys(first(API_KEYS), first(APP_KEYS))?,
        };
        let site = site.map(str::to_owned).or_else(|| first(SITES));
        let url = first(URLS);
        Ok(Self { site: site.unwrap_or_else(|| "datadoghq.com".to_owned()), url, credentials })
    }
}

fn keys(api: Option<String>, app: Option<String>) -> Result<Credentials, Failure> {
    match (api, app) {
        (Some(api), Some(app)) => Ok(Credentials::Keys { api: ApiKey::new(api), app: AppKey::new(app) }),
        (api, app) => {
            let missing = match (api.is_some(), app.is_some()) {
                (false, false) => "DD_API_KEY and DD_APP_KEY are",
                (false, true) => "DD_API_KEY is",
                _ => "DD_APP_KEY is",
            };
            let message = format!("{missing} not set");
            let help = "export them (or DD_BEARER_TOKEN), or try it without an account: add --sandbox";
            Err(Failure::new(crate::exit::Exit::Denied, message).help(help))
        }
    }
}
