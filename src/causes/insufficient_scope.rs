//! Access token without the scope that is needed.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rules::authorization_request::scope_without_openid;
use crate::rules::id_token::access_token_scope;
use crate::rules::token_response::scope_granted_less;

pub static CAUSE: Cause = Cause {
    id: "insufficient_scope",
    title: "Access token without the scope that is needed",
    says: "The access token lacks a scope that the API or userinfo demands",
    story: "The token is genuine, but was issued for less: the scope was not asked for, not granted, or \
            the token was issued without a user.",
    trouble: Trouble::Permission,
    who: Who::Client,
    place: "where it asks for scopes",
    console: &["scopes", "permissions"],
    fix: &[
        "Ask for the scope that the API documents (`openid` for userinfo) in the authorization request.",
        "Grant the client that scope at the provider.",
        "Log in again: the scopes of a token do not grow later.",
    ],
    refuted_by: &["The token's `scope` (or `scp`) already holds what the API demands."],
    alike: &[
        &super::scope_not_granted::CAUSE,
        &super::access_policy_blocked::CAUSE,
        &super::scope_invalid::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = told_by_headers(case).or_else(|| documented(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = no_id_token(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.failed_at(Kind::Userinfo) {
        return case.proven_by(&CAUSE, &[&scope_without_openid::RULE, &scope_granted_less::RULE]);
    }
    if case.failed_at(Kind::ApiCall) {
        return case
            .proven_by(&CAUSE, &[&access_token_scope::RULE, &scope_granted_less::RULE])
            .map(|weight| only_of_login(case).unwrap_or(weight))
            .or_else(|| without_any(case));
    }
    if case.stopped_at_client() && case.says("(?i)id.?token") {
        return case.proven_by(&CAUSE, &[&scope_without_openid::RULE]);
    }
    untold_membership(case).or_else(|| case.said(&CAUSE))
}

/// An API that says which scopes it takes and which the token has.
fn told_by_headers(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api())?;
    let (has, takes) = crate::flow::lacks_accepted_scope(failed)?;
    let has = if has.is_empty() { "none" } else { has };
    let place = Location::of(failed, Part::ResponseHeader, Some("x-accepted-oauth-scopes"));
    let summary = format!("The API takes one of the scopes `{takes}`, and the token has {has}");
    Some(Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(Evidence::at(
        "Scopes",
        place,
        format!("taken: `{takes}`; of the token: {has}"),
    )))
}

/// A client that wants a member of an organisation on GitHub, and did not ask for the scope by which that is told.
/// <https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps>
fn untold_membership(case: &Case<'_>) -> Option<Weight> {
    let wants = case.stopped_at_client() && case.says(r"(?i)\b(organi[sz]ations?|orgs?|teams?|member\w*)\b");
    let request = case.flow.authorization_request().filter(|_| wants && case.flow.provider.id == "github")?;
    let asked = request.given("scope").unwrap_or_default();
    let tells = |scope: &str| ["read:org", "write:org", "admin:org", "user"].contains(&scope);
    let place = Location::param(request, "scope");
    (!asked.split([' ', ',']).any(tells)).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The client looks for a membership, and the login did not ask for `read:org`, without which GitHub shows public ones only")
            .evidence(Evidence::at("`scope`", place, format!("`{asked}`, without `read:org`")))
            .fix("Ask for `read:org` in the authorization request, and have the organisation's owner approve the OAuth App.")
    })
}

/// Calls that need a scope which their answer does not name: where they go to, and any of which scopes they need.
const NEEDS: &[(&str, &str, &str)] = &[
    // https://discord.com/developers/docs/resources/user
    ("discord.com", "/users/@me", "identify"),
    ("discord.com", "/users/@me/guilds", "guilds"),
    // https://docs.x.com/x-api/users/get-my-user
    ("api.x.com", "/2/users/me", "users.read"),
    ("api.twitter.com", "/2/users/me", "users.read"),
    // https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2
    ("api.linkedin.com", "/v2/userinfo", "openid"),
    ("api.linkedin.com", "/v2/me", "r_liteprofile r_basicprofile r_fullprofile"),
    // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
    ("api.github.com", "/user/emails", "user user:email"),
];

/// An API that refuses a call whose documented scope the token was not granted.
fn documented(case: &Case<'_>) -> Option<Weight> {
    let call =
        case.failed().filter(|_| case.failed_at_api() && matches!(case.status(), Some(401 | 403 | 404)))?;
    let host = call.exchange.url()?.host_str()?.to_owned();
    let path = call.exchange.path();
    let (.., any) = NEEDS.iter().find(|(at, end, _)| *at == host && path.ends_with(end))?;
    let granted = crate::rule::api::granted(case.flow, call)?;
    // GitHub and others part them by commas.
    let lacks = !granted.split([' ', ',']).any(|scope| any.split(' ').any(|needed| needed == scope));
    let wanted = any.replace(' ', "` or `");
    let says = format!("`{path}` needs the scope `{wanted}`; the token was granted `{granted}`");
    lacks.then(|| Weight::new(Strength::ServerCode, 1.0).summary(says))
}

/// An API that knows the token and forbids the call, while the token's scopes are only about the person who logged in.
fn only_of_login(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|call| call.answer.status == Some(403))?;
    let named = case.heard.iter().any(|said| said.strength >= Strength::ServerError);
    let granted = crate::rule::api::granted(case.flow, call).filter(|_| !named)?;
    let of_login = ["openid", "profile", "email", "phone", "address", "offline_access", "offline"];
    let mut scopes = granted.split_whitespace().peekable();
    let only = scopes.peek().is_some() && scopes.all(|scope| of_login.contains(&scope));
    let says =
        format!("The access token has the scopes `{granted}`: they are about the person, none is for an API");
    only.then(|| case.heard_too(Weight::new(Strength::Fits, 1.0).summary(says), &CAUSE))
}

