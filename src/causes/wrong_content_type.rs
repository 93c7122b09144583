//! Token request that is no form.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Body;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rules::token_request::token_request_content_type;

pub static CAUSE: Cause = Cause {
    id: "wrong_content_type",
    title: "Token request that is no form",
    says: "The token request's body is not `application/x-www-form-urlencoded`, or is not labelled so",
    story: "The token endpoint reads a form and nothing else (RFC 6749, section 4.1.3). JSON, multipart \
            or a form under another label looks like an empty request to it.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it sends the token request",
    console: &[],
    fix: &[
        "Send the body form-encoded, with `Content-Type: application/x-www-form-urlencoded`.",
        "Give the HTTP library a form (`URLSearchParams`, `data=`), not an object that it turns into JSON.",
        "Log in again from the start if the code has expired meanwhile.",
    ],
    refuted_by: &["The request as the server received it has a form body and the right label."],
    alike: &[&super::grant_type_missing_or_wrong::CAUSE, &super::missing_parameter::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = labelled_as_form(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.failed_at(Kind::TokenRequest) {
        if case.status() == Some(415) && case.verdicts.passed(&token_request_content_type::RULE) {
            return case.said(&CAUSE).map(form_refused);
        }
        let weight = case.decided_by(&CAUSE, &token_request_content_type::RULE)?;
        // Where nothing is, no body was looked at.
        let own = case.error_code().is_none_or(|code| code.starts_with("not_found"));
        let is_nowhere = matches!(case.status(), Some(404 | 405 | 410)) && own;
        let was_read = was_read(case) || is_nowhere || super::grant_type_missing_or_wrong::is_misspelt(case);
        let is_misspelt =
            case.failed().and_then(|failed| failed.exchange.content_type()).is_some_and(|media| {
                media.starts_with("application/x-www-form") && media != "application/x-www-form-urlencoded"
            });
        return Some(match was_taken_before(case) || was_read && !is_misspelt || is_unread(case) {
            true => Weight { strength: weight.strength.min(Strength::Fits), ..weight }.times(0.1),
            false => weight,
        });
    }
    case.said(&CAUSE)
}

/// Whether the server speaks of something that it can only have read in the body, or names its error
/// as AWS's services do, which take JSON.
fn was_read(case: &Case<'_>) -> bool {
    let answer = case.failed().map(|failed| &failed.exchange.response);
    if answer.is_some_and(|answer| answer.headers.has("x-amzn-errortype")) {
        return true;
    }
    // league/oauth2-server looks for the grant in the body before it looks at the client, and says each thing twice.
    // https://github.com/thephpleague/oauth2-server/blob/master/src/AuthorizationServer.php
    let answered = case.failed().and_then(|failed| failed.answer.json.as_ref());
    let twice = answered.and_then(|json| json.get("message")).filter(|says| says.is_string());
    if case.error_code() == Some("invalid_client")
        && twice.is_some()
        && twice == answered.and_then(|json| json.get("error_description"))
    {
        return true;
    }
    let said = case.heard.iter().find(|said| said.strength >= Strength::ServerError);
    let inside =
        ["code_", "redirect_uri_mismatch", "pkce_", "refresh_token_", "nonce_", "device_", "ip_blocked"];
    said.and_then(|said| said.causes.first())
        .is_some_and(|first| inside.iter().any(|begin| first.id.starts_with(begin)))
}

/// A form is what specifications demand, and this endpoint answers that it does not take one.
fn form_refused(weight: Weight) -> Weight {
    let steps = [
        "Read in the documentation of this endpoint which type it takes: `application/json`, mostly.",
        "Send the parameters in that type, or use the endpoint that takes a form, if there are two.",
    ];
    Weight {
        fix: steps.map(str::to_owned).into(),
        fix_is_whole: true,
        story: Some("A token request is a form (RFC 6749, section 4.1.3), and the request is one. This server wants another type.".into()),
        ..weight.summary("The endpoint does not take the form that is sent: it wants another type of body")
    }
}

/// Whether neither what was sent nor what was answered is in the capture: some servers take JSON.
fn is_unread(case: &Case<'_>) -> bool {
    let exchange = case.failed().map(|failed| failed.exchange);
    exchange.is_some_and(|known| {
        known.request.body == Body::NotRecorded && known.response.body == Body::NotRecorded
    })
}

/// Whether the same address took a body of the same type before.
fn was_taken_before(case: &Case<'_>) -> bool {
    let Some(failed) = case.failed().map(|failed| failed.exchange) else { return false };
    case.flow.around.before(failed).iter().any(|earlier| {
        earlier.request.method == failed.request.method
            && earlier.address() == failed.address()
            && earlier.content_type() == failed.content_type()
            && matches!(earlier.response.status, Some(200..300))
    })
}

/// A body of JSON under the media type of a form: a server that reads what the label says finds no parameter in it.
fn labelled_as_form(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::TokenRequest)?;
    let form =
        failed.exchange.content_type().is_some_and(|media| media == "application/x-www-form-urlencoded");
    let json = failed.exchange.request.body.text().is_some_and(|body| body.trim_start().starts_with('{'));
    let missed = case.hears_one_of(&[
        "grant_type_not_enabled",
        "grant_type_missing_or_wrong",
        "missing_parameter",
        "missing_client_auth",
    ]);
    let place = Location::of(failed, Part::RequestBody, None);
    (form && json && missed).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The body of the token request is JSON, and its `Content-Type` calls it a form: the server finds no parameter in it")
            .evidence(Evidence::at("Body", place, "begins with `{`"))
            .fix("Encode the parameters as a form (`URLSearchParams`, `qs.stringify`), as the label says.")
    })
}
