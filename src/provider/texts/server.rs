//! Sentences of authorization servers and of gateways before them, on pages and in descriptions.

use super::says;
use crate::causes as c;
use crate::provider::Entry;

/// What authorization servers, gateways and APIs say.
pub static SERVER: &[Entry] = &[
    says(
        r"(?i)\brequested (url|page|resource|path)\b.{0,200}(was |could |can)?not (be )?found\b|\bpage you.{0,30}\b(could not be|can ?not be|was not|n.t be) found\b|\bno static resource\b",
        &[&c::wrong_endpoint::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "Nothing is at this address: the path, version, tenant or host is another one.",
    ),
    says(
        r"(?i)\bmay not exist\b.{0,12}\bor you (may|might|do) not have (the )?(permission|access)",
        &[&c::wrong_endpoint::CAUSE, &c::callback_failed::CAUSE],
        "Nothing is at this address, or nothing that is shown to this person.",
    ),
    // https://github.com/dani-garcia/vaultwarden/issues/6650
    says(
        r"(?i)\bid[_ ]?token claims\b.{0,30}\binvalid audience|\bis not a trusted audience\b",
        &[&c::id_token_audience::CAUSE, &c::id_token_claims::CAUSE],
        "The client refuses the ID token for its audience: one that is not its client id, and that it was not told to trust.",
    ),
    // https://github.com/keycloak/keycloak/blob/main/services/src/main/java/org/keycloak/authentication/AuthenticationProcessor.java
    says(
        r"(?i)\bclient was not identified by any client authenticator\b",
        &[&c::missing_client_auth::CAUSE, &c::missing_parameter::CAUSE, &c::wrong_client_id::CAUSE],
        "The request does not say which client it comes from (Keycloak): `client_id` is not in the form, nor is HTTP Basic; an access token does not say it.",
    ),
    // https://github.com/indigo-dc/oidc-agent/issues/496
    says(
        r"(?i)\bchanges were detected from the original authorization request\b",
        &[&c::scope_not_granted::CAUSE, &c::malformed_parameter::CAUSE],
        "What the person agreed to is not what was asked for: the consent page offers less than the request's scopes, or its form was sent twice.",
    ),
    says(
        r"(?i)\b(user|resource[ +]owner|customer)[ +](ha(s|ve)[ +](denied|declined|refused|rejected|cancell?ed)\b|(denied|declined|refused|rejected|cancell?ed)[ +](the|this|your|you|to|access|authori|consent|permission))|\b(denied|declined|refused|rejected|cancell?ed) by the (end.?)?(user|resource owner)\b|\b(user|customer|person)[ +](did[ +]not|chose[ +]not[ +]to)[ +](authori[sz]e|consent|approve|agree|grant|give|allow|share)\b",
        &[&c::access_denied_by_user::CAUSE, &c::consent_required::CAUSE],
        "The person did not agree.",
    ),
    says(
        r"(?i)not authorized to install|permissions? to install|only workspace owners can install|ask (them|an? \w*admin\w*|your \w*admin\w*) to (install|approve)",
        &[&c::admin_consent_required::CAUSE, &c::app_not_published_or_test_user::CAUSE],
        "An administrator has to install or approve the client first.",
    ),
    says(
        r"(?i)\b(client|application|app)\b.{0,60}\bnot (authorized|allowed|permitted|entitled) (to|for) (access|use|request|the) .{0,12}(resource server|audience|api\b|.?https?://)",
        &[&c::audience_invalid::CAUSE, &c::api_not_enabled::CAUSE],
        "The client may not ask for tokens for this API.",
    ),
    says(
        r"(?i)\bquery\b.{0,60}\breceived (undefined|nan)\b",
        &[&c::missing_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        "A parameter that the server demands is not in the query.",
    ),
    says(
        r"(?i)device (authori[sz]ation )?code\b.{0,12}\bexpired|deviceauth_expired",
        &[&c::device_code_expired::CAUSE],
        "The device code has expired before the person entered it.",
    ),
    says(
        r"(?i)\bno (token |jwt )?sign(ing|ature) (credentials?|keys?|certificates?)\b|\bsigning (credentials?|keys?|certificates?) (is|are|was|has|have|must|could)? ?(not|n.t|been)? ?(not )?(configured|found|loaded|available|set|missing|be loaded)|private key\b.{0,30}(not (found|configured|readable)|permission)",
        &[&c::server_misconfigured::CAUSE, &c::server_error::CAUSE],
        "The server has no key to sign its tokens with.",
    ),
    says(
        r"(?i)\bupstream (connect error|request timeout)|\bno healthy upstream",
        &[&c::server_error::CAUSE, &c::server_misconfigured::CAUSE, &c::upstream_provider_error::CAUSE],
        "The gateway before the server does not reach it: the server is down or restarts.",
    ),
    says(
        r"(?i)\bclaims?\b.{0,20}(could|can)( ?not|n.t) be (evaluat|comput|resolv|retriev|map|process)|(error|fail\w*)\b.{0,20}(evaluat|comput|process|mapp|retriev)\w*\b.{0,20}\bclaims?\b",
        &[&c::server_misconfigured::CAUSE, &c::account_not_allowed::CAUSE],
        "A claim that the server is to put into the token cannot be worked out for this person.",
    ),
    says(
        r"(?i)can only be (used|sent|given|provided) (in combination|together|along) with|only (valid|allowed|accepted) (in combination|together) with",
        &[&c::missing_parameter::CAUSE, &c::unexpected_parameter::CAUSE],
        "A parameter was sent without the one that must accompany it.",
    ),
    says(
        r"(?i)\b(provided|requested) scopes? (is|are) insufficient|insufficient scopes? (was|were|are) provided|scopes? (do|does) not match (those|the scopes)",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "The scopes of the request are not those that the client's registration holds.",
    ),
    says(
        r"(?i)\bscopes?\b.{0,40}\b(invalid|not valid|unknown|not available)\b.{0,8}\b(for|to) (this|the|your|that) (client|app)",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "The scope is none of this client's.",
    ),
    says(
        r#"(?i)^.?(parameter )?.?(nonce|ui_locales|claims(_locales)?|display|acr_values|(id_token|login)_hint|access_type|max_age|resource|audience)\b.?( parameter)? is (not (supported|allowed|accepted)|unsupported)\b|\bparameter\b.{0,32}\bnot (valid|allowed|permitted|applicable|accepted) (in|for|with|on) th(is|e) (context|grant|request|flow|endpoint)"#,
        &[&c::unexpected_parameter::CAUSE, &c::audience_invalid::CAUSE],
        "The server does not take this parameter.",
    ),
    says(
        r"(?i)\b(nonce|state|verifier|challenge|jti)\b.{0,24}\b(too (short|long)|(at least|minimum|maximum|fewer|shorter|longer)\b.{0,20}\bcharacters)",
        &[&c::malformed_parameter::CAUSE],
        "The parameter has not the length that the server demands.",
    ),
    // https://github.com/panva/node-oidc-provider/blob/main/lib/helpers/interaction_policy/prompts/login.js
    // https://github.com/proconnect-gouv/proconnect-identite
    says(
        r"(?i)none of the requested acrs? could (not )?be|(requested|required) (acr|authentication context)\b.{0,40}\b(not|could)",
        &[&c::interaction_required::CAUSE, &c::malformed_parameter::CAUSE, &c::access_policy_blocked::CAUSE],
        "The server cannot give the assurance that the request demands (`acr_values`, `claims`): by this name it has none, or not for this person.",
    ),
    says(
        r"(?i)\b(app|application|client|integration)\b.{0,20}\b(is |still )?in (a )?draft\b|\bdraft (app|application|status|mode|state)\b",
        &[&c::app_not_published_or_test_user::CAUSE],
        "The client is a draft that is not published.",
    ),
    says(
        r"(?i)\b(over|via|through|use of) (an? )?insecure (http|connection|transport|protocol)|\binsecure (http|transport)\b",
        &[&c::https_required::CAUSE, &c::proxy_altered_request::CAUSE],
        "The server sees plain http: the address is one, or a proxy ends TLS and does not say so.",
    ),
    says(
        r"(?i)\b(invalid|unsupported|unknown)\b.{0,3}response.?mode\b|\bresponse.?mode\b.{0,16}(invalid|not (valid|supported|allowed)|unsupported)",
        &[&c::malformed_parameter::CAUSE, &c::response_type_not_enabled::CAUSE],
        "The response mode is not one that goes with this response type.",
    ),
    says(
        r"(?i)authorization grant type is not supported by the authorization server",
        &[&c::response_type_not_enabled::CAUSE, &c::grant_type_not_enabled::CAUSE],
        "The server does not offer this response type.",
    ),
    says(
        r"(?i)\buser\b.{0,20}\brequired to have\b.{0,16}\b(grant|role|assignment|permission|group)",
        &[&c::user_not_assigned::CAUSE],
        "The person has no role in this application.",
    ),
    says(
        r"(?i)insufficient developer role|not a (sandbox|test) user of this",
        &[&c::app_not_published_or_test_user::CAUSE, &c::user_not_assigned::CAUSE],
        "The client is in development, and the person is not among its testers.",
    ),
    says(
        r"(?i)unable to find matching target resource|could not find resource for|cannot (get|post) /|no (static|such) (resource|route|endpoint)|no route matches",
        &[&c::wrong_endpoint::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The server has nothing at this path: another version, prefix or spelling is due.",
    ),
    says(
        r"(?i)can only be used by .{0,30}(native|installed|desktop|web|mobile)|not allowed for the .{0,12} client type|bearer-only|\b(app\w*|client)\b.{0,20}(does(n.t| not)|not) support.{0,6}\b(oauth|openid|oidc)\b",
        &[&c::wrong_platform_type::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "The client is registered as another kind of application.",
    ),
    says(
        r"(?i)unexpected (token\b.{1,12}(in json|$)|token '\w+'|identifier|end of (json )?input)|\bis not a function\b|cannot read propert(y|ies) of|\b(type|reference|syntax)error: |script (error|failed|execution)",
        &[&c::server_misconfigured::CAUSE, &c::upstream_provider_error::CAUSE, &c::server_error::CAUSE],
        "A script that the provider's operator has written fails.",
    ),
    says(
        r"(?i)\b(missing|no|unknown|no such)\b.{0,10}\b(client|app\w*) (by|with|for|of|having|matching) .{0,12}client.?id\b",
        &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The server does not know the client.",
    ),
    says(
        r"(?i)\b(client|application) is not authorized to connect",
        &[&c::wrong_client_id::CAUSE, &c::app_disabled::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "The server does not let this client in: it does not know it, or it is switched off.",
    ),
    says(
        r"(?i)application not authorized to use cas|unauthorized service\b|service unauthorized",
        &[&c::redirect_uri_mismatch_authorize::CAUSE, &c::wrong_client_id::CAUSE],
        "No registered service has this client id and redirect URI.",
    ),
    says(
        r"(?i)\b(custom|private.use|own) (ur[il] )?schemes?\b.{0,24}\b(not|n.t|no longer)\b.{0,12}(enabled|allowed|supported|permitted|accepted)",
        &[&c::redirect_uri_invalid::CAUSE, &c::wrong_platform_type::CAUSE],
        "The redirect URI has a scheme of the app's own, which the server does not take from this client.",
    ),
    says(
        r"(?i)(out-of-band|\boob\b).{0,60}(blocked|deprecated|not (allowed|supported)|disabled|unsupported)",
        &[&c::redirect_uri_invalid::CAUSE, &c::wrong_platform_type::CAUSE],
        "The provider no longer shows codes to copy by hand: the redirect URI must lead to the client.",
    ),
    says(
        r"(?i)\b(app|application|client)\b.{0,30}(reached|exceeded).{0,20}\b(user|account)s? (limit|cap)|development users?\b|unverified app",
        &[&c::app_not_published_or_test_user::CAUSE],
        "The client is in development and takes no more people.",
    ),
    says(
        r"(?i)\b(app|application|client|package)\b.{0,40}(is |was )?not (been )?installed|install the (app|application)\b",
        &[&c::app_not_published_or_test_user::CAUSE, &c::admin_consent_required::CAUSE],
        "The client is not installed in this organisation.",
    ),
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
        r"(?i)(post.?logout.?redirect.?ur[il].{0,60}(invalid|not|mismatch|must)|allowed logout ur[il]s?|(logout|sign-?out) (redirect )?ur[il]s?\b.{0,40}(invalid|not|mismatch|must)|(invalid|unregistered|unknown).{0,20}post.?logout.?redirect)",
        &[&c::post_logout_redirect_uri_mismatch::CAUSE],
        "The URI after logout is not registered.",
    ),
    says(
        r"(?i)(redirect(ion)?|callback|reply)[ _-]?ur[il]s?.{0,60}(fragment|wildcard|absolute|is http\b|[a-z,] (localhost|ip)\b([^:/.\w]|$)|must (use|be) https|must start|scheme|not a valid ur|insecure|illegal character|protocol)|(insecure|illegal character).{0,40}((redirect|callback)[ _-]?ur[il]|#)|contains an illegal character|(^|[a-z,.:] )(localhost|ip address(es)?|private ip)\b[^:/.].{0,40}(redirect|callback)[ _-]?ur[il]",
        &[&c::redirect_uri_invalid::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI is refused for its form.",
    ),
    says(
        r"(?i)(\b(missing|required|no|without)\b[^.]{0,20}(redirect(ion)?|callback|reply)[ _-]?ur[il]|(redirect(ion)?|callback|reply)[ _-]?ur[il]s?.{0,20}(is )?(missing$|missing[.,]|required|not (provided|present|specified)))",
        &[&c::redirect_uri_missing::CAUSE, &c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI is needed and absent.",
    ),
    says(
        r"(?i)(\b(allowed|registered|valid) redirect[ _-]?ur[il]s? list\b|(redirect(ion)?|callback|reply)[ _-]?ur[il]s?\b.{0,120}(mismatch|invalid|incorrect|not (\w+ )?(registered|allowed|whitelisted|valid|match\w*|found|authorized|permitted|in the list|associated|pre-registered|correct|supported|equal|accept\w*|recogni[sz]ed)|(does|do)(n.t| not) match|must (exactly )?match|unregistered|unknown)|(mismatch\w*|invalid|incorrect|unregistered|unknown|illegal|bad|wrong|disallowed|unauthorized|not match).{0,40}(redirect(ion)?|callback|reply)[ _-]?ur[il]|invalid (redirect|callback)\b|(not|n.t)\b.{0,16}\bvalid\b.{0,12}(redirect|callback)|(redirect|callback|return)\w*.{0,3}(domain|host|address|link)\b.{0,40}(not|n.t|mismatch|invalid)|\bredirect mismatch|\bcallback\b.{0,30}(does(n.t| not) match|mismatch|not registered)|redirect.{0,160}(does not match|not registered|not whitelisted))",
        &[
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::redirect_uri_invalid::CAUSE,
            &c::wrong_client_id::CAUSE,
        ],
        "The redirect URI is not registered for this client.",
    ),
    says(
        r"(?i)scopes?\b.{0,80}(insufficient|not (been )?(added|allowed|granted|assigned|permitted|authorized|enabled|approved|configured|selected)|disallowed|unauthorized|den(y|ied)|rejected)|(not allowed|may not|cannot|exceeds?)\b.{0,30}\bscopes?\b",
        &[&c::scope_not_granted::CAUSE, &c::scope_invalid::CAUSE],
        "The client may not have this scope.",
    ),
    says(
        r"(?i)\b(no|not|any)\b.{0,24}\b(valid|supported|known)\b.{0,20}scopes?\b|(scopes?\b.{0,60}(invalid|unknown|malformed|not (valid|supported|exist|found|recogni[sz]ed)|unsupported|does(n.t| not) exist|unavailable|no longer|deprecated|retired|removed)|(invalid|unknown|unsupported|malformed|deprecated).{0,20}scope)",
        &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
        "A scope is unknown or malformed.",
    ),
    says(
        r"(?i)(response.?type.{0,60}(not (allowed|supported|enabled|permitted)|unsupported|invalid|disabled)|(unsupported|invalid).{0,20}response.?type)",
        &[&c::response_type_not_enabled::CAUSE],
        "The response type is not switched on.",
    ),
    says(
        r"(?i)grant.?type.{0,60}(not (allowed|enabled|permitted|authorized|assigned)|disabled|unauthorized)|(invalid|unauthorized) grant.?type for|not (allowed|authori[sz]ed) to (exchange|use).{0,24}(code|grant)",
        &[&c::grant_type_not_enabled::CAUSE],
        "The grant is not switched on for this client.",
    ),
    says(
        r"(?i)\b(state|nonce)\b.{0,60}(too (short|long)|enough characters|entropy|minimum|maximum|at least)",
        &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE],
        "The server wants a longer or shorter value of this parameter.",
    ),
    says(
        r"(?i)\bstate\b.{0,30}(parameter )?(is )?(missing|required|must)|(missing|requires?).{0,20}\bstate\b|\b(nonce|response_mode|acr_values)\b.{0,3}parameter is (missing|required)",
        &[&c::missing_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        "The provider demands this parameter.",
    ),
    says(
        r"(?i)request_uri\b.{0,60}(expired|invalid|unknown|already|not (been )?(found|valid|issued|known))|(expired|invalid|unknown|used).{0,20}\brequest_uri\b|parameter: request_uri",
        &[&c::request_uri_invalid::CAUSE],
        "The request_uri is unknown, used or expired.",
    ),
    says(
        r"(?i)(pushed authorization|\bpar\b).{0,40}(required|must|only|enforced|mandatory)|(must|requires?d?).{0,40}(pushed authorization|\bpar\b)",
        &[&c::par_required::CAUSE],
        "The authorization request must be pushed first.",
    ),
    says(
        r"(?i)(user.?agent.{0,60}(missing|required|must|header|set|provide)|(missing|no|without|invalid|set an?|send an?).{0,20}user.?agent)",
        &[&c::missing_user_agent::CAUSE, &c::waf_blocked::CAUSE],
        "The server wants a User-Agent.",
    ),
    says(
        r"(?i)(unsupported.?country|(country|region|territory|location).{0,40}(not (supported|available|allowed)|unsupported|blocked|restricted)|not available in your (country|region))",
        &[&c::ip_blocked::CAUSE],
        "The caller's country or region is not allowed.",
    ),
    says(
        r"(?i)(\bip\b.?(address)?.{0,60}(not (allowed|whitelisted|permitted|authorized|trusted|in)|blocked|banned|denied|restricted)|network zones?|\bip can.?(no)?t make requests|(blocked|banned|disallowed|untrusted|unauthorized).{0,20}\bip\b)",
        &[&c::ip_blocked::CAUSE],
        "The caller's address is not allowed.",
    ),
    says(
        r"(?i)((requested )?(audience|resource)\b.{0,60}(not (been )?(whitelisted|allowed|found|valid|registered|permitted)|invalid|unknown|did not match|does(n.t| not) exist)|\binvalid_target\b|(invalid|unknown).{0,10}(audience|resource)\b|service not (found|enabled))",
        &[&c::audience_invalid::CAUSE],
        "The requested audience or resource is not known, or not allowed.",
    ),
    says(
        r"(?i)((identity provider|idp|upstream|external provider|federat\w*|connector|ldap|active directory).{0,60}(error|fail|timeout|timed out|unavailable|unreachable|invalid|refused)|invalid saml|\bsaml\b.{0,40}(invalid|error|expired)|(error|timeout|fail\w*).{0,60}(identity provider|\bidp\b|upstream|getting token))",
        &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE, &c::server_error::CAUSE],
        "Another system that the provider relies on failed.",
    ),
    says(
        r"(?i)(cookies?[^:]{0,60}(not found|enabled|blocked|missing|required)|(no|missing|enable)\b.{0,20}cookies?\b|csrf.{0,60}(missing|not|mismatch|fail|invalid)|page is no longer valid|3rd party)",
        &[&c::session_cookie_lost::CAUSE, &c::third_party_cookies_blocked::CAUSE],
        "The provider's own cookie did not come back.",
    ),
    says(
        r"(?i)\b(e-?mail|magic|sign.?in|log.?in|one.?time) link\b.{0,30}(invalid|expired|used|no longer valid)",
        &[&c::code_reused::CAUSE, &c::code_expired::CAUSE],
        "The link in the message is good for one opening: a mail scanner or a preview was first, or it is too old.",
    ),
    says(
        r"(?i)(login|authentication|your|sign-?in)\b.{0,12}(session|attempt|transaction)\b.{0,16}(expired|timed out|no longer|invalid|not found)|took too long to (log|sign) ?in|(login|log.?in|sign.?in|authentication|session|page|action)\b.{0,10}\b(has |is )?(expired|timed out|timeout)\b|restart the login process",
        &[&c::session_cookie_lost::CAUSE, &c::login_required::CAUSE, &c::third_party_cookies_blocked::CAUSE],
        "The provider no longer knows this login: it took too long, was begun twice, or its cookie is gone.",
    ),
    says(
        r"(?i)(disallowed.?user.?agent|secure browsers? policy|browser or app may not be secure|embedded (browser|web ?view)|web ?view)",
        &[&c::embedded_browser_blocked::CAUSE],
        "The provider refuses embedded browsers.",
    ),
    says(
        r"(?i)(too many (\w+ )?(requests|attempts|logins|calls|tries)|rate.?limit|quota (exceeded|reached)|slow down|throttl)",
        &[&c::rate_limited::CAUSE],
        "Too many requests.",
    ),
    says(
        r"(?i)(https (is )?required|requires? https|must (use|utilize|be) (https|tls|ssl)|(secure|ssl) (connection|transport) (is )?required|insecure.?transport)",
        &[&c::https_required::CAUSE, &c::proxy_altered_request::CAUSE],
        "The server sees plain http.",
    ),
    says(
        r"(?i)(client (certificate|cert)|mutual.?tls|mtls).{0,60}(required|missing|not (found|provided|present|valid)|invalid)|no (client|required ssl) certificate",
        &[&c::mtls_required::CAUSE],
        "A client certificate is demanded.",
    ),
    says(
        r"(?i)(registered (trusted )?origins|origin mismatch|\borigin\b.{0,60}(not (allowed|permitted|authorized|trusted|registered|whitelisted)|forbidden|invalid)|(invalid|forbidden|untrusted|disallowed).{0,20}origin\b|cross.?origin.{0,40}(not|only|forbidden))",
        &[&c::origin_not_allowed::CAUSE, &c::wrong_platform_type::CAUSE],
        "The server refuses this web origin.",
    ),
    says(
        r"(?i)(request (was |has been |is )?(blocked|rejected)\b|blocked by (the |a |our )?(waf|firewall|security|administrator|policy)|waf block|web application firewall|(bot|automated) (traffic|detected|request)|not a (bot|robot)\b|(verify|confirm)\w* (that )?you(.re| are) (a )?human|checking your browser|(suspicious|malicious|unusual) (activit|behavio|request|traffic)|potential (threat|attack)|attack (was )?detected|(support|incident|reference|event) id ?[:#])",
        &[&c::waf_blocked::CAUSE, &c::ip_blocked::CAUSE, &c::rate_limited::CAUSE],
        "Something before the server blocked the request.",
    ),
    says(
        r"(?i)\b(parameter|param)s?\b.{0,20}\b(not (supported|expected|allowed|permitted|recogni[sz]ed)|unsupported|unexpected|unrecogni[sz]ed)\W*[a-z_]*\W*$|(does not support|unsupported|unexpected|unrecogni[sz]ed|unknown|extra) (\w+ )?(parameter|param|field|key)s?\b(\W*$|.{0,3}[:`'(\x22])|not an? (valid|known|recogni[sz]ed) (\w+ )?(param|parameter|field)\b|extra inputs are not permitted",
        &[&c::unexpected_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        "The server refuses a parameter that it does not know.",
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
        r"(?i)(e-?mail|account)\b.{0,40}not (been )?(verified|confirmed)|(verify|confirm) your e-?mail|verified (primary )?e-?mail|unverified e-?mail",
        &[&c::account_not_allowed::CAUSE],
        "The account's e-mail address is not verified.",
    ),
    says(
        r"(?i)\b(account|registration|sign-?up)\b.{0,40}(not (yet )?(been )?(approved|activated|active)\b|(pending|awaiting|waiting for|requires?|needs?|must be)\b.{0,20}(approv|activat))",
        &[&c::account_not_allowed::CAUSE, &c::user_not_assigned::CAUSE],
        "The account waits for somebody's approval.",
    ),
    says(
        r"(?i)(limit|quota|number) (of|for) (connected |authori[sz]ed |test )?(users|athletes|accounts|installs).{0,20}(exceeded|reached)|(exceeded|reached) (the|its) (limit|number|quota|maximum).{0,20}(users|athletes|accounts|installs)",
        &[&c::app_not_published_or_test_user::CAUSE, &c::account_not_allowed::CAUSE],
        "The client may connect only so many people until its provider admits more.",
    ),
    says(
        r"(?i)(\b(in )?(develop(ment|ing)|sandbox|test(ing)?) (mode|status)\b|test users?\b|not (yet )?(been )?(published|verified|approved|reviewed|live|completed)\b|app not active|non distributed|developer approved|under review)",
        &[&c::app_not_published_or_test_user::CAUSE],
        "The client is in testing, and the person is not on its list.",
    ),
    says(
        r"(?i)(user|account|you)\b.{0,30}((is |are |has |was )?not (been )?(assigned|entitled|a member|granted access|approved|authorized to (use|access) this app)|(is|are|was|been) denied access)|user has(n.t| not) approved|not (admin )?approved to access",
        &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE],
        "The person is not assigned to this client.",
    ),
    says(
        r"(?i)((account|user)\b.{0,30}(is |has been |was )?(disabled|not enabled|locked|suspended|blocked|banned|deactivated|inactive|expired|forbidden to (sign|log))|(inactive|disabled|locked|suspended|deactivated) (user|account)|e-?mail.{0,30}not (been )?verified|verify your e-?mail|(domain|e-?mail).{0,40}not allowed|e-?mail\b.{0,90}\bnot (a )?(part|member) of\b)",
        &[&c::account_not_allowed::CAUSE],
        "This account may not sign in here.",
    ),
    says(
        r"(?i)\b(users?|accounts?|you)\b.{0,50}(\bnot\b|n't\b|\bno\b).{0,25}(permi(ssion|tted)|allowed|authori[sz]ed|access|rights?\b|privilege)",
        &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE, &c::access_policy_blocked::CAUSE],
        "This person may not use this client.",
    ),
    says(
        r"(?i)(conditional access|compliant device|managed device|device (is )?not (compliant|trusted|registered)|(policy|policies).{0,40}(block|den(y|ied)|not satisfied|evaluation failed)|(block|den(y|ied)).{0,30}polic)",
        &[&c::access_policy_blocked::CAUSE],
        "A policy refuses this sign-in.",
    ),
    says(
        r"(?i)(admin(istrator)?.{0,30}(consent|approval|approve)|(consent|approval).{0,30}admin|\badmin(istrator)?s?\b.{0,20}required to (install|add|connect|authori)|not authori[sz]ed by the (enterprise|organi[sz]ation|(\w+ )?admin)|based on the enterprise configuration|\badmin\w*\b.{0,8}\b(must|needs? to|has to) (authori|approve|allow|enable|install|grant)|contact your\b.{0,40}\badmin\w*\b.{0,24}\bto (install|add|approve|enable|authori))",
        &[&c::admin_consent_required::CAUSE],
        "An administrator must approve the client.",
    ),
    says(
        r"(?i)no (application|client|app)\b.{0,30}(exists?|found|matches)|(invalid|unknown|unregistered|no such|non.?existent|could not find|cannot find|bad)\b.{0,20}(client|app(lication)?.?id)|(application|app) cannot be found|\b(unknown|invalid|bad) (api|app|consumer) key|\b(application|app)\b.{0,30}(does(n.t| not) exist|not found|not registered)|unable to retrieve client|client could not be found|client.?(id|identifier|application)?\b.{0,40}(not (found|known|registered|exist|valid)|does(n.t| not) exist|unknown|unregistered|invalid|not recogni[sz]ed)\b",
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
