//! The issuer of an ID token against the provider's.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-issuer",
    title: "ID token of another issuer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcDiscovery.at("4.3")],
    why: "The client must compare the token's issuer with the provider's, character by character. A slash, \
          another host name or another tenant is another issuer.",
    fix: "Set the issuer in the client to exactly what the provider writes into `iss`, or have the \
          provider's administrator set the issuer (custom domain, front-end URL, token version) to what \
          the client knows.",
    config: "{\"client_id\":\"shop\",\"id_token_signed_response_alg\":\"RS256\",\"metadata\":{\"issuer\":\"https://op.example\"}}",
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
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUvIiwic3ViIjoidTEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzk1NDMxNjAwLCJpYXQiOjE3OTU0MjgwMDB9.c2ln\"}",
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
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMH0.c2ln\"}",
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        judge(flow, config, &id_token, jwt_check::place(message, in_answer))
    })
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, id_token: &Jwt, here: Location) -> Verdict {
    let Some(issuer) = id_token.claim_text("iss") else {
        return Finding::at(here, "The ID token has no `iss`").verdict();
    };
    let of_metadata = flow.metadata_text("issuer");
    let stored = config.issuer.as_deref();
    let Some(known) = of_metadata.or(stored) else {
        return Verdict::lacks("The provider's issuer is neither in the capture nor stored.");
    };
    let tenant = id_token.claim_text("tid").unwrap_or_default();
    if of_metadata.is_none() && is_named_tenant(known) {
        return Verdict::lacks(
            "The stored issuer names the tenant by its domain; the provider's metadata is \
                not in the capture.",
        );
    }
    if is_same(known, issuer, tenant) {
        return Verdict::pass(format!("The ID token is issued by `{issuer}`"));
    }
    // A person's spelling in the stored configuration is no proof where the provider's own is missing.
    let by_slash = of_metadata.is_none() && known.trim_end_matches('/') == issuer.trim_end_matches('/');
    let label = if of_metadata.is_some() { "Provider's metadata" } else { "Stored" };
    let says = format!("The ID token is issued by `{issuer}`, the provider is `{known}`");
    let finding = Finding::at(here.clone(), says)
        .compared((label, None, known), ("`iss` of the ID token", Some(here), issuer));
    match (by_slash, of_metadata) {
        (true, _) => finding.severity(Severity::Warning).likely().verdict(),
        (false, None) => finding.likely().verdict(),
        (false, Some(_)) => finding.verdict(),
    }
}

/// Entra takes `contoso.onmicrosoft.com` in addresses and writes the tenant's GUID into `iss`.
fn is_named_tenant(known: &str) -> bool {
    let tenant = known.split_once("login.microsoftonline.").and_then(|(_, rest)| rest.split('/').nth(1));
    tenant.is_some_and(|tenant| tenant.contains('.'))
}

/// Google may leave `https://` out ("Validating an ID token"); Entra's metadata for all tenants has `{tenantid}` in place
/// of the person's tenant, and those of several tenants in its address.
fn is_same(known: &str, issuer: &str, tenant: &str) -> bool {
    let google = ["https://accounts.google.com", "accounts.google.com"];
    let own = |general: &str| known.replace(general, tenant) == issuer;
    known == issuer
        || (google.contains(&known) && google.contains(&issuer))
        || (!tenant.is_empty()
            && known.contains("login.microsoftonline.")
            && ["{tenantid}", "common", "organizations", "consumers"].into_iter().any(own))
}
