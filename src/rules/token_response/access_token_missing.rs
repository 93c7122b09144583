//! A successful token answer without an access token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::token_answer::{answered, has_failed, is_success, none};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "access-token-missing",
    title: "Token answer without `access_token`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "Clients take an answer without an access token for a failed login, even if the status says success.",
    fix: "Find out at the provider why it issues no access token: ask for a scope of the API, or correct the \
          token endpoint's address in the client.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut answers = answered(flow);
    answers.retain(|request| {
        is_success(request) && request.answer.error.is_none() && request.answer.json.is_some()
    });
    if answers.is_empty() {
        return none(flow);
    }
    let lacking = answers.into_iter().filter(|request| !has_access_token(request));
    Verdict::of(
        lacking.filter_map(|request| found(flow, request)).collect(),
        "The token answer brings an `access_token`",
    )
}

/// Slack gives a person's token inside `authed_user`; some services call it `token`.
fn has_access_token(request: &Message<'_>) -> bool {
    let json = request.answer.json.as_ref();
    let inner = |name: &str| json.and_then(|json| json.get(name)?.get("access_token")?.as_str());
    request.answer.brings("access_token")
        || request.answer.brings("token")
        || ["authed_user", "data"].iter().any(|name| inner(name).is_some())
}

fn found(flow: &Flow<'_>, request: &Message<'_>) -> Option<Finding> {
    let json = request.answer.json.as_ref()?;
    let members: Vec<String> =
        json.as_object().into_iter().flatten().map(|(name, _)| format!("`{name}`")).take(12).collect();
    let seen = if members.is_empty() { "nothing".to_owned() } else { members.join(", ") };
    let says = format!("The token answer brings {seen}, but no `access_token`");
    let finding = Finding::at(Location::of(request, Part::ResponseBody, Some("access_token")), says);
    if request.answer.brings("id_token") {
        // Azure AD B2C gives an access token only for a scope of an API.
        let b2c = request.exchange.origin().ends_with(".b2clogin.com");
        return (!b2c).then(|| finding.class(Class::Conformance).severity(Severity::Warning));
    }
    Some(if has_failed(flow, request) { finding } else { finding.likely() })
}
