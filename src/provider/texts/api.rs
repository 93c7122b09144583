//! Sentences of APIs and userinfo endpoints.

use super::says;
use crate::causes as c;
use crate::provider::Entry;

/// The audience of the token is the matter.
pub const AUDIENCE: &str = r"(?i)(\baud(iences?)?\b.{0,110}(invalid|mismatch|not|wrong)|(invalid|wrong|unexpected|bad).{0,10}audience|\baudience (does|did)n.t match|\bexpected .?aud(ience)?\b|unexpected .{0,3}\baud\b|not intended for|n(o|.)t\b.{0,24}\baudience\b|(not have a|no) valid audience)";

/// The token lacks a scope.
pub const SCOPE: &str = r"(?i)(insufficient|missing|lacks?|does(n.t| not) (contain|have|include)|without)\b.{0,40}\bscopes?\b|scopes?\b.{0,30}(insufficient|missing|required|does(n.t| not) match|mismatch)|permissions? missing|requires? merchant approval|required scopes?\b|scopes?\b.{0,60}\bnot (present|granted|included|in the token)|(invalid|missing|insufficient|mismatch).{0,3}oauth.?scope|oauth.?scope.{0,3}(mismatch|invalid|missing)|required (access|permissions?):|insufficient permission|not accessible by|outside the (authorized|granted) scopes?";

