//! Whether OpenID metadata lists the scope of OpenID Connect.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-scopes",
    title: "OpenID metadata that does not list `openid`",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcDiscovery.at("3")],
    why: "`openid` is what makes a request an OpenID Connect one. A provider that does not know it \
          gives no ID token.",
    fix: "Let the administrator create and allow the scope `openid`, or use the provider for access \
          tokens only.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"scopes_supported\":[\"profile\",\"email\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"scopes_supported\":[\"openid\",\"profile\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let documents = metadata::documents(flow);
    if documents.is_empty() {
        return metadata::none(flow, Kind::Discovery);
    }
    token::each(documents.iter(), judge)
}

fn judge(document: &Read<'_, '_>) -> Verdict {
    if !document.message.exchange.path().contains("openid-configuration") {
        return Verdict::NotApplicable;
    }
    match document.list("scopes_supported") {
        None => Verdict::NotApplicable,
        Some(listed) if listed.contains(&"openid") => Verdict::pass("The metadata lists the scope `openid`"),
        Some(listed) => {
            let says = format!("The metadata lists the scopes `{}`, without `openid`", listed.join(" "));
            Finding::at(document.place("scopes_supported"), says).verdict()
        }
    }
}
