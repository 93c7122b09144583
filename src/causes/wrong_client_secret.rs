//! Wrong client secret.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::client_auth;
use crate::rules::token_request::{secret_differs_from_config, secret_placeholder};

pub static CAUSE: Cause = Cause {
    id: "wrong_client_secret",
    title: "Wrong client secret",
    says: "The client is known, and the secret it sent is not the right one",
    story: "The secret belongs to another client or environment, was rotated at the provider, is a \
            placeholder, or an environment variable that is not what it seems.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the secret",
    console: &["secrets", "secrets and keys"],
    fix: &[
        "Copy the secret from the provider's console into the client's settings, of the same client and \
         environment; create a new one if it is not shown.",
        "Restart the client, and check that the running process has the new value.",
        "Log in again from the start.",
    ],
    refuted_by: &["The secret sent is, byte for byte, the one that the console shows for this client."],
    alike: &[
        &super::wrong_client_id::CAUSE,
        &super::missing_client_auth::CAUSE,
        &super::secret_encoding::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if sent_none(case) {
        return None;
    }
    if let Some(weight) = is_the_id(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if super::public_client_sends_secret::sends_empty(case).is_some() {
        return case.said(&CAUSE);
    }
    if case.credentials_refused() {
        return case.proven_by(&CAUSE, &[&secret_placeholder::RULE, &secret_differs_from_config::RULE]);
    }
    case.said(&CAUSE)
}

/// The client id stands in the place of the secret, too.
fn is_the_id(case: &Case<'_>) -> Option<Weight> {
    let request =
        case.failed().filter(|request| request.kind == Kind::TokenRequest && !request.body_not_recorded())?;
    let id = request.client_id().filter(|id| id.len() >= 8)?;
    let refused = matches!(case.status(), Some(400 | 401 | 403));
    let sent = client_auth::secrets(request).into_iter().find(|sent| sent.value == id && refused)?;
    let evidence = Evidence::at("Secret", sent.place(), "is the client id once more");
    let weight = Weight::new(Strength::Contradiction, 1.0)
        .summary("The client id is sent in the place of the secret")
        .evidence(evidence);
    Some(weight.fix("Create a secret for the client at the provider and put that into the client's setting."))
}

/// Whether the refused request is in the capture with headers and body, and carries no credentials: then none was wrong.
pub fn sent_none(case: &Case<'_>) -> bool {
    let Some(request) = case.failed().filter(|request| request.kind == Kind::TokenRequest) else {
        return false;
    };
    let headers = &request.exchange.request.headers;
    // A page that proves itself by PKCE has no secret.
    let by_page = headers.has("origin") && request.given("code_verifier").is_some();
    let listed = by_page || !request.exchange.request.headers.0.is_empty() && !case.flow.sanitized;
    // What a page hands its own server holds no secret by design.
    let handed_on = crate::rule::token::is_own_server(case.flow, request);
    listed
        && !handed_on
        && !request.body_not_recorded()
        && !client_auth::has_header(request)
        && client_auth::methods(request).is_empty()
}
