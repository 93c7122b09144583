//! What the rules on API calls share: the calls of a login, which of them stay refused, and what the API says.

use crate::flow::{Flow, after};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::quote::quote;

/// Calls with an access token, in order of time.
pub fn calls<'a, 'c>(flow: &'a Flow<'c>) -> Vec<&'a Message<'c>> {
    flow.messages.iter().filter(|message| matches!(message.kind, Kind::ApiCall | Kind::Userinfo)).collect()
}

/// Calls that were refused with this status and not repeated with success. Not meant are the first call without a token
/// that asks for a login, and the one that fetches a DPoP nonce.
pub fn refused<'a, 'c>(flow: &'a Flow<'c>, status: u16) -> Vec<&'a Message<'c>> {
    let calls = calls(flow);
    let went_well = |call: &Message<'_>| {
        calls.iter().any(|later| {
            after(later.exchange, call.exchange)
                && later.exchange.address() == call.exchange.address()
                && later.answer.status.is_some_and(|status| status < 400)
        })
    };
    let asks_login = |call: &Message<'_>| {
        let early = flow.first(Kind::TokenRequest).is_some_and(|token| after(token.exchange, call.exchange));
        call.access_token().is_none()
            && (early
                || flow.authorization_request().is_some_and(|request| after(request.exchange, call.exchange)))
    };
    let nonce =
        |call: &Message<'_>| call.answer.error.as_ref().is_some_and(|error| error.code == "use_dpop_nonce");
    // What the client has given back is refused by right.
    let given_back = |call: &Message<'_>| {
        let ends = flow.of(Kind::Revocation).chain(flow.of(Kind::Logout));
        ends.into_iter().any(|end| after(call.exchange, end.exchange))
    };
    let stays = |call: &&Message<'c>| {
        let refused = call.answer.status == Some(status);
        refused
            && !flow.mended_later
            && !went_well(call)
            && !asks_login(call)
            && !nonce(call)
            && !given_back(call)
    };
    calls.iter().copied().filter(stays).collect()
}

/// The API's words, as the end of a sentence.
pub fn said(flow: &Flow<'_>, call: &Message<'_>) -> String {
    let Some(error) = &call.answer.error else {
        let words = quote(flow, &call.answer.words(), 160);
        return if words.is_empty() { " and does not say why".into() } else { format!(": \"{words}\"") };
    };
    let description = quote(flow, &error.description, 200);
    match (error.code.as_str(), description.as_str()) {
        (code, words) if code.is_empty() || code.parse::<u16>().is_ok() => format!(": \"{words}\""),
        (code, "") => format!(": `{code}`"),
        (code, words) => format!(": `{code}`, \"{words}\""),
    }
}

/// The scopes of the access token that a call carries: as granted with it, else as it says itself (RFC 9068, section
/// 2.2.3).
pub fn granted(flow: &Flow<'_>, call: &Message<'_>) -> Option<String> {
    let token = call.access_token();
    let issued = flow
        .of(Kind::TokenRequest)
        .find(|request| token.is_none() || request.answer.text("access_token") == token);
    let of_answer = issued.and_then(|request| request.answer.text("scope")).map(str::to_owned);
    let jwt = || {
        let jwt = Jwt::read(token?)?;
        let claim = jwt.claims.get("scope").or(jwt.claims.get("scp"))?;
        let list = || {
            let names: Vec<&str> = claim.as_array()?.iter().filter_map(serde_json::Value::as_str).collect();
            Some(names.join(" "))
        };
        claim.as_str().map(str::to_owned).or_else(list)
    };
    of_answer.or_else(jwt)
}
