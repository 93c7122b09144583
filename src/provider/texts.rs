//! Sentences that many servers and libraries print, whatever code stands beside them: on a provider's error page, in a
//! description, on the client's own page.

use super::{Entry, Place, matches};
use crate::cause::{Cause, Words};
use crate::causes as c;

/// What a sentence in these words means, if it is one that is known: first of those that belong to the place.
pub fn look_up(words: &Words) -> Option<Entry> {
    own(words).or_else(|| find(SERVER, &searched(words), words.place))
}

/// The same, of the sentences only that belong to the place.
pub fn own(words: &Words) -> Option<Entry> {
    let table = match words.place {
        Place::Token => TOKEN,
        Place::Api => API,
        // What came as an error of the protocol is the server's word, not the client's.
        Place::Callback if !super::is_standard(&words.code) => CLIENT,
        Place::Callback | Place::Page => return None,
    };
    // `invalid_grant` is never about the client's own credentials (RFC 6749, section 5.2).
    let fits = |entry: &&Entry| {
        let of_client = entry.causes.first().is_some_and(|first| {
            [c::wrong_client_secret::CAUSE.id, c::missing_client_auth::CAUSE.id].contains(&first.id)
        });
        words.code != "invalid_grant" || !of_client
    };
    let text = searched(words);
    let found = table.iter().filter(fits).find(|entry| matches(entry.pattern, &text, ""));
    found.map(|entry| Entry { place: words.place, ..*entry })
}

/// The text without the code, whose words may look like a sentence; a code that no specification knows is one.
fn searched(words: &Words) -> String {
    let code = words.code.as_str();
    let text = if code.is_empty() { words.text.clone() } else { words.text.replace(code, " ") };
    if code.is_empty() || super::is_standard(code) {
        text
    } else {
        format!("{} {text}", code.replace('_', " "))
    }
}

