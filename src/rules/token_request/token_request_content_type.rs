//! The media type of the token request, and whether its body is of that type.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::{Body, Exchange, marks};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Row, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-request-content-type",
    title: "Token request that is no form",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3"), Document::Rfc6749.at("3.2"), Document::Rfc9110.at("8.3")],
    why: "The token endpoint reads a form (`application/x-www-form-urlencoded`). JSON or multipart looks \
          to it like a request without any parameter.",
    fix: "Send the parameters as `application/x-www-form-urlencoded`, with the matching `Content-Type`: in \
          JavaScript as `URLSearchParams`, not as an object or `FormData`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/json
>
{\"grant_type\":\"authorization_code\",\"client_id\":\"shop\",\"code\":\"SplxlOBeZQQYbYS6WxSbIA\",\"redirect_uri\":\"https://shop.example/cb\"}
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\",\"error_description\":\"grant_type is missing\"}"),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Read(&[Reading::Headers(crate::oauth::Kind::TokenRequest), Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

const FORM: &str = "application/x-www-form-urlencoded";

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let exchange = request.exchange;
    if exchange.request.method != "POST" || exchange.request.body == Body::Empty {
        return Verdict::NotApplicable;
    }
    let text = exchange.request.body.text().map(str::trim);
    let json = text.map(|text| text.starts_with('{'));
    let media = exchange.content_type().filter(|media| !media.is_empty());
    let says = match (media.as_deref(), json) {
        (Some(FORM), Some(true)) => format!("The body is JSON, its `Content-Type` says `{FORM}`"),
        (Some(FORM), _) if text.is_some_and(is_multipart) => {
            format!("The body is multipart, its `Content-Type` says `{FORM}`")
        }
        (Some(FORM), _) => return Verdict::pass("The token request is a form"),
        (Some(media), Some(false)) if is_json(media) => {
            format!("The body is a form, its `Content-Type` says `{media}`")
        }
        (Some(media), _) if is_json(media) && takes_json(flow, exchange) => {
            return Verdict::pass(format!("The provider takes `{media}` too"));
        }
        (Some(media), _) => format!("The token request is sent as `{media}`, a form (`{FORM}`) is due"),
        (None, Some(true)) if request.headers_not_recorded() && !takes_json(flow, exchange) => {
            format!("The body is JSON, a form (`{FORM}`) is due")
        }
        (None, _) if request.headers_not_recorded() => {
            return Verdict::lacks("The token request's headers are not in the capture.");
        }
        (None, None) => return Verdict::lacks(token::BODY),
        (None, Some(_)) => format!("The token request has no `Content-Type`, `{FORM}` is due"),
    };
    let here = Location::of(request, Part::RequestHeader, Some("content-type"));
    let row = match media.as_deref() {
        Some(media) => Row::clear("`Content-Type`", Some(here.clone()), media, None),
        None => Row::absent("`Content-Type`", here.clone()),
    };
    let body = Location::of(request, Part::RequestBody, None);
    let finding = match request.headers_not_recorded() {
        true => Finding::at(body, says),
        false => Finding::at(here, says).and_at(body).rows(vec![row]),
    };
    token::weighed(finding, request, &["invalid_request", "unsupported_grant_type", "invalid_client"])
        .verdict()
}

/// Whether a body is a form in parts (RFC 7578, section 4), whatever its label says.
fn is_multipart(text: &str) -> bool {
    let head = text.get(..400).unwrap_or(text);
    head.starts_with("--") && head.to_ascii_lowercase().contains("content-disposition: form-data")
}

fn is_json(media: &str) -> bool {
    media == "application/json" || media.ends_with("+json")
}

/// Providers whose documentation sends JSON to the token endpoint, or says that they take it; Supabase's takes the grant from
/// the address and the rest as JSON.
fn takes_json(flow: &Flow<'_>, exchange: &Exchange) -> bool {
    // A device's request that it took as JSON before.
    let took = |asked: &Message<'_>| {
        asked.exchange.origin() == exchange.origin()
            && asked.answer.status == Some(200)
            && asked.exchange.content_type().is_some_and(|media| is_json(&media))
    };
    let host = exchange.url().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let by_host = exchange.path().ends_with("/auth/v1/token") || marks::takes_camel_case(&host);
    if by_host || flow.of(Kind::DeviceAuthorization).any(took) {
        return true;
    }
    ["auth0", "github", "slack", "shopify", "google", "atlassian", "notion"].contains(&flow.provider.id)
}
