//! Configurations as providers and libraries export them: what they say of a login is taken over, their secrets are not.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop")]

use loginscope::config::{self, ClientConfig};

fn read(name: &str) -> (Vec<ClientConfig>, Vec<String>) {
    let text =
        std::fs::read_to_string(format!("{}/tests/configs/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    config::read(&text).unwrap()
}

fn only(name: &str) -> ClientConfig {
    let (mut clients, _) = read(name);
    assert_eq!(clients.len(), 1, "{name}");
    clients.remove(0)
}

fn list(items: &[&str]) -> Option<Vec<String>> {
    Some(items.iter().map(|item| (*item).to_owned()).collect())
}

#[test]
fn a_client_of_keycloak() {
    let client = only("keycloak-client.json");
    assert_eq!(
        (client.client_id.as_deref(), client.client_type.as_deref()),
        (Some("shop-web"), Some("confidential"))
    );
    assert_eq!(
        client.redirect_uris,
        list(&["https://shop.example.com/auth/callback", "https://staging.shop.example.com/auth/callback"])
    );
    assert_eq!(client.origins, list(&["https://shop.example.com", "https://staging.shop.example.com"]));
    assert_eq!(
        client.post_logout_redirect_uris,
        list(&["https://shop.example.com/bye", "https://staging.shop.example.com/bye"])
    );
    assert_eq!(client.grant_types, list(&["authorization_code", "refresh_token", "password"]));
    assert_eq!(client.pkce, Some(true));
    assert!(
        client.scope.as_deref().unwrap().starts_with("openid ")
            && client.scope.as_deref().unwrap().contains("offline_access")
    );
}

#[test]
fn a_realm_of_keycloak_without_its_own_clients() {
    let client = only("keycloak-realm.json");
    assert_eq!((client.client_id.as_deref(), client.name.as_deref()), (Some("spa"), Some("Shop SPA (acme)")));
    assert_eq!(
        (client.client_type.as_deref(), client.token_endpoint_auth_method.as_deref()),
        (Some("public"), Some("none"))
    );
    assert_eq!(client.post_logout_redirect_uris, client.redirect_uris);
}

#[test]
fn registrations_of_entra_in_both_formats() {
    let web = only("entra-graph.json");
    assert_eq!(
        (web.application_type.as_deref(), web.client_type.as_deref()),
        (Some("web"), Some("confidential"))
    );
    assert_eq!(web.redirect_uris, list(&["https://shop.example.com/signin-oidc"]));
    assert_eq!(web.response_types, list(&["code", "id_token", "code id_token"]));
    assert_eq!(web.other["client_secret_expires"], "2026-05-01T00:00:00Z");
    let spa = only("entra-manifest-old.json");
    assert_eq!((spa.application_type.as_deref(), spa.client_type.as_deref()), (Some("spa"), Some("public")));
    assert_eq!(spa.origins, list(&["https://spa.example.com", "http://localhost:3000"]));
    assert_eq!(spa.response_types, list(&["code"]));
}

#[test]
fn clients_of_other_providers() {
    let auth0 = only("auth0.json");
    assert_eq!((auth0.provider.as_deref(), auth0.application_type.as_deref()), (Some("auth0"), Some("web")));
    assert_eq!(auth0.token_endpoint_auth_method.as_deref(), Some("client_secret_post"));
    let okta = only("okta.json");
    assert_eq!((okta.pkce, okta.name.as_deref()), (Some(true), Some("Shop")));
    assert_eq!(okta.response_types, list(&["code"]));
    let google = only("google-web.json");
    assert_eq!(google.issuer.as_deref(), Some("https://accounts.google.com"));
    assert_eq!(google.metadata.unwrap()["token_endpoint"], "https://oauth2.googleapis.com/token");
    let cognito = only("cognito.json");
    assert_eq!(
        cognito.issuer.as_deref(),
        Some("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI")
    );
    assert_eq!(cognito.scope.as_deref(), Some("openid email"));
}

#[test]
fn settings_of_libraries() {
    for name in ["spring.yml", "spring.properties"] {
        let client = only(name);
        assert_eq!(
            (client.client_id.as_deref(), client.scope.as_deref()),
            (Some("shop-web"), Some("openid profile")),
            "{name}"
        );
        assert_eq!(client.redirect_uris, None, "{name}: a template is no URI");
    }
    assert_eq!(only("spring.yml").issuer.as_deref(), Some("https://login.example.com/realms/acme"));
    let msal = only("msal.json");
    assert_eq!(
        msal.issuer.as_deref(),
        Some("https://login.microsoftonline.com/99998888-aaaa-7777-bbbb-666655554444/v2.0")
    );
    assert_eq!(only("appsettings.json").issuer, msal.issuer);
    let spa = only("oidc-client-ts.json");
    assert_eq!(
        (spa.redirect_uris, spa.response_types),
        (list(&["https://spa.example.com/callback"]), list(&["code"]))
    );
    let toml = only("client.toml");
    assert_eq!(
        (toml.name.as_deref(), toml.scope.as_deref()),
        (Some("Shop, production"), Some("openid profile"))
    );
}

#[test]
fn settings_in_the_environment() {
    let (clients, _) = read("authjs.env");
    assert_eq!(clients.len(), 2);
    assert_eq!(clients[0].client_id.as_deref(), Some("shop-web"));
    assert_eq!(clients[0].redirect_uris, list(&["https://shop.example.com/api/auth/callback/keycloak"]));
    assert_eq!(clients[1].redirect_uris, list(&["https://shop.example.com/okta/callback"]));
}

#[test]
fn no_secret_of_an_export_is_kept() {
    let mut exports = 0;
    for entry in std::fs::read_dir(format!("{}/tests/configs", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (clients, notes) = read(&name);
        let stored = format!("{}{notes:?}", serde_json::to_string(&clients).unwrap());
        assert!(!stored.contains("made-up-secret") && !stored.contains("Made-Up-Secret"), "{name}: {stored}");
        let text =
            std::fs::read_to_string(format!("{}/tests/configs/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        if text.to_lowercase().contains("made-up-secret") {
            exports += 1;
            assert!(
                clients.iter().any(|client| client.client_secret_fingerprint.is_some()),
                "{name} has a fingerprint"
            );
        }
    }
    assert!(exports >= 10, "{exports}");
}