fn find(table: &'static [Entry], text: &str, place: Place) -> Option<Entry> {
    let found = table.iter().find(|entry| matches(entry.pattern, text, ""));
    found.map(|entry| Entry { place, ..*entry })
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

/// What token endpoints say.
static TOKEN: &[Entry] = &[
    says(
        r"(?i)(mfa|multi-?factor|two-?factor|second factor|strong auth)|account is not fully set up|password (is |has )?(expired|must be changed)|action required",
        &[&c::interaction_required::CAUSE, &c::access_policy_blocked::CAUSE],
        "The person must do something on a page of the provider.",
    ),
    says(
        r"(?i)verifier (was )?(specified|provided|sent|given).{0,40}(challenge|not)|challenge.{0,20}(not (present|sent|specified|provided)|should be specified)",
        &[&c::pkce_required::CAUSE, &c::unexpected_parameter::CAUSE],
        "There is a `code_verifier`, and the authorization request had no `code_challenge`.",
    ),
    says(
        r"(?i)((invalid|incorrect|wrong|bad|mismatch\w*)\b.{0,20}code.?verifier|code.?verifier.{0,60}(invalid|incorrect|wrong|not match|mismatch|fail)|pkce.{0,40}(fail|mismatch|invalid|not match))",
        &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
        "The `code_verifier` does not fit the `code_challenge`.",
    ),
    says(
        r"(?i)grant.?type.{0,60}(not (allowed|enabled|permitted|authorized|assigned)|disabled|unauthorized)|client missing grant.?type",
        &[&c::grant_type_not_enabled::CAUSE],
        "The grant is not switched on for this client.",
    ),
    says(
        r"(?i)could not be decoded|failed to decode|(invalid|malformed) basic auth",
        &[&c::secret_encoding::CAUSE, &c::malformed_parameter::CAUSE],
        "The credentials inside HTTP Basic cannot be read.",
    ),
    says(
        r"(?i)(assertion\b.{0,80}\baud(ience)?\b|\baud(ience)?\b.{0,80}\bassertion|audience validation failed|invalid audience claim)",
        &[&c::client_assertion_audience::CAUSE, &c::client_assertion_invalid::CAUSE],
        "The assertion is made for another audience.",
    ),
    says(
        r"(?i)assertion\b.{0,80}(expired?|expiration|\bexp\b|\biat\b|\bnbf\b|lifetime|too (far|old|long)|not yet valid|clock)|\biat\b must be",
        &[&c::client_assertion_expired::CAUSE, &c::client_assertion_invalid::CAUSE],
        "The assertion is out of its time.",
    ),
    says(
        r"(?i)(assertion\b.{0,80}(invalid|signature|issuer|subject|key|verif|fail|not valid)|(invalid|verif\w*|validate) (the )?(client.?)?assertion|invalid jwt|invalid signature|no (matching|suitable) key)",
        &[&c::client_assertion_invalid::CAUSE, &c::client_assertion_expired::CAUSE],
        "The assertion does not verify.",
    ),
    says(
        r"(?i)(must not|more than one|multiple|several|two)\b.{0,60}(authentication|credentials?)|(authentication|credentials?)\b.{0,60}(more than (one|once)|multiple|twice)|must not use more than one",
        &[&c::duplicate_client_auth::CAUSE],
        "The client authenticates in more than one way.",
    ),
    says(
        r"(?i)(client.?secret|secret|client (credentials|authentication|id)|authentication|authorization header).{0,40}(is |are |was )?(missing|required|not (provided|found|present|included|supplied|specified)|absent|empty)|(no|missing|requires?|must)\b.{0,30}(client.?(secret|credentials|auth\w*)|authenticate\b|authentication\b|authorization header)|client credentials missing|missing valid authorization",
        &[
            &c::missing_client_auth::CAUSE,
            &c::wrong_client_auth_method::CAUSE,
            &c::wrong_client_secret::CAUSE,
            &c::wrong_content_type::CAUSE,
        ],
        "The client did not authenticate, or not in a way that the server looks at.",
    ),
    says(
        r"(?i)(secret|credentials|password)\b.{0,60}(is |are )?(invalid|incorrect|wrong|bad|not (match\w*|valid|correct)|does(n.t| not) match|mismatch|could not be verified)|(invalid|incorrect|wrong|bad|mismatch\w*|validating)\b.{0,20}(secret|client (or client )?(credentials|authentication))|invalid client or invalid client credentials",
        &[&c::wrong_client_secret::CAUSE, &c::secret_encoding::CAUSE, &c::wrong_client_id::CAUSE],
        "The client's secret is not the right one.",
    ),
    says(
        r"(?i)(redirect(ion)?|callback|reply)[ _-]?ur[il]s?\b.{0,30}(is )?(missing|required|not (provided|present|specified))|\b(missing|no)\b.{0,20}(redirect|callback)[ _-]?ur[il]",
        &[&c::redirect_uri_missing::CAUSE, &c::redirect_uri_mismatch_token::CAUSE],
        "The token request has no `redirect_uri`.",
    ),
    says(
        r"(?i)((redirect(ion)?|callback|reply)[ _-]?ur[il]s?\b.{0,120}(mismatch|invalid|incorrect|differ|not|identical|same|must (be|match)|different)|(mismatch\w*|invalid|incorrect|bad|wrong|different|identical)\b.{0,40}(redirect(ion)?|callback|reply)[ _-]?ur[il])",
        &[
            &c::redirect_uri_mismatch_token::CAUSE,
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::redirect_uri_missing::CAUSE,
        ],
        "The token request's redirect URI is not the authorization request's.",
    ),
    says(
        r"(?i)(pkce.{0,20})?(code.?verifier).{0,40}(is )?(required|missing|not (provided|present|set|found|specified))|(missing|requires?).{0,30}code.?verifier",
        &[&c::pkce_missing::CAUSE, &c::pkce_verifier_mismatch::CAUSE],
        "The token request has no `code_verifier`.",
    ),
    says(
        r"(?i)(issued|granted|belongs?|meant)\b.{0,20}\b(to|for)\b.{0,20}(another|a different|other|different) client|(different|another|wrong) client|client.?id (mismatch|does(n.t| not) match)|client id from this request does(n.t| not) match|clients? (do(es)?n.t|do(es)? not) match",
        &[&c::code_wrong_client::CAUSE],
        "The code or token was issued to another client.",
    ),
    says(
        r"(?i)(another|a different|other|different|wrong)\b.{0,20}(tenant|realm|authorization server|environment|region|policy)|not valid for the requested realm",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::code_wrong_client::CAUSE],
        "The code or token belongs to another tenant or realm.",
    ),
    says(
        r"(?i)refresh.?token.{0,40}(already (been )?used|re-?used|rotated|replaced|consumed)|(unknown or invalid|invalid).{0,5}refresh.?token",
        &[
            &c::refresh_token_reused::CAUSE,
            &c::refresh_token_revoked::CAUSE,
            &c::refresh_token_expired::CAUSE,
        ],
        "The refresh token is not the newest one, or not valid any more.",
    ),
    says(
        r"(?i)(refresh.?token|session).{0,40}(expired|too old|not active|not found|inactive)|token is not active|token has been expired",
        &[
            &c::refresh_token_expired::CAUSE,
            &c::refresh_token_revoked::CAUSE,
            &c::refresh_token_reused::CAUSE,
        ],
        "The refresh token, or the session behind it, has ended.",
    ),
    says(
        r"(?i)\bcode\b.{0,40}(malformed|format|decode)|malformed.{0,10}\bcode\b|invalid verification code format",
        &[&c::code_mangled::CAUSE],
        "The code is not of the form that the server issues.",
    ),
    says(
        r"(?i)\bcode\b.{0,40}(already|been|was) (been )?(used|redeemed|consumed|exchanged)|code already",
        &[&c::code_reused::CAUSE],
        "The code was redeemed before.",
    ),
    says(
        r"(?i)\bcode\b.{0,30}expired|expired.{0,20}\bcode\b",
        &[&c::code_expired::CAUSE, &c::code_reused::CAUSE],
        "The code has expired.",
    ),
    says(
        r"(?i)\bcode\b.{0,30}(is |has )?(invalid|unknown|not (valid|found|known)|does(n.t| not) exist|incorrect|was invalid)|(invalid|unknown|incorrect|bad).{0,20}\bcode\b",
        &[
            &c::code_reused::CAUSE,
            &c::code_expired::CAUSE,
            &c::code_mangled::CAUSE,
            &c::code_wrong_client::CAUSE,
        ],
        "The server does not know the code: used, expired, altered, or another client's.",
    ),
    says(
        r"(?i)(invalid|unsupported|unknown|missing|no|specify a?)\b.{0,8}.?grant.?type|grant.?type.{0,20}(is )?(missing|required|not supported|unsupported|invalid|unknown)",
        &[
            &c::grant_type_missing_or_wrong::CAUSE,
            &c::grant_type_not_enabled::CAUSE,
            &c::wrong_content_type::CAUSE,
        ],
        "The grant is missing, misspelt or not offered.",
    ),
    says(
        r"(?i)certificate.{0,40}(not found|missing|required|invalid)",
        &[&c::mtls_required::CAUSE, &c::proxy_altered_request::CAUSE],
        "A client certificate is demanded.",
    ),
];

