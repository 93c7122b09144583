//! Secret altered on its way.

use crate::cause::{Case, Cause, Said, Strength, Trouble, Weight, Who};
use crate::causes::{wrong_client_id, wrong_client_secret};
use crate::rule::{Certainty, Class, client_auth};
use crate::rules::token_request::{
    client_auth_basic_malformed, client_auth_basic_not_form_encoded, secret_double_encoded,
    secret_white_space,
};

pub static CAUSE: Cause = Cause {
    id: "secret_encoding",
    title: "Secret altered on its way",
    says: "The right secret arrives altered: by encoding, white space or quotes",
    story: "Inside HTTP Basic the id and the secret must be form-encoded first (RFC 6749, section 2.3.1); \
            in a body once. A `+` read as a space, `%` decoded by one side only, a line feed from a file \
            or quotes from a settings file change it.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it reads the secret and puts it into the token request",
    console: &[],
    fix: &[
        "Remove white space, line feeds, quotes and braces around the secret where it is read.",
        "Encode it as the provider expects: form-encoded inside Basic, encoded once in a body; or send it \
         by the other method to find out.",
        "Create a secret of letters and digits only, if client and provider cannot be brought to agree.",
    ],
    refuted_by: &[
        "The secret that arrives is, byte for byte, the one in the console.",
        "A new secret of letters and digits only is refused as well.",
    ],
    alike: &[&super::wrong_client_secret::CAUSE, &super::wrong_client_auth_method::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if !case.credentials_refused() {
        return case.said(&CAUSE);
    }
    // What was not sent is not encoded.
    let is_malformed = case.finding(&client_auth_basic_malformed::RULE).is_some();
    let shows_none = !case.flow.sanitized && case.failed().is_some_and(client_auth::shows_none);
    if !is_malformed && (shows_none || wrong_client_secret::sent_none(case)) {
        return None;
    }
    let mut rules =
        vec![&secret_white_space::RULE, &client_auth_basic_malformed::RULE, &secret_double_encoded::RULE];
    // What decoding leaves alone has altered nothing.
    let unencoded = case.finding(&client_auth_basic_not_form_encoded::RULE);
    if unencoded.is_some_and(|found| found.class != Some(Class::Conformance)) {
        rules.push(&client_auth_basic_not_form_encoded::RULE);
    }
    let encoded = || {
        let fits = blames_secret(case).is_some() && arrives_encoded(case);
        fits.then(|| Weight::new(Strength::Fits, 1.0))
    };
    let mut weight = case.proven_by(&CAUSE, &rules).or_else(encoded)?;
    // A secret that stands in Basic as it is, with what decoding changes: likelier than another secret.
    let changes = unencoded.is_some_and(|found| found.certainty == Certainty::Likely)
        || case.finding(&secret_double_encoded::RULE).is_some()
        || basic_has(case, "^[^:]*%[0-9A-Fa-f]{2}")
        || arrives_encoded(case) && !DECODE.contains(&case.flow.provider.id);
    if let Some(said) = blames_secret(case).filter(|_| changes) {
        weight = weight.stronger(said.strength);
        weight.share = 1.0;
    }
    // Encoded as RFC 6749 demands, at a server that may not decode.
    if weight.summary.is_none() && arrives_encoded(case) {
        weight.share = 1.0;
        weight.summary = Some(
            "The secret is form-encoded inside HTTP Basic, and the server may compare it without decoding"
                .into(),
        );
    }
    Some(weight)
}

/// What was said, where it is that credentials are wrong and no more.
fn blames_secret<'c>(case: &'c Case<'_>) -> Option<&'c Said> {
    // Of an id that is the configured one, a word about the client is one about its secret.
    let sent = case.failed().and_then(|request| request.client_id());
    let is_own =
        sent.is_some() && sent == case.config.client_id && case.error_code() == Some("invalid_client");
    let blames = |said: &&Said| {
        let of_secret = said.causes.iter().take(2).any(|named| named.id == wrong_client_secret::CAUSE.id);
        let of_id = said.causes.first().is_some_and(|first| first.id == wrong_client_id::CAUSE.id);
        let of_both = case.error_code() == Some("invalid_client") && case.says("(?i)credentials");
        of_secret || of_id && (of_both || is_own && said.strength <= Strength::ServerError)
    };
    case.heard.first().filter(blames)
}

/// Whether id or secret inside HTTP Basic hold percent-encoded bytes.
fn arrives_encoded(case: &Case<'_>) -> bool {
    basic_has(case, "%[0-9A-Fa-f]{2}")
}

/// Servers that are known to decode id and secret inside HTTP Basic, as RFC 6749 demands: there an encoded secret is a right one.
/// <https://github.com/requests/requests-oauthlib/pull/568>, <https://github.com/panva/node-oidc-provider/issues/267>,
/// <https://github.com/authelia/authelia/pull/5632>
const DECODE: [&str; 8] = [
    "authelia",
    "duende-identityserver",
    "keycloak",
    "node-oidc-provider",
    "openiddict",
    "ory-hydra",
    "spring-authorization-server",
    "zitadel",
];

fn basic_has(case: &Case<'_>, pattern: &'static str) -> bool {
    let basic = case.failed().and_then(|message| message.basic());
    basic.is_some_and(|basic| crate::provider::matches(pattern, basic.raw.expose(), ""))
}
