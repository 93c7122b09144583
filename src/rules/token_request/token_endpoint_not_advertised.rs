//! The token endpoint against the one in the metadata.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-endpoint-not-advertised",
    title: "Token request to another address than the metadata names",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "An old or foreign address may answer for a while, or with errors that have nothing to do with the \
          login; secrets sent to it go to the wrong place.",
    fix: "Let the client read `token_endpoint` from the provider's metadata instead of a setting of its own.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\"}
> POST https://op.example/v1/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 404 Not Found
< Content-Type: application/json
<
{\"error\":\"not_found\"}"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\"}
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(advertised) = flow.metadata_text("token_endpoint") else {
        return Verdict::lacks("The provider's metadata is neither in the capture nor stored.");
    };
    let alias = || {
        let aliases = flow.metadata.as_ref()?.get("mtls_endpoint_aliases")?;
        aliases.get("token_endpoint")?.as_str()
    };
    let used = request.exchange.address();
    let slash = is_same(used, advertised) && used != advertised && !token::succeeded(request);
    if is_same(used, advertised) && !slash || alias().is_some_and(|alias| is_same(used, alias)) {
        return Verdict::pass("The token request goes to the `token_endpoint` of the metadata");
    }
    let place = Location::of(request, Part::RequestUrl, None);
    let says =
        format!("The token request goes to `{used}`, the metadata's `token_endpoint` is `{advertised}`");
    let finding = Finding::at(place.clone(), says)
        .compared(("Metadata", None, advertised), ("Token request", Some(place), used));
    if token::succeeded(request) {
        return finding.severity(Severity::Info).verdict();
    }
    token::weighed(finding.class(Class::Failure), request, &[]).likely().verdict()
}

fn is_same(a: &str, b: &str) -> bool {
    let (Ok(a), Ok(b)) = (url::Url::parse(a), url::Url::parse(b)) else { return a == b };
    a.origin() == b.origin() && a.path().trim_end_matches('/') == b.path().trim_end_matches('/')
}
