//! Where a point of the checklist is found at a provider, and what that provider calls it.

use super::Item;
use crate::provider::Provider;

/// The place in the provider's console and what is particular there; none where nothing is known.
pub fn at(provider: &Provider, item: &Item) -> Option<String> {
    let particular =
        PARTICULAR.iter().find(|(id, providers, _)| *id == item.id && providers.contains(&provider.id));
    let place = item.console.iter().find_map(|topic| provider.console(topic));
    match (particular, place) {
        (Some((_, _, says)), Some(place)) => Some(format!("{says}\n{}: {place}", provider.name)),
        (Some((_, _, says)), None) => Some((*says).to_owned()),
        (None, Some(place)) => Some(format!("{}: {place}", provider.name)),
        (None, None) => None,
    }
}

/// Item, providers, and what is particular at them. Each stands below the address where it was read.
static PARTICULAR: &[(&str, &[&str], &str)] = &[
    // https://support.google.com/cloud/answer/15549945
    (
        "review",
        &["google"],
        "Publishing status `Testing` lets in at most 100 listed test users, and their refresh tokens end after 7 days; publish to production, and have sensitive scopes verified.",
    ),
    // https://developer.spotify.com/documentation/web-api/concepts/quota-modes
    (
        "review",
        &["spotify"],
        "In development mode only users on the app's list get answers; others log in and then get 403 from the API.",
    ),
    // https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/configure-admin-consent-workflow
    (
        "review",
        &["entra"],
        "In other organisations an administrator may have to consent first, and unverified publishers may be refused.",
    ),
    // https://developers.facebook.com/docs/development/build-and-test/app-modes
    (
        "review",
        &["meta"],
        "In development mode only people with a role in the app can log in; switch to live mode.",
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
        "A client secret lives for 24 months at most, and its value is shown once; copy `Value`, not `Secret ID`.",
    ),
    // https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret
    (
        "secret-age",
        &["apple"],
        "The client secret is a JWT that you sign; it may live for six months at most.",
    ),
    // https://help.okta.com/en-us/content/topics/provisioning/lcm/lcm-assign-app-user.htm
    ("second-user", &["okta"], "The account, or one of its groups, must be assigned to the application."),
    // https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/assign-user-or-group-access-portal
    (
        "second-user",
        &["entra"],
        "Where `Assignment required?` is on, the account must be assigned to the enterprise application.",
    ),
    // https://learn.microsoft.com/en-us/entra/identity-platform/reply-url
    (
        "client-kind",
        &["entra"],
        "Redirect URIs belong to a platform: one under `Web` cannot be redeemed by a page, one under `Single-page application` not by a server.",
    ),
    // https://developers.google.com/identity/protocols/oauth2
    ("client-kind", &["google"], "The type of a client cannot be changed: create another of the right type."),
    // https://developers.google.com/identity/protocols/oauth2/web-server#offline
    (
        "refresh",
        &["google"],
        "A refresh token comes with `access_type=offline`, and only with the first consent unless `prompt=consent` asks again.",
    ),
    // https://www.keycloak.org/docs/latest/server_admin/
    ("review", &["keycloak"], "The client must be enabled, and its realm and the person's account too."),
];