/// What APIs and userinfo endpoints say.
static API: &[Entry] = &[
    says(
        r"(?i)(insufficient|missing|lacks?|does(n.t| not) (contain|have|include)|without)\b.{0,40}\bscopes?\b|scopes?\b.{0,30}(insufficient|missing|required)|insufficient permission|not accessible by",
        &[&c::insufficient_scope::CAUSE],
        "The token lacks a scope.",
    ),
    says(
        r"(?i)(access.?not.?configured|api (has not been|is not|not) (used|enabled)|is disabled\. enable it|not enrolled|not subscribed)",
        &[&c::api_not_enabled::CAUSE],
        "The API is not switched on for this project.",
    ),
    says(
        r"(?i)(\baud(ience)?\b.{0,40}(invalid|mismatch|not|wrong)|(invalid|wrong|unexpected).{0,10}audience|not intended for)",
        &[&c::access_token_wrong_audience::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The token is for another API.",
    ),
    says(
        r"(?i)token.{0,30}(expired|not yet valid)|(expired|stale).{0,20}(token|session)|session (has )?expired|jwt expired",
        &[&c::access_token_expired::CAUSE, &c::access_token_invalid::CAUSE],
        "The token has expired.",
    ),
    says(
        r"(?i)(not a (valid )?jwt|jwt.{0,20}(malformed|format)|malformed jwt|id.?token.{0,30}(instead|not allowed)|unsupported authentication|wrong token type)",
        &[&c::wrong_token_type::CAUSE, &c::access_token_invalid::CAUSE],
        "The token is of another kind than the API reads.",
    ),
    says(
        r"(?i)(not registered|not (a )?(test|developer)|developer dashboard)",
        &[&c::app_not_published_or_test_user::CAUSE, &c::user_not_assigned::CAUSE],
        "The person is not on the list of a client in testing.",
    ),
    says(
        r"(?i)(bad|invalid|validating|revoked|unknown|malformed).{0,20}(credentials|token|session|authorization|auth)\b|token.{0,20}(invalid|revoked|not (found|valid|active)|inactive)|invalid session",
        &[&c::access_token_invalid::CAUSE, &c::access_token_expired::CAUSE, &c::wrong_token_type::CAUSE],
        "The API does not accept the token.",
    ),
];

/// What authorization servers, gateways and APIs say.
static SERVER: &[Entry] = &[
    says(
        r"(?i)(plain.{0,40}(not (allowed|supported|permitted)|unsupported|disabled)|(transform|challenge.?method).{0,60}(not (allowed|supported|matching)|unsupported|invalid|unknown|must be|only)|(invalid|unsupported|unknown|not supported).{0,30}challenge.?method|(only|use|must use) .?s256)",
        &[&c::pkce_method_rejected::CAUSE, &c::pkce_required::CAUSE],
        "The PKCE method is not accepted; S256 is demanded.",
    ),
    says(
        r"(?i)((code.?challenge|pkce)\b.{0,40}(is )?(required|missing|must be|mandatory|not (provided|present|set))|(missing|requires?|must (use|include|contain|send)|should (use|include)|enforced?).{0,30}(code.?challenge|pkce|proof key))",
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
        r"(?i)(redirect(ion)?|callback|reply)[ _-]?ur[il]s?.{0,60}(fragment|wildcard|absolute|must (use|be) https|must start|scheme|not a valid ur|insecure|illegal character|protocol)|(insecure|illegal character).{0,40}((redirect|callback)[ _-]?ur[il]|#)|contains an illegal character",
        &[&c::redirect_uri_invalid::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI is refused for its form.",
    ),
    says(
        r"(?i)(\b(missing|required|no|without)\b[^.]{0,20}(redirect(ion)?|callback|reply)[ _-]?ur[il]|(redirect(ion)?|callback|reply)[ _-]?ur[il]s?.{0,20}(is )?(missing$|missing[.,]|required|not (provided|present|specified)))",
        &[&c::redirect_uri_missing::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI is needed and absent.",
    ),
    says(
        r"(?i)((redirect(ion)?|callback|reply)[ _-]?ur[il]s?\b.{0,120}(mismatch|invalid|incorrect|not (\w+ )?(registered|allowed|whitelisted|valid|match\w*|found|authorized|permitted|in the list|associated|pre-registered|correct|supported|equal)|(does|do)(n.t| not) match|must (exactly )?match|unregistered|unknown)|(mismatch\w*|invalid|incorrect|unregistered|unknown|illegal|bad|wrong|disallowed|unauthorized|not match).{0,40}(redirect(ion)?|callback|reply)[ _-]?ur[il]|invalid redirect\b|redirect.{0,160}(does not match|not registered|not whitelisted))",
        &[
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::redirect_uri_invalid::CAUSE,
            &c::wrong_client_id::CAUSE,
        ],
        "The redirect URI is not registered for this client.",
    ),
    says(
        r"(?i)scopes?\b.{0,80}(not (allowed|granted|assigned|permitted|authorized|enabled|approved)|disallowed|unauthorized|den(y|ied)|rejected)|(not allowed|may not|cannot|exceeds?)\b.{0,30}\bscopes?\b",
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
        r"(?i)grant.?type.{0,60}(not (allowed|enabled|permitted|authorized|assigned)|disabled|unauthorized)|(invalid|unauthorized) grant.?type for|not allowed to (exchange|use).{0,20}(code|grant)",
        &[&c::grant_type_not_enabled::CAUSE],
        "The grant is not switched on for this client.",
    ),
    says(
        r"(?i)\bstate\b.{0,30}(parameter )?(is )?(missing|required|must|too short|entropy)|(missing|requires?).{0,20}\bstate\b",
        &[&c::missing_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        "The provider demands a `state` of some length.",
    ),
    says(
        r"(?i)(pushed authorization requests?|\bpar\b).{0,40}(required|must|only|enforced)|(must|required).{0,40}(pushed authorization|\bpar\b)",
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
        r"(?i)(\bip\b.?(address)?.{0,60}(not (allowed|whitelisted|permitted|authorized|trusted|in)|blocked|banned|denied|restricted)|network zones?|(blocked|banned|disallowed|untrusted|unauthorized).{0,20}\bip\b)",
        &[&c::ip_blocked::CAUSE],
        "The caller's address is not allowed.",
    ),
    says(
        r"(?i)((requested )?(audience|resource)\b.{0,60}(not (been )?(whitelisted|allowed|found|valid|registered|permitted)|invalid|unknown|does(n.t| not) exist)|(invalid|unknown).{0,10}(audience|resource)\b|service not found)",
        &[&c::audience_invalid::CAUSE],
        "The requested audience or resource is not known, or not allowed.",
    ),
    says(
        r"(?i)((identity provider|idp|upstream|external provider|federat\w*|connector|ldap|active directory).{0,60}(error|fail|timeout|timed out|unavailable|unreachable|invalid|refused)|(error|timeout|fail\w*).{0,40}(identity provider|\bidp\b|upstream|getting token))",
        &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE, &c::server_error::CAUSE],
        "Another system that the provider relies on failed.",
    ),
    says(
        r"(?i)(cookies?.{0,60}(not found|enabled|blocked|missing|required)|(no|missing|enable)\b.{0,20}cookies?\b|csrf.{0,60}(missing|not|mismatch|fail|invalid)|page is no longer valid|3rd party)",
        &[&c::third_party_cookies_blocked::CAUSE, &c::session_cookie_lost::CAUSE],
        "The provider's own cookie did not come back.",
    ),
    says(
        r"(?i)(disallowed.?user.?agent|secure browsers? policy|embedded (browser|web ?view)|web ?view)",
        &[&c::embedded_browser_blocked::CAUSE],
        "The provider refuses embedded browsers.",
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
        r"(?i)(registered (trusted )?origins|\borigin\b.{0,60}(not (allowed|permitted|authorized|trusted|registered|whitelisted)|forbidden|invalid)|(invalid|forbidden|untrusted|disallowed).{0,20}origin\b|cross.?origin.{0,40}(not|only|forbidden))",
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
        r"(?i)(application|app|client|realm)\b.{0,40}(is |has been |was )?(disabled|suspended|deactivated|blocked|deleted|inactive|not enabled)|(deleted|disabled) client",
        &[&c::app_disabled::CAUSE],
        "The client is switched off.",
    ),
    says(
        r"(?i)(\b(in )?(development|sandbox|test(ing)?) mode\b|test users?\b|not (yet )?(been )?(published|verified|approved|reviewed|live|completed)\b|app not active|non distributed|developer approved|under review)",
        &[&c::app_not_published_or_test_user::CAUSE],
        "The client is in testing, and the person is not on its list.",
    ),
    says(
        r"(?i)(user|account|you)\b.{0,30}(is |are |has |was )?(not (been )?(assigned|entitled|a member|granted access|approved|authorized to (use|access) this app)|denied access)|user has(n.t| not) approved|not (admin )?approved to access",
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
        r"(?i)(invalid|unknown|unregistered|no such|non.?existent|could not find|cannot find|bad)\b.{0,20}(client|app(lication)?.?id)|(application|app) cannot be found|unable to retrieve client|client could not be found|client.?(id|identifier|application)?\b.{0,40}(not (found|known|registered|exist|valid)|does(n.t| not) exist|unknown|unregistered|invalid|not recogni[sz]ed)",
        &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The server does not know the client.",
    ),
    says(
        r"(?i)(invalid|unsupported|wrong).{0,10}content.?type|(content.?type|media.?type).{0,60}(must|not (supported|allowed)|invalid|unsupported|expected|required)|x-www-form-urlencoded",
        &[&c::wrong_content_type::CAUSE],
        "The body is not a form, or not labelled as one.",
    ),
    says(
        r"(?i)(method.{0,20}not (allowed|supported)|(only|must be|use|requires?|expected) .?(http )?post\b|not support(ed)? .{0,10}get\b|cannot get /)",
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
