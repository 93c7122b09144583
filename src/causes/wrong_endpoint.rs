//! Request to the wrong address.

use super::wrong_tenant_or_issuer;
use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::Sign;
use crate::http::{Exchange, is_loopback, origin_of, site_of};
use crate::oauth::{Kind, Message, Part};
use crate::provider::Provider;
use crate::rule::{Location, client_auth};
use crate::rules::authorization_request::authorization_request_redirected;
use crate::rules::token_request::token_endpoint_not_advertised;

pub static CAUSE: Cause = Cause {
    id: "wrong_endpoint",
    title: "Request to the wrong address",
    says: "The request goes to another path, version or host than it should",
    story: "Providers have several endpoints, versions and hosts, and they do not mix: a login page's \
            host, an old version's path or a gateway that redirects does not answer like the token \
            endpoint.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the provider's endpoints",
    console: &[],
    fix: &[
        "Take the endpoints from the provider's metadata (`/.well-known/openid-configuration`) or its \
         documentation.",
        "Use the same version and host for all of them.",
        "Log in again from the start.",
    ],
    refuted_by: &["The address is the metadata's, letter for letter."],
    alike: &[
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::server_misconfigured::CAUSE,
        &super::wrong_http_method::CAUSE,
    ],
    weigh,
};

/// The token endpoint's path behind the path of a page: an address without the slash at its beginning is read from where the page
/// stands (RFC 3986, section 5.2.2).
pub fn below_page(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::TokenRequest)?;
    let (own, called) = (failed.exchange.origin(), failed.exchange.path());
    let is_end = |path: &str| path.len() > 1 && called.len() > path.len() && called.ends_with(path);
    let took = |earlier: &&Exchange| {
        earlier.origin() == own && is_end(earlier.path()) && earlier.answered("access_token").is_some()
    };
    let taken = case.flow.around.near(failed.exchange, 40).find(took)?;
    let place = Location::of(failed, Part::RequestUrl, None);
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The request goes to `{called}`; `{}` gave tokens: the address is read from the page on which the client is", taken.path()))
            .evidence(Evidence::at("Address", place, format!("ends with `{}`", taken.path())))
            .fix("Begin the endpoint's path with a slash, or give the whole address."),
    )
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let message = case.failed()?;
    if let Some(weight) = renewed_elsewhere(case).or_else(|| below_page(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if is_at_authorization(message) && !gives_tokens(case, message) {
        let place = Location::of(message, Part::RequestUrl, None);
        let evidence = Evidence::at("Address", place, "by its path that of the authorization endpoint");
        let weight = Weight::new(Strength::Contradiction, 1.0)
            .summary("The token request goes to the authorization endpoint");
        return Some(case.heard_too(weight.evidence(evidence), &CAUSE));
    }
    if is_at_token(message) {
        let place = Location::param(message, "response_type");
        let evidence = Evidence::at("Request", place, "asks for a code, at an address that gives tokens");
        let weight = Weight::new(Strength::Contradiction, 1.0)
            .summary("The authorization request goes to the token endpoint");
        return Some(case.heard_too(weight.evidence(evidence), &CAUSE));
    }
    if let Some(weight) = of_other_provider(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if gateway(message).is_some() {
        return None;
    }
    if let Some(weight) = keys_elsewhere(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    match other_host(message) {
        Some(target) => {
            let place = Location::of(message, Part::ResponseLocation, None);
            let evidence = Evidence::at("Redirect", place, format!("to `{target}`"));
            let weight = Weight::new(Strength::Contradiction, 1.0).summary(
                "The address that the token request goes to redirects to another host, and the body is lost on the way",
            );
            Some(case.heard_too(weight.evidence(evidence), &CAUSE))
        }
        None if leads_to_sign_in(message) => {
            let place = Location::of(message, Part::ResponseLocation, None);
            let evidence = Evidence::at("Redirect", place, "to a page where people sign in");
            let weight = Weight::new(Strength::Contradiction, 1.0)
                .summary("What answers at this address wants a person to sign in: it is no token endpoint");
            Some(case.heard_too(weight.evidence(evidence), &CAUSE))
        }
        None if case.status() == Some(404) && message.exchange.path().contains("//") => {
            let place = Location::of(message, Part::RequestUrl, None);
            let evidence = Evidence::at("Address", place, "its path has two slashes in a row");
            let weight = Weight::new(Strength::Contradiction, 1.0)
                .summary("The path has a doubled slash, and the server knows nothing there")
                .fix("Take the slash away from the end of the configured base address");
            Some(case.heard_too(weight.evidence(evidence), &CAUSE))
        }
        None if case.status() == Some(404) && beside_path(case).is_some() => {
            let place = Location::of(message, Part::RequestUrl, None);
            let (stored, called) = beside_path(case)?;
            let evidence =
                Evidence::at("Address", place, format!("`{called}`, and the issuer is at `{stored}`"));
            let weight = Weight::new(Strength::Contradiction, 1.0).summary(
                "The request goes to another path of the same realm than the configured issuer has: a prefix is too much, or missing",
            );
            Some(case.heard_too(weight.evidence(evidence), &CAUSE))
        }
        None if beside_issuer(case) => {
            let place = Location::of(message, Part::RequestUrl, None);
            let evidence = Evidence::at("Address", place, "another host of the issuer's site");
            let weight = Weight::new(Strength::Contradiction, 1.0).summary(
                "The request goes to a host beside the issuer's, which has nothing for it at this path",
            );
            Some(case.heard_too(weight.evidence(evidence), &CAUSE))
        }
        None => redirected_call(case).or_else(|| elsewhere(case)),
    }
}

/// A refresh token goes to another host than the one that issued it, which refuses it (RFC 6749, section 6).
fn renewed_elsewhere(case: &Case<'_>) -> Option<Weight> {
    let refused =
        case.is_refused(Kind::TokenRequest, &["invalid_request", "invalid_grant", "invalid_client"]);
    let failed = case.failed().filter(|failed| refused && failed.grant() == Some("refresh_token"))?;
    let sent = failed.given("refresh_token")?;
    let issued = |token: &&Message<'_>| token.answer.text("refresh_token") == Some(sent);
    let from = case.flow.of(Kind::TokenRequest).find(issued)?.exchange.origin();
    let place = Location::of(failed, Part::RequestUrl, None);
    let to = failed.exchange.origin();
    (from != to).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!(
                "The refresh token was issued by `{from}` and goes to `{to}`, which does not take it"
            ))
            .evidence(Evidence::at(
                "Address",
                place,
                format!("another host than `{from}`, which issued the token"),
            ))
            .fix(format!("Refresh at the token endpoint of `{from}`."))
    })
}

