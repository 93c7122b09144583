//! The token hash in a DPoP proof against the token that is sent.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::pkce;
use crate::rule::dpop::{self, Proof};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "dpop-token-hash",
    title: "DPoP proof for another access token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("4.2"), Document::Rfc9449.at("4.3"), Document::Rfc9449.at("7.1")],
    why: "At an API the proof names the token it goes with by its hash, `ath`. Without it, or with the \
          hash of an older token, the API refuses the call.",
    fix: "Put `ath`, the base64url of the SHA-256 hash of the access token, into each proof for an \
          API, and make it anew when the token was renewed.",
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
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwOSIsImh0bSI6IkdFVCIsImh0dSI6Imh0dHBzOi8vYXBpLmV4YW1wbGUvbWUiLCJpYXQiOjE3NzI0NDIwMDR9.LkMvyncKGiCkCldID4ql8EzVZ7dmTky2EnN08ld2AA610v47pBVzBuS6LRTGk25Rev81KP9o3qAZNcJDv3v1Sw
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
    dpop::each(flow, judge)
}

fn judge(proof: &Proof<'_, '_>) -> Verdict {
    let of_header =
        proof.message.authorization().is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("dpop"));
    let Some(sent) = proof.message.access_token().filter(|_| of_header) else {
        return Verdict::NotApplicable;
    };
    if token::is_redacted(sent) {
        return token::blanked("authorization");
    }
    let right = pkce::s256(sent);
    let place = proof.place("ath");
    match proof.jwt.claim_text("ath") {
        Some(own) if own == right => Verdict::pass("The DPoP proof is made for the access token beside it"),
        Some(own) => {
            let says = format!("The DPoP proof's `ath` is `{own}`, the access token beside it has `{right}`");
            let how = pkce::mistake(sent, own).map(|how| format!(": {how}")).unwrap_or_default();
            proof.fails(Finding::at(place.clone(), format!("{says}{how}")).compared(
                ("Hash of the access token", None, &right),
                ("`ath` of the proof", Some(place), own),
            ))
        }
        None => proof.fails(Finding::at(
            place,
            "The DPoP proof for an API has no `ath`, the hash of the access token",
        )),
    }
}
