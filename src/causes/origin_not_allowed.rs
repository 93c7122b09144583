//! Web origin that is not allowed.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "origin_not_allowed",
    title: "Web origin that is not allowed",
    says: "The server refuses requests from this web origin",
    story: "The browser names the page's origin in the `Origin` header. The provider compares it with a \
            list, and answers with an error where it is not on it, or where a request from a browser is \
            not expected at all.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's list of web origins",
    console: &["allowed origins"],
    fix: &[
        "Enter the page's origin (scheme, host and port, no path, no slash at the end) among the client's \
         web origins.",
        "Do not send `Origin` from a server, nor pass the browser's on through a proxy.",
    ],
    refuted_by: &[
        "The origin is on the list, letter for letter.",
        "The same request without `Origin` is refused with the same words.",
    ],
    alike: &[
        &super::cors_blocked::CAUSE,
        &super::redirect_uri_mismatch_authorize::CAUSE,
        &super::wrong_platform_type::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
