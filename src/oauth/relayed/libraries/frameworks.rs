//! Sentences of Java's and .NET's frameworks and of Microsoft's libraries. Data only.

use super::Library;
use crate::oauth::Step::{Authorization, Callback, Discovery, IdToken, StateCheck, Token, Userinfo};

pub static LIBRARIES: &[Library] = &[
    Library {
        name: "Spring Security",
        source: "https://github.com/spring-projects/spring-security/tree/main/oauth2/oauth2-client/src/main",
        lines: &[
            (Token, "invalid_token_response", r"\[?invalid_token_response\b"),
            (StateCheck, "authorization_request_not_found", r"authorization_request_not_found"),
            (StateCheck, "invalid_state_parameter", r"invalid_state_parameter"),
            (Callback, "invalid_redirect_uri_parameter", r"invalid_redirect_uri_parameter"),
            (IdToken, "invalid_nonce", r"\[invalid_nonce\]"),
            (IdToken, "invalid_id_token", r"\[?invalid_id_token\]?"),
            (IdToken, "missing_user_name_attribute", r"missing_user_name_attribute"),
            (IdToken, "missing_signature_verifier", r"missing_signature_verifier"),
            (IdToken, "signed jwt rejected", r"Signed JWT rejected: [^\n]*"),
            (
                Userinfo,
                "invalid_user_info_response",
                r"invalid_user_info_response(?:[^\n]{0,140}?\b(?P<status>[45]\d\d)\b)?",
            ),
            (Authorization, "client_authorization_required", r"client_authorization_required"),
            (Callback, "client_registration_not_found", r"client_registration_not_found"),
            (
                Authorization,
                "oauth2auth",
                r"OAuth2Auth\w+Exception: \[(?P<code>[a-z_]+)\] ?(?P<description>[^\n]*)",
            ),
        ],
    },
    Library {
        name: "ASP.NET Core",
        source: "https://github.com/dotnet/aspnetcore/tree/main/src/Security/Authentication",
        lines: &[
            (StateCheck, "correlation failed", r"Correlation failed"),
            (
                StateCheck,
                "cookie not found",
                r"'\.AspNetCore\.(Correlation|OpenIdConnect\.Nonce)\.[^']*' cookie not found",
            ),
            (StateCheck, "unable to unprotect", r"Unable to unprotect the message\.State"),
            (StateCheck, "oauth state was missing", r"The oauth state was missing or invalid"),
            (
                Token,
                "redeemauthorizationcode",
                r"Message contains error: '(?P<code>[^']*)', error_description: '(?P<description>.*?)', error_uri[\s\S]{0,900}RedeemAuthorizationCode",
            ),
            (
                Authorization,
                "message contains error",
                r"Message contains error: '(?P<code>[^']*)', error_description: '(?P<description>.*?)'(?:, error_uri|\s|$)",
            ),
            (
                Token,
                "oauth token endpoint failure",
                r"OAuth token endpoint failure: (?P<code>[a-z_]+);Description=(?P<description>[^;\n]*)",
            ),
            (Token, "oauth token endpoint failure", r"OAuth token endpoint failure"),
            (
                Userinfo,
                "retrieving",
                r"An error occurred (when|while) retrieving .{0,40}user (profile|information)",
            ),
            (
                Authorization,
                "denied by the resource owner",
                r"Access was denied by the resource owner or by the remote server",
            ),
        ],
    },
    Library {
        name: "Microsoft IdentityModel",
        source: "https://github.com/AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet/blob/dev/src/Microsoft.IdentityModel.Tokens/LogMessages.cs",
        lines: &[
            (Discovery, "idx208", r"IDX208\d\d"),
            (StateCheck, "idx21", r"IDX(2132[0-9]|10311)"),
            (IdToken, "idx", r"IDX(10\d{3}|12\d{3}|21\d{3}|40\d{3})"),
        ],
    },
    Library {
        name: "Microsoft.Identity.Web",
        source: "https://github.com/AzureAD/microsoft-identity-web/tree/master/src",
        lines: &[
            (Callback, "idw10201", r"IDW10201"),
            (Callback, "idw101", r"IDW101\d\d"),
            (Callback, "idw105", r"IDW105\d\d"),
            (
                Authorization,
                "microsoftidentitywebchallengeuserexception",
                r"MicrosoftIdentityWebChallengeUserException",
            ),
        ],
    },
    Library {
        name: "MSAL",
        source: "https://github.com/AzureAD/microsoft-authentication-library-for-js/tree/dev/lib/msal-common/src/error",
        lines: &[
            (StateCheck, "state_mismatch", r"ClientAuthError: state_mismatch|\bstate_mismatch: "),
            (StateCheck, "state mismatch: ", r"state mismatch: \S+ vs "),
            (StateCheck, "no_token_request_cache_error", r"no_token_request_cache_error"),
            (IdToken, "nonce_mismatch", r"\bnonce_mismatch\b"),
            (IdToken, "idtoken", r"\bIdToken(Issuer|Audience|Nonce)?Error\b"),
            (Discovery, "resolution_error", r"\bendpoints_resolution_error|\bopenid_config_error"),
            (Discovery, "openid_config_error", r"\bopenid_config_error"),
            (Callback, "monitor_window_timeout", r"monitor_window_timeout"),
            (Callback, "interaction_in_progress", r"interaction_in_progress"),
            (
                Callback,
                "hash_",
                r"\bhash_(empty_error|does_not_(contain|deserialize)\w*|not_deserialized)|\bno_state_in_hash",
            ),
            (Authorization, "user_cancel", r"\buser_cancell?ed\b|\bMSALErrorDomain\b[^\n]{0,40}-50005"),
            (Callback, "post_request_failed", r"\bpost_request_failed\b"),
            (
                Token,
                "interactionrequiredautherror",
                r"InteractionRequiredAuthError: (?P<code>[a-z_]+): ?(?P<description>[^\n]*)",
            ),
            (Token, "servererror", r"\bServerError: (?P<code>[a-z_]+): ?(?P<description>[^\n]*)"),
            (Token, "msaluirequiredexception", r"MsalUiRequiredException:? ?(?P<description>[^\n]*)"),
            (Token, "msalserviceexception", r"MsalServiceException:? ?(?P<description>[^\n]*)"),
            (Token, "msalclientexception", r"MsalClientException:? ?(?P<description>[^\n]*)"),
        ],
    },
];
