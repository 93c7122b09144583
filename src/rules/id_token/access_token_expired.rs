//! Access tokens (JWTs) that had expired when they were sent.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Instant;
use crate::rule::access_token::{self, Used};
use crate::rule::clock::{Clock, span};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "access-token-expired",
    title: "Expired access token sent to an API",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6750.at("3.1"), Document::Rfc9068.at("4"), Document::Rfc7519.at("4.1.4")],
    why: "An API refuses a token that has expired. The client must get a new one before, with the \
          refresh token or a new login.",
    fix: "Renew the access token in the client before its `exp`, and set the clocks of client and API \
          by the network.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQxOTQ0LCJpYXQiOjE3NzI0MzgzNDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.S4qrZc9hV7vl22NpjQYkV9vKsfL84Pk-bILnAbNnU2CZdeIWeT_CuNAI5L7jvfXR8bZlThrZ7P2guRUhWepDeA\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQxOTQ0LCJpYXQiOjE3NzI0MzgzNDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.S4qrZc9hV7vl22NpjQYkV9vKsfL84Pk-bILnAbNnU2CZdeIWeT_CuNAI5L7jvfXR8bZlThrZ7P2guRUhWepDeA
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer error=\"invalid_token\"
< Date: Mon, 02 Mar 2026 09:00:05 GMT
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
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.vv_qnsWvUqL3AeXrK0p96vnrUpKHX_hOdGLw9scPufQY0Wq9VZJKJXHvdzmhRc4pCHDVO3McbDOLVm-2y104oQ\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.vv_qnsWvUqL3AeXrK0p96vnrUpKHX_hOdGLw9scPufQY0Wq9VZJKJXHvdzmhRc4pCHDVO3McbDOLVm-2y104oQ
>
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"ok\":true}"),
    evidence: Evidence::Read(&[Reading::Headers(crate::oauth::Kind::ApiCall), Reading::Headers(crate::oauth::Kind::Userinfo)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    access_token::each(flow, judge)
}

fn judge(used: &Used<'_, '_>) -> Verdict {
    if let Some(early) = early(used) {
        return early;
    }
    let Some(until) = used.jwt.time("exp") else { return Verdict::NotApplicable };
    let Some(clock) = Clock::of(used.call, false) else {
        return Verdict::lacks("The capture does not say when the API was called.");
    };
    // The API judges by its own clock.
    let now = clock.now.0 + clock.ahead.unwrap_or_default() * 1000.0;
    let late = Instant(now).seconds_since(until);
    if late <= 0.0 {
        return Verdict::pass(format!(
            "The access token was good for another {} when it was sent",
            span(late)
        ));
    }
    if !used.is_refused() || clock.may_be_moved(late) {
        return Verdict::pass("The API took the access token");
    }
    let says =
        format!("The access token had expired {} before the API was called{}", span(late), clock.skew());
    Finding::at(used.place("exp"), says).verdict()
}

/// A token that the API refuses and that begins later, by the API's own clock.
fn early(used: &Used<'_, '_>) -> Option<Verdict> {
    let (name, from, least) = match used.jwt.time("nbf") {
        Some(from) => ("nbf", from, 1.0),
        // Not every API looks at it.
        None => ("iat", used.jwt.time("iat")?, 5.0),
    };
    let clock = Clock::of(used.call, false).filter(|_| used.is_refused())?;
    let ahead = clock.ahead?;
    let now = Instant(clock.now.0 + ahead * 1000.0);
    // `Date` has whole seconds.
    let wait = from.seconds_since(now);
    let says = format!("The access token is good only {} after the API was called (`{name}`)", span(wait));
    let finding = Finding::at(used.place(name), says);
    // By a minute and more, an API that looks at it at all must refuse.
    let is_sure = name == "nbf" && wait >= 60.0;
    (wait >= least).then(|| if is_sure { finding.verdict() } else { finding.likely().verdict() })
}
