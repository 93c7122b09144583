//! Response type that is not switched on.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_request::{
    response_type_not_configured, response_type_not_supported, response_type_unknown,
};

pub static CAUSE: Cause = Cause {
    id: "response_type_not_enabled",
    title: "Response type that is not switched on",
    says: "The response type is not switched on for this client",
    story: "`response_type` chooses the flow. Tokens straight from the authorization endpoint (`token`, \
            `id_token`) must be allowed in the registration; many providers have them off.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the authorization request",
    console: &["implicit", "grant types", "grants"],
    fix: &[
        "Use `response_type=code` with PKCE: it is allowed nearly everywhere.",
        "Allow the response type in the client's registration if it must stay (at Entra: implicit grant \
         and hybrid flows).",
        "Log in again from the start.",
    ],
    refuted_by: &["The registration of exactly this client lists the response type."],
    alike: &[&super::grant_type_not_enabled::CAUSE, &super::wrong_platform_type::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.failed_at_authorization()
        && case.error_is_among(&["unsupported_response_type", "unauthorized_client", "invalid_request"])
    {
        if case.finding(&response_type_not_configured::RULE).is_some() {
            return case.proven_by(&CAUSE, &[&response_type_not_configured::RULE]);
        }
        let rules = [&response_type_not_supported::RULE, &response_type_unknown::RULE];
        return case.supported_by(&CAUSE, &rules, "(?i)response.?type");
    }
    case.said(&CAUSE)
}
