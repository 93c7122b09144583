//! A code that another login brought.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::pkce;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-of-other-login",
    title: "Code of another login",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3"), Document::Rfc7636.at("4.6"), Document::Rfc9700.at("4.5")],
    why: "Code and code verifier must come from one login. A client that mixes them, because two tabs share \
          one place in its storage, is refused; so is somebody who slips in a stolen code.",
    fix: "Keep the values of each login under its own `state` in the client, so that a second tab does not \
          overwrite them.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=4Kd83hsLq0Zx9aMn2Pw7Tg&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(sent) = request.given("code") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let response =
        |message: &&Message<'_>| matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback);
    let Some(issued) = flow.messages.iter().filter(response).find(|message| message.given("code").is_some())
    else {
        return Verdict::lacks("The authorization response, which brings the code, is not in the capture.");
    };
    let codes = flow.messages.iter().filter(response).filter_map(|message| message.given("code"));
    if codes.into_iter().any(|code| code == sent || crate::flow::is_altered(code, sent)) {
        return Verdict::pass("The code was issued in this login");
    }
    if token::is_redacted(sent) {
        return token::blanked("code");
    }
    // Only the verifier proves that the request belongs to this login all the same.
    let hashed = request.given("code_verifier").map(pkce::s256);
    let same = |asked: &Message<'_>| {
        let challenge = asked.given("code_challenge");
        challenge.is_some() && (challenge == hashed.as_deref() || challenge == request.given("code_verifier"))
    };
    if !flow.messages.iter().any(same) {
        return Verdict::lacks(token::OTHER_LOGIN);
    }
    let (here, there) = (Location::param(request, "code"), Location::param(issued, "code"));
    let says = "The code verifier is this login's, the code is not: the provider issued another one here";
    let rows = vec![
        Row::secret("Issued in this login", there.clone(), issued.given("code").unwrap_or_default()),
        Row::secret("Sent", here.clone(), sent),
    ];
    let finding = Finding::at(here, says).and_at(there).rows(rows);
    token::weighed(finding, request, &["invalid_grant", "invalid_request"]).verdict()
}
