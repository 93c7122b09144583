//! The time between the authorization response and the token request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::jwt_check::in_words;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-too-old",
    title: "Code redeemed late",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.2")],
    why: "A code lives shortly: ten minutes at most are recommended, and some providers give it one. A \
          late token request is refused like a wrong one.",
    fix: "Redeem the code as soon as the callback is called, without waiting for a click or a queue; look \
          at clocks and timeouts if it happens by itself.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 23 Nov 2026 10:00:00 GMT
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 10:21:40 GMT
<
{\"error\":\"invalid_grant\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 23 Nov 2026 10:00:00 GMT
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 10:00:02 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(response) = flow.authorization_response().filter(|response| response.given("code").is_some())
    else {
        return Verdict::lacks("The authorization response with the code is not in the capture.");
    };
    let (Some(issued), Some(redeemed)) = (response.exchange.started, request.exchange.started) else {
        return Verdict::lacks("The capture has no times.");
    };
    let age = redeemed.seconds_since(issued) - response.exchange.duration_ms.unwrap_or_default() / 1000.0;
    if age <= 60.0 || token::succeeded(request) {
        return Verdict::pass(format!("The code is redeemed {} after it was issued", in_words(age.max(0.0))));
    }
    if token::says_otherwise(request, &["invalid_grant", "invalid_request"]) {
        return Verdict::pass("The code is redeemed late, but the server names another fault");
    }
    let says = if age > 600.0 {
        format!(
            "The code was redeemed {} after it was issued; ten minutes at most are \
                recommended",
            in_words(age)
        )
    } else {
        format!(
            "The code was redeemed {} after it was issued; many providers let it live one \
                minute",
            in_words(age)
        )
    };
    let severity = if age > 600.0 { Severity::Error } else { Severity::Warning };
    Finding::at(Location::param(request, "code"), says)
        .and_at(Location::param(response, "code"))
        .severity(severity)
        .likely()
        .verdict()
}
