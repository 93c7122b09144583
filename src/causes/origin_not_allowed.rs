//! Web origin that is not allowed.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part, is_refused_button, is_session_frame};
use crate::rule::Location;

pub static CAUSE: Cause = Cause {
    id: "origin_not_allowed",
    title: "Web origin that is not allowed",
    says: "The server refuses requests from this web origin",
    story: "The browser names the page's origin in the `Origin` header. The provider compares it with a \
            list, and answers with an error where it is not on it, or where a request from a browser is \
            not expected at all.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's list of web origins",
    console: &["allowed origins"],
    fix: &[
        "Enter the page's origin (scheme, host and port, no path, no slash at the end) among the client's \
         web origins.",
        "Do not send `Origin` from a server, nor pass the browser's on through a proxy.",
    ],
    refuted_by: &[
        "The origin is on the list, letter for letter.",
        "The same request without `Origin` is refused with the same words.",
    ],
    alike: &[
        &super::cors_blocked::CAUSE,
        &super::redirect_uri_mismatch_authorize::CAUSE,
        &super::wrong_platform_type::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = unlisted(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = taken_without(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let said = case.said(&CAUSE).map(|weight| opaque(case, weight));
    said.filter(|weight| weight.strength >= Strength::ServerError).or_else(|| refused_button(case))
}

/// The same request without `Origin` was looked at, with the header it is refused before that.
fn taken_without(case: &Case<'_>) -> Option<Weight> {
    let failed =
        case.failed().filter(|failed| case.status() == Some(403) && failed.answer.error.is_none())?;
    let origin = failed.exchange.request.headers.first("origin")?;
    let sent = &failed.exchange.request;
    let looked_at = |other: &&Exchange| {
        other.address() == failed.exchange.address()
            && other.request.method == sent.method
            && other.request.body == sent.body
            && !other.request.headers.0.is_empty()
            && !other.request.headers.has("origin")
            && matches!(other.response.status, Some(200..300 | 400..=402 | 404..500))
    };
    let other = case.flow.around.near(failed.exchange, 40).find(looked_at)?;
    let place = Location::of(failed, Part::RequestHeader, Some("origin"));
    let status = other.response.status.unwrap_or_default();
    Some(
        Weight::new(Strength::ServerCode, 1.0)
            .summary(format!("With `Origin: {origin}` the request is refused with 403; without it the same request was answered with {status}"))
            .evidence(Evidence::at("`Origin`", place, format!("`{origin}`")))
            .fix("Add the origin to the server's list, or let requests that bring a token pass it."),
    )
}

/// A page of an origin that is none of the stored ones is refused with 403, and no word says why.
fn unlisted(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.status() == Some(403))?;
    let asks = matches!(
        failed.kind,
        Kind::TokenRequest | Kind::Userinfo | Kind::Revocation | Kind::DeviceAuthorization | Kind::Preflight
    );
    let origin = failed.exchange.request.headers.first("origin").filter(|_| asks)?;
    let listed = case.config.origins.as_ref().filter(|listed| !listed.is_empty())?;
    let wordless = failed.answer.error.as_ref().is_none_or(|error| {
        error.description.is_empty()
            && matches!(error.code.as_str(), "" | "access_denied" | "invalid_request")
    });
    let bare = |origin: &str| origin.trim_end_matches('/').to_ascii_lowercase();
    let is_listed = listed.iter().any(|known| bare(known) == bare(origin) || known.contains('*'));
    let place = Location::of(failed, Part::RequestHeader, Some("origin"));
    let says = format!("`{origin}`; the stored ones are `{}`", listed.join("`, `"));
    (wordless && !is_listed).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The page is of `{origin}`, which is none of the client's web origins"))
            .evidence(Evidence::at("`Origin`", place, says))
    })
}

/// A browser that sends `Origin: null` does not tell where the request is from (Fetch Standard, section 3.2).
fn opaque(case: &Case<'_>, weight: Weight) -> Weight {
    let null = |failed: &&Message<'_>| failed.exchange.request.headers.first("origin") == Some("null");
    let Some(failed) = case.failed().filter(null) else { return weight };
    let place = Location::of(failed, Part::RequestHeader, Some("origin"));
    weight.evidence(Evidence::at("`Origin`", place, "`null`")).fix(
        "Let the page send its origin (`Referrer-Policy: same-origin` in place of `no-referrer`, no sandboxed frame, no \
         `file:` page), or let the server judge a missing one by `Sec-Fetch-Site`.",
    )
}

/// Google does not let its button, or its question for a session, onto a page of this origin.
fn refused_button(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| is_refused_button(failed.exchange))?;
    if is_session_frame(failed.exchange) {
        let asked = failed.exchange.query().given("origin").unwrap_or_default().to_owned();
        let weight = Weight::new(Strength::ServerCode, 1.0)
            .summary(format!("Keycloak lets no page of `{asked}` use its session frame for this client"));
        let fix = "Enter the origin among the client's web origins (`+` takes those of its redirect URIs).";
        return (case.status() == Some(403)).then(|| weight.fix(fix));
    }
    let query = failed.exchange.query();
    let headers = &failed.exchange.request.headers;
    let origin = query.given("origin").or(headers.first("origin")).or(headers.first("referer"));
    let from = origin.map(|from| format!(" on a page of `{from}`")).unwrap_or_default();
    let weight = Weight::new(Strength::ServerError, 1.0)
        .summary(format!("Google does not serve its button or frame for this client{from}"));
    let weight = weight.fix(
        "Add the page's origin to the client's authorised JavaScript origins (for development both `http://localhost` \
         and `http://localhost:PORT`), and let the page send a `Referer`.",
    );
    match case.status() {
        Some(403) => Some(weight),
        Some(200) => Some(weight.stronger(Strength::ServerCode)),
        _ => None,
    }
}
