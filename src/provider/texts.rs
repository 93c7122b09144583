//! Sentences that many servers and libraries print, whatever code stands beside them: on a provider's error page, in a
//! description, on the client's own page.

use super::{Entry, Place, matches};
use crate::cause::{Cause, Words};
use crate::causes as c;

/// What a sentence in these words means, if it is one that is known.
pub fn look_up(words: &Words) -> Option<Entry> {
    // The code itself is no sentence, although its words may look like one.
    let text = if words.code.is_empty() { words.text.clone() } else { words.text.replace(&words.code, " ") };
    let of_server = || SERVER.iter().find(|entry| matches(entry.pattern, &text, ""));
    let of_client = || CLIENT.iter().find(|entry| matches(entry.pattern, &text, ""));
    let found = match words.place {
        Place::Callback => of_client().or_else(of_server),
        Place::Token | Place::Page | Place::Api => of_server(),
    };
    found.map(|entry| Entry { place: words.place, ..*entry })
}

/// Whether a page of a provider says that the login failed. Long pages are left alone: their scripts name errors that
/// have not happened.
pub fn server_says_error(page: &str) -> bool {
    page.len() < 1500 && SERVER.iter().any(|entry| matches(entry.pattern, page, ""))
}

/// Whether a page of a client says that it refused the response.
pub fn client_says_error(page: &str) -> bool {
    page.len() < 1500 && CLIENT.iter().any(|entry| matches(entry.pattern, page, ""))
}

