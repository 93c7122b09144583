//! Words about credentials beside a signed assertion: what the server says of them goes in, causes of the assertion go out.

use super::Cause;
use super::words::Words;
use crate::oauth::Message;

/// What words about credentials or a grant mean beside a signed assertion: its audience, its time, its key or claims. What a
/// code of the provider's own says of the assertion stays as it is.
pub fn meant(message: &Message<'_>, first: &str, coded: bool) -> Option<&'static [&'static Cause]> {
    use crate::causes as c;
    const AUDIENCE: &str = r"(?i)\baud(ience)?\b";
    const TIME: &str = r"(?i)\b(exp(ired?|iration|iry)?|iat|nbf|lifetime|clock|stale|not (yet )?active|not yet valid|too (old|long|far)|in the (future|past))\b";
    const KEY: &str =
        r"(?i)\b(jwks?|jwt|kid|keys?|signature|signing|jti|sub(ject)?|iss(uer)?|alg(orithm)?|replay\w*)\b";
    let text = Words::of(message).text;
    let says = |pattern: &str| crate::provider::matches(pattern, &text, "");
    if coded && first == c::client_assertion_invalid::CAUSE.id {
        return None;
    }
    let vague = [
        c::wrong_client_secret::CAUSE.id,
        c::expired_client_secret::CAUSE.id,
        c::client_assertion_invalid::CAUSE.id,
        c::wrong_client_id::CAUSE.id,
        c::code_expired::CAUSE.id,
        c::refresh_token_expired::CAUSE.id,
    ];
    let of_client = first == c::wrong_client_id::CAUSE.id;
    match vague.contains(&first) {
        true if !of_client && says(AUDIENCE) => Some(OF_AUDIENCE),
        true if !of_client && says(TIME) => Some(OF_TIME),
        true if first != c::client_assertion_invalid::CAUSE.id && (!of_client || says(KEY)) => {
            Some(OF_ASSERTION)
        }
        _ => None,
    }
}

static OF_AUDIENCE: &[&Cause] =
    &[&crate::causes::client_assertion_audience::CAUSE, &crate::causes::client_assertion_invalid::CAUSE];
static OF_TIME: &[&Cause] =
    &[&crate::causes::client_assertion_expired::CAUSE, &crate::causes::client_assertion_invalid::CAUSE];
static OF_ASSERTION: &[&Cause] = &[
    &crate::causes::client_assertion_invalid::CAUSE,
    &crate::causes::wrong_client_id::CAUSE,
    &crate::causes::client_assertion_audience::CAUSE,
    &crate::causes::wrong_client_auth_method::CAUSE,
];
