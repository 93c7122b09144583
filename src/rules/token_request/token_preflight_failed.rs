//! The browser's question before a script's token request, and the answer to it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::{Class, Evidence, Rule, Severity, Verdict, example, preflight, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-preflight-failed",
    title: "Preflight of the token request refused",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Fetch.at("4.8")],
    why: "Before a script sends an `Authorization` header, JSON or a header of its own to another origin, \
          the browser asks the server. If the answer does not allow it, the token request is never sent.",
    fix: "Send the token request as a plain form without further headers, or have the provider's \
          administrator allow the origin, `POST` and the headers in the answer to `OPTIONS`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> OPTIONS https://op.example/token HTTP/1.1
> Origin: https://shop.example
> Access-Control-Request-Method: POST
> Access-Control-Request-Headers: authorization
>
< HTTP/1.1 404 Not Found
< Content-Type: text/plain
< Content-Length: 0
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Sec-Fetch-Mode: cors
> Origin: https://shop.example
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: text/plain
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> OPTIONS https://op.example/token HTTP/1.1
> Origin: https://shop.example
> Access-Control-Request-Method: POST
> Access-Control-Request-Headers: authorization
>
< HTTP/1.1 204 No Content
< Access-Control-Allow-Origin: https://shop.example
< Access-Control-Allow-Methods: POST
< Access-Control-Allow-Headers: authorization
< Content-Length: 0
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
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let endpoints: Vec<&str> = token::requests(flow).map(|request| request.exchange.address()).collect();
    let metadata = flow.metadata_text("token_endpoint");
    let of_tokens = flow.of(Kind::Preflight).filter(|asking| {
        let address = asking.exchange.address();
        endpoints.contains(&address) || metadata == Some(address)
    });
    token::each(of_tokens, |asking| {
        let answered = token::requests(flow).any(|request| {
            request.exchange.address() == asking.exchange.address() && token::succeeded(request)
        });
        preflight::judge(asking, answered)
    })
}
