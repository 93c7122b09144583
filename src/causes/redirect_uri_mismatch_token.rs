//! Two values of `redirect_uri` in one login.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::authorization_response::callback_not_redirect_uri;
use crate::rules::token_request::{token_redirect_uri_differs, token_redirect_uri_not_registered};

pub static CAUSE: Cause = Cause {
    id: "redirect_uri_mismatch_token",
    title: "Another redirect URI in the token request",
    says: "The token request's `redirect_uri` differs from the authorization request's",
    story: "The provider remembers the `redirect_uri` of the authorization request and gives tokens only if the token \
            request repeats it, byte for byte. Clients that build it anew from the incoming request get it wrong behind \
            proxies and with slashes.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its code or settings, where it builds the token request",
    console: &[],
    fix: &[
        "Send the same string in both requests: keep the redirect URI in one place and use it twice.",
        "Start the login again: the code of this one is used up.",
    ],
    refuted_by: &[
        "A token request with the authorization request's `redirect_uri` that is refused with the same words.",
    ],
    alike: &[
        &super::redirect_uri_missing::CAUSE,
        &super::redirect_uri_mismatch_authorize::CAUSE,
        &super::code_reused::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.failed_at(Kind::Registration) {
        return None;
    }
    let codes = [
        "invalid_grant",
        "invalid_request",
        "redirect_uri_mismatch",
        "bad_redirect_uri",
        "invalid_redirect_uri",
        // IdentityServer4 answers so.
        "unauthorized_client",
    ];
    let found = case
        .found(&token_redirect_uri_differs::RULE, Strength::Contradiction)
        .filter(|_| case.failed_at(Kind::TokenRequest))
        .filter(|_| {
            case.error_is_among(&codes)
                || case.says("(?i)(redirect|reply).{0,3}(ur[il]|address)")
                // authentik says of it that the client is not known.
                || case.said(&CAUSE).is_some()
        });
    if found.is_none()
        && let Some(weight) = rewritten(case)
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let Some(mut weight) = found else {
        return match case.error_is_among(&codes) && case.failed_at(Kind::TokenRequest) {
            true => case.likely_by(&CAUSE, &[&token_redirect_uri_not_registered::RULE]),
            false => case.said(&CAUSE),
        };
    };
    let difference =
        case.finding(&token_redirect_uri_differs::RULE).and_then(|finding| finding.difference.clone());
    weight.summary = difference.map(|what| {
        let what = what.split(", only in").next().unwrap_or_default();
        format!("{what}: `redirect_uri` differs in the token request")
    });
    let asked = case.flow.authorization_request().and_then(|asked| asked.given("redirect_uri"));
    // https://developers.google.com/identity/sign-in/web/server-side-flow
    if asked.is_some_and(|asked| asked.starts_with("storagerelay://")) {
        weight.fix_is_whole = true;
        weight = weight
            .fix("Send `redirect_uri=postmessage` in the token request: the code came through Google's popup, by a script and not by a redirect.")
            .fix("Log in again from the start: the code of this login is used up.");
    } else if let Some(asked) = asked {
        weight.fix_is_whole = true;
        weight = weight
            .fix(format!("Send this value in the token request, the same string as in the authorization request:\n`{asked}`"))
            .fix("Leave the provider's list of redirect URIs as it is: the token request is compared with the authorization request, not with the list.")
            .fix("Log in again from the start: the code of this login is used up.");
    }
    Some(case.heard_too(weight, &CAUSE))
}

/// The provider sent the response to another address than the one asked for, and keeps that for the comparison: the client's
/// own value, sent again, is refused.
fn rewritten(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.grant_refused())?;
    let asked = case.flow.authorization_request()?.given("redirect_uri")?;
    let sent = failed.given("redirect_uri").filter(|sent| *sent == asked)?;
    let finding = case.found(&callback_not_redirect_uri::RULE, Strength::ServerCode)?;
    let summary = format!(
        "The provider sent the response to another address than `{sent}`: it compares the token request with that one"
    );
    let mut weight = finding.summary(summary).fix(
        "Ask for the address that the provider uses, and send the same in the token request; tell the provider's \
         operator that it rewrites `redirect_uri`.",
    );
    weight.who = Some(Who::Provider);
    Some(weight)
}
