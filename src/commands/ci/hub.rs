//! What is asked of GitHub, and what is done where it does not permit it.

use crate::exit::Failure;
use crate::github::client::{Client, Comment, GitHubError};
use crate::github::event::Run;
use crate::github::marker::Marker;
use crate::model::secrets::GitHubToken;
use crate::world::World;

/// A way to GitHub, and under which name.
pub struct Hub {
    pub client: Client,
    login: String,
}

/// What a write came to.
pub enum Written<T> {
    Yes(T),
    /// The token may not: a fork's, or a workflow that gives it too little.
    Denied(String),
}

impl Hub {
    /// None without a token.
    pub async fn open(run: &Run, world: &World) -> Result<Option<Self>, Failure> {
        let Some(token) = world.variable("GITHUB_TOKEN").or_else(|| world.variable("GH_TOKEN")) else {
            return Ok(None);
        };
        let client = Client::connect(run, &GitHubToken::new(token.to_owned())).map_err(|error| failed(&error))?;
        let login = client.viewer().await.map_err(|error| failed(&error))?;
        Ok(Some(Self { client, login }))
    }

    /// A bot has a suffix on one side of GitHub's API and not on the other.
    pub fn is_ours(&self, author: &str) -> bool {
        author == self.login || author.strip_suffix("[bot]") == Some(self.login.as_str())
    }

    /// The newest comment with our plan of this environment, however many others there are, and however far it has come.
    pub async fn plan_comment(
        &self,
        pull: u64,
        project: &str,
        environment: Option<&str>,
    ) -> Result<Option<(Comment, Marker)>, GitHubError> {
        let comments = self.client.comments(pull).await?;
        let ours = comments.into_iter().rev().filter(|comment| self.is_ours(&comment.author));
        let mut marked = ours.filter_map(|comment| Some((Marker::read(&comment.body)?, comment)));
        let found = marked.find(|(marker, _)| marker.is_of(project, environment));
        Ok(found.map(|(marker, comment)| (comment, marker)))
    }

    /// Edits the comment, or makes one where it is gone or was never there; `least` is for when GitHub refuses `body`.
    pub async fn put_comment(
        &self,
        pull: u64,
        known: Option<&Comment>,
        body: &str,
        least: &str,
    ) -> Result<Comment, GitHubError> {
        match self.put(pull, known, body).await {
            Err(GitHubError::Refused { .. }) => self.put(pull, known, least).await,
            other => other,
        }
    }

    async fn put(&self, pull: u64, known: Option<&Comment>, body: &str) -> Result<Comment, GitHubError> {
        if let Some(known) = known {
            match self.client.edit_comment(known.id, body).await {
                // Somebody deleted it a moment ago.
                Err(GitHubError::Gone { .. }) => {}
                other => return other,
            }
        }
        self.client.create_comment(pull, body).await
    }
}

/// A token that may too little is told of and no fault: the plan stands in the log and the summary all the same.
pub fn tolerated<T>(result: Result<T, GitHubError>) -> Result<Written<T>, Failure> {
    match result {
        Ok(value) => Ok(Written::Yes(value)),
        Err(error @ GitHubError::Denied { .. }) => Ok(Written::Denied(error.to_string())),
        Err(error) => Err(failed(&error)),
    }
}

pub fn failed(error: &GitHubError) -> Failure {
    Failure::error(error.to_string()).help("what ddsync found stands in the log and in the summary; run the job again")
}
