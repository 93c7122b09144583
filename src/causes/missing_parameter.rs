//! Missing parameter.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::Sign;
use crate::http::Exchange;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Part};
use crate::rule::cookie::Cookie;
use crate::rule::{Certainty, Class, Location, others};
use crate::rules::authorization_request::{
    client_id_missing, nonce_missing, parameter_misspelt, response_type_missing,
};
use crate::rules::session::logout_hint_missing;
use crate::rules::token_request::{
    code_missing, device_code_missing, exchange_parameters, token_request_body_empty,
};

pub static CAUSE: Cause = Cause {
    id: "missing_parameter",
    title: "Missing parameter",
    says: "A parameter that the provider demands is absent",
    story: "Each request has parameters that must be there; some providers demand more than the standard \
            does, `state` or `nonce` for example. An empty value counts as absent.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the request",
    console: &[],
    fix: &[
        "Add the parameter that the provider's message names, with a value that is not empty.",
        "Check that a redirect or a proxy on the way does not cut the query.",
    ],
    refuted_by: &["The parameter is in the request as the server received it."],
    alike: &[
        &super::malformed_parameter::CAUSE,
        &super::wrong_content_type::CAUSE,
        &super::wrong_client_id::CAUSE,
    ],
    weigh,
};

/// A parameter that is missing because it is sent under a name that is nearly this one.
pub fn misspelt(case: &Case<'_>, name: &str) -> Option<Weight> {
    let weight = is_misspelt(case)?;
    let meant = format!("called `{name}`");
    weight
        .summary
        .as_ref()
        .is_some_and(|says| says.contains(&meant))
        .then(|| weight.fix(parameter_misspelt::RULE.fix))
}

/// A public client that refreshes without its name: the server knows the token, and cannot tell who sends it
/// (RFC 6749, section 3.2.1).
fn nameless_refresh(case: &Case<'_>) -> Option<Weight> {
    let refused = case.is_refused(Kind::TokenRequest, &["invalid_request", "invalid_client"]);
    let request = case.failed().filter(|request| refused && !request.body_not_recorded())?;
    let nameless = request.grant() == Some("refresh_token")
        && request.given("refresh_token").is_some()
        && request.client_id().is_none()
        && request.given("client_assertion").is_none()
        && !request.exchange.request.headers.has("authorization");
    (nameless && case.lacks_description()).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary("The request refreshes and does not say for which client")
            .fix("Send `client_id` beside the refresh token.")
    })
}