/// An API that could not check the token: just before, its keys or metadata were looked for where the issuer has nothing.
fn keys_elsewhere(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api() && case.status() == Some(401))?;
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let missing = |message: &&Message<'_>| {
        matches!(message.kind, Kind::Keys | Kind::Discovery)
            && message.answer.status == Some(404)
            && !crate::flow::after(message.exchange, failed.exchange)
    };
    let found = case.flow.messages.iter().rfind(missing).filter(|_| silent)?;
    let place = Location::of(found, Part::RequestUrl, None);
    let evidence = Evidence::at("Keys", place, format!("`{}` answers 404", found.exchange.address()));
    let weight = Weight::new(Strength::Contradiction, 1.0)
        .summary("The API cannot check the token: the issuer's keys are looked for where nothing is")
        .evidence(evidence);
    Some(match found.exchange.path().contains("//") {
        true => weight.fix("Take the slash away from the end of the configured issuer or domain."),
        false => weight.fix("Take `jwks_uri` from the issuer's metadata."),
    })
}

/// An API call that a redirect leads to, and that lost its token on the way: browsers and libraries do not send
/// `Authorization` on.
fn redirected_call(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|call| call.kind == Kind::ApiCall && call.access_token().is_none())?;
    let led = case.flow.around.before(failed.exchange).iter().rfind(|earlier| {
        earlier.request.headers.has("authorization")
            && earlier.redirect_target().as_deref() == Some(&failed.exchange.request.url)
    })?;
    let says =
        format!("`{}` leads there, and had the token; the call behind the redirect has none", led.address());
    let place = Location::of(failed, Part::RequestHeader, Some("authorization"));
    let weight = Weight::new(Strength::Contradiction, 1.0)
        .summary("The API's address redirects, and the token does not come along")
        .evidence(Evidence::at("Redirect", place, says))
        .fix(format!("Call the address that the redirect leads to: `{}`", failed.exchange.address()));
    Some(case.heard_too(weight, &CAUSE))
}

/// Whether a request for authorization goes to the token endpoint.
pub fn is_at_token(message: &Message<'_>) -> bool {
    message.kind == Kind::TokenRequest
        && message.given("grant_type").is_none()
        && message.given("response_type").is_some()
        && message.exchange.request.method == "GET"
}

