//! The key set of the provider does not arrive.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "keys-not-found",
    title: "No key set at its address",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcDiscovery.at("3"), Document::Rfc7517.at("5")],
    why: "Without the keys the client cannot check the signature of the ID token, and must refuse it.",
    fix: "Let the client read the keys from the `jwks_uri` of the metadata, and let whoever runs the \
          network or the provider allow that request.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\"}
> GET https://op.example/keys HTTP/1.1
>
< HTTP/1.1 403 Forbidden
< Content-Type: text/html
<
<p>Forbidden</p>"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\"}
> GET https://op.example/keys HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Read(&[Reading::Answer(Kind::Keys)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let asked: Vec<&Message<'_>> =
        flow.of(Kind::Keys).filter(|message| message.answer.status.is_some()).collect();
    let Some(last) = asked.last() else { return Verdict::NotApplicable };
    if let Some(found) = asked.iter().find(|message| is_there(message)) {
        return Verdict::pass(format!("The key set stands at `{}`", found.exchange.address()));
    }
    let status = last.answer.status.unwrap_or_default();
    let what = match status < 400 {
        true => "answers with something else than a key set".to_owned(),
        false => format!("answers with `{status}`"),
    };
    let says = format!("`{}` {what}", last.exchange.address());
    Finding::at(Location::of(last, Part::ResponseStatus, None), says).verdict()
}

/// A body that was not recorded may be a key set, and `304` says that the client has it.
fn is_there(message: &Message<'_>) -> bool {
    let good = message.answer.status.is_some_and(|status| status < 400);
    let keys = message.answer.json.as_ref().is_some_and(|json| json.get("keys").is_some_and(Value::is_array));
    good && (keys || !message.answer.recorded || message.answer.status == Some(304))
}
