//! Address or region that is not allowed.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Part;
use crate::rule::Location;

pub static CAUSE: Cause = Cause {
    id: "ip_blocked",
    title: "Address or region that is not allowed",
    says: "The caller's address, network or country is not allowed",
    story: "The provider or its firewall looks at where a request comes from. The browser and the program \
            that redeems the code may leave by different paths: a server in another country, a VPN that \
            only one of them uses, an address list that lacks the server's.",
    trouble: Trouble::Network,
    who: Who::Network,
    place: "where the refused request leaves towards the provider, or in the provider's list of allowed \
            addresses",
    console: &["allowed addresses"],
    fix: &[
        "Find the address from which the refused request leaves: ask a what-is-my-address service from \
         the same machine and process.",
        "Send the request through the same network path as the browser (proxy or VPN of that process), or \
         through an address in an allowed region.",
        "Ask the provider's operator to allow that address, with the time and the request id of this answer.",
        "Log in again from the start.",
    ],
    refuted_by: &[
        "The same request from the same address is answered by the server itself (a 400 or 401 with an \
         OAuth error).",
        "The browser reaches the same host by the same path and is served.",
    ],
    alike: &[
        &super::waf_blocked::CAUSE,
        &super::access_policy_blocked::CAUSE,
        &super::origin_not_allowed::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    forbidden_address(case).map(|weight| case.heard_too(weight, &CAUSE)).or_else(|| case.said(&CAUSE))
}

/// Azure App Service names the caller's address in the answer of its access restrictions.
/// <https://github.com/Azure/static-web-apps/issues/1666>
fn forbidden_address(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.status() == Some(403))?;
    let name = "x-ms-forbidden-ip";
    let address = failed.exchange.response.headers.first(name)?;
    let place = Location::of(failed, Part::ResponseHeader, Some(name));
    let evidence = Evidence::at("Refused", place, format!("`{name}: {address}`"));
    let says = "The front end of Azure App Service does not let the caller's address in";
    Some(Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(evidence))
}
