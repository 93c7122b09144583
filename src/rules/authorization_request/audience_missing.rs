//! Without an `audience` Auth0 and its like give a token that only their own userinfo reads.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "audience-missing",
    title: "No `audience` for the API that is called",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc8707.at("2"), Document::Rfc9700.at("2.3")],
    why: "The token that comes is opaque and meant for the provider's userinfo endpoint. The API cannot \
          read it and refuses it.",
    fix: "Send the identifier of the API as `audience` in the authorization request of the client.",
    config: "",
    bad: example("> GET https://shop.eu.auth0.com/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://shop.eu.auth0.com/oauth/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up-opaque\",\"token_type\":\"Bearer\",\"expires_in\":86400}
> GET https://api.shop.example/orders HTTP/1.1
> Authorization: Bearer at-made-up-opaque
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{}"),
    good: example("> GET https://shop.eu.auth0.com/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&audience=https%3A%2F%2Fapi.shop.example HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://shop.eu.auth0.com/oauth/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up-opaque\",\"token_type\":\"Bearer\",\"expires_in\":86400}
> GET https://api.shop.example/orders HTTP/1.1
> Authorization: Bearer at-made-up-opaque
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    if flow.provider.id != "auth0" {
        return Verdict::NotApplicable;
    }
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    if let Some(audience) = request.given("audience").or(request.given("resource")) {
        return Verdict::pass(format!("The token is asked for `{audience}`"));
    }
    let opaque =
        |message: &Message<'_>| message.access_token().is_some_and(|token| Jwt::read(token).is_none());
    let refuses = |call: &Message<'_>| {
        let in_graphql = || call.answer.error.as_ref().is_some_and(|error| error.code == "UNAUTHENTICATED");
        call.answer.status == Some(401) || call.answer.status == Some(200) && in_graphql()
    };
    let refused = flow.of(Kind::ApiCall).find(|call| refuses(call) && opaque(call));
    let Some(call) = refused else {
        return Verdict::pass("No API refuses the token that was asked for without `audience`");
    };
    let says = format!(
        "The request has no `audience`; the token that came is no JWT, and `{}` refuses it",
        call.exchange.address()
    );
    Finding::at(Location::param(request, "audience"), says)
        .and_at(Location::of(call, Part::ResponseStatus, None))
        .severity(Severity::Error)
        .verdict()
}
