//! API calls without the access token that the login brought.

use crate::config::ClientConfig;
use crate::flow::{Flow, after};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, api, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-token-missing",
    title: "API call without the access token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("2.1"), Document::Rfc6750.at("3.1")],
    why: "The login worked and the client has a token, but the call does not carry it, so the API asks for a \
          login again.",
    fix: "Let the client add `Authorization: Bearer` with the access token to each call; check that no \
          redirect to another host, proxy or CORS setting takes the header off.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"id\":7}
> GET https://api.example/orders HTTP/1.1
> Accept: application/json
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< WWW-Authenticate: Bearer realm=\"orders\"
<
{\"error\":\"unauthorized\"}",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"id\":7}",
    ),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let calls = api::calls(flow);
    if calls.is_empty() {
        return Verdict::NotApplicable;
    }
    let issued = flow.of(Kind::TokenRequest).find(|request| request.answer.brings("access_token"));
    let Some(issued) = issued else {
        return Verdict::lacks("The answer that brought the access token is not in the capture.");
    };
    if calls.iter().all(|call| call.exchange.request.headers.0.is_empty() && call.access_token().is_none()) {
        return Verdict::lacks("The headers of the API calls are not in the capture.");
    }
    if flow.sanitized {
        return Verdict::lacks("The exporter has dropped the `Authorization` header.");
    }
    let bare = api::refused(flow, 401).into_iter().filter(|call| {
        let headers = &call.exchange.request.headers;
        !headers.0.is_empty()
            && !headers.has("authorization")
            && !headers.has("cookie")
            && call.access_token().is_none()
            && after(call.exchange, issued.exchange)
    });
    Verdict::of(bare.map(|call| found(call, issued)).collect(), "The API calls carry the access token")
}

fn found(call: &Message<'_>, issued: &Message<'_>) -> Finding {
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let says = format!(
        "The call to `{}` has no `Authorization` header, although the login brought an access token",
        call.exchange.address()
    );
    Finding::at(place.clone(), says)
        .and_at(Location::of(issued, Part::ResponseBody, Some("access_token")))
        .rows(vec![Row::absent("`Authorization` header", place)])
}
