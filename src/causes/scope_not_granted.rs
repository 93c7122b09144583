//! Scope that this client may not have.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::oauth::jwt::Jwt;
use crate::rule::{Location, scopes};
use crate::rules::authorization_request::scope_not_configured;
use crate::rules::token_response::id_token_not_issued;

pub static CAUSE: Cause = Cause {
    id: "scope_not_granted",
    title: "Scope that this client may not have",
    says: "The client asks for a scope that it is not allowed to have",
    story: "The provider knows the scope, but it is not assigned to this client, needs a review, or \
            belongs to a product that the client does not have.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the scopes of the client's registration",
    console: &["scopes", "permissions"],
    fix: &[
        "Assign the scope to the client in the provider's console, or apply for it.",
        "Leave the scope out if the client does not need it.",
        "Log in again from the start.",
    ],
    refuted_by: &["The registration lists each scope that is asked for."],
    alike: &[
        &super::scope_invalid::CAUSE,
        &super::insufficient_scope::CAUSE,
        &super::admin_consent_required::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.error_code() == Some("invalid_scope") {
        return case.likely_by(&CAUSE, &[&scope_not_configured::RULE]);
    }
    not_ticked(case)
        .or_else(|| without_openid(case))
        .or_else(|| beyond_configured(case))
        .or_else(|| case.said(&CAUSE))
}

/// A client that asks in its own name, whose only parameter beside its credentials is the scope, is refused without a word,
/// and asks for more than is stored of it.
fn beyond_configured(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|failed| failed.grant() == Some("client_credentials"))?;
    let configured = case.config.scope.as_deref().filter(|scope| !scope.is_empty())?;
    let (scope, code) = (request.given("scope")?, case.error_code()?);
    let of_grant = ["invalid_grant", "unauthorized_client", "access_denied"].contains(&code);
    let asks = |one: &&str| !configured.split_whitespace().any(|known| scopes::covers(known, one));
    let strange = scope.split_whitespace().find(asks).filter(|_| case.lacks_description() && of_grant)?;
    let says = format!("asks for `{strange}`, which the stored configuration does not have");
    let evidence = Evidence::at("`scope`", Location::param(request, "scope"), says);
    Some(case.heard_too(Weight::new(Strength::ServerError, 1.0).evidence(evidence), &CAUSE))
}

/// The scopes that GitLab has; each application is ticked for some. <https://docs.gitlab.com/integration/oauth_provider/>
const OF_GITLAB: &[&str] = &[
    "api",
    "read_api",
    "read_user",
    "read_repository",
    "write_repository",
    "read_registry",
    "write_registry",
    "create_runner",
    "manage_runner",
    "k8s_proxy",
    "ai_features",
    "sudo",
    "admin_mode",
    "openid",
    "profile",
    "email",
];

/// GitLab calls scopes unknown that it has: the application is not ticked for one of them.
fn not_ticked(case: &Case<'_>) -> Option<Weight> {
    let refused = case.flow.provider.id == "gitlab" && case.says("(?i)requested scope is invalid, unknown");
    let request = case.flow.authorization_request().filter(|_| refused)?;
    let scope = request.given("scope")?;
    let says = format!("Each of `{scope}` is a scope that GitLab has");
    scope.split_whitespace().all(|one| OF_GITLAB.contains(&one)).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The application at GitLab is not ticked for one of the scopes asked for")
            .evidence(Evidence::at("`scope`", Location::param(request, "scope"), says))
            .fix("Tick them: Applications > (application) > Scopes.")
    })
}

/// No ID token came although `openid` was asked for, and the access token's own scopes lack it: the client may not have it.
fn without_openid(case: &Case<'_>) -> Option<Weight> {
    let finding = case.finding(&id_token_not_issued::RULE).filter(|_| case.stopped_at_client())?;
    let granted = case.flow.of(Kind::TokenRequest).find_map(|request| {
        let token = Jwt::read(request.answer.text("access_token")?);
        let claim = || Some(token.as_ref()?.claim_text("scope")?.to_owned());
        request.answer.text("scope").map(str::to_owned).or_else(claim)
    })?;
    let says = format!("`openid` was asked for, and the scopes granted are `{granted}`: no ID token came");
    (!granted.split(' ').any(|scope| scope == "openid")).then(|| {
        Weight::of_finding(finding, Strength::Contradiction)
            .summary(says)
            .fix("Allow the scope `openid` for this client at the provider, and log in again.")
    })
}
