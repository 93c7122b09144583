//! PKCE method that is not accepted.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::Location;
use crate::rules::authorization_request::{pkce_method_missing, pkce_method_unknown, pkce_plain};
use crate::rules::token_request::pkce_verifier_mismatch;

pub static CAUSE: Cause = Cause {
    id: "pkce_method_rejected",
    title: "PKCE method that is not accepted",
    says: "The provider demands `code_challenge_method=S256`, and the request has another one or none",
    story: "Without a method a challenge counts as `plain` (RFC 7636, section 4.3). Many providers accept \
            S256 only, and the name is case-sensitive.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the authorization request",
    console: &[],
    fix: &[
        "Send `code_challenge_method=S256`, with a capital S.",
        "Send as `code_challenge` the base64url form, without `=`, of the SHA-256 of the verifier.",
        "Log in again from the start.",
    ],
    refuted_by: &["The request has `code_challenge_method=S256` and is refused with the same words."],
    alike: &[&super::pkce_required::CAUSE, &super::pkce_verifier_mismatch::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = not_offered(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    // A server that knows no `plain` may fail over a challenge without a method.
    if case.is_refused(Kind::TokenRequest, &["server_error"])
        && case.finding(&pkce_verifier_mismatch::RULE).is_some()
        && let Some(weight) = case.found(&pkce_method_missing::RULE, Strength::ServerCode)
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if !(case.failed_at_authorization() || case.grant_refused()) {
        return case.said(&CAUSE);
    }
    if let Some(weight) = knows_plain_only(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = case.standing_out(&[&pkce_method_unknown::RULE, &pkce_plain::RULE]) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    case.supported_by(
        &CAUSE,
        &[&pkce_method_unknown::RULE, &pkce_method_missing::RULE, &pkce_plain::RULE],
        "(?i)(pkce|code.?challenge|transform|s256|plain)",
    )
}

/// The method that was sent, or none, is not among those that the provider's metadata lists (RFC 8414, section 2).
fn not_offered(case: &Case<'_>) -> Option<Weight> {
    let asked = case.flow.authorization_request().filter(|_| case.failed_at_authorization())?;
    asked.given("code_challenge")?;
    let offered = case.flow.metadata_list("code_challenge_methods_supported")?;
    let sent = asked.given("code_challenge_method").unwrap_or("plain");
    if offered.contains(&sent) || !case.error_is_among(&["invalid_request"]) {
        return None;
    }
    let says = format!("Sent: `{sent}`; offered: `{}`", offered.join("`, `"));
    let place = Location::param(asked, "code_challenge_method");
    Some(Weight::new(Strength::Contradiction, 1.0).evidence(Evidence::at("Method", place, says)))
}

/// The verifier hashes to the challenge, and the server says that it does not fit: it compares the two as they are.
fn knows_plain_only(case: &Case<'_>) -> Option<Weight> {
    let said = case.heard.first().filter(|_| case.hears_first(&super::pkce_verifier_mismatch::CAUSE))?;
    let asked = case.flow.authorization_request()?;
    let hashed = asked.given("code_challenge_method") == Some("S256");
    let offered = case.flow.metadata_list("code_challenge_methods_supported");
    let open = offered.is_none_or(|methods| !methods.contains(&"S256"));
    let fits = hashed && open && case.verdicts.passed(&pkce_verifier_mismatch::RULE);
    let place = Location::param(asked, "code_challenge_method");
    let summary = "The verifier hashes to the challenge, and the server says that it does not: it may know the method `plain` alone";
    fits.then(|| {
        Weight::new(said.strength, 0.15)
            .summary(summary)
            .evidence(Evidence::at("Method", place, "`S256`"))
            .fix("Read which methods the server documents; send the verifier itself as challenge (`plain`) where it knows no other.")
    })
}
