//! Failure behind the provider.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::What;
use crate::oauth::{Message, Part};
use crate::rule::Location;

pub static CAUSE: Cause = Cause {
    id: "upstream_provider_error",
    title: "Failure behind the provider",
    says: "The provider relies on another system for this login, and that one failed",
    story: "Providers hand people on: to a company's own identity provider, a social login, a directory, \
            an agent. The fault is there; the provider only passes it on.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the connection to the other provider or directory",
    console: &["connections", "connectors", "external providers"],
    fix: &[
        "Read the provider's log for what the other system answered.",
        "Correct the connection: its client id, secret, redirect URI, certificate or attribute mapping.",
        "Log in with a local account of the provider; if that works, the connection is it.",
    ],
    refuted_by: &["A local account of the same provider fails in the same way."],
    alike: &[&super::server_misconfigured::CAUSE, &super::server_error::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE).or_else(|| {
        let callback = broker(case)?;
        let says = format!(
            "The callback that failed is at the provider itself, `{}`: there it is a client of another provider, and the \
             exchange between the two failed",
            callback.exchange.address()
        );
        let place = Location::of(callback, Part::RequestQuery, None);
        let weight = Weight::new(Strength::Fits, 0.9).summary(says);
        Some(weight.evidence(Evidence::at("Callback", place, "stands below the configured issuer's host")))
    })
}

/// A callback at the host of the configured issuer that is none of the client's own: there the provider itself is a client.
pub fn broker<'c, 'a>(case: &'c Case<'a>) -> Option<&'c Message<'a>> {
    let failed = case.failed().filter(|_| case.what() == Some(What::ClientFailed))?;
    let origin = failed.exchange.origin();
    let issuer = case.config.issuer.as_deref().and_then(|issuer| url::Url::parse(issuer).ok())?;
    let own = case.config.redirect_uris.as_ref().filter(|own| !own.is_empty())?;
    let at_issuer =
        crate::http::origin_of(&issuer) == origin && !own.iter().any(|uri| uri.starts_with(&origin));
    let vague = case.heard.iter().all(|said| said.strength <= Strength::Fits);
    (at_issuer && vague && failed.exchange.query().has("code")).then_some(failed)
}