/// What APIs and userinfo endpoints say.
pub static API: &[Entry] = &[
    // https://github.com/awslabs/aws-jwt-verify/blob/main/src/cognito-verifier.ts
    says(
        r"\bToken use not allowed: (id|access)\b",
        &[&c::wrong_token_type::CAUSE],
        "The API wants the other one of ID token and access token.",
    ),
    // https://github.com/awslabs/aws-jwt-verify/blob/main/src/cognito-verifier.ts
    says(
        r"\bClient ID not allowed: ",
        &[&c::access_token_wrong_audience::CAUSE, &c::wrong_client_id::CAUSE],
        "The API takes tokens of another app client.",
    ),
    says(
        r"provided valid credentials in the right format",
        &[&c::access_token_invalid::CAUSE, &c::access_token_expired::CAUSE, &c::wrong_token_type::CAUSE],
        "The server does not know the token: expired, revoked, or never issued.",
    ),
    says(
        r"(?i)retrieve remote jwk set",
        &[&c::server_misconfigured::CAUSE, &c::wrong_endpoint::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The API cannot fetch the keys by which it verifies tokens, at the address that it is configured with.",
    ),
    says(
        r"(?i)does not contain resource.?id",
        &[&c::access_token_wrong_audience::CAUSE],
        "The token's `aud` does not name this API.",
    ),
    says(
        r"(?i)\btoken\b.{0,12}\bnot (yet )?valid (before|yet)|\btoken\b.{0,12}\bnot yet valid",
        &[&c::access_token_expired::CAUSE, &c::access_token_invalid::CAUSE],
        "By the API's clock the token is not valid yet.",
    ),
    says(
        r"(?i)\bmtls\b|mutual tls|client certificate|failed to present a certificate|certificate.{0,20}(thumbprint|bound|does(n.t| not) match|mismatch)",
        &[&c::mtls_required::CAUSE, &c::proxy_altered_request::CAUSE],
        "The token is bound to a certificate, and none or another one came with the call.",
    ),
    says(
        r"(?i)\b(client |lwa )?secret\b.{0,30}\bexpired",
        &[&c::expired_client_secret::CAUSE],
        "The secret of the client for which the token was issued has expired.",
    ),
    says(
        r"(?i)\b(installation|integration|app|application|client|add-on|project|developer)\b.{0,16}\b(has been|is|was) (suspended|disabled|deactivated|blocked|inactive|deleted)\b",
        &[&c::app_disabled::CAUSE],
        "The client is switched off or suspended, or its installation is.",
    ),
    says(
        r"(?i)client.?id\b.{0,24}\btoken\b.{0,16}(do(es)?n.t|do(es)? not) match|\btoken\b.{0,24}client.?id\b.{0,16}(do(es)?n.t|do(es)? not) match",
        &[&c::wrong_client_id::CAUSE, &c::access_token_wrong_audience::CAUSE],
        "The client id that comes beside the token is not that of the client for which it was issued.",
    ),
    says(
        r"(?i)has enabled oauth app access restrictions",
        &[&c::admin_consent_required::CAUSE, &c::access_policy_blocked::CAUSE],
        "The organisation lets no app in that its owners have not approved.",
    ),
    says(
        r"(?i)\bwith (trial|sandbox|development) access\b|\b(apps?|applications?|clients?)\b.{0,20}\b(in|with) (trial|sandbox|development)( mode| access)?\b.{0,20}\b(not|only)\b",
        &[&c::app_not_published_or_test_user::CAUSE],
        "The client is on trial and not let in to production yet.",
    ),
    says(
        r"(?i)\b(does(n.t| not)|do(n.t| not)) have an? (\w+ ){0,3}licen[sc]e\b|\b(not licensed|no licen[sc]e) for\b",
        &[&c::api_not_enabled::CAUSE, &c::account_not_allowed::CAUSE],
        "The organisation has no licence for the product behind this API.",
    ),
    // https://documentation.matrixx.com/html/releases/beta/529x/security/r_oauth_errors.html
    says(
        r"(?i)\bno matching key\(s\) found\b",
        &[&c::access_token_invalid::CAUSE, &c::id_token_signature::CAUSE, &c::wrong_token_type::CAUSE],
        "The API finds no key of the issuer that fits the token's `kid` and algorithm: another issuer signed it, or a key that is retired.",
    ),
    says(SCOPE, &[&c::insufficient_scope::CAUSE], "The token lacks a scope."),
    says(
        r"(?i)(access.?not.?configured|api (has not been|is not|not) (used|enabled)|is disabled\. enable it|not enabled the (\w+ ){0,3}api|must (enable|activate|turn on|switch on)\b.{0,40}\b(api|feature|product|service)\b|not enrolled|not subscribed)",
        &[&c::api_not_enabled::CAUSE],
        "The API is not switched on for this project.",
    ),
    says(
        r"(?i)(verify|confirm) your (account|e-?mail)|\b(account|user|login)\b.{0,12}(is|has been|was) (currently )?(not verified|suspended|disabled|deactivated|locked|pending)|login is missing a confirmed",
        &[&c::account_not_allowed::CAUSE, &c::access_token_invalid::CAUSE],
        "The state of the person's account does not allow this.",
    ),
    says(
        r"(?i)\btokens?\b.{0,24}\b(meant|intended|valid)\b.{0,6}\bfor\b.{0,40}\bonly\b",
        &[&c::access_token_wrong_audience::CAUSE, &c::wrong_endpoint::CAUSE],
        "The token is for another server than the one that is called.",
    ),
    says(
        AUDIENCE,
        &[&c::access_token_wrong_audience::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The token is for another API.",
    ),
    says(
        r"(?i)(invalid|wrong|unexpected|untrusted|unknown|unsupported).{0,10}\bissuer\b|\bexpected .?iss(uer)?\b|\b(issuer|iss)\b.{0,140}(invalid|mismatch|not (valid|trusted|match|known|supported))",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::access_token_invalid::CAUSE],
        "The token is of an issuer that the API does not trust.",
    ),
    says(
        r"(?i)\b(sandbox|production|live|test)\b.{0,20}\b(key|token)\b.{0,60}\b(sandbox|production|live|test)\b",
        &[&c::access_token_invalid::CAUSE, &c::access_token_wrong_audience::CAUSE],
        "The token is of one environment, the API of another.",
    ),
    // The sentence of RFC 6750, section 3.1, which names every reason.
    says(
        r"(?i)expired, revoked, malformed,? or invalid",
        &[
            &c::access_token_invalid::CAUSE,
            &c::access_token_expired::CAUSE,
            &c::access_token_wrong_audience::CAUSE,
        ],
        "The API does not accept the token, and does not say why.",
    ),
    says(
        r"(?i)issued.?at.{0,12}future|\biat\b.{0,24}(future|later|ahead)|used before issued|token (was )?issued in the future",
        &[&c::access_token_expired::CAUSE, &c::access_token_invalid::CAUSE],
        "By the API's clock the token is of the future: the two clocks differ.",
    ),
    says(
        r"(?i)token.{0,30}(expired|not yet valid)|(expired|stale).{0,20}(token|session)|session (has )?expired|jwt ?(is )?expired|signature has expired",
        &[&c::access_token_expired::CAUSE, &c::access_token_invalid::CAUSE],
        "The token has expired.",
    ),
    says(
        r"(?i)(not a (valid )?jwt|jwt.{0,20}(malformed|format)|malformed jwt|id.?token.{0,30}(instead|not allowed)|unsupported authentication|wrong token type)",
        &[&c::wrong_token_type::CAUSE, &c::access_token_invalid::CAUSE],
        "The token is of another kind than the API reads.",
    ),
    says(
        r"(?i)(not (be )?registered|not (a )?(test|developer)|developer dashboard)",
        &[&c::app_not_published_or_test_user::CAUSE, &c::user_not_assigned::CAUSE],
        "The person is not on the list of a client in testing.",
    ),
    says(
        r"(?i)(bad|invalid|validating|revoked|unknown|malformed).{0,20}(credentials|token|jwt|session|authorization|auth)\b|token.{0,20}(invalid|revoked|not (found|(a )?valid|active)|inactive)|not a valid .{0,30}token|invalid session|jws ?invalid ?signature|jwt (signature|validation|verification) (is )?(invalid|fail)|(invalid|bad) signature|signature verification failed",
        &[&c::access_token_invalid::CAUSE, &c::access_token_expired::CAUSE, &c::wrong_token_type::CAUSE],
        "The API does not accept the token.",
    ),
];
