//! An answer of the token endpoint that the browser kept from the page's script.

use crate::config::ClientConfig;
use crate::flow::{Flow, What};
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Row, Rule, Severity, Verdict, example, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-cors-blocked",
    title: "Token answer withheld from the script",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Fetch.at("4.10")],
    why: "A script may read the answer of another origin only if that server allows it in \
          `Access-Control-Allow-Origin`. Without it the answer arrives and the script sees nothing but an \
          error.",
    fix: "Have the provider's administrator allow the page's origin for this client (web origins, allowed \
          origins, platform), or redeem the code on the client's server.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Sec-Fetch-Mode: cors
> Origin: https://shop.example
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Sec-Fetch-Mode: cors
> Origin: https://shop.example
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Access-Control-Allow-Origin: https://shop.example
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Read(&[Reading::Answer(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let exchange = request.exchange;
    let withheld = flow.failures.iter().any(|failure| {
        failure.what == What::Withheld
            && flow.messages.get(failure.message).is_some_and(|failed| failed.exchange == exchange)
    });
    let origin = exchange.request.headers.first("origin");
    if !withheld {
        let read = origin.is_some_and(|origin| origin != exchange.origin())
            && exchange.response.headers.has("access-control-allow-origin");
        return match read {
            true => Verdict::pass("The server lets the page's script read the token answer"),
            false => Verdict::NotApplicable,
        };
    }
    let from = origin.map(|origin| format!(" of `{origin}`")).unwrap_or_default();
    let to = exchange.address();
    let here = Location::of(request, Part::ResponseHeader, Some("access-control-allow-origin"));
    let Some(status) = request.answer.status else {
        let error = exchange.error.as_deref().map(|error| format!(" (`{error}`)")).unwrap_or_default();
        let says = format!(
            "A script{from} asks `{to}` for tokens, and the browser gave it no \
                answer{error}"
        );
        let place = Location::of(request, Part::ResponseStatus, None);
        return Finding::at(place, says).likely().verdict();
    };
    match exchange.response.headers.first("access-control-allow-origin") {
        Some(allowed) => {
            let says = format!(
                "A script{from} asks `{to}` for tokens; the answer ({status}) may be read by \
                    `{allowed}`"
            );
            Finding::at(here.clone(), says)
                .compared(
                    ("Origin of the page", None, origin.unwrap_or_default()),
                    ("`Access-Control-Allow-Origin`", Some(here), allowed),
                )
                .verdict()
        }
        None => {
            let says = format!(
                "A script{from} asks `{to}` for tokens; the answer ({status}) has no \
                    `Access-Control-Allow-Origin`"
            );
            Finding::at(here.clone(), says)
                .rows(vec![Row::absent("`Access-Control-Allow-Origin`", here)])
                .verdict()
        }
    }
}
