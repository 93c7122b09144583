//! ID token for another client.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rules::authorization_response::jarm_audience;
use crate::rules::id_token::id_token_audience;

pub static CAUSE: Cause = Cause {
    id: "id_token_audience",
    title: "ID token for another client",
    says: "The ID token's `aud` is not this client's id",
    story: "An ID token says for whom it is made. A client must refuse one that was issued to another \
            client: else any program of the same provider could log people in here.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the client id, or where it takes the ID token from",
    console: &[],
    fix: &[
        "Configure the client id that the login was made with in the part that validates the token.",
        "List each front end's client id as accepted audience, if a server validates the tokens of several.",
    ],
    refuted_by: &["The token's `aud` holds the client id that the validating part is configured with."],
    alike: &[&super::wrong_token_type::CAUSE, &super::wrong_client_id::CAUSE, &super::id_token_claims::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.stopped_at_client() {
        let weight = match case.finding(&jarm_audience::RULE) {
            Some(_) => case.proven_by(&CAUSE, &[&jarm_audience::RULE]),
            None => case.decided_by(&CAUSE, &id_token_audience::RULE),
        };
        return match weight {
            Some(weight) if hands_code_too(case) => Some(weight.weaker(Strength::Fits)),
            Some(weight) if weight.strength == Strength::Contradiction => Some(weight),
            weight => further(case).or(weight).or_else(|| handed_over(case)),
        };
    }
    at_own_api(case).or_else(|| case.said(&CAUSE))
}

/// Whether a code came with the ID token, and the refusal speaks of that one: it is redeemed elsewhere, and may be another client's.
fn hands_code_too(case: &Case<'_>) -> bool {
    let names =
        ["authorizationCode", "authorization_code", "serverAuthCode", "authCode", "auth_code", "code"];
    let hands = case.failed().is_some_and(|failed| names.iter().any(|name| failed.given(name).is_some()));
    hands && case.says(r"(?i)\bcode\b") && !case.says(r"(?i)\baud(ience)?\b")
}

/// The client's own API refuses an ID token of another client: one that has no address among its audiences.
fn at_own_api(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.failed_at_api() && case.status() == Some(401))?;
    let own = case.config.redirect_uris.iter().flatten().any(|uri| {
        url::Url::parse(uri).is_ok_and(|uri| crate::http::origin_of(&uri) == failed.exchange.origin())
    });
    let vague = !case.hears_one_of(&["access_token_expired", "insufficient_scope", "wrong_token_type"]);
    let token = Jwt::read(failed.access_token()?).filter(|_| own && vague)?;
    let id = case.config.client_id.as_deref().filter(|_| case.config.audience.is_none())?;
    let audiences = token.audiences();
    // Keycloak's access tokens name `account`.
    let of_client = |audience: &&str| !audience.contains("://") && audience.len() >= 8;
    let is_other =
        !audiences.is_empty() && audiences.iter().all(|audience| of_client(audience) && *audience != id);
    let place = Location::of(failed, Part::RequestHeader, Some("authorization"));
    let says = format!("its `aud` is `{}`, the client's id is `{id}`", audiences.join("`, `"));
    (is_other && token.claim_text("azp").is_none_or(|azp| azp != id)).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary(
                "The token was issued to another client than the one that this server is configured with",
            )
            .evidence(Evidence::at("Token", place, says))
            .fix("List the other client's id among the audiences that the server accepts.")
    })
}

/// A client's server that refuses an ID token from its own page without a word: mostly it expects another client's.
fn handed_over(case: &Case<'_>) -> Option<Weight> {
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback && silent)?;
    let alone = failed.given("id_token").is_some() && failed.given("state").is_none();
    let token = failed.given("id_token").and_then(Jwt::read)?;
    let audience = token.audiences().join(" ");
    let place = Location::param(failed, "id_token");
    let evidence = Evidence::at("ID token", place, format!("its `aud` is `{audience}`"));
    let is_own = case.config.client_id.as_deref().is_some_and(|id| token.audiences() == [id]);
    // By `azp` it may be the stored client's, and made for its server: which must expect that one's id.
    let for_server = case.config.client_id.as_deref().is_some_and(|id| !token.audiences().contains(&id));
    let open = (for_server || !case.verdicts.passed(&id_token_audience::RULE)) && !is_own;
    (alone && open && failed.exchange.request.method == "POST")
        .then(|| Weight::new(Strength::Fits, 0.8).evidence(evidence))
}

/// A client that got an ID token for others beside itself, and refuses without a word: it may trust none of those (OpenID
/// Connect Core, section 3.1.3.7).
fn further(case: &Case<'_>) -> Option<Weight> {
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let says = case.hears_first(&CAUSE);
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback && (silent || says))?;
    let (message, in_answer, token) = case.flow.id_tokens().next()?;
    let audiences = token.audiences();
    let own = failed.client_id().or_else(|| case.flow.authorization_request()?.client_id());
    let other = audiences
        .iter()
        .find(|audience| Some(**audience) != own.as_deref())
        .filter(|_| audiences.len() > 1)?;
    let part = if in_answer { Part::ResponseBody } else { message.part };
    let evidence = Evidence::at(
        "ID token",
        Location::of(message, part, Some("id_token")),
        format!("its `aud` also names `{other}`"),
    );
    let summary = "The ID token is made for others beside this client, and a client that trusts none of them must refuse it";
    let strength = if says { Strength::ServerCode } else { Strength::Fits };
    Some(Weight::new(strength, 0.7).summary(summary).evidence(evidence).fix(
        "List the other audience as trusted where the client validates the token, or let the provider leave it out.",
    ))
}
