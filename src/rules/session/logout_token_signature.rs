//! The signature of a logout token against the provider's keys.

use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer};
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, signed, token};
use crate::spec::Document;

/// A login, and the provider's logout token for it with this signature.
macro_rules! logout {
    ($signature:literal) => {
        concat!(
            "> GET https://op.example/.well-known/openid-configuration HTTP/1.1
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"jJyzG1mst6eskmNysAYv76gEK-MR3yzEwMMEtbgW_bk\",\"y\":\"_5Cyg1MDtaZ_8Ic_oPIxeWgkEn6h4Fvc_jzHtj9ULZ4\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJzaWQiOiJzLTEiLCJleHAiOjE3NzI0NDU2MDUsImlhdCI6MTc3MjQ0MjAwNH0.jKcqpa8KjiDkRsEaxeK7S3m2KT4TeAyeTgp4uDtMJpTn0XvghMwS9h1yBTHnT0Vhfpjock_pbUr-edWGE79dMA\"}
> POST https://shop.example/backchannel HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
logout_token=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiaWF0IjoxNzcyNDQyMTAwLCJleHAiOjE3NzI0NDIyMjAsImp0aSI6Imx0LTEiLCJzaWQiOiJzLTEiLCJzdWIiOiJ1MSIsImV2ZW50cyI6eyJodHRwOi8vc2NoZW1hcy5vcGVuaWQubmV0L2V2ZW50L2JhY2tjaGFubmVsLWxvZ291dCI6e319fQ.",
            $signature,
            "
< HTTP/1.1 200 OK
<"
        )
    };
}

pub static RULE: Rule = Rule {
    id: "logout-token-signature",
    title: "Logout token that does not verify",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::BackChannelLogout.at("2.6")],
    why: "Anybody can send a logout token to the client. Only the signature says that the provider made it; a client that \
          takes one made with another key lets strangers end sessions.",
    fix: "Let the client verify with the keys of the issuer's `jwks_uri`, and let whoever runs the provider sign logout \
          tokens with the keys of its ID tokens.",
    config: "",
    bad: example(logout!(
        "a-0WNLy7X4YaqBUib28dUeehPmNg-UmIp19coFbK_RC2nR8IyeJPW3IpmIaM0MwlhSv20OGtW1zz1skGb2zs_w"
    )),
    good: example(logout!(
        "BRs_V0b4mFGx-Lux6qnHqfexu066xEo2ZbSCa0XcIQvljXqxkKRCV6Ngh-VBOnrhWvLKqDH-YRJ-cNrk456ICQ"
    )),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let brought = flow.of(Kind::Logout).filter_map(|request| Some((request, request.given("logout_token")?)));
    token::each(brought, |(request, text)| match token::is_redacted(text) {
        true => token::blanked("logout_token"),
        false => judge(flow, config, request, text),
    })
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>, text: &str) -> Verdict {
    let place = Location::param(request, "logout_token");
    match flow.signature(config, Signer::Provider, text) {
        Signature::Verified { key } => {
            Verdict::pass(format!("The logout token is signed with {}", signed::key_words(&key)))
        }
        Signature::Wrong { key } => {
            let says = format!("The logout token's signature was not made with {}", signed::key_words(&key));
            let finding = Finding::at(place, says);
            if signed::is_certain(&key.from) { finding } else { finding.likely() }.verdict()
        }
        Signature::Unfit { key, why } => {
            let says = format!("The logout token names {}, which {why}", signed::key_words(&key));
            Finding::at(place, says).likely().verdict()
        }
        Signature::KeyUnknown { .. } => {
            Verdict::lacks("The key that the logout token names is in no key set of the capture.")
        }
        // That has a rule of its own.
        Signature::Unsigned => Verdict::NotApplicable,
        Signature::NotCheckable(why) => Verdict::lacks(why),
    }
}
