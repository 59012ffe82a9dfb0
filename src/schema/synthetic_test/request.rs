//! What a test asks. Secrets belong into global variables of Datadog: `{{ TOKEN }}`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::NumberOrText;
use super::options::HttpVersion;
use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum, tagged};

object! {
    /// A request. Which fields it has follows from what the test speaks.
    TestRequest {
        /// Address that is asked.
        url: Option<String> = "https://pipeline.example.com/health",
        /// Verb of HTTP, or method of a gRPC service.
        method: Option<String> = "GET",
        /// Host that is asked, where there is no address.
        host: Option<String> = "pipeline.example.com",
        /// Port that is asked.
        port: Option<NumberOrText> = 443,
        /// Headers of the request.
        headers: Option<BTreeMap<String, String>> = {"accept": "application/json"},
        /// Parameters of the address.
        query: Option<BTreeMap<String, Value>> = {"page": "1"},
        /// Body of the request.
        body: Option<String> = "{\"stage\": \"load\"}",
        /// What the body is.
        #[schemars(rename = "bodyType")]
        body_type: Option<BodyType> = "application/json",
        /// Fields of a form.
        form: Option<BTreeMap<String, String>> = {"stage": "load"},
        /// Files of a form. Their content is taken in and never shown.
        files: Option<Vec<TestFile>> = [{"name": "rows.csv", "type": "text/csv", "content": "YTtiCg==", "encoding": "base64"}],
        /// How the request says who it is.
        #[schemars(rename = "basicAuth")]
        basic_auth: Option<TestAuth> = {"type": "web", "username": "probe", "password": "{{ PASSWORD }}"},
        /// Certificate that the request shows.
        certificate: Option<ClientCertificate> = {"cert": {"filename": "probe.crt"}, "key": {"filename": "probe.key"}},
        /// Domains at which a browser test shows its certificate.
        #[schemars(rename = "certificateDomains")]
        certificate_domains: Option<Vec<String>> = ["https://pipeline.example.com"],
        /// What the request goes through.
        proxy: Option<TestProxy> = {"url": "https://proxy.example.com"},
        /// Seconds after which it has failed.
        timeout: Option<Number> = 30,
        /// Whether redirects are followed, in a step.
        follow_redirects: Option<Flag> = true,
        /// Whether bad certificates are passed over, in a step.
        allow_insecure: Option<Flag> = false,
        /// Whether cookies last over redirects.
        #[schemars(rename = "persistCookies")]
        persist_cookies: Option<Flag> = false,
        /// Whether the body of the answer is forgotten.
        #[schemars(rename = "noSavingResponseBody")]
        no_saving_response_body: Option<Flag> = false,
        /// Which HTTP is spoken, in a step.
        #[schemars(rename = "httpVersion")]
        http_version: Option<HttpVersion> = "any",

        /// Server of names that a DNS test asks.
        #[schemars(rename = "dnsServer")]
        dns_server: Option<String> = "8.8.8.8",
        /// Its port.
        #[schemars(rename = "dnsServerPort")]
        dns_server_port: Option<NumberOrText> = 53,
        /// Name of the server that a TLS test wants to reach.
        servername: Option<String> = "pipeline.example.com",
        /// Whether a TLS test fails where the certificate was revoked.
        #[schemars(rename = "checkCertificateRevocation")]
        check_certificate_revocation: Option<Flag> = true,
        /// Whether a TLS test leaves missing certificates of the chain unfetched.
        #[schemars(rename = "disableAiaIntermediateFetching")]
        disable_aia_intermediate_fetching: Option<Flag> = false,
        /// Whether a TLS test leaves the certificate unjudged.
        ignore_certificate_validation: Option<Flag> = false,
        /// How many pings are sent.
        #[schemars(rename = "numberOfPackets", range(min = 0, max = 10))]
        number_of_packets: Option<Integer> = 4,
        /// Whether the hops on the way are looked for.
        #[schemars(rename = "shouldTrackHops")]
        should_track_hops: Option<Flag> = false,
        /// Message that is sent over UDP, WebSocket or gRPC.
        message: Option<String> = "ping",
        /// Whether the message is written in base64.
        #[schemars(rename = "isMessageBase64Encoded")]
        is_message_base64_encoded: Option<Flag> = false,
        /// Service of gRPC that is called.
        service: Option<String> = "grpc.health.v1.Health",
        /// Metadata of a gRPC call.
        metadata: Option<BTreeMap<String, String>> = {"tenant": "a"},
        /// What sort of call it is.
        #[schemars(rename = "callType")]
        call_type: Option<CallType> = "healthcheck",
        /// Description of a gRPC service, as JSON that is compressed and written in base64.
        #[schemars(rename = "compressedJsonDescriptor")]
        compressed_json_descriptor: Option<String> = "eJyrVg==",
        /// Description of a gRPC service, as a file that is compressed and written in base64.
        #[schemars(rename = "compressedProtoFile")]
        compressed_proto_file: Option<String> = "eJyrVg==",
        /// Version of the Model Context Protocol.
        #[schemars(rename = "mcpProtocolVersion")]
        mcp_protocol_version: Option<String> = "2025-06-18",
        /// Tool that is called.
        #[schemars(rename = "toolName")]
        tool_name: Option<String> = "search",
        /// What it is called with.
        #[schemars(rename = "toolArgs")]
        tool_args: Option<Value> = {"query": "pipeline"},
    }
    example: {"method": "GET", "url": "https://pipeline.example.com/health"}
}