/// The credentials of a client of one provider, at the token endpoint of another one: by the stored issuer, or by the form of
/// the secret. These providers have all their endpoints on hosts of their own.
pub fn of_other_provider(case: &Case<'_>) -> Option<Weight> {
    let request =
        case.failed().filter(|_| case.failed_at(Kind::TokenRequest) && case.credentials_refused())?;
    let elsewhere = |own: &Provider| {
        let at_home = own.serves(request) || is_loopback(&to(request)?);
        (!at_home).then_some(())
    };
    let place = Location::of(request, Part::RequestUrl, None);
    let summary = |own: &Provider| {
        format!(
            "The client is one of {}, and its credentials go to `{}`",
            own.name,
            request.exchange.origin()
        )
    };
    let by_issuer = || {
        let issuer = case.config.issuer.as_deref()?;
        let own = crate::provider::of_stored(None, Some(issuer))?;
        elsewhere(own).filter(|()| ["entra", "google", "apple"].contains(&own.id))?;
        let apart = site_of(&url::Url::parse(issuer).ok()?) != site_of(&to(request)?);
        let known = case.flow.metadata_text("token_endpoint") == Some(request.exchange.address());
        let says = format!("the configured issuer is `{issuer}`");
        let weight = Weight::new(Strength::Contradiction, 1.0).summary(summary(own));
        (apart && !known).then(|| weight.evidence(Evidence::at("Address", place.clone(), says)))
    };
    let by_secret = || {
        let sent = client_auth::secrets(request).into_iter().next()?;
        let own = written_by(&sent.value)?;
        elsewhere(own)?;
        // Azure AD B2C keeps its clients in Entra, and has hosts of its own.
        let of_b2c =
            case.flow.provider.id == "b2c" || request.exchange.path().to_ascii_lowercase().contains("/b2c_1");
        if of_b2c {
            return None;
        }
        let says = format!("has the form of those that {} gives out", own.name);
        let weight = Weight::new(Strength::ServerCode, 1.0).summary(summary(own));
        Some(weight.evidence(Evidence::at("Secret", sent.place(), says)))
    };
    by_issuer().or_else(by_secret)
}

fn to(request: &Message<'_>) -> Option<url::Url> {
    request.exchange.url()
}

/// The provider whose secrets look so: Microsoft's have `8Q~` behind three characters (40 in all), older ones `7Q~` (37 mostly),
/// Google's begin with their name.
/// <https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret>
/// <https://github.com/aquasecurity/trivy/pull/10617>
fn written_by(secret: &str) -> Option<&'static Provider> {
    let of_entra = match secret.get(3..6) {
        Some("8Q~") => secret.len() == 40,
        Some("7Q~") => (37..=40).contains(&secret.len()),
        _ => false,
    };
    let of_google = secret.len() == 35 && secret.starts_with("GOCSPX-");
    let own = if of_entra { "entra" } else { "google" };
    (of_entra || of_google).then(|| crate::provider::of_stored(Some(own), None)).flatten()
}

/// The path of the stored issuer and the one that was called at the same host, if they differ by a prefix (Keycloak's `/auth`,
/// which it had until version 17).
pub fn beside_path(case: &Case<'_>) -> Option<(String, String)> {
    let issuer = url::Url::parse(case.config.issuer.as_deref()?).ok()?;
    let called = case.failed()?.exchange.url()?;
    let (stored, path) = (issuer.path().trim_end_matches('/'), called.path());
    let parts: Vec<&str> = stored.split('/').filter(|part| !part.is_empty()).collect();
    let without_first = format!("/{}/", parts.get(1..).unwrap_or_default().join("/"));
    let behind =
        path.split_once(stored).filter(|(before, behind)| !before.is_empty() && behind.starts_with('/'));
    let is_more = parts.len() > 1 && behind.is_some();
    let is_less = parts.len() > 2 && path.starts_with(&without_first);
    (issuer.host_str() == called.host_str() && (is_more || is_less))
        .then(|| (stored.to_owned(), path.to_owned()))
}

