//! Members that metadata must have.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Part};
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-missing-field",
    title: "Metadata without a member that it must have",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcDiscovery.at("3"), Document::Rfc8414.at("2")],
    why: "Client libraries take endpoints, keys and algorithms from the metadata and stop when one is \
          missing.",
    fix: "Let whoever runs the provider complete the document; until then configure the missing value \
          in the client, where its library allows that.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(crate::rule::metadata::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let documents = metadata::documents(flow);
    let unnamed = flow.of(Kind::Discovery).filter(|message| {
        message.answer.json.as_ref().is_some_and(|json| json.get("authorization_endpoint").is_some())
            && message.answer.text("issuer").is_none()
    });
    if let Some(message) = unnamed.into_iter().next() {
        let place = Location::of(message, Part::ResponseBody, Some("issuer"));
        return Finding::at(place, "The metadata has no `issuer`").verdict();
    }
    if documents.is_empty() {
        return metadata::none(flow, Kind::Discovery);
    }
    token::each(documents.iter(), judge)
}

fn judge(document: &Read<'_, '_>) -> Verdict {
    let kinds = document.list("response_types_supported").unwrap_or_default();
    let only_implicit =
        !kinds.is_empty() && kinds.iter().all(|kind| !kind.split(' ').any(|kind| kind == "code"));
    let grants = document.list("grant_types_supported");
    let front = grants
        .as_ref()
        .is_none_or(|grants| grants.iter().any(|grant| matches!(*grant, "authorization_code" | "implicit")));
    let openid = document.message.exchange.path().contains("openid-configuration");
    let required = [
        ("issuer", true),
        ("authorization_endpoint", front),
        ("token_endpoint", !only_implicit),
        ("response_types_supported", true),
        ("jwks_uri", openid),
        ("subject_types_supported", openid),
        ("id_token_signing_alg_values_supported", openid),
    ];
    let missing: Vec<&str> = required
        .iter()
        .filter(|(name, due)| *due && !document.members.contains_key(*name))
        .map(|(name, _)| *name)
        .collect();
    let Some(first) = missing.first() else {
        return Verdict::pass("The metadata has what it must have");
    };
    let listed = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Finding::at(document.place(first), format!("The metadata has no {listed}")).verdict()
}
