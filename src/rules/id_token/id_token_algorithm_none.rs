//! ID tokens that nobody has signed.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Finding, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-algorithm-none",
    title: "Unsigned ID token",
    severity: Severity::Error,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("2"), Document::OidcCore.at("3.1.3.7")],
    why: "With `alg` `none` the token has no signature. Through the browser anybody could have made it, \
          and signed in as anybody.",
    fix: "Have the provider's administrator set a signature algorithm for the client (`RS256` or `ES256`), \
          and let the client refuse `none`.",
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJub25lIiwia2lkIjoiazEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMH0.c2ln\"}",
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

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        let Some(algorithm) = id_token.algorithm() else { return Verdict::NotApplicable };
        if !algorithm.eq_ignore_ascii_case("none") {
            return Verdict::pass(format!("The ID token is signed with `{algorithm}`"));
        }
        // Allowed from the token endpoint for clients that were registered for it.
        let registered = config.id_token_signed_response_alg.as_deref() == Some("none");
        if in_answer && registered {
            return Verdict::pass("The client is registered for unsigned ID tokens from the token endpoint");
        }
        let way = if in_answer { "from the token endpoint" } else { "through the browser" };
        let says = format!("The ID token that came {way} has `alg` `{algorithm}`: it is not signed");
        let finding = Finding::at(jwt_check::place(message, in_answer), says);
        if in_answer { finding.severity(Severity::Warning).verdict() } else { finding.verdict() }
    })
}
