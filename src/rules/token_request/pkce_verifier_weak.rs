//! Code verifiers that can be guessed.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, strength, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-verifier-weak",
    title: "Code verifier that can be guessed",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc7636.at("4.1"), Document::Rfc7636.at("7.1")],
    why: "The verifier proves that whoever redeems the code began the login. One that can be guessed proves \
          nothing.",
    fix: "Let the client make 32 random bytes for every login and encode them as base64url.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=1111111111111111111111111111111111111111111
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(verifier) = request.given("code_verifier") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    if token::is_redacted(verifier) {
        return token::blanked("code_verifier");
    }
    let place = Location::param(request, "code_verifier");
    let row = Row::secret("Code verifier", place.clone(), verifier);
    let again = token::redeeming(flow).find(|other| {
        other.given("code_verifier") == Some(verifier) && other.given("code") != request.given("code")
    });
    if let Some(other) = again {
        let says = "The same code verifier is sent with two codes";
        let there = Location::param(other, "code_verifier");
        return Finding::at(place, says).and_at(there).rows(vec![row]).verdict();
    }
    let bits = strength::most_bits(verifier);
    if bits >= 128.0 {
        return Verdict::pass("The code verifier can be random");
    }
    Finding::at(place, format!("The code verifier has at most {bits:.0} random bits; 256 are advised"))
        .rows(vec![row])
        .verdict()
}
