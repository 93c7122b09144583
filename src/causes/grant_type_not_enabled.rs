//! Grant that is not switched on.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::token_request::{grant_type_not_configured, grant_type_not_supported, grant_type_unknown};

pub static CAUSE: Cause = Cause {
    id: "grant_type_not_enabled",
    title: "Grant that is not switched on",
    says: "The grant is not switched on for this client",
    story: "A client's registration lists the grants that it may use. A grant that is not ticked there is \
            refused, even if all parameters are right.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's registration, among its grants",
    console: &["grant types", "grants"],
    fix: &[
        "Tick the grant for the client in the provider's console.",
        "Use another grant if this one shall stay off: for people who log in, the authorization code with \
         PKCE.",
    ],
    refuted_by: &["The registration of exactly this `client_id` lists the grant."],
    alike: &[
        &super::response_type_not_enabled::CAUSE,
        &super::wrong_platform_type::CAUSE,
        &super::app_disabled::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.hears_of_device() {
        return None;
    }
    if case.is_refused(Kind::TokenRequest, &["unauthorized_client", "unsupported_grant_type"]) {
        // What the server says in words of its own, of something else, is no word about the grant.
        let other = case.heard.iter().any(|said| {
            said.strength >= Strength::ServerError && said.causes.iter().all(|named| named.id != CAUSE.id)
        });
        if other && case.error_code().is_some_and(|code| !crate::provider::is_standard(code)) {
            return None;
        }
        // A name that is meant for another one is no grant that could be switched on.
        if case.finding(&grant_type_unknown::RULE).is_some_and(|misspelt| !misspelt.rows.is_empty()) {
            return case.said(&CAUSE).map(|weight| weight.times(0.5));
        }
        let weight =
            case.proven_by(&CAUSE, &[&grant_type_not_configured::RULE, &grant_type_not_supported::RULE])?;
        // A server that complains of code or verifier has taken the grant.
        let of_grant = ["code_", "pkce_", "refresh_token_", "redirect_uri_", "user_credentials_"];
        let first = case.heard.first().filter(|said| said.strength >= Strength::ServerError);
        // A sentence of the server's own about something else stands above the code beside it.
        let own_words = first.is_some_and(|said| {
            said.strength >= Strength::ServerCode && said.causes.iter().all(|named| named.id != CAUSE.id)
        });
        let goes_on = case.error_code() != Some("unauthorized_client")
            && first
                .and_then(|said| said.causes.first())
                .is_some_and(|first| of_grant.iter().any(|begin| first.id.starts_with(begin)));
        return Some(if goes_on || own_words { weight.weaker(Strength::Fits).times(0.2) } else { weight });
    }
    case.said(&CAUSE)
}
