//! Whether a page's script may read metadata and keys.

use crate::config::ClientConfig;
use crate::flow::{Flow, What};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-cors",
    title: "Metadata that the page's script may not read",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Fetch.at("4.10"), Document::Rfc8414.at("3")],
    why: "A client in a browser reads metadata and keys from the provider's origin. Without leave from \
          the server the browser keeps the answer from it, and the login does not begin.",
    fix: "Let the provider's administrator allow the origin of the page \
          (`Access-Control-Allow-Origin`) for the metadata and the keys, or configure the endpoints in \
          the client instead.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
>
< HTTP/1.1 200 OK
< Content-Type: application/json
< Access-Control-Allow-Origin: *
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Read(&[Reading::Answer(Kind::Discovery), Reading::AnswerHeaders(Kind::Discovery)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let kinds = [Kind::Discovery, Kind::Keys, Kind::ResourceMetadata];
    token::each(flow.messages.iter().filter(|message| kinds.contains(&message.kind)), |message| {
        judge(flow, message)
    })
}

fn judge(flow: &Flow<'_>, message: &Message<'_>) -> Verdict {
    let exchange = message.exchange;
    let withheld = flow.failures.iter().any(|failure| {
        failure.what == What::Withheld
            && flow.messages.get(failure.message).is_some_and(|failed| failed.exchange == exchange)
    });
    let origin = exchange.request.headers.first("origin");
    let allowed = exchange.response.headers.first("access-control-allow-origin");
    if !withheld {
        let crosses = origin.is_some_and(|origin| origin != exchange.origin());
        return match allowed.filter(|_| crosses) {
            Some(allowed) => Verdict::pass(format!("The page's script may read it (`{allowed}`)")),
            None => Verdict::NotApplicable,
        };
    }
    let from = origin.map(|origin| format!(" of `{origin}`")).unwrap_or_default();
    let address = exchange.address();
    let place = Location::of(message, Part::ResponseHeader, Some("access-control-allow-origin"));
    let says = match (allowed, message.answer.status) {
        (Some(allowed), _) => {
            format!("A script{from} reads `{address}`; the answer may be read by `{allowed}`")
        }
        (None, Some(_)) => {
            format!("A script{from} reads `{address}`; the answer has no `Access-Control-Allow-Origin`")
        }
        (None, None) => format!("A script{from} reads `{address}`, and the browser gave it no answer"),
    };
    let finding = Finding::at(place, says);
    if message.answer.status.is_none() { finding.likely() } else { finding }.verdict()
}
