//! The few calls to GitHub that a plan, an issue and an adoption need.

use reqwest::Method;
use serde_json::{Value, json};

use super::adopt::{File, encoded};
pub use super::socket::{Client, GitHubError};
use super::socket::{strange, text};
use super::status::Status;

/// Who writes with the token of a workflow.
const ACTIONS: &str = "github-actions[bot]";

/// A comment of a pull request or an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: u64,
    pub author: String,
    pub body: String,
    /// Where a person reads it.
    pub url: String,
}

/// A pull request, as far as an apply asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    pub number: u64,
    pub head: String,
    pub merged: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub number: u64,
    pub author: String,
    pub open: bool,
    pub body: String,
}

impl Client {
    /// The login that comments are written under.
    ///
    /// # Errors
    ///
    /// GitHub failed; that it does not say is none.
    pub async fn viewer(&self) -> Result<String, GitHubError> {
        let query = json!({"query": "{ viewer { login } }"});
        let answer = self.send(&Method::POST, &self.graphql, &[], Some(&query)).await;
        match answer {
            Ok(answer) => Ok(text(&answer, "/data/viewer/login").unwrap_or_else(|| ACTIONS.to_owned())),
            Err(GitHubError::Failed { call, why }) => Err(GitHubError::Failed { call, why }),
            Err(_) => Ok(ACTIONS.to_owned()),
        }
    }

    /// All of them, the newest last.
    pub async fn comments(&self, issue: u64) -> Result<Vec<Comment>, GitHubError> {
        let items = self.list(&format!("issues/{issue}/comments"), &[]).await?;
        Ok(items.iter().filter_map(comment).collect())
    }

    pub async fn create_comment(&self, issue: u64, body: &str) -> Result<Comment, GitHubError> {
        let call = format!("issues/{issue}/comments");
        let answer = self.repository(Method::POST, &call, Some(&json!({"body": body}))).await?;
        comment(&answer).ok_or_else(|| strange(&call))
    }

    pub async fn edit_comment(&self, id: u64, body: &str) -> Result<Comment, GitHubError> {
        let call = format!("issues/comments/{id}");
        let answer = self.repository(Method::PATCH, &call, Some(&json!({"body": body}))).await?;
        comment(&answer).ok_or_else(|| strange(&call))
    }

    pub async fn set_status(&self, commit: &str, status: &Status, url: &str) -> Result<(), GitHubError> {
        let body = json!({
            "state": status.state.name(), "context": status.context, "description": status.description,
            "target_url": url,
        });
        self.repository(Method::POST, &format!("statuses/{commit}"), Some(&body)).await.map(drop)
    }

    /// The description of the newest status of this context; None where there is none.
    pub async fn status(&self, commit: &str, context: &str) -> Result<Option<String>, GitHubError> {
        let all = self.list(&format!("commits/{commit}/statuses"), &[]).await?;
        let of_context = all.iter().find(|status| text(status, "/context").as_deref() == Some(context));
        Ok(of_context.and_then(|status| text(status, "/description")))
    }

    /// Pull requests that brought the commit.
    pub async fn pulls_of(&self, commit: &str) -> Result<Vec<Pull>, GitHubError> {
        let items = self.list(&format!("commits/{commit}/pulls"), &[]).await?;
        let pull = |item: &Value| {
            Some(Pull {
                number: item.get("number")?.as_u64()?,
                head: text(item, "/head/sha")?,
                merged: item.get("merged_at").is_some_and(|at| !at.is_null()),
            })
        };
        Ok(items.iter().filter_map(pull).collect())
    }

    /// Open and closed ones with this label, pull requests left out.
    pub async fn issues(&self, label: &str) -> Result<Vec<Issue>, GitHubError> {
        let query = [("labels", label), ("state", "all"), ("sort", "created"), ("direction", "desc")];
        let items = self.list("issues", &query).await?;
        let issue = |item: &Value| {
            Some(Issue {
                number: item.get("number")?.as_u64()?,
                author: text(item, "/user/login")?,
                open: text(item, "/state")? == "open",
                body: text(item, "/body").unwrap_or_default(),
            })
        };
        Ok(items.iter().filter(|item| item.get("pull_request").is_none()).filter_map(issue).collect())
    }

