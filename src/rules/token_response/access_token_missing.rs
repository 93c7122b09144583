//! A token answer without an access token.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "access-token-missing",
    title: "No `access_token` in the token answer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.1")],
    why: "The answer says success and brings no access token. Clients take that for a broken answer and \
          give up.",
    fix: "Ask for a scope or audience that an access token can be issued for, or have the provider's \
          operator correct the answer.",
    config: "",
    bad: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"token_type\":\"Bearer\",\"expires_in\":3600}",
    good: "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // Slack: tokens of people are in `authed_user`; Azure AD B2C: none for `openid` alone.
    let elsewhere = ["authed_user", "authed_users"];
    token::each(token::answers(flow), |request| {
        let answer = &request.answer;
        let success = answer.status.is_some_and(|status| (200..300).contains(&status));
        if !success || answer.error.is_some() {
            return Verdict::NotApplicable;
        }
        if !answer.recorded {
            return Verdict::lacks("The token answer's body is not in the capture.");
        }
        let Some(json) = answer.json.as_ref().filter(|json| json.is_object()) else {
            return Verdict::NotApplicable;
        };
        if answer.brings("access_token") {
            return Verdict::pass("The token answer brings an `access_token`");
        }
        if elsewhere.iter().any(|member| json.get(member).is_some()) {
            return Verdict::NotApplicable;
        }
        let here = Location::of(request, Part::ResponseBody, Some("access_token"));
        let row = Row::absent("Token answer", here.clone());
        let finding =
            Finding::at(here, "The token answer is a success and has no `access_token`").rows(vec![row]);
        match answer.brings("id_token") {
            true => finding.class(Class::Conformance).severity(Severity::Info).verdict(),
            false => finding.verdict(),
        }
    })
}
