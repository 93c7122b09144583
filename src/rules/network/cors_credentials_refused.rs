//! Cookies on a script's request against what the server allows.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, browser, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "cors-credentials-refused",
    title: "Request with cookies that the server's CORS answer does not allow",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Fetch.at("4.10")],
    why: "A browser gives the answer to a request with cookies to a script only if the server names its origin \
          and allows credentials; `*` is not enough.",
    fix: "Send the request without cookies (`credentials: \"omit\"`), or let the server answer with the origin \
          and `Access-Control-Allow-Credentials: true`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
> Cookie: sid=5f2bc1
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Access-Control-Allow-Origin: *
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
> Cookie: sid=5f2bc1
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
< Access-Control-Allow-Origin: https://shop.example
< Access-Control-Allow-Credentials: true
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let cross = flow.messages.iter().filter(|message| {
        let exchange = message.exchange;
        message.kind != Kind::Preflight
            && browser::is_script(exchange)
            && browser::page(exchange) != exchange.origin()
            && exchange.request.headers.has("cookie")
    });
    token::each(cross, judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let headers = &message.exchange.response.headers;
    if headers.0.is_empty() {
        return Verdict::lacks("The answer's headers are not in the capture.");
    }
    let Some(origin) = headers.first("access-control-allow-origin") else { return Verdict::NotApplicable };
    let allowed = headers.first("access-control-allow-credentials") == Some("true");
    if origin != "*" && allowed {
        return Verdict::pass("The server allows the page's origin with cookies");
    }
    let place = Location::of(message, Part::ResponseHeader, Some("access-control-allow-origin"));
    let lacks = if allowed { "" } else { " and no `Access-Control-Allow-Credentials: true`" };
    let says = format!(
        "A script's request with cookies is answered with `Access-Control-Allow-Origin: {origin}`{lacks}"
    );
    let finding = Finding::at(place, says);
    // Whether the script wanted the cookies is not to be seen.
    match message.exchange.error.is_some() {
        true => finding.verdict(),
        false => finding.class(Class::Conformance).severity(Severity::Info).likely().verdict(),
    }
}
