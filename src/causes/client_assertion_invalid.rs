//! Client assertion that does not verify.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::jwt::Jwt;
use crate::rule::Location;
use crate::rules::token_request::{
    assertion_algorithm, assertion_issuer_subject, assertion_jti_reused, assertion_key_unknown,
    assertion_malformed, assertion_signature, assertion_type_wrong, jwt_bearer_assertion,
};

pub static CAUSE: Cause = Cause {
    id: "client_assertion_invalid",
    title: "Client assertion that does not verify",
    says: "The provider cannot verify the client assertion: key, signature, claims or type",
    story: "The provider checks the signature with the key that is registered for the client, and `iss` \
            and `sub` against its registration. A rotated key, another `kid`, another algorithm or a \
            wrong subject fails.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the client assertion, and in the keys registered for it",
    console: &["keys", "secrets and keys"],
    fix: &[
        "Register the public key that belongs to the private key in use; compare `kid` or the \
         certificate's thumbprint.",
        "Set `iss` and `sub` to what the provider expects (the `client_id`, or the federated subject, \
         letter case included).",
        "Use an algorithm that the provider lists, and `client_assertion_type` \
         `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.",
    ],
    refuted_by: &[
        "The assertion verifies with the key that the provider has on record, and its `iss` and `sub` are \
         the registered ones.",
    ],
    alike: &[
        &super::client_assertion_audience::CAUSE,
        &super::client_assertion_expired::CAUSE,
        &super::wrong_client_id::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = secret_of_other_algorithm(case) {
        return Some(weight);
    }
    if case.credentials_refused() || case.grant_refused() {
        return case.proven_by(
            &CAUSE,
            &[
                &assertion_issuer_subject::RULE,
                &assertion_signature::RULE,
                &assertion_key_unknown::RULE,
                &assertion_algorithm::RULE,
                &assertion_type_wrong::RULE,
                &assertion_malformed::RULE,
                &assertion_jti_reused::RULE,
                &jwt_bearer_assertion::RULE,
            ],
        );
    }
    case.said(&CAUSE)
}

/// A client secret that is a JWT and not signed with the one algorithm that Apple takes.
/// <https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret>
fn secret_of_other_algorithm(case: &Case<'_>) -> Option<Weight> {
    let message = case.failed().filter(|_| case.flow.provider.id == "apple" && case.credentials_refused())?;
    let secret = Jwt::read(message.given("client_secret")?)?;
    let algorithm = secret.algorithm().filter(|algorithm| *algorithm != "ES256")?;
    let says = format!("The client secret is a JWT signed with `{algorithm}`; Apple takes `ES256`");
    let place = Location::param(message, "client_secret");
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(says.clone());
    let weight = weight.evidence(Evidence::at("Client secret", place, says));
    Some(case.heard_too(weight, &CAUSE).fix("Sign the client secret with ES256 and the key from Apple."))
}
