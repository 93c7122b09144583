//! Unknown audience or resource.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

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
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
