//! Exports of providers, each as its own documentation describes it.

use serde_json::{Value, json};

use super::{Draft, Members, flag, origins, text, texts};

/// Keycloak: *Realm settings › Action › Partial export*
/// (<https://www.keycloak.org/docs-api/latest/rest-api/index.html#RealmRepresentation>). Its own clients are left out.
pub fn keycloak_realm(value: &Value) -> Option<Vec<Members>> {
    const OWN: [&str; 6] =
        ["account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console"];
    let realm = text(value, "realm")?;
    let clients = value.get("clients")?.as_array()?;
    let own = clients
        .iter()
        .filter(|client| !OWN.contains(&client.get("clientId").and_then(Value::as_str).unwrap_or_default()));
    let named = own.filter_map(keycloak_client).flatten().map(|mut members| {
        members
            .entry("name")
            .and_modify(|name| *name = json!(format!("{} ({realm})", name.as_str().unwrap_or_default())));
        members
    });
    Some(named.collect())
}

/// Keycloak: *Clients › (client) › Action › Export*
/// (<https://www.keycloak.org/docs-api/latest/rest-api/index.html#ClientRepresentation>).
pub fn keycloak_client(value: &Value) -> Option<Vec<Members>> {
    let id = text(value, "clientId")?;
    value.get("redirectUris").or(value.get("publicClient")).or(value.get("standardFlowEnabled"))?;
    if text(value, "protocol").is_some_and(|protocol| protocol != "openid-connect") {
        return Some(Vec::new());
    }
    let attribute = |name: &str| value.get("attributes")?.get(name)?.as_str().map(str::to_owned);
    let on = |member: &str| flag(value, member).unwrap_or(false);
    let is_on = |name: &str| attribute(name).map(|text| text == "true");
    let mut grants = Vec::new();
    let known = [
        (on("standardFlowEnabled"), "authorization_code"),
        (on("standardFlowEnabled"), "refresh_token"),
        (on("implicitFlowEnabled"), "implicit"),
        (on("directAccessGrantsEnabled"), "password"),
        (on("serviceAccountsEnabled"), "client_credentials"),
        (
            is_on("oauth2.device.authorization.grant.enabled") == Some(true),
            "urn:ietf:params:oauth:grant-type:device_code",
        ),
    ];
    grants.extend(known.iter().filter(|(on, _)| *on).map(|(_, grant)| (*grant).to_owned()));
    let is_public = on("publicClient");
    let method = match text(value, "clientAuthenticatorType").as_deref() {
        _ if is_public => "none",
        Some("client-jwt") => "private_key_jwt",
        Some("client-secret-jwt") => "client_secret_jwt",
        Some("client-x509") => "tls_client_auth",
        _ => "",
    };
    let redirects =
        texts(value, "redirectUris").map(|uris| absolute(&uris, text(value, "rootUrl").as_deref()));
    let after_logout = attribute("post.logout.redirect.uris").and_then(|uris| match uris.as_str() {
        "+" => redirects.clone(),
        "-" => Some(Vec::new()),
        uris => Some(uris.split("##").map(str::to_owned).collect()),
    });
    let web = texts(value, "webOrigins").map(|own| {
        if own.iter().any(|origin| origin == "+") { origins(redirects.iter().flatten()) } else { own }
    });
    let mut scopes = vec!["openid".to_owned()];
    scopes.extend(texts(value, "defaultClientScopes").unwrap_or_default());
    scopes.extend(texts(value, "optionalClientScopes").unwrap_or_default());
    scopes.dedup();
    let mut draft = Draft::default();
    draft
        .set("name", text(value, "name").or(Some(id.clone())))
        .set("provider", Some("keycloak"))
        .set("client_id", Some(id))
        .set("client_secret", text(value, "secret").filter(|secret| !secret.starts_with('*')))
        .set("client_type", Some(if is_public { "public" } else { "confidential" }))
        .set("token_endpoint_auth_method", Some(method))
        .set("scope", Some(scopes.join(" ")))
        .set(
            "pkce",
            attribute("pkce.code.challenge.method").filter(|method| !method.is_empty()).map(|_| true),
        )
        .set("require_pushed_authorization_requests", is_on("require.pushed.authorization.requests"))
        .set("dpop_bound_access_tokens", is_on("dpop.bound.access.tokens"))
        .set("id_token_signed_response_alg", attribute("id.token.signed.response.alg"))
        .list("redirect_uris", redirects)
        .list("post_logout_redirect_uris", after_logout)
        .list("origins", web)
        .list("grant_types", Some(grants));
    Some(vec![draft.done()])
}

