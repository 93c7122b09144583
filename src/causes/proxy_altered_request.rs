//! Request changed on the way.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who, portal};
use crate::rules::token_request::dpop_url;

pub static CAUSE: Cause = Cause {
    id: "proxy_altered_request",
    title: "Request changed on the way",
    says: "A proxy or gateway dropped or changed a part of the request",
    story: "Between client and provider, reverse proxies rewrite hosts and schemes, drop the \
            `Authorization` header, cut bodies or follow redirects with another method. The provider then \
            judges another request than the client sent.",
    trouble: Trouble::Network,
    who: Who::Network,
    place: "in the proxy or gateway between client and provider",
    console: &[],
    fix: &[
        "Compare the request as the client sends it with the request as the server receives it: method, \
         URL, `Host`, `Authorization`, body.",
        "Let the proxy pass on `Host` and `X-Forwarded-Proto`, `Authorization` and `DPoP` unchanged.",
        "Send the request once past the proxy; if it works there, the proxy is it.",
    ],
    refuted_by: &[
        "The server's log shows the request exactly as the client sent it.",
        "The same request past the proxy is refused with the same words.",
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(evidence) = portal(case) {
        let summary =
            "A page of the network came in the provider's place: it wants a sign-in of its own first";
        return Some(Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence).fix(
            "Open any http page in the browser and sign in to the network, or use another one; then log in again.",
        ));
    }
    // The proof names the URL that was called, and the server says that it does not: it sees another one.
    let other_url =
        case.verdicts.passed(&dpop_url::RULE) && case.says(r"(?i)(\bhtu\b|uri mismatch|url mismatch)");
    if other_url {
        let summary = "The proof names the URL that was called (`htu`), and the server sees another one";
        return Some(case.heard_too(Weight::new(Strength::Contradiction, 1.0).summary(summary), &CAUSE));
    }
    case.said(&CAUSE)
}