open_enum! {
    /// What a body is.
    BodyType {
        "application/json" => "JSON",
        "text/plain" => "text",
        "text/xml" => "XML",
        "text/html" => "HTML",
        "application/x-www-form-urlencoded" => "a form",
        "graphql" => "a GraphQL query",
        "application/octet-stream" => "a file",
        "multipart/form-data" => "a form with files",
    }
}

open_enum! {
    /// What sort of call it is.
    CallType {
        "healthcheck" => "the health check of gRPC",
        "unary" => "one call, one answer",
        "init" => "the greeting of the Model Context Protocol",
        "tool_list" => "which tools there are",
        "tool_call" => "a tool is called",
    }
}

object! {
    /// A file of a form.
    TestFile {
        /// Name of the field.
        name: Option<String> = "rows.csv",
        /// Name of the file.
        #[schemars(rename = "originalFileName")]
        original_file_name: Option<String> = "rows.csv",
        /// What is in it. It is taken in and never shown.
        content: Option<String> = "YTtiCg==",
        /// How the content is written.
        encoding: Option<String> = "base64",
        /// What sort of file it is.
        r#type: Option<String> = "text/csv",
        /// How many bytes it has.
        size: Option<Integer> = 4,
        /// Where it was put. Server-owned: dropped on load.
        #[schemars(rename = "bucketKey", extend("readOnly" = true, "doNotSuggest" = true))]
        bucket_key: Option<String> = "api-upload-file/abc-def-ghi/2024-01-01",
    }
    example: {"name": "rows.csv", "type": "text/csv", "content": "YTtiCg==", "encoding": "base64"}
}

object! {
    /// Certificate that a request shows, and its key.
    ClientCertificate {
        /// The certificate.
        cert: Option<CertificateFile> = {"filename": "probe.crt"},
        /// Its key.
        key: Option<CertificateFile> = {"filename": "probe.key"},
    }
    example: {"cert": {"filename": "probe.crt"}, "key": {"filename": "probe.key"}}
}

object! {
    /// A certificate or a key.
    CertificateFile {
        /// What is in it. It is taken in and never shown.
        content: Option<String> = "-----BEGIN CERTIFICATE-----",
        /// Name of the file.
        filename: Option<String> = "probe.crt",
        /// When it was last written. Server-owned: dropped on load.
        #[schemars(rename = "updatedAt", extend("readOnly" = true, "doNotSuggest" = true))]
        updated_at: Option<String> = "2024-01-01T00:00:00.000Z",
    }
    example: {"filename": "probe.crt"}
}

object! {
    /// What a request goes through.
    TestProxy {
        /// Its address.
        url: String = "https://proxy.example.com",
        /// Headers that it gets.
        headers: Option<BTreeMap<String, String>> = {"x-probe": "1"},
    }
    example: {"url": "https://proxy.example.com"}
}

tagged! {
    /// How a request says who it is.
    TestAuth by "type" {
        NamedAuth {}
        NamedAuth { "web" => "name and password", "digest" => "a digest of them", "ntlm" => "Windows" }
        SignedAuth { "sigv4" => "Amazon" }
        TokenAuth {
            "oauth-client" => "OAuth, as a client",
            "oauth-rop" => "OAuth, with a password",
            "jwt" => "a token that the test signs itself",
        }
    }
    example: {"type": "web", "username": "probe", "password": "{{ PASSWORD }}"}
}

object! {
    /// Name and password.
    NamedAuth {
        /// The name.
        username: Option<String> = "probe",
        /// The password; better a global variable.
        password: Option<String> = "{{ PASSWORD }}",
        /// Domain of Windows.
        domain: Option<String> = "EXAMPLE",
        /// Machine of Windows.
        workstation: Option<String> = "PROBE",
    }
    example: {"username": "probe", "password": "{{ PASSWORD }}"}
}

object! {
    /// A signature for Amazon.
    SignedAuth {
        /// The access key.
        #[schemars(rename = "accessKey")]
        access_key: String = "{{ ACCESS_KEY }}",
        /// Its secret; better a global variable.
        #[schemars(rename = "secretKey")]
        secret_key: String = "{{ SECRET_KEY }}",
        /// The region.
        region: Option<String> = "eu-central-1",
        /// The service.
        #[schemars(rename = "serviceName")]
        service_name: Option<String> = "execute-api",
        /// The token of the session.
        #[schemars(rename = "sessionToken")]
        session_token: Option<String> = "{{ SESSION_TOKEN }}",
    }
    example: {"accessKey": "{{ ACCESS_KEY }}", "secretKey": "{{ SECRET_KEY }}"}
}

object! {
    /// A token.
    TokenAuth {
        /// Where the token comes from.
        #[schemars(rename = "accessTokenUrl")]
        access_token_url: Option<String> = "https://id.example.com/token",
        /// How the client says there who it is.
        #[schemars(rename = "tokenApiAuthentication")]
        token_api_authentication: Option<String> = "header",
        /// The client.
        #[schemars(rename = "clientId")]
        client_id: Option<String> = "probe",
        /// Its secret; better a global variable.
        #[schemars(rename = "clientSecret")]
        client_secret: Option<String> = "{{ CLIENT_SECRET }}",
        /// The name.
        username: Option<String> = "probe",
        /// The password; better a global variable.
        password: Option<String> = "{{ PASSWORD }}",
        /// Whom the token is for.
        audience: Option<String> = "pipeline",
        /// What the token is for.
        resource: Option<String> = "pipeline",
        /// What the token allows.
        scope: Option<String> = "read",
    }
    example: {"accessTokenUrl": "https://id.example.com/token", "clientId": "probe"}
}
