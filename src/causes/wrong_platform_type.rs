//! Client registered as another kind of application.

use crate::cause::{Case, Cause, Evidence, Trouble, Weight, Who};
use crate::http::Initiator;

pub static CAUSE: Cause = Cause {
    id: "wrong_platform_type",
    title: "Client registered as another kind of application",
    says: "The client, or its redirect URI, is registered as another kind of application than it is",
    story: "Providers ask whether a client is a web server, a page in the browser, or a program on a \
            device, and judge by it: secrets, CORS, loopback ports and refresh tokens depend on the kind.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's registration, where its kind is chosen",
    console: &["client type", "platform"],
    fix: &[
        "Register the redirect URI under the kind of application that redeems the code: page in the \
         browser, web server, or program on a device.",
        "Create a new client of the right kind where the kind cannot be changed.",
        "Log in again from the start.",
    ],
    refuted_by: &["The registration of this client and redirect URI says the kind that the traffic shows."],
    alike: &[
        &super::missing_client_auth::CAUSE,
        &super::wrong_client_auth_method::CAUSE,
        &super::grant_type_not_enabled::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let mut weight = case.said(&CAUSE)?;
    let message = case.failed()?;
    let headers = &message.exchange.request.headers;
    let by_script = !case.failed_at_authorization()
        && (message.exchange.initiator == Initiator::Script || headers.has("origin"));
    if asks_public_for_secret(case) {
        weight.share = 1.0;
        weight.story = Some("The server wants a secret of a client that by its kind has none: it is registered as confidential, or flows of public clients are switched off for it.".into());
        weight.fix = vec!["Register the client as public, or switch its public flows on (at Entra: Authentication › Allow public client flows).".into()];
        weight = weight.evidence(Evidence::says("Client", "A public one by its grant or configuration"));
    }
    // Credentials are missing by design where a page in the browser redeems the code.
    let refused = !case.says(r"(?i)\binvalid origin\b");
    if by_script
        && refused
        && case.error_is_among(&["invalid_client", "unauthorized_client", "invalid_request"])
    {
        weight.share = 1.0;
        weight = weight.evidence(Evidence::says("Sent by", "A script of a page in the browser"));
    }
    Some(weight)
}

/// Whether a secret is missing that a client of this kind has not got: a device's, or one that is configured as public.
pub fn asks_public_for_secret(case: &Case<'_>) -> bool {
    let grant = case.failed().and_then(|message| message.given("grant_type"));
    let has_none = grant == Some(crate::oauth::DEVICE_GRANT) || case.config.is_confidential() == Some(false);
    // Google gives a secret to every kind of client but those of phones.
    has_none
        && case.flow.provider.id != "google"
        && case.says(r"(?i)secret|credential|confidential|client.?auth|client_assertion|invalid_client")
}
