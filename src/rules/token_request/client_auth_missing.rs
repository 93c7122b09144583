//! A token request of a confidential client without credentials.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, client_auth, example, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-auth-missing",
    title: "No client authentication",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.2.1"), Document::Rfc6749.at("2.3")],
    why: "A client that was registered with a secret or key must prove with it who it is whenever it asks \
          for tokens. A request without that proof is refused.",
    fix: "Send the client's credentials in the token request, by the registered method; if the client \
          cannot keep a secret (a page, an app), register it as a public client with PKCE.",
    config: "{\"client_id\":\"shop\",\"client_type\":\"confidential\",\"token_endpoint_auth_method\":\"client_secret_basic\"}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
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
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, config, request))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>) -> Verdict {
    if let Some(method) = client_auth::methods(request).first() {
        return Verdict::pass(format!("The client authenticates by `{method}`"));
    }
    if client_auth::has_header(request) {
        return Verdict::NotApplicable;
    }
    let by_assertion = ["assertion", "subject_token"].iter().any(|name| request.given(name).is_some());
    let by_certificate =
        config.token_endpoint_auth_method.as_deref().is_some_and(|method| method.contains("tls_client_auth"));
    if config.is_confidential() == Some(false) || by_assertion || by_certificate {
        return Verdict::NotApplicable;
    }
    if request.body_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    // Where the header may have been there, a refusal of a client that names itself in the body speaks against it.
    let refused = request
        .answer
        .error
        .as_ref()
        .is_some_and(|error| matches!(error.code.as_str(), "invalid_client" | "unauthorized_client"));
    if request.headers_not_recorded() || flow.sanitized && !(refused && request.given("client_id").is_some())
    {
        return Verdict::lacks("The capture lacks the `Authorization` header.");
    }
    let Some(why) = known(flow, config, request) else { return Verdict::NotApplicable };
    let empty = request.params.has("client_secret") || request.basic().is_some();
    let what = if empty { "an empty secret" } else { "no credentials" };
    let here = Location::of(request, Part::RequestHeader, Some("authorization"));
    let rows = vec![Row::absent("`Authorization` header", here.clone())];
    let finding = Finding::at(here, format!("The token request carries {what}; {why}")).rows(rows);
    let fitting = ["invalid_client", "unauthorized_client", "invalid_request"];
    match config.is_confidential() {
        Some(true) if !flow.sanitized => token::weighed(finding, request, &fitting).verdict(),
        _ => finding.likely().verdict(),
    }
}

/// Why credentials are due: the configuration says so, or a refusal and what the provider offers.
fn known(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>) -> Option<String> {
    if config.is_confidential() == Some(true) {
        return Some("the client is configured as confidential".into());
    }
    let error = request.answer.error.as_ref()?;
    let words = error.description.to_ascii_lowercase();
    let refused = matches!(error.code.as_str(), "invalid_client" | "unauthorized_client");
    if refused && ["secret", "credential", "authentic"].iter().any(|word| words.contains(word)) {
        return Some(format!("the server refuses the client with `{}`", error.code));
    }
    let methods = flow.metadata_list("token_endpoint_auth_methods_supported")?;
    (refused && !methods.contains(&"none"))
        .then(|| "the provider's metadata lists no `none` among its methods".into())
}
