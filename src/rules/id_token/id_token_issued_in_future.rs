//! The time at which an ID token was issued against the time when it arrived.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::{Clocks, in_words};
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-issued-in-future",
    title: "ID token from the future",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::Rfc7519.at("4.1.5")],
    why: "A token cannot arrive before it was issued. Where it seems so, the two clocks differ, and many \
          clients refuse the token.",
    fix: "Set the clock of the machine that is wrong by the network (the client's if the provider's `Date` \
          is right), or allow the client a few minutes of tolerance.",
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzI1MDAsImlhdCI6MTc5NTQyODkwMH0.c2ln\"}",
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
    let begins = ["iat", "nbf"].into_iter().filter_map(|claim| Some((claim, id_token.time(claim)?)));
    let Some((claim, begin)) = begins.max_by(|a, b| a.1.0.total_cmp(&b.1.0)) else {
        return Verdict::NotApplicable;
    };
    let clocks = Clocks::at(message);
    let Some(now) = clocks.of_client() else {
        return Verdict::lacks("The capture has no times.");
    };
    let early = begin.seconds_since(now);
    // Times in tokens and headers are whole seconds.
    if early <= 5.0 {
        return Verdict::pass("The ID token was issued before it arrived");
    }
    let skew = clocks.skew_in_words().map(|skew| format!(". {skew}")).unwrap_or_default();
    let says = format!("The ID token's `{claim}` is {} after it arrived{skew}", in_words(early));
    let finding = Finding::at(here.clone(), says).rows(vec![
        Row::clear(&format!("`{claim}` of the ID token"), Some(here), &begin.to_string(), None),
        Row::clear("Arrived", None, &now.to_string(), None),
    ]);
    // Clients commonly forgive up to five minutes.
    if early <= 300.0 { finding.severity(Severity::Warning).likely().verdict() } else { finding.verdict() }
}
