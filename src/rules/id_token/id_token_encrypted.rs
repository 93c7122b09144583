//! ID tokens that only the client can read.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::oauth::jwt::Jwt;
use crate::rule::id_token::{none, texts};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-encrypted",
    title: "Encrypted ID token",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::OidcCore.at("10.2"), Document::OidcCore.at("3.1.3.7")],
    why: "An encrypted token is decrypted with the client's private key before anything else. A client \
          without that key, or one that expects a plain token, fails.",
    fix: "Configure the client with the key that belongs to the registered one, or let the \
          administrator switch the encryption of ID tokens off for this client.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoic2hvcC0xIn0.AAAA.AAAA.AAAA.AAAA\"}"),
    good: example(examples::SIGNED_ID_TOKEN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let texts = texts(flow);
    if texts.is_empty() {
        return none(flow);
    }
    let wanted = config.member("id_token_encrypted_response_alg").and_then(serde_json::Value::as_str);
    let encrypted: Vec<Finding> = texts
        .iter()
        .filter(|(_, _, text)| Jwt::is_encrypted(text))
        .filter_map(|(message, answered, text)| {
            let header = Jwt::header_of(text)?;
            let own = header.get("alg").and_then(serde_json::Value::as_str).unwrap_or_default();
            let part = if *answered { Part::ResponseBody } else { message.part };
            let place = Location::of(message, part, Some("id_token.alg"));
            let to = header.get("kid").and_then(serde_json::Value::as_str);
            let key = to.map(|kid| format!(" to key `{kid}`")).unwrap_or_default();
            match wanted {
                Some(wanted) if wanted == own => None,
                Some(wanted) => {
                    let says = format!("The ID token is encrypted with `{own}`; registered is `{wanted}`");
                    Some(Finding::at(place, says).class(Class::Conformance).severity(Severity::Warning))
                }
                None => {
                    let says = format!(
                        "The ID token is encrypted with `{own}`{key}; its claims are for the client only"
                    );
                    Some(Finding::at(place, says))
                }
            }
        })
        .collect();
    Verdict::of(encrypted, "The ID token is signed, and encrypted only if the client has registered that")
}
