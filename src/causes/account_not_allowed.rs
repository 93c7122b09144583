//! Account that may not sign in here.

use serde_json::Value;

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::What;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;

pub static CAUSE: Cause = Cause {
    id: "account_not_allowed",
    title: "Account that may not sign in here",
    says: "The account, its kind or its state is not allowed for this client",
    story: "The person is known, but not welcome with this account: it belongs to another directory or \
            domain, is a private account where a company's is due, is disabled or locked, or its e-mail \
            address is not verified.",
    trouble: Trouble::Permission,
    who: Who::Administrator,
    place: "in the provider's user directory or in the client's supported account types",
    console: &["accounts", "users"],
    fix: &[
        "Sign in with an account of the organisation that the client belongs to; sign out of the other \
         one first.",
        "Invite, enable, unlock or verify the account in the provider's user directory.",
        "Change the client's supported account types if people from outside shall get in.",
    ],
    refuted_by: &["Another account of the same directory and kind is refused with the same words."],
    alike: &[
        &super::user_not_assigned::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::access_policy_blocked::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // A machine that asks in its own name has no account to log in with.
    let by_machine =
        case.failed().is_some_and(|failed| failed.given("grant_type") == Some("client_credentials"));
    let said = || case.said(&CAUSE).map(|weight| if by_machine { weight.times(0.1) } else { weight });
    unverified(case).or_else(said)
}

/// The provider gave everything, and said that the address is not verified; then the client stopped without a word.
fn unverified(case: &Case<'_>) -> Option<Weight> {
    let is_vague = case.heard.iter().all(|said| said.strength <= Strength::Fits);
    let stopped = case.stopped_at_client() && case.what() == Some(What::ClientFailed) && is_vague;
    let no = |value: &Value| value == &Value::Bool(false) || value == "false";
    let in_answer = |message: &&Message<'_>| message.answer.json.as_ref()?.get("email_verified").map(no);
    let tells = |message: &&Message<'_>| {
        let token = message.answer.text("id_token").and_then(Jwt::read);
        let in_token = token.and_then(|token| token.claims.get("email_verified").map(no));
        in_answer(message).or(in_token) == Some(true)
    };
    let told = case
        .flow
        .of(Kind::Userinfo)
        .chain(case.flow.of(Kind::TokenRequest))
        .find(tells)
        .filter(|_| stopped)?;
    let place = Location::of(told, Part::ResponseBody, None);
    let weight = Weight::new(Strength::Fits, 1.0)
        .summary("The provider says `email_verified: false`, and the client stops behind it without a word")
        .evidence(Evidence::at("Seen", place, "`email_verified` is `false`"));
    Some(
        weight.fix(
            "Verify the address at the provider, or let the client take addresses that are not verified.",
        ),
    )
}
