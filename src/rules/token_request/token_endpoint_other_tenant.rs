//! The tenant of the token endpoint against the tenant of the authorization endpoint.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-endpoint-other-tenant",
    title: "Token endpoint of another tenant",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "One host serves many tenants (realms, directories, authorization servers). A code of one tenant \
          is unknown in another.",
    fix: "Take authorization and token endpoint from the same metadata document, and set one tenant in the \
          client.",
    config: "",
    bad: example("> GET https://sso.example/realms/acme/protocol/openid-connect/auth?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://sso.example/realms/other/protocol/openid-connect/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example("> GET https://sso.example/realms/acme/protocol/openid-connect/auth?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://sso.example/realms/acme/protocol/openid-connect/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(asked) = flow.first(Kind::AuthorizationRequest) else {
        return Verdict::lacks("The authorization request is not in the capture.");
    };
    let tenants = if asked.exchange.origin() == request.exchange.origin() {
        realms(asked, request)
            .or_else(|| tenant(asked.exchange).zip(tenant(request.exchange)))
            .or_else(|| org_server(asked, request))
    } else {
        hosts(flow, asked, request)
    };
    let Some((first, second)) = tenants else { return Verdict::NotApplicable };
    // Entra's names for all tenants lead to the person's own; a domain and a GUID may name the same one.
    let is_general = |tenant: &str| matches!(tenant, "common" | "organizations" | "consumers");
    let guid = |tenant: &str| crate::config::shape(tenant) == "a GUID";
    if first == second || is_general(&first) || is_general(&second) {
        return Verdict::pass(format!("Both endpoints are of the tenant `{first}`"));
    }
    if guid(&first) != guid(&second) {
        return Verdict::lacks("The capture does not say whether both names are of the same tenant.");
    }
    let (here, there) =
        (Location::of(request, Part::RequestUrl, None), Location::of(asked, Part::RequestUrl, None));
    let says = format!(
        "The code was asked for from the tenant `{first}`, it is redeemed at the tenant \
            `{second}`"
    );
    let finding = Finding::at(here.clone(), says)
        .and_at(there.clone())
        .compared(("Authorization endpoint", Some(there), &first), ("Token endpoint", Some(here), &second));
    token::weighed(
        finding,
        request,
        &["invalid_grant", "invalid_client", "invalid_request", "unauthorized_client"],
    )
    .verdict()
}

/// The tenant in an endpoint's path, lower case: Keycloak's realm, Okta's authorization server, Entra's directory and
/// the policy of Azure AD B2C.
fn tenant(exchange: &Exchange) -> Option<String> {
    let path = exchange.path().to_ascii_lowercase();
    // `tfp` and `te` stand before the tenant of Azure AD B2C and mean nothing.
    let segments: Vec<&str> =
        path.split('/').filter(|segment| !matches!(*segment, "" | "tfp" | "te")).collect();
    let at = |name: &str| segments.iter().position(|segment| *segment == name);
    let behind = |index: usize| segments.get(index + 1).map(|segment| (*segment).to_owned());
    if path.contains("/protocol/openid-connect/") {
        return behind(at("realms")?);
    }
    let oauth2 = at("oauth2")?;
    let host = exchange.url()?.host_str()?.to_owned();
    if host.starts_with("login.microsoft")
        || host.ends_with("b2clogin.com")
        || host.ends_with("ciamlogin.com")
    {
        let policy = exchange.query().given("p").map(|policy| format!("/{}", policy.to_ascii_lowercase()));
        let own = segments.get(..oauth2).filter(|own| !own.is_empty())?.join("/");
        return Some(format!("{own}{}", policy.unwrap_or_default()));
    }
    let versioned = segments.get(oauth2 + 2) == Some(&"v1");
    versioned.then(|| behind(oauth2)).flatten()
}

/// Okta's org authorization server, which has no name in its path, and a custom one.
fn org_server(asked: &Message<'_>, request: &Message<'_>) -> Option<(String, String)> {
    let named = |message: &Message<'_>| match message.exchange.path().starts_with("/oauth2/v1/") {
        true => Some("the org itself".to_owned()),
        false => tenant(message.exchange),
    };
    named(asked).zip(named(request)).filter(|(first, second)| first != second)
}

/// The hosts of two tenants of a provider that has each at a host of its own.
fn hosts(flow: &Flow<'_>, asked: &Message<'_>, request: &Message<'_>) -> Option<(String, String)> {
    let host = |message: &Message<'_>| message.exchange.url()?.host_str().map(str::to_owned);
    let (first, second) = host(asked).zip(host(request))?;
    let (named, called) = first.split_once('.').zip(second.split_once('.'))?;
    let by_host = ["auth0", "cognito", "okta"].contains(&flow.provider.id);
    let serves = flow.provider.serves(asked) && flow.provider.serves(request);
    (by_host && serves && named.0 != called.0 && named.1 == called.1).then_some((first, second))
}

/// The realms of PingAM (OpenAM): in the parameter `realm` or between `oauth2` and the endpoint; without either, the root.
fn realms(asked: &Message<'_>, request: &Message<'_>) -> Option<(String, String)> {
    if !request.exchange.path().ends_with("/access_token") || !asked.exchange.path().contains("/oauth2/") {
        return None;
    }
    let of = |message: &Message<'_>| {
        let named = message.given("realm").or(message.exchange.query().given("realm")).map(str::to_owned);
        let path = message.exchange.path();
        let (_, behind) = path.split_once("/oauth2/").unwrap_or_default();
        let between = behind.split('/').rev().skip(1).filter(|part| !matches!(*part, "realms" | "root" | ""));
        let realm = named.unwrap_or_else(|| between.collect::<Vec<_>>().join("/"));
        match realm.trim_matches('/') {
            "" => "/".to_owned(),
            realm => realm.to_owned(),
        }
    };
    Some((of(asked), of(request)))
}
