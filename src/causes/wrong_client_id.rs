//! Unknown `client_id`.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{client_auth, others};
use crate::rules::authorization_request::{client_id_differs_from_config, client_id_placeholder};
use crate::rules::token_request::{client_auth_id_differs, refresh_other_client};

pub static CAUSE: Cause = Cause {
    id: "wrong_client_id",
    title: "Unknown `client_id`",
    says: "The provider does not know the `client_id` that was sent",
    story: "The id is mistyped, a placeholder from an example, the client's name instead of its id, or \
            belongs to another environment or tenant.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the client id",
    console: &[],
    fix: &[
        "Copy the client id from the provider's console, of this environment, into the client's settings.",
        "Check that the request goes to the tenant, realm or host in which the client is registered.",
        "Log in again from the start.",
    ],
    refuted_by: &["The console of exactly this host and tenant shows a client with exactly this id."],
    alike: &[
        &super::wrong_client_secret::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::redirect_uri_mismatch_authorize::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // Who calls an API has got its token by this id.
    if case.failed_at_api() {
        return case.said(&CAUSE);
    }
    if let Some(weight) = deregistered(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.error_code() == Some("invalid_grant") {
        return case.proven_by(&CAUSE, &[&refresh_other_client::RULE]);
    }
    let of_client = ["invalid_client", "unauthorized_client", "invalid_request", "invalid_client_metadata"];
    // Some servers offer an unknown client no grant at all.
    let offers_none = case.is_refused(Kind::TokenRequest, &["unsupported_grant_type"])
        && case.failed().and_then(Message::grant).is_some_and(|grant| COMMON_GRANTS.contains(&grant));
    if offers_none || case.error_is_among(&of_client) {
        let rules = [
            &client_id_placeholder::RULE,
            &client_id_differs_from_config::RULE,
            &client_auth_id_differs::RULE,
        ];
        let weight = case.proven_by(&CAUSE, &rules)?;
        // What a server says of all credentials is not about an id to which it has issued the code.
        let vague = weight.strength < Strength::Contradiction && !case.hears_first(&CAUSE);
        // A request without any credentials, from the client that is stored: the words name that, too.
        let is_stored = case.failed().and_then(Message::client_id) == case.config.client_id;
        let bare = is_stored
            && case.failed().is_some_and(client_auth::shows_none)
            && case.said(&super::missing_client_auth::CAUSE).is_some();
        return Some(match weight.strength < Strength::Contradiction {
            true if vague && got_code(case) => weight.times(0.1),
            true if bare => weight.times(0.2),
            _ => weight,
        });
    }
    case.said(&CAUSE)
}

/// The client was deleted where it is registered, and goes on with its id.
fn deregistered(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed()?;
    let id = failed.client_id().filter(|id| id.len() >= 6)?;
    let before = case.flow.around.before(failed.exchange).iter();
    let deleted = before.rev().take(60).find(|exchange| exchange.has_deleted(&id))?;
    let place = others::whole(deleted, Part::RequestUrl);
    let says = format!("was deleted in entry {}, before this request", deleted.entry);
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The client `{id}` {says}"))
            .evidence(Evidence::at("Client", place, says))
            .fix("Register the client anew and use the `client_id` of that answer."),
    )
}

/// Grants that a server with a token endpoint has for some client at least (RFC 6749, section 4).
const COMMON_GRANTS: [&str; 3] = ["authorization_code", "refresh_token", "client_credentials"];

/// Whether the same server has issued a code to the `client_id` that the refused token request names.
fn got_code(case: &Case<'_>) -> bool {
    let failed = case.failed().filter(|failed| failed.kind == Kind::TokenRequest);
    let asked = case.flow.authorization_request();
    failed.zip(asked).is_some_and(|(failed, asked)| {
        let (sent, first) = (failed.client_id(), asked.client_id());
        sent.is_some()
            && sent == first
            && asked.exchange.origin() == failed.exchange.origin()
            && failed.given("code").is_some_and(|code| {
                case.flow.of(Kind::AuthorizationResponse).any(|known| known.given("code") == Some(code))
            })
    })
}
