//! What the client says it can read.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-accept-missing",
    title: "Answer in form encoding because the request does not ask for JSON",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc9110.at("12.5.1"), Document::Rfc6749.at("5.1")],
    why: "Some servers (GitHub among them) answer in form encoding unless the request asks for JSON; a client \
          that expects JSON then finds no token.",
    fix: "Send `Accept: application/json` with the token request.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/x-www-form-urlencoded
< Cache-Control: no-store
<
access_token=2YotnFZFEjr1zCsicMWpAA&scope=&token_type=bearer"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Accept: application/json
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let Some(text) = request.exchange.response.body.text() else {
        return match request.answer.recorded {
            true => Verdict::NotApplicable,
            false => Verdict::lacks("The token answer's body is not in the capture."),
        };
    };
    let headers = &request.exchange.request.headers;
    let asks = headers.all("accept").any(|value| value.contains("json"));
    if text.trim_start().starts_with(['{', '[']) {
        return Verdict::pass("The token endpoint answers in JSON");
    }
    let form = request.answer.json.is_some();
    if !form || asks {
        return Verdict::NotApplicable;
    }
    if headers.0.is_empty() {
        return Verdict::lacks("The token request's headers are not in the capture.");
    }
    let accept = headers.first("accept");
    let sent = accept.map_or("has no `Accept`".to_owned(), |accept| format!("has `Accept: {accept}`"));
    let place = Location::of(request, Part::RequestHeader, Some("accept"));
    let says = format!("The token endpoint answers in form encoding; the request {sent}");
    Finding::at(place, says).and_at(Location::of(request, Part::ResponseBody, None)).verdict()
}