    pub async fn create_issue(&self, title: &str, body: &str, label: &str) -> Result<u64, GitHubError> {
        let sent = json!({"title": title, "body": body, "labels": [label]});
        let answer = self.repository(Method::POST, "issues", Some(&sent)).await?;
        answer.get("number").and_then(Value::as_u64).ok_or_else(|| strange("issues"))
    }

    /// `change` is what to set: title, body, state.
    pub async fn edit_issue(&self, number: u64, change: &Value) -> Result<(), GitHubError> {
        self.repository(Method::PATCH, &format!("issues/{number}"), Some(change)).await.map(drop)
    }

    /// A commit on top of `parent` with these files, on no branch yet. GitHub signs it.
    pub async fn commit(&self, parent: &str, message: &str, files: &[File]) -> Result<String, GitHubError> {
        let call = format!("git/commits/{parent}");
        let below = self.repository(Method::GET, &call, None).await?;
        let base = text(&below, "/tree/sha").ok_or_else(|| strange(&call))?;
        let entry = |file: &File| json!({"path": file.path, "mode": "100644", "type": "blob", "content": file.text});
        let tree = json!({"base_tree": base, "tree": files.iter().map(entry).collect::<Vec<_>>()});
        let tree = self.repository(Method::POST, "git/trees", Some(&tree)).await?;
        let tree = text(&tree, "/sha").ok_or_else(|| strange("git/trees"))?;
        let commit = json!({"message": message, "tree": tree, "parents": [parent]});
        let commit = self.repository(Method::POST, "git/commits", Some(&commit)).await?;
        text(&commit, "/sha").ok_or_else(|| strange("git/commits"))
    }

    /// Makes a branch that leads to the commit, or moves it there.
    pub async fn point(&self, branch: &str, commit: &str) -> Result<(), GitHubError> {
        let moved = json!({"sha": commit, "force": true});
        let there = format!("git/refs/heads/{}", encoded(branch));
        match self.repository(Method::PATCH, &there, Some(&moved)).await {
            // GitHub says 422 of a branch that is not there.
            Err(GitHubError::Gone { .. } | GitHubError::Refused { .. }) => {
                let new = json!({"ref": format!("refs/heads/{branch}"), "sha": commit});
                self.repository(Method::POST, "git/refs", Some(&new)).await.map(drop)
            }
            other => other.map(drop),
        }
    }

    /// The pull request of the branch, opened where there is none; its address.
    pub async fn propose(&self, branch: &str, base: &str, title: &str, body: &str) -> Result<String, GitHubError> {
        let owner = self.repository.split('/').next().unwrap_or_default();
        let head = format!("{owner}:{branch}");
        let open = self.list("pulls", &[("head", &head), ("base", base), ("state", "open")]).await?;
        let (method, path) = match open.first().and_then(|pull| pull.get("number")?.as_u64()) {
            Some(number) => (Method::PATCH, format!("pulls/{number}")),
            None => (Method::POST, "pulls".to_owned()),
        };
        let mut sent = json!({"title": title, "body": body});
        if let Some(sent) = sent.as_object_mut().filter(|_| method == Method::POST) {
            sent.insert("head".to_owned(), json!(branch));
            sent.insert("base".to_owned(), json!(base));
        }
        let answer = self.repository(method, &path, Some(&sent)).await?;
        text(&answer, "/html_url").ok_or_else(|| strange(&path))
    }
}

fn comment(item: &Value) -> Option<Comment> {
    Some(Comment {
        id: item.get("id")?.as_u64()?,
        author: text(item, "/user/login")?,
        body: text(item, "/body").unwrap_or_default(),
        url: text(item, "/html_url").unwrap_or_default(),
    })
}
