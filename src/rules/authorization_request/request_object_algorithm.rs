//! The algorithm of a request object.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "request-object-algorithm",
    title: "Request object signed by an algorithm that the provider does not advertise",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("10.1"), Document::OidcDiscovery.at("3")],
    why: "The provider cannot verify the request and refuses it.",
    fix: "Let the client sign its request objects by an algorithm of \
          `request_object_signing_alg_values_supported`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"request_object_signing_alg_values_supported\":[\"PS256\"]}
> GET https://op.example/authorize?client_id=shop&response_type=code&request=eyJhbGciOiJSUzI1NiIsInR5cCI6Im9hdXRoLWF1dGh6LXJlcStqd3QifQ.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIn0.c2lnbmF0dXJl HTTP/1.1
>
< HTTP/1.1 200 OK
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"request_object_signing_alg_values_supported\":[\"PS256\"]}
> GET https://op.example/authorize?client_id=shop&response_type=code&request=eyJhbGciOiJQUzI1NiIsInR5cCI6Im9hdXRoLWF1dGh6LXJlcStqd3QifQ.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIn0.c2lnbmF0dXJl HTTP/1.1
>
< HTTP/1.1 200 OK
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let carrying = flow
        .of(Kind::AuthorizationRequest)
        .chain(flow.of(Kind::PushedAuthorization))
        .filter(|request| request.given("request").is_some());
    token::each(carrying, |request| judge(flow, config, request))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let text = request.given("request").unwrap_or_default();
    let encrypts = config.other.contains_key("request_object_encryption_alg");
    let place = Location::param(request, "request");
    if encrypts && !Jwt::is_encrypted(text) {
        return Finding::at(
            place,
            "The request object is not encrypted, the client is registered to encrypt it",
        )
        .verdict();
    }
    let Some(object) = Jwt::read(text) else { return Verdict::NotApplicable };
    let Some(used) = object.algorithm() else { return Verdict::NotApplicable };
    let registered = config.other.get("request_object_signing_alg").and_then(Value::as_str);
    let supported = flow.metadata_list("request_object_signing_alg_values_supported");
    let says = match (registered, &supported) {
        (Some(own), _) if own != used => {
            format!("The request object is signed by `{used}`, the client is registered for `{own}`")
        }
        (_, Some(list)) if !list.contains(&used) => {
            format!(
                "The request object is signed by `{used}`, the provider's metadata lists `{}`",
                list.join("`, `")
            )
        }
        (None, None) => {
            return Verdict::lacks(
                "Neither metadata nor configuration names the algorithms for request objects.",
            );
        }
        _ => return Verdict::pass(format!("The request object is signed by `{used}`, as agreed")),
    };
    Finding::at(place, says).verdict()
}
