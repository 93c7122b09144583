//! The method by which the client authenticates against the registered one.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Row, Rule, Severity, Verdict, client_auth, example, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-auth-not-configured",
    title: "Client authentication by another method than the registered one",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7591.at("2"), Document::Rfc8414.at("2"), Document::Rfc6749.at("2.3.1")],
    why: "A client is registered for one way of showing its secret. Many providers refuse the right secret \
          when it comes by another way.",
    fix: "Set the client library to the registered method, or have the provider's administrator change the \
          client's `token_endpoint_auth_method`.",
    config: "{\"client_id\":\"shop\",\"client_type\":\"confidential\",\"token_endpoint_auth_method\":\"client_secret_basic\"}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcDo3RmpmcDBaQnIxS3REUmJuZlZkbUl3
>
grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest), Reading::Headers(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(config, request))
}

fn judge(config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let methods = client_auth::methods(request);
    let [sent] = methods.as_slice() else { return Verdict::NotApplicable };
    if let Some(wanted) = wanted(request, sent) {
        let says = format!("The client authenticates by `{sent}`, the server says that it wants `{wanted}`");
        return Finding::at(place(request, sent), says).and_at(Location::answer(request)).verdict();
    }
    let Some(registered) = config.token_endpoint_auth_method.as_deref() else {
        return Verdict::lacks("No configuration of this client is stored.");
    };
    if registered == "none" || registered.contains("tls_client_auth") {
        return Verdict::NotApplicable;
    }
    // What stands in `Authorization` and cannot be read is meant as the registered method.
    let unreadable = request.basic().is_none()
        && request.authorization().is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"));
    if unreadable && registered == "client_secret_basic" {
        return Verdict::NotApplicable;
    }
    // The algorithm of an assertion that cannot be read is not known.
    let assertions = sent.ends_with("_jwt") && registered.ends_with("_jwt");
    if registered == *sent
        || (assertions && request.given("client_assertion").is_some_and(token::is_redacted))
    {
        return Verdict::pass(format!("The client authenticates by `{sent}`, as registered"));
    }
    let says = format!("The client authenticates by `{sent}`, it is registered for `{registered}`");
    let finding = Finding::at(place(request, sent), says).rows(vec![
        Row::clear("Registered", None, registered, None),
        Row::clear("Sent", Some(place(request, sent)), sent, None),
    ]);
    // What stands in the headers may be the other one.
    if request.headers_not_recorded() {
        return finding.likely().verdict();
    }
    token::weighed(finding, request, &["invalid_client", "unauthorized_client", "invalid_request"]).verdict()
}

/// The method that the server's words name in place of the one that was sent: Ory's `error_hint`, X's "Missing valid
/// authorization header".
fn wanted(request: &Message<'_>, sent: &str) -> Option<&'static str> {
    request.answer.error.as_ref()?;
    let hint = request.answer.text("error_hint").unwrap_or_default();
    let words = format!("{} {hint}", request.answer.words()).to_ascii_lowercase();
    let known = ["client_secret_basic", "client_secret_post", "private_key_jwt", "client_secret_jwt"];
    let named = known.into_iter().find(|method| *method != sent && words.contains(*method));
    let header =
        sent == "client_secret_post" && words.contains("missing") && words.contains("authorization header");
    named.filter(|_| words.contains("method")).or_else(|| header.then_some("client_secret_basic"))
}

fn place(request: &Message<'_>, method: &str) -> Location {
    match method {
        "client_secret_basic" => Location::of(request, Part::RequestHeader, Some("authorization")),
        "client_secret_post" => Location::param(request, "client_secret"),
        _ => Location::param(request, "client_assertion"),
    }
}
