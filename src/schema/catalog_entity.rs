//! Entities of the software catalog, as `POST /api/v2/catalog/entity` takes them.

use serde_json::Value;

use crate::{object, open_enum};

object! {
    /// A service, datastore, queue, system or API: who owns it, where to read about it, what it needs.
    CatalogEntity {
        /// Version of the form that the entity has.
        #[schemars(rename = "apiVersion")]
        api_version: ApiVersion = "v3",
        /// What sort of thing it is.
        kind: EntityKind = "service",
        /// Its name and what people should know about it.
        metadata: Metadata = {"name": "checkout", "owner": "checkout"},
        /// What it is and what it stands in relation to.
        spec: Option<Spec> = {"tier": "1", "dependsOn": ["datastore:orders"]},
        /// Who is called: `PagerDuty`, Opsgenie.
        integrations: Option<Integrations> = {"pagerduty": {"serviceURL": "https://example.pagerduty.com/service-directory/PCHECKOUT"}},
        /// What of Datadog belongs to it.
        datadog: Option<Associations> = {"pipelines": {"fingerprints": ["j88xdEy0J5lc"]}},
        /// Whatever else people want to keep there.
        extensions: Option<Value> = {"example.com/checkout": {"shift": "day"}},
    }
    example: {"apiVersion": "v3", "kind": "service", "metadata": {"name": "checkout", "owner": "checkout"}}
}

open_enum! {
    /// Version of the form that an entity has.
    ApiVersion {
        "v3" => "the form of the software catalog",
    }
}

open_enum! {
    /// What sort of thing it is. Organisations may have kinds of their own.
    EntityKind {
        "service" => "something that runs and answers",
        "datastore" => "where data is kept: a database, a cache",
        "queue" => "where work waits: a topic, a stream",
        "system" => "several of these that belong together",
        "api" => "an interface that services offer",
        "frontend" => "what people use in a browser or on a phone",
        "library" => "code that others build in",
    }
}

object! {
    /// The name of an entity and what people should know about it.
    Metadata {
        /// Its name, unique among those of its kind and namespace. A service is called as its traces call it.
        #[schemars(length(min = 1))]
        name: String = "checkout",
        /// Where its name is unique; absent means `default`.
        #[schemars(length(min = 1))]
        namespace: Option<String> = "default",
        /// What people call it.
        #[schemars(rename = "displayName")]
        display_name: Option<String> = "Checkout",
        /// What it does.
        description: Option<String> = "Takes orders.",
        /// Team that owns it, by its handle.
        owner: Option<String> = "checkout",
        /// Further teams that have a part in it.
        #[schemars(rename = "additionalOwners")]
        additional_owners: Option<Vec<AdditionalOwner>> = [{"name": "platform", "type": "operator"}],
        /// Entity whose metadata it takes over, as `kind:namespace/name`.
        #[schemars(rename = "inheritFrom")]
        inherit_from: Option<String> = "system:default/shop",
        /// Where its owners are reached.
        contacts: Option<Vec<EntityContact>> = [{"name": "Support", "type": "slack", "contact": "https://example.slack.com/archives/checkout"}],
        /// Where to read more.
        links: Option<Vec<EntityLink>> = [{"name": "Runbook", "type": "runbook", "url": "https://wiki.example.com/checkout"}],
        /// Its labels, each `key:value`. Their order means nothing.
        tags: Option<Vec<String>> = ["business-unit:retail"],
        /// Id that Datadog gave it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "58116530-3315-44f6-ab00-a03086465842",
        /// When and from where it was written. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        managed: Option<Value> = {"ingestionSource": "api"},
    }
    example: {"name": "checkout", "owner": "checkout"}
}

object! {
    /// A further team with a part in an entity.
    AdditionalOwner {
        /// Its handle.
        name: String = "platform",
        /// What part it has.
        r#type: Option<String> = "operator",
    }
    example: {"name": "platform", "type": "operator"}
}

object! {
    /// Where the owners are reached.
    EntityContact {
        /// What the contact is called.
        #[schemars(length(min = 2))]
        name: Option<String> = "Support",
        /// How they are reached.
        r#type: EntityContactType = "slack",
        /// The address.
        contact: String = "https://example.slack.com/archives/checkout",
    }
    example: {"name": "Support", "type": "slack", "contact": "https://example.slack.com/archives/checkout"}
}

open_enum! {
    /// How people are reached.
    EntityContactType {
        "email" => "by mail",
        "slack" => "in a channel of Slack",
        "microsoft-teams" => "in a channel of Teams",
    }
}

object! {
    /// A page about the entity.
    EntityLink {
        /// What the page is called.
        name: String = "Runbook",
        /// What sort of page it is.
        r#type: EntityLinkType = "runbook",
        /// Its address.
        url: String = "https://wiki.example.com/checkout",
        /// Where it is kept.
        provider: Option<String> = "wiki",
    }
    example: {"name": "Runbook", "type": "runbook", "url": "https://wiki.example.com/checkout"}
}

