//! Authorization code redeemed too late.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rule::Location;
use crate::rule::polling::between;
use crate::rules::token_request::code_too_old;

pub static CAUSE: Cause = Cause {
    id: "code_expired",
    title: "Authorization code redeemed too late",
    says: "The authorization code had expired when it was redeemed",
    story: "A code lives for a minute or so, at most ten. A slow server, a breakpoint, a queue or a \
            person who reloads an old callback page lets it expire.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "at its redirect URI, where it redeems the code",
    console: &[],
    fix: &[
        "Redeem the code at once when it arrives, before anything slow.",
        "Log in again from the start: an expired code cannot be renewed.",
    ],
    refuted_by: &[
        "The code was redeemed within seconds of being issued.",
        "An earlier token request with the same code; then the code was used, not too old.",
    ],
    alike: &[&super::code_reused::CAUSE, &super::code_wrong_client::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = outlived(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.grant_refused() {
        return case.proven_by(&CAUSE, &[&code_too_old::RULE]);
    }
    case.said(&CAUSE)
}

/// Providers whose codes live so many seconds, unless an administrator says otherwise.
/// <https://www.keycloak.org/docs/latest/server_admin/index.html#_timeouts>
const LIFETIMES: [(&str, f64); 1] = [("keycloak", 60.0)];

/// A code that is redeemed for the first time, and later than this provider's codes live.
fn outlived(case: &Case<'_>) -> Option<Weight> {
    let redeemed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_grant"]))?;
    let (_, lives) = LIFETIMES.iter().find(|(id, _)| *id == case.flow.provider.id)?;
    let code = redeemed.given("code").filter(|_| case.says("(?i)code not valid"))?;
    let issued =
        case.flow.authorization_response().filter(|response| response.given("code") == Some(code))?;
    let age = between(issued, redeemed).filter(|age| age > lives)?;
    let sent = case.flow.of(Kind::TokenRequest).filter(|request| request.given("code") == Some(code)).count();
    let summary = format!(
        "The code was redeemed {age:.0} seconds after it was issued; codes of {} live {lives:.0} unless set otherwise",
        case.flow.provider.name
    );
    let place = Location::param(redeemed, "code");
    (sent == 1).then(|| {
        Weight::new(Strength::ServerCode, 1.5).summary(summary).evidence(Evidence::at(
            "Age of the code",
            place,
            format!("{age:.0} seconds"),
        ))
    })
}
