//! The browser's question before a script's token request, and the answer to it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, token};
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
    bad: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
<",
    good: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let endpoints: Vec<&str> = token::requests(flow).map(|request| request.exchange.address()).collect();
    let metadata = flow.metadata_text("token_endpoint");
    let of_tokens = flow.of(Kind::Preflight).filter(|preflight| {
        let address = preflight.exchange.address();
        endpoints.contains(&address) || metadata == Some(address)
    });
    token::each(of_tokens, |preflight| judge(flow, preflight))
}

fn judge(flow: &Flow<'_>, preflight: &Message<'_>) -> Verdict {
    let answered = token::requests(flow).any(|request| {
        request.exchange.address() == preflight.exchange.address() && token::succeeded(request)
    });
    let Some(status) = preflight.answer.status else {
        return Verdict::lacks("The answer to the preflight is not in the capture.");
    };
    let response = &preflight.exchange.response.headers;
    let Some((header, fault)) = fault(preflight, status).filter(|_| !answered) else {
        return Verdict::pass("The server allows the script's token request");
    };
    if response.0.is_empty() && (200..300).contains(&status) {
        return Verdict::lacks("The headers of the answer to the preflight are not in the capture.");
    }
    let place = match header {
        "" => Location::of(preflight, Part::ResponseStatus, None),
        header => Location::of(preflight, Part::ResponseHeader, Some(header)),
    };
    let origin = preflight.exchange.request.headers.first("origin").unwrap_or("another origin");
    let says = format!(
        "The browser asks `{}` whether a script of `{origin}` may send its request; {fault}",
        preflight.exchange.address()
    );
    Finding::at(place, says).verdict()
}

/// What does not allow the request, and the header where (Fetch Standard, section 4.8, steps 7 and 8).
fn fault(preflight: &Message<'_>, status: u16) -> Option<(&'static str, String)> {
    let asked = &preflight.exchange.request.headers;
    let allows = |name: &'static str| {
        let values: Vec<String> =
            preflight.exchange.response.headers.all(name).map(str::to_ascii_lowercase).collect();
        values.join(",")
    };
    let allowed = preflight.exchange.response.headers.first("access-control-allow-origin");
    let origin = asked.first("origin");
    if !allowed.is_some_and(|allowed| allowed == "*" || Some(allowed) == origin) {
        let what = allowed.map_or("no `Access-Control-Allow-Origin`".to_owned(), |allowed| {
            format!("`Access-Control-Allow-Origin: {allowed}`")
        });
        return Some(("access-control-allow-origin", format!("the answer ({status}) has {what}")));
    }
    if !(200..300).contains(&status) {
        return Some(("", format!("the answer is {status}, which counts as a refusal")));
    }
    let names = allows("access-control-allow-headers");
    let has = |name: &str| {
        names.split(',').any(|own| own.trim() == name || (own.trim() == "*" && name != "authorization"))
    };
    let wanted = asked.first("access-control-request-headers").unwrap_or_default().to_ascii_lowercase();
    let missing = wanted.split(',').map(str::trim).find(|name| !name.is_empty() && !has(name))?;
    Some((
        "access-control-allow-headers",
        format!("`Access-Control-Allow-Headers` does not list `{missing}`"),
    ))
}
