//! The grant against the registered ones.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "grant-type-not-configured",
    title: "Grant that the client is not registered for",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7591.at("2"), Document::Rfc6749.at("5.2")],
    why: "A provider gives tokens only by the grants that were allowed for the client, and answers \
          `unauthorized_client` to the others.",
    fix: "Have the provider's administrator allow this grant for the client, or let the client use one that is \
          allowed.",
    config: "{\"client_id\":\"shop\",\"grant_types\":[\"authorization_code\",\"refresh_token\"]}",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=client_credentials&client_id=shop&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"unauthorized_client\"}",
    ),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(config, request))
}

fn judge(config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let Some(grant) = request.given("grant_type") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let Some(registered) = config.grant_types.as_deref().filter(|list| !list.is_empty()) else {
        return Verdict::lacks("No stored configuration lists the client's grants.");
    };
    if registered.iter().any(|own| own == grant) {
        return Verdict::pass(format!("The client is registered for `{grant}`"));
    }
    let listed: Vec<String> = registered.iter().map(|own| format!("`{own}`")).collect();
    let place = Location::param(request, "grant_type");
    let says = format!("`grant_type` is `{grant}`, the client is registered for {}", listed.join(", "));
    let finding = Finding::at(place, says);
    if token::succeeded(request) {
        return finding.class(Class::Conformance).severity(Severity::Info).verdict();
    }
    token::weighed(finding, request, &["unauthorized_client", "unsupported_grant_type"]).verdict()
}
