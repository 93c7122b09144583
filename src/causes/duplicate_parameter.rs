//! Parameter sent more than once.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::rule::Finding;
use crate::rules::api::api_token_twice;
use crate::rules::authorization_request::parameter_repeated;
use crate::rules::authorization_response::response_parameter_repeated;

pub static CAUSE: Cause = Cause {
    id: "duplicate_parameter",
    title: "Parameter sent more than once",
    says: "A parameter occurs more than once in the request",
    story: "Parameters must not be repeated (RFC 6749, section 3.1). Adding a parameter to a URL that \
            already has it, or to query and body, makes the request ambiguous, and servers refuse it or \
            take the wrong one.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the request",
    console: &[],
    fix: &[
        "Send each parameter once; set it in the URL library instead of appending it.",
        "Look into extra parameters of the library's settings for one that it sends anyway.",
    ],
    refuted_by: &["Each parameter occurs once in query and body together."],
    alike: &[&super::malformed_parameter::CAUSE, &super::unexpected_parameter::CAUSE],
    weigh,
};

/// Codes about one parameter: two values of it are read as one that nobody knows.
const OF_ONE: [(&str, &str); 5] = [
    ("unsupported_response_type", "`response_type`"),
    ("unsupported_grant_type", "`grant_type`"),
    ("invalid_scope", "`scope`"),
    ("invalid_client", "`client_id`"),
    ("unauthorized_client", "`client_id`"),
];

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let code = case.error_code().unwrap_or_default();
    let is_refused = |finding: &Finding| {
        OF_ONE.iter().any(|(named, name)| {
            *named == code && finding.says.starts_with(name) && finding.says.contains("different")
        })
    };
    if case.finding(&parameter_repeated::RULE).is_some_and(is_refused) {
        let found = case.found(&parameter_repeated::RULE, Strength::Contradiction)?;
        return Some(case.heard_too(found, &CAUSE));
    }
    if case.error_is_among(&["invalid_request", "invalid_grant"]) {
        let weight = repeated(case)?;
        // `invalid_request` is the code for it (RFC 6749, section 5.2), if nothing says more; a
        // server that joins the two values into one finds that it doesn't fit the grant.
        let nothing_more = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
        let fits = weight.strength == Strength::Fits && case.error_code().is_some() && nothing_more;
        return Some(if fits {
            Weight { strength: Strength::ServerError, share: 1.0, ..weight }
        } else {
            weight
        });
    }
    case.said(&CAUSE)
}

fn repeated(case: &Case<'_>) -> Option<Weight> {
    if case.failed_at_api() {
        return case.proven_by(&CAUSE, &[&api_token_twice::RULE]);
    }
    // A fragment that grows with each round of a loop.
    if case.what() == Some(crate::flow::What::Loops) {
        return None;
    }
    if case.stopped_at_client() {
        return case.proven_by(&CAUSE, &[&response_parameter_repeated::RULE]);
    }
    let weight = case.decided_by(&CAUSE, &parameter_repeated::RULE)?;
    Some(if is_named(case) { weight.stronger(Strength::Contradiction) } else { weight })
}

/// Whether a parameter is repeated and the server says so.
pub fn is_named(case: &Case<'_>) -> bool {
    case.finding(&parameter_repeated::RULE).is_some()
        && case.says("(?i)duplicate|single value|more than once|multiple|repeated")
}
