//! Length and alphabet of the `code_verifier`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::order;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-verifier-malformed",
    title: "Malformed `code_verifier`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7636.at("4.1")],
    why: "A verifier has 43 to 128 characters, letters, digits and `-`, `.`, `_`, `~`. Strict providers \
          refuse any other, and a short one can be guessed.",
    fix: "Make the verifier from 32 random bytes, written as base64url without padding: that gives 43 \
          characters.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=tooshort
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    if request.body_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    let Some(verifier) = request.given("code_verifier") else { return Verdict::NotApplicable };
    if token::is_redacted(verifier) {
        return token::blanked("code_verifier");
    }
    let length = verifier.chars().count();
    let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
    let mut foreign: Vec<String> =
        verifier.chars().filter(|c| !allowed(c)).map(|c| format!("`{c}`")).collect();
    order::sort(&mut foreign);
    foreign.dedup();
    let mut wrong = Vec::new();
    if !(43..=128).contains(&length) {
        wrong.push(format!("it has {length} characters, 43 to 128 are allowed"));
    }
    if !foreign.is_empty() {
        wrong.push(format!("it has characters that are not allowed: {}", foreign.join(", ")));
    }
    if wrong.is_empty() {
        return Verdict::pass(format!("The `code_verifier` has {length} characters of the allowed ones"));
    }
    let here = Location::param(request, "code_verifier");
    let row = Row::secret("Token request", here.clone(), verifier);
    let says = format!("The `code_verifier` is malformed: {}", wrong.join("; "));
    let finding = Finding::at(here, says).rows(vec![row]);
    token::weighed(finding, request, &["invalid_grant", "invalid_request"]).verdict()
}
