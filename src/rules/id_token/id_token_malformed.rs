//! The form of an ID token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::Carried;
use crate::rule::{Class, Finding, Row, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-malformed",
    title: "Malformed ID token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("2"), Document::Rfc7519.at("7.2")],
    why: "An ID token is a JWT: three parts of base64url with dots between. The client cannot read \
          anything else, so it does not know who signed in.",
    fix: "Look what the client takes for the ID token: an access token, a cut copy, or a text in quotation \
          marks; have the provider's operator correct it if the answer itself holds it.",
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
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"not-a-jwt\"}",
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
    token::each(jwt_check::id_tokens(flow), |carried| judge(&carried))
}

fn judge(carried: &Carried<'_, '_>) -> Verdict {
    let text = carried.text;
    if Jwt::read(text).is_some() {
        return Verdict::pass("The ID token is a JWT");
    }
    if Jwt::is_encrypted(text) {
        return Verdict::lacks("The ID token is encrypted; only its client can read it.");
    }
    // Exporters blank or cut tokens.
    if text.is_empty() || token::is_redacted(text) || text.ends_with("...") {
        return token::blanked("id_token");
    }
    let parts = text.split('.').count();
    let fault = match parts {
        3 => "one of its first two parts is not base64url of JSON".to_owned(),
        1 => "it has no dots and is no JWT".to_owned(),
        _ => format!("it has {parts} parts, three are due"),
    };
    let row = Row::secret("ID token", carried.place.clone(), text);
    Finding::at(carried.place.clone(), format!("The ID token cannot be read: {fault}"))
        .rows(vec![row])
        .verdict()
}
