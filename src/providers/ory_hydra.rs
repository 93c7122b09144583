//! Ory Hydra / Ory Network: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::provider::{Provider, Recognise, fosite};

/// Ory Hydra / Ory Network.
pub static PROVIDER: Provider = Provider {
    id: "ory-hydra",
    name: "Ory Hydra",
    recognise: Recognise {
        hosts: &["*.projects.oryapis.com"],
        issuers: &[r"^https://[a-z0-9-]+\.projects\.oryapis\.com/?$"],
        paths: &[],
        headers: &[(
            "Set-Cookie",
            "(?i)ory_hydra_(login|consent)_csrf|oauth2_authentication_(csrf|session)|ory_hydra_session",
        )],
    },
    errors: fosite::ERRORS,
    console: &[
        (
            "redirect URIs",
            "client field redirect_uris (ory update oauth2-client; hydra update client; Ory Console › OAuth 2 › Clients)",
        ),
        ("client type / auth", "token_endpoint_auth_method"),
        ("grant types", "grant_types, response_types"),
        ("scopes", "scope"),
        ("audience", "audience"),
        ("allowed origins", "client field allowed_cors_origins; serve.public.cors"),
        ("cookies", "serve.cookies.same_site_mode"),
    ],
};
