//! Invalid `request_uri`.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "request_uri_invalid",
    title: "Invalid `request_uri`",
    says: "The `request_uri` is unknown, was used before or has expired",
    story: "A reference to a pushed request works once and for a minute or so. Reloading the page, the \
            back button or another instance of the server makes it unknown.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it starts the login",
    fix: &[
        "Push the request again and redirect at once; do not keep or bookmark the URL.",
        "Use the `request_uri` with the `client_id` that pushed it.",
    ],
    refuted_by: &["The `request_uri` was issued less than `expires_in` seconds before and was not used."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
