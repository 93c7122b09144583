//! A logout goes to the endpoint that the metadata names.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::logout;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "logout-endpoint-not-advertised",
    title: "Other logout endpoint than the provider names",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcLogout.at("2.1"), Document::OidcDiscovery.at("3")],
    why: "Another address may end another session, or none, and the person stays signed in.",
    fix: "Set the logout address in the client to the metadata's `end_session_endpoint`.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"revocation_endpoint\":\"https://op.example/revoke\",\"end_session_endpoint\":\"https://op.example/session/end\"}
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
> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop HTTP/1.1
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
> GET https://op.example/logout?post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&client_id=shop HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/bye?state=lo-1
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(request) = logout::initiated(flow).next() else { return Verdict::NotApplicable };
    let Some(advertised) = flow.metadata_text("end_session_endpoint") else {
        return Verdict::lacks("No metadata of the provider names an `end_session_endpoint`.");
    };
    let asked = request.exchange.address();
    let bare = advertised.split(['?', '#']).next().unwrap_or_default();
    if bare == asked {
        return Verdict::pass(format!("The logout goes to `{bare}`, as the metadata says"));
    }
    let place = Location::of(request, Part::RequestUrl, None);
    let says = format!("The logout goes to `{asked}`; the metadata's `end_session_endpoint` is `{bare}`");
    Finding::at(place.clone(), says)
        .compared(("Metadata", None, bare), ("Logout request", Some(place), asked))
        .verdict()
}
