//! OpenID Connect ties `offline_access` to a question to the person.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-offline-access-without-consent",
    title: "`offline_access` without `prompt=consent`",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("11")],
    why: "A provider that keeps to the specification leaves `offline_access` out where the person is \
          not asked, and gives no refresh token: the session ends with the first access token.",
    fix: "Add `prompt=consent` to the request of the client, at least the first time.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%20offline_access HTTP/1.1
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
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%20offline_access&prompt=consent HTTP/1.1
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
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"rt-made-up\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "scope", |request, scope| {
        if !authorize::words(scope).contains(&"offline_access") {
            return Verdict::NotApplicable;
        }
        if request.given("prompt").is_some_and(|prompt| authorize::words(prompt).contains(&"consent")) {
            return Verdict::pass("`offline_access` is asked for together with `prompt=consent`");
        }
        let granted = flow.code_requests().find(|asked| asked.answer.brings("access_token"));
        let Some(granted) = granted else {
            return Verdict::lacks("The answer that would bring the refresh token is not in the capture.");
        };
        if granted.answer.brings("refresh_token") {
            return Verdict::pass("The provider gives a refresh token without `prompt=consent`");
        }
        let says = "`scope` has `offline_access`, `prompt` is not `consent`, and no refresh token came";
        Finding::at(Location::param(request, "scope"), says)
            .and_at(Location::of(granted, Part::ResponseBody, None))
            .verdict()
    })
}
