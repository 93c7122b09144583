//! Cookies kept back in a frame.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::{Sign, What};
use crate::http::Exchange;
use crate::oauth::{Kind, Part};
use crate::rule::shut_out::{self, Kept};
use crate::rule::{Location, cookie};
use crate::rules::session::session_refused_after_login;

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
    alike: &[&super::login_required::CAUSE, &super::session_cookie_lost::CAUSE, &super::login_loop::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let seen = parted(case).or_else(|| loops_in_frame(case)).or_else(|| known_on_top(case));
    let seen = seen.or_else(|| circles_in_frame(case));
    if let Some(weight) =
        seen.or_else(|| kept_back(case)).or_else(|| lost_in_frame(case)).or_else(|| of_page(case))
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    // A page that is shown by itself has no third party's cookies.
    let on_top = case.failed().is_some_and(|page| {
        matches!(page.kind, Kind::AuthorizationRequest | Kind::Interaction | Kind::Callback)
            && page.exchange.request.headers.first("sec-fetch-dest") == Some("document")
    });
    // Storage is parted on the way to that page.
    let on_top = on_top && !case.says(r"(?i)initial state|storage.partition");
    let framed = case.failed().is_some_and(|page| is_framed(page.exchange));
    let said = case.said(&CAUSE).map(|said| match () {
        () if on_top => said.times(0.3),
        () if framed => Weight { share: 1.0, ..said.stronger(Strength::ServerCode) },
        () => said,
    });
    let silent = case.flow.authorization_request().filter(|asked| asked.given("prompt") == Some("none"));
    let nobody = matches!(case.error_code(), Some("login_required" | "interaction_required"));
    let Some(asked) = silent.filter(|_| nobody || page_in_frame(case)) else {
        return said;
    };
    let headers = &asked.exchange.request.headers;
    let framed = headers.first("sec-fetch-dest").is_some_and(|dest| dest == "iframe")
        && headers.first("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if !framed || headers.has("cookie") {
        return said;
    }
    let agent = headers.first("user-agent").unwrap_or_default();
    let parts = keeps_apart(agent);
    // Whether a cookie came, an export without cookies does not tell; what else may be wanted, other browsers neither.
    if !parts && (case.flow.sanitized || case.error_code() == Some("interaction_required")) {
        let says = "Sent from a frame of another site, where browsers keep the provider's cookie back";
        let weight = Weight::new(Strength::ServerError, 0.5).evidence(Evidence::says("Silent request", says));
        return Some(case.heard_too(weight, &CAUSE));
    }
    let evidence = Evidence::says(
        "Silent request",
        "Sent from a frame of another site, without any cookie of the provider",
    );
    let weight = Weight::new(Strength::ServerCode, 1.0).evidence(evidence);
    Some(case.heard_too(weight, &CAUSE))
}

/// Whether a browser keeps cookies of other sites back, or parts them by the page's site: WebKit (on iOS every browser) and
/// Firefox. <https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/>
fn keeps_apart(agent: &str) -> bool {
    let has = |name: &str| agent.contains(name);
    has("Firefox/") || has("iPhone") || has("iPad") || has("Version/") && has("Safari/") && !has("Chrome/")
}

/// Whether the hidden frame got a page of the provider: it saw nobody signed in.
fn page_in_frame(case: &Case<'_>) -> bool {
    case.failed_at(Kind::Interaction) && case.what() == Some(What::ErrorPage)
}

/// The sign-in helper of another site was given the response, and the client's page does not get it from there.
fn parted(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed()?;
    let own = crate::flow::parted_from(case.flow, callback)?;
    let helper = callback.exchange.origin();
    let place = Location::of(callback, Part::RequestUrl, None);
    let evidence = Evidence::at("Response", place, format!("received by `{helper}`, for `{own}`"));
    let summary = format!(
        "`{helper}` received the response, and its frame in `{own}`, of another site, cannot read what it kept"
    );
    let fix = format!(
        "Serve the helper from the page's own host (`authDomain`: proxy `/__/auth/` to `{helper}`, and register that \
         redirect URI), or sign in with a popup."
    );
    Some(Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence).fix(fix))
}

/// The client's pages lead to each other inside another site's page, and none of their cookies comes back.
fn circles_in_frame(case: &Case<'_>) -> Option<Weight> {
    let page = case.failed().filter(|failed| failed.because == crate::oauth::CIRCLES)?;
    let headers = &page.exchange.request.headers;
    let site = |url: Option<url::Url>| url.as_ref().and_then(crate::http::site_of);
    let from = headers.first("referer").and_then(|referer| url::Url::parse(referer).ok());
    let framed = headers.first("sec-fetch-dest").map_or_else(
        || from.is_some() && site(from.clone()) != site(page.exchange.url()),
        |dest| dest == "iframe",
    );
    let place = Location::of(page, Part::RequestHeader, Some("referer"));
    let outer = from.as_ref().map(crate::http::origin_of).unwrap_or_default();
    let says =
        "The client's pages are shown inside another site's page, and no cookie that they set comes back";
    framed.then(|| {
        Weight::new(Strength::Contradiction, 1.5)
            .summary(says)
            .evidence(Evidence::at("Frame", place, format!("in a page of `{outer}`")))
            .fix("Leave the frame for the login (open it on top), use tokens in place of cookies, or set them with `SameSite=None; Secure; Partitioned`.")
    })
}

