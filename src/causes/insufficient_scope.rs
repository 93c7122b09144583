//! Access token without the scope that is needed.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Message, Part};
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
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
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
    case.said(&CAUSE)
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
    let token = call.access_token()?;
    let issued = |asked: &&Message<'_>| asked.answer.text("access_token") == Some(token);
    let asked = case.flow.of(Kind::TokenRequest).find(issued)?;
    let by_itself = asked.grant() == Some("client_credentials") && !asked.body_not_recorded();
    let names = ["scope", "audience", "resource"].iter().any(|name| asked.given(name).is_some());
    let granted = crate::rule::api::granted(case.flow, call).is_some_and(|scope| !scope.is_empty());
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let place = Location::of(asked, Part::RequestBody, None);
    let evidence = Evidence::at("Token request", place, "names no `scope`, and the answer grants none");
    let says = "The token was asked for without any `scope`: it may be good for nothing at this API";
    (by_itself && !names && !granted && silent)
        .then(|| Weight::new(Strength::Fits, 1.0).summary(says).evidence(evidence))
}
