//! The way to Datadog: an account's, or the embedded server's.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use crate::datadog::{BaseUrl, Connection, Endpoint, Progress, Reader};
use crate::exit::Failure;
use crate::model::secrets::{ApiKey, AppKey, Credentials};
use crate::sandbox::{self, Sandbox, Store};
use crate::settings::{Account, Settings};
use crate::world::World;

use super::definitions::Definitions;

/// Where the sandbox keeps its state, unless a folder is named.
pub const SANDBOX_FOLDER: &str = ".ddsync";

/// An open connection; the sandbox lives as long as it.
pub struct Line {
    pub reader: Reader,
    /// How people call the other end: `datadoghq.eu`.
    pub target: String,
    /// Where a person opens an object.
    pub app_url: Option<String>,
    /// Where requests go.
    pub api: BaseUrl,
    sandbox: Option<Sandbox>,
}

impl Line {
    /// `sandbox` is the flag: given at all, and with a folder of its own.
    ///
    /// # Errors
    ///
    /// No keys, a site that does not exist, plain HTTP to another host, or a sandbox that cannot keep its state.
    pub async fn open(
        sandbox: Option<&Option<PathBuf>>,
        definitions: &Definitions,
        settings: &Settings,
        world: &World,
        progress: Arc<dyn Progress>,
    ) -> Result<Self> {
        match sandbox {
            Some(folder) => Self::to_sandbox(folder.as_deref(), settings, world, progress).await,
            None => Self::to_account(definitions, world, progress),
        }
    }

    pub async fn to_sandbox(
        folder: Option<&Path>,
        settings: &Settings,
        world: &World,
        progress: Arc<dyn Progress>,
    ) -> Result<Self> {
        let store = Store::File(state_file(folder, settings, world));
        let server = Sandbox::start(sandbox::Options { store, ..sandbox::Options::default() }).await?;
        let credentials =
            Credentials::Keys { api: ApiKey::new("sandbox".to_owned()), app: AppKey::new("sandbox".to_owned()) };
        let endpoint = Endpoint::of_url(&server.url())?;
        let api = endpoint.api.clone();
        let reader = Reader::connect(Connection { progress, ..Connection::new(endpoint.api, credentials) })?;
        Ok(Self { reader, target: crate::report::SANDBOX.to_owned(), app_url: None, api, sandbox: Some(server) })
    }

    fn to_account(definitions: &Definitions, world: &World, progress: Arc<dyn Progress>) -> Result<Self> {
        let site = definitions.environment.as_ref().and_then(|environment| environment.site.as_deref());
        let account = Account::of(world, site)?;
        let endpoint = match &account.url {
            Some(url) => Endpoint::of_url(url)?,
            None => Endpoint::of_site(&account.site)
                .map_err(|error| Failure::error(error.to_string()).help(correct_site(site, definitions)))?,
        };
        let target = if account.url.is_some() { endpoint.api.host() } else { account.site };
        let app_url = Some(endpoint.app);
        let api = endpoint.api.clone();
        let connection = Connection { progress, ..Connection::new(endpoint.api, account.credentials) };
        Ok(Self { reader: Reader::connect(connection)?, target, app_url, api, sandbox: None })
    }

    pub fn is_sandbox(&self) -> bool {
        self.sandbox.is_some()
    }

    /// Lets the sandbox finish what it writes.
    pub async fn close(self) {
        if let Some(sandbox) = self.sandbox {
            sandbox.stop().await;
        }
    }
}

/// Where the name of the site came from.
fn correct_site(of_environment: Option<&str>, definitions: &Definitions) -> String {
    match (of_environment, definitions.environment()) {
        (Some(_), Some(environment)) => format!("correct `environments.{environment}.site` in ddsync.yaml"),
        _ => "set DD_SITE to the site in the address of your Datadog pages".to_owned(),
    }
}

/// The file of the sandbox, in `folder` or in the usual one.
pub fn state_file(folder: Option<&Path>, settings: &Settings, world: &World) -> PathBuf {
    let folder = folder.map_or_else(|| settings.root.join(SANDBOX_FOLDER), |folder| world.cwd.join(folder));
    folder.join("sandbox.db")
}

/// # Errors
///
/// The project has no name that could own anything.
pub fn scope(definitions: &Definitions) -> Result<&crate::model::Scope, Failure> {
    definitions.scope.as_ref().ok_or_else(|| Failure::error("ddsync.yaml names no `project` that could own objects"))
}