/// Whether a request of the client's back channel is not found, or refused by a page, at a host that is the issuer's sister:
/// its API, its documentation, its web site.
fn beside_issuer(case: &Case<'_>) -> bool {
    let stored = case.config.issuer.clone();
    // A page may be anybody's; then only what is stored tells.
    let by_page = stored.is_some()
        && matches!(case.status(), Some(403 | 405))
        && case.failed().is_some_and(|sent| sent.answer.json.is_none());
    let kinds = [Kind::TokenRequest, Kind::DeviceAuthorization, Kind::PushedAuthorization];
    let known = || case.flow.provider.recognise.hosts.first().filter(|host| !host.starts_with('*'));
    let issuer = stored.or_else(|| known().map(|host| format!("https://{host}")));
    let issuer = issuer.and_then(|issuer| url::Url::parse(&issuer).ok());
    let called = case.failed().filter(|sent| kinds.contains(&sent.kind)).and_then(|sent| sent.exchange.url());
    let (Some(issuer), Some(called)) = (issuer, called) else { return false };
    let answers = || {
        let sent = case.failed()?.exchange;
        case.flow
            .around
            .before_with(sent, Sign::To, &sent.origin())
            .find(|before| before.response.status == Some(200))
    };
    let sister = issuer.host_str() != called.host_str() && site_of(&issuer) == site_of(&called);
    sister
        && (case.status() == Some(404) || by_page && answers().is_none())
        && case.error_code().is_none_or(|code| !crate::provider::is_standard(code))
}

/// Whether a token request that was refused went to the address where people are sent.
fn is_at_authorization(message: &Message<'_>) -> bool {
    let path = message.exchange.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    message.kind == Kind::TokenRequest
        && message.given("grant_type").is_some()
        && message.answer.status.is_some_and(|status| status >= 400)
        && matches!(last, "auth" | "authorize" | "authorise" | "authorization")
}

/// Whether the same address has given tokens in this login: MYOB's gives codes and tokens.
fn gives_tokens(case: &Case<'_>, refused: &Message<'_>) -> bool {
    let address = refused.exchange.address();
    let mut requests = case.flow.of(Kind::TokenRequest);
    requests.any(|other| other.exchange.address() == address && other.answer.brings("access_token"))
}

/// Whether a token request is redirected to a sign-in page of the same host.
pub fn leads_to_sign_in(message: &Message<'_>) -> bool {
    let target = message.exchange.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    let path = target.as_ref().map(|url| url.path().to_ascii_lowercase()).unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().replace(['-', '_'], "");
    message.kind == Kind::TokenRequest && matches!(last.as_str(), "login" | "signin")
}

/// The gateway that lets people through by a sign-in of its own, where it answers a program: Cloudflare Access, Vercel's
/// protection of deployments.
/// <https://uptrace.dev/get/auth-cloudflare.html>
/// <https://vercel.com/docs/deployment-protection>
pub fn gateway(message: &Message<'_>) -> Option<&'static str> {
    let target = message.exchange.redirect_target().and_then(|target| url::Url::parse(&target).ok())?;
    let host = target.host_str().unwrap_or_default();
    let by_access =
        host.ends_with(".cloudflareaccess.com") || target.path().starts_with("/cdn-cgi/access/login");
    let by_vercel = host == "vercel.com" && target.path().starts_with("/sso-api");
    let at_page = matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction | Kind::Callback);
    match (by_access, by_vercel) {
        _ if at_page => None,
        (true, _) => Some("Cloudflare Access"),
        (_, true) => Some("Vercel's deployment protection"),
        _ => None,
    }
}

/// Where a token request is redirected to, if that is another host: a POST does not survive it.
fn other_host(message: &Message<'_>) -> Option<String> {
    let redirects = matches!(message.answer.status, Some(301..=303 | 307 | 308));
    let target =
        message.exchange.redirect_target().filter(|_| redirects && message.kind == Kind::TokenRequest)?;
    let (from, to) = (message.exchange.url()?, url::Url::parse(&target).ok()?);
    (from.host_str() != to.host_str()).then(|| origin_of(&to))
}

