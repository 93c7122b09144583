//! The browser's question before an API call, and the answer to it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::{Class, Evidence, Reading, Rule, Severity, Verdict, api, example, preflight, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-preflight-failed",
    title: "Preflight of an API call refused",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Fetch.at("4.8")],
    why: "Before a script sends an `Authorization` header to another origin, the browser asks the API. If the \
          answer does not allow it, the call is never sent, and the page sees only a network error.",
    fix: "Let the API answer `OPTIONS` without asking for a token, and allow the page's origin, the method and \
          the header `authorization`.",
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
> OPTIONS https://api.example/orders HTTP/1.1
> Origin: https://shop.example
> Access-Control-Request-Method: GET
> Access-Control-Request-Headers: authorization
>
< HTTP/1.1 401 Unauthorized
< Content-Length: 0
<
> GET https://api.example/orders HTTP/1.1
> Origin: https://shop.example
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>",
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
> OPTIONS https://api.example/orders HTTP/1.1
> Origin: https://shop.example
> Access-Control-Request-Method: GET
> Access-Control-Request-Headers: authorization
>
< HTTP/1.1 204 No Content
< Access-Control-Allow-Origin: https://shop.example
< Access-Control-Allow-Methods: GET
< Access-Control-Allow-Headers: authorization
< Content-Length: 0
<
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
>
< HTTP/1.1 200 OK
< Content-Type: application/json
< Access-Control-Allow-Origin: https://shop.example
<
{\"id\":7}",
    ),
    evidence: Evidence::Read(&[Reading::Preflights(Kind::ApiCall)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let login: Vec<&str> = flow
        .messages
        .iter()
        .filter(|message| !matches!(message.kind, Kind::ApiCall | Kind::Userinfo | Kind::Preflight))
        .map(|message| message.exchange.address())
        .collect();
    let token_endpoint = flow.metadata_text("token_endpoint");
    let of_calls = flow.of(Kind::Preflight).filter(|asking| {
        let address = asking.exchange.address();
        !login.contains(&address) && token_endpoint != Some(address)
    });
    token::each(of_calls, |asking| {
        let answered = api::calls(flow).into_iter().any(|call| {
            call.exchange.address() == asking.exchange.address()
                && call.exchange.request.method != "OPTIONS"
                && call.answer.status.is_some()
                && call.exchange.error.is_none()
        });
        preflight::judge(asking, answered)
    })
}
