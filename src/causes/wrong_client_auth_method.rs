//! Client authentication by the wrong method.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::token_request::{client_auth_not_configured, client_auth_not_supported};

pub static CAUSE: Cause = Cause {
    id: "wrong_client_auth_method",
    title: "Client authentication by the wrong method",
    says: "The client proves itself by another method than the one that is registered",
    story: "A client is registered for one method: secret in the `Authorization` header, secret in the \
            body, a signed assertion or a certificate. Strict providers refuse a right secret that comes \
            the other way.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &["client authentication", "auth method", "client type"],
    fix: &[
        "Send the credentials by the registered `token_endpoint_auth_method`; most libraries have a \
         setting for it.",
        "Change the registered method at the provider, if the library knows one only.",
    ],
    refuted_by: &["The same credentials by the registered method are refused with the same words."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.credentials_refused() {
        return case
            .proven_by(&CAUSE, &[&client_auth_not_configured::RULE, &client_auth_not_supported::RULE]);
    }
    case.said(&CAUSE)
}
