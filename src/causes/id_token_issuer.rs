//! ID token of another issuer.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;
use crate::rules::authorization_response::{issuer_parameter_differs, jarm_issuer};
use crate::rules::discovery::discovery_issuer_mismatch;
use crate::rules::id_token::id_token_issuer;

pub static CAUSE: Cause = Cause {
    id: "id_token_issuer",
    title: "ID token of another issuer",
    says: "The ID token's `iss` is not the issuer that the client expects",
    story: "The client compares `iss` with the issuer it was configured with, as a string. A slash, http \
            for https, a tenant's id for `common` or a custom domain makes the difference.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the issuer",
    console: &[],
    fix: &[
        "Configure the issuer exactly as the token's `iss` and the metadata's `issuer` spell it.",
        "Use the same host in the authorization request as in the issuer, where the provider has several \
         domains.",
    ],
    refuted_by: &["The token's `iss` is, byte for byte, the configured issuer."],
    alike: &[
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::server_misconfigured::CAUSE,
        &super::id_token_signature::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // The document says which issuer its tokens will name: another one than the client was configured with.
    if case.failed_at(Kind::Discovery) {
        let found = case.found(&discovery_issuer_mismatch::RULE, Strength::Contradiction);
        return found.map(|weight| case.heard_too(weight, &CAUSE));
    }
    if case.stopped_at_client() {
        if let Some(weight) =
            without_scheme(case).or_else(|| without_slash(case)).or_else(|| of_metadata(case))
        {
            return Some(case.heard_too(weight, &CAUSE));
        }
        let rules = [&id_token_issuer::RULE, &jarm_issuer::RULE, &issuer_parameter_differs::RULE];
        if rules.iter().any(|rule| case.finding(rule).is_some()) {
            return case.proven_by(&CAUSE, &rules);
        }
        let weight = case.proven_by(&CAUSE, &[&discovery_issuer_mismatch::RULE])?;
        return Some(if takes_metadata(case) { weight.weaker(Strength::Fits).times(0.3) } else { weight });
    }
    if let Some(weight) = of_response(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    at_own_gate(case).or_else(|| at_api(case)).or_else(|| case.said(&CAUSE))
}

/// An API refuses a token without a word, and the token names the issuer otherwise than metadata or configuration do: with or without
/// the slash, by another of its hosts.
fn at_api(case: &Case<'_>) -> Option<Weight> {
    let refused = case.failed_at_api() && matches!(case.status(), Some(401 | 403));
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let failed = case.failed().filter(|_| refused && silent)?;
    let token = failed.access_token().and_then(Jwt::read)?;
    let named = token.claim_text("iss")?;
    let known = [case.config.issuer.as_deref(), case.flow.metadata_text("issuer")];
    let other = known.into_iter().flatten().find(|known| *known != named && is_alike(known, named))?;
    let place = Location::of(failed, Part::RequestHeader, Some("authorization.iss"));
    Some(
        Weight::new(Strength::Fits, 1.0)
            .summary(format!("The token's `iss` is `{named}`, the issuer that is known `{other}`: an API that expects that one takes it for nobody's"))
            .evidence(Evidence::at("`iss`", place, format!("`{named}`; known is `{other}`")))
            .fix(format!("Let the API expect `{named}`, or let the provider name `{other}` in its tokens (its public address).")),
    )
}

/// Whether two issuers are one but for a slash, or one realm at two hosts.
fn is_alike(one: &str, other: &str) -> bool {
    let path =
        |issuer: &str| url::Url::parse(issuer).ok().map(|url| url.path().trim_end_matches('/').to_owned());
    let realm = path(one).filter(|path| !path.is_empty());
    one.trim_end_matches('/') == other.trim_end_matches('/') || realm.is_some() && realm == path(other)
}

/// The stored client stands before an API itself (a proxy that signs people in) and shows its sign-in page to a call with a token
/// of another issuer than the stored one: Microsoft's tokens of the first version name `sts.windows.net`.
/// <https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens>
fn at_own_gate(case: &Case<'_>) -> Option<Weight> {
    let refused = case.failed_at_api() && matches!(case.status(), Some(401 | 403));
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let failed = case.failed().filter(|_| refused && silent)?;
    let own = failed.exchange.origin();
    let is_own = |uri: &String| url::Url::parse(uri).is_ok_and(|uri| crate::http::origin_of(&uri) == own);
    let is_client = case.config.redirect_uris.iter().flatten().any(is_own);
    let page = failed.answer.page.as_deref().unwrap_or_default().to_ascii_lowercase();
    let signs_in = is_client && (page.contains("sign in") || page.contains("log in"));
    let token = failed.access_token().and_then(Jwt::read).filter(|_| signs_in)?;
    let (named, stored) = (token.claim_text("iss")?, case.config.issuer.as_deref()?);
    let place = Location::of(failed, Part::RequestHeader, Some("authorization.iss"));
    let fix = if named.starts_with("https://sts.windows.net/") && stored.ends_with("/v2.0") {
        "Set `requestedAccessTokenVersion` of the API's registration to 2, or let the client take the issuer of the first version as well."
    } else {
        "Ask for the token at the stored issuer, or let the client take this one as well."
    };
    (named.trim_end_matches('/') != stored.trim_end_matches('/')).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The token's `iss` is `{named}`, the stored issuer `{stored}`: the client takes it for nobody's"))
            .evidence(Evidence::at("`iss`", place, format!("`{named}`")))
            .fix(fix)
    })
}

