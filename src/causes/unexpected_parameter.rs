//! Parameter that must not be there.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "unexpected_parameter",
    title: "Parameter that must not be there",
    says: "The request carries a parameter that does not belong there",
    story: "Strict servers refuse what they do not expect in a request: a verifier without a challenge, a \
            secret in the authorization request, a parameter of an older version of the API.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the request",
    console: &[],
    fix: &[
        "Leave out the parameter that the provider's message names.",
        "Look into extra parameters of the library's settings if the code does not set it.",
    ],
    refuted_by: &["The same request without that parameter is refused with the same words."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
