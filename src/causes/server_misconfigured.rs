//! Fault in the provider's set-up.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::{access_token_expired, access_token_invalid};
use crate::flow::ByPolicy;
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part};
use crate::rule::clock::{self, Clock};
use crate::rule::{Location, Rule, others, polling};
use crate::rules::discovery::{
    keys_malformed, protected_resource_metadata_missing, protected_resource_metadata_resource_mismatch,
};

pub static CAUSE: Cause = Cause {
    id: "server_misconfigured",
    title: "Fault in the provider's set-up",
    says: "The provider's side is set up in a way that makes this login fail",
    story: "A claim rule, policy, connector or key at the provider does not work. The client cannot mend \
            it; whoever operates the provider finds the details in its log.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the provider's set-up",
    console: &[],
    fix: &[
        "Read the provider's log at the time of this login, by its request or correlation id.",
        "Correct the rule, policy, connector or key that it names.",
        "Log in again from the start.",
    ],
    refuted_by: &["Other clients with the same set-up log in at the same time."],
    alike: &[
        &super::server_error::CAUSE,
        &super::proxy_altered_request::CAUSE,
        &super::upstream_provider_error::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // Who is kept out does not see what is there.
    if case.failed_at(Kind::ResourceMetadata) && matches!(case.status(), Some(401 | 403 | 429 | 500..)) {
        return None;
    }
    if let Some(weight) = keeps_back(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = clocks_apart(case).or_else(|| downgraded(case)).or_else(|| guarded_as_form(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if [Kind::Keys, Kind::ResourceMetadata, Kind::ApiCall, Kind::Discovery]
        .iter()
        .any(|kind| case.failed_at(*kind))
    {
        let rules = [
            &keys_malformed::RULE,
            &protected_resource_metadata_resource_mismatch::RULE,
            &protected_resource_metadata_missing::RULE,
        ];
        // A client that went on was not stopped by it.
        let stops = |rule: &&'static Rule| case.finding(rule).is_some_and(|finding| finding.stops(rule));
        let rules: Vec<_> = rules.into_iter().filter(stops).collect();
        // An API that says what it refuses the token for has read the keys.
        let told = case.failed_at(Kind::ApiCall)
            && case.heard.iter().any(|said| said.strength >= Strength::ServerError)
            && !case.hears_first(&CAUSE);
        return if told { case.likely_by(&CAUSE, &rules) } else { case.proven_by(&CAUSE, &rules) };
    }
    case.said(&CAUSE)
}

/// The policy of the provider's own page keeps its form from leading to the client.
fn keeps_back(case: &Case<'_>) -> Option<Weight> {
    let by_policy = |failed: &&Message<'_>| {
        crate::flow::stopped_by_csp(failed.exchange) || crate::flow::pressed_in_vain(case.flow, failed)
    };
    let failed = case.failed().filter(by_policy)?;
    let is_form = |form: &&Exchange| form.request.method == "POST";
    let (target, posted) = match failed.kind {
        // Some browsers name the form itself as what they stopped.
        Kind::AuthorizationResponse => {
            (url::Url::parse(&failed.exchange.redirect_target()?).ok()?, failed.exchange)
        }
        Kind::Callback if failed.answer.status.is_none() => {
            let before = case.flow.around.before(failed.exchange).iter().rev().take(20);
            (failed.exchange.url()?, before.into_iter().find(is_form)?)
        }
        _ => return None,
    };
    let ByPolicy { page, list, .. } = crate::flow::by_form_action(case.flow, posted, &target)?;
    let place = Location {
        name: Some("content-security-policy".to_owned()),
        ..others::whole(page, Part::ResponseHeader)
    };
    let seen = format!("`form-action {list}` does not list `{}`", crate::http::origin_of(&target));
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The provider's own page forbids its form to lead to the client: the browser stops there")
            .evidence(Evidence::at("Policy", place, seen))
            .fix("Take `form-action` out of the policy of pages whose form ends at a client, or list the client's redirect URI there."),
    )
}

/// An endpoint for machines is guarded like a form in a browser: it wants a token against forged forms, which no client has (RFC 6749,
/// section 3.2).
fn guarded_as_form(case: &Case<'_>) -> Option<Weight> {
    let kinds = [Kind::Introspection, Kind::Revocation, Kind::PushedAuthorization, Kind::Registration];
    let failed = case.failed().filter(|failed| kinds.contains(&failed.kind) && case.status() == Some(403))?;
    let by_machine =
        !failed.exchange.request.headers.has("cookie") && !failed.exchange.request.headers.has("origin");
    let place = Location::of(failed, Part::ResponseBody, None);
    (by_machine && case.says(r"(?i)\bcsrf\b")).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("`{}` wants a token against forged forms (CSRF), as a page in a browser has it; a client has none", failed.exchange.path()))
            .evidence(Evidence::at("Answer", place, "speaks of CSRF"))
            .fix("Exempt this endpoint from the framework's check (Django: `csrf_exempt`, Spring Security: `csrf().ignoringRequestMatchers`).")
    })
}

/// The provider's page leads from https to http on its own host, and fails there: cookies that are `Secure` do not come along (RFC
/// 6265, section 4.1.2.5).
fn downgraded(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Interaction)?;
    let begun = case.flow.authorization_request()?.exchange.url()?;
    let here = failed.exchange.url()?;
    let down = (begun.scheme(), here.scheme()) == ("https", "http") && begun.host_str() == here.host_str();
    let bare =
        !failed.exchange.request.headers.0.is_empty() && !failed.exchange.request.headers.has("cookie");
    let sets = |message: &Message<'_>| message.exchange.response.headers.has("set-cookie");
    let lost = bare && !case.flow.sanitized && case.flow.messages.iter().any(sets);
    let place = Location::of(failed, Part::RequestCookie, None);
    (down && lost).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The provider leads from https to http on its own host: what it kept of this login under https does not come along")
            .evidence(Evidence::at("Cookie", place, "none comes with the request over http"))
            .fix("Set the provider's public address to the https one, for the server itself and for what stands before it.")
    })
}

/// The answers of one server carry the times of clocks that do not agree, and a fresh token of one is out of time for another:
/// the nodes behind one name.
fn clocks_apart(case: &Case<'_>) -> Option<Weight> {
    let of_time = [access_token_expired::CAUSE.id, access_token_invalid::CAUSE.id];
    let failed = case.failed().filter(|_| case.failed_at_api() && case.hears_one_of(&of_time))?;
    let own =
        case.flow.messages.iter().filter(|message| message.exchange.origin() == failed.exchange.origin());
    let ahead = |message: &Message<'_>| Clock::of(message, true)?.ahead;
    let told: Vec<f64> = own.filter_map(ahead).collect();
    let (least, most) = (told.iter().copied().reduce(f64::min)?, told.iter().copied().reduce(f64::max)?);
    let issued = case.flow.issuing(failed.access_token()?)?;
    let fresh = polling::between(issued, failed).is_some_and(|age| age < 60.0);
    let place = Location::of(failed, Part::ResponseHeader, Some("date"));
    let says = format!("`Date` in the answers of one host differs by {}", clock::span(most - least));
    let summary = "The answers of the provider carry clocks that do not agree: the nodes behind its name are out of step";
    (fresh && most - least >= 5.0).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(summary)
            .evidence(Evidence::at("Clocks", place, says))
            .fix("Keep the clocks of all nodes of the provider in step (NTP).")
    })
}
