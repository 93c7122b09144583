//! Access token for another API.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rules::authorization_request::audience_missing;
use crate::rules::id_token::access_token_audience;

pub static CAUSE: Cause = Cause {
    id: "access_token_wrong_audience",
    title: "Access token for another API",
    says: "The access token is meant for another API than the one that is called",
    story: "A token names its audience. One that was issued for the provider's own userinfo, or for \
            another API, is refused by this one, although it is genuine.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it asks for the token (`scope`, `audience` or `resource`)",
    console: &["audience"],
    fix: &[
        "Ask for a token for this API: its scope, `audience` or `resource` value in the authorization \
         request.",
        "Configure the API with the audience that its tokens carry.",
        "Log in again: scopes and audience are fixed when the person logs in.",
    ],
    refuted_by: &["The token's `aud` is the API's own identifier."],
    alike: &[
        &super::wrong_token_type::CAUSE,
        &super::access_token_invalid::CAUSE,
        &super::audience_invalid::CAUSE,
    ],
    weigh,
};

/// The token that was asked for this resource names another audience, and the client, which compares the two, sends none.
pub fn left_unsent(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|call| call.kind == Kind::ApiCall && call.access_token().is_none())?;
    let asked = case.flow.of(Kind::TokenRequest).rfind(|request| request.answer.brings("access_token"))?;
    let (resource, token) = (asked.given("resource")?, Jwt::read(asked.answer.text("access_token")?)?);
    let is_same = |audience: &&str| audience.trim_end_matches('/') == resource.trim_end_matches('/');
    let shown = !call.headers_not_recorded() && !case.flow.sanitized;
    let audiences = token.audiences();
    let other = !audiences.is_empty() && !audiences.iter().any(is_same);
    (shown && other && call.exchange.address().starts_with(resource)).then(|| {
        let place = Location::of(asked, Part::ResponseBody, Some("access_token"));
        let says = format!("its `aud` is `{}`, the request was for `{resource}`", audiences.join(" "));
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The token that came is for another audience than was asked for, and the client does not send it")
            .evidence(Evidence::at("Token", place, says))
            .fix("Let the server issue the token for the `resource` of the request, letter for letter (RFC 8707, section 2).")
    })
}

/// Microsoft's tokens of version 2 have the bare id as `aud`, those of version 1 the address `api://…` that is configured.
/// <https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference>
fn of_new_version(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|_| case.failed_at_api() && case.status() == Some(401))?;
    let stored = case.config.audience.as_deref()?;
    let token = Jwt::read(call.access_token()?)?;
    let audience = token.claim_text("aud")?;
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let says = format!("its `aud` is `{audience}`, the API is configured with `{stored}`");
    (silent && stored.strip_prefix("api://") == Some(audience)).then(|| {
        Weight::new(Strength::Fits, 1.5)
            .summary("The token names the API by its bare id, and the API may expect the address `api://…`")
            .evidence(Evidence::at("Token", place, says))
            .fix("Let the API take both forms of its audience, or set `requestedAccessTokenVersion` in its registration.")
    })
}

/// An API hands on the token that it was called with, to get one for the next, and the server says that it is for another
/// (RFC 7523, section 3; RFC 8693, section 2.2.2).
fn handed_on(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let name = ["assertion", "subject_token"].into_iter().find(|name| request.given(name).is_some())?;
    let token = Jwt::read(request.given(name)?)?;
    let client = request.client_id();
    // An assertion that the client has signed itself is no access token.
    let own = token.claim_text("iss").is_some_and(|issuer| client.as_deref() == Some(issuer));
    let audiences = token.audiences().join(" ");
    let is_for_client = client.as_deref().is_some_and(|client| audiences.contains(client));
    let named = case.says(crate::provider::AUDIENCE) || case.says("(?i)audience does not match");
    let place = Location::param(request, name);
    (named && !own && !is_for_client && !audiences.is_empty() && token.claims.contains_key("scp")).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The token that is handed on is for `{audiences}`, and not for the client that hands it on"))
            .evidence(Evidence::at("Token", place, format!("its `aud` is `{audiences}`")))
    })
}