fn is_misspelt(case: &Case<'_>) -> Option<Weight> {
    let grave = case.finding(&parameter_misspelt::RULE)?.class != Some(Class::Conformance);
    if grave { case.found(&parameter_misspelt::RULE, Strength::Contradiction) } else { None }
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    // Vault builds the authorization request itself.
    if case.failed().is_some_and(|failed| failed.answer.gives_no_address()) {
        return None;
    }
    if let Some(weight) = header_missing(case)
        .or_else(|| nameless_secret(case))
        .or_else(|| without_code(case))
        .or_else(|| nameless_refresh(case))
        .or_else(|| undocumented(case))
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    // A server that finds no client looks for it under another name.
    if case.is_refused(Kind::TokenRequest, &["invalid_client"])
        && !super::grant_type_missing_or_wrong::is_misspelt(case)
        && let Some(weight) = is_misspelt(case)
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let lacks_scope = case.flow.authorization_request().is_some_and(|request| {
        !request.params.has("scope")
            && ["scope", "user_scope", "request", "request_uri"]
                .iter()
                .all(|name| request.given(name).is_none())
    });
    if lacks_scope && case.failed_at_authorization() && case.error_code() == Some("invalid_scope") {
        let says = "The authorization request has no `scope`, and the server wants one";
        return Some(case.heard_too(Weight::new(Strength::ServerCode, 1.0).summary(says), &CAUSE));
    }
    // IdentityServer demands one and says no more than `invalid_request`.
    // <https://github.com/DuendeArchive/IdentityServer4/issues/1338>
    let stored = case.config.scope.as_ref().is_some_and(|scope| !scope.is_empty());
    if lacks_scope && stored && case.failed_at_authorization() && case.says_nothing_more() {
        let says = "The authorization request has no `scope`, although the stored client has some, and the provider says `invalid_request` and no more";
        return Some(case.heard_too(Weight::new(Strength::ServerError, 1.5).summary(says), &CAUSE));
    }
    if let Some(weight) = state_kept_only(case).or_else(|| without_device(case)) {
        return Some(weight);
    }
    // Whose list of addresses is to be looked at, the server knows by one of the two only.
    if case.failed_at(Kind::Logout)
        && case.says("(?i)id_token_hint.{0,40}(required|must)|missing.{0,20}id_token_hint")
        && let Some(weight) = case.found(&logout_hint_missing::RULE, Strength::Contradiction)
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let unhinted = case.failed_at(Kind::Logout) && case.failed()?.given("id_token_hint").is_none();
    if unhinted && case.heard.iter().all(|said| said.strength <= Strength::Status) {
        let says = "The logout request has no `id_token_hint`, which some providers demand";
        return Some(
            Weight::new(Strength::Fits, 0.6)
                .summary(says)
                .fix("Send `id_token_hint` with the ID token of this login."),
        );
    }
    // Without it a server knows nobody whose request it could judge, whatever it says.
    if case.failed_at_authorization() && case.error_code().is_some_and(|code| code != "invalid_request") {
        let nameless =
            case.finding(&client_id_missing::RULE).filter(|finding| finding.certainty == Certainty::Proven);
        if nameless.is_some() {
            return case.proven_by(&CAUSE, &[&client_id_missing::RULE]);
        }
    }
    if !case.error_is_among(&["invalid_request"]) {
        return case.said(&CAUSE);
    }
    let rules = [
        &client_id_missing::RULE,
        &response_type_missing::RULE,
        &code_missing::RULE,
        &device_code_missing::RULE,
        &exchange_parameters::RULE,
        &token_request_body_empty::RULE,
    ];
    let silent = || case.says_nothing_more() && case.finding(&nonce_missing::RULE).is_some();
    let without_nonce = case.failed_at_authorization() && (case.says("(?i)nonce") || silent());
    let weight = match without_nonce {
        true => case.proven_by(&CAUSE, &[&nonce_missing::RULE])?,
        false => case.proven_by(&CAUSE, &rules)?,
    };
    // A server that misses what was sent means something else, or got another request.
    let swallowed = super::malformed_parameter::swallowed(case).is_some();
    let doubt = if swallowed || names_what_was_sent(case) { 0.1 } else { 1.0 };
    let weight = weight.times(doubt);
    Some(if speaks_of_another(case) { Weight { strength: Strength::Fits, ..weight } } else { weight })
}

/// Amazon Cognito ties refresh tokens to the device on which the person logged in, and calls them invalid without its key.
/// <https://github.com/aws-amplify/aws-sdk-android/issues/1469>
fn without_device(case: &Case<'_>) -> Option<Weight> {
    let renewal =
        case.failed().filter(|failed| failed.is_for_cognito() && case.says("Invalid Refresh Token"))?;
    let sends =
        ["AuthParameters", "DeviceKey"].iter().filter_map(|name| renewal.given(name)).collect::<String>();
    let of_device = |earlier: &&Exchange| {
        let text = earlier.response.body.text().filter(|text| text.contains("AuthenticationResult"));
        let answer: serde_json::Value =
            text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let token = answer.pointer("/AuthenticationResult/AccessToken").and_then(serde_json::Value::as_str);
        answer.pointer("/AuthenticationResult/NewDeviceMetadata").is_some()
            || token.and_then(Jwt::read).is_some_and(|token| token.claims.contains_key("device_key"))
    };
    let mut same = case.flow.around.before_with(renewal.exchange, Sign::Address, renewal.exchange.address());
    let issued = same.rfind(of_device)?;
    if sends.contains("DEVICE_KEY") || renewal.params.has("DeviceKey") {
        return None;
    }
    let place = others::whole(issued, Part::ResponseBody);
    let says = "The refresh token is tied to a device, and the request to renew it brings no `DEVICE_KEY`";
    let evidence = Evidence::at("Login", place, "was answered with a device key");
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence).fix(
        "Send `DEVICE_KEY` in `AuthParameters`, and confirm the device after the login (`ConfirmDevice`).",
    ))
}

