//! What is registered on the encryption of tokens.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Rule, Severity, Subject, Verdict, configured, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "configured-encryption",
    title: "Registered encryption that is incomplete",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcRegistration.at("2"), Document::Rfc8725.at("3.2")],
    why: "Content encryption without a way to pass on its key encrypts nothing, and the old `RSA1_5` \
          can be broken; providers refuse both.",
    fix: "Register for each kind of token both `…_alg` and `…_enc`, with `RSA-OAEP-256` or `ECDH-ES`, \
          or neither.",
    config: "[{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"id_token_encrypted_response_alg\":\"RSA-OAEP-256\",\"id_token_encrypted_response_enc\":\"A256GCM\"},{\"client_id\":\"stock\",\"issuer\":\"https://op.example\",\"id_token_encrypted_response_enc\":\"A256GCM\"}]",
    bad: example(crate::rule::configured::REFUSED),
    good: example(crate::rule::configured::EXAMPLE),
    evidence: Evidence::Seen(Subject::Configuration),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let kinds = ["id_token_encrypted_response", "userinfo_encrypted_response", "request_object_encryption"];
    let text = |name: String| config.member(&name).and_then(Value::as_str).map(str::to_owned);
    let registered = kinds.map(|kind| (kind, text(format!("{kind}_alg")), text(format!("{kind}_enc"))));
    if registered.iter().all(|(_, alg, enc)| alg.is_none() && enc.is_none()) {
        return Verdict::NotApplicable;
    }
    let findings = registered.iter().filter_map(|(kind, alg, enc)| {
        let says = match (alg.as_deref(), enc) {
            (None, Some(enc)) => format!("`{kind}_enc` is `{enc}` without `{kind}_alg`"),
            (Some("RSA1_5"), _) => format!("`{kind}_alg` is `RSA1_5`"),
            _ => return None,
        };
        Some(configured::finding(flow, says))
    });
    Verdict::of(findings.collect(), "The registered encryption is complete")
}
