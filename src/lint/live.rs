//! What Datadog answered to the questions that live rules have.

/// Read-only facts about the account, gathered before the rules look.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Answers {}