/// Whether the server does not complain of a `response_type` that is missing: some providers do without it.
fn speaks_of_another(case: &Case<'_>) -> bool {
    let later = |cause: &&&Cause| {
        ["redirect_uri_", "scope_", "insufficient_scope", "wrong_client_id"]
            .iter()
            .any(|begin| cause.id.starts_with(begin))
    };
    let elsewhere = case.heard.iter().any(|said| {
        said.strength >= Strength::ServerError && said.causes.first().is_some_and(|first| later(&first))
    });
    let named = || case.says(r"(?i)response.?type|\b(required|missing)\b|parameter|invalid.?request");
    case.failed_at_authorization()
        && case.finding(&client_id_missing::RULE).is_none()
        && (elsewhere || !named())
}

/// Whether the words name a parameter as missing that the failed request carries.
fn names_what_was_sent(case: &Case<'_>) -> bool {
    let Some(message) = case.failed() else { return false };
    let mut sent = message.params.0.iter().filter(|param| !param.value().is_empty() && param.name.len() >= 4);
    sent.any(|param| {
        let name: String = param.name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        case.says(&format!(r"(?i)missing.{{0,30}}\b{name}\b|\b{name}\b.{{0,20}}(missing|required)"))
    })
}

/// The client puts a `state` into a cookie and not into the authorization request; the callback brings the cookie, and no
/// `state` that it could be compared with.
fn state_kept_only(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let request = case.flow.authorization_request()?;
    if callback.given("state").is_some() || request.given("state").is_some() {
        return None;
    }
    let start = request.led_by?;
    let is_of_state = |name: &str| {
        let name = name.to_ascii_lowercase();
        name == "state" || ["oauth_state", "oidc_state", "auth_state"].iter().any(|end| name.ends_with(end))
    };
    let set = start.response.headers.all("set-cookie").filter_map(Cookie::read);
    let mut kept = set.filter(|cookie| is_of_state(cookie.name) && cookie.is_kept());
    let cookie = kept.find(|cookie| {
        callback
            .exchange
            .request
            .headers
            .cookies()
            .any(|(name, value)| name == cookie.name && value == cookie.value())
    })?;
    let place = Location::of(callback, Part::RequestCookie, Some(cookie.name));
    let evidence =
        Evidence::at("Cookie", place, format!("`{}` comes back, and no `state` beside it", cookie.name));
    let says = "The client keeps a `state` in a cookie and sends none in the authorization request, so none comes back";
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(evidence)
            .fix("Add the `state` of the cookie to the authorization request."),
    )
}

/// APIs that want a header beside the token: the host, what the path begins with, the header.
const BESIDE_TOKEN: &[(&str, &str, &str)] = &[
    // https://developer.xero.com/documentation/guides/oauth2/tenants
    ("api.xero.com", "/api.xro/", "xero-tenant-id"),
    // https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/
    ("api.harvestapp.com", "/v2/", "harvest-account-id"),
    // https://dev.twitch.tv/docs/api/get-started/
    ("api.twitch.tv", "/helix/", "client-id"),
    // https://advertising.amazon.com/API/docs/en-us/guides/get-started/overview
    ("advertising-api.amazon.com", "/v2/", "amazon-advertising-api-clientid"),
    // https://developers.google.com/google-ads/api/rest/auth
    ("googleads.googleapis.com", "/v", "developer-token"),
];

