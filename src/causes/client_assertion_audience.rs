//! Wrong audience in the client assertion.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::jwt::Jwt;
use crate::rule::Location;
use crate::rules::token_request::assertion_audience;

pub static CAUSE: Cause = Cause {
    id: "client_assertion_audience",
    title: "Wrong audience in the client assertion",
    says: "The `aud` of the client assertion is not the address that the provider expects",
    story: "A signed assertion says for whom it is made. Providers accept the token endpoint's URL, their \
            issuer, or both; another host, a missing slash or the discovery URL is refused.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the client assertion",
    console: &[],
    fix: &[
        "Put the value that the provider documents into `aud`: usually the issuer from its metadata, at \
         some the token endpoint's URL.",
        "Take it from the same environment that the request goes to (sandbox and production differ).",
        "Sign a new assertion; an old one may not be sent twice.",
    ],
    refuted_by: &[
        "An assertion with the metadata's `issuer` (and one with its `token_endpoint`) as `aud` is \
         refused with the same words.",
    ],
    alike: &[&super::client_assertion_invalid::CAUSE, &super::wrong_tenant_or_issuer::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = apple_secret(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = old_host_of_salesforce(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.credentials_refused() || case.grant_refused() {
        let weight = case.proven_by(&CAUSE, &[&assertion_audience::RULE])?;
        // What leads elsewhere has read no assertion.
        let redirected = case.failed().is_some_and(|failed| failed.exchange.redirect_target().is_some());
        return Some(if redirected { weight.weaker(Strength::Fits).times(0.3) } else { weight });
    }
    case.said(&CAUSE)
}

/// An external client app of Salesforce knows no assertion for the general hosts: only for the org's own.
/// <https://github.com/n8n-io/n8n/issues/28990>
fn old_host_of_salesforce(case: &Case<'_>) -> Option<Weight> {
    let message = case.failed().filter(|_| case.error_code() == Some("app_not_found"))?;
    let assertion = Jwt::read(message.given("assertion")?)?;
    let general = ["https://test.salesforce.com", "https://login.salesforce.com"];
    let audiences = assertion.audiences();
    let audience = audiences.first().filter(|audience| general.contains(&audience.trim_end_matches('/')))?;
    let own = message.exchange.origin();
    let place = Location::param(message, "assertion");
    let says = format!("The assertion is for `{audience}`; the org that is asked is `{own}`");
    (own != audience.trim_end_matches('/')).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(Evidence::at("`aud` of the assertion", place, format!("`{audience}`")))
            .fix(format!("Write `{own}` as `aud`."))
    })
}

/// The client secret of Sign in with Apple, a JWT, for another `aud` than
/// <https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret> demands.
fn apple_secret(case: &Case<'_>) -> Option<Weight> {
    let of_apple = case.flow.provider.id == "apple" && case.credentials_refused();
    let message = case.failed().filter(|_| of_apple)?;
    let secret = Jwt::read(message.given("client_secret")?)?;
    let audiences = secret.audiences();
    let audience = audiences.first().filter(|audience| **audience != "https://appleid.apple.com")?;
    let says =
        format!("The client secret is a JWT for `{audience}`; Apple wants `https://appleid.apple.com`");
    let place = Location::param(message, "client_secret");
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(says);
    Some(weight.evidence(Evidence::at("`aud` of the client secret", place, format!("`{audience}`"))))
}
