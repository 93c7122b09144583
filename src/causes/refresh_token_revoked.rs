//! Revoked refresh token.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::{Exchange, Params};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Part};
use crate::rule::{Location, others};

pub static CAUSE: Cause = Cause {
    id: "refresh_token_revoked",
    title: "Revoked refresh token",
    says: "The refresh token was revoked: by logout, password change, an administrator or withdrawn consent",
    story: "A refresh token stands for a consent. When the person changes the password, logs out \
            everywhere, removes the client, or an administrator ends sessions, it is void.",
    trouble: Trouble::Permission,
    who: Who::User,
    place: "by logging in again",
    console: &[],
    fix: &[
        "Send the person to log in again when a refresh is refused.",
        "Delete the stored token, so that it is not tried again.",
    ],
    refuted_by: &["The provider's log shows the session and the consent as active."],
    alike: &[&super::refresh_token_expired::CAUSE, &super::refresh_token_reused::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = given_back(case)
        .or_else(|| ended_with_another(case))
        .or_else(|| with_session(case))
        .or_else(|| logged_out(case))
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    case.said(&CAUSE)
}

/// Another token was revoked shortly before by the same client: servers may end all tokens of the grant with it (RFC 7009,
/// section 2.1).
fn ended_with_another(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_grant"]))?;
    failed.given("refresh_token")?;
    let id = failed.client_id()?;
    let ends = |earlier: &&Exchange| {
        let form = earlier.request.body.text().map(Params::parse).unwrap_or_default();
        earlier.path().contains("revo")
            && earlier.request.method == "POST"
            && earlier.origin() == failed.exchange.origin()
            && earlier.response.status == Some(200)
            && form.given("token").is_some()
            && form.given("client_id").is_none_or(|own| own == id)
    };
    let revoked = case.flow.around.before(failed.exchange).iter().rev().take(20).find(ends)?;
    let place = others::whole(revoked, Part::RequestBody);
    let evidence = Evidence::at("Revoked", place, "a token of this client, before the renewal");
    let says =
        "The client revoked a token before it renewed: with it the server may have ended the whole grant";
    Some(Weight::new(Strength::ServerError, 1.2).summary(says).evidence(evidence))
}

/// The refused token was revoked before by the client itself (RFC 7009, section 2.1).
fn given_back(case: &Case<'_>) -> Option<Weight> {
    let refused = case.is_refused(Kind::TokenRequest, &["invalid_grant"]);
    let failed = case.failed().filter(|_| refused)?;
    let sent = failed.given("refresh_token")?;
    let revoked = case.flow.of(Kind::Revocation).find(|revocation| {
        revocation.given("token") == Some(sent)
            && crate::flow::after(failed.exchange, revocation.exchange)
            && revocation.answer.status.is_some_and(|status| status < 400)
    })?;
    let evidence = Evidence::at(
        "Revoked",
        Location::param(revoked, "token"),
        "by the client, before it sent the token again",
    );
    let says = "The client revoked the refresh token and sent it again afterwards";
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence))
}

/// Another token of the same session was revoked before at the same server, or that session was logged out: it ends for all
/// clients that share it.
fn with_session(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_grant"]))?;
    let session = |token: &str| Jwt::read(token)?.claim_text("sid").map(str::to_owned);
    let own = session(failed.given("refresh_token")?)?;
    let ends = |earlier: &&Exchange| {
        let path = earlier.path().to_ascii_lowercase();
        let sent = earlier.request.body.text().map(Params::parse).unwrap_or_default();
        let token = ["token", "refresh_token", "id_token_hint"].iter().find_map(|name| sent.given(name));
        earlier.origin() == failed.exchange.origin()
            && ["revoke", "revocation", "logout"].iter().any(|end| path.ends_with(end))
            && earlier.response.status.is_some_and(|status| status < 400)
            && token.and_then(session).as_ref() == Some(&own)
    };
    let ended = case.flow.around.before(failed.exchange).iter().rev().take(40).find(ends)?;
    let says = "Another token of the same session (`sid`) was revoked before, and the session with it";
    let place = others::whole(ended, Part::RequestBody);
    let evidence = Evidence::at("Revoked", place, format!("at `{}`, of the same `sid`", ended.path()));
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence))
}

/// The person was logged out at the server between the issue of the token and its use, by this client or another.
fn logged_out(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_grant"]))?;
    let sent = failed.given("refresh_token")?;
    let issued = case.flow.of(Kind::TokenRequest).find(|request| {
        request.answer.text("refresh_token") == Some(sent)
            && crate::flow::after(failed.exchange, request.exchange)
    })?;
    let person = |token: &str| Jwt::read(token)?.claim_text("sub").map(str::to_owned);
    let own = issued.answer.text("id_token").and_then(person);
    let ends = |later: &&Exchange| {
        let path = later.path().to_ascii_lowercase().replace(['-', '_'], "");
        let hinted = later.query().given("id_token_hint").and_then(person);
        later.origin() == failed.exchange.origin()
            && crate::flow::after(later, issued.exchange)
            && ["logout", "endsession", "session/end", "signout"].iter().any(|end| path.contains(end))
            && later.response.status.is_some_and(|status| status < 400)
            && (hinted.is_none() || own.is_none() || hinted == own)
    };
    let out = case.flow.around.before(failed.exchange).iter().rev().take(40).find(ends)?;
    let place = others::whole(out, Part::RequestUrl);
    let says =
        "The person was logged out at the server before the renewal, which may end the grant of every client";
    let evidence = Evidence::at("Logged out", place, format!("at `{}`", out.path()));
    Some(Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(evidence))
}
