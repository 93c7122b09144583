//! ID tokens that are signed in another way than the client expects.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::id_token::{Token, complaint, none, tokens};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-algorithm-unexpected",
    title: "ID token signed with an unexpected algorithm",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::Rfc7519.at("7.2")],
    why: "The client verifies the signature with the algorithm it expects and refuses every other, even if \
          the token is genuine.",
    fix: "Let the provider's administrator set the ID token's signing algorithm of this client to the one the \
          client expects, usually `RS256`; or configure the client for the algorithm that is used.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"id_token_signed_response_alg\":\"RS256\"}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.c2lnbmF0dXJl\"}"),
    good: example(crate::rule::id_token::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

/// Words in which libraries reject an algorithm.
const COMPLAINT: &str = r"(?i)(?:unsupported|unexpected|invalid|not (?:allowed|supported)|mismatch\w*)[^.\n]{0,40}\balg(?:orithm)?\b[^\n]{0,60}|\balg(?:orithm)?\b[^.\n]{0,40}(?:unsupported|unexpected|not (?:allowed|supported|whitelisted)|mismatch)";

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let tokens = tokens(flow);
    if tokens.is_empty() {
        return none(flow);
    }
    let supported = flow.metadata_list("id_token_signing_alg_values_supported");
    let complains = complaint(flow, COMPLAINT).is_some();
    if config.id_token_signed_response_alg.is_none() && supported.is_none() && !complains {
        return Verdict::lacks(
            "Neither the configuration (`id_token_signed_response_alg`) nor the provider's metadata is there.",
        );
    }
    let findings: Vec<Finding> = tokens
        .iter()
        .filter_map(|token| {
            let own = token.jwt.algorithm()?;
            against_config(token, own, config)
                .or_else(|| against_client(token, own, flow))
                .or_else(|| against_metadata(token, own, supported.as_deref()))
        })
        .collect();
    let own = tokens.first().and_then(|token| token.jwt.algorithm()).unwrap_or_default();
    Verdict::of(findings, format!("The ID token is signed with `{own}`, as expected"))
}

fn against_config(token: &Token<'_, '_>, own: &str, config: &ClientConfig) -> Option<Finding> {
    let wanted = config.id_token_signed_response_alg.as_deref().filter(|wanted| *wanted != own)?;
    let says = format!("The ID token is signed with `{own}`; the client is registered for `{wanted}`");
    let rows = (("Expected", None, wanted), ("ID token", Some(token.place("alg")), own));
    let finding = Finding::at(token.place("alg"), says).compared(rows.0, rows.1);
    Some(finding.severity(Severity::Error))
}

/// The client itself says so, at its callback.
fn against_client(token: &Token<'_, '_>, own: &str, flow: &Flow<'_>) -> Option<Finding> {
    let (message, words) = complaint(flow, COMPLAINT)?;
    let says = format!("The ID token is signed with `{own}`; the client says: “{words}”");
    let finding = Finding::at(token.place("alg"), says).and_at(Location::answer(message));
    Some(finding.severity(Severity::Error).likely())
}

fn against_metadata(token: &Token<'_, '_>, own: &str, supported: Option<&[&str]>) -> Option<Finding> {
    let supported = supported.filter(|supported| !supported.is_empty() && !supported.contains(&own))?;
    let listed = supported.join(", ");
    let says = format!("The ID token is signed with `{own}`; the provider's metadata lists only `{listed}`");
    let row = Row::clear("id_token_signing_alg_values_supported", None, &listed, None);
    Some(Finding::at(token.place("alg"), says).rows(vec![row]).likely())
}
