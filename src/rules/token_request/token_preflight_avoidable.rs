//! What makes the browser ask before a token request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-preflight-avoidable",
    title: "Preflight that a header of the client forces",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Fetch.at("4.8")],
    why: "Before each such token request the browser sends a second one and waits. Many providers do not \
          answer it, and then the login fails in browsers only.",
    fix: "Send the token request as a plain form without headers of the client's own.",
    config: "",
    bad: example("> OPTIONS https://op.example/token HTTP/1.1
> Origin: https://shop.example
> Access-Control-Request-Method: POST
> Access-Control-Request-Headers: content-type,x-requested-with
>
< HTTP/1.1 204 No Content
< Access-Control-Allow-Origin: https://shop.example
< Access-Control-Allow-Methods: POST
< Access-Control-Allow-Headers: content-type,x-requested-with
< Content-Length: 0
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Access-Control-Allow-Origin: https://shop.example
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> OPTIONS https://op.example/token HTTP/1.1
> Origin: https://shop.example
> Access-Control-Request-Method: POST
> Access-Control-Request-Headers: dpop
>
< HTTP/1.1 204 No Content
< Access-Control-Allow-Origin: https://shop.example
< Access-Control-Allow-Methods: POST
< Access-Control-Allow-Headers: dpop
< Content-Length: 0
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Access-Control-Allow-Origin: https://shop.example
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

/// What a token request needs and a browser asks for.
const NEEDED: [&str; 2] = ["authorization", "dpop"];

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let endpoints: Vec<&str> = token::requests(flow).map(|request| request.exchange.address()).collect();
    let of_tokens = flow.of(Kind::Preflight).filter(|asking| endpoints.contains(&asking.exchange.address()));
    token::each(of_tokens, judge)
}

fn judge(asking: &Message<'_>) -> Verdict {
    let headers = &asking.exchange.request.headers;
    if headers.0.is_empty() {
        return Verdict::lacks("The preflight's headers are not in the capture.");
    }
    let Some(asked) = headers.first("access-control-request-headers") else {
        return Verdict::pass("The preflight asks for no header of the client's own");
    };
    let own: Vec<String> = asked
        .split(',')
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty() && !NEEDED.contains(&name.as_str()))
        .map(|name| format!("`{name}`"))
        .collect();
    if own.is_empty() {
        return Verdict::pass("The preflight asks only for headers that the token request needs");
    }
    let place = Location::of(asking, Part::RequestHeader, Some("access-control-request-headers"));
    let says = format!("The browser asks first because the client's token request has {}", own.join(", "));
    Finding::at(place, says).verdict()
}