/// Relative addresses are below the root URL.
fn absolute(uris: &[String], root: Option<&str>) -> Vec<String> {
    let root = root.unwrap_or_default().trim_end_matches('/');
    uris.iter()
        .map(|uri| {
            if uri.starts_with('/') && !root.starts_with("${") { format!("{root}{uri}") } else { uri.clone() }
        })
        .collect()
}

/// Microsoft Entra ID: the manifest of an app registration in the Microsoft Graph format, as `az ad app show` prints it
/// (<https://learn.microsoft.com/en-us/entra/identity-platform/reference-microsoft-graph-app-manifest>), or in the older
/// format (`replyUrlsWithType`).
pub fn entra(value: &Value) -> Option<Vec<Members>> {
    let id = text(value, "appId")?;
    let of_type = |wanted: &str| -> Vec<String> {
        let listed = value.get("replyUrlsWithType").and_then(Value::as_array).into_iter().flatten();
        listed
            .filter(|reply| text(reply, "type").as_deref() == Some(wanted))
            .filter_map(|reply| text(reply, "url"))
            .collect()
    };
    let platform = |graph: &str, old: &str| {
        texts(value, graph).filter(|uris| !uris.is_empty()).unwrap_or_else(|| of_type(old))
    };
    let web = platform("web.redirectUris", "Web");
    let spa = platform("spa.redirectUris", "Spa");
    let native = platform("publicClient.redirectUris", "InstalledClient");
    let kind = match (web.is_empty(), spa.is_empty(), native.is_empty()) {
        (false, true, _) => Some("web"),
        (true, false, _) => Some("spa"),
        (true, true, false) => Some("native"),
        _ => None,
    };
    let is_public =
        flag(value, "isFallbackPublicClient").or(flag(value, "allowPublicClient")).unwrap_or(false)
            || matches!(kind, Some("spa" | "native"));
    let id_token = flag(value, "web.implicitGrantSettings.enableIdTokenIssuance")
        .or(flag(value, "oauth2AllowIdTokenImplicitFlow"));
    let token = flag(value, "web.implicitGrantSettings.enableAccessTokenIssuance")
        .or(flag(value, "oauth2AllowImplicitFlow"));
    let mut types = vec!["code".to_owned()];
    if id_token == Some(true) {
        types.extend(["id_token".to_owned(), "code id_token".to_owned()]);
    }
    if token == Some(true) {
        types.extend(["token".to_owned(), "id_token token".to_owned()]);
    }
    let all: Vec<String> = web.iter().chain(&spa).chain(&native).cloned().collect();
    let mut draft = Draft::default();
    draft
        .set("name", text(value, "displayName").or(text(value, "name")))
        .set("provider", Some("entra"))
        .set("client_id", Some(id))
        .set("client_type", Some(if is_public { "public" } else { "confidential" }))
        .set("application_type", kind)
        .set("sign_in_audience", text(value, "signInAudience"))
        .list("redirect_uris", Some(all))
        .list("response_types", Some(types))
        .list("origins", Some(origins(spa.iter())));
    let ends: Vec<String> = value
        .get("passwordCredentials")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|secret| text(secret, "endDateTime").or(text(secret, "endDate")))
        .collect();
    draft.set("client_secret_expires", ends.into_iter().max());
    Some(vec![draft.done()])
}

/// Auth0: an application as the Management API gives it
/// (<https://auth0.com/docs/api/management/v2/clients/get-clients-by-id>).
pub fn auth0(value: &Value) -> Option<Vec<Members>> {
    let id = text(value, "client_id")?;
    value.get("callbacks").or(value.get("app_type"))?;
    let kind = text(value, "app_type");
    let application = match kind.as_deref() {
        Some("spa") => Some("spa"),
        Some("native") => Some("native"),
        Some(_) => Some("web"),
        None => None,
    };
    let method = text(value, "token_endpoint_auth_method");
    let is_public = method.as_deref() == Some("none") || matches!(application, Some("spa" | "native"));
    let mut draft = Draft::default();
    draft
        .set("name", text(value, "name"))
        .set("provider", Some("auth0"))
        .set("client_id", Some(id))
        .set("client_secret", text(value, "client_secret"))
        .set("client_type", Some(if is_public { "public" } else { "confidential" }))
        .set("application_type", application)
        .set("token_endpoint_auth_method", method)
        .set("id_token_signed_response_alg", text(value, "jwt_configuration.alg"))
        .list("redirect_uris", texts(value, "callbacks"))
        .list("post_logout_redirect_uris", texts(value, "allowed_logout_urls"))
        .list("origins", texts(value, "web_origins"))
        .list("grant_types", texts(value, "grant_types"));
    Some(vec![draft.done()])
}

