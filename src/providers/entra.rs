//! Microsoft Entra ID: how it is recognised and what its words mean. Below each address stands what was read there.

pub mod codes;

use crate::provider::{Provider, Recognise};

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
            "/{tenant}/oauth2/authorize",
            "/{tenant}/oauth2/v2.0/token",
            "/{tenant}/oauth2/v2.0/devicecode",
        ],
        headers: &[
            ("x-ms-request-id", "^[0-9a-f-]{36}$"),
            ("x-ms-ests-server", ".+"),
            ("Set-Cookie", r"(?i)\b(fpc|esctx|x-ms-gateway-slice|stsservicecookie|ESTSAUTH\w*)="),
        ],
    },
    errors: &[],
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
