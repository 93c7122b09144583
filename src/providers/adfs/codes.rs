//! The numbers in Active Directory Federation Services' messages (`MSIS9224`) and what they mean for a login, in own
//! words. Sources: learn.microsoft.com/en-us/windows-server/identity/ad-fs, and public threads and code.

use crate::causes as c;
use crate::provider::{Code, code};

/// In order of the numbers.
#[rustfmt::skip]
pub static CODES: &[Code] = &[
    // https://github.com/TremoloSecurity/openunison-qs-kubernetes/issues/1
    code(5007, &[&c::access_policy_blocked::CAUSE, &c::user_not_assigned::CAUSE], "The access control policy of the application does not let this person in.", "Change the access control policy or the issuance authorization rules in AD FS Management › Application Groups or Relying Party Trusts."),
    code(7042, &[&c::login_loop::CAUSE], "The same browser came back for a token again and again within seconds; AD FS stopped it.", "Find out why the app does not accept its session (lost cookie, wrong host, failing token check)."),
    code(7065, &[&c::wrong_endpoint::CAUSE, &c::wrong_http_method::CAUSE], "AD FS has nothing at this path for this request: a typo, a GET to the token endpoint, or a disabled endpoint.", "Take the URLs from /adfs/.well-known/openid-configuration and POST to the token endpoint."),
    code(9221, &[&c::redirect_uri_missing::CAUSE], "The authorization request has an empty redirect_uri.", "Send the redirect URI registered in the application group."),
    code(9223, &[&c::wrong_client_id::CAUSE], "AD FS knows no client with this client_id.", "Compare client_id with the Client Identifier in the application group (AD FS Management › Application Groups)."),
    code(9224, &[&c::redirect_uri_mismatch_authorize::CAUSE], "The redirect_uri is not registered for this client.", "Add exactly the URI sent in AD FS Management › Application Groups › (app) › Redirect URI, pressing Add."),
    code(9226, &[&c::missing_parameter::CAUSE], "An old AD FS needs the resource parameter, and none was sent.", "Send resource with the relying party's identifier."),
    code(9247, &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_mangled::CAUSE], "The code is not known any more: redeemed before (page reload), too old, or altered.", "Redeem each code once and redirect away from the callback URL."),
    code(9252, &[&c::server_misconfigured::CAUSE], "Another server of the AD FS farm got the code than the one that issued it, and cannot resolve it.", "Have the farm's servers reach each other, or keep a client on one server."),
    code(9312, &[&c::server_error::CAUSE], "The refresh token was refused as not valid yet; a known fault of unpatched AD FS 2016 or a clock that is off.", "Install the updates of AD FS 2016 and synchronise the clocks."),
    code(9321, &[&c::scope_not_granted::CAUSE, &c::audience_invalid::CAUSE], "The client may not use the resource that is asked for.", "Permit the client in the Web API's Client Permissions, or by Grant-AdfsApplicationPermission."),
    code(9329, &[&c::audience_invalid::CAUSE], "The resource named is no relying party of this AD FS.", "Send the identifier of the relying party or Web API letter by letter."),
    code(9368, &[&c::scope_not_granted::CAUSE], "The client may not use this scope of the resource.", "Tick the scope in the Web API's Client Permissions, or grant it by Grant-AdfsApplicationPermission -ScopeNames."),
    code(9601, &[&c::missing_parameter::CAUSE, &c::unexpected_parameter::CAUSE], "AD FS wants the resource parameter in this request, and none was sent; it does not read scope instead.", "Send resource with the identifier of the Web API."),
    code(9602, &[&c::audience_invalid::CAUSE], "The resource parameter names nothing that AD FS knows.", "Send the identifier of the Web API letter by letter (trailing slash included)."),
    code(9604, &[&c::server_misconfigured::CAUSE], "AD FS failed; the real cause stands only in its event log.", "Read the AD FS Admin event log by the activity id."),
    code(9605, &[&c::scope_not_granted::CAUSE, &c::audience_invalid::CAUSE], "The client has no permission for the resource it asks for.", "Permit the client in the Web API's Client Permissions, or by Grant-AdfsApplicationPermission."),
    code(9607, &[&c::wrong_client_id::CAUSE], "AD FS knows no client with the client_id of the token request.", "Compare client_id with the Client Identifier in AD FS Management › Application Groups."),
    code(9611, &[&c::grant_type_not_enabled::CAUSE, &c::grant_type_missing_or_wrong::CAUSE], "AD FS does not take this grant_type from this client.", "Use authorization_code or refresh_token, or register the kind of application that allows the grant."),
    code(9612, &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_mangled::CAUSE, &c::code_wrong_client::CAUSE], "The code sent is not valid: redeemed before, too old, altered, or for another client.", "Redeem each code once, at once and unchanged."),
    code(9614, &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_reused::CAUSE], "The refresh token is not valid.", "Discard it and start an interactive sign-in."),
    code(9615, &[&c::refresh_token_expired::CAUSE], "The refresh token has expired.", "Start an interactive sign-in; lifetimes are set by Set-AdfsProperties (SsoLifetime and the persistent SSO values)."),
    code(9622, &[&c::wrong_client_secret::CAUSE, &c::secret_encoding::CAUSE, &c::client_assertion_invalid::CAUSE], "The client's credentials did not verify: wrong secret, or an assertion with wrong key id, signature or claims.", "Reset the secret in AD FS Management › Application Groups › (app), or compare the assertion's kid with the registered certificate."),
    code(9623, &[&c::grant_type_not_enabled::CAUSE], "The farm's global policy does not allow the JWT bearer grant.", "Enable it by Set-AdfsGlobalAuthenticationPolicy."),
    code(9642, &[&c::upstream_provider_error::CAUSE], "AD FS cannot build the ID token, e.g. the claims provider has no anchor claim.", "Set the anchor claim of the claims provider trust (Set-AdfsClaimsProviderTrust -AnchorClaimType)."),
    code(9648, &[&c::scope_not_granted::CAUSE], "The scope asked for is not allowed for this client.", "Tick the scope in the Web API's Client Permissions."),
    code(9659, &[&c::user_credentials_wrong::CAUSE], "User name or password of the password grant is wrong.", "Send the credentials again, with the domain in the user name."),
    // https://github.com/elastic/elasticsearch/issues/43709
    code(9692, &[&c::secret_encoding::CAUSE, &c::wrong_client_auth_method::CAUSE], "Id and secret inside HTTP Basic are not form-encoded, and one of them holds a colon or another reserved character.", "Form-encode client_id and client_secret before they are joined and encoded as base64, or send them in the body."),
];
