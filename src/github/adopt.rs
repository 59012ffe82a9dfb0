//! The pull request that takes what changed in Datadog into the files.

use super::comment::Context;
use super::event::Run;
use crate::report::inert::{attribute, code, prose, url_path};

/// A file as it is to be, from the repository's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// One branch for each environment, so that there is one pull request.
pub fn branch(project: &str, environment: Option<&str>) -> String {
    let environment = environment.map(|name| format!("-{name}")).unwrap_or_default();
    format!("ddsync/adopt-{project}{environment}")
}

pub fn title(environment: Option<&str>) -> String {
    let environment = environment.map(|name| format!(" of {name}")).unwrap_or_default();
    format!("Take what was changed in Datadog{environment} into the definitions")
}

/// Branch names come from keys, and a commit's subject from [`title`].
pub fn body(files: &[File], context: &Context<'_>) -> String {
    let Run { url, .. } = context.run;
    let list: Vec<String> = files.iter().map(|file| format!("- {}", code(&file.path))).collect();
    format!(
        "Somebody changed these objects in Datadog. This writes their changes into the files, and keeps the comments in \
         them:\n\n{}\n\n\
         Merging keeps what Datadog has; closing leaves the drift, and `datadog-apply` by hand undoes it.\n\n\
         > [!NOTE]\n> A pull request that a workflow opened starts no workflow of its own: close and open it again, or push to \
         its branch, and the plan appears.\n\n\
         <sub>ddsync {} · <a href=\"{}\">run</a></sub>\n",
        list.join("\n"),
        prose(context.tool),
        attribute(url)
    )
}

/// For a path of the API.
pub fn encoded(branch: &str) -> String {
    url_path(branch)
}