/// What authorization requests must bring beside what RFC 6749 demands: the host and the parameter.
const DEMANDED: &[(&str, &str)] = &[
    // https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
    ("x.com", "state"),
    ("twitter.com", "state"),
    // https://developers.line.biz/en/docs/line-login/integrate-line-login/
    ("access.line.me", "state"),
    ("access.line.me", "scope"),
    // https://airtable.com/developers/web/api/oauth-reference
    ("airtable.com", "state"),
    ("airtable.com", "scope"),
    // https://developers.login.gov/oidc/authorization/
    ("secure.login.gov", "state"),
    ("secure.login.gov", "nonce"),
    // https://developers.notion.com/docs/authorization
    ("api.notion.com", "owner"),
];

/// A provider that shows an error page without saying which of many faults it is, to a request that lacks what its
/// documentation demands.
fn undocumented(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|failed| failed.kind == Kind::AuthorizationRequest)?;
    let url = request.exchange.url()?;
    let host = url.host_str()?.trim_start_matches("www.");
    let vague = case.heard.iter().all(|said| said.strength <= Strength::Status || said.causes.len() >= 3);
    let lacks = |name: &str| request.given(name).is_none() && request.given("request_uri").is_none();
    let (_, name) = DEMANDED.iter().find(|(at, name)| *at == host && lacks(name)).filter(|_| vague)?;
    let place = Location::of(request, Part::RequestQuery, None);
    Some(
        Weight::new(Strength::ServerCode, 1.5)
            .summary(format!("The authorization request has no `{name}`, which this provider demands"))
            .evidence(Evidence::at("Parameters", place, format!("no `{name}`")))
            .fix(format!("Send `{name}` with each authorization request.")),
    )
}

/// An API that refuses a call whose token comes without the header that says whose data, or whose client, is meant.
fn header_missing(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|call| call.kind == Kind::ApiCall && call.access_token().is_some())?;
    let host = call.exchange.url()?.host_str()?.to_owned();
    let path = call.exchange.path();
    let (.., name) = BESIDE_TOKEN.iter().find(|(at, begin, _)| *at == host && path.starts_with(begin))?;
    let lacks = !call.headers_not_recorded() && !call.exchange.request.headers.has(name);
    let says = format!("`{host}` wants the header `{name}` beside the token, and the call has none");
    (lacks && matches!(case.status(), Some(400 | 401 | 403))).then(|| {
        let place = Location::of(call, Part::RequestHeader, None);
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(Evidence::at("Headers", place, format!("no `{name}`")))
            .fix(format!("Send `{name}` with each call."))
    })
}

/// A secret in the body and nobody whose it is (RFC 6749, section 2.3.1).
fn nameless_secret(case: &Case<'_>) -> Option<Weight> {
    let refused = case.is_refused(Kind::TokenRequest, &["invalid_client", "invalid_request"]);
    let request = case.failed().filter(|_| refused)?;
    let place = Location::param(request, "client_secret");
    let named = request.client_id().is_some() || request.authorization().is_some();
    (request.given("client_secret").is_some() && !named && !case.flow.sanitized).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The token request carries a `client_secret` and no `client_id`")
            .evidence(Evidence::at("Secret", place, "without `client_id` beside it"))
            .fix("Send `client_id` in the body together with `client_secret`.")
    })
}

/// A redemption without a code, which some servers refuse as an invalid one.
fn without_code(case: &Case<'_>) -> Option<Weight> {
    let refused = case.is_refused(Kind::TokenRequest, &["invalid_grant"]);
    let request = case.failed().filter(|request| refused && !request.body_not_recorded())?;
    let lacks = request.given("grant_type") == Some("authorization_code") && request.given("code").is_none();
    let place = Location::param(request, "grant_type");
    lacks.then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The token request is to redeem a code and brings none")
            .evidence(Evidence::at("Grant", place, "`authorization_code`, without `code`"))
            .fix("Begin at the provider's authorization endpoint, and redeem the `code` that its response brings.")
    })
}
