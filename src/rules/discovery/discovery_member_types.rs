//! Types of the members of metadata.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-member-types",
    title: "Metadata with a member of the wrong type",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "Client libraries read lists as lists and switches as true or false. A string in place of a \
          list stops some and misleads others.",
    fix: "Let whoever runs the provider correct the member's type in the document.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"scopes_supported\":\"openid profile\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"scopes_supported\":[\"openid\",\"profile\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let documents = metadata::documents(flow);
    if documents.is_empty() {
        return metadata::none(flow, Kind::Discovery);
    }
    token::each(documents.iter(), judge)
}

fn judge(document: &Read<'_, '_>) -> Verdict {
    let wrong = document.members.iter().filter_map(|(name, value)| {
        let due = due(name, value)?;
        Some(Finding::at(
            document.place(name),
            format!("`{name}` of the metadata is {}, it must be {due}", kind(value)),
        ))
    });
    Verdict::of(wrong.collect(), "The members of the metadata have the right types")
}

/// What a member must be, where it is something else.
fn due(name: &str, value: &Value) -> Option<&'static str> {
    let strings = || value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
    let switch = [
        "request_parameter_supported",
        "request_uri_parameter_supported",
        "require_request_uri_registration",
        "claims_parameter_supported",
        "require_pushed_authorization_requests",
        "authorization_response_iss_parameter_supported",
        "tls_client_certificate_bound_access_tokens",
        "frontchannel_logout_supported",
        "frontchannel_logout_session_supported",
        "backchannel_logout_supported",
        "backchannel_logout_session_supported",
        "require_signed_request_object",
    ];
    match name {
        _ if value.is_null() => None,
        _ if switch.contains(&name) => (!value.is_boolean()).then_some("true or false"),
        _ if name.ends_with("_endpoint") || matches!(name, "issuer" | "jwks_uri") => {
            (!value.is_string()).then_some("a string")
        }
        _ if name.ends_with("_values_supported") || LISTS.contains(&name) => {
            (!strings()).then_some("a list of strings")
        }
        _ => None,
    }
}

const LISTS: [&str; 9] = [
    "scopes_supported",
    "response_types_supported",
    "response_modes_supported",
    "grant_types_supported",
    "subject_types_supported",
    "token_endpoint_auth_methods_supported",
    "code_challenge_methods_supported",
    "claims_supported",
    "ui_locales_supported",
];

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list with other things",
        Value::Object(_) => "an object",
    }
}
