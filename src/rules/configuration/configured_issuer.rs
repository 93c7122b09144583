//! The issuer that is configured in the client.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Rule, Severity, Subject, Verdict, configured, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "configured-issuer",
    title: "Configured issuer that is the address of something else",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcDiscovery.at("4.1"), Document::Rfc8414.at("3")],
    why: "The issuer is the address under which the provider serves its metadata. The address of its \
          administration pages, of the metadata itself or of an endpoint leads nowhere.",
    fix: "Set the issuer in the client to the value of `issuer` in the provider's metadata.",
    config: "[{\"client_id\":\"shop\",\"issuer\":\"https://op.example\"},{\"client_id\":\"stock\",\"issuer\":\"https://acme-admin.okta.com\"}]",
    bad: example(crate::rule::configured::REFUSED),
    good: example(crate::rule::configured::EXAMPLE),
    evidence: Evidence::Seen(Subject::Configuration),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let Some(issuer) = config.issuer.as_deref() else { return Verdict::NotApplicable };
    let host =
        url::Url::parse(issuer).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let what = match issuer {
        _ if host.is_empty() => "is no absolute address",
        // Okta's administration pages are on a host of their own.
        _ if ["-admin.okta.com", "-admin.oktapreview.com", "-admin.okta-emea.com"]
            .iter()
            .any(|end| host.ends_with(end)) =>
        {
            "is the host of the administration pages"
        }
        _ if host == "manage.auth0.com" => "is the host of the administration pages",
        _ if issuer.contains("/.well-known/") => "is the address of the metadata",
        _ if issuer.contains(['?', '#']) => "has a query or fragment",
        // WSO2's own name for itself is that of its token endpoint, unless told otherwise.
        _ if ["/authorize", "/token"].iter().any(|end| issuer.ends_with(end))
            && !(flow.provider.id == "wso2" && issuer.ends_with("/oauth2/token")) =>
        {
            "is the address of an endpoint"
        }
        _ => return Verdict::pass(format!("The configured issuer is `{issuer}`")),
    };
    configured::finding(flow, format!("The configured issuer, `{issuer}`, {what}")).likely().verdict()
}
