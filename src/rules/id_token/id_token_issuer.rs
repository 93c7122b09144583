//! The ID token's `iss` against the issuer that the client trusts.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{Token, none, tokens};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-issuer",
    title: "ID token of another issuer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcDiscovery.at("4.3")],
    why: "The client trusts one issuer and compares its name with the token's `iss` as a string; another \
          tenant, another host name of the same server or a slash is enough to refuse the login.",
    fix: "Configure in the client exactly the issuer that the provider's metadata names, or let the \
          provider's administrator set its issuer (custom domain, host name behind the proxy) to the address \
          the client uses.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\"}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL3RlbmFudC5vcC5leGFtcGxlIiwic3ViIjoiMjQ4Mjg5NzYxMDAxIiwiYXVkIjoic2hvcCIsImV4cCI6MTc3MjQ0NTYwNSwiaWF0IjoxNzcyNDQyMDA0fQ.c2lnbmF0dXJl\"}"),
    good: example(crate::rule::id_token::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let of_metadata = flow.metadata_text("issuer").map(|issuer| ("Metadata", issuer));
    let of_config = config.issuer.as_deref().map(|issuer| ("Configuration", issuer));
    let Some((whose, wanted)) = of_metadata.or(of_config) else {
        return match tokens.iter().find_map(missing) {
            Some(finding) => finding.verdict(),
            None => Verdict::lacks("Neither the provider's metadata nor a configured issuer is there."),
        };
    };
    let doubtful = |token: &&Token<'_, '_>| {
        let own = token.jwt.claim_text("iss");
        own.is_none() || own != config.issuer.as_deref()
    };
    let findings: Vec<Finding> = tokens
        .iter()
        .filter(doubtful)
        .filter_map(|token| missing(token).or_else(|| differs(token, whose, wanted)))
        .collect();
    Verdict::of(
        findings,
        format!("The ID token's `iss` is `{wanted}`, the issuer of the {}", whose.to_lowercase()),
    )
}

fn missing(token: &Token<'_, '_>) -> Option<Finding> {
    let none = token.jwt.claim_text("iss").is_none_or(str::is_empty);
    none.then(|| Finding::at(token.place("iss"), "The ID token has no `iss`"))
}

fn differs(token: &Token<'_, '_>, whose: &str, wanted: &str) -> Option<Finding> {
    let own = token.jwt.claim_text("iss").filter(|own| !is_same(own, wanted))?;
    let says =
        format!("The ID token's `iss` is `{own}`, the issuer of the {} is `{wanted}`", whose.to_lowercase());
    let finding = Finding::at(token.place("iss"), says)
        .compared((whose, None, wanted), ("ID token", Some(token.place("iss")), own));
    // A stored issuer is often written down without its slash, while the client takes it from the metadata.
    let slash = whose == "Configuration" && own.trim_end_matches('/') == wanted.trim_end_matches('/');
    Some(if slash { finding.severity(Severity::Warning).likely() } else { finding })
}

/// Equal as strings, or a known deviation: Google writes its issuer with and without scheme; Entra's metadata of many
/// tenants has a placeholder.
fn is_same(own: &str, wanted: &str) -> bool {
    let google = |issuer: &str| matches!(issuer, "accounts.google.com" | "https://accounts.google.com");
    own == wanted || google(own) && google(wanted) || is_tenant_of(own, wanted)
}

fn is_tenant_of(own: &str, wanted: &str) -> bool {
    let open = ["{tenantid}", "{tenant}", "common", "organizations", "consumers"];
    let microsoft = [
        "://login.microsoftonline.",
        "://sts.windows.net/",
        "://login.partner.microsoftonline.",
        "://login.windows.net/",
    ];
    let (own, wanted): (Vec<&str>, Vec<&str>) = (own.split('/').collect(), wanted.split('/').collect());
    let same = |(own, wanted): (&&str, &&str)| own == wanted || open.contains(wanted) && own.len() == 36;
    microsoft.iter().any(|host| wanted.join("/").contains(host))
        && own.len() == wanted.len()
        && own.iter().zip(&wanted).all(same)
}
