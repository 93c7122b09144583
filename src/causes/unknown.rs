//! Cause that the capture does not show.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "unknown",
    title: "Cause that the capture does not show",
    says: "The login failed, and this capture does not hold enough to say why",
    story: "What failed left no words that can be looked up, and no two values that contradict each \
            other. One more observation usually decides it.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "by recording what is missing",
    console: &[],
    fix: &[
        "Record the login again from its very first page, with bodies and headers (Chrome: HAR with \
         sensitive data; Firefox: Persist Logs).",
        "Record the requests of the client's server as well, with a recording proxy or `curl -v`, and \
         open both files together.",
        "Enter the client's registration (id, redirect URIs, method), so that it can be compared with the \
         traffic.",
        "Ask the provider's operator for the log entry, with time and request id.",
    ],
    refuted_by: &["A capture in which the refused request and its answer can be read."],
    alike: &[&super::callback_failed::CAUSE, &super::session_cookie_lost::CAUSE, &super::server_error::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // Stands only where nothing better is known: see `diagnose`.
    Some(case.heard_too(Weight::new(Strength::Status, 0.5), &CAUSE))
}
