//! Cookies kept back in a frame.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::What;
use crate::oauth::Kind;

pub static CAUSE: Cause = Cause {
    id: "third_party_cookies_blocked",
    title: "Cookies kept back in a frame",
    says: "The browser kept the provider's cookie back, because the page belongs to another site",
    story: "Silent renewal in a hidden frame needs the provider's session cookie. Browsers do not send \
            cookies to a site inside another site's page any more, nor `SameSite=None` ones without \
            `Secure`; the provider sees nobody signed in.",
    trouble: Trouble::Network,
    who: Who::Client,
    place: "where it renews tokens silently, or at the provider's cookie settings",
    console: &["cookies", "domains"],
    fix: &[
        "Renew with refresh tokens (with rotation) instead of a hidden frame.",
        "Put the provider on a domain of the same site as the client (custom domain).",
        "Serve the provider over https, so that its cookies can be `SameSite=None; Secure`.",
        "Log in with a full redirect when a silent request finds nobody.",
    ],
    refuted_by: &["The provider's session cookie is on the silent request."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // A page that is shown by itself has no third party's cookies.
    let on_top = case.failed().is_some_and(|page| {
        matches!(page.kind, Kind::AuthorizationRequest | Kind::Interaction | Kind::Callback)
            && page.exchange.request.headers.first("sec-fetch-dest") == Some("document")
    });
    let said = case.said(&CAUSE).map(|said| if on_top { said.times(0.3) } else { said });
    let silent = case.flow.authorization_request().filter(|asked| asked.given("prompt") == Some("none"));
    let Some(asked) = silent.filter(|_| case.error_code() == Some("login_required") || page_in_frame(case))
    else {
        return said;
    };
    let headers = &asked.exchange.request.headers;
    let framed = headers.first("sec-fetch-dest").is_some_and(|dest| dest == "iframe")
        && headers.first("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if !framed || headers.has("cookie") || case.flow.sanitized {
        return said;
    }
    let evidence = Evidence::says(
        "Silent request",
        "Sent from a frame of another site, without any cookie of the provider",
    );
    let weight = Weight::new(Strength::ServerCode, 1.0).evidence(evidence);
    Some(case.heard_too(weight, &CAUSE))
}

/// Whether the hidden frame got a page of the provider: it saw nobody signed in.
fn page_in_frame(case: &Case<'_>) -> bool {
    case.failed_at(Kind::Interaction) && case.what() == Some(What::ErrorPage)
}
