//! The signature of the ID token against the provider's keys.

use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer};
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::signed::{self, key_words};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-signature",
    title: "ID token whose signature does not verify",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::Rfc7515.at("5.2")],
    why: "The signature proves that the provider made the token and that nobody changed it. If it does \
          not verify, the client must refuse the login.",
    fix: "Let the client take the keys from the `jwks_uri` of the issuer that made the token; if it \
          does, let whoever runs the provider sign with a key that it publishes.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/keys HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.WN-yJ9os9i2iX82sYr_zS5xU8GBVKLXnBZSYzTdcgN4GL_WHpyPFcrRCf6X9My_K55Yt9-xIS1VrGUwRCe5xLQ\"}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/keys HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.NAvsq71UPjXAKmC6D4AcGrw7cO3JUsH2fyNqiUcEHc59dFZqOmr3dRCE9zTnPY54q16ckAKTR0uz9NgQbX0wDg\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    token::each(tokens.iter(), |token| {
        let settled = signed::settled(flow, config, Signer::Provider, token.text);
        settled.unwrap_or_else(|| judge(flow, config, token))
    })
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, token: &Token<'_, '_>) -> Verdict {
    let (key, says) = match flow.signature(config, Signer::Provider, token.text) {
        Signature::Wrong { key } => {
            let says = format!("The ID token's signature was not made with {}", key_words(&key));
            (key, says)
        }
        Signature::Unfit { key, why } => {
            let says = format!("The ID token names {}, which {why}", key_words(&key));
            (key, says)
        }
        // No signature and no key are other rules' matter.
        Signature::Unsigned | Signature::KeyUnknown { .. } => {
            return Verdict::lacks("There is no signature, or no key that it could be made with.");
        }
        Signature::Verified { .. } | Signature::NotCheckable(_) => return Verdict::NotApplicable,
    };
    let finding = Finding::at(token.place("alg"), says);
    let finding = match signed::place(&key.from) {
        Some(place) => finding.and_at(place),
        None => finding,
    };
    if signed::is_certain(&key.from) { finding } else { finding.likely() }.verdict()
}
