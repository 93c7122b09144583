//! A client secret from a client that is registered as public.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Reading, Row, Rule, Severity, Verdict, client_auth, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "public-client-secret",
    title: "Secret of a public client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.1"), Document::Rfc6749.at("2.3.1")],
    why: "A public client has no secret: its code is in everybody's hands. Some providers refuse one that \
          is sent nevertheless, and a secret inside a page or an app is known to all.",
    fix: "Remove the secret from the client's settings and use PKCE; if the client runs on a server, have \
          the provider's administrator register it as confidential.",
    config: "{\"client_id\":\"shop\",\"client_type\":\"public\"}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest), Reading::Headers(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, config, request))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let secrets = client_auth::secrets(request);
    // Google gives its desktop and television clients secrets and demands them.
    let has_method = config.token_endpoint_auth_method.as_deref().is_some_and(|method| method != "none");
    let public = config.is_confidential() == Some(false) && !has_method && flow.provider.id != "google";
    match secrets.first() {
        Some(sent) if says_public(request) => {
            finding(sent, "the server answers that it takes the client for a public one").verdict()
        }
        Some(sent) if public => {
            let finding = finding(sent, "the client is configured as public");
            token::weighed(finding, request, &["invalid_client", "invalid_request", "unauthorized_client"])
                .verdict()
        }
        None if public && flow.sanitized => {
            Verdict::lacks("The exporter has dropped the `Authorization` header.")
        }
        None if public && request.body_not_recorded() => Verdict::lacks(token::BODY),
        None if public => Verdict::pass("The public client sends no secret"),
        Some(_) | None => Verdict::NotApplicable,
    }
}

fn finding(sent: &client_auth::Sent<'_>, why: &str) -> Finding {
    let row = Row::secret("Secret sent", sent.place(), &sent.value);
    Finding::at(sent.place(), format!("The token request carries a client secret; {why}")).rows(vec![row])
}

/// AADSTS700025 and AADB2C90084 of Microsoft, and the same in words.
fn says_public(request: &Message<'_>) -> bool {
    let words = request.answer.words().to_ascii_lowercase();
    let told =
        words.contains("public client") && (words.contains("should not") || words.contains("is public"));
    ["aadsts700025", "aadb2c90084"].iter().any(|code| words.contains(code))
        || (told && words.contains("secret"))
}