/// The stored client is the API itself: the token was issued to another client, and does not name this one among its audiences.
fn without_stored(case: &Case<'_>) -> Option<Weight> {
    let refused = matches!(case.status(), Some(401 | 403));
    let call = case.failed().filter(|call| call.kind == Kind::ApiCall && refused)?;
    let is_api = case.config.redirect_uris.as_ref().is_none_or(Vec::is_empty);
    let api = case.config.client_id.as_deref().filter(|_| is_api)?;
    let token = Jwt::read(call.access_token()?)?;
    let issued_to = ["azp", "client_id", "appid"].iter().find_map(|name| token.claim_text(name))?;
    let audiences = token.audiences();
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let expires = token.time("exp").zip(call.exchange.started);
    let good = expires.is_none_or(|(until, now)| until.seconds_since(now) > 0.0);
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let says = format!("its `aud` is `{}`, it was issued to `{issued_to}`", audiences.join(" "));
    (silent && good && issued_to != api && !audiences.is_empty() && !audiences.contains(&api)).then(|| {
        Weight::new(Strength::ServerError, 1.2)
            .summary(format!("The token does not name `{api}`, the API's own client, among its audiences"))
            .evidence(Evidence::at("Token", place, says))
            .fix(format!("Let the provider put `{api}` into the `aud` of such tokens (Keycloak: an audience mapper or client scope)."))
    })
}

/// The token names no audience at all, and an API that must be among them (RFC 9068, section 4) refuses it as invalid.
fn for_nobody(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|_| case.failed_at_api() && case.status() == Some(401))?;
    let token = Jwt::read(call.access_token()?)?;
    let (says, empty) = match token.claims.get("aud") {
        Some(audience) => ("its `aud` is an empty list", audience.as_array()?.is_empty()),
        // By its type it must have one (RFC 9068, section 2.2).
        None => ("it is an `at+jwt` without `aud`", token.header.get("typ").is_some_and(|is| is == "at+jwt")),
    };
    let general = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    (empty && general).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary("The token has no audience: the server issued it for no API")
            .evidence(Evidence::at("Token", place, says))
            .fix("Ask for the API by the parameter that the server knows (`resource`, RFC 8707; Hydra: `audience`), and let it be granted with the consent.")
    })
}

/// The server calls the token that it has just issued inactive, for an API that the token does not name (RFC 7662, section 2.2).
fn inactive(case: &Case<'_>) -> Option<Weight> {
    let asked =
        case.failed().filter(|asked| asked.kind == Kind::Introspection && case.status() == Some(200))?;
    let token = Jwt::read(asked.given("token")?)?;
    let (audiences, api) = (token.audiences(), asked.client_id()?);
    let place = Location::param(asked, "token");
    let says = format!("its `aud` is `{}`, `{api}` asks", audiences.join(" "));
    (!audiences.is_empty() && !audiences.contains(&api.as_str())).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The server has just issued the token and calls it inactive: it does not name `{api}`, which asks"))
            .evidence(Evidence::at("Token", place, says))
            .fix(format!("Ask for a token for `{api}` (by a scope or `resource` that the server knows), so that it stands in `aud`."))
    })
}

/// A client that checks the access token itself refuses its own login: the token does not name the stored audience.
fn at_callback(case: &Case<'_>) -> Option<Weight> {
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    case.failed().filter(|_| case.tokens_came() && silent && matches!(case.status(), Some(401 | 403)))?;
    let asked = case.flow.of(Kind::TokenRequest).rfind(|request| request.answer.brings("access_token"))?;
    let (stored, token) = (case.config.audience.as_deref()?, Jwt::read(asked.answer.text("access_token")?)?);
    let audiences = token.audiences();
    let place = Location::of(asked, Part::ResponseBody, Some("access_token"));
    let says = format!("its `aud` is `{}`, the stored audience is `{stored}`", audiences.join(" "));
    (!audiences.is_empty() && !audiences.contains(&stored)).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary(format!("The client got its tokens and refuses them: the access token does not name `{stored}`"))
            .evidence(Evidence::at("Token", place, says))
            .fix(format!("Let the provider put `{stored}` into the `aud` of this client's tokens (Keycloak: an audience mapper)."))
    })
}