const fn says(pattern: &'static str, causes: &'static [&'static Cause], means: &'static str) -> Entry {
    Entry { place: Place::Page, status: None, error: "", pattern, causes, means, fix: "" }
}

/// What authorization servers, gateways and APIs say.
static SERVER: &[Entry] = &[
    says(
        r"(?i)(plain.{0,40}(not (allowed|supported|permitted)|unsupported|disabled)|(transform|code.?challenge.?method).{0,60}(not (allowed|supported)|unsupported|invalid|unknown|must be|only)|(only|use|must use) .?s256)",
        &[&c::pkce_method_rejected::CAUSE, &c::pkce_required::CAUSE],
        "The PKCE method is not accepted; S256 is demanded.",
    ),
    says(
        r"(?i)((code.?challenge|pkce)\b.{0,40}(is )?(required|missing|must be|mandatory|not (provided|present|set))|(missing|requires?|must use|enforced?).{0,30}(code.?challenge|pkce|proof key))",
        &[&c::pkce_required::CAUSE, &c::pkce_method_rejected::CAUSE],
        "PKCE is demanded.",
    ),
    says(
        r"(?i)(code.?verifier.{0,40}(required|missing|not (provided|present|set|found))|missing.{0,30}code.?verifier)",
        &[&c::pkce_missing::CAUSE, &c::pkce_verifier_mismatch::CAUSE],
        "The token request has no `code_verifier`.",
    ),
    says(
        r"(?i)(code.?verifier.{0,60}(not match|mismatch|invalid|incorrect|wrong|fail)|(invalid|incorrect|wrong|bad).{0,20}code.?verifier|pkce.{0,40}(fail|mismatch|invalid|not match)|code.?challenge.{0,60}(not match|mismatch|failed))",
        &[&c::pkce_verifier_mismatch::CAUSE],
        "The `code_verifier` does not fit the `code_challenge`.",
    ),
    says(
        r"(?i)(post.?logout.?redirect.?ur[il].{0,60}(invalid|not|mismatch)|(invalid|unregistered|unknown).{0,20}post.?logout.?redirect)",
        &[&c::post_logout_redirect_uri_mismatch::CAUSE],
        "The URI after logout is not registered.",
    ),
    says(
        r"(?i)(redirect|callback|reply)[ _-]?ur[il]s?.{0,60}(fragment|wildcard|absolute|must (use|be) https|must start|scheme|malformed|not a valid ur)",
        &[&c::redirect_uri_invalid::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI is refused for its form.",
    ),
    says(
        r"(?i)((missing|required|no|without)[^.]{0,20}(redirect|callback|reply)[ _-]?ur[il]|(redirect|callback|reply)[ _-]?ur[il]s?.{0,20}(is )?(missing|required|not (provided|present|specified)))",
        &[&c::redirect_uri_missing::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI is needed and absent.",
    ),
    says(
        r"(?i)((redirect|callback|reply)[ _-]?ur[il]s?\b.{0,120}(mismatch|invalid|incorrect|not (\w+ )?(registered|allowed|whitelisted|valid|match\w*|found|authorized|permitted|in the list|associated|pre-registered|correct|supported|equal)|does(n.t| not) match|do(n.t| not) match|unregistered|unknown)|(mismatch\w*|invalid|incorrect|unregistered|unknown|illegal|bad|wrong|disallowed|unauthorized|not match).{0,40}(redirect|callback|reply)[ _-]?ur[il]|invalid redirect\b|redirect.{0,160}(does not match|not registered|not whitelisted))",
        &[
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::redirect_uri_invalid::CAUSE,
            &c::wrong_client_id::CAUSE,
        ],
        "The redirect URI is not registered for this client.",
    ),
    says(
        r"(?i)scopes?\b.{0,80}(not (allowed|granted|assigned|permitted|authorized|enabled|approved)|disallowed|unauthorized)",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "The client may not have this scope.",
    ),
    says(
        r"(?i)(scopes?\b.{0,60}(invalid|unknown|malformed|not (valid|supported|exist|found|recogni[sz]ed)|unsupported|does(n.t| not) exist)|(invalid|unknown|unsupported|malformed).{0,20}scope)",
        &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
        "A scope is unknown or malformed.",
    ),
    says(
        r"(?i)(response.?type.{0,60}(not (allowed|supported|enabled|permitted)|unsupported|invalid|disabled)|(unsupported|invalid).{0,20}response.?type)",
        &[&c::response_type_not_enabled::CAUSE],
        "The response type is not switched on.",
    ),
    says(
        r"(?i)grant.?type.{0,60}(not (allowed|enabled|permitted|authorized|assigned)|disabled|unauthorized)",
        &[&c::grant_type_not_enabled::CAUSE],
        "The grant is not switched on for this client.",
    ),
    says(
        r"(?i)\bstate\b.{0,30}(parameter )?(is )?(missing|required|must|too short|entropy)|(missing|requires?).{0,20}\bstate\b",
        &[&c::missing_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        "The provider demands a `state` of some length.",
    ),
    says(
        r"(?i)(pushed authorization request|\bpar\b).{0,40}(required|must|only)|(must|required).{0,40}(pushed authorization|\bpar\b)",
        &[&c::par_required::CAUSE],
        "The authorization request must be pushed first.",
    ),
    says(
        r"(?i)(user.?agent.{0,60}(missing|required|must|header|set|provide)|(missing|no|without|invalid).{0,20}user.?agent)",
        &[&c::missing_user_agent::CAUSE, &c::waf_blocked::CAUSE],
        "The server wants a User-Agent.",
    ),
    says(
        r"(?i)(unsupported.?country|(country|region|territory|location).{0,40}(not (supported|available|allowed)|unsupported|blocked|restricted)|not available in your (country|region))",
        &[&c::ip_blocked::CAUSE],
        "The caller's country or region is not allowed.",
    ),
    says(
        r"(?i)(\bip\b.?(address)?.{0,60}(not (allowed|whitelisted|permitted|authorized|trusted|in)|blocked|banned|denied|restricted)|(blocked|banned|disallowed|untrusted|unauthorized).{0,20}\bip\b)",
        &[&c::ip_blocked::CAUSE],
        "The caller's address is not allowed.",
    ),
    says(
        r"(?i)(too many (requests|attempts|logins)|rate.?limit|quota (exceeded|reached)|slow down|throttl)",
        &[&c::rate_limited::CAUSE],
        "Too many requests.",
    ),
    says(
        r"(?i)(https (is )?required|requires? https|must (use|be) (https|tls|ssl)|(secure|ssl) (connection|transport) (is )?required|InsecureTransport)",
        &[&c::https_required::CAUSE, &c::proxy_altered_request::CAUSE],
        "The server sees plain http.",
    ),
    says(
        r"(?i)(client (certificate|cert)|mutual.?tls|mtls).{0,60}(required|missing|not (found|provided|present|valid)|invalid)|no (client|required ssl) certificate",
        &[&c::mtls_required::CAUSE],
        "A client certificate is demanded.",
    ),
    says(
        r"(?i)(origin.{0,60}(not (allowed|permitted|authorized|trusted|registered|whitelisted)|forbidden|invalid)|(invalid|forbidden|untrusted|disallowed).{0,20}origin\b|cross.?origin.{0,40}(not|only|forbidden))",
        &[&c::origin_not_allowed::CAUSE, &c::wrong_platform_type::CAUSE],
        "The server refuses this web origin.",
    ),
    says(
        r"(?i)(request (was |has been |is )?(blocked|rejected)\b|blocked by (the |a |our )?(waf|firewall|security|administrator|policy)|waf block|web application firewall|(bot|automated) (traffic|detected|request)|(support|incident|reference|event) id ?[:#])",
        &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::rate_limited::CAUSE],
        "Something before the server blocked the request.",
    ),
    says(
        r"(?i)(duplicate|repeated|more than once|multiple (values|times|occurrences)).{0,40}(parameter|param|header)|(parameter|param)s?.{0,40}(duplicated?|repeated|more than once|multiple)",
        &[&c::duplicate_parameter::CAUSE],
        "A parameter occurs more than once.",
    ),
    says(
        r"(?i)(multiple|more than one|two|several).{0,40}(client )?(authenticat\w*|credential\w*).{0,30}(method|mechanism|provided|used|sent)?",
        &[&c::duplicate_client_auth::CAUSE],
        "The client authenticates in more than one way.",
    ),
    says(
        r"(?i)(application|app|client)\b.{0,40}(is |has been |was )(disabled|suspended|deactivated|blocked|deleted|inactive)",
        &[&c::app_disabled::CAUSE],
        "The client is switched off.",
    ),
    says(
        r"(?i)(\b(in )?(development|sandbox|test(ing)?) mode\b|test users?\b|not (yet )?(been )?(published|verified|approved|reviewed|live)\b|developer approved|under review)",
        &[&c::app_not_published_or_test_user::CAUSE],
        "The client is in testing, and the person is not on its list.",
    ),
    says(
        r"(?i)(user|account|you)\b.{0,30}(is |are |has )?not (been )?(assigned|entitled|a member|granted access|authorized to (use|access) this app)",
        &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE],
        "The person is not assigned to this client.",
    ),
    says(
        r"(?i)((account|user)\b.{0,30}(is |has been |was )?(disabled|locked|suspended|blocked|deactivated|inactive|expired)|e-?mail.{0,30}not (been )?verified|verify your e-?mail|(domain|e-?mail).{0,40}not allowed)",
        &[&c::account_not_allowed::CAUSE],
        "This account may not sign in here.",
    ),
    says(
        r"(?i)(conditional access|compliant device|managed device|device (is )?not (compliant|trusted|registered)|(policy|policies).{0,40}(block|den(y|ied)|not satisfied|evaluation failed)|(block|den(y|ied)).{0,30}polic)",
        &[&c::access_policy_blocked::CAUSE],
        "A policy refuses this sign-in.",
    ),
    says(
        r"(?i)(admin(istrator)?.{0,30}(consent|approval|approve)|(consent|approval).{0,30}admin)",
        &[&c::admin_consent_required::CAUSE],
        "An administrator must approve the client.",
    ),
    says(
        r"(?i)(invalid|unknown|unregistered|no such|non.?existent|could not find|cannot find).{0,20}client|client.?(id|identifier|application)?\b.{0,40}(not (found|known|registered|exist|valid)|does(n.t| not) exist|unknown|unregistered|invalid|not recogni[sz]ed)",
        &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The server does not know the client.",
    ),
    says(
        r"(?i)(content.?type|media.?type).{0,60}(must|not (supported|allowed)|invalid|unsupported|expected|required)|x-www-form-urlencoded",
        &[&c::wrong_content_type::CAUSE],
        "The body is not a form, or not labelled as one.",
    ),
    says(
        r"(?i)(method.{0,20}not (allowed|supported)|(only|must be|use|requires?) (http )?post\b|not support(ed)? .{0,10}get\b|cannot get /)",
        &[&c::wrong_http_method::CAUSE, &c::wrong_endpoint::CAUSE],
        "The address does not take this method.",
    ),
];

/// What clients and their libraries say of a response that they refuse: Spring Security, ASP.NET Core, MSAL, passport,
/// openid-client, Auth.js, omniauth, Authlib, requests-oauthlib, go-oidc, oauth2-proxy, oidc-client-ts, Auth0's SDKs,
/// mod_auth_openidc, lua-resty-openidc, traefik-forward-auth, AppAuth and others.
static CLIENT: &[Entry] = &[
    says(
        r#"(?i)(authorization_request_not_found|correlation failed|checks\.state argument is missing|no_token_request_cache_error|unable to verify authorization request state|cookie was missing|unable to find a valid csrf token|state not found in session|no matching state found|state cookie found|no session state found|missing csrf cookie|state (parameter )?(is )?(missing|not found)( in| from)? (the )?(session|cookie|storage))"#,
        &[&c::session_cookie_lost::CAUSE, &c::state_mismatch::CAUSE],
        "The client does not find what it stored before the redirect: its cookie or session did not come back.",
    ),
    says(
        r#"(?i)(invalid_state_parameter|invalid_nonce_in_state|unable to unprotect the message\.state|state_mismatch|mismatching_state|invalidstateexception|csrf.{0,3}detected|csrf (warning|token mismatch|state)|\bstate\b.{0,40}(mismatch|not match|does(n.t| not) match|not equal|differs?|unexpected|invalid)|(invalid|mismatch\w*|wrong|unexpected|bad|incorrect).{0,20}\bstate\b)"#,
        &[&c::state_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "The client refuses the response: its `state` is not the one it remembers.",
    ),
    says(
        r#"(?i)(idx21323|idtokennonceerror|nonce.{0,60}(mismatch|not match|does(n.t| not) match|invalid|differs?|wrong|incorrect|unexpected|verification failed|replay)|(invalid|mismatch\w*|wrong|unexpected|bad|incorrect).{0,20}nonce)"#,
        &[&c::nonce_mismatch::CAUSE, &c::session_cookie_lost::CAUSE],
        "The client refuses the ID token: its `nonce` is not the one it remembers.",
    ),
    says(
        r#"(?i)((expected|unsupported|unexpected|unknown|invalid|another|wrong).{0,30}\b(jwt )?(alg|algorithm)\b|\balg(orithm)?\b.{0,40}(mismatch|not supported|unsupported|unexpected|not allowed|expected)|unsupported algorithm|signed jwt rejected|idx105(0[0-3]|11|17)|(signature|jws|jwt).{0,30}(verification failed|verify|invalid|not valid|mismatch)|(invalid|bad|wrong|verify).{0,20}signature|no (matching|suitable) key|key (id )?not found)"#,
        &[&c::id_token_signature::CAUSE],
        "The client cannot verify the ID token's signature: another algorithm or key.",
    ),
    says(
        r#"(?i)(\b(iat|nbf)\b.{0,60}(future|later|before|ahead|not yet)|issued in the future|issued at time is more than|not (yet )?(valid|active) yet|not yet valid|used too early|before the nbf|idx1022[23]|token (is|has)? ?(already )?expire[ds]|already expires|id.?token.{0,30}expired|clock (skew|drift)|expiration time)"#,
        &[&c::id_token_expired_clock_skew::CAUSE],
        "The client refuses the ID token: by its clock it is expired or not valid yet.",
    ),
    says(
        r#"(?i)(idx10214|idtokenaudienceerror|(expected|unexpected|invalid|wrong).{0,20}\baud(ience)?\b|\baud(ience)?\b.{0,60}(mismatch|not match|does(n.t| not) match|!=|invalid|is missing|could not be found|not allowed)|wrong recipient)"#,
        &[&c::id_token_audience::CAUSE],
        "The client refuses the ID token: it was issued for another client.",
    ),
    says(
        r#"(?i)(idx10205|idtokenissuererror|unexpected iss|(expected|unexpected|invalid|wrong).{0,20}\biss(uer)?\b|\biss(uer)?\b.{0,60}(mismatch|not match|does(n.t| not) match|did not match|not equal|invalid|differs)|issued by a different provider)"#,
        &[&c::id_token_issuer::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The client refuses the ID token: its issuer is not the configured one.",
    ),
    says(
        r#"(?i)(missing_user_name_attribute|claims? verification failed|unexpected jwt claim|invalid claim|at_hash|c_hash)"#,
        &[&c::id_token_claims::CAUSE],
        "The client refuses the ID token: a claim is missing or does not fit.",
    ),
    says(
        r#"(?i)(oauthaccountnotlinked|isn.t verified|email.{0,20}not verified|not authorized to (log|sign) ?in)"#,
        &[&c::account_not_allowed::CAUSE],
        "The client does not let this account in.",
    ),
    says(
        r#"(?i)(refresh token is not set|missing.?refresh.?token|no refresh.?token)"#,
        &[&c::refresh_token_missing::CAUSE],
        "There is no refresh token to renew with.",
    ),
    says(
        r#"(?i)(iframe timed out|monitor_window_timeout|silent.{0,20}(timed out|timeout))"#,
        &[&c::third_party_cookies_blocked::CAUSE, &c::callback_failed::CAUSE],
        "The hidden frame got no answer.",
    ),
    says(
        r#"(?i)(insecure_transport|must utilize https|"secure" cookies for a request that was not)"#,
        &[&c::https_required::CAUSE, &c::proxy_altered_request::CAUSE],
        "The client sees plain http: a proxy before it does not pass the scheme on.",
    ),
    says(
        r#"(?i)(untrustedhost|host must be trusted)"#,
        &[&c::proxy_altered_request::CAUSE, &c::callback_failed::CAUSE],
        "The client does not trust the host name that the request came with.",
    ),
];
