//! Request changed on the way.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who, portal};
use crate::oauth::Part;
use crate::rule::Location;
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
    if let Some(weight) = header_lost(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    case.said(&CAUSE)
}

/// How APIs say that they got no token at all.
const MISSES: &str = concat!(
    r"(?i)\b(missing|no) (the )?.?authorization\b.{0,3} ?header",
    r"|authorization header.{0,12}(is |was )?(missing|required|not (found|present|provided|set))",
    r"|\bno (valid )?(api |jwt |access |auth\w* )?token (was )?(found|provided|supplied|sent)",
    r"|\b(jwt|access|auth\w*) token (was )?not (found|provided|supplied|present|sent)",
);

/// An API that misses the `Authorization` header that was sent.
fn header_lost(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api())?;
    let (scheme, token) = failed.authorization()?;
    let is_token = token.len() >= 4 && crate::rule::placeholder::placeholder(token).is_none();
    let sent = scheme.eq_ignore_ascii_case("bearer") && is_token && case.says(MISSES);
    let place = Location::of(failed, Part::RequestHeader, Some("authorization"));
    let evidence = Evidence::at("Authorization", place, "was sent, and the API says that it is missing");
    let summary =
        "The call carries `Authorization`, and the API did not get it: something between them drops it";
    sent.then(|| {
        Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence).fix(
            "Pass the header on: `CGIPassAuth On` (Apache with PHP), `proxy_set_header Authorization $http_authorization` \
             (nginx), the header's name in the gateway's list.",
        )
    })
}
