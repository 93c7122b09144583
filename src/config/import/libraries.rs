//! Settings of client libraries, as their documentation gives them.

use serde_json::{Map, Value, json};

use super::{Draft, Members, at, text, texts};

/// MSAL: `{ auth: { clientId, authority, redirectUri } }`
/// (<https://learn.microsoft.com/en-us/entra/msal/javascript/browser/configuration>).
pub fn msal(value: &Value) -> Option<Vec<Members>> {
    let auth = value.get("auth")?;
    let id = text(auth, "clientId")?;
    let authority = text(auth, "authority");
    let mut draft = Draft::default();
    draft
        .set("client_id", Some(id))
        .set("provider", Some("entra"))
        .set("issuer", authority.map(|authority| format!("{}/v2.0", authority.trim_end_matches('/'))))
        .set("client_secret", text(auth, "clientSecret"))
        .list("redirect_uris", text(auth, "redirectUri").map(|uri| vec![uri]))
        .list("post_logout_redirect_uris", text(auth, "postLogoutRedirectUri").map(|uri| vec![uri]));
    Some(vec![draft.done()])
}

/// Microsoft.Identity.Web: the section `AzureAd` of `appsettings.json`
/// (<https://learn.microsoft.com/en-us/entra/identity-platform/quickstart-web-app-dotnet-core-sign-in>).
pub fn identity_web(value: &Value) -> Option<Vec<Members>> {
    let section = value.get("AzureAd").or(value.get("AzureAdB2C"))?;
    let id = text(section, "ClientId")?;
    let instance = text(section, "Instance").unwrap_or_default();
    let tenant = text(section, "TenantId");
    let mut draft = Draft::default();
    draft
        .set("name", text(section, "Domain"))
        .set("client_id", Some(id))
        .set("provider", Some(if value.get("AzureAdB2C").is_some() { "b2c" } else { "entra" }))
        .set("issuer", tenant.map(|tenant| format!("{}/{tenant}/v2.0", instance.trim_end_matches('/'))))
        .set(
            "client_secret",
            text(section, "ClientSecret").or_else(|| {
                section
                    .get("ClientCredentials")?
                    .as_array()?
                    .iter()
                    .find_map(|credentials| text(credentials, "ClientSecret"))
            }),
        )
        .set("callback_path", text(section, "CallbackPath"));
    Some(vec![draft.done()])
}

/// oidc-client-ts: `UserManagerSettings` (<https://authts.github.io/oidc-client-ts/interfaces/UserManagerSettings.html>).
pub fn oidc_client(value: &Value) -> Option<Vec<Members>> {
    let (authority, id) = (text(value, "authority")?, text(value, "client_id")?);
    let mut draft = Draft::default();
    draft
        .set("client_id", Some(id))
        .set("issuer", Some(authority))
        .set("client_secret", text(value, "client_secret"))
        .set("scope", text(value, "scope"))
        .set("response_mode", text(value, "response_mode"))
        .set("token_endpoint_auth_method", text(value, "client_authentication"))
        .set("metadata", at(value, "metadata").filter(|metadata| metadata.is_object()).cloned())
        .set("pkce", at(value, "disablePKCE").and_then(Value::as_bool).map(|off| !off))
        .list("redirect_uris", text(value, "redirect_uri").map(|uri| vec![uri]))
        .list("post_logout_redirect_uris", text(value, "post_logout_redirect_uri").map(|uri| vec![uri]))
        .list("response_types", text(value, "response_type").map(|kind| vec![kind]));
    Some(vec![draft.done()])
}

