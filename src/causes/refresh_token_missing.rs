//! Missing refresh token.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::oauth::Kind;
use crate::rules::token_request::refresh_token_missing;

pub static CAUSE: Cause = Cause {
    id: "refresh_token_missing",
    title: "Missing refresh token",
    says: "There is no refresh token: none was asked for or none was granted",
    story: "Providers give refresh tokens only on request (`offline_access`, Google's \
            `access_type=offline`), only if the client's registration allows the grant, and some only at \
            the first consent.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it asks for scopes",
    console: &[],
    fix: &[
        "Ask for offline access in the authorization request, in the provider's way.",
        "Switch the refresh token grant on for the client.",
        "Ask for consent again (`prompt=consent`) where the provider gives one only then.",
    ],
    refuted_by: &["The token answer holds a `refresh_token`."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.is_refused(Kind::TokenRequest, &["invalid_grant", "invalid_request"]) {
        return case.proven_by(&CAUSE, &[&refresh_token_missing::RULE]);
    }
    case.said(&CAUSE)
}
