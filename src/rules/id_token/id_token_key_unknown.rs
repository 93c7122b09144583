//! The key that the ID token names among the provider's keys.

use crate::config::ClientConfig;
use crate::flow::What;
use crate::flow::{Flow, Signature, Signer, Source};
use crate::oauth::Kind;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Row, Rule, Severity, Verdict, example, signed, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-key-unknown",
    title: "ID token signed with a key that the key set does not have",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("10.1.1"), Document::OidcCore.at("10.1"), Document::Rfc7515.at("4.1.4")],
    why: "The client looks for the key by its `kid`. If the provider's key set has none of that name, \
          the signature cannot be verified and the login is refused; often the client holds an old \
          set.",
    fix: "Let the client read the key set again when a token names an unknown `kid`; if the provider's \
          set lacks it even then, let whoever runs the provider publish the key that it signs with.",
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"d4ymW-R9NaximGcC922L7FvREnvXRx1pClQX6DkQW9A\",\"y\":\"vC3660z2pHLWiV1zJ1IMx0uzspVALh_WRW1NOblvfN8\",\"kid\":\"op2-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.NAvsq71UPjXAKmC6D4AcGrw7cO3JUsH2fyNqiUcEHc59dFZqOmr3dRCE9zTnPY54q16ckAKTR0uz9NgQbX0wDg\"}"),
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
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"d4ymW-R9NaximGcC922L7FvREnvXRx1pClQX6DkQW9A\",\"y\":\"vC3660z2pHLWiV1zJ1IMx0uzspVALh_WRW1NOblvfN8\",\"kid\":\"op2-1\",\"use\":\"sig\",\"alg\":\"ES256\"},{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
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
    token::each(tokens.iter(), |token| judge(flow, config, token))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, token: &Token<'_, '_>) -> Verdict {
    match flow.signature(config, Signer::Provider, token.text) {
        Signature::KeyUnknown { kid: Some(kid), known, from }
            if !signed::is_certain(&from) && stopped_at_client(flow) && !known.is_empty() =>
        {
            match unknown(token, Some(&kid), &known, &from) {
                Verdict::Fail(findings) => Verdict::Fail(findings.into_iter().map(Finding::likely).collect()),
                verdict => verdict,
            }
        }
        Signature::KeyUnknown { kid: Some(kid), known, from }
            if !known.is_empty() && ends_at_keys(flow, token, &from) =>
        {
            unknown(token, Some(&kid), &known, &from)
        }
        Signature::KeyUnknown { from, .. } if !signed::is_certain(&from) => {
            Verdict::lacks("The key set that the provider's metadata names is not in the capture.")
        }
        Signature::KeyUnknown { kid, known, from } => unknown(token, kid.as_deref(), &known, &from),
        Signature::Verified { key } => match ambiguous(flow, token) {
            Some(finding) => finding.verdict(),
            None => Verdict::pass(format!("The ID token names {}", signed::key_words(&key))),
        },
        Signature::Wrong { key } | Signature::Unfit { key, .. } => {
            Verdict::pass(format!("The ID token names {}", signed::key_words(&key)))
        }
        Signature::Unsigned => Verdict::NotApplicable,
        Signature::NotCheckable(why) => Verdict::lacks(why),
    }
}

/// Whether the client stopped the login by itself, after it had fetched the only keys of the capture.
fn stopped_at_client(flow: &Flow<'_>) -> bool {
    flow.key_sets.len() == 1 && flow.failures.iter().any(|failure| failure.what == What::ClientFailed)
}

/// Whether the client's page fetched the keys below the token's issuer, and did nothing more with what it had got.
fn ends_at_keys(flow: &Flow<'_>, token: &Token<'_, '_>, from: &Source) -> bool {
    let Source::Captured { address, .. } = from else { return false };
    let issuer = token.jwt.claim_text("iss").unwrap_or_default().trim_end_matches('/');
    let below = address.strip_prefix(issuer).is_some_and(|rest| rest.starts_with('/'));
    let last = flow.messages.last().filter(|last| last.kind == Kind::Keys);
    let by_page = last.filter(|last| last.exchange.request.headers.has("origin"));
    below
        && flow.key_sets.len() == 1
        && by_page.is_some_and(|last| flow.around.after(last.exchange).is_empty())
}

fn unknown(token: &Token<'_, '_>, kid: Option<&str>, known: &[String], from: &Source) -> Verdict {
    let place = token.place("kid");
    let of = signed::source_words(from);
    let listed = known.iter().map(|kid| format!("`{kid}`")).collect::<Vec<_>>().join(", ");
    let has = if listed.is_empty() { "keys without a `kid`".to_owned() } else { listed };
    let says = match kid {
        Some(kid) => format!("The ID token is signed with key `{kid}`; {of} has {has}"),
        None => format!("The ID token names no key, and none of {of} fits its `alg`"),
    };
    let finding = Finding::at(place.clone(), says).rows(vec![
        Row::clear("ID token", Some(place), kid.unwrap_or_default(), None),
        Row::clear("Key set", signed::place(from), &known.join(" "), None),
    ]);
    match signed::place(from) {
        Some(there) => finding.and_at(there).verdict(),
        None => finding.verdict(),
    }
}

/// With several keys a `kid` must say which one signed (OpenID Connect Core, section 10.1).
fn ambiguous(flow: &Flow<'_>, token: &Token<'_, '_>) -> Option<Finding> {
    let algorithm = token.jwt.algorithm()?;
    let fitting = flow
        .key_sets
        .iter()
        .map(|set| set.keys.iter().filter(|key| key.unfit_for(algorithm).is_none()).count());
    let most = fitting.max().filter(|most| *most > 1 && !token.jwt.header.contains_key("kid"))?;
    let says = format!("The ID token has no `kid`, although {most} keys of the set fit `{algorithm}`");
    Some(Finding::at(token.place("kid"), says).class(Class::Conformance).severity(Severity::Warning))
}
