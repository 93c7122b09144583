//! Unknown or malformed scope.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::duplicate_parameter;
use crate::oauth::Message;
use crate::rule::Location;
use crate::rule::nearest::distance;
use crate::rules::authorization_request::{scope_mixed_resources, scope_not_supported, scope_separator};
use crate::rules::token_request::refresh_scope_widened;

pub static CAUSE: Cause = Cause {
    id: "scope_invalid",
    title: "Unknown or malformed scope",
    says: "A scope is unknown to the provider, or the list is not written as it must be",
    story: "Scopes are separated by one space and named letter for letter. Commas, quotes, a `+` encoded \
            as `%2B`, or a name that this provider does not have make the whole list invalid.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its list of scopes",
    console: &["scopes"],
    fix: &[
        "Separate the scopes by spaces (encoded as `%20` or `+`), without quotes and commas.",
        "Compare each name with `scopes_supported` of the metadata or the provider's documentation.",
        "Log in again from the start.",
    ],
    refuted_by: &["Each scope sent is one that the provider lists."],
    alike: &[
        &super::scope_not_granted::CAUSE,
        &super::missing_parameter::CAUSE,
        &super::unexpected_parameter::CAUSE,
    ],
    weigh,
};

/// Whether the server names another parameter as the wrong one: many take commas between scopes, and do not say so. A literal
/// `+` nobody takes.
fn names_other(case: &Case<'_>) -> bool {
    let said = case.heard.first().filter(|said| said.strength >= Strength::ServerError);
    let by_plus =
        case.finding(&scope_separator::RULE).is_some_and(|found| found.says.contains("a literal `+`"));
    if by_plus && case.error_code() == Some("invalid_scope") {
        return false;
    }
    let of_one = ["redirect_uri_", "wrong_client_id", "pkce_", "response_type_", "scope_not_granted"];
    said.and_then(|said| said.causes.first())
        .is_some_and(|first| of_one.iter().any(|begin| first.id.starts_with(begin)))
}

/// A requested scope that is a letter or two away from a standard one, which is not asked for (OpenID Connect Core, sections
/// 3.1.2.1 and 5.4).
fn misspelt(case: &Case<'_>) -> Option<Weight> {
    let asks = |request: &&Message<'_>| request.params.has("scope");
    let failed = case.failed().filter(asks);
    let request = failed.or_else(|| case.flow.authorization_request().filter(asks))?;
    let scopes: Vec<&str> = request.given("scope")?.split(' ').collect();
    let stored: Vec<&str> = case.config.scope.as_deref().unwrap_or_default().split_whitespace().collect();
    let missing = ["openid", "profile", "email"].into_iter().filter(|known| !scopes.contains(known));
    let near = |known: &str| {
        let mut unknown = scopes.iter().filter(|scope| !stored.contains(scope));
        unknown.find(|scope| scope.len() >= 5 && distance(scope, known) <= 2).copied()
    };
    let (meant, scope) = missing.into_iter().find_map(|known| Some((known, near(known)?)))?;
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("`scope` asks for `{scope}`, and `{meant}` is probably meant"))
            .evidence(Evidence::at("Scope", Location::param(request, "scope"), format!("`{scope}`")))
            .fix(format!("Ask for `{meant}`.")),
    )
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.error_is_among(&["invalid_scope"])
        && let Some(weight) = misspelt(case)
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.error_is_among(&["invalid_scope", "invalid_request"]) {
        let proving = [&scope_separator::RULE, &refresh_scope_widened::RULE];
        if !names_other(case) && proving.iter().any(|rule| case.finding(rule).is_some()) {
            // Some servers take commas: without a word nothing is proven.
            if case.heard.iter().all(|said| said.strength < Strength::ServerError) {
                return case.likely_by(&CAUSE, &proving);
            }
            let share = if duplicate_parameter::is_named(case) { 0.1 } else { 1.0 };
            return case.proven_by(&CAUSE, &proving).map(|weight| weight.times(share));
        }
        let of_scope = case.error_code() == Some("invalid_scope") || case.says("(?i)scope");
        let likely = [&scope_mixed_resources::RULE, &scope_not_supported::RULE];
        return if of_scope { case.likely_by(&CAUSE, &likely) } else { case.said(&CAUSE) };
    }
    case.said(&CAUSE)
}
