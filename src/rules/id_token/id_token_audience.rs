//! The audience of an ID token against the client.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Finding, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-audience",
    title: "ID token for another client",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcCore.at("2")],
    why: "An ID token names the client that it was issued to. A client must refuse one that was made for \
          another, or anybody with a token of their own app could sign in.",
    fix: "Set the same `client_id` in the code that signs in and in the code that verifies the token; \
          where app and server have ids of their own, let the server accept the one that signs in.",
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AtbW9iaWxlIiwiZXhwIjoxNzk1NDMxNjAwLCJpYXQiOjE3OTU0MjgwMDB9.c2ln\"}",
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6WyJzaG9wIiwiYXBpIl0sImV4cCI6MTc5NTQzMTYwMCwiaWF0IjoxNzk1NDI4MDAwLCJhenAiOiJzaG9wIn0.c2ln\"}",
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        let here = jwt_check::place(message, in_answer);
        let own =
            flow.authorization_request().and_then(|request| request.given("client_id").map(str::to_owned));
        let own = own
            .or_else(|| message.client_id())
            .or_else(|| flow.client_id())
            .or_else(|| config.client_id.clone());
        let Some(client) = own.filter(|client| !token::is_redacted(client)) else {
            return Verdict::lacks("The capture does not say which client this is.");
        };
        let audiences = id_token.audiences();
        if audiences.contains(&client.as_str()) {
            return Verdict::pass(format!("The ID token is made for `{client}`"));
        }
        let Some(first) = audiences.first() else {
            return Finding::at(here, "The ID token has no `aud`").verdict();
        };
        let listed: Vec<String> = audiences.iter().map(|audience| format!("`{audience}`")).collect();
        let says = format!("The ID token is made for {}, the client is `{client}`", listed.join(", "));
        Finding::at(here.clone(), says)
            .compared(("`aud` of the ID token", Some(here), first), ("Client", None, &client))
            .verdict()
    })
}