/// An API that refuses without a word, and a program that had asked for its token without naming any scope.
fn without_any(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed()?;
    let asked = case.flow.issuing(call.access_token()?)?;
    let by_itself = asked.grant() == Some("client_credentials") && !asked.body_not_recorded();
    let names = ["scope", "audience", "resource"].iter().any(|name| asked.given(name).is_some());
    let granted = crate::rule::api::granted(case.flow, call).is_some_and(|scope| !scope.is_empty());
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let place = Location::of(asked, Part::RequestBody, None);
    let evidence = Evidence::at("Token request", place, "names no `scope`, and the answer grants none");
    let says = "The token was asked for without any `scope`: it may be good for nothing at this API";
    (by_itself && !names && !granted && silent)
        // Too small a scope is answered with 403 (RFC 6750, section 3.1).
        .then(|| Weight::new(Strength::Fits, if call.answer.status == Some(401) { 0.4 } else { 1.0 }))
        .map(|weight| weight.summary(says).evidence(evidence))
}

/// A client of OpenID Connect that calls the token answer invalid, after a login without `openid`: no ID token came.
fn no_id_token(case: &Case<'_>) -> Option<Weight> {
    let tells =
        case.failed_at(Kind::Callback) && case.says("(?i)invalid.token.response|(no|missing).{0,4}id.?token");
    let request = case.flow.authorization_request().filter(|_| tells)?;
    let scope =
        request.given("scope").filter(|scope| !scope.split_whitespace().any(|one| one == "openid"))?;
    let place = Location::param(request, "scope");
    let says = format!("`{scope}`, without `openid`: a provider gives no ID token");
    Some(
        Weight::new(Strength::ServerCode, 1.0)
            .summary("The login did not ask for `openid`, and the client misses the ID token")
            .evidence(Evidence::at("`scope`", place, says)),
    )
}
