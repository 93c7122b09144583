//! Embedded browser refused.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "embedded_browser_blocked",
    title: "Embedded browser refused",
    says: "The provider refuses to log people in inside an embedded web view",
    story: "Inside a web view the program could read the password, so Google and others refuse it. They \
            recognise it by its `User-Agent`.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it opens the login page",
    console: &[],
    fix: &[
        "Open the login in the system's browser or its in-app browser tab (Custom Tabs, \
         ASWebAuthenticationSession), as RFC 8252 says.",
        "Receive the answer at a loopback or app-claimed redirect URI.",
    ],
    refuted_by: &["The same refusal in the system's own browser."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