/// The address is another one than the metadata names, or redirects to another spelling that forgets the request.
fn elsewhere(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = for_trial(case).or_else(|| of_other_server(case)).or_else(|| without_port(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.failed_at(Kind::TokenRequest) {
        let likely = case.likely_by(&CAUSE, &[&token_endpoint_not_advertised::RULE]);
        // What answers is no token endpoint: it speaks in no word of OAuth.
        let foreign = case.error_code().is_none_or(|code| !crate::provider::is_standard(code));
        let found = case.finding(&token_endpoint_not_advertised::RULE).is_some();
        return likely
            .map(|weight| if found && foreign { weight.stronger(Strength::ServerCode) } else { weight });
    }
    if case.failed_at_authorization() {
        return nowhere(case).or_else(|| case.proven_by(&CAUSE, &[&authorization_request_redirected::RULE]));
    }
    case.said(&CAUSE)
}

/// The request goes to the provider's sandbox, and the configured issuer is its live host, or the other way round.
fn for_trial(case: &Case<'_>) -> Option<Weight> {
    let of_client = ["invalid_client", "unauthorized_client", "invalid_grant"];
    let refused = case.failed_at(Kind::TokenRequest) && case.error_is_among(&of_client);
    let (stored, called) = wrong_tenant_or_issuer::other_environment(case).filter(|_| refused)?;
    let says = format!(
        "The request goes to `{called}`, and the configured issuer is at `{stored}`: sandbox and live host"
    );
    let weight = Weight::new(Strength::ServerCode, 1.0).summary(says);
    wrong_tenant_or_issuer::is_for_trial(&stored, &called).then_some(weight)
}

/// The code is of a server of one's own, and is redeemed at the product's public one.
fn of_other_server(case: &Case<'_>) -> Option<Weight> {
    let redeems = |failed: &Message<'_>| failed.given("code").is_some() || failed.body_not_recorded();
    let failed = case.failed().filter(|failed| failed.kind == Kind::TokenRequest && redeems(failed))?;
    let asked = case.flow.first(Kind::AuthorizationRequest)?;
    let (to, from) = (failed.exchange.url()?, asked.exchange.url()?);
    let own = |message: &Message<'_>| case.flow.provider.serves(message);
    let apart = own(failed) && !own(asked) && site_of(&to) != site_of(&from);
    let says =
        format!("The code was issued at `{}`, and is redeemed at `{}`", origin_of(&from), origin_of(&to));
    let place = Location::of(failed, Part::RequestUrl, None);
    let evidence = Evidence::at("Address", place, "of another server of the same product");
    apart.then(|| Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence))
}

/// Nothing answers at the host without a port, and the same host with one is configured, or has answered.
fn without_port(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.answer.status.is_none())?;
    let called = failed.exchange.url().filter(|called| called.port().is_none())?;
    let has_port = |url: &url::Url| {
        url.port().is_some() && url.host_str() == called.host_str() && url.scheme() == called.scheme()
    };
    let configured = case.config.issuer.as_deref().and_then(|issuer| url::Url::parse(issuer).ok());
    let before = case.flow.around.before(failed.exchange).iter().rev().take(20);
    let answered = before.filter(|other| other.response.status.is_some()).filter_map(Exchange::url);
    let named = configured.into_iter().chain(answered).find(has_port)?;
    let (named, called) = (origin_of(&named), origin_of(&called));
    let place = Location::of(failed, Part::RequestUrl, None);
    let evidence = Evidence::at("Address", place, "without the port");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The port is lost: `{called}` is called, and the server is at `{named}`"))
            .evidence(evidence)
            .fix(
                "Look where the address is put together: the library, the host name that a proxy passes on.",
            ),
    )
}

/// A short page that says "not found" and no more, where the authorization endpoint should be: single pages answer 200 to every
/// address.
fn nowhere(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::AuthorizationRequest)?;
    let page = failed.answer.page.as_deref().filter(|page| page.len() < 300)?;
    let says = crate::provider::matches(
        r"(?i)\b(page|resource|document|route|url)\b.{0,24}\b(not (be )?found|doesn.t exist|does not exist)|^\W*(page )?(404|not found)\b",
        page,
        "",
    );
    let issuer = case.config.issuer.as_deref().and_then(|issuer| url::Url::parse(issuer).ok());
    let stored = issuer.as_ref().map(origin_of).filter(|stored| *stored != failed.exchange.origin());
    let place = Location::of(failed, Part::RequestUrl, None);
    let weight = match stored {
        Some(stored) => Weight::new(Strength::Contradiction, 1.0)
            .summary(
                "The authorization request goes to another host than the issuer's, which has nothing there",
            )
            .evidence(Evidence::at("Issuer", place, format!("`{stored}`"))),
        None if case.status() == Some(404) => Weight::new(Strength::ServerError, 1.0),
        None => Weight::new(Strength::Fits, 1.0),
    };
    (says && matches!(case.status(), Some(200 | 404))).then(|| case.heard_too(weight, &CAUSE))
}