/// A login that goes round inside another site's page, where no cookie of the client comes back.
fn loops_in_frame(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|_| case.what() == Some(What::Loops))?;
    let place = Location::of(request, Part::RequestHeader, Some("sec-fetch-dest"));
    let says = "The client is shown in a frame of another site's page, and no cookie of it comes back";
    // A script begins it: what the page knows of the login is parted by site, like its cookies.
    let begins = case.flow.of(Kind::AuthorizationRequest).find_map(|asked| asked.led_by);
    let begins = begins.or_else(|| Some(case.flow.authorization_request()?.exchange))?;
    let bare = !begins.request.headers.has("cookie") && !case.flow.sanitized;
    (is_framed(begins) && bare).then(|| {
        Weight::new(Strength::Contradiction, 1.5).summary(says).evidence(Evidence::at("Frame", place, says))
    })
}

/// The client's server has set a cookie for pages of other sites, allows them to send it, and their question comes without.
fn of_page(case: &Case<'_>) -> Option<Weight> {
    let found = case.found(&session_refused_after_login::RULE, Strength::Contradiction)?;
    let shut_out = shut_out::find(case.flow).filter(|_| case.failed().is_none())?;
    let Kept::Lost { set_by, name, .. } = shut_out.kept else { return None };
    let asked = shut_out.asked;
    let mut set = set_by.response.headers.all("set-cookie").filter_map(cookie::Cookie::read);
    let is_open = set.any(|cookie| cookie.name == name && cookie.is_for_other_sites());
    let crosses = asked.request.headers.first("sec-fetch-site") == Some("cross-site");
    let allows = asked.response.headers.first("access-control-allow-credentials") == Some("true");
    (is_open && crosses && allows).then(|| {
        found.times(1.2).fix("Serve the page and its server from one site (a proxy path or a common domain).")
    })
}

/// A login that runs in a frame of another site's page: the client's cookie is set there, and the callback comes without.
fn lost_in_frame(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let begins = case.flow.of(Kind::AuthorizationRequest).find_map(|asked| asked.led_by)?;
    let framed = is_framed(begins) && is_framed(callback.exchange) && !case.flow.sanitized;
    let set = begins.response.headers.has("set-cookie");
    let lost = framed && set && !callback.exchange.request.headers.has("cookie");
    let place = Location::of(callback, Part::RequestHeader, Some("sec-fetch-dest"));
    let says = "The client is shown in a frame of another site's page: its cookie is set there, and the callback comes without";
    lost.then(|| {
        let weight = Weight::new(Strength::Contradiction, 1.5).summary(says);
        weight.evidence(Evidence::at("Frame", place, says)).fix(
            "Let the client set its cookies with `SameSite=None; Secure; Partitioned`, or open the login in a window of its own.",
        )
    })
}

/// A silent request that finds nobody, right after the person has logged in at the same provider in a page of its own:
/// told without cookies, which the export has left out.
fn known_on_top(case: &Case<'_>) -> Option<Weight> {
    let asked = case.flow.authorization_request().filter(|asked| asked.given("prompt") == Some("none"))?;
    let nobody = case.error_code() == Some("login_required");
    let origin = asked.exchange.origin();
    let mut before = case.flow.around.before_with(asked.exchange, Sign::SignsInOrOut, &origin);
    let came_in = before.next_back().filter(|last| crate::flow::posts_password(last));
    if !(is_framed(asked.exchange) && nobody && case.flow.sanitized) {
        return None;
    }
    let at = came_in.and_then(|page| page.started).zip(asked.exchange.started);
    let fresh = at.is_some_and(|(came, asked)| asked.seconds_since(came) < 3600.0);
    let says = "The person had logged in at the provider shortly before, in a page of its own; the frame of another site \
                sees nobody";
    let place = Location::of(asked, Part::RequestHeader, Some("sec-fetch-site"));
    fresh.then(|| {
        Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(Evidence::at(
            "Silent request",
            place,
            "sent from a frame of another site",
        ))
    })
}

/// A silent request that finds nobody and brings no cookie, although the provider had set one that keeps the person signed
/// in, in an answer to the same site's page.
fn kept_back(case: &Case<'_>) -> Option<Weight> {
    let asked = case.flow.authorization_request().filter(|asked| asked.given("prompt") == Some("none"))?;
    let headers = &asked.exchange.request.headers;
    let of_other_site = headers.first("referer").is_some_and(|page| {
        let site = |url: Option<url::Url>| url.as_ref().and_then(crate::http::site_of);
        site(url::Url::parse(page).ok()) != site(asked.exchange.url())
    });
    let on_top = headers.first("sec-fetch-dest") == Some("document");
    if case.error_code() != Some("login_required") || !of_other_site || on_top || headers.has("cookie") {
        return None;
    }
    let around = &case.flow.around;
    let before: Vec<&Exchange> = around.before(asked.exchange).iter().collect();
    let set = cookie::set_by(&before);
    let is_own = |(from, cookie): &&(&Exchange, cookie::Cookie<'_>)| {
        cookie.keeps_signed_in() && from.origin() == asked.exchange.origin()
    };
    let says = if let Some((from, cookie)) = set.iter().rfind(is_own) {
        format!("`{}` had set `{}`; the silent request brings none", from.path(), cookie.name)
    } else {
        let address = asked.exchange.address();
        around
            .before_with(asked.exchange, Sign::Address, address)
            .rfind(|on_top| on_top.request.headers.has("cookie"))?;
        "An earlier request to the same address brought cookies; the silent one brings none".to_owned()
    };
    let summary =
        "The provider's cookies do not come with the silent request that a page of another site makes";
    let place = Location::of(asked, Part::RequestCookie, None);
    Some(
        Weight::new(Strength::ServerCode, 1.0).summary(summary).evidence(Evidence::at("Cookie", place, says)),
    )
}

/// Whether it was sent from a frame of another site's page (Fetch Metadata).
fn is_framed(exchange: &Exchange) -> bool {
    let headers = &exchange.request.headers;
    headers.first("sec-fetch-dest") == Some("iframe") && headers.first("sec-fetch-site") == Some("cross-site")
}
