//! ID token for another client.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::oauth::jwt::Jwt;
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
        return weight.or_else(|| handed_over(case));
    }
    case.said(&CAUSE)
}

/// A client's server that refuses an ID token from its own page without a word: mostly it expects another client's.
fn handed_over(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback && case.heard.is_empty())?;
    let alone = failed.given("id_token").is_some() && failed.given("state").is_none();
    let token = failed.given("id_token").and_then(Jwt::read)?;
    let audience = token.audiences().join(" ");
    let place = Location::param(failed, "id_token");
    let evidence = Evidence::at("ID token", place, format!("its `aud` is `{audience}`"));
    let open = !case.verdicts.passed(&id_token_audience::RULE);
    (alone && open && failed.exchange.request.method == "POST")
        .then(|| Weight::new(Strength::Fits, 0.8).evidence(evidence))
}