/// Azure App Service refuses a good token that is not for one of its allowed audiences in the words in which it refuses anything: it
/// is the stored client's own, shown to another application.
/// <https://github.com/MicrosoftDocs/azure-docs/issues/23158>
fn at_app_service(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|call| call.kind == Kind::ApiCall)?;
    let refused = case.says("do not have permission to view this directory or page");
    let token = Jwt::read(call.access_token()?).filter(|_| refused)?;
    let client = case.config.client_id.as_deref()?;
    let issuer = case.config.issuer.as_deref().is_none_or(|issuer| token.claim_text("iss") == Some(issuer));
    let own = issuer && token.audiences().contains(&client);
    let home = case.config.redirect_uris.iter().flatten().any(|uri| uri.starts_with(&call.exchange.origin()));
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    (own && !home).then(|| {
        Weight::new(Strength::ServerCode, 1.2)
            .summary("The token is the calling client's own, and another application is asked with it")
            .evidence(Evidence::at("Token", place, format!("its `aud` is `{client}`, the client that calls")))
            .fix("Ask for a token of the API (`resource` or a scope of it), or enter the client's id among the API's allowed token audiences.")
    })
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let found = left_unsent(case)
        .or_else(|| at_app_service(case))
        .or_else(|| at_callback(case))
        .or_else(|| for_nobody(case))
        .or_else(|| inactive(case))
        .or_else(|| of_new_version(case))
        .or_else(|| without_stored(case))
        .or_else(|| handed_on(case));
    if let Some(weight) = found {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.failed_at_api() {
        let rules = [&access_token_audience::RULE, &audience_missing::RULE];
        let weight = case.proven_by(&CAUSE, &rules)?;
        // A token for another API is refused with 401; 403 is for one that is good and not enough (RFC 6750, section 3.1).
        let is_enough = case.status() == Some(403) && weight.strength <= Strength::Fits;
        // Refused as no good token, and made for another host: that is why.
        let general = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
        let elsewhere =
            case.finding(&access_token_audience::RULE).is_some() && matches!(case.status(), Some(200 | 401));
        let weight = if general && elsewhere { weight.stronger(Strength::ServerCode) } else { weight };
        let weight = if names_audience(case) { weight.stronger(Strength::ServerCode) } else { weight };
        // Who names the issuer has found another fault.
        // So says SharePoint of a token for Microsoft Graph, whose signature nobody else can check.
        let unverified = elsewhere && case.says(r"(?i)\binvalid issuer or signature\b");
        if unverified {
            return Some(weight.stronger(Strength::Contradiction));
        }
        let of_issuer = case.says(r"(?i)\bissuer\b") && !names_audience(case);
        if of_issuer {
            return Some(Weight { strength: weight.strength.min(Strength::Fits), ..weight }.times(0.3));
        }
        // Who asks for a JWT has not come to its audience.
        let unread = crate::cause::other_kind(case).is_some();
        return Some(if is_enough || unread { weight.times(0.3) } else { weight });
    }
    // A client that was handed an ID token speaks of that one.
    let of_client = case.stopped_at_client() && case.flow.id_tokens().next().is_some();
    case.said(&CAUSE).map(|weight| if of_client { weight.times(0.3) } else { weight })
}

/// Whether the API itself says that the audience is the matter.
pub fn names_audience(case: &Case<'_>) -> bool {
    case.failed_at_api() && case.says(crate::provider::AUDIENCE)
}
