//! Unknown audience or resource.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Exchange;
use crate::oauth::Kind;
use crate::rule::Location;
use crate::rules::authorization_request::{resource_fragment, resource_not_absolute};
use crate::rules::token_request::token_resource_differs;

pub static CAUSE: Cause = Cause {
    id: "audience_invalid",
    title: "Unknown audience or resource",
    says: "The requested `audience` or `resource` is not known to the provider, or not allowed for this \
           client",
    story: "The value names the API that the token is for. It is an identifier, not an address to guess: \
            it must be registered at the provider, letter for letter.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for `audience`, `resource` or scope",
    console: &["audience", "resource"],
    fix: &[
        "Copy the API's identifier from the provider's console into the client's setting, with slash and \
         scheme as they stand there.",
        "Create the API in the console, or authorize this client for it, if it is missing.",
        "Log in again from the start.",
    ],
    refuted_by: &[
        "The console lists an API with exactly this identifier, and this client is allowed to use it.",
    ],
    alike: &[
        &super::missing_parameter::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::scope_invalid::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = of_records(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let refused = case.failed_at_authorization() || case.failed_at(Kind::TokenRequest);
    if refused && case.error_is_among(&["invalid_target", "invalid_request", "invalid_grant"]) {
        return case.supported_by(
            &CAUSE,
            &[&resource_fragment::RULE, &resource_not_absolute::RULE, &token_resource_differs::RULE],
            "(?i)(resource|audience|target)",
        );
    }
    case.said(&CAUSE)
}

/// A client of health records names another `aud` than the server of records whose configuration it has read.
/// <https://hl7.org/fhir/smart-app-launch/app-launch.html#obtain-authorization-code>
fn of_records(case: &Case<'_>) -> Option<Weight> {
    let request = case.flow.authorization_request().filter(|_| case.failed_at_authorization())?;
    let asked =
        request.given("aud").filter(|_| case.error_is_among(&["invalid_request", "invalid_target"]))?;
    let read = |exchange: &Exchange| {
        exchange.address().strip_suffix("/.well-known/smart-configuration").map(str::to_owned)
    };
    let base = case.flow.around.before(request.exchange).iter().rev().take(40).find_map(read)?;
    let says =
        format!("`aud` is `{asked}`; the server of records, by its own configuration's address, is `{base}`");
    (asked.trim_end_matches('/') != base).then(|| {
        let evidence = Evidence::at("`aud`", Location::param(request, "aud"), format!("`{asked}`, not `{base}`"));
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(evidence)
            .fix("Send the base address of the FHIR server as `aud`, as it stands before `/.well-known/smart-configuration`.")
    })
}
