//! A token answer without the ID token that `openid` asks for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-not-issued",
    title: "No `id_token` in the token answer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.3")],
    why: "The client asked for `openid` and waits for an ID token to know who signed in. The answer has \
          none.",
    fix: "Look whether the provider granted `openid` to this client and whether the token request goes to \
          the OpenID Connect endpoint and not to a plain OAuth one.",
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
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scope\":\"profile\"}",
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
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjQxMDI0NDQ4MDB9.c2ln\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let answer = &request.answer;
    if !token::succeeded(request) {
        return Verdict::NotApplicable;
    }
    let (scope, by) = match asked(flow, "scope") {
        Asked::Sent(scope, by) => (scope, by),
        Asked::Unseen(_) if answer.brings("id_token") => {
            return Verdict::pass("The token answer brings an `id_token`");
        }
        Asked::Unseen(what) => return Verdict::lacks(what),
        Asked::Absent(_) => return Verdict::NotApplicable,
    };
    if !scope.split_whitespace().any(|scope| scope == "openid") {
        return Verdict::NotApplicable;
    }
    if !answer.recorded {
        return Verdict::lacks("The token answer's body is not in the capture.");
    }
    if answer.json.as_ref().is_some_and(|json| json.get("id_token").is_some()) {
        return Verdict::pass("The token answer brings an `id_token`");
    }
    let granted =
        answer.text("scope").filter(|granted| !granted.split([' ', ',']).any(|scope| scope == "openid"));
    let why = granted.map(|granted| format!("; it grants `{granted}`")).unwrap_or_default();
    let here = Location::of(request, Part::ResponseBody, Some("id_token"));
    let says = format!(
        "The authorization request asks for `openid`, the token answer has no \
            `id_token`{why}"
    );
    let row = Row::absent("Token answer", here.clone());
    Finding::at(here, says).and_at(Location::param(by, "scope")).rows(vec![row]).likely().verdict()
}
