//! The ID token's `at_hash` against the access token beside it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{Token, is_masked, none, tokens};
use crate::rule::jwt_hash::{half, mistake};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-access-hash",
    title: "ID token whose `at_hash` is not of the access token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.6"), Document::OidcCore.at("3.1.3.8"), Document::OidcCore.at("3.2.2.9")],
    why: "`at_hash` ties the access token to the ID token. If it does not fit, one of the two was exchanged \
          or made wrongly, and clients that check it refuse the login.",
    fix: "Let whoever runs the provider write `at_hash` as base64url of the left half of the access token's \
          hash; keep both tokens of one answer together in the client.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsImF0X2hhc2giOiJ3aXlMZ1JsYmlLcHVneE9DcXByQkp5bTVEQm5VQjd4bGN2Qkh6VWpCSEV3In0.c2lnbmF0dXJl\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsImF0X2hhc2giOiJ3aXlMZ1JsYmlLcHVneE9DcXByQkp3In0.c2lnbmF0dXJl\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let hashed: Vec<(&Token<'_, '_>, &str, &str)> = tokens
        .iter()
        .filter_map(|token| Some((token, token.jwt.claim_text("at_hash")?, beside(token)?)))
        .collect();
    if hashed.is_empty() {
        return Verdict::NotApplicable;
    }
    let known = |(token, _, access): &&(&Token<'_, '_>, &str, &str)| {
        !is_masked(access) && half(token.jwt.algorithm().unwrap_or_default(), access).is_some()
    };
    if !hashed.iter().any(|each| known(&each)) {
        return Verdict::lacks("The access token is masked, or the ID token's `alg` names no hash.");
    }
    let findings = hashed.iter().filter(known).filter_map(|(token, own, access)| found(token, own, access));
    Verdict::of(findings.collect(), "`at_hash` is the hash of the access token beside it")
}

/// The access token that came together with the ID token.
fn beside<'f>(token: &Token<'f, '_>) -> Option<&'f str> {
    let message = token.message;
    if token.answered { message.answer.text("access_token") } else { message.given("access_token") }
}

fn found(token: &Token<'_, '_>, own: &str, access: &str) -> Option<Finding> {
    let algorithm = token.jwt.algorithm().unwrap_or_default();
    let right = half(algorithm, access).filter(|right| right != own)?;
    let how = mistake(algorithm, access, own);
    let why = how.map(|how| format!(": {how}")).unwrap_or_default();
    let says =
        format!("`at_hash` is `{own}`, the access token beside it has `{right}` by `{algorithm}`{why}");
    let finding = Finding::at(token.place("at_hash"), says)
        .compared(("Hash of the access token", None, &right), ("at_hash", Some(token.place("at_hash")), own));
    let weighed = if token.is_refreshed() { finding.severity(Severity::Warning) } else { finding };
    Some(if how.is_some() { weighed } else { weighed.likely() })
}
