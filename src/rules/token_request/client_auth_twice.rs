//! Client credentials by more than one method in a token request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Verdict, client_auth, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-auth-twice",
    title: "Two client authentications in one request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3"), Document::Rfc6749.at("5.2")],
    why: "A client must not use more than one method to authenticate in a request. Providers refuse the \
          doubt about which of them counts.",
    fix: "Send the credentials once: in the `Authorization` header or in the body, not in both; switch off \
          the one that the client library adds by itself.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcDo3RmpmcDBaQnIxS3REUmJuZlZkbUl3
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::SECRET_IN_BODY),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let methods = client_auth::methods(request);
    let here = Location::of(request, Part::RequestHeader, Some("authorization"));
    if methods.len() > 1 {
        let names: Vec<String> = methods.iter().map(|method| format!("`{method}`")).collect();
        let says = format!("The client authenticates by {} in one request", names.join(" and "));
        let second =
            if methods.contains(&"client_secret_post") { "client_secret" } else { "client_assertion" };
        let first = match methods.contains(&"client_secret_basic") {
            true => here,
            false => Location::param(request, "client_assertion"),
        };
        let finding = Finding::at(first, says).and_at(Location::param(request, second));
        return token::weighed(
            finding,
            request,
            &["invalid_client", "invalid_request", "unauthorized_client"],
        )
        .verdict();
    }
    // Okta takes a `client_id` in the body for credentials of its own: "Cannot supply multiple client credentials".
    let refused = request.answer.error.as_ref().is_some_and(|error| {
        error.description.to_ascii_lowercase().contains("multiple client credentials")
            || matches!(error.code.as_str(), "invalid_client" | "invalid_request")
    });
    let both = methods.contains(&"client_secret_basic") && request.given("client_id").is_some();
    if flow.provider.id == "okta" && both && refused {
        let says = "The client authenticates in the `Authorization` header and repeats its \
                `client_id` in the body, which Okta counts as a second method";
        return Finding::at(Location::param(request, "client_id"), says).and_at(here).likely().verdict();
    }
    match methods.first() {
        Some(method) if flow.sanitized && *method != "client_secret_basic" => {
            Verdict::lacks("The exporter has dropped the `Authorization` header.")
        }
        Some(method) if request.headers_not_recorded() && *method != "client_secret_basic" => {
            Verdict::lacks("The token request's headers are not in the capture.")
        }
        Some(method) => Verdict::pass(format!("The client authenticates once, by `{method}`")),
        None => Verdict::NotApplicable,
    }
}
