//! By hand: what Datadog has becomes a pull request, instead of being undone.

use std::collections::BTreeMap;

use anyhow::Result;

use super::super::definitions::{self, Definitions};
use super::super::import;
use super::Ci;
use super::hub::{Hub, Written, tolerated};
use crate::cli;
use crate::exit::{Exit, Failure};
use crate::github::adopt::{self, File};
use crate::github::outputs::Outputs;
use crate::load::FileText;

impl Ci<'_> {
    pub(super) async fn adopt(&self, outputs: &mut Outputs) -> Result<Exit> {
        let definitions = Definitions::read(self.settings, self.world)?;
        let before = self.texts();
        let typed = cli::Import {
            targets: Vec::new(),
            all: false,
            tag: None,
            kind: Vec::new(),
            update: true,
            sandbox: self.typed.sandbox.clone(),
        };
        // What it tells holds live texts, of which none may be a command.
        let token = self.world.token();
        self.world.print(&format!("::stop-commands::{token}\n"), self.settings.color);
        let exit = import::run(&typed, self.settings, self.world).await;
        self.world.print(&format!("::{token}::\n"), self.settings.color);
        let exit = exit?;
        let changed: Vec<File> = self
            .texts()
            .into_iter()
            .filter(|(path, text)| before.get(path) != Some(text))
            .map(|(path, text)| File { path, text })
            .collect();
        outputs.set("changes", !changed.is_empty());
        if changed.is_empty() {
            return Ok(exit);
        }
        let hub =
            self.hub().await?.ok_or_else(|| Failure::error("without GITHUB_TOKEN no pull request can be opened"))?;
        match tolerated(self.propose(&hub, &definitions, &changed).await)? {
            Written::Yes(url) => outputs.set("pull-request-url", url),
            Written::Denied(why) => {
                let help = "give the job `contents: write` and `pull-requests: write`, and allow it in Settings > Actions > \
                            General > Workflow permissions";
                return Err(Failure::error(why).help(help).into());
            }
        }
        Ok(exit)
    }

    /// The definition files by their paths from the repository's root.
    fn texts(&self) -> BTreeMap<String, String> {
        let files = definitions::files(self.settings, self.world).into_iter();
        let texts = files.filter_map(|(path, text)| match text {
            FileText::Text(text) => {
                Some((format!("{}{}", self.folder, path.to_string_lossy().replace('\\', "/")), text))
            }
            _ => None,
        });
        texts.collect()
    }

    async fn propose(
        &self,
        hub: &Hub,
        definitions: &Definitions,
        files: &[File],
    ) -> Result<String, crate::github::client::GitHubError> {
        let project = definitions.project.name.as_ref().map_or("", |name| name.as_str());
        let branch = adopt::branch(project, definitions.environment());
        let title = adopt::title(definitions.environment());
        let commit = hub.client.commit(&self.run.sha, &title, files).await?;
        hub.client.point(&branch, &commit).await?;
        let base = self.world.variable("GITHUB_REF_NAME").unwrap_or("main");
        hub.client.propose(&branch, base, &title, &adopt::body(files, &self.context())).await
    }
}
