//! Whether an assertion is a JWT with claims of the right types.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::id_token::is_masked;
use crate::rule::jwt_check::Carried;
use crate::rule::{
    Class, Evidence, Finding, Row, Rule, Severity, Verdict, example, examples, jwt_check, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-malformed",
    title: "Assertion that is no usable JWT",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7523.at("3"), Document::Rfc7519.at("2"), Document::Rfc7519.at("7.2")],
    why: "The server takes the assertion apart before it looks at anything else. What is cut, encoded \
          twice or has times as text is refused as a whole.",
    fix: "Send the signed JWT as the library made it, form-encoded once, with `exp` and `iat` as \
          numbers of seconds.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6IjE3NzI0NDIzMDQiLCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6ImoxIn0.lamNZJQtJs6SOJyXQodz9phc5YKy1C5Sf2sYBPL119JX-g8iTDdWeQKrL1LY_JM8Xeryscxv0mbbohqw5OiP_A
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::SIGNED_ASSERTION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(jwt_check::assertions(flow), |carried| judge(&carried))
}

fn judge(carried: &Carried<'_, '_>) -> Verdict {
    if token::is_redacted(carried.text) || is_masked(carried.text) {
        return Verdict::lacks("The assertion is masked in the capture.");
    }
    if Jwt::is_encrypted(carried.text) {
        return Verdict::lacks("The assertion is encrypted; only the provider can read it.");
    }
    let fails = |finding: Finding| token::weighed(finding, carried.message, &FITTING).verdict();
    let Some(assertion) = Jwt::read(carried.text) else {
        let says =
            format!("The assertion of {} characters {}", carried.text.chars().count(), what(carried.text));
        let row = Row::secret("Assertion", carried.place.clone(), carried.text);
        return fails(Finding::at(carried.place.clone(), says).rows(vec![row]));
    };
    let wrong = ["exp", "iat", "nbf"]
        .into_iter()
        .find(|name| assertion.claims.get(*name).is_some_and(|value| !value.is_number()));
    match wrong {
        Some(name) => {
            fails(Finding::at(carried.place.clone(), format!("The assertion's `{name}` is no number")))
        }
        None => Verdict::pass("The assertion is a JWT, and its times are numbers"),
    }
}

const FITTING: [&str; 4] = ["invalid_client", "invalid_grant", "invalid_request", "unauthorized_client"];

fn what(text: &str) -> String {
    match text.split('.').count() {
        _ if text.contains('%') => "is percent-encoded once too often".into(),
        3 if text.contains(['+', '/', ' ']) => "is written in standard base64 instead of base64url".into(),
        3 => "has three parts, but header or claims are no JSON object in base64url".into(),
        1 => "has no dots: it is no JWT".into(),
        parts => format!("has {parts} parts instead of 3"),
    }
}
