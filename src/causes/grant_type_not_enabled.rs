//! Grant that is not switched on.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::token_request::{grant_type_not_configured, grant_type_not_supported};

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
    // What is said of a device's code tells that the grant was taken.
    let of_device =
        case.heard.iter().filter_map(|said| said.causes.first()).any(|first| first.id.starts_with("device_"));
    if of_device {
        return None;
    }
    if case.is_refused(Kind::TokenRequest, &["unauthorized_client", "unsupported_grant_type"]) {
        return case.proven_by(&CAUSE, &[&grant_type_not_configured::RULE, &grant_type_not_supported::RULE]);
    }
    case.said(&CAUSE)
}
