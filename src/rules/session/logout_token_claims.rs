//! A logout token is like an ID token, with an event and without a nonce.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::oauth::jwt::Jwt;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "logout-token-claims",
    title: "Logout token that the client must refuse",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::BackChannelLogout.at("2.4"), Document::BackChannelLogout.at("2.6")],
    why: "The client checks the logout token as strictly as an ID token. If something in it is wrong it \
          must not end the session.",
    fix: "Let the provider issue logout tokens with `iss`, `aud`, `iat`, `jti`, `events` and `sub` or \
          `sid`, and without `nonce`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoidTEiLCJzaWQiOiJzLTEiLCJpYXQiOjE3Njc2MDcyMDAsImV4cCI6MTc2NzYxMDgwMH0.c2ln\"}
> POST https://shop.example/backchannel HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
logout_token=eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiaWF0IjoxNzY3NjA3MjAwLCJqdGkiOiJqMSIsInNpZCI6InMtMSIsIm5vbmNlIjoibiJ9.c2ln
< HTTP/1.1 200 OK
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoidTEiLCJzaWQiOiJzLTEiLCJpYXQiOjE3Njc2MDcyMDAsImV4cCI6MTc2NzYxMDgwMH0.c2ln\"}
> POST https://shop.example/backchannel HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
logout_token=eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiaWF0IjoxNzY3NjA3MjAwLCJleHAiOjE3Njc2MDczMjAsImp0aSI6ImoxIiwic2lkIjoicy0xIiwiZXZlbnRzIjp7Imh0dHA6Ly9zY2hlbWFzLm9wZW5pZC5uZXQvZXZlbnQvYmFja2NoYW5uZWwtbG9nb3V0Ijp7fX19.c2ln
< HTTP/1.1 200 OK
<"),
    evidence: Evidence::Seen(Subject::Telling),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let brought = flow.of(Kind::Logout).find_map(|request| Some((request, request.given("logout_token")?)));
    let Some((request, text)) = brought else { return Verdict::NotApplicable };
    let Some(token) = Jwt::read(text) else {
        return Verdict::lacks("The logout token is encrypted or cannot be read.");
    };
    let place = Location::param(request, "logout_token");
    let wrong = wrong(flow, config, &token);
    match wrong {
        None => Verdict::pass("The logout token has the claims that it needs"),
        Some(what) => Finding::at(place, format!("The logout token {what}")).verdict(),
    }
}

fn wrong(flow: &Flow<'_>, config: &ClientConfig, token: &Jwt) -> Option<String> {
    let event = token.claims.get("events").and_then(|events| events.get(EVENT));
    let client = flow.client_id();
    let other_client = client.filter(|client| !token.audiences().contains(&client.as_str()));
    let issuer = flow.issuer().zip(token.claim_text("iss")).filter(|(own, sent)| own != sent);
    let missing = ["iss", "aud", "iat", "jti"].into_iter().find(|claim| !token.claims.contains_key(*claim));
    let told = token.claims.contains_key("sub") || token.claims.contains_key("sid");
    if token.algorithm().is_some_and(|algorithm| algorithm.eq_ignore_ascii_case("none")) {
        Some("is not signed (`alg` is `none`)".into())
    } else if let Some(claim) = missing {
        Some(format!("has no `{claim}`"))
    } else if token.claims.contains_key("nonce") {
        Some("has a `nonce`, which is forbidden, so that no ID token passes for one".into())
    } else if event.is_none() {
        Some(format!("has no event `{EVENT}`"))
    } else if !told {
        Some("has neither `sub` nor `sid`".into())
    } else if let Some((own, sent)) = issuer {
        Some(format!("has `iss` `{sent}`; the login's issuer is `{own}`"))
    } else if let Some((own, sent)) = other_algorithm(flow, config, token) {
        Some(format!("is signed by `{sent}`, ID tokens of this client by `{own}`"))
    } else {
        other_client.map(|client| format!("is not for the client `{client}` (`aud`)"))
    }
}

/// The algorithm that holds for the client's ID tokens holds for its logout tokens (section 2.6).
fn other_algorithm(flow: &Flow<'_>, config: &ClientConfig, token: &Jwt) -> Option<(String, String)> {
    let of_login = || flow.id_tokens().find_map(|(_, _, token)| token.algorithm().map(str::to_owned));
    let own = config.id_token_signed_response_alg.clone().or_else(of_login)?;
    let sent = token.algorithm()?.to_owned();
    (own != sent).then_some((own, sent))
}

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