/// The client's server gives up once the tokens are there, and the ID token names another issuer than the metadata that it reads
/// (OpenID Connect Core, section 3.1.3.7): by name, or as `{tenantid}`, which stands for any tenant of Microsoft's.
/// <https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens#multitenant-applications>
fn of_metadata(case: &Case<'_>) -> Option<Weight> {
    let vague = case.heard.iter().all(|said| said.strength <= Strength::Fits || said.causes.len() >= 3);
    let (message, _, token) = case.flow.id_tokens().next().filter(|_| vague && case.tokens_came())?;
    let (own, named) = (token.claim_text("iss")?, case.flow.metadata_text("issuer")?);
    let template = named.contains('{');
    let place = Location::of(message, Part::ResponseBody, Some("id_token"));
    let fix = match template {
        true => {
            "Let the client put the token's `tid` into the template before it compares, or configure one tenant's own issuer."
        }
        false => {
            "Configure the client to expect the issuer that the tokens name, or let the provider name one issuer in both."
        }
    };
    let strength = if template { Strength::ServerError } else { Strength::Contradiction };
    (own != named && own.trim_end_matches('/') != named.trim_end_matches('/')).then(|| {
        Weight::new(strength, 1.0)
            .summary(format!("The ID token's `iss` is `{own}`, the metadata's `issuer` `{named}`: who compares them takes the token for another's"))
            .evidence(Evidence::at("`iss`", place, format!("`{own}`; the metadata name `{named}`")))
            .fix(fix)
    })
}

/// The client's server gets an ID token whose issuer is the stored one but for the slash at its end (OpenID Connect Core, section
/// 3.1.3.7: they must be the same), and refuses it without another word.
fn without_slash(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback)?;
    let vague = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let given = failed.given("id_token").and_then(Jwt::read);
    let (token, place) = match given {
        Some(token) => (token, Location::param(failed, "id_token")),
        None => {
            let (message, _, token) = case.flow.id_tokens().next().filter(|_| case.tokens_came())?;
            (token, Location::of(message, Part::ResponseBody, Some("id_token")))
        }
    };
    let own = token.claim_text("iss").filter(|_| vague)?;
    let stored = case.config.issuer.as_deref()?;
    (own != stored && own.trim_end_matches('/') == stored.trim_end_matches('/')).then(|| {
        Weight::new(Strength::Fits, 1.0)
            .summary(format!(
                "The ID token's `iss` is `{own}`, the configured issuer `{stored}`: a slash tells them apart"
            ))
            .evidence(Evidence::at("`iss`", place, format!("`{own}`")))
            .fix(format!("Configure the issuer as the token has it: `{own}`."))
    })
}

/// Google writes its issuer with and without `https://`, and a client that compares it with one of them gives up once the tokens
/// are there.
/// <https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken>
fn without_scheme(case: &Case<'_>) -> Option<Weight> {
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let (message, in_answer, token) =
        case.flow.id_tokens().next().filter(|_| silent && case.tokens_came())?;
    let own = token.claim_text("iss")?;
    let stored = case.flow.metadata_text("issuer").or(case.config.issuer.as_deref())?;
    let part = if in_answer { Part::ResponseBody } else { message.part };
    let place = Location::of(message, part, Some("id_token"));
    (stored.strip_prefix("https://") == Some(own)).then(|| {
        Weight::new(Strength::ServerError, 1.0)
            .summary(format!(
                "The ID token's `iss` is `{own}`, the configured issuer `{stored}`: a client that compares them as strings gives up"
            ))
            .evidence(Evidence::at("`iss`", place, format!("`{own}`, without `https://`")))
            .fix("Let the client take both `accounts.google.com` and `https://accounts.google.com`.")
    })
}

/// The response names another issuer than the stored one, and the client's server, out of sight, refuses it in general words.
fn of_response(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.because == crate::oauth::HANDED_ON)?;
    let stored = case.config.issuer.as_deref()?;
    let mut responses = case.flow.of(Kind::AuthorizationResponse).chain(case.flow.of(Kind::Callback));
    let named = responses.find_map(|response| response.given("iss"))?;
    let by_slash = named != stored && named.trim_end_matches('/') == stored.trim_end_matches('/');
    let uncoded =
        failed.answer.error.as_ref().is_some_and(|error| !crate::oauth::is_registered_error(&error.code));
    by_slash
        .then(|| case.found(&issuer_parameter_differs::RULE, Strength::ServerCode))
        .flatten()
        .filter(|_| uncoded)
}

/// Whether the client went on with the metadata that it had read, to a login and to tokens: one that compares the issuer stops before.
fn takes_metadata(case: &Case<'_>) -> bool {
    let Some(read) = case.flow.first(Kind::Discovery) else { return false };
    let behind = |message: &Message<'_>| crate::flow::after(message.exchange, read.exchange);
    case.flow.authorization_request().is_some_and(behind)
        && case.flow.of(Kind::TokenRequest).any(|token| token.answer.brings("access_token"))
}
