//! Where a point of the checklist is found at a provider, and what that provider calls it.

use super::Item;
use crate::provider::Provider;

/// The place in the provider's console and what is particular there; none where nothing is known.
pub fn at(provider: &Provider, item: &Item) -> Option<String> {
    let particular =
        PARTICULAR.iter().find(|(id, providers, _)| *id == item.id && providers.contains(&provider.id));
    let place = provider.console(item.console);
    match (particular, place) {
        (Some((_, _, says)), Some(place)) => Some(format!("{says}\n{}: {place}", provider.name)),
        (Some((_, _, says)), None) => Some((*says).to_owned()),
        (None, Some(place)) => Some(format!("{}: {place}", provider.name)),
        (None, None) => None,
    }
}

/// Item, providers, and what is particular at them. Each stands below the address where it was read.
static PARTICULAR: &[(&str, &[&str], &str)] = &[
    // https://support.google.com/cloud/answer/15549945, https://developers.google.com/identity/protocols/oauth2#expiration
    (
        "review",
        &["google"],
        "Publishing status `Testing` lets in at most 100 listed test users; refresh tokens of an external app in testing end after 7 days, unless only name, e-mail address and profile are asked for. Publish to production, and have sensitive scopes verified.",
    ),
    // https://developer.spotify.com/documentation/web-api/concepts/quota-modes
    (
        "review",
        &["spotify"],
        "In development mode only users on the app's list get answers; others may log in and then get 403 from the API.",
    ),
    // https://learn.microsoft.com/en-us/entra/identity-platform/publisher-verification-overview
    (
        "review",
        &["entra"],
        "In other organisations users may not be able to consent to an app whose publisher is not verified: an administrator must then consent first.",
    ),
    // https://developers.facebook.com/docs/development/build-and-test/app-modes
    (
        "review",
        &["meta"],
        "In development mode only people with a role in the app can be asked for permissions; switch to live mode.",
    ),
    // https://learn.microsoft.com/en-us/linkedin/shared/authentication/getting-access
    (
        "review",
        &["linkedin"],
        "Scopes come with products: request access to each product that the client needs.",
    ),
    // https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials
    (
        "secret-age",
        &["entra", "b2c"],
        "A client secret lives for 24 months at most, and its value is never shown again after it was made; copy `Value`, not `Secret ID`.",
    ),
    // https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret
    (
        "secret-age",
        &["apple"],
        "The client secret is a JWT that you sign; it may live for six months at most.",
    ),
    // https://github.com/okta/okta-developer-docs/blob/master/packages/%40okta/vuepress-site/data/oauth2-error-codes.json
    ("second-user", &["okta"], "The account, or one of its groups, must be assigned to the application."),
    // https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/what-is-access-management
    (
        "second-user",
        &["entra"],
        "Where `Assignment required?` is on, the account must be assigned to the enterprise application.",
    ),
    // https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow#redirect-uris-for-single-page-apps-spas
    (
        "client-kind",
        &["entra"],
        "Redirect URIs belong to a platform: a code for one under `Web` cannot be redeemed by a page, one for `Single-page application` not by a server.",
    ),
    // https://developers.google.com/identity/protocols/oauth2
    (
        "client-kind",
        &["google"],
        "A client must be made for the platform on which the app runs (web, desktop, …): where it is not, create another.",
    ),
    // https://developers.google.com/identity/protocols/oauth2/web-server#offline
    (
        "refresh",
        &["google"],
        "A refresh token comes with `access_type=offline`, and only with the first consent unless `prompt=consent` asks again.",
    ),
    // https://www.keycloak.org/docs/latest/server_admin/
    ("review", &["keycloak"], "The client must be enabled, and its realm and the person's account too."),
];
