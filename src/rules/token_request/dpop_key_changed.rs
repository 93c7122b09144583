//! The keys of the DPoP proofs of one login.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::dpop::{self, Proof};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-key-changed",
    title: "DPoP proof by another key than before",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("5"), Document::Rfc9449.at("7.1")],
    why: "Tokens are bound to the key with which they were asked for. A proof by another key, made \
          anew after a reload for example, does not fit them, and the API or the server refuses it.",
    fix: "Keep the key pair in the client with the tokens that are bound to it, and log in again after \
          it is lost.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"token_type\":\"DPoP\",\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\"}
> GET https://api.example/me HTTP/1.1
> Authorization: DPoP jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoibXp4MWJSdm5lRGx4OFJCSC1oNHU4R3FlR0l0SVJPbnl3TmpTck1QUkFfMCIsInkiOiJISDMzQS0xZFhPYUdtM21SLTNmOE1xYmdUbkR2WEkwLTVCV1NLNTZiOEhZIn19.eyJqdGkiOiJwOSIsImh0bSI6IkdFVCIsImh0dSI6Imh0dHBzOi8vYXBpLmV4YW1wbGUvbWUiLCJpYXQiOjE3NzI0NDIwMDQsImF0aCI6IndpeUxnUmxiaUtwdWd4T0NxcHJCSnltNURCblVCN3hsY3ZCSHpVakJIRXcifQ.IYCqTig56zK_MYaKoIQzrj-20w-tiySzjyUUGXBf6FeB6zfsHhvk1vlQeWnu9EYWUQtzKR4OOVI2_XLwEPcg0g
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: DPoP error=\"invalid_token\"
<
"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"token_type\":\"DPoP\",\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\"}
> GET https://api.example/me HTTP/1.1
> Authorization: DPoP jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwOSIsImh0bSI6IkdFVCIsImh0dSI6Imh0dHBzOi8vYXBpLmV4YW1wbGUvbWUiLCJpYXQiOjE3NzI0NDIwMDQsImF0aCI6IndpeUxnUmxiaUtwdWd4T0NxcHJCSnltNURCblVCN3hsY3ZCSHpVakJIRXcifQ.J0EGMoQswJWj5LAnEHm4LaZ5gRL71jeyFp_g75jDYiCtu0E_og6WfhsUo89rMq2TtoyPHtLUkD9MCjw0lXgnuA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"ok\":true}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let proofs = dpop::proofs(flow);
    let first = proofs.iter().find(|proof| proof.message.kind == Kind::TokenRequest && granted(proof));
    let Some((first, key)) = first.and_then(|first| Some((first, first.key()?.thumbprint?))) else {
        return dpop::each(flow, |_| Verdict::NotApplicable);
    };
    let later: Vec<&Proof<'_, '_>> = proofs.iter().filter(|proof| uses_token_of(proof, first)).collect();
    if later.is_empty() {
        return Verdict::NotApplicable;
    }
    token::each(later.into_iter(), |proof| judge(proof, first, &key))
}

fn granted(proof: &Proof<'_, '_>) -> bool {
    proof.message.answer.brings("access_token")
}

/// Whether a later request carries a token that the first one got.
fn uses_token_of(proof: &Proof<'_, '_>, first: &Proof<'_, '_>) -> bool {
    let answer = &first.message.answer;
    let access = proof.message.access_token().is_some_and(|token| answer.text("access_token") == Some(token));
    // The refresh tokens of public clients are bound, too (RFC 9449, section 5).
    let refresh =
        proof.message.given("refresh_token").is_some_and(|token| answer.text("refresh_token") == Some(token));
    access || refresh
}

fn judge(proof: &Proof<'_, '_>, first: &Proof<'_, '_>, key: &str) -> Verdict {
    let Some(own) = proof.key().and_then(|own| own.thumbprint) else { return Verdict::NotApplicable };
    if own == key {
        return Verdict::pass("The token is sent with a proof by the key that it was asked for with");
    }
    let says = format!("The token was asked for with key `{key}`, the proof is made with `{own}`");
    let finding = Finding::at(proof.place("jwk"), says).and_at(first.place("jwk")).compared(
        ("Token request", Some(first.place("jwk")), key),
        ("This request", Some(proof.place("jwk")), &own),
    );
    match proof.message.answer.status {
        Some(status) if status < 400 => {
            finding.class(Class::Conformance).severity(Severity::Warning).verdict()
        }
        _ => token::weighed(finding, proof.message, &FITTING).verdict(),
    }
}

const FITTING: [&str; 4] = ["invalid_dpop_proof", "invalid_token", "invalid_grant", "invalid_request"];
