//! What a login is called: its kind, its provider, what it reached, and what is open about it.

use super::build::Judged;
use super::{EvidenceReport, Outcome, StepReport};
use crate::cause::{Diagnosed, Strength};
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::Verdict;

/// The kind of login, as reports name it.
pub fn kind(flow: &Flow<'_>) -> &'static str {
    let response_type =
        flow.authorization_request().and_then(|request| request.given("response_type")).unwrap_or_default();
    let has = |wanted: &str| response_type.split(' ').any(|kind| kind == wanted);
    let grant = flow.of(Kind::TokenRequest).find_map(Message::grant);
    match (has("code"), has("id_token") || has("token"), grant) {
        (true, true, _) => "hybrid",
        (false, true, _) => "implicit",
        (true, false, _) => "authorization_code",
        (false, false, Some(crate::oauth::DEVICE_GRANT)) => "device_code",
        (false, false, Some(crate::oauth::CIBA_GRANT)) => "backchannel_authentication",
        (false, false, Some("authorization_code" | "client_credentials" | "password" | "refresh_token")) => {
            match grant {
                Some("client_credentials") => "client_credentials",
                Some("password") => "password",
                Some("refresh_token") => "refresh_token",
                _ => "authorization_code",
            }
        }
        (false, false, Some("urn:ietf:params:oauth:grant-type:jwt-bearer")) => "jwt_bearer",
        (false, false, Some("urn:ietf:params:oauth:grant-type:saml2-bearer")) => "saml_bearer",
        (false, false, Some("urn:ietf:params:oauth:grant-type:token-exchange")) => "token_exchange",
        (false, false, Some(crate::http::marks::PRE_AUTHORIZED_GRANT)) => "pre_authorized_code",
        (false, false, _) => of_messages(flow),
    }
}

fn of_messages(flow: &Flow<'_>) -> &'static str {
    let kinds = [
        (Kind::DeviceAuthorization, "device_code"),
        (Kind::BackchannelAuthentication, "backchannel_authentication"),
        (Kind::AuthorizationRequest, "authorization_code"),
        (Kind::PushedAuthorization, "authorization_code"),
        (Kind::AuthorizationResponse, "authorization_code"),
        (Kind::Callback, "authorization_code"),
        (Kind::Registration, "registration"),
        (Kind::Logout, "logout"),
        (Kind::Discovery, "discovery"),
        (Kind::ResourceMetadata, "discovery"),
        (Kind::Keys, "discovery"),
        (Kind::ApiCall, "api_call"),
        (Kind::Userinfo, "api_call"),
    ];
    kinds.iter().find(|(kind, _)| flow.first(*kind).is_some()).map_or("unknown", |(_, name)| name)
}

/// The kind in words for a list.
pub fn kind_says(flow: &Flow<'_>) -> String {
    let words = match kind(flow) {
        "authorization_code" => "code",
        "device_code" => "device",
        "refresh_token" => "refresh",
        "client_credentials" => "client credentials",
        "api_call" => "API call",
        "backchannel_authentication" => "backchannel",
        "jwt_bearer" => "JWT bearer",
        "saml_bearer" => "SAML bearer",
        "pre_authorized_code" => "pre-authorized code",
        "token_exchange" => "token exchange",
        other => other,
    };
    let mut parts = vec![words];
    let asked = flow.authorization_request();
    if asked.is_some_and(|asked| asked.given("code_challenge").is_some()) {
        parts.push("PKCE");
    }
    if flow.first(Kind::PushedAuthorization).is_some() {
        parts.push("PAR");
    }
    if flow.of(Kind::TokenRequest).any(|request| request.exchange.request.headers.has("dpop")) {
        parts.push("DPoP");
    }
    if asked.is_some_and(|asked| asked.given("prompt") == Some("none")) {
        parts.push("silent");
    }
    parts.join(", ")
}

/// The provider for people: its name, or its host.
pub fn provider_name(flow: &Flow<'_>) -> String {
    if flow.provider.id != "unknown" {
        return flow.provider.name.to_owned();
    }
    let preferred = [
        Kind::AuthorizationRequest,
        Kind::PushedAuthorization,
        Kind::TokenRequest,
        Kind::DeviceAuthorization,
        Kind::BackchannelAuthentication,
        Kind::Discovery,
    ];
    let of_provider = preferred.iter().find_map(|kind| flow.first(*kind)).or(flow.messages.first());
    let host = of_provider.and_then(|message| message.exchange.url()?.host_str().map(str::to_owned));
    let issuer = || url::Url::parse(&flow.issuer()?).ok()?.host_str().map(str::to_owned);
    host.or_else(issuer).unwrap_or_else(|| "unknown provider".to_owned())
}

/// What failed, for a login whose first cause only fits: a guess is not dressed as a fact.
pub fn in_doubt(judged: &Judged<'_>) -> Option<String> {
    // A general error code stands for many causes: the likeliest of them is a guess unless it outweighs all others.
    let guessed = |first: &&Diagnosed| match first.weight.strength {
        Strength::Alike | Strength::Status | Strength::Fits => true,
        Strength::ServerError => first.probability < super::OUTWEIGHS,
        Strength::ServerCode | Strength::Contradiction => false,
    };
    let first = judged.diagnosed.first().filter(guessed)?;
    let message = judged.flow.failed_message()?;
    let responds = matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback);
    let bare = match &message.answer.error {
        Some(error) => error.description.is_empty(),
        None => responds && message.given("error_description").is_none(),
    };
    let rest = match first.weight.strength {
        // Words there are; they leave several causes.
        Strength::ServerError if !bare => format!(". Most likely: {}", first.cause.title),
        _ => ", and the capture does not show why".to_owned(),
    };
    if let Some(relayed) = &message.relayed {
        let what = if relayed.token_endpoint { "The token request" } else { "A request of the client" };
        return Some(match relayed.status {
            Some(status) => format!("{what} failed with {status} where the browser cannot see it"),
            None => format!("{what} failed where the browser cannot see it"),
        });
    }
    if let Some(error) = message.given("error").filter(|_| responds) {
        let named =
            if crate::oauth::is_registered_error(error) { format!("`{error}`") } else { "an error".into() };
        return Some(format!("The provider answered {named}{rest}"));
    }
    let what = message.kind.label();
    match (message.answer.status, first.cause.id) {
        (_, "callback_failed") => None,
        (Some(status), _) => Some(format!("{what} answered {status}{rest}")),
        (None, _) => Some(format!("{what} got no answer{rest}")),
    }
}

/// What was checked and right before a failure that the capture does not explain.
pub fn right_before(judged: &Judged<'_>, steps: &[StepReport]) -> Option<EvidenceReport> {
    let passed: Vec<&str> = judged
        .verdicts
        .0
        .iter()
        .filter(|(_, verdict)| matches!(verdict, Verdict::Pass(_)))
        .map(|(rule, _)| rule.id)
        .collect();
    let subjects = [
        ("redirect-uri-not-registered", "`redirect_uri` is registered"),
        ("callback-not-redirect-uri", "the code went to `redirect_uri`"),
        ("state-differs", "`state` came back unchanged"),
        ("pkce-challenge-malformed", "the PKCE challenge is well-formed"),
    ];
    let told: Vec<&str> =
        subjects.iter().filter(|(id, _)| passed.contains(id)).map(|(_, says)| *says).collect();
    let seen = steps.iter().filter(|step| step.state != "out_of_sight").count();
    let more = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
    (!passed.is_empty()).then(|| EvidenceReport {
        place: None,
        step: None,
        label: format!("Steps 1 to {seen}"),
        says: format!("{} checks passed{more}", passed.len()),
        value: None,
    })
}

/// What a login that did not fail has reached, in one line.
pub fn reached(judged: &Judged<'_>, outcome: Outcome) -> String {
    let flow = judged.flow;
    let api = flow
        .of(Kind::ApiCall)
        .chain(flow.of(Kind::Userinfo))
        .filter_map(|message| message.answer.status)
        .find(|status| *status < 400);
    let tokens = flow.of(Kind::TokenRequest).any(|request| request.answer.brings("access_token"));
    match (outcome, api) {
        (Outcome::Succeeded, Some(status)) if flow.first(Kind::Userinfo).is_some() => {
            format!("Signed in; userinfo answered {status}")
        }
        (Outcome::Succeeded, Some(status)) => format!("Signed in; the API answered {status}"),
        (Outcome::Succeeded, None) if tokens => "Tokens were issued".into(),
        (Outcome::Succeeded, None) if flow.first(Kind::Callback).is_some() => {
            "Signed in; the client took the response".into()
        }
        (Outcome::Succeeded, None) if flow.messages.iter().all(|message| message.exchange.is_alone()) => {
            "A token, taken apart; whether it was accepted is not in the capture".into()
        }
        (Outcome::Succeeded, None) => "It worked as far as the capture shows".into(),
        (Outcome::Incomplete | Outcome::Failed, _) if flow.first(Kind::Callback).is_some() => {
            "The response was delivered; what the client did with it is not in the capture".into()
        }
        (Outcome::Incomplete | Outcome::Failed, _) if flow.authorization_request().is_some() => {
            "Waiting for the callback".into()
        }
        (Outcome::Incomplete | Outcome::Failed, _) => "The capture holds only a part of it".into(),
    }
}
