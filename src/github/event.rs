//! What happened, as the runner tells it: variables and the event's file.

use serde_json::Value;

/// Reads a variable that is set and not empty.
pub type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Which run this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// `https://github.com`.
    pub server: String,
    /// Where its API is: `https://api.github.com`.
    pub api: String,
    pub graphql: String,
    /// `owner/name`.
    pub repository: String,
    /// Where a person sees this run.
    pub url: String,
    /// The commit that was checked out.
    pub sha: String,
    pub event: Event,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    PullRequest {
        number: u64,
        /// What the author pushed; the run itself sees it merged.
        head: String,
        /// From another repository: there are no keys, and the token only reads.
        fork: bool,
    },
    MergeGroup {
        head: String,
    },
    Push {
        /// To the branch that everything starts from.
        default_branch: bool,
    },
    /// By the clock or by hand.
    Other {
        name: String,
    },
}

/// What is missing, by the name of its variable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    #[error("{0} is not set: this is not a run of GitHub Actions")]
    Missing(&'static str),
    #[error("the event's file is not what GitHub writes for `{name}`: {field} is missing")]
    Strange { name: String, field: &'static str },
}

impl Run {
    /// `event` is the text of the file that `GITHUB_EVENT_PATH` names.
    ///
    /// # Errors
    ///
    /// What the runner always sets is not set.
    pub fn read(variable: Variable<'_>, event: &Value) -> Result<Self, EventError> {
        let needed = |name: &'static str| variable(name).ok_or(EventError::Missing(name));
        let server = variable("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
        let api = variable("GITHUB_API_URL").unwrap_or_else(|| "https://api.github.com".to_owned());
        let graphql = variable("GITHUB_GRAPHQL_URL").unwrap_or_else(|| format!("{api}/graphql"));
        let repository = needed("GITHUB_REPOSITORY")?;
        let run = needed("GITHUB_RUN_ID")?;
        Ok(Self {
            url: format!("{server}/{repository}/actions/runs/{run}"),
            sha: needed("GITHUB_SHA")?,
            event: Event::read(&needed("GITHUB_EVENT_NAME")?, event, &repository)?,
            server,
            api,
            graphql,
            repository,
        })
    }

    /// The commit that a status and links stand at.
    pub fn head(&self) -> &str {
        match &self.event {
            Event::PullRequest { head, .. } | Event::MergeGroup { head } => head,
            Event::Push { .. } | Event::Other { .. } => &self.sha,
        }
    }
}

impl Event {
    fn read(name: &str, event: &Value, repository: &str) -> Result<Self, EventError> {
        let strange = |field| EventError::Strange { name: name.to_owned(), field };
        let text = |pointer: &'static str| {
            event.pointer(pointer).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| strange(pointer))
        };
        Ok(match name {
            "pull_request" => Self::PullRequest {
                number: event
                    .pointer("/pull_request/number")
                    .and_then(Value::as_u64)
                    .ok_or_else(|| strange("/number"))?,
                head: text("/pull_request/head/sha")?,
                // A fork that was deleted meanwhile has no repository.
                fork: text("/pull_request/head/repo/full_name").ok().as_deref() != Some(repository),
            },
            "merge_group" => Self::MergeGroup { head: text("/merge_group/head_sha")? },
            "push" => Self::Push {
                default_branch: text("/ref")? == format!("refs/heads/{}", text("/repository/default_branch")?),
            },
            other => Self::Other { name: other.to_owned() },
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn run(name: &str, event: &Value) -> Result<Run, EventError> {
        let variable = |asked: &str| {
            let value = match asked {
                "GITHUB_EVENT_NAME" => name,
                "GITHUB_REPOSITORY" => "shop/infra",
                "GITHUB_RUN_ID" => "77",
                "GITHUB_SHA" => "abc",
                _ => return None,
            };
            Some(value.to_owned())
        };
        Run::read(&variable, event)
    }

    #[test]
    fn a_fork_is_told_by_where_its_head_lives() {
        let event = |repo: Value| json!({"pull_request": {"number": 5, "head": {"sha": "def", "repo": repo}}});
        let fork = |repo: Value| match run("pull_request", &event(repo)).unwrap().event {
            Event::PullRequest { fork, number, .. } => (fork, number),
            other => panic!("{other:?}"),
        };
        assert_eq!(fork(json!({"full_name": "shop/infra"})), (false, 5));
        assert_eq!(fork(json!({"full_name": "mallory/infra"})), (true, 5));
        assert_eq!(fork(Value::Null), (true, 5));
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(
            run("pull_request", &json!({})).unwrap_err().to_string(),
            "the event's file is not what GitHub writes for `pull_request`: /number is missing"
        );
        let nothing = Run::read(&|_| None, &Value::Null).unwrap_err();
        assert_eq!(nothing.to_string(), "GITHUB_REPOSITORY is not set: this is not a run of GitHub Actions");
        let push = run("push", &json!({"ref": "refs/heads/main", "repository": {"default_branch": "main"}})).unwrap();
        assert_eq!(
            (push.event, push.url.as_str()),
            (Event::Push { default_branch: true }, "https://github.com/shop/infra/actions/runs/77")
        );
    }
}
