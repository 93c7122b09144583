//! Members of the metadata have the names that clients look for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::nearest::{distance, nearest};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, known, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-member-misspelt",
    title: "Metadata with a misspelt member",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc8414.at("2"), Document::OidcDiscovery.at("3")],
    why: "Client libraries look a member up by its exact name. One that is nearly right counts as \
          missing.",
    fix: "Let whoever runs the provider write the member's name as the specification has it.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_url\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"shop_region\":\"eu\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"],\"shop_region\":\"eu\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid HTTP/1.1
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
    let misspelt = document.members.keys().filter_map(|name| {
        let meant = meant(name).filter(|meant| !document.members.contains_key(*meant))?;
        let says = format!("The metadata has `{name}`; the member is called `{meant}`, and that is missing");
        Some(Finding::at(document.place(name), says))
    });
    Verdict::of(misspelt.collect(), "No member of the metadata has nearly another one's name")
}

/// The known name behind one that differs in its punctuation, its case or up to two letters.
fn meant(name: &str) -> Option<&'static str> {
    if name.len() < 6 || known::METADATA.contains(&name) {
        return None;
    }
    let folded = |text: &str| text.to_ascii_lowercase().replace(['_', '-'], "");
    let own = folded(name);
    known::METADATA.iter().copied().find(|known| folded(known) == own).or_else(|| {
        let near = nearest(name, known::METADATA.iter().copied())?;
        (distance(name, near) <= 2).then_some(near)
    })
}
