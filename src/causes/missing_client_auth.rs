//! Missing client credentials.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::http::Initiator;
use crate::oauth::Kind;
use crate::rules::authorization_request::pushed_request_client_auth;
use crate::rules::token_request::client_auth_missing;

pub static CAUSE: Cause = Cause {
    id: "missing_client_auth",
    title: "Missing client credentials",
    says: "The client is registered as confidential and sent no credentials",
    story: "A confidential client must prove itself at the token endpoint. An empty environment variable, \
            a header that a proxy drops, or a library set up for a public client leaves the proof out.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &["client type"],
    fix: &[
        "Send the client's secret by the registered method: `Authorization: Basic`, or `client_secret` in \
         the body.",
        "Check that the variable that holds the secret is set in this environment.",
        "Register the client as public, with PKCE, if it runs in a browser or on people's devices and \
         cannot keep a secret.",
    ],
    refuted_by: &[
        "The request as the server receives it holds credentials.",
        "The client is registered as public.",
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if !case.credentials_refused() {
        return case.said(&CAUSE);
    }
    let pushed = case.failed_at(Kind::PushedAuthorization);
    let weight = match pushed {
        true => case.proven_by(&CAUSE, &[&pushed_request_client_auth::RULE])?,
        false => case.decided_by(&CAUSE, &client_auth_missing::RULE)?,
    };
    let exchange = case.failed()?.exchange;
    let by_script = exchange.initiator == Initiator::Script || exchange.request.headers.has("origin");
    // A page in the browser has no credentials to send; then the client's registration is the likelier place.
    let by_design = by_script && weight.strength != Strength::Contradiction;
    Some(if by_design { weight.times(0.6) } else { weight })
}
