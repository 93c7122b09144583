//! Expired refresh token.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rule::clock::{Clock, span};
use crate::rule::polling::between;

pub static CAUSE: Cause = Cause {
    id: "refresh_token_expired",
    title: "Expired refresh token",
    says: "The refresh token has expired: by age, by lack of use, or with the session",
    story: "Refresh tokens end after a time without use, after a fixed age, or with the person's session. \
            Clients in testing get short ones at some providers (Google: seven days).",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it handles a refused refresh",
    console: &["token times"],
    fix: &[
        "Send the person to log in again when a refresh is refused; that is normal after the token's life.",
        "Ask for a longer life or offline access at the provider, if people are sent to log in too often.",
        "Publish the client if it is in testing.",
    ],
    refuted_by: &["The token was issued a short while ago and has been in use."],
    alike: &[&super::refresh_token_revoked::CAUSE, &super::refresh_token_reused::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    outlived(case)
        .or_else(|| by_itself(case))
        .map(|weight| case.heard_too(weight, &CAUSE))
        .or_else(|| case.said(&CAUSE))
}

/// A refresh token that is a JWT says when it ends, and is sent later.
fn by_itself(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_grant"]))?;
    let ends = Jwt::read(failed.given("refresh_token")?)?.time("exp")?;
    let clock = Clock::of(failed, false)?;
    let late = clock.now.seconds_since(ends);
    let strength = if clock.may_be_moved(late) { Strength::Fits } else { Strength::Contradiction };
    let place = Location::param(failed, "refresh_token");
    (late > 0.0).then(|| {
        let says = format!("The refresh token ended {} before it was sent, by its own `exp`", span(late));
        let evidence = Evidence::at("Refresh token", place, "`exp` is in the past");
        Weight::new(strength, 1.0).summary(says).evidence(evidence)
    })
}

/// The answer that brought the token tells how long it lives, under one of several names, and it is sent later.
fn outlived(case: &Case<'_>) -> Option<Weight> {
    let refused = case.is_refused(Kind::TokenRequest, &["invalid_grant", "invalid_request"]);
    let failed = case.failed().filter(|_| refused)?;
    let sent = failed.given("refresh_token")?;
    let mut answers = case.flow.of(Kind::TokenRequest);
    let issued = answers.find(|request| request.answer.text("refresh_token") == Some(sent))?;
    let json = issued.answer.json.as_ref()?;
    let names = ["refresh_token_expires_in", "refresh_expires_in", "x_refresh_token_expires_in"];
    let (name, lives) = names
        .iter()
        .find_map(|name| Some((*name, json.get(name)?.as_f64().filter(|lives| *lives > 0.0)?)))?;
    let age = between(issued, failed)?;
    let place = Location::of(issued, Part::ResponseBody, Some(name));
    let says = format!("The refresh token lives {}, and is sent after {}", span(lives), span(age));
    (age > lives).then(|| {
        let evidence = Evidence::at("Lifetime", place, format!("`{name}` is {lives:.0}"));
        Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence)
    })
}
