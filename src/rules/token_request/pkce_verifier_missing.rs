//! A `code_verifier` that should be in the token request and is not.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::asked::{Asked, asked};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-verifier-missing",
    title: "No `code_verifier` for the challenge that was sent",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7636.at("4.5"), Document::Rfc9700.at("2.1.1")],
    why: "The login began with PKCE: a challenge was sent. The provider gives tokens only to whoever knows \
          the verifier behind it, so that a stolen code is worth nothing.",
    fix: "Keep the `code_verifier` from the authorization request to the token request and send it there; \
          if another program redeems the code, hand the verifier to it.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example(examples::PKCE_LOGIN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, config, request))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let asked = asked(flow, "code_challenge");
    if matches!(asked, Asked::Absent(_)) {
        return Verdict::NotApplicable;
    }
    if request.given("code_verifier").is_some() {
        return Verdict::pass("The token request sends a `code_verifier`");
    }
    if request.body_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    if !token::is_of_this_login(flow, request) {
        return Verdict::lacks(token::OTHER_LOGIN);
    }
    let empty = if request.params.has("code_verifier") { "an empty" } else { "no" };
    let here = Location::param(request, "code_verifier");
    match asked {
        Asked::Sent(challenge, by) => {
            let there = Location::param(by, "code_challenge");
            let says = format!(
                "The authorization request sent the `code_challenge` `{challenge}`, the token \
                    request sends {empty} `code_verifier`"
            );
            let rows = vec![
                Row::clear("Authorization request", Some(there.clone()), &challenge, None),
                Row::absent("Token request", here.clone()),
            ];
            let finding = Finding::at(here, says).and_at(there).rows(rows);
            token::weighed(finding, request, &["invalid_grant", "invalid_request"]).verdict()
        }
        Asked::Unseen(_) if config.pkce == Some(true) => {
            let says = format!(
                "The client is configured to use PKCE, the token request sends {empty} \
                    `code_verifier`"
            );
            Finding::at(here, says).likely().verdict()
        }
        Asked::Unseen(what) => Verdict::lacks(what),
        Asked::Absent(_) => Verdict::NotApplicable,
    }
}
