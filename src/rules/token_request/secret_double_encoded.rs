//! A client secret that was percent-encoded twice.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::client_auth::Sent;
use crate::rule::{Class, Evidence, Finding, Row, Rule, Severity, Verdict, client_auth, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "secret-double-encoded",
    title: "Client secret encoded twice",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1"), Document::Rfc6749.at("B")],
    why: "The server decodes once and compares a secret that still has `%2B` or the like in it with the real \
          one: they differ.",
    fix: "Give the client library the secret as the provider shows it, and let the library alone encode it.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=aX9%252Bk2Lm%252FQz7R
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=aX9%2Bk2Lm%2FQz7R
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(config, request))
}

fn judge(config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let secrets = client_auth::secrets(request);
    let Some(sent) = secrets.first() else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    if token::is_redacted(&sent.value) {
        return token::blanked("client_secret");
    }
    if !is_twice(sent) || token::succeeded(request) {
        return Verdict::pass("The client secret is encoded once at most");
    }
    let stored = config.client_secret_fingerprint.as_ref();
    let proven = stored.is_some_and(|stored| sent.is(stored, &crate::http::decode(&sent.value)));
    if stored.is_some_and(|stored| sent.is(stored, &sent.value)) {
        return Verdict::pass("The client secret is the stored one, percent signs included");
    }
    let says = "The client secret still has percent-encoded characters in it after it was decoded";
    let row = Row::secret("Secret sent", sent.place(), &sent.value);
    let finding = Finding::at(sent.place(), says).rows(vec![row]);
    let finding = if proven { finding } else { finding.likely() };
    token::weighed(finding, request, &["invalid_client", "unauthorized_client", "invalid_request"]).verdict()
}

/// `%252B` on the wire: decoded once it still is `%2B`.
fn is_twice(sent: &Sent<'_>) -> bool {
    let once = sent.value.split('%').skip(1);
    let code = |rest: &str| rest.get(..2).is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
    sent.raw.contains("%25") && once.into_iter().any(code)
}