open_enum! {
    /// What sort of page it is.
    EntityLinkType {
        "runbook" => "what to do when it fails",
        "doc" => "how it works",
        "repo" => "its source",
        "dashboard" => "how it is",
        "link" => "any page",
        "oncall" => "who is on call",
        "code" => "its source",
        "wiki" => "a wiki",
        "other" => "something else",
    }
}

object! {
    /// What an entity is and what it stands in relation to. Other entities are named as `kind:namespace/name`, or
    /// `kind:name` in the namespace `default`.
    Spec {
        /// Where it is in its life.
        #[schemars(length(min = 1))]
        lifecycle: Option<String> = "production",
        /// How much depends on it.
        #[schemars(length(min = 1))]
        tier: Option<String> = "1",
        /// What sort of service, datastore, queue or API it is.
        r#type: Option<String> = "web",
        /// Languages that a service is written in.
        languages: Option<Vec<String>> = ["go"],
        /// What a service needs.
        #[schemars(rename = "dependsOn")]
        depends_on: Option<Vec<String>> = ["datastore:orders"],
        /// What a service, datastore or queue is a part of.
        #[schemars(rename = "componentOf")]
        component_of: Option<Vec<String>> = ["system:shop"],
        /// Parts of a system.
        components: Option<Vec<String>> = ["service:checkout", "queue:orders"],
        /// Services behind an API.
        #[schemars(rename = "implementedBy")]
        implemented_by: Option<Vec<String>> = ["service:checkout"],
        /// What an API offers.
        interface: Option<Interface> = {"fileRef": "github.com/example/checkout/openapi.yaml"},
    }
    example: {"lifecycle": "production", "tier": "1", "type": "web", "dependsOn": ["datastore:orders"]}
}

object! {
    /// What an API offers: a file of its description, or the description itself.
    Interface {
        /// Where the description is.
        #[schemars(rename = "fileRef")]
        file_ref: Option<String> = "github.com/example/checkout/openapi.yaml",
        /// The description.
        definition: Option<Value> = {"openapi": "3.1.0"},
    }
    example: {"fileRef": "github.com/example/checkout/openapi.yaml"}
}

object! {
    /// Who is called.
    Integrations {
        /// Its service in `PagerDuty`.
        pagerduty: Option<CalledService> = {"serviceURL": "https://example.pagerduty.com/service-directory/PCHECKOUT"},
        /// Its service in Opsgenie.
        opsgenie: Option<CalledService> = {"serviceURL": "https://example.opsgenie.com/service/checkout", "region": "US"},
    }
    example: {"pagerduty": {"serviceURL": "https://example.pagerduty.com/service-directory/PCHECKOUT"}}
}

object! {
    /// A service of the one who calls.
    CalledService {
        /// Its address.
        #[schemars(rename = "serviceURL", length(min = 1))]
        service_url: String = "https://example.opsgenie.com/service/checkout",
        /// Region of Opsgenie.
        #[schemars(length(min = 1))]
        region: Option<String> = "US",
    }
    example: {"serviceURL": "https://example.opsgenie.com/service/checkout"}
}

object! {
    /// What of Datadog belongs to an entity.
    Associations {
        /// Its source.
        #[schemars(rename = "codeLocations")]
        code_locations: Option<Vec<CodeLocation>> = [{"repositoryURL": "https://github.com/example/checkout.git", "paths": ["src/**"]}],
        /// Events that tell about it.
        events: Option<Vec<SavedSearch>> = [{"name": "Deployments", "query": "service:checkout source:github"}],
        /// Logs that tell about it.
        logs: Option<Vec<SavedSearch>> = [{"name": "Errors", "query": "service:checkout status:error"}],
        /// Its requests, errors and latencies.
        #[schemars(rename = "performanceData")]
        performance_data: Option<PerformanceData> = {"tags": ["service:checkout"]},
        /// The pipelines that build it.
        pipelines: Option<Pipelines> = {"fingerprints": ["j88xdEy0J5lc"]},
    }
    example: {"logs": [{"name": "Errors", "query": "service:checkout status:error"}]}
}

object! {
    /// Where source is kept.
    CodeLocation {
        /// The repository.
        #[schemars(rename = "repositoryURL")]
        repository_url: Option<String> = "https://github.com/example/checkout.git",
        /// Patterns of the paths in it.
        paths: Option<Vec<String>> = ["src/**"],
    }
    example: {"repositoryURL": "https://github.com/example/checkout.git", "paths": ["src/**"]}
}

object! {
    /// A search.
    SavedSearch {
        /// What it is called.
        name: Option<String> = "Errors",
        /// What is searched for.
        query: Option<String> = "service:checkout status:error",
    }
    example: {"name": "Errors", "query": "service:checkout status:error"}
}

object! {
    /// Requests, errors and latencies.
    PerformanceData {
        /// Tags of its traces.
        tags: Option<Vec<String>> = ["service:checkout"],
    }
    example: {"tags": ["service:checkout"]}
}

object! {
    /// The pipelines that build an entity.
    Pipelines {
        /// Their fingerprints.
        fingerprints: Option<Vec<String>> = ["j88xdEy0J5lc"],
    }
    example: {"fingerprints": ["j88xdEy0J5lc"]}
}
