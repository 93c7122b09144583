//! The ID token's `c_hash` against the authorization code beside it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{Token, is_masked, none, tokens};
use crate::rule::jwt_hash::{half, mistake};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-code-hash",
    title: "ID token whose `c_hash` is not of the code",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.3.2.11"), Document::OidcCore.at("3.3.2.10")],
    why: "`c_hash` ties the code to the ID token that came with it. If it does not fit, the code may be \
          somebody else's, and the client must not redeem it.",
    fix: "Take code and ID token in the client from the same response; if they are, let whoever runs the \
          provider write `c_hash` as base64url of the left half of the code's hash.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb#code=Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk&state=a1b2c3&id_token=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoiRnJ5UTVsblk3WlZYdGkwYzlUNWZzQSJ9.c2lnbmF0dXJl
<"),
    good: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb#code=Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk&state=a1b2c3&id_token=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiY19oYXNoIjoiTERrdEtkb1FhazNQazBjblh4Q2x0QSJ9.c2lnbmF0dXJl
<"),
    evidence: Evidence::Read(&[Reading::Response]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let beside: Vec<(&Token<'_, '_>, &str)> =
        tokens.iter().filter_map(|token| Some((token, token.message.given("code")?))).collect();
    let due = |(token, _): &&(&Token<'_, '_>, &str)| token.jwt.claims.contains_key("c_hash");
    let hybrid: Vec<&(&Token<'_, '_>, &str)> = beside.iter().filter(due).collect();
    if hybrid.is_empty() {
        return Verdict::NotApplicable;
    }
    let known = |(token, code): &(&Token<'_, '_>, &str)| {
        !is_masked(code) && half(token.jwt.algorithm().unwrap_or_default(), code).is_some()
    };
    if !hybrid.iter().any(|each| known(each)) {
        return Verdict::lacks("The code is masked, or the ID token's `alg` names no hash.");
    }
    let findings = hybrid
        .into_iter()
        .filter(|each| known(each))
        .filter_map(|(token, code)| found(token, code))
        .collect();
    Verdict::of(findings, "`c_hash` is the hash of the code beside it")
}

fn found(token: &Token<'_, '_>, code: &str) -> Option<Finding> {
    let (place, there) = (token.place("c_hash"), Location::param(token.message, "code"));
    let own = token.jwt.claim_text("c_hash")?;
    let algorithm = token.jwt.algorithm().unwrap_or_default();
    let right = half(algorithm, code).filter(|right| right != own)?;
    let how = mistake(algorithm, code, own);
    let why = how.map(|how| format!(": {how}")).unwrap_or_default();
    let says = format!("`c_hash` is `{own}`, the code beside it has `{right}` by `{algorithm}`{why}");
    let finding = Finding::at(place.clone(), says)
        .and_at(there.clone())
        .compared(("Hash of the code", Some(there), &right), ("c_hash", Some(place), own));
    Some(if how.is_some() { finding } else { finding.likely() })
}