/// Auth.js and NextAuth: a provider of `providers` as an object
/// (<https://authjs.dev/guides/configuring-oauth-providers>).
pub fn auth_js(value: &Value) -> Option<Vec<Members>> {
    let list = value.get("providers")?.as_array()?;
    let one = |provider: &Value| -> Option<Members> {
        let id = text(provider, "clientId")?;
        let mut draft = Draft::default();
        draft
            .set("name", text(provider, "name").or(text(provider, "id")))
            .set("client_id", Some(id))
            .set("client_secret", text(provider, "clientSecret"))
            .set("issuer", text(provider, "issuer"))
            .set("scope", text(provider, "authorization.params.scope"))
            .set("token_endpoint_auth_method", text(provider, "client.token_endpoint_auth_method"))
            .set("pkce", texts(provider, "checks").map(|checks| checks.iter().any(|check| check == "pkce")));
        Some(draft.done())
    };
    Some(list.iter().filter_map(one).collect())
}

/// Spring Security: `application.yml` as JSON
/// (<https://docs.spring.io/spring-security/reference/servlet/oauth2/login/core.html#oauth2login-boot-property-mappings>).
pub fn spring(value: &Value) -> Option<Vec<Members>> {
    let client = at(value, "spring.security.oauth2.client")?;
    let registrations = client.get("registration")?.as_object()?;
    let providers = client.get("provider").and_then(Value::as_object);
    let one = |(name, registration): (&String, &Value)| -> Option<Members> {
        let of = |member: &str| text(registration, member).or_else(|| text(registration, &camel(member)));
        let provider = of("provider").unwrap_or_else(|| name.clone());
        let provider = providers.and_then(|providers| providers.get(&provider)).unwrap_or(&Value::Null);
        let endpoint = |member: &str| text(provider, member).or_else(|| text(provider, &camel(member)));
        let scopes = texts(registration, "scope")
            .map(|scopes| scopes.join(" "))
            .or_else(|| Some(of("scope")?.replace(',', " ")));
        let metadata: Map<String, Value> = [
            ("authorization_endpoint", "authorization-uri"),
            ("token_endpoint", "token-uri"),
            ("jwks_uri", "jwk-set-uri"),
            ("userinfo_endpoint", "user-info-uri"),
        ]
        .iter()
        .filter_map(|(ours, theirs)| Some(((*ours).to_owned(), json!(endpoint(theirs)?))))
        .collect();
        let mut draft = Draft::default();
        draft
            .set("name", of("client-name").or(Some(name.clone())))
            .set("client_id", Some(of("client-id")?))
            .set("client_secret", of("client-secret"))
            .set("issuer", endpoint("issuer-uri"))
            .set("scope", scopes.map(|scopes| scopes.split_whitespace().collect::<Vec<_>>().join(" ")))
            .set(
                "token_endpoint_auth_method",
                of("client-authentication-method").map(|method| {
                    method
                        .replace("basic", "client_secret_basic")
                        .replace("client_secret_client_secret", "client_secret")
                }),
            )
            .set("metadata", (!metadata.is_empty()).then_some(Value::Object(metadata)))
            // `{baseUrl}` is known only when a request comes in.
            .list("redirect_uris", of("redirect-uri").filter(|uri| !uri.contains('{')).map(|uri| vec![uri]))
            .list("grant_types", of("authorization-grant-type").map(|grant| vec![grant]));
        Some(draft.done())
    };
    Some(registrations.iter().filter_map(one).collect())
}

/// `client-id` as `clientId`: Spring binds both.
fn camel(name: &str) -> String {
    let mut words = name.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        let head = letters.next().map(|letter| letter.to_ascii_uppercase()).into_iter();
        name + &head.chain(letters).collect::<String>()
    })
}

/// Lines of `application.properties` as the value that `spring` reads; none if there are none.
pub fn from_properties(text: &str) -> Option<Value> {
    const PREFIX: &str = "spring.security.oauth2.client.";
    let mut root = Value::Object(Map::new());
    let mut found = false;
    for line in text.lines().map(str::trim).filter(|line| line.starts_with(PREFIX)) {
        let Some((path, value)) = line.split_once(['=', ':']) else { continue };
        found = true;
        let mut place = &mut root;
        for name in path.trim().split('.') {
            let Value::Object(members) = place else { break };
            place = members.entry(name).or_insert_with(|| Value::Object(Map::new()));
        }
        *place = json!(value.trim());
    }
    found.then_some(root)
}
