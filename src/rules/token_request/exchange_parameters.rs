//! The parameters of a token exchange.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "exchange-parameters",
    title: "Token exchange without a required parameter",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8693.at("2.1")],
    why: "The provider must know which token is exchanged and of which type it is; without that it refuses.",
    fix: "Send `subject_token` with `subject_token_type`, and `actor_token_type` with an `actor_token` and \
          only then.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&client_id=shop&subject_token=2YotnFZFEjr1zCsicMWpAA&subject_token_type=access_token
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&client_id=shop&subject_token=2YotnFZFEjr1zCsicMWpAA&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_target\"}"),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:token-exchange";

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow).filter(|request| request.grant() == Some(GRANT)), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    if token::succeeded(request) {
        return Verdict::pass("The provider exchanged the token");
    }
    let has = |name: &str| request.given(name).is_some();
    let fault = [
        (!has("subject_token"), "subject_token", "has no `subject_token`"),
        (!has("subject_token_type"), "subject_token_type", "has no `subject_token_type`"),
        (
            has("actor_token") && !has("actor_token_type"),
            "actor_token_type",
            "has an `actor_token` without its type",
        ),
        (
            !has("actor_token") && has("actor_token_type"),
            "actor_token_type",
            "has an `actor_token_type` without a token",
        ),
    ];
    let mut findings: Vec<Finding> = fault
        .iter()
        .filter(|(holds, _, _)| *holds)
        .map(|(_, name, what)| {
            Finding::at(Location::param(request, name), format!("The token exchange {what}"))
        })
        .collect();
    let types = ["subject_token_type", "actor_token_type", "requested_token_type"];
    findings.extend(types.into_iter().filter_map(|name| {
        // Section 3: a URI; `access_token` alone is a frequent mistake.
        let value = request.given(name).filter(|value| !value.contains(':'))?;
        let says = format!(
            "`{name}` is `{value}`, not a URI such as `urn:ietf:params:oauth:token-type:access_token`"
        );
        Some(Finding::at(Location::param(request, name), says))
    }));
    let weighed =
        |finding| token::weighed(finding, request, &["invalid_request", "invalid_grant", "invalid_target"]);
    Verdict::of(findings.into_iter().map(weighed).collect(), "The token exchange has what it needs")
}
