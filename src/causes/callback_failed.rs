//! Failure in the client's own callback.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::flow::What;
use crate::rules::authorization_response::{callback_failed, callback_lost_parameters};

pub static CAUSE: Cause = Cause {
    id: "callback_failed",
    title: "Failure in the client's own callback",
    says: "The provider did its part; the client's callback failed afterwards",
    story: "The provider sent the browser back with a code. From there on the client works alone: it \
            reads its session, redeems the code from its server and answers. Something in that failed, \
            out of the browser's sight.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "at its redirect URI, on its server",
    console: &[],
    fix: &[
        "Read the client's server log at the time of the callback: it holds the error that the page hides.",
        "Record the exchange between the client's server and the token endpoint, and open it together \
         with this capture.",
        "Log in again from the start after each change: the code of this login is used up.",
    ],
    refuted_by: &[
        "The client's server log shows that the token endpoint refused the code; then that refusal is the \
         cause.",
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let is_vague = case.heard.iter().all(|said| said.strength <= Strength::Fits);
    if let Some(message) = case.failed().filter(|_| case.is_hidden() && is_vague) {
        let answer = message.answer.status.map_or("nothing".to_owned(), |status| format!("`{status}`"));
        let summary = format!(
            "The client's own endpoint `{}` answered {answer} and hides what the token endpoint said",
            message.exchange.address()
        );
        return Some(case.heard_too(Weight::new(Strength::Fits, 1.0).summary(summary), &CAUSE));
    }
    if !case.stopped_at_client() || case.what() != Some(What::ClientFailed) || !case.heard.is_empty() {
        return case.said(&CAUSE);
    }
    let found = case
        .found(&callback_lost_parameters::RULE, Strength::Contradiction)
        .or_else(|| case.found(&callback_failed::RULE, Strength::Fits));
    Some(case.heard_too(found.unwrap_or_else(|| Weight::new(Strength::Fits, 0.9)), &CAUSE))
}
