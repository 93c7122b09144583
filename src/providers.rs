//! All providers, one a file of the folder beside this one. Written by the test `lists_are_the_folders`; do not edit.
#![allow(missing_docs, reason = "each file says in its first line what it holds")]

pub mod adfs;
pub mod apple;
pub mod atlassian;
pub mod auth0;
pub mod authelia;
pub mod authentik;
pub mod b2c;
pub mod cerner;
pub mod cognito;
pub mod dex;
pub mod discord;
pub mod dropbox;
pub mod duende_identityserver;
pub mod entra;
pub mod forgerock;
pub mod gitea;
pub mod github;
pub mod gitlab;
pub mod google;
pub mod hubspot;
pub mod keycloak;
pub mod linkedin;
pub mod login_gov;
pub mod meta;
pub mod node_oidc_provider;
pub mod notion;
pub mod okta;
pub mod openai;
pub mod openiddict;
pub mod ory_hydra;
pub mod ping;
pub mod reddit;
pub mod salesforce;
pub mod shopify;
pub mod slack;
pub mod spotify;
pub mod spring_authorization_server;
pub mod supabase;
pub mod twitch;
pub mod wso2;
pub mod x;
pub mod zitadel;
pub mod zoom;

/// All providers.
pub static ALL: &[&crate::provider::Provider] = &[
    &adfs::PROVIDER,
    &apple::PROVIDER,
    &atlassian::PROVIDER,
    &auth0::PROVIDER,
    &authelia::PROVIDER,
    &authentik::PROVIDER,
    &b2c::PROVIDER,
    &cerner::PROVIDER,
    &cognito::PROVIDER,
    &dex::PROVIDER,
    &discord::PROVIDER,
    &dropbox::PROVIDER,
    &duende_identityserver::PROVIDER,
    &entra::PROVIDER,
    &forgerock::PROVIDER,
    &gitea::PROVIDER,
    &github::PROVIDER,
    &gitlab::PROVIDER,
    &google::PROVIDER,
    &hubspot::PROVIDER,
    &keycloak::PROVIDER,
    &linkedin::PROVIDER,
    &login_gov::PROVIDER,
    &meta::PROVIDER,
    &node_oidc_provider::PROVIDER,
    &notion::PROVIDER,
    &okta::PROVIDER,
    &openai::PROVIDER,
    &openiddict::PROVIDER,
    &ory_hydra::PROVIDER,
    &ping::PROVIDER,
    &reddit::PROVIDER,
    &salesforce::PROVIDER,
    &shopify::PROVIDER,
    &slack::PROVIDER,
    &spotify::PROVIDER,
    &spring_authorization_server::PROVIDER,
    &supabase::PROVIDER,
    &twitch::PROVIDER,
    &wso2::PROVIDER,
    &x::PROVIDER,
    &zitadel::PROVIDER,
    &zoom::PROVIDER,
];
