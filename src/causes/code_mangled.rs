//! Authorization code altered on the way.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::token_request::code_altered;

pub static CAUSE: Cause = Cause {
    id: "code_mangled",
    title: "Authorization code altered on the way",
    says: "The code that was redeemed is not the code that was issued",
    story: "Codes hold characters that mean something in a URL. Decoding twice, cutting at `#` or `&`, \
            lower-casing a whole URL or keeping an appended `#_=_` changes them, and the provider no \
            longer knows the code.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it reads the code from the callback and puts it into the token request",
    console: &[],
    fix: &[
        "Read the code with a URL library, once, and form-encode it once when it is sent.",
        "Compare length, first and last characters of the code received and the code sent.",
        "Log in again from the start after the change.",
    ],
    refuted_by: &["The code sent is, byte for byte, the decoded code of the callback."],
    alike: &[&super::malformed_parameter::CAUSE, &super::code_reused::CAUSE, &super::code_expired::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // An address in the code's place needs no word of the server.
    if case.failed_at(Kind::TokenRequest)
        && let Some(found) = case.found(&code_altered::RULE, Strength::Contradiction)
        && case.failed().and_then(|failed| failed.given("code")).is_some_and(|code| code.contains("://"))
    {
        return Some(case.heard_too(found, &CAUSE));
    }
    if case.grant_refused() {
        return case.decided_by(&CAUSE, &code_altered::RULE);
    }
    case.said(&CAUSE)
}
