//! Expired client secret.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::{Exchange, Instant};
use crate::oauth::Message;
use crate::oauth::jwt::Jwt;
use crate::rule::Location;

pub static CAUSE: Cause = Cause {
    id: "expired_client_secret",
    title: "Expired client secret",
    says: "The client's secret or certificate has expired",
    story: "Secrets have an end date in the provider's console. On that day every login of the client \
            fails at once, without any change in its code.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's secrets and certificates",
    console: &["secrets", "secrets and keys"],
    fix: &[
        "Create a new secret or upload a new certificate in the provider's console.",
        "Set it in the client and restart it.",
        "Note the new end date where somebody will see it in time.",
        "Log in again from the start.",
    ],
    refuted_by: &["The console shows the secret in use with an end date that lies ahead."],
    alike: &[&super::wrong_client_secret::CAUSE, &super::client_assertion_expired::CAUSE],
    weigh,
};

/// When the secret itself says that it ends: those of AWS IAM Identity Center are JWTs that hold the registration.
/// <https://github.com/aws/aws-toolkit-vscode/pull/3877>
fn own_end(request: &Message<'_>) -> Option<f64> {
    let secret = Jwt::read(request.given("client_secret")?)?;
    let registration: serde_json::Value = serde_json::from_str(secret.claim_text("serialized")?).ok()?;
    registration.get("expirationTimestamp")?.as_f64()
}

fn past_its_end(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|_| case.credentials_refused())?;
    let end = own_end(request)?;
    let late = request.exchange.started?.0 / 1000.0 - end;
    let place = Location::param(request, "client_secret");
    let says = format!("names its end: {}", Instant::from_seconds(end));
    (late > 0.0).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The secret had ended {} before the request", crate::rule::clock::span(late)))
            .evidence(Evidence::at("Secret", place, says))
            .fix("Register the client anew before the time that its secret names.")
    })
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    ended(case)
        .or_else(|| past_its_end(case))
        .map(|weight| case.heard_too(weight, &CAUSE))
        .or_else(|| case.said(&CAUSE))
}

/// The registration in the capture, or the stored one, names an end that had passed (RFC 7591, section 3.2.1).
fn ended(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|_| case.credentials_refused())?;
    let (member, id) = ("client_secret_expires_at", request.client_id()?);
    let registered = |earlier: &Exchange| {
        let text = earlier.response.body.text().filter(|text| text.len() < 8192 && text.contains(member))?;
        let answer: serde_json::Value = serde_json::from_str(text).ok()?;
        let own = answer.get("client_id")?.as_str()? == id;
        answer.get(member)?.as_f64().filter(|_| own)
    };
    let stored = || case.config.other.get(member)?.as_f64();
    let end = case.flow.around.before(request.exchange).iter().rev().find_map(registered).or_else(stored)?;
    let late = request.exchange.started?.0 / 1000.0 - end;
    let says = format!("The secret had ended {} before the request", crate::rule::clock::span(late));
    let evidence = Evidence::says("Registration", format!("`{member}` is {}", Instant::from_seconds(end)));
    (end > 0.0 && late > 0.0).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(evidence)
            .fix("Register the client anew, or renew its secret, before `client_secret_expires_at`.")
    })
}
