//! Amazon accounts, as `POST /api/v2/integration/aws/accounts` takes their attributes.

use super::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Lets Datadog read an Amazon account.
    AwsAccount {
        /// Number of the account, twelve digits; it is what the file and the account in Datadog are paired by.
        aws_account_id: String = "123456789012",
        /// Which of Amazon's clouds the account is in.
        aws_partition: Option<AwsPartition> = "aws",
        /// How Datadog gets in: by a role, or by a key. One cannot become the other.
        auth_config: AwsAuth = {"role_name": "DatadogIntegrationRole"},
        /// Tags that all its metrics and hosts get. Their order means nothing.
        account_tags: Option<Vec<String>> = ["env:prod"],
        /// Regions that are read; absent means all.
        aws_regions: Option<AwsRegions> = {"include_only": ["eu-west-1"]},
        /// Which metrics are read.
        metrics_config: Option<AwsMetrics> = {"enabled": true},
        /// How logs are forwarded.
        logs_config: Option<AwsLogs> = {"lambda_forwarder": {"sources": ["s3"]}},
        /// What is read about resources.
        resources_config: Option<AwsResources> = {"extended_collection": true},
        /// Which traces are read.
        traces_config: Option<AwsTraces> = {"xray_services": {"include_only": ["AWS/AppSync"]}},
        /// Id of the account in Datadog. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "ddd87a6e-0499-4518-b2cc-66c3d62e22f3",
        /// When it was made, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_at: Option<String> = "2025-08-22T18:02:28.659715Z",
        /// When it was last changed, as RFC 3339. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_at: Option<String> = "2025-08-22T18:02:28.659715Z",
    }
    example: {
        "aws_account_id": "123456789012",
        "aws_partition": "aws",
        "auth_config": {"role_name": "DatadogIntegrationRole"}
    }
}

open_enum! {
    /// Which of Amazon's clouds it is.
    AwsPartition {
        "aws" => "the usual one",
        "aws-cn" => "China",
        "aws-us-gov" => "the American government's",
    }
}

object! {
    /// How Datadog gets in: a role, or a key with its secret.
    AwsAuth {
        /// Name of the role.
        role_name: Option<String> = "DatadogIntegrationRole",
        /// Word that Amazon asks for with the role. Made by Datadog where it is left out.
        external_id: Option<String> = "2803c423184c499dbd123d346e5bd16f",
        /// Id of the access key, instead of a role.
        access_key_id: Option<String> = "AKIAIOSFODNN7EXAMPLE",
        /// Secret of the access key, as `${env.NAME}`. It is set, and never shown or compared.
        secret_access_key: Option<String> = "${env.AWS_SECRET}",
    }
    example: {"role_name": "DatadogIntegrationRole"}
}

object! {
    /// Regions that are read: all, or those listed.
    AwsRegions {
        /// Whether all are, those to come included.
        include_all: Option<Flag> = true,
        /// The ones that are.
        include_only: Option<Vec<String>> = ["eu-west-1"],
    }
    example: {"include_only": ["eu-west-1"]}
}

object! {
    /// Which metrics are read.
    AwsMetrics {
        /// Whether any are.
        enabled: Option<Flag> = true,
        /// Whether monitors are muted while a machine is shut down on purpose.
        automute_enabled: Option<Flag> = true,
        /// Whether alarms of `CloudWatch` are read.
        collect_cloudwatch_alarms: Option<Flag> = false,
        /// Whether custom metrics of `CloudWatch` are read.
        collect_custom_metrics: Option<Flag> = false,
        /// Which namespaces are read. Absent, it stays what Datadog chooses, which changes over the years.
        namespace_filters: Option<AwsNamespaces> = {"include_only": ["AWS/EC2"]},
        /// Tags that a resource must have, by namespace.
        tag_filters: Option<Vec<AwsNamespaceTags>> = [{"namespace": "AWS/EC2", "tags": ["datadog:true"]}],
        /// Which metrics of a namespace are read; all where this is absent.
        metric_name_filters: Option<Vec<AwsMetricNames>> = [{"namespace": "AWS/EC2", "include_only": ["aws.ec2.network_in"]}],
    }
    example: {"enabled": true}
}

object! {
    /// Which namespaces are read: all but some, or some.
    AwsNamespaces {
        /// Those that are not.
        exclude_only: Option<Vec<String>> = ["AWS/SQS"],
        /// Those that are.
        include_only: Option<Vec<String>> = ["AWS/EC2"],
    }
    example: {"include_only": ["AWS/EC2"]}
}

object! {
    /// Tags that a resource of a namespace must have.
    AwsNamespaceTags {
        /// The namespace.
        namespace: Option<String> = "AWS/EC2",
        /// The tags; `!` before one means without it.
        tags: Option<Vec<String>> = ["datadog:true"],
    }
    example: {"namespace": "AWS/EC2", "tags": ["datadog:true"]}
}

object! {
    /// How logs are forwarded.
    AwsLogs {
        /// The function that forwards them.
        lambda_forwarder: Option<LambdaForwarder> = {"sources": ["s3"]},
    }
    example: {"lambda_forwarder": {"sources": ["s3"]}}
}

object! {
    /// The function that forwards logs.
    LambdaForwarder {
        /// Amazon's names of the functions.
        lambdas: Option<Vec<String>> = ["arn:aws:lambda:us-east-1:123456789012:function:DatadogLambdaLogForwarder"],
        /// Services whose logs are collected by themselves.
        sources: Option<Vec<String>> = ["s3"],
        /// Which logs of a service are.
        log_source_config: Option<LogSources> = {"tag_filters": [{"source": "s3", "tags": ["env:prod"]}]},
    }
    example: {"sources": ["s3"]}
}

object! {
    /// Which logs of a service are collected.
    LogSources {
        /// Tags that a resource must have, by service.
        tag_filters: Option<Vec<LogSourceTags>> = [{"source": "s3", "tags": ["env:prod"]}],
    }
    example: {"tag_filters": []}
}

object! {
    /// Tags that a resource of a service must have.
    LogSourceTags {
        /// The service.
        source: Option<String> = "s3",
        /// The tags.
        tags: Option<Vec<String>> = ["env:prod"],
    }
    example: {"source": "s3", "tags": ["env:prod"]}
}

object! {
    /// What is read about resources.
    AwsResources {
        /// Whether they are looked over for weaknesses.
        cloud_security_posture_management_collection: Option<Flag> = false,
        /// Whether more than the basics is read.
        extended_collection: Option<Flag> = true,
    }
    example: {"extended_collection": true}
}

object! {
    /// Which traces are read.
    AwsTraces {
        /// Services whose traces are read from X-Ray.
        xray_services: Option<XrayServices> = {"include_only": ["AWS/AppSync"]},
    }
    example: {"xray_services": {"include_only": []}}
}

object! {
    /// Services whose traces are read: all, or those listed.
    XrayServices {
        /// Whether all are.
        include_all: Option<Flag> = true,
        /// The ones that are; empty means none.
        include_only: Option<Vec<String>> = ["AWS/AppSync"],
    }
    example: {"include_only": ["AWS/AppSync"]}
}

object! {
    /// Which metrics of a namespace are read; one of the two lists.
    AwsMetricNames {
        /// The namespace.
        namespace: Option<String> = "AWS/EC2",
        /// These, and no others.
        include_only: Option<Vec<String>> = ["aws.ec2.network_in"],
        /// All but these.
        exclude_only: Option<Vec<String>> = ["aws.ec2.network_out"],
    }
    example: {"namespace": "AWS/EC2", "include_only": ["aws.ec2.network_in"]}
}
