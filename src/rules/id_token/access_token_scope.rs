//! The scopes of access tokens (JWTs) against those that the API demands.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::quoted;
use crate::rule::access_token::{self, Used};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "access-token-scope",
    title: "Access token without the scope that the API demands",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("3.1"), Document::Rfc9068.at("2.2.3")],
    why: "The API names the scope that a call needs. A token that does not have it stays refused, \
          however often it is sent.",
    fix: "Ask for the scope in the client's authorization request, and let the administrator allow it \
          for this client; then log in again.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJwcm9maWxlIn0.-bf6r35uWQQx04ti6JmpUdVj2KS8_9Kau3kCEitgZrQMt0CZ1XGKgilRQm9I5cO1sK2blgai6N1hYAp3rcqdrQ\",\"scope\":\"profile\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJwcm9maWxlIn0.-bf6r35uWQQx04ti6JmpUdVj2KS8_9Kau3kCEitgZrQMt0CZ1XGKgilRQm9I5cO1sK2blgai6N1hYAp3rcqdrQ
>
< HTTP/1.1 403 Forbidden
< WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"read\"
<
"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.vv_qnsWvUqL3AeXrK0p96vnrUpKHX_hOdGLw9scPufQY0Wq9VZJKJXHvdzmhRc4pCHDVO3McbDOLVm-2y104oQ\",\"scope\":\"read\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.vv_qnsWvUqL3AeXrK0p96vnrUpKHX_hOdGLw9scPufQY0Wq9VZJKJXHvdzmhRc4pCHDVO3McbDOLVm-2y104oQ
>
< HTTP/1.1 403 Forbidden
< WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"read\"
<
"),
    evidence: Evidence::Read(&[Reading::Headers(crate::oauth::Kind::ApiCall), Reading::Headers(crate::oauth::Kind::Userinfo)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    access_token::each(flow, judge)
}

fn judge(used: &Used<'_, '_>) -> Verdict {
    let headers = &used.call.exchange.response.headers;
    let Some(wanted) = headers.all("www-authenticate").find_map(|value| quoted(value, "scope")) else {
        return Verdict::NotApplicable;
    };
    let own = match used.jwt.claims.get("scope").or(used.jwt.claims.get("scp")) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => return Verdict::lacks("The access token does not say its scopes."),
    };
    let has = |scope: &&str| own.split_whitespace().any(|own| own == *scope);
    let missing: Vec<&str> = wanted.split_whitespace().filter(|scope| !has(scope)).collect();
    if missing.is_empty() {
        return Verdict::pass(format!("The access token has the scopes that the API names, `{wanted}`"));
    }
    let says = format!(
        "The API demands `{wanted}`, the access token has `{own}`: `{}` is missing",
        missing.join(" ")
    );
    Finding::at(used.place("scope"), says)
        .compared(("API", None, &wanted), ("Access token", Some(used.place("scope")), &own))
        .verdict()
}
