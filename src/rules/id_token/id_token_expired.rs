//! The life of an ID token when it arrived.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::{Clocks, in_words};
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-expired",
    title: "Expired ID token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcCore.at("2")],
    why: "The client must refuse an ID token after its `exp`. A fresh one that seems expired means that a \
          clock is wrong.",
    fix: "Set the clock of the machine that verifies the token by the network; if the clocks agree, have \
          the provider's administrator look at the token's lifetime, or do not store and reuse ID tokens.",
    config: "",
    bad: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid HTTP/1.1
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
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MjQ0MDAsImlhdCI6MTc5NTQyMDgwMH0.c2ln\"}",
    good: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid HTTP/1.1
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
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMH0.c2ln\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        judge(message, &id_token, jwt_check::place(message, in_answer))
    })
}

fn judge(message: &Message<'_>, id_token: &Jwt, here: Location) -> Verdict {
    let Some(expires) = id_token.time("exp") else {
        return Finding::at(here, "The ID token has no `exp`").verdict();
    };
    let clocks = Clocks::at(message);
    let Some(now) = clocks.of_client() else {
        return Verdict::lacks("The capture has no times.");
    };
    let late = now.seconds_since(expires);
    if late <= 0.0 {
        return Verdict::pass(format!(
            "The ID token was good for another {} when it arrived",
            in_words(late)
        ));
    }
    let skew = clocks.skew_in_words().map(|skew| format!(". {skew}")).unwrap_or_default();
    let says = format!("The ID token expired {} before it arrived, at `{expires}`{skew}", in_words(late));
    let finding = Finding::at(here.clone(), says).rows(vec![
        Row::clear("`exp` of the ID token", Some(here), &expires.to_string(), None),
        Row::clear("Arrived", None, &now.to_string(), None),
    ]);
    // Clients commonly forgive up to five minutes.
    if late <= 300.0 { finding.severity(Severity::Warning).likely().verdict() } else { finding.verdict() }
}
