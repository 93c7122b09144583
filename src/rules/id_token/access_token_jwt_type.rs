//! Access tokens that say they follow the JWT profile.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::access_token::{self, Used};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "access-token-jwt-type",
    title: "JWT access token that is not of the profile it names",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc9068.at("2.1"), Document::Rfc9068.at("2.2"), Document::Rfc9068.at("4")],
    why: "An API that follows the profile looks for the type `at+jwt` and for issuer, audience, client \
          and times, and refuses tokens that lack one of them.",
    fix: "Let whoever runs the provider fill every required claim of the profile, or let the API read \
          the tokens that this provider makes.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJleHAiOjE3NzI0NDU2MDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoidDEiLCJzY29wZSI6InJlYWQifQ.Aa0UaCsddpX5tzDdoJGx1Z4aWW1W96Tpb0HiVZJQkVjLXR3fTlm0Fyru-lY_wA1HqyPPc5zfjDOXZ1xfqU5pow\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJleHAiOjE3NzI0NDU2MDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoidDEiLCJzY29wZSI6InJlYWQifQ.Aa0UaCsddpX5tzDdoJGx1Z4aWW1W96Tpb0HiVZJQkVjLXR3fTlm0Fyru-lY_wA1HqyPPc5zfjDOXZ1xfqU5pow
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"sub\":\"u1\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.vv_qnsWvUqL3AeXrK0p96vnrUpKHX_hOdGLw9scPufQY0Wq9VZJKJXHvdzmhRc4pCHDVO3McbDOLVm-2y104oQ\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.vv_qnsWvUqL3AeXrK0p96vnrUpKHX_hOdGLw9scPufQY0Wq9VZJKJXHvdzmhRc4pCHDVO3McbDOLVm-2y104oQ
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"ok\":true}"),
    evidence: Evidence::Read(&[Reading::Headers(crate::oauth::Kind::ApiCall), Reading::Headers(crate::oauth::Kind::Userinfo)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    access_token::each(flow, |used| judge(flow, used))
}

fn judge(flow: &Flow<'_>, used: &Used<'_, '_>) -> Verdict {
    let kind = used.jwt.header.get("typ").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    if !matches!(kind.as_str(), "at+jwt" | "application/at+jwt") {
        // Most providers' tokens have a form of their own; only an API that refuses one makes that a matter.
        if !used.is_refused() || flow.provider.id != "unknown" {
            return Verdict::NotApplicable;
        }
        let own = if kind.is_empty() { "has no `typ`".to_owned() } else { format!("has `typ` `{kind}`") };
        let says =
            format!("The refused access token {own}; an API that follows RFC 9068 takes `at+jwt` only");
        return Finding::at(used.place("typ"), says).likely().verdict();
    }
    let required = ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"];
    let missing: Vec<String> = required
        .iter()
        .filter(|name| !used.jwt.claims.contains_key(**name))
        .map(|name| format!("`{name}`"))
        .collect();
    if missing.is_empty() {
        return Verdict::pass("The access token has the claims of its profile");
    }
    let says = format!("The access token is an `at+jwt` without {}", missing.join(", "));
    Finding::at(used.place("typ"), says).verdict()
}
