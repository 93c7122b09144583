//! An access token whose kind the answer does not tell.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{granted, is_past, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-type-missing",
    title: "Token answer without `token_type`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.1"), Document::Rfc6749.at("7.1")],
    why: "`token_type` says how the access token is to be used. Many client libraries reject an answer \
          without it.",
    fix: "Let the provider send `token_type` (`Bearer` or `DPoP`) with every access token; until then set the \
          type in the client where its library allows that.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"expires_in\":3600}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = granted(flow);
    answers.retain(|request| request.answer.brings("access_token"));
    let Some(first) = answers.first() else { return none(flow) };
    if leaves_it_out(flow, first) {
        return Verdict::NotApplicable;
    }
    let untyped = answers.iter().filter(|request| !request.answer.brings("token_type"));
    let kinds: Vec<&str> = answers.iter().filter_map(|request| request.answer.text("token_type")).collect();
    let pass = format!("`token_type` is `{}`", kinds.first().copied().unwrap_or_default());
    Verdict::of(untyped.map(|request| found(flow, request)).collect(), pass)
}

/// Slack, Shopify, LinkedIn, Instagram and Stack Exchange are known to leave it out; their own libraries know.
fn leaves_it_out(flow: &Flow<'_>, request: &Message<'_>) -> bool {
    let origin = request.exchange.origin();
    ["slack", "shopify", "linkedin"].contains(&flow.provider.id)
        || [".instagram.com", ".linkedin.com", ".myshopify.com", "//stackoverflow.com", ".weixin.qq.com"]
            .iter()
            .any(|host| origin.ends_with(host))
}

fn found(flow: &Flow<'_>, request: &Message<'_>) -> Finding {
    let place = Location::of(request, Part::ResponseBody, Some("token_type"));
    let finding = Finding::at(place, "The token answer brings `access_token` without `token_type`").likely();
    if is_past(flow, request) {
        return finding.class(Class::Conformance).severity(Severity::Warning);
    }
    finding
}
