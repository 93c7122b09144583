//! The signature algorithms that metadata lists for ID tokens.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::metadata::{self, Document as Read};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-signing-algorithms",
    title: "Metadata without a usable ID token algorithm",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcDiscovery.at("3"), Document::OidcCore.at("15.1")],
    why: "Clients expect `RS256` unless told otherwise. A provider that does not list it, or lists \
          only `none`, cannot be used by a client with the defaults.",
    fix: "Let the administrator offer `RS256`, or configure in the client the algorithm that the \
          provider lists.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"none\"]}
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
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"RS256\",\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let documents = metadata::documents(flow);
    if documents.is_empty() {
        return metadata::none(flow, Kind::Discovery);
    }
    token::each(documents.iter(), |document| judge(document, config))
}

const MEMBER: &str = "id_token_signing_alg_values_supported";

fn judge(document: &Read<'_, '_>, config: &ClientConfig) -> Verdict {
    let Some(listed) = document.list(MEMBER) else { return Verdict::NotApplicable };
    let all = listed.join(", ");
    let wanted = config.id_token_signed_response_alg.as_deref();
    match wanted {
        Some(wanted) if !listed.contains(&wanted) => {
            let says = format!("The client is registered for `{wanted}`; the metadata lists `{all}`");
            Finding::at(document.place(MEMBER), says).severity(Severity::Warning).verdict()
        }
        _ if listed.iter().all(|name| *name == "none") => {
            let says = format!("`{MEMBER}` of the metadata lists no signature: `{all}`");
            Finding::at(document.place(MEMBER), says).severity(Severity::Warning).verdict()
        }
        _ => Verdict::pass(format!("The metadata lists `{all}` for ID tokens")),
    }
}
