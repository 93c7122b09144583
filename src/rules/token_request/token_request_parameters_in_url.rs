//! Parameters of the token request in the address instead of the body.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-request-parameters-in-url",
    title: "Token request parameters in the URL",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1"), Document::Rfc6749.at("3.2")],
    why: "The provider reads the parameters from the body. In the address they are overlooked, and secrets \
          in it end up in the logs of every server on the way.",
    fix: "Move the parameters from the query into the body of the `POST`.",
    config: "",
    bad: example("> POST https://op.example/token?grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Content-Length: 0
>
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\"}"),
    good: example(examples::SECRET_IN_BODY),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // These document a query: Zoom "OAuth 2.0", Twitch "Getting OAuth Access Tokens".
    if matches!(flow.provider.id, "zoom" | "twitch") {
        return Verdict::NotApplicable;
    }
    let requests = token::requests(flow).filter(|request| !token::is_asked_by_get(flow, request));
    token::each(requests, judge)
}

const SECRETS: [&str; 7] =
    ["client_secret", "code_verifier", "refresh_token", "password", "client_assertion", "assertion", "code"];
const OTHERS: [&str; 4] = ["grant_type", "redirect_uri", "username", "device_code"];

fn judge(request: &Message<'_>) -> Verdict {
    let own_page = request.given("state").is_some() && request.given("grant_type").is_none();
    let query = request.exchange.query();
    let found: Vec<&str> =
        SECRETS.iter().chain(&OTHERS).copied().filter(|name| query.given(name).is_some()).collect();
    let [first, ..] = found.as_slice() else {
        return Verdict::pass("No parameter of the token request is in the address");
    };
    // Supabase documents `/token?grant_type=…` with the rest in the body.
    if own_page || found == ["grant_type"] && request.exchange.path().ends_with("/auth/v1/token") {
        return Verdict::NotApplicable;
    }
    let names: Vec<String> = found.iter().map(|name| format!("`{name}`")).collect();
    let says = format!("The token request has {} in its address, not in its body", names.join(", "));
    let finding = Finding::at(Location::of(request, Part::RequestQuery, Some(first)), says);
    if !token::succeeded(request) {
        return token::weighed(
            finding,
            request,
            &["invalid_request", "unsupported_grant_type", "invalid_client"],
        )
        .verdict();
    }
    finding.class(Class::Hardening).severity(Severity::Warning).verdict()
}
