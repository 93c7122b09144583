//! Keycloak / Red Hat build of Keycloak: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Keycloak / Red Hat build of Keycloak.
pub static PROVIDER: Provider = Provider {
    id: "keycloak",
    name: "Keycloak",
    recognise: Recognise {
        hosts: &[],
        issuers: &["^https?://[^/]+(/[^/]+)*/realms/[^/]+$"],
        paths: &[
            "/realms/{realm}/protocol/openid-connect/auth",
            "/auth/realms/{realm}/protocol/openid-connect/auth",
            "/realms/{realm}/protocol/openid-connect/token",
            "/auth/realms/{realm}/protocol/openid-connect/token",
            "/realms/{realm}/clients-registrations/openid-connect",
            "/auth/realms/{realm}/clients-registrations/openid-connect",
            "/realms/{realm}/protocol/openid-connect/logout",
            "/realms/{realm}/protocol/openid-connect/userinfo",
            "/realms/{realm}/login-actions/authenticate",
            "/realms/{realm}/login-actions/required-action",
            "/realms/{realm}/login-actions/first-broker-login",
            "/realms/{realm}/broker/{alias}/endpoint",
        ],
        headers: &[(
            "Set-Cookie",
            r"(?i)\b(AUTH_SESSION_ID|KC_RESTART|KEYCLOAK_IDENTITY|KEYCLOAK_SESSION|KC_AUTH_SESSION_HASH)=",
        )],
    },
    errors: &[
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"Could not obtain token from identity provider|retrieving token from identity provider",
            causes: &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
            means: "The identity provider behind Keycloak refused its code or its credentials.",
            fix: "Look into Keycloak's log; check client id, secret and addresses of the identity provider.",
        },
        // https://github.com/keycloak/keycloak/blob/main/docs/documentation/upgrading/topics/changes/changes-26_2_0.adoc
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"Multiple audiences not allowed",
            causes: &[&c::client_assertion_audience::CAUSE, &c::client_assertion_invalid::CAUSE],
            means: "The assertion names more than one audience; only the issuer is taken.",
            fix: "Put the issuer alone into `aud`.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"already authenticated as different user|already logged in\.|login again through your application|Sie sind bereits angemeldet|erneut über die Applikation an",
            causes: &[&c::session_cookie_lost::CAUSE, &c::login_required::CAUSE, &c::state_mismatch::CAUSE],
            means: "The page belongs to a login that is no longer the current one of this browser: another tab, the back button, an old bookmark, another account.",
            fix: "Begin the login anew from the application, not from a page of Keycloak.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"authenticated with identity provider .{1,60}does not exist",
            causes: &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
            means: "The first broker login flow makes no new accounts, and none is linked to this person.",
            fix: "Create and link the account, or let the first broker login flow create it.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"(Could not obtain token|Invalid (signature in )?response|Unexpected error when (handling|retrieving|authenticating).{0,40}|Missing code or error parameter in response|(Kein|Unerwarteter Fehler).{0,60}) (from|to|with|vom|von|mit dem) identity provider|vom Identity Provider erhalten",
            causes: &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
            means: "The identity provider behind Keycloak refused, or its answer could not be used.",
            fix: "Look into Keycloak's log (IDENTITY_PROVIDER_LOGIN_ERROR); check client id, secret and addresses of the identity provider.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"too many active sessions|ession limit exceeded",
            causes: &[&c::access_policy_blocked::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The realm limits the sessions of one person.",
            fix: "Log out elsewhere, or change User session count limiter in the flow.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"Registration not allowed|Registrierung nicht erlaubt",
            causes: &[&c::account_not_allowed::CAUSE, &c::app_disabled::CAUSE],
            means: "The realm lets nobody register.",
            fix: "Realm settings > Login > User registration.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"We are sorry\.\.\.\W{1,3}Access denied$|^Access denied$",
            causes: &[
                &c::user_not_assigned::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::account_not_allowed::CAUSE,
            ],
            means: "A Deny access step of the authentication flow refuses this person: a role or condition is missing.",
            fix: "Look at the conditions in Authentication > (flow).",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/ResourceOwnerPasswordCredentialsGrantType.java
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"Client requires user consent",
            causes: &[&c::consent_required::CAUSE, &c::interaction_required::CAUSE],
            means: "The client is set to ask for consent, which the password grant cannot do.",
            fix: "Clients > (client) > Consent required: off, or use the code flow.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenIntrospectionEndpoint.java
        Entry {
            place: Place::Api,
            status: None,
            error: "invalid_request",
            pattern: r"^Authentication failed\.?$",
            causes: &[&c::missing_client_auth::CAUSE, &c::wrong_client_secret::CAUSE],
            means: "Whoever asks about a token must prove itself as a confidential client.",
            fix: "Send the credentials of a confidential client.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenIntrospectionEndpoint.java
        Entry {
            place: Place::Api,
            status: None,
            error: "invalid_request",
            pattern: r"^Client not allowed\.?$",
            causes: &[
                &c::wrong_platform_type::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "A public client may not ask about tokens.",
            fix: "Ask with a confidential client.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"Account is (disabled|temporarily locked)|Ihr Benutzerkonto ist gesperrt",
            causes: &[&c::account_not_allowed::CAUSE, &c::user_credentials_wrong::CAUSE],
            means: "The person's account is switched off in the realm.",
            fix: "Users > (user) > Enabled.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"Invalid authenticator code|Ungültiger One-time Code",
            causes: &[&c::user_credentials_wrong::CAUSE],
            means: "The one-time code was wrong, or the clock of the device that made it.",
            fix: "Enter the next code; set the clock of the device right.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"[Yy]ou need to verify your email address to activate|E-Mail-Adresse verifizieren, um das Benutzerkonto zu aktivieren",
            causes: &[&c::account_not_allowed::CAUSE, &c::interaction_required::CAUSE],
            means: "The person's address is not verified, and the realm or a required action demands it.",
            fix: "Click the link in the message, or set Email verified: Users > (user) > Details.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: r"User with .{0,80}already exists. (Please login to account management|How do you want to continue)",
            causes: &[&c::account_not_allowed::CAUSE, &c::interaction_required::CAUSE],
            means: "The realm has an account of this address already, which is not linked to the one of the identity provider.",
            fix: "Link them: Users > (user) > Identity provider links, or let the first broker login flow do so.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/ClientCredentialsGrantType.java
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"Public client not allowed to retrieve service account",
            causes: &[
                &c::grant_type_not_enabled::CAUSE,
                &c::wrong_platform_type::CAUSE,
                &c::missing_client_auth::CAUSE,
            ],
            means: "Only a confidential client has a service account, and this one is public.",
            fix: "Clients > (client) > Settings: switch on Client authentication and Service accounts roles.",
        },
        // https://www.keycloak.org/securing-apps/token-exchange
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: r"Client not allowed to exchange",
            causes: &[
                &c::access_policy_blocked::CAUSE,
                &c::scope_not_granted::CAUSE,
                &c::audience_invalid::CAUSE,
            ],
            means: "No policy lets this client exchange tokens for that audience.",
            fix: "Clients > (target) > Permissions > token-exchange: add a client policy.",
        },
        // https://www.keycloak.org/securing-apps/token-exchange
        Entry {
            place: Place::Token,
            status: None,
            error: "access_denied",
            pattern: "Client is not (within the token audience|the holder of the token)",
            causes: &[&c::access_token_wrong_audience::CAUSE, &c::audience_invalid::CAUSE],
            means: "The client that exchanges a token must stand in its `aud`.",
            fix: "Client scopes > (scope of the client that the token was issued to) > Mappers: an audience mapper that adds this client.",
        },
        // https://www.keycloak.org/docs/latest/authorization_services/index.html
        Entry {
            place: Place::Token,
            status: None,
            error: "access_denied",
            pattern: r"^not_authorized$",
            causes: &[
                &c::user_not_assigned::CAUSE,
                &c::insufficient_scope::CAUSE,
                &c::access_policy_blocked::CAUSE,
            ],
            means: "The resource server's policies grant none of the permissions that are asked for.",
            fix: "Clients > (client) > Authorization > Evaluate shows which policy refuses.",
        },
        // https://www.keycloak.org/securing-apps/token-exchange
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_token",
            pattern: r"^Invalid (subject_)?token$",
            causes: &[
                &c::access_token_invalid::CAUSE,
                &c::access_token_expired::CAUSE,
                &c::wrong_tenant_or_issuer::CAUSE,
            ],
            means: "The token that is to be exchanged is expired, or not of this realm.",
            fix: "Exchange a fresh access token that this realm has issued.",
        },
        // https://github.com/keycloak/keycloak/pull/24212 and https://github.com/uselagoon/lagoon/pull/3817
        Entry {
            place: Place::Token,
            status: None,
            error: "invalid_grant",
            pattern: "Invalid token issuer",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_endpoint::CAUSE],
            means: "The token was issued under another address of this server, or by another realm.",
            fix: "Set one fixed host name (hostname), or redeem the token at the address that issued it.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/services/clientregistration/policy/impl/TrustedHostClientRegistrationPolicy.java
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Policy 'Trusted Hosts' rejected request.{0,80}(UR[LI] is malformed|UR[LI] doesn't match any trusted host)",
            causes: &[
                &c::redirect_uri_invalid::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::ip_blocked::CAUSE,
            ],
            means: "The realm's policy on registration takes redirect URIs of trusted hosts only; one of the client's is of another host, or has a scheme of its own.",
            fix: "Clients > Client registration > Trusted Hosts: add the host, or switch off Client URIs Must Match.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/services/clientregistration/policy/impl/TrustedHostClientRegistrationPolicy.java
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "Policy 'Trusted Hosts' rejected request",
            causes: &[&c::ip_blocked::CAUSE, &c::access_policy_blocked::CAUSE],
            means: "The realm's policy lets clients register only from trusted hosts, and the request came from another address.",
            fix: "Clients > Client registration > Trusted Hosts: add the host that registers, or switch off Host Sending Client Registration Request Must Match.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Invalid parameter: redirect_uri",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE, &c::redirect_uri_missing::CAUSE],
            means: "The redirect URI fits none of the client's valid redirect URIs (or is absent in an OIDC request).",
            fix: "Add it: Clients > (client) > Settings > Valid redirect URIs.",
        },
        // https://github.com/keycloak/keycloak-js/issues/287
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Invalid parameter: id_token_hint",
            causes: &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE],
            means: "What was sent as `id_token_hint` at the logout is no ID token of this realm.",
            fix: "Send the ID token of the session, and leave the parameter out where there is none: `client_id` stands for it.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Invalid redirect uri",
            causes: &[
                &c::post_logout_redirect_uri_mismatch::CAUSE,
                &c::redirect_uri_mismatch_authorize::CAUSE,
            ],
            means: "The URI after logout or login is not registered for the client.",
            fix: "Add it under Valid post logout redirect URIs (or Valid redirect URIs).",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Client not found",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The realm has no client of this client_id.",
            fix: "Compare client_id with Clients in that realm; check the realm in the path.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Client disabled|Login requester not enabled",
            causes: &[&c::app_disabled::CAUSE],
            means: "The client is switched off.",
            fix: "Switch on Clients > (client) > Enabled.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Realm not enabled",
            causes: &[&c::app_disabled::CAUSE],
            means: "The realm is switched off.",
            fix: "Switch on Realm settings > Enabled.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "HTTPS required",
            causes: &[&c::https_required::CAUSE],
            means: "The realm requires TLS and the server sees http: often X-Forwarded-Proto is missing.",
            fix: "Pass X-Forwarded-* from the proxy and set proxy-headers; or Realm settings > Require SSL.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenEndpoint.java
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "invalid_request",
            pattern: "HTTPS required",
            causes: &[&c::https_required::CAUSE],
            means: "The realm requires TLS and the server sees http.",
            fix: "Call by https; let the proxy pass X-Forwarded-Proto and set proxy-headers.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Missing parameters: (client_id|response_type)",
            causes: &[&c::missing_parameter::CAUSE],
            means: "A required parameter did not arrive.",
            fix: "Send the parameter once in the authorization request.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Missing parameter: response_type",
            causes: &[&c::missing_parameter::CAUSE],
            means: "response_type is absent.",
            fix: "Send response_type=code.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "unsupported_response_type",
            pattern: "",
            causes: &[&c::response_type_not_enabled::CAUSE, &c::malformed_parameter::CAUSE],
            means: "response_type is not a known combination.",
            fix: "Send response_type=code.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized_client",
            pattern: "Standard flow is disabled for the client",
            causes: &[&c::response_type_not_enabled::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The code flow is off for this client.",
            fix: "Tick Clients > (client) > Capability config > Standard flow.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized_client",
            pattern: "Implicit flow is disabled for the client",
            causes: &[&c::response_type_not_enabled::CAUSE],
            means: "An implicit or hybrid response type without the implicit flow.",
            fix: "Use response_type=code, or tick Implicit flow.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: Some(403),
            error: "",
            pattern: "Bearer-only applications are not allowed to initiate browser login",
            causes: &[&c::wrong_platform_type::CAUSE],
            means: "The client is bearer-only.",
            fix: "Use a client of type OpenID Connect with Standard flow.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Response_mode 'query' not allowed for implicit or hybrid flow",
            causes: &[&c::malformed_parameter::CAUSE],
            means: "Tokens must not come in the query.",
            fix: "Drop response_mode or use fragment / form_post.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "Invalid scopes:",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "At least one requested scope is not assigned to the client; the whole scope string is repeated.",
            fix: "Add the scope under Clients > (client) > Client scopes, or drop it; no quotes around the list.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Missing parameter: code_challenge_method",
            causes: &[&c::pkce_required::CAUSE, &c::pkce_method_rejected::CAUSE],
            means: "The client enforces PKCE and the request has none.",
            fix: "Send code_challenge and code_challenge_method=S256.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Missing parameter: code_challenge",
            causes: &[&c::pkce_required::CAUSE, &c::missing_parameter::CAUSE],
            means: "The method is there, the challenge is not.",
            fix: "Send code_challenge.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "code challenge method is not matching the configured one",
            causes: &[&c::pkce_method_rejected::CAUSE],
            means: "The client is set to S256 and the request says plain (or the reverse).",
            fix: "Send S256, or change Advanced > Proof Key for Code Exchange Code Challenge Method.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Invalid parameter: code_challenge",
            causes: &[&c::malformed_parameter::CAUSE],
            means: "The challenge has a wrong length or alphabet.",
            fix: "Use base64url of the SHA-256 without padding (43 characters).",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Pushed Authorization Request is only allowed",
            causes: &[&c::par_required::CAUSE],
            means: "The client or realm demands PAR.",
            fix: "Push the request to /ext/par/request first.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/AuthorizationEndpointChecker.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Missing parameter: nonce",
            causes: &[&c::missing_parameter::CAUSE],
            means: "A response type with id_token needs nonce.",
            fix: "Send nonce.",
        },
        // https://github.com/shini4i/argo-watcher/pull/447
        Entry {
            place: Place::Callback,
            status: None,
            error: "login_required",
            pattern: "",
            causes: &[&c::login_required::CAUSE, &c::third_party_cookies_blocked::CAUSE],
            means: "prompt=none without a Keycloak session, or its cookie was withheld in an iframe.",
            fix: "Log in by a top-level redirect; host app and Keycloak under one site.",
        },
        // https://github.com/keycloak/keycloak/blob/main/server-spi-private/src/main/java/org/keycloak/models/Constants.java
        Entry {
            place: Place::Callback,
            status: None,
            error: "temporarily_unavailable",
            pattern: "authentication_expired",
            causes: &[&c::session_cookie_lost::CAUSE, &c::interaction_required::CAUSE],
            means: "The login page waited too long while another tab had logged in.",
            fix: "Start the login again from the application.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: Some(400),
            error: "",
            pattern: "Cookie not found. Please make sure cookies are enabled",
            causes: &[&c::session_cookie_lost::CAUSE, &c::third_party_cookies_blocked::CAUSE],
            means: "Keycloak's own login cookie did not come back (third-party context, http, or host name changed).",
            fix: "Open the login top-level on one https host name; do not embed it in an iframe.",
        },
        // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/messages/messages_en.properties
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "This page is no longer valid|An error occurred, please login again through your application",
            causes: &[&c::session_cookie_lost::CAUSE, &c::interaction_required::CAUSE],
            means: "The login page is stale (back button, reload, expired action).",
            fix: "Start the login again from the application.",
        },
        // https://github.com/keycloak/keycloak/issues/14414
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Timeout when waiting for 3rd party check iframe message",
            causes: &[&c::third_party_cookies_blocked::CAUSE, &c::cors_blocked::CAUSE],
            means: "keycloak-js could not run its third-party cookie check.",
            fix: "Fix hostname, CSP frame-src and web origins, or switch off the login iframe check.",
        },
        // https://github.com/thomasdarimont/spring-boot-keycloak-jwe-example/issues/1
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "Parameter client_assertion(_type)? is missing",
            causes: &[&c::wrong_client_auth_method::CAUSE, &c::missing_client_auth::CAUSE],
            means: "The client is set to Signed JWT, and the request brings no assertion.",
            fix: "Clients > (client) > Credentials > Client Authenticator: Client Id and Secret; or send a signed assertion.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/authentication/AuthenticationProcessor.java
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_client",
            pattern: "Invalid client or Invalid client credentials",
            causes: &[
                &c::wrong_client_id::CAUSE,
                &c::wrong_tenant_or_issuer::CAUSE,
                &c::app_disabled::CAUSE,
                &c::wrong_client_auth_method::CAUSE,
            ],
            means: "The realm knows no such client, it is disabled, or no credential check could be made.",
            fix: "Compare client id and realm; check Enabled and Credentials > Client Authenticator.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/authentication/authenticators/client/ClientIdAndSecretAuthenticator.java
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "unauthorized_client",
            pattern: "Invalid client or Invalid client credentials",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::secret_encoding::CAUSE,
            ],
            means: "The client is confidential and its secret is absent or not right.",
            fix: "Copy Clients > (client) > Credentials > Client Secret; form-encode it inside Basic.",
        },
        // https://github.com/keycloak/keycloak/issues/13286
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "unauthorized_client",
            pattern: "Invalid client secret",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::secret_encoding::CAUSE,
            ],
            means: "Older wording: the secret is absent or not right.",
            fix: "Send the secret of Credentials; for a browser app switch Client authentication off and use PKCE.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/authentication/authenticators/client/ClientIdAndSecretAuthenticator.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "Missing client_id parameter",
            causes: &[&c::missing_client_auth::CAUSE, &c::wrong_content_type::CAUSE],
            means: "Neither Basic nor the form names the client.",
            fix: "Send client_id in the form or use Basic; the body must be form-encoded.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenEndpoint.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "Bearer-only not allowed",
            causes: &[&c::wrong_platform_type::CAUSE],
            means: "A bearer-only client asks for tokens.",
            fix: "Use another client.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Incorrect redirect_uri",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "The token request's redirect_uri is not that of the authorization request.",
            fix: "Send the identical redirect_uri (scheme, host, port, slash); behind a proxy honour X-Forwarded-Proto.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Code not valid",
            causes: &[&c::code_reused::CAUSE, &c::code_mangled::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The code is used, unknown, cut or of another realm or node.",
            fix: "Redeem the code once, unchanged, at the same realm.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Code is expired",
            causes: &[&c::code_expired::CAUSE],
            means: "The code is older than the realm's client login timeout.",
            fix: "Redeem at once; the time is Realm settings > Tokens > Client Login Timeout.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Found different client_id in clientSession",
            causes: &[&c::code_wrong_client::CAUSE],
            means: "Another client redeems the code.",
            fix: "Use one client id in both requests.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/utils/PkceUtils.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "PKCE code verifier not specified",
            causes: &[&c::pkce_missing::CAUSE],
            means: "The code has a challenge, the request no verifier.",
            fix: "Send code_verifier.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/utils/PkceUtils.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "PKCE code verifier specified but challenge not present",
            causes: &[&c::pkce_required::CAUSE, &c::unexpected_parameter::CAUSE],
            means: "A verifier without a challenge in the authorization request.",
            fix: "Send code_challenge in the authorization request too.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/utils/PkceUtils.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "PKCE verification failed",
            causes: &[&c::pkce_verifier_mismatch::CAUSE],
            means: "The verifier does not hash to the challenge or is malformed.",
            fix: "Keep the verifier per attempt; 43 to 128 unreserved characters.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Client not allowed to exchange code",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Standard flow was switched off.",
            fix: "Tick Standard flow.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "User disabled",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The account is disabled.",
            fix: "Enable the user: Users > (user) > Enabled.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "(User session not found|Session not active)",
            causes: &[&c::refresh_token_expired::CAUSE, &c::code_expired::CAUSE],
            means: "The SSO session behind the code or refresh token has ended.",
            fix: "Log in again; times: Realm settings > Sessions.",
        },
        // https://github.com/mauriciovigolo/keycloak-angular/issues/564
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Token is not active",
            causes: &[&c::refresh_token_expired::CAUSE],
            means: "The refresh token has expired (idle or max session time).",
            fix: "Log in again; raise SSO Session Idle / Max or ask for offline_access.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/TokenManager.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Refresh token expired",
            causes: &[&c::refresh_token_expired::CAUSE],
            means: "The refresh token has expired.",
            fix: "Log in again.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/TokenManager.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "(Stale (refresh )?token|Invalid refresh token)",
            causes: &[
                &c::refresh_token_revoked::CAUSE,
                &c::refresh_token_reused::CAUSE,
                &c::wrong_tenant_or_issuer::CAUSE,
            ],
            means: "Revoked by not-before, signed by another realm key, or rotated away.",
            fix: "Log in again; store the newest refresh token.",
        },
        // https://github.com/keycloak/keycloak/issues/27384
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Session doesn't have required client",
            causes: &[&c::refresh_token_revoked::CAUSE],
            means: "The session no longer holds this client.",
            fix: "Log in again.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/TokenManager.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Token client and authorized client don't match|Unmatching clients",
            causes: &[&c::code_wrong_client::CAUSE],
            means: "Another client refreshes.",
            fix: "Refresh with the client that got the token.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/ResourceOwnerPasswordCredentialsGrantType.java
        Entry {
            place: Place::Token,
            status: Some(401),
            error: "invalid_grant",
            pattern: "Invalid user credentials",
            causes: &[&c::user_credentials_wrong::CAUSE],
            means: "Password grant: user name or password is wrong.",
            fix: "Correct them; prefer the code flow.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/ResourceOwnerPasswordCredentialsGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "Account is not fully set up",
            causes: &[&c::interaction_required::CAUSE, &c::account_not_allowed::CAUSE],
            means: "Required actions (password change, e-mail check) are open.",
            fix: "Users > (user) > Required user actions; let the person log in by browser.",
        },
        // https://github.com/urbanplatform/django-keycloak-auth/issues/99
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "Client not (allowed|permitted) for direct access grants",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "Password grant is off for the client.",
            fix: "Tick Capability config > Direct access grants, or use the code flow.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenEndpoint.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "Unsupported grant_type",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The grant_type is misspelt, or its feature is not switched on.",
            fix: "Send authorization_code, refresh_token, ...; start the server with --features=token-exchange for that grant.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenEndpoint.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Missing form parameter: grant_type",
            causes: &[
                &c::grant_type_missing_or_wrong::CAUSE,
                &c::wrong_content_type::CAUSE,
                &c::wrong_http_method::CAUSE,
            ],
            means: "grant_type did not arrive in a form body.",
            fix: "POST application/x-www-form-urlencoded; look for a redirect that dropped the body.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenEndpoint.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "duplicated parameter",
            causes: &[&c::duplicate_parameter::CAUSE],
            means: "A form parameter is there twice.",
            fix: "Send each once.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenEndpoint.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "Missing parameter: code",
            causes: &[&c::missing_parameter::CAUSE],
            means: "No code in the token request.",
            fix: "Take code from the callback's query.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_scope",
            pattern: "no longer has requested consent from user",
            causes: &[&c::consent_required::CAUSE],
            means: "The person's consent was withdrawn.",
            fix: "Log in interactively again.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenEndpoint.java
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_dpop_proof",
            pattern: "",
            causes: &[&c::dpop_invalid::CAUSE],
            means: "The client demands DPoP and the proof is absent or wrong.",
            fix: "Send a valid DPoP header, or switch off Require DPoP bound tokens.",
        },
        // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/protocol/oidc/endpoints/TokenEndpoint.java
        Entry {
            place: Place::Token,
            status: Some(403),
            error: "access_denied",
            pattern: "Realm not enabled",
            causes: &[&c::app_disabled::CAUSE],
            means: "The realm is switched off.",
            fix: "Enable the realm.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Clients › (client) › Settings › Access settings › Valid redirect URIs / Valid post logout redirect URIs",
        ),
        (
            "client type",
            "Clients › (client) › Settings › Capability config › Client authentication (on = confidential)",
        ),
        (
            "grant types",
            "Capability config › Authentication flow: Standard, Direct access grants, Implicit, Service accounts roles, OAuth 2.0 Device Authorization Grant",
        ),
        (
            "PKCE",
            "Clients › (client) › Advanced › Advanced settings › Proof Key for Code Exchange Code Challenge Method",
        ),
        ("secrets", "Clients › (client) › Credentials"),
        ("scopes", "Clients › (client) › Client scopes; Client scopes (realm)"),
        ("audience", "Client scopes › (scope) › Mappers › Audience"),
        ("allowed origins", "Clients › (client) › Settings › Web origins"),
        ("users", "Users › (user); roles under Role mapping"),
        ("token times", "Realm settings › Tokens / Sessions"),
        ("log", "Realm settings › Events; Events › User events"),
    ],
};
