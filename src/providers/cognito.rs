//! Amazon Cognito user pools: how it is recognised and what its words mean. Below each address stands what was read there.

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Amazon Cognito user pools.
pub static PROVIDER: Provider = Provider {
    id: "cognito",
    name: "Amazon Cognito user pools",
    recognise: Recognise {
        hosts: &[
            "*.auth.{region}.amazoncognito.com",
            "cognito-idp.{region}.amazonaws.com",
            "cognito-identity.{region}.amazonaws.com",
        ],
        issuers: &[r"^https://cognito-idp\.[a-z0-9-]+\.amazonaws\.com/[a-z0-9-]+_[0-9A-Za-z]+$"],
        paths: &[],
        headers: &[("x-amz-cognito-request-id", "^[0-9a-f-]{36}$"), ("x-amzn-ErrorType", "Exception")],
    },
    errors: &[
        // https://github.com/aws-amplify/aws-sdk-android/issues/1808
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Login option is not available",
            causes: &[&c::server_misconfigured::CAUSE, &c::malformed_parameter::CAUSE],
            means: "`identity_provider` names none of the providers that this app client may use; the names are case-sensitive.",
            fix: "App clients > (client) > Login pages > Identity providers.",
        },
        // https://github.com/aws-amplify/amplify-flutter/issues/1716
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "Already found an entry for username",
            causes: &[&c::server_misconfigured::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The user pool's PreSignUp trigger has linked the external identity to an account, and Cognito then finds that it exists.",
            fix: "Let the person log in once more: the second login succeeds; the trigger cannot avoid the first.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "invocation failed due to error",
            causes: &[&c::server_misconfigured::CAUSE],
            means: "The user pool may not call its Lambda trigger, or the function is gone.",
            fix: "Give the user pool the permission to invoke the function, or choose the trigger again.",
        },
        // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "InvalidLambdaResponse|lambda output",
            causes: &[&c::server_misconfigured::CAUSE],
            means: "The user pool's own Lambda trigger answers with something that Cognito cannot read.",
            fix: "Let the function return the whole event.",
        },
        // https://github.com/minorun365/html-share/issues/3
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Login pages unavailable",
            causes: &[&c::server_misconfigured::CAUSE, &c::app_disabled::CAUSE],
            means: "Managed login has no style for this app client, and shows no page without one.",
            fix: "Amazon Cognito > User pools > (pool) > Managed login > Styles: create one for the app client.",
        },
        // https://github.com/aws-samples/bedrock-chat/issues/896
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: r"(PreSignUp|PreAuthentication|PostAuthentication|PreTokenGeneration) failed with error ('\w+'|.{0,80}(is not a function|not defined|[Cc]annot read|undefined|timed out))",
            causes: &[&c::server_misconfigured::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The user pool's own Lambda trigger fails: it looks for an attribute that this person does not have.",
            fix: "Map the attribute under Sign-in › Federated identity provider › Attribute mapping, or let the function do without it.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "(PreSignUp|PreAuthentication) failed with error",
            causes: &[
                &c::account_not_allowed::CAUSE,
                &c::access_policy_blocked::CAUSE,
                &c::server_misconfigured::CAUSE,
            ],
            means: "The user pool's own Lambda trigger refused this person.",
            fix: "Read the trigger's message and logs; let the trigger accept the account, or use another one.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "(PostConfirmation|PostAuthentication|PreTokenGeneration|UserMigration) failed with error",
            causes: &[&c::server_misconfigured::CAUSE, &c::server_error::CAUSE],
            means: "The user pool's own Lambda trigger failed.",
            fix: "Read the trigger's logs.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "Attribute cannot be updated",
            causes: &[&c::server_misconfigured::CAUSE, &c::upstream_provider_error::CAUSE],
            means: "An attribute that is mapped from the external provider may not be changed in the user pool, and every login writes it anew.",
            fix: "Make the attribute mutable (a user pool made anew), or take it out of the attribute mapping.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
        // https://github.com/aws-samples/cloudfront-authorization-at-edge/issues/153
        // https://github.com/aws-samples/aws-genai-llm-chatbot/issues/636
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "Invalid user attributes|[Aa]ttributes? (mapping )?(is |are )?required",
            causes: &[&c::server_misconfigured::CAUSE, &c::upstream_provider_error::CAUSE],
            means: "The user pool demands an attribute that the external provider does not send for this person, or that nothing is mapped to.",
            fix: "Map every required attribute under Social and external providers > (provider) > Attribute mapping, and ask that provider for the scope that brings it; or make a user pool in which it is not required.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
        // https://github.com/aws-samples/cloudfront-authorization-at-edge/issues/153
        // https://github.com/aws-samples/aws-genai-llm-chatbot/issues/636
        Entry {
            place: Place::Callback,
            status: None,
            error: "",
            pattern: "SAML response processing|Invalid SAML response",
            causes: &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
            means: "What the external provider sends does not fit the user pool's attributes, or (“Invalid SAML response”) its signature does not verify with the metadata that the pool has.",
            fix: "Map every required attribute under Social and external providers > (provider) > Attribute mapping, make mapped attributes mutable, and load the provider's metadata anew after it has changed its certificate.",
        },
        // https://pastebin.com/Tb0v6Mf4
        Entry {
            place: Place::Page,
            status: None,
            error: "redirect_mismatch",
            pattern: "redirect_mismatch",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "redirect_uri is none of the app client's callback URLs.",
            fix: "User pools > (pool) > App clients > (client) > Login pages > Allowed callback URLs.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/authorization-endpoint.md
        Entry {
            place: Place::Page,
            status: None,
            error: "unauthorized_client",
            pattern: "error=unauthorized_client",
            causes: &[&c::grant_type_not_enabled::CAUSE, &c::wrong_client_id::CAUSE],
            means: "The app client may not use this flow or does not exist in the pool.",
            fix: "App clients > (client) > Login pages > OAuth grant types.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/authorization-endpoint.md
        Entry {
            place: Place::Callback,
            status: None,
            error: "unauthorized_client",
            pattern: "",
            causes: &[&c::response_type_not_enabled::CAUSE, &c::grant_type_not_enabled::CAUSE],
            means: "The requested response type (code / token) is not allowed for the app client.",
            fix: "Tick Authorization code grant (or Implicit) under OAuth grant types.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/authorization-endpoint.md
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_scope",
            pattern: "",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "A scope is unknown or not allowed for the app client.",
            fix: "App clients > (client) > Login pages > OpenID Connect scopes / Custom scopes.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/authorization-endpoint.md
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "^$",
            causes: &[
                &c::missing_parameter::CAUSE,
                &c::pkce_method_rejected::CAUSE,
                &c::malformed_parameter::CAUSE,
            ],
            means: "A parameter is absent or bad: response_type missing, code_challenge without method, method not S256.",
            fix: "Send response_type=code and code_challenge_method=S256 with the challenge.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/authorization-endpoint.md
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: "Timeout occurred in calling IdP token endpoint|Timeout in calling jwks uri|Connection reset|Read timed out",
            causes: &[&c::upstream_provider_error::CAUSE, &c::server_error::CAUSE],
            means: "Cognito could not reach the federated provider in time.",
            fix: "Check the external provider's reachability and its firewall.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/authorization-endpoint.md
        Entry {
            place: Place::Callback,
            status: None,
            error: "invalid_request",
            pattern: r"\bError - \d{3} (error getting token|\w+)|^Bad (token|user ?info|id.?token)\b|entity: |ECONN(REFUSED|RESET)",
            causes: &[
                &c::upstream_provider_error::CAUSE,
                &c::wrong_client_secret::CAUSE,
                &c::server_misconfigured::CAUSE,
            ],
            means: "The federated provider refused Cognito's token request.",
            fix: "Correct client id and secret under Social and external providers > (provider).",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/authorization-endpoint.md
        Entry {
            place: Place::Callback,
            status: None,
            error: "server_error",
            pattern: "",
            causes: &[&c::server_error::CAUSE, &c::server_misconfigured::CAUSE],
            means: "An unexpected fault in Cognito or a Lambda trigger.",
            fix: "Read the trigger's logs; repeat.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/token-endpoint.md
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_client",
            pattern: "^$",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::public_client_sends_secret::CAUSE,
            ],
            means: "Client authentication failed: no such id and secret; secret absent or sent by a public client.",
            fix: "Compare App clients > (client) id and secret; Basic base64(id:secret) for clients with a secret.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/token-endpoint.md
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_grant",
            pattern: "^$",
            causes: &[
                &c::code_reused::CAUSE,
                &c::code_expired::CAUSE,
                &c::redirect_uri_mismatch_token::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
                &c::refresh_token_expired::CAUSE,
                &c::refresh_token_revoked::CAUSE,
            ],
            means: "The code is used, expired (five minutes) or unknown, redirect_uri or verifier differ, or the refresh token is revoked or expired.",
            fix: "Compare redirect_uri and verifier with the authorization request; redeem once.",
        },
        // https://repost.aws/zh-Hant/questions/QUribd4ytZTnmoxKt_B7DXFg/cognito-returns-invalid-request-and-unauthorized-client
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "invalid_request",
            pattern: "^$",
            causes: &[
                &c::missing_parameter::CAUSE,
                &c::pkce_verifier_mismatch::CAUSE,
                &c::wrong_content_type::CAUSE,
            ],
            means: "A parameter is absent or malformed; seen with a verifier encoded again and with a missing refresh_token.",
            fix: "Send a form body with all parameters and the raw code_verifier.",
        },
        // https://repost.aws/zh-Hant/questions/QUribd4ytZTnmoxKt_B7DXFg/cognito-returns-invalid-request-and-unauthorized-client
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unauthorized_client",
            pattern: "^$",
            causes: &[&c::grant_type_not_enabled::CAUSE, &c::redirect_uri_mismatch_token::CAUSE],
            means: "The app client may not use the code grant or refresh; also seen when redirect_uri was encoded twice.",
            fix: "Tick the grant under OAuth grant types; encode redirect_uri once.",
        },
        // https://github.com/awsdocs/amazon-cognito-developer-guide/blob/main/doc_source/token-endpoint.md
        Entry {
            place: Place::Token,
            status: Some(400),
            error: "unsupported_grant_type",
            pattern: "^$",
            causes: &[&c::grant_type_missing_or_wrong::CAUSE],
            means: "grant_type is not one of authorization_code, refresh_token, client_credentials.",
            fix: "Send a known grant_type.",
        },
        // https://github.com/simov/grant/issues/189
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "invalid_token",
            pattern: "Access token does not contain openid scope",
            causes: &[&c::insufficient_scope::CAUSE],
            means: "userInfo needs openid among the token's scopes.",
            fix: "Request openid.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "invalid_token",
            pattern: "(expired|revoked|malformed|invalid)",
            causes: &[
                &c::access_token_expired::CAUSE,
                &c::access_token_invalid::CAUSE,
                &c::wrong_token_type::CAUSE,
            ],
            means: "The access token is not usable at userInfo.",
            fix: "Refresh or log in again.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Refresh Token has been revoked",
            causes: &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_expired::CAUSE],
            means: "The refresh token was revoked.",
            fix: "Log in again.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "NotAuthorizedException.*(Refresh Token has (expired|been revoked)|Invalid Refresh Token)",
            causes: &[&c::refresh_token_expired::CAUSE, &c::refresh_token_revoked::CAUSE],
            means: "The refresh token is over or of another client.",
            fix: "Log in again; App clients > (client) > Refresh token expiration.",
        },
        // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "is configured (for|with) secret but (SECRET_HASH|secret) was not received",
            causes: &[&c::missing_client_auth::CAUSE, &c::wrong_platform_type::CAUSE],
            means: "The app client has a secret and the call lacks SECRET_HASH.",
            fix: "Use an app client without secret for browser or mobile apps.",
        },
        // https://github.com/stealthycoin/chalice-cognito-auth/issues/6
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Unable to verify secret hash for client",
            causes: &[
                &c::wrong_client_secret::CAUSE,
                &c::missing_client_auth::CAUSE,
                &c::secret_encoding::CAUSE,
            ],
            means: "SECRET_HASH is not the one of this app client, user name and secret.",
            fix: "Compute SECRET_HASH as Base64(HMAC-SHA256(client secret, user name + client id)) with this client's secret.",
        },
        // https://github.com/aws-samples/aws-serverless-workshops/issues/277 and https://github.com/floci-io/floci/pull/3974
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "(AUTH|[Aa]uth) flow not enabled for this client|is not enabled for the client",
            causes: &[&c::grant_type_not_enabled::CAUSE],
            means: "The app client may not use this authentication flow.",
            fix: "App clients > (client) > Edit > Authentication flows: tick the flow that is sent in AuthFlow.",
        },
        // https://github.com/aws/aws-sdk-php/issues/2183
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "(User pool client|App client) .{0,60}does not exist",
            causes: &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "No app client of this pool has this id.",
            fix: "Copy the client id from App clients, and see that region and pool are the ones it was made in.",
        },
        // https://github.com/aws/aws-aspnet-cognito-identity-provider/issues/135
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "User pool .{0,60}does not exist",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::wrong_client_id::CAUSE],
            means: "No user pool with this id is in this region.",
            fix: "Compare pool id and region.",
        },
        // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
        // https://github.com/aws-amplify/amplify-js/issues/1234
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Password attempts exceeded",
            causes: &[&c::account_not_allowed::CAUSE, &c::user_credentials_wrong::CAUSE],
            means: "Too many wrong passwords have locked the account for a while; the right one is refused as well.",
            fix: "Wait (one second at first, up to 15 minutes), then type the password again or reset it.",
        },
        // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
        // https://github.com/aws-amplify/amplify-js/issues/1234
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Incorrect username or password|UserNotFoundException",
            causes: &[&c::user_credentials_wrong::CAUSE],
            means: "The person's name or password is wrong.",
            fix: "Type them again, or reset the password.",
        },
        // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
        // https://github.com/aws-amplify/amplify-js/issues/5503 and https://github.com/aws/aws-sdk-js/issues/4608
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "UserNotConfirmedException|User is (not confirmed|disabled)",
            causes: &[&c::account_not_allowed::CAUSE],
            means: "The account is not confirmed, or switched off.",
            fix: "Confirm or enable the user in the pool.",
        },
        // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
        // https://github.com/aws-amplify/amplify-js/issues/4890
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "PasswordResetRequiredException|Password reset required",
            causes: &[&c::interaction_required::CAUSE],
            means: "The person must set a new password first.",
            fix: "Begin ForgotPassword and let the person set a new password.",
        },
        // https://github.com/aws-amplify/amplify-js/issues/1906
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Access Token does not have required scopes",
            causes: &[&c::insufficient_scope::CAUSE, &c::scope_not_granted::CAUSE],
            means: "The pool's own API takes only access tokens with `aws.cognito.signin.user.admin`.",
            fix: "Ask for the scope `aws.cognito.signin.user.admin`, or use /oauth2/userInfo.",
        },
        // https://github.com/amazon-archives/amazon-cognito-identity-js/issues/12
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Missing a required claim: aud|Not a valid OpenId Connect identity token",
            causes: &[&c::wrong_token_type::CAUSE, &c::access_token_invalid::CAUSE],
            means: "Identity pools take ID tokens, and this is none.",
            fix: "Put the ID token into `Logins`.",
        },
        // https://github.com/amazon-archives/amazon-cognito-identity-js/issues/7
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Incorrect token audience|not from a supported provider of this identity pool",
            causes: &[
                &c::id_token_audience::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::server_misconfigured::CAUSE,
            ],
            means: "The ID token is of a client or user pool that the identity pool does not list.",
            fix: "Identity pools > (pool) > User access > Identity provider: add the client id of the token.",
        },
        // https://github.com/amazon-archives/amazon-cognito-identity-js/issues/40
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Issuer doesn't match providerName",
            causes: &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The key in `Logins` is not the issuer of the ID token.",
            fix: "Name the token's issuer, without `https://`, as the key.",
        },
        // https://github.com/amazon-archives/amazon-cognito-identity-js/issues/684
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Token expired: \\d+",
            causes: &[&c::id_token_expired_clock_skew::CAUSE, &c::access_token_expired::CAUSE],
            means: "The ID token has expired.",
            fix: "Refresh the login and send the new ID token.",
        },
        // https://github.com/ravenscar/franken-srp/issues/13
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "",
            pattern: "Request not allowed due to WAF block",
            causes: &[&c::waf_blocked::CAUSE],
            means: "A web ACL attached to the pool refused.",
            fix: "Let the pool's owner allow the request in the AWS WAF web ACL.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "Amazon Cognito › User pools › (pool) › App clients › (client) › Login pages › Managed login pages configuration › Allowed callback URLs / Allowed sign-out URLs",
        ),
        ("client type", "App clients › (client): with or without client secret, fixed at creation"),
        ("grant types", "App clients › (client) › Login pages › OAuth grant types"),
        (
            "scopes",
            "App clients › (client) › Login pages › OpenID Connect scopes / Custom scopes; Branding › Domain › Resource servers",
        ),
        ("secrets", "App clients › (client) › Show client secret"),
        ("token times", "App clients › (client) › Edit app client information"),
        ("external providers", "Authentication › Social and external providers"),
        ("firewall", "Security › AWS WAF"),
    ],
};
