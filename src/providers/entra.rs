//! Microsoft Entra ID: how it is recognised and what its words mean. Below each address stands what was read there.

pub mod codes;

use crate::causes as c;
use crate::provider::{Entry, Place, Provider, Recognise};

/// Microsoft Entra ID.
pub static PROVIDER: Provider = Provider {
    id: "entra",
    name: "Microsoft Entra ID",
    recognise: Recognise {
        hosts: &[
            "login.microsoftonline.com",
            "login.microsoftonline.us",
            "login.partner.microsoftonline.cn",
            "login.windows.net",
            "login.microsoft.com",
            "sts.windows.net",
            "*.ciamlogin.com",
            "login.live.com",
        ],
        issuers: &[
            r"^https://login\.microsoftonline\.(com|us)/[0-9a-f-]{36}/v2\.0$",
            r"^https://sts\.windows\.net/[0-9a-f-]{36}/$",
            r"^https://login\.partner\.microsoftonline\.cn/[0-9a-f-]{36}/v2\.0$",
            r"^https://[a-z0-9-]+\.ciamlogin\.com/[0-9a-f-]{36}/v2\.0$",
        ],
        paths: &[
            "/{tenant}/oauth2/v2.0/authorize",
            "/{tenant}/oauth2/v2.0/token",
            "/{tenant}/oauth2/v2.0/devicecode",
        ],
        headers: &[
            ("x-ms-request-id", "^[0-9a-f-]{36}$"),
            ("x-ms-ests-server", ".+"),
            ("Set-Cookie", r"(?i)\b(fpc|esctx|x-ms-gateway-slice|stsservicecookie|ESTSAUTH\w*)="),
        ],
    },
    // What the server for personal accounts (login.live.com) says, without a number.
    errors: &[
        // https://github.com/pnp/sp-starter-kit/issues/520
        Entry {
            place: Place::Api,
            status: Some(403),
            error: "ErrorAccessDenied",
            pattern: "",
            causes: &[&c::insufficient_scope::CAUSE, &c::user_not_assigned::CAUSE],
            means: "The token has no permission for this mailbox or item, or only a delegated one where the app acts for itself.",
            fix: "Add the permission to the app, have it consented to, and get a new token.",
        },
        // https://learn.microsoft.com/entra/identity-platform/claims-challenge
        Entry {
            place: Place::Api,
            status: Some(401),
            error: "",
            pattern: "insufficient_claims|evaluation resulted in challenge",
            causes: &[
                &c::interaction_required::CAUSE,
                &c::access_token_invalid::CAUSE,
                &c::refresh_token_revoked::CAUSE,
            ],
            means: "A change of the account or a policy has ended the token before its time; the answer says which claims a new one must have.",
            fix: "Pass the `claims` value of `WWW-Authenticate` on in a new, interactive authorization request.",
        },
        // https://github.com/microsoftgraph/msgraph-sample-maui/issues/55
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "sign in here with a personal account|无法使用个人帐户在此登录",
            causes: &[&c::account_not_allowed::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The app, or the authority, takes accounts of organisations only.",
            fix: "Register the app for personal accounts too (`AzureADandPersonalMicrosoftAccount`), or sign in with an account of an organisation.",
        },
        // https://github.com/Azure/CloudShell/issues/109
        Entry {
            place: Place::Api,
            status: None,
            error: "",
            pattern: "AudienceNotSupported|not a supported MSI token audience",
            causes: &[&c::audience_invalid::CAUSE],
            means: "The machine's identity serves only the audiences that the message lists.",
            fix: "Ask for one of the listed audiences, or log in as another identity.",
        },
        // https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "",
            pattern: "Required metadata header not specified",
            causes: &[&c::missing_parameter::CAUSE],
            means: "The request lacks the header `Metadata: true`.",
            fix: "Send `Metadata: true`.",
        },
        // https://github.com/Azure/terraform-provider-azapi/issues/669
        Entry {
            place: Place::Api,
            status: Some(400),
            error: "invalid_request",
            pattern: "Identity not found",
            causes: &[&c::wrong_client_id::CAUSE, &c::user_not_assigned::CAUSE],
            means: "The machine has no identity, or none with this client id.",
            fix: "Assign the identity to the machine, or send the client id of one that is assigned.",
        },
        // https://github.com/PartnerCenterSamples/Reseller-Web-Application/issues/73
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "(?i)does not match the (reply|redirect) [^'‘]{1,12}['‘][^'’]{1,300}['’] provided when requesting",
            causes: &[&c::redirect_uri_mismatch_token::CAUSE],
            means: "The token request's redirect URI is not the authorization request's; the message names both.",
            fix: "Send the same redirect URI both times, to the last slash.",
        },
        // https://github.com/ZeroPointSix/outlookEmailPlus/issues/107
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "AADSTS70000: .{0,40}one or more scopes requested are unauthorized or expired",
            causes: &[
                &c::scope_not_granted::CAUSE,
                &c::consent_required::CAUSE,
                &c::refresh_token_revoked::CAUSE,
            ],
            means: "A scope is asked for that this refresh token was not granted.",
            fix: "Ask only for scopes that were granted when the person signed in, or send the person through consent again.",
        },
        // https://github.com/ZeroPointSix/outlookEmailPlus/issues/94
        Entry {
            place: Place::Token,
            status: None,
            error: "",
            pattern: "No applicable permissions were found for this user",
            causes: &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
            means: "`/.default` holds nothing that a personal account can grant.",
            fix: "Ask for the permissions by name, `https://graph.microsoft.com/Mail.Read`, in place of `/.default`.",
        },
        // https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "[Uu]ser account .{0,120}does not exist in tenant",
            causes: &[&c::account_not_allowed::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
            means: "The account is neither a member nor a guest of the tenant that holds the app.",
            fix: "Invite it as a guest under Entra ID > Users, choose another account, or let the app take accounts of other tenants.",
        },
        // https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/application-sign-in-unexpected-user-consent-error
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "Need admin approval|resources in your organization that only an admin can grant|requires your admin's approval",
            causes: &[&c::admin_consent_required::CAUSE],
            means: "The person may not agree to these permissions alone; an administrator of the tenant must.",
            fix: "Let an administrator open Enterprise applications > (app) > Permissions > Grant admin consent, or allow users to consent.",
        },
        // https://learn.microsoft.com/en-us/entra/identity/conditional-access/troubleshoot-conditional-access
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "requires the device requesting access|Set up your device to get access|does(n't| not) meet the criteria to access this resource|You can(no|')t (get there from here|access this right now)",
            causes: &[&c::access_policy_blocked::CAUSE],
            means: "A conditional access policy of the tenant refuses this sign-in.",
            fix: "Look the attempt up under Entra ID > Sign-in logs > Conditional Access: it names the policy and what it misses.",
        },
        // https://github.com/microsoftgraph/msgraph-sdk-javascript/issues/310
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "'userAudience' configuration|configured with 'Consumer' as the user audience",
            causes: &[&c::wrong_tenant_or_issuer::CAUSE, &c::account_not_allowed::CAUSE],
            means: "The endpoint does not fit the kinds of account that the app admits.",
            fix: "Choose the kinds of account under App registrations > (app) > Authentication > Supported account types, or call /organizations, /consumers or the tenant instead of /common.",
        },
        // https://github.com/microsoftgraph/msgraph-sample-nodeexpressapp/issues/152
        Entry {
            place: Place::Page,
            status: None,
            error: "",
            pattern: "client does not exist or is not enabled for consumers",
            causes: &[
                &c::account_not_allowed::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::wrong_tenant_or_issuer::CAUSE,
            ],
            means: "A personal account was chosen, and the app does not admit personal accounts, or the client id is not one of an app.",
            fix: "Choose the kinds of account under App registrations > (app) > Authentication > Supported account types, or call /organizations, /consumers or the tenant instead of /common.",
        },
        // seen in public code
        Entry {
            place: Place::Page,
            status: None,
            error: "invalid_request",
            pattern: "expected value is a URI which matches a redirect URI registered for this client",
            causes: &[&c::redirect_uri_mismatch_authorize::CAUSE],
            means: "The redirect URI is not registered for this app.",
            fix: "Add it under App registrations > (app) > Authentication > Platform configurations.",
        },
    ],
    console: &[
        (
            "redirect URIs",
            "entra.microsoft.com › Identity › Applications › App registrations › (app) › Authentication › Platform configurations",
        ),
        (
            "client type / platform",
            "Authentication: Web, Single-page application, Mobile and desktop; Allow public client flows",
        ),
        ("implicit / hybrid", "Authentication › Implicit grant and hybrid flows"),
        ("secrets", "Certificates & secrets › Client secrets (column Value)"),
        ("scopes / API permissions", "API permissions; Expose an API; Grant admin consent"),
        ("accounts", "Authentication › Supported account types"),
        (
            "users assigned",
            "Enterprise applications › (app) › Properties › Assignment required; Users and groups",
        ),
        ("policies", "Protection › Conditional Access"),
        ("log", "Monitoring › Sign-in logs (by correlation id)"),
    ],
};
