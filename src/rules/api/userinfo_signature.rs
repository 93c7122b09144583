//! The signature of userinfo against the provider's keys.

use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, signed, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "userinfo-signature",
    title: "Signed userinfo that does not verify",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("5.3.2")],
    why: "A client that has registered for signed userinfo verifies it like an ID token, and must \
          refuse it if it was made with another key.",
    fix: "Let the client verify with the keys of the issuer's `jwks_uri`, and let whoever runs the \
          provider sign with a key that it publishes.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"userinfo_endpoint\":\"https://op.example/userinfo\"}
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
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.NAvsq71UPjXAKmC6D4AcGrw7cO3JUsH2fyNqiUcEHc59dFZqOmr3dRCE9zTnPY54q16ckAKTR0uz9NgQbX0wDg\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y
>
< HTTP/1.1 200 OK
< Content-Type: application/jwt
<
eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoiMjQ4Mjg5NzYxMDAxIn0.7kE6ZXxxKvyvmZH18Z9TYS3j_ztQLVxgvx6CmONeWnUmGjp_ZK8Jxj-2JkqggQroyetcKaWuW5QL8cFNAN5POA"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"userinfo_endpoint\":\"https://op.example/userinfo\"}
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
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.NAvsq71UPjXAKmC6D4AcGrw7cO3JUsH2fyNqiUcEHc59dFZqOmr3dRCE9zTnPY54q16ckAKTR0uz9NgQbX0wDg\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y
>
< HTTP/1.1 200 OK
< Content-Type: application/jwt
<
eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoiMjQ4Mjg5NzYxMDAxIn0.ZLGJJGL-A8Hv3R6I5lkust-mc2ZtzVzmQPyXtNL73NgVH6QTMB-66ltDRxO-QKmqU8Q1FoiD-Ap76cIxsjB1jg"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let signed = flow.of(Kind::Userinfo).filter_map(|message| {
        let text = message.exchange.response.body.text()?.trim();
        let jwt = message.exchange.response.media_type == "application/jwt" || text.starts_with("eyJ");
        jwt.then_some((message, text))
    });
    token::each(signed, |(message, text)| judge(flow, config, message, text))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, message: &Message<'_>, text: &str) -> Verdict {
    let place = Location::of(message, Part::ResponseBody, None);
    match flow.signature(config, Signer::Provider, text) {
        Signature::Verified { key } => {
            Verdict::pass(format!("The userinfo is signed with {}", signed::key_words(&key)))
        }
        Signature::Wrong { key } => {
            let finding = Finding::at(
                place,
                format!("The userinfo's signature was not made with {}", signed::key_words(&key)),
            );
            if signed::is_certain(&key.from) { finding } else { finding.likely() }.verdict()
        }
        Signature::Unfit { key, why } => {
            Finding::at(place, format!("The userinfo names {}, which {why}", signed::key_words(&key)))
                .likely()
                .verdict()
        }
        Signature::KeyUnknown { kid, from, .. } if signed::is_certain(&from) => {
            let which = kid.map_or("no key".to_owned(), |kid| format!("key `{kid}`"));
            Finding::at(
                place,
                format!("The userinfo names {which}, which is not in {}", signed::source_words(&from)),
            )
            .verdict()
        }
        Signature::KeyUnknown { .. } => {
            Verdict::lacks("The key set that the provider's metadata names is not in the capture.")
        }
        Signature::Unsigned => Verdict::NotApplicable,
        Signature::NotCheckable(why) => Verdict::lacks(why),
    }
}
