//! How long an access token is good for, where the answer does not say.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "expires-in-missing",
    title: "Token answer without `expires_in`",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "The client does not know when to renew the access token and notices only when an API refuses it.",
    fix: "Let the token endpoint send `expires_in`, or tell the developers of the client how long its tokens \
          live; this is for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\"}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.retain(|request| request.answer.brings("access_token"));
    if answers.is_empty() {
        return none(flow);
    }
    Verdict::of(answers.into_iter().filter_map(found).collect(), "The token answer says `expires_in`")
}

fn found(request: &Message<'_>) -> Option<Finding> {
    if request.answer.json.as_ref()?.get("expires_in").is_some_and(|value| !value.is_null()) {
        return None;
    }
    let place = Location::of(request, Part::ResponseBody, Some("expires_in"));
    let finding = Finding::at(place, "The token answer has no `expires_in`");
    // Without a refresh token there is nothing to renew with: many such tokens live until they are revoked.
    let renews = request.answer.brings("refresh_token");
    Some(if renews { finding } else { finding.severity(Severity::Info) })
}
