//! At a logout the client gives its refresh token back.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::logout;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token_answer};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "refresh-token-not-revoked",
    title: "Refresh token that is not revoked at the logout",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc7009.at("1"), Document::Rfc9700.at("4.14.2")],
    why: "The refresh token works on after the logout: whoever has got hold of it gets new access \
          tokens.",
    fix: "Send the refresh token to the provider's `revocation_endpoint` in the client before the \
          logout.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"revocation_endpoint\":\"https://op.example/revoke\",\"end_session_endpoint\":\"https://op.example/logout\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
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
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"rt-made-up\"}
> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop&state=lo-1&id_token_hint=x.y.z HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"revocation_endpoint\":\"https://op.example/revoke\",\"end_session_endpoint\":\"https://op.example/logout\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
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
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"rt-made-up\"}
> POST https://op.example/revoke HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
token=rt-made-up&client_id=shop
< HTTP/1.1 200 OK
<
> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop&state=lo-1&id_token_hint=x.y.z HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = logout::initiated(flow).next() else { return Verdict::NotApplicable };
    if flow.first(Kind::Revocation).is_some() {
        return Verdict::pass("The client revokes its token at the logout");
    }
    if !flow.of(Kind::TokenRequest).any(|asked| asked.answer.brings("refresh_token")) {
        return token_answer::none(flow);
    }
    // Without an endpoint for it there is nothing to be done.
    if flow.metadata.is_none() {
        return Verdict::lacks("The provider's metadata is neither in the capture nor stored.");
    }
    if flow.metadata_text("revocation_endpoint").is_none() {
        return Verdict::NotApplicable;
    }
    let says = "The login brought a refresh token, and the logout does not revoke it";
    Finding::at(Location::of(request, Part::RequestUrl, None), says).verdict()
}
