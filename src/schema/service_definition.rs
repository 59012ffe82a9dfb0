//! Service definitions, as `POST /api/v2/services/definitions` takes them: in Datadog's own second form, or as a component
//! of Backstage.

use serde_json::Value;

use crate::{object, open_enum};

object! {
    /// Says of a service who owns it and where to read about it.
    #[schemars(
        extend("if" = {"required": ["apiVersion"]}),
        extend("then" = {"required": ["kind", "metadata", "spec"]}),
        extend("else" = {"required": ["schema-version", "dd-service"]})
    )]
    ServiceDefinition {
        /// Version of the form that the definition has.
        #[schemars(rename = "schema-version")]
        schema_version: Option<SchemaVersion> = "v2.2",
        /// Name of the service, as its traces call it.
        #[schemars(rename = "dd-service")]
        dd_service: Option<String> = "checkout",
        /// Team that owns it, by its handle.
        team: Option<String> = "checkout",
        /// Handle of the team, in version 2. Absent, Datadog makes it of `team`.
        #[schemars(rename = "dd-team")]
        dd_team: Option<String> = "checkout",
        /// Application that the service is a part of.
        application: Option<String> = "shop",
        /// What it does.
        description: Option<String> = "Takes orders.",
        /// How much depends on it.
        tier: Option<String> = "1",
        /// Where it is in its life.
        lifecycle: Option<String> = "production",
        /// What sort of service it is.
        r#type: Option<String> = "web",
        /// Languages that it is written in.
        languages: Option<Vec<String>> = ["go"],
        /// Where its owners are reached. Their order means nothing.
        contacts: Option<Vec<Contact>> = [{"name": "Support", "type": "slack", "contact": "https://example.slack.com/archives/checkout"}],
        /// Where to read more.
        links: Option<Vec<ServiceLink>> = [{"name": "Runbook", "type": "runbook", "url": "https://wiki.example.com/checkout"}],
        /// Documents, in version 2.
        docs: Option<Vec<NamedPage>> = [{"name": "Architecture", "provider": "wiki", "url": "https://wiki.example.com/architecture"}],
        /// Repositories, in version 2.
        repos: Option<Vec<NamedPage>> = [{"name": "Source", "provider": "github", "url": "https://github.com/example/checkout"}],
        /// Its labels. Their order means nothing.
        tags: Option<Vec<String>> = ["business-unit:retail"],
        /// Who is called: `PagerDuty`, Opsgenie.
        integrations: Option<Value> = {"pagerduty": {"service-url": "https://example.pagerduty.com/service-directory/PCHECKOUT"}},
        /// Whatever else people want to keep there.
        extensions: Option<Value> = {"example.com/checkout": {"shift": "day"}},
        /// Fingerprints of the pipelines that build it.
        #[schemars(rename = "ci-pipeline-fingerprints")]
        ci_pipeline_fingerprints: Option<Vec<String>> = ["j88xdEy0J5lc"],
        /// Says that the definition is one of Backstage.
        #[schemars(rename = "apiVersion")]
        api_version: Option<BackstageVersion> = "backstage.io/v1alpha1",
        /// What it is in Backstage.
        kind: Option<BackstageKind> = "Component",
        /// Its name in Backstage, and what people should know about it.
        metadata: Option<BackstageMetadata> = {"name": "checkout", "description": "Takes orders."},
        /// What it is in Backstage, and whose.
        spec: Option<BackstageSpec> = {"type": "service", "lifecycle": "production", "owner": "checkout"},
    }
    example: {"schema-version": "v2.2", "dd-service": "checkout", "team": "checkout"}
}

open_enum! {
    /// Version of the form that a service definition has.
    SchemaVersion {
        "v2.2" => "the newest of the second form",
        "v2.1" => "with links that say what they are",
        "v2" => "with documents and repositories in lists of their own",
        "v1" => "the first",
    }
}

