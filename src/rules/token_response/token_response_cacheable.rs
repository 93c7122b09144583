//! Whether a token answer may be kept by caches.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-response-cacheable",
    title: "Token answer that caches may keep",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "The answer holds tokens and does not say `no-store`. A cache between client and provider may \
          keep it and give it to somebody else.",
    fix: "Have the provider's operator send `Cache-Control: no-store` with every token answer.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: max-age=60
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    good: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::answers(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let brings = request.answer.brings("access_token") || request.answer.brings("id_token");
    if !brings {
        return Verdict::NotApplicable;
    }
    let headers = &request.exchange.response.headers;
    // Some exporters keep a few headers only; an answer without a date and a length is one of those.
    if !["date", "content-length", "transfer-encoding", "cache-control", "connection", "server"]
        .iter()
        .any(|name| headers.has(name))
    {
        return Verdict::lacks("The token answer's headers are not in the capture.");
    }
    let values: Vec<String> = headers.all("cache-control").map(str::to_ascii_lowercase).collect();
    if values.iter().any(|value| value.contains("no-store")) {
        return Verdict::pass("The token answer says `no-store`");
    }
    let here = Location::of(request, Part::ResponseHeader, Some("cache-control"));
    match headers.first("cache-control") {
        Some(value) => {
            let says = format!("The token answer has `Cache-Control: {value}`, `no-store` is due");
            let finding = Finding::at(here.clone(), says).rows(vec![Row::clear(
                "`Cache-Control`",
                Some(here),
                value,
                None,
            )]);
            // What is private or must be asked for again is not given to others.
            let harmless =
                ["private", "no-cache"].iter().any(|word| value.to_ascii_lowercase().contains(word));
            if harmless { finding.severity(Severity::Info).verdict() } else { finding.verdict() }
        }
        None => {
            let says = "The token answer has no `Cache-Control`, `no-store` is due";
            let rows = vec![Row::absent("`Cache-Control`", here.clone())];
            Finding::at(here, says).severity(Severity::Info).rows(rows).verdict()
        }
    }
}
