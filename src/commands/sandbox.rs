//! `ddsync sandbox`: the embedded server, for people.

use std::path::Path;

use anyhow::Result;

use super::connect::state_file;
use crate::cli::{self, SandboxAction};
use crate::exit::Exit;
use crate::sandbox::{self, Sandbox, Store};
use crate::settings::Settings;
use crate::world::World;

pub async fn run(typed: &cli::Sandbox, settings: &Settings, world: &World) -> Result<Exit> {
    let state = state_file(None, settings, world);
    match typed.action {
        SandboxAction::Serve { port } => serve(&state, port, settings, world).await,
        SandboxAction::Reset => {
            sandbox::reset(&state)?;
            world.say(&format!("the sandbox is empty again: {}\n", state.display()), settings.color);
            Ok(Exit::Done)
        }
        SandboxAction::Path => {
            world.print(&format!("{}\n", state.display()), settings.color);
            Ok(Exit::Done)
        }
    }
}

async fn serve(state: &Path, port: u16, settings: &Settings, world: &World) -> Result<Exit> {
    let store = Store::File(state.to_path_buf());
    let server = Sandbox::start(sandbox::Options { store, port, ..sandbox::Options::default() }).await?;
    let url = server.url();
    // On standard output alone, so that `eval` in a shell can take them.
    world.print(
        &format!("export DDSYNC_API_URL={url}\nexport DD_API_KEY=sandbox\nexport DD_APP_KEY=sandbox\n"),
        settings.color,
    );
    world.say(
        &format!(
            "a Datadog of your own on {url}, kept in {}; paste the lines above into another shell; Ctrl-C stops it\n",
            state.display()
        ),
        settings.color,
    );
    tokio::signal::ctrl_c().await?;
    server.stop().await;
    Ok(Exit::Done)
}
