//! Authorization request that was not pushed.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_request::par_required;

pub static CAUSE: Cause = Cause {
    id: "par_required",
    title: "Authorization request that was not pushed",
    says: "The provider demands that the authorization request is pushed first",
    story: "With pushed authorization requests (RFC 9126) the client sends the parameters to the provider \
            directly and the browser carries a reference only. The provider, or this client's \
            registration, accepts nothing else.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it starts the login",
    console: &[],
    fix: &[
        "Send the parameters to the `pushed_authorization_request_endpoint` of the metadata, with client \
         authentication.",
        "Redirect the browser with `client_id` and the `request_uri` of the answer only.",
        "Switch the demand off in the client's registration if the library cannot do it.",
    ],
    refuted_by: &["The authorization request carries a `request_uri` that the provider issued."],
    alike: &[&super::missing_parameter::CAUSE, &super::request_uri_invalid::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.failed_at_authorization() && case.error_is_among(&["invalid_request"]) {
        return case.proven_by(&CAUSE, &[&par_required::RULE]);
    }
    case.said(&CAUSE)
}
