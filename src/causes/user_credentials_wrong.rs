//! Wrong name, password or second factor.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "user_credentials_wrong",
    title: "Wrong name, password or second factor",
    says: "The person's own name, password or second factor was wrong",
    story: "The provider knows the client; it refused what the person entered, or what the client sent in \
            the person's name with the password grant.",
    trouble: Trouble::Permission,
    who: Who::User,
    place: "at the login page",
    console: &[],
    fix: &[
        "Enter name and password again; reset the password if it is forgotten.",
        "Check in the password grant that the password is form-encoded once and that the account is a \
         local one.",
        "Prefer the authorization code flow: second factors and federated accounts do not work with the \
         password grant.",
    ],
    refuted_by: &["The same name and password work on the provider's own login page."],
    alike: &[&super::account_not_allowed::CAUSE, &super::interaction_required::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // These grants carry no password of a person.
    let grant = case.failed().and_then(|request| request.given("grant_type"));
    let by_client = matches!(grant, Some("client_credentials" | "authorization_code" | "refresh_token"));
    case.said(&CAUSE).filter(|_| !by_client)
}
