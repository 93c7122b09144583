//! Sentences of token endpoints.

use super::about_request::OTHERS;
use super::says;
use crate::cause::Cause;
use crate::causes as c;
use crate::provider::Entry;

/// Who answers with a page where JSON is due.
static NOT_JSON: &[&Cause] = &[
    &c::wrong_endpoint::CAUSE,
    &c::proxy_altered_request::CAUSE,
    &c::waf_blocked::CAUSE,
    &c::server_misconfigured::CAUSE,
];

/// What token endpoints say.
pub static TOKEN: &[Entry] = &[
    // https://github.com/auth0/nextjs-auth0/issues/1865
    says(
        "(?i)has expired and a refresh token was not provided",
        &[&c::refresh_token_missing::CAUSE, &c::access_token_expired::CAUSE],
        "The access token has run out, and the login brought no refresh token to renew it with: `offline_access` was not asked for, or the API does not allow it.",
    ),
    says(
        r"(?i)\binvalid character '[a-z%]' looking for beginning of value|\bunexpected token [a-z%].{0,4} in json|\b(could not|unable to|failed to|cannot) (read|parse|decode|unmarshal)\b.{0,40}\b(params|request body|json body)\b|\brequest body\b.{0,20}\bnot (a )?valid json",
        &[&c::wrong_content_type::CAUSE, &c::malformed_parameter::CAUSE],
        "The server reads the body as JSON, and a form came.",
    ),
    says(
        r"(?i)\b(signature|signing) algorithm\b.{0,12}\b(not supported|unsupported)|unsupported (signature|signing) algorithm",
        &[&c::client_assertion_invalid::CAUSE, &c::dpop_invalid::CAUSE],
        "The JWT of the request is signed in a way that the server does not take.",
    ),
    says(
        r"(?i)\bclient_id or client_assertion\b",
        &[&c::missing_parameter::CAUSE, &c::missing_client_auth::CAUSE],
        "The request does not say which client sends it.",
    ),
    says(
        r"(?i)\binvalid request format\b|\brequest format is invalid\b",
        &[&c::malformed_parameter::CAUSE, &c::wrong_content_type::CAUSE, &c::missing_parameter::CAUSE],
        "The server cannot read the request: a field is missing, or it wants another type of body.",
    ),
    says(
        r"(?i)\brequested (url|page|resource|path)\b.{0,200}(was |could |can)?not (be )?found\b|\bno static resource\b|\b404\b.{0,20}(page|not found)",
        &[&c::wrong_endpoint::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "Nothing is at this address: the path, version, tenant or host is another one.",
    ),
    says(r"(?i)\bdpop\b", &[&c::dpop_invalid::CAUSE], "The DPoP proof is missing or not accepted."),
    says(
        r"(?i)\b(no|missing|without|requires?)\b.{0,30}\bcertificate|\bcertificate\b.{0,40}(required|missing|not (sent|presented|provided|found|match)|mismatch|does(n.t| not) match|error)|mutual.?tls|\bmtls\b",
        &[&c::mtls_required::CAUSE, &c::proxy_altered_request::CAUSE],
        "The client certificate is missing, or not the one that is demanded.",
    ),
    // Hints of the PHP League's server, beside a sentence that says less.
    says(
        r"(?i)\baudience\b.{0,12}\bnot (found|known|available)",
        &[&c::audience_invalid::CAUSE],
        "The requested audience is none that the server knows.",
    ),
    says(
        r"(?i)\bgrant.?type (cannot|can ?not|must not|may not) be (null|empty|blank)",
        &[&c::grant_type_missing_or_wrong::CAUSE, &c::wrong_content_type::CAUSE],
        "No grant type arrived.",
    ),
    says(
        r"(?i)\b(client|consumer|application|app|integration)\b.{0,12}\b(marked|registered|configured|created) as.{1,3}(public|private|confidential)\b",
        &[&c::wrong_platform_type::CAUSE, &c::grant_type_not_enabled::CAUSE],
        "A client that is registered as of this kind may not use this grant.",
    ),
    says(
        r"(?i)\b(permission|allowed|authorized|permitted) to use (the|this) (requested )?grant",
        &[&c::grant_type_not_enabled::CAUSE],
        "The grant is not switched on for this client.",
    ),
    says(
        r"(?i)^bad credentials\b",
        &[&c::user_credentials_wrong::CAUSE, &c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
        "The server knows no one by this name and password: the person's, or the client's.",
    ),
    says(
        r"(?i)grant.?type must be\b",
        &[&c::grant_type_missing_or_wrong::CAUSE, &c::grant_type_not_enabled::CAUSE],
        "The endpoint takes only the grants that it names.",
    ),
    says(
        r"(?i)\btoken is not linked to client|\bnot issued to this client",
        OTHERS,
        "It was issued to another client than the one that redeems it.",
    ),
    says(
        r"(?i)\bno e-?mail( address)? (is |was )?(available|found|returned|provided)\b",
        &[&c::id_token_claims::CAUSE, &c::account_not_allowed::CAUSE],
        "The client needs the person's e-mail address, and neither the ID token nor userinfo brings one: ask for the scope `email`.",
    ),
    says(
        r"(?i)\b(old|previous|earlier|stale|superseded) refresh.?token\b.{0,20}\b(used|sent|presented|provided)",
        &[&c::refresh_token_reused::CAUSE, &c::refresh_token_revoked::CAUSE],
        "The refresh token was replaced by a newer one before.",
    ),
    says(
        r"(?i)refresh token.{0,200}\btoken has been revoked",
        &[&c::refresh_token_reused::CAUSE, &c::refresh_token_revoked::CAUSE],
        "The refresh token was used before, or revoked.",
    ),
    says(
        r"(?i)refresh token.{0,200}\btoken has expired",
        &[&c::refresh_token_expired::CAUSE],
        "The refresh token has expired.",
    ),
    says(
        r"(?i)\bwithout (sending|providing|specifying|supplying|passing) (a |an |the |any )?(valid )?client.?id",
        &[&c::missing_parameter::CAUSE, &c::missing_client_auth::CAUSE],
        "The request names no client.",
    ),
    says(
        r"(?i)\b(csrf|xsrf|anti-?forgery)\b",
        &[&c::wrong_endpoint::CAUSE, &c::wrong_http_method::CAUSE, &c::server_misconfigured::CAUSE],
        "A protection of pages (CSRF) answered in the token endpoint's place: the path is another one, often by a slash, or the server does not exempt it.",
    ),
    says(
        r"(?i)(unexpected|unrecognized) token .{0,3}<|invalid character '<' looking for|json parse error.{0,40}<|expecting value: line 1 column 1|is not valid json|content-?type header must be application/json|(expected|not) (a )?(valid )?json\b.{0,60}(html|<!doctype)|invalid response content-type: text/html|no access token found.{0,20}<|missing access token parameter",
        NOT_JSON,
        "A page came where JSON is due: something else than the token endpoint answered.",
    ),
    says(
        r"(?i)auth\w*[ _]method\b.{0,160}(not allow|not support|does(n.t| not) match|only support|is only allowed)|must use the \w+ (token_endpoint_)?auth\w*[ _]method|(wrong|invalid|incorrect|bad|unexpected) (client )?auth\w*[ _]method|auth\w*[ _]method mismatch|\buse (http )?basic\b",
        &[&c::wrong_client_auth_method::CAUSE, &c::wrong_client_secret::CAUSE],
        "The client authenticates in another way than is registered for it.",
    ),
    says(
        r"(?i)\bbody\b.{0,40}\bheader\b.{0,160}\bnot both\b|\bheader\b.{0,40}\bbody\b.{0,160}\bnot both\b",
        &[&c::duplicate_client_auth::CAUSE],
        "The client authenticates in more than one way.",
    ),
    says(
        r"(?i)(client.?(secret|id|credentials)|credentials)\b.{0,40}(must|should|has to|have to|need to) be (provided|sent|passed|included|presented|specified|supplied|given) (in|via|using|through|as|with)\b.{0,30}(body|header|basic|post|form|query)|\b(client|application)\b.{0,20}(is )?(configured|registered|set up) (to (authenticate|use)|for)\b.{0,40}(basic|post|jwt|tls|authenticat|method|client_?secret)|configured to authenticate using",
        &[&c::wrong_client_auth_method::CAUSE, &c::missing_client_auth::CAUSE],
        "The client authenticates in another way than is registered for it.",
    ),
    says(
        r"(?i)(missing|required)\b.{0,16}(parameters|fields|params|arguments)\b.{0,6}.?[a-z_]{2,30}.?(,| and )",
        &[&c::missing_parameter::CAUSE, &c::wrong_content_type::CAUSE, &c::wrong_client_auth_method::CAUSE],
        "Several parameters are absent, or the server does not read them where they stand.",
    ),
    says(
        r"(?i)\bparameter\b.{0,12}\bnot (supported|expected|allowed) (on|in|for|with|at)\b.{0,60}\b(request|message|grant)\b|\bparameter\b.{0,12}\bnot supported\W*$|unexpected parameter",
        &[&c::unexpected_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        "A parameter is sent that this request must not have.",
    ),
    says(
        r"(?i)authori[sz]ation code\b.{0,60}\b(live|test|sandbox|production)\b|\b(live|test|sandbox|production).{0,40}authori[sz]ation code",
        &[&c::code_wrong_client::CAUSE, &c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
        "The code is of one environment, the credentials of another.",
    ),
    says(
        r"(?i)\b(live|test|sandbox|production)(.?mode)?\b.{0,20}\b(key|secret|credentials?|client|api|token)\b.{0,80}\b(live|test|sandbox|production)",
        &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE, &c::code_wrong_client::CAUSE],
        "Credentials of one environment are used in another.",
    ),
    says(
        r"(?i)public clients?\b.{0,60}(must not|should not|cannot|not allowed|secret)|(must not|not)\b.{0,40}(for|by) (a )?public clients?|\bclient is public\b.{0,40}(secret|authenticat)|secret\b.{0,20}(must not|should not|may not|cannot) be (sent|provided|used|present|included|specified|supplied)|not (allowed|permitted|expected) to (use|send|have|present) (a |any |the )?(client.?)?secret",
        &[&c::public_client_sends_secret::CAUSE, &c::wrong_client_auth_method::CAUSE],
        "The client is registered as public and authenticates all the same.",
    ),
    says(
        r"(?i)client_secret_(basic|post|jwt)\b.{0,30}(not|only|instead|is required)|use client_secret_",
        &[&c::wrong_client_auth_method::CAUSE, &c::wrong_client_secret::CAUSE],
        "The client authenticates in another way than is registered for it.",
    ),
    says(
        r"(?i)(revoked|withdr\w+)\b.{0,30}(consent|access|authori[sz]ation|permission)|(consent|access|grant|authori[sz]ation (for|of|by)|permission)\b.{0,30}(revoked|withdrawn)",
        &[&c::refresh_token_revoked::CAUSE, &c::code_reused::CAUSE],
        "The person or an administrator has taken the consent back.",
    ),
    says(
        r"(?i)\b(unknown|unrecogni[sz]ed|unexpected) (field|parameter|argument|property)\b",
        &[&c::unexpected_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        "A parameter is sent that this request must not have.",
    ),
    says(
        r"(?i)client was not identified|no such api key",
        &[&c::wrong_client_id::CAUSE, &c::missing_client_auth::CAUSE, &c::wrong_client_secret::CAUSE],
        "The server finds no client in the request that it knows.",
    ),
    says(
        r"(?i)verifier\b.{0,12}(missing|absent|empty|required)\W{1,3}(or|and/or)\b.{0,12}(invalid|wrong|incorrect|bad|mismatch)|(missing|absent|empty)\W{1,3}(or|and/or)\b.{0,12}(invalid|wrong|incorrect|bad).{0,12}verifier|(invalid|wrong|incorrect|bad)\W{1,3}(or|and/or)\b.{0,12}(missing|absent|empty).{0,12}verifier",
        &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE, &c::malformed_parameter::CAUSE],
        "The `code_verifier` is missing, or does not fit the `code_challenge`.",
    ),
    says(
        r"(?i)(authentication|authenticat\w+)\b.{0,20}\b(jwt|assertion)\b.{0,10}fail|(load|find|retrieve|resolve|get|no)\b.{0,20}\b(public|verification|validation|signing) key",
        &[&c::client_assertion_invalid::CAUSE, &c::client_assertion_expired::CAUSE],
        "The assertion does not verify.",
    ),
    says(
        r"(?i)verifier\b.{0,30}(too (large|long|short)|(length|size).{0,20}(between|invalid|must|at (least|most))|must be (between|at least))",
        &[&c::malformed_parameter::CAUSE, &c::pkce_verifier_mismatch::CAUSE],
        "The `code_verifier` is not of the length that RFC 7636 allows (section 4.1).",
    ),
    says(
        r"(?i)verifier\b.{0,20}(\bnot (required|expected|needed|allowed|supported|applicable)|unexpected)|unexpected.{0,20}verifier",
        &[&c::pkce_required::CAUSE, &c::unexpected_parameter::CAUSE],
        "There is a `code_verifier`, and the server knows of no `code_challenge` for this code.",
    ),
    says(
        r"(?i)impersonat|\bsub\b.{0,12}(field|claim)",
        &[&c::account_not_allowed::CAUSE, &c::client_assertion_invalid::CAUSE],
        "The account that the client wants to act for does not exist, or may not be acted for.",
    ),
    says(
        r"(?i)verifier\b.{0,30}(non-?empty|(cannot|must not|can.t) be (empty|blank|null)|is (empty|blank|null|undefined))",
        &[&c::pkce_missing::CAUSE, &c::session_cookie_lost::CAUSE],
        "The token request has no `code_verifier`: the client does not find the one it made.",
    ),
    says(
        r"(?i)\b(robot|service account|principal)\b.{0,30}(disabled|deleted|suspended)",
        &[&c::account_not_allowed::CAUSE, &c::app_disabled::CAUSE],
        "The account that the client acts as is switched off.",
    ),
    says(
        r"(?i)\b(missing|no|unknown|no such)\b.{0,10}\b(client|app\w*) (by|with|for|of|having|matching) .{0,12}client.?id\b|\b(unknown|unregistered|no such|non.?existent)\b.{0,15}client.?id\b|\bbad client.?id\b|client.?id\b.{0,20}(is )?(unknown|invalid|not (found|known|registered|recogni[sz]ed)|does(n.t| not) exist)",
        &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE, &c::wrong_client_secret::CAUSE],
        "The server does not know the client.",
    ),
    says(
        r"(?i)(mfa|multi-?factor|two-?factor|second factor|strong auth|enter the verification code)|account is not fully set up|password (is |has )?(expired|must be changed)|action required",
        &[&c::interaction_required::CAUSE, &c::access_policy_blocked::CAUSE],
        "The person must do something on a page of the provider.",
    ),
    says(
        r"(?i)verifier (was )?(specified|provided|sent|given).{0,40}(challenge|not)|challenge.{0,20}(not (present|sent|specified|provided)|should be specified)",
        &[&c::pkce_required::CAUSE, &c::unexpected_parameter::CAUSE],
        "There is a `code_verifier`, and the authorization request had no `code_challenge`.",
    ),
    says(
        r"(?i)((invalid|incorrect|wrong|bad|mismatch\w*)\b.{0,20}code.?verifier|code.?verifier.{0,60}(invalid|incorrect|wrong|not match|mismatch|fail)|(pkce|code.?challenge).{0,40}(fail|mismatch|invalid|not (match|verif)))",
        &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
        "The `code_verifier` does not fit the `code_challenge`.",
    ),
    says(
        r"(?i)\b(client|application)\b.{0,20}(does(n.t| not) (support|have|hold)|not (permitted|allowed|enabled|authorized)|may not|cannot (use|request|obtain)).{0,30}\b(device|direct access|service account|password|implicit|client credentials|flow|grants?)\b|not allowed to retrieve service account",
        &[&c::grant_type_not_enabled::CAUSE],
        "The grant is not switched on for this client.",
    ),
    says(
        r"(?i)grant.?type.{0,60}(not (allowed|enabled|permitted|authorized|assigned)|disabled|unauthorized|not supported (in|by|for) (this|the) (app|client))|client missing grant.?type|unauthorized (client:? .?)?grant.?type",
        &[&c::grant_type_not_enabled::CAUSE],
        "The grant is not switched on for this client.",
    ),
    says(
        r"(?i)(client.?(id|secret)|credentials?|basic|authori[sz]ation header)\b.{0,60}\b((not|n.t) (be(en)? )?(properly|correctly|validly)? ?(url-?|form-?|percent-?)?encoded|(improperly|incorrectly|wrongly|badly) (url-?|form-?|percent-?)?encoded|must be (url|form|percent).?encoded)",
        &[&c::secret_encoding::CAUSE, &c::wrong_client_secret::CAUSE],
        "The credentials inside HTTP Basic are not form-encoded as the server expects.",
    ),
    says(
        r"(?i)(basic|authori[sz]ation|credentials?|header)\b.{0,40}(could not be decoded|failed to decode)|(failed to|could not) decode\b.{0,30}(basic|authori[sz]ation header|credential)|(invalid|malformed) basic auth",
        &[&c::secret_encoding::CAUSE, &c::malformed_parameter::CAUSE],
        "The credentials inside HTTP Basic cannot be read.",
    ),
    says(
        r"(?i)(assertion\b.{0,80}\baud(ience)?\b|\baud(ience)?\b.{0,80}\bassertion|audience validation failed|invalid audience claim)",
        &[&c::client_assertion_audience::CAUSE, &c::client_assertion_invalid::CAUSE],
        "The assertion is made for another audience.",
    ),
    says(
        r"(?i)\b(exp|iat|nbf)['’]? claim|assertion\b.{0,80}(expired?|expiration|\bexp\b|\biat\b|\bnbf\b|lifetime|too (far|old|long)|not yet valid|clock)|\biat\b must be",
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
    // https://github.com/pajaydev/ebay-node-api/issues/23
    says(
        r"(?i)\bgrant code is invalid or was issued to another client",
        &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
        "The code or refresh token is not valid (eBay): used, out of its time, or its consent was withdrawn.",
    ),
    says(
        r"(?i)(does(n.t| not)|not) belong to\b.{0,12}(you|this|the|that|client|app)|(issued|granted|belongs?|meant)\b.{0,20}\b(to|for)\b.{0,20}(another|a different|other|different) client|(different|another|wrong) client|client mismatch|client.?id (mismatch|does(n.t| not) match)|client id from this request does(n.t| not) match|clients? (do(es)?n.t|do(es)? not) match",
        &[&c::code_wrong_client::CAUSE],
        "The code or token was issued to another client.",
    ),
    says(
        r"(?i)(another|a different|other|different|wrong)\b.{0,20}(tenant|realm|authorization server|environment|region|policy)|not valid for the requested realm",
        &[&c::wrong_tenant_or_issuer::CAUSE, &c::code_wrong_client::CAUSE],
        "The code or token belongs to another tenant or realm.",
    ),
    says(
        r"(?i)refresh.?token.{0,40}(already (been )?(used|exchanged|redeemed|refreshed|consumed|spent)|re-?use|rotated|replaced|consumed)",
        &[
            &c::refresh_token_reused::CAUSE,
            &c::refresh_token_revoked::CAUSE,
            &c::refresh_token_expired::CAUSE,
        ],
        "The refresh token is not the newest one.",
    ),
    says(
        r"(?i)refresh.?token\b.{0,30}\brevoked|\brevoked\b.{0,10}refresh.?token",
        &[
            &c::refresh_token_revoked::CAUSE,
            &c::refresh_token_expired::CAUSE,
            &c::refresh_token_reused::CAUSE,
        ],
        "The refresh token was revoked.",
    ),
    says(
        r"(?i)refresh.?token\b.{0,24}\bexpired\b",
        &[
            &c::refresh_token_expired::CAUSE,
            &c::refresh_token_revoked::CAUSE,
            &c::refresh_token_reused::CAUSE,
        ],
        "The refresh token, or the session behind it, has ended.",
    ),
    says(
        r"(?i)(unknown or invalid|invalid).{0,5}refresh.?token|refresh.?token (is )?(invalid|unknown)",
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
        r"(?i)device.?code.{0,40}(expired|invalid|not (valid|found)|unknown)|(expired|invalid|unknown).{0,10}device.?code",
        &[&c::device_code_expired::CAUSE, &c::code_wrong_client::CAUSE],
        "The device code has expired, is used, or is not known.",
    ),
    says(
        r"(?i)\b(inactive|disabled|locked|suspended|deactivated) (user|account)\b|(user|account)\b.{0,30}(is |has been |was )?(disabled|locked|suspended|blocked|deactivated|inactive)\b",
        &[&c::account_not_allowed::CAUSE],
        "This account may not sign in here.",
    ),
    says(
        r"(?i)(user|resource owner|person)\b.{0,20}(has |have |had )?(declined|denied|refused|rejected|cancell?ed)|authorization declined",
        &[&c::access_denied_by_user::CAUSE],
        "The person has declined.",
    ),
    says(
        r"(?i)\bcode\b.{0,40}(malformed|\bformat|decode|encoded|corrupt)|malformed.{0,20}\bcode\b|invalid verification code format",
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
        r"(?i)\bcode\b[^=:]{0,30}(is |has )?\b(invalid|unknown|not (valid|found|known)|does(n.t| not) exist|incorrect|was invalid)\b|(invalid|unknown|incorrect|bad).{0,20}\bcode\b",
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