object! {
    /// Where the owners are reached.
    Contact {
        /// What the contact is called.
        name: Option<String> = "Support",
        /// How they are reached.
        r#type: ContactType = "slack",
        /// The address.
        contact: String = "https://example.slack.com/archives/checkout",
    }
    example: {"name": "Support", "type": "slack", "contact": "https://example.slack.com/archives/checkout"}
}

open_enum! {
    /// How people are reached.
    ContactType {
        "email" => "by mail",
        "slack" => "in a channel of Slack",
        "microsoft-teams" => "in a channel of Teams",
    }
}

object! {
    /// A page about the service.
    ServiceLink {
        /// What the page is called.
        name: String = "Runbook",
        /// What sort of page it is.
        r#type: ServiceLinkType = "runbook",
        /// Its address.
        url: String = "https://wiki.example.com/checkout",
        /// Where it is kept.
        provider: Option<String> = "wiki",
    }
    example: {"name": "Runbook", "type": "runbook", "url": "https://wiki.example.com/checkout"}
}

open_enum! {
    /// What sort of page it is.
    ServiceLinkType {
        "runbook" => "what to do when it fails",
        "doc" => "how it works",
        "repo" => "its source",
        "dashboard" => "how it is",
        "code" => "its source",
        "link" => "any page",
        "oncall" => "who is on call",
        "wiki" => "a wiki",
        "other" => "something else",
    }
}

object! {
    /// A document or a repository.
    NamedPage {
        /// What it is called.
        name: String = "Architecture",
        /// Its address.
        url: String = "https://wiki.example.com/architecture",
        /// Where it is kept.
        provider: Option<String> = "wiki",
    }
    example: {"name": "Architecture", "provider": "wiki", "url": "https://wiki.example.com/architecture"}
}

open_enum! {
    /// Version of a definition of Backstage.
    BackstageVersion {
        "backstage.io/v1alpha1" => "the only one that Datadog reads",
    }
}

open_enum! {
    /// What a definition of Backstage is of.
    BackstageKind {
        "Component" => "a service, the only one that Datadog reads",
    }
}

object! {
    /// The name of a component, and what people should know about it.
    BackstageMetadata {
        /// Name of the service, as its traces call it.
        name: String = "checkout",
        /// Where its name is unique; becomes a tag.
        namespace: Option<String> = "default",
        /// What people call it. Datadog does not keep it.
        title: Option<String> = "Checkout",
        /// What it does.
        description: Option<String> = "Takes orders.",
        /// Become tags, each as `name:value`.
        annotations: Option<Value> = {"backstage.io/techdocs-ref": "dir:."},
        /// Further notes for Backstage.
        labels: Option<Value> = {"example.com/shift": "day"},
        /// Become tags.
        tags: Option<Vec<String>> = ["business-unit:retail"],
        /// Where to read more.
        links: Option<Vec<BackstageLink>> = [{"title": "Runbook", "url": "https://wiki.example.com/checkout"}],
    }
    example: {"name": "checkout", "description": "Takes orders."}
}

object! {
    /// A page about the component.
    BackstageLink {
        /// What the page is called.
        title: Option<String> = "Runbook",
        /// Its address.
        url: String = "https://wiki.example.com/checkout",
        /// Picture beside it. Datadog does not keep it.
        icon: Option<String> = "help",
        /// What sort of page it is. Datadog does not keep it.
        r#type: Option<String> = "runbook",
    }
    example: {"title": "Runbook", "url": "https://wiki.example.com/checkout"}
}

object! {
    /// What a component is, and whose.
    BackstageSpec {
        /// What sort of component it is; becomes the tag `backstage.type`.
        r#type: String = "service",
        /// Where it is in its life.
        lifecycle: Option<String> = "production",
        /// Team that owns it.
        owner: Option<String> = "checkout",
        /// What it is a part of; becomes the tag `system`.
        system: Option<String> = "shop",
    }
    example: {"type": "service", "lifecycle": "production", "owner": "checkout"}
}