/// Okta: an application as the Apps API gives it (<https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/>).
pub fn okta(value: &Value) -> Option<Vec<Members>> {
    let client = value.get("credentials")?.get("oauthClient")?;
    let settings = value.get("settings")?.get("oauthClient")?;
    let method = text(client, "token_endpoint_auth_method");
    let kind = text(settings, "application_type")
        .map(|kind| if kind == "browser" { "spa".to_owned() } else { kind });
    let is_public = method.as_deref() == Some("none");
    let mut draft = Draft::default();
    draft
        .set("name", text(value, "label"))
        .set("provider", Some("okta"))
        .set("client_id", text(client, "client_id").or(text(value, "id")))
        .set("client_secret", text(client, "client_secret"))
        .set("client_type", Some(if is_public { "public" } else { "confidential" }))
        .set("application_type", kind.filter(|kind| ["web", "native", "spa"].contains(&kind.as_str())))
        .set("token_endpoint_auth_method", method)
        .set("pkce", flag(client, "pkce_required"))
        .set("dpop_bound_access_tokens", flag(settings, "dpop_bound_access_tokens"))
        .list("redirect_uris", texts(settings, "redirect_uris"))
        .list("post_logout_redirect_uris", texts(settings, "post_logout_redirect_uris"))
        .list("response_types", texts(settings, "response_types"))
        .list("grant_types", texts(settings, "grant_types"));
    Some(vec![draft.done()])
}

/// Google: `client_secret_….json` of the Cloud console
/// (<https://developers.google.com/identity/protocols/oauth2/web-server#creatingcred>).
pub fn google(value: &Value) -> Option<Vec<Members>> {
    let (inner, kind) =
        value.get("web").map(|inner| (inner, "web")).or_else(|| Some((value.get("installed")?, "native")))?;
    let id = text(inner, "client_id")?;
    text(inner, "auth_uri").filter(|address| address.contains("google"))?;
    let mut draft = Draft::default();
    draft
        .set("name", text(inner, "project_id"))
        .set("issuer", Some("https://accounts.google.com"))
        .set("provider", Some("google"))
        .set("client_id", Some(id))
        .set("client_secret", text(inner, "client_secret"))
        .set("application_type", Some(kind))
        .set("metadata", Some(json!({ "authorization_endpoint": text(inner, "auth_uri"), "token_endpoint": text(inner, "token_uri") })))
        .list("redirect_uris", texts(inner, "redirect_uris"))
        .list("origins", texts(inner, "javascript_origins"));
    Some(vec![draft.done()])
}

/// Amazon Cognito: `aws cognito-idp describe-user-pool-client`
/// (<https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html>).
pub fn cognito(value: &Value) -> Option<Vec<Members>> {
    let client = value.get("UserPoolClient").unwrap_or(value);
    let (id, pool) = (text(client, "ClientId")?, text(client, "UserPoolId")?);
    let flows = texts(client, "AllowedOAuthFlows").unwrap_or_default();
    let mut grants = Vec::new();
    let mut types = Vec::new();
    for flow in &flows {
        match flow.as_str() {
            "code" => {
                grants.extend(["authorization_code".to_owned(), "refresh_token".to_owned()]);
                types.push("code".to_owned());
            }
            "implicit" => {
                grants.push("implicit".to_owned());
                types.push("token".to_owned());
            }
            other => grants.push(other.to_owned()),
        }
    }
    // A pool's id begins with its region: `eu-central-1_AbCdEfGhI`.
    let issuer =
        pool.split_once('_').map(|(region, _)| format!("https://cognito-idp.{region}.amazonaws.com/{pool}"));
    let secret = text(client, "ClientSecret");
    let mut draft = Draft::default();
    draft
        .set("name", text(client, "ClientName"))
        .set("issuer", issuer)
        .set("provider", Some("cognito"))
        .set("client_id", Some(id))
        .set("client_type", Some(if secret.is_some() { "confidential" } else { "public" }))
        .set("client_secret", secret)
        .set("scope", texts(client, "AllowedOAuthScopes").map(|scopes| scopes.join(" ")))
        .list("redirect_uris", texts(client, "CallbackURLs"))
        .list("post_logout_redirect_uris", texts(client, "LogoutURLs"))
        .list("response_types", Some(types))
        .list("grant_types", Some(grants));
    Some(vec![draft.done()])
}
