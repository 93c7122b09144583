//! Plain http where https is demanded.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::What;
use crate::oauth::{Kind, Part};
use crate::rule::{Location, others};
use crate::rules::authorization_request::authorization_request_over_http;
use crate::rules::token_request::token_request_over_http;

pub static CAUSE: Cause = Cause {
    id: "https_required",
    title: "Plain http where https is demanded",
    says: "The provider sees plain http and refuses it",
    story: "Either the client really uses `http://`, or a proxy ends TLS and does not tell the server \
            behind it that the outer request was https.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its addresses, or in the proxy before the server",
    console: &[],
    fix: &[
        "Use `https://` for provider addresses and redirect URIs; only loopback may stay `http`.",
        "Pass `X-Forwarded-Proto` (and host and port) on at the proxy and let the server trust it.",
        "Configure the server's public address explicitly, if it has such a setting.",
    ],
    refuted_by: &["The server's log shows the request as https."],
    alike: &[
        &super::redirect_uri_mismatch_authorize::CAUSE,
        &super::proxy_altered_request::CAUSE,
        &super::redirect_uri_invalid::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = mixed(case)
        .or_else(|| sent_to_itself(case))
        .or_else(|| named_without_tls(case))
        .or_else(|| led_to_tls(case))
    {
        return Some(weight);
    }
    case.supported_by(
        &CAUSE,
        &[&authorization_request_over_http::RULE, &token_request_over_http::RULE],
        r"(?i)\b(https|tls|ssl|secure (channel|connection))\b",
    )
}

/// A page that redirects to its own https address without end: the server behind the proxy sees plain http.
fn sent_to_itself(case: &Case<'_>) -> Option<Weight> {
    let landed = case.failed()?.landed.as_ref().filter(|landed| landed.circles)?;
    let page = landed.page.filter(|page| page.redirect_target().as_deref() == Some(&page.request.url))?;
    let says = format!(
        "`{}` redirects to its own address: the server does not see that the request came over TLS",
        page.path()
    );
    let place = others::whole(page, Part::ResponseLocation);
    let weight = Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(Evidence::at(
        "Redirect",
        place,
        "leads to the address that was asked for",
    ));
    page.request.url.starts_with("https:").then(|| {
        weight.fix("Let the proxy send `X-Forwarded-Proto: https` and the server trust it; at Cloudflare choose the TLS mode Full.")
    })
}

/// A token request without TLS whose answer leads to the same address with TLS, and keeps the method: nobody followed.
fn led_to_tls(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::TokenRequest)?;
    let plain = failed.exchange.request.url.strip_prefix("http://")?;
    let target = failed.exchange.redirect_target()?;
    let same = target.strip_prefix("https://") == Some(plain) && matches!(case.status(), Some(307 | 308));
    let place = Location::of(failed, Part::ResponseLocation, None);
    same.then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The token request goes out over plain http; the server leads to the same address over https, and the client does not follow")
            .evidence(Evidence::at("Redirect", place, "to the same address with `https`"))
            .fix("Let the issuer, or the token endpoint, in the client's settings begin with `https`; behind a proxy let the provider name itself so in its metadata.")
    })
}

/// Metadata that the server built with the scheme that it sees.
fn named_without_tls(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|message| crate::flow::names_itself_without_tls(message))?;
    let issuer = failed.answer.text("issuer")?;
    let says = format!(
        "The metadata came over TLS and name `{issuer}`: the server does not see that the request came over TLS"
    );
    let evidence = Evidence::at("Issuer", Location::answer(failed), format!("`{issuer}`"));
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence))
}

/// A page over https whose script calls an address over http.
pub fn mixed(case: &Case<'_>) -> Option<Weight> {
    let unsent = matches!(case.what(), Some(What::NoAnswer | What::Withheld));
    let failed = case.failed().filter(|failed| unsent && failed.answer.status.is_none())?;
    let page = crate::flow::mixed_from(failed.exchange)?;
    let place = Location::of(failed, Part::RequestUrl, None);
    let says =
        format!("The page at `{page}` calls `{}` without TLS: mixed content", failed.exchange.origin());
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(says.clone());
    Some(weight.evidence(Evidence::at("Address", place, says)))
}
