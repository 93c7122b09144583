//! Another tenant, realm or issuer.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::http::Exchange;
use crate::oauth::Kind;
use crate::oauth::jwt::Jwt;
use crate::rules::authorization_request::initiated_login_issuer_differs;
use crate::rules::authorization_response::issuer_parameter_differs;
use crate::rules::configuration::configured_issuer;
use crate::rules::discovery::{
    discovery_issuer_mismatch, protected_resource_metadata_authorization_server_mismatch,
};
use crate::rules::token_request::token_endpoint_other_tenant;

pub static CAUSE: Cause = Cause {
    id: "wrong_tenant_or_issuer",
    title: "Another tenant, realm or issuer",
    says: "The request goes to another tenant, realm or region than the client or the person belongs to",
    story: "Providers keep many worlds apart: tenants, realms, regions, sandbox and production. A client \
            of one is unknown in the other, and a token of one is not valid in the other.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for the issuer",
    console: &[],
    fix: &[
        "Configure issuer and endpoints of the tenant in which the client is registered, by its id.",
        "Use one issuer in all places: authorization request, token request, token validation.",
        "Make the client open to several tenants if people of others shall log in.",
        "Log in again from the start.",
    ],
    refuted_by: &["The tenant in the address is the one whose console shows the client."],
    alike: &[
        &super::wrong_endpoint::CAUSE,
        &super::id_token_issuer::CAUSE,
        &super::account_not_allowed::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.failed_at(Kind::Discovery) {
        return case
            .proven_by(&CAUSE, &[&discovery_issuer_mismatch::RULE, &configured_issuer::RULE])
            .map(|weight| weight.times(0.5));
    }
    if case.stopped_at_client() {
        let rules = [&issuer_parameter_differs::RULE, &initiated_login_issuer_differs::RULE];
        return case.proven_by(&CAUSE, &rules).map(|weight| weight.times(0.6));
    }
    if let Some((named, called)) = named_api(case) {
        let summary = format!(
            "The token answer names `{named}` as the address of the API, and the call goes to `{called}`"
        );
        return Some(case.heard_too(Weight::new(Strength::Contradiction, 1.0).summary(summary), &CAUSE));
    }
    if let Some((stored, called)) = other_environment(case)
        .filter(|(stored, called)| case.failed_at_api() && is_for_trial(stored, called))
    {
        let summary = format!(
            "The call goes to `{called}`, and the configured issuer is at `{stored}`: sandbox and live host"
        );
        let refused = matches!(case.status(), Some(401 | 403));
        let weight = Weight::new(Strength::ServerCode, 1.0).summary(summary);
        return refused.then(|| case.heard_too(weight, &CAUSE)).or_else(|| case.said(&CAUSE));
    }
    if let Some((stored, called)) = other_front(case) {
        let summary =
            format!("The request goes to `{called}`, and the stored issuer of this tenant is at `{stored}`");
        return Some(case.heard_too(Weight::new(Strength::Contradiction, 1.0).summary(summary), &CAUSE));
    }
    if let Some((named, stored)) = other_issuer(case) {
        let summary = format!("The token is of the issuer `{named}`, and `{stored}` is configured");
        return Some(case.heard_too(Weight::new(Strength::ServerCode, 1.0).summary(summary), &CAUSE));
    }
    if case.failed_at_api() {
        return case.proven_by(&CAUSE, &[&protected_resource_metadata_authorization_server_mismatch::RULE]);
    }
    // What a server says of a client is true of the realm that was asked.
    let vague = case.heard.iter().all(|said| said.strength <= Strength::Status);
    if let Some((stored, called)) = other_realm(case).filter(|_| vague && case.status() == Some(404)) {
        let summary =
            format!("The request goes to the realm `{called}`, and the configured issuer is of `{stored}`");
        return Some(case.heard_too(Weight::new(Strength::Contradiction, 1.0).summary(summary), &CAUSE));
    }
    if let Some((taken, called)) = taken_at_other(case) {
        let summary = format!("The same request was taken at `{taken}` before, and is refused at `{called}`");
        return Some(case.heard_too(Weight::new(Strength::Contradiction, 1.0).summary(summary), &CAUSE));
    }
    if let Some((named, called)) = named_server(case) {
        let summary = format!(
            "The response names `{named}` as the server of this person, and the token request goes to `{called}`"
        );
        return Some(case.heard_too(Weight::new(Strength::Contradiction, 1.0).summary(summary), &CAUSE));
    }
    let codes = ["invalid_client", "invalid_grant", "unauthorized_client", "invalid_request"];
    if case.error_is_among(&codes) {
        let rules = [&token_endpoint_other_tenant::RULE, &discovery_issuer_mismatch::RULE];
        let weight = case.proven_by(&CAUSE, &rules).or_else(|| {
            other_environment(case).map(|_| case.heard_too(Weight::new(Strength::ServerCode, 1.0), &CAUSE))
        })?;
        if let Some((stored, called)) = other_environment(case) {
            let summary = format!(
                "The request goes to `{called}`, and the configured issuer is at `{stored}`: another environment or region of the same provider"
            );
            let weight = weight.stronger(Strength::ServerCode).summary(summary);
            return Some(if is_for_trial(&stored, &called) { weight.times(0.6) } else { weight });
        }
        return Some(match outside_issuer(case) {
            Some(summary) if weight.summary.is_none() => Weight { share: 1.0, ..weight }.summary(summary),
            _ => weight,
        });
    }
    case.said(&CAUSE)
}

/// Segments of addresses that name neither tenant nor realm.
const NO_TENANT: [&str; 5] = ["", "v1", "v2.0", "token", "authorize"];

/// Says so if the stored issuer is on the failed request's host, under another tenant or realm.
fn outside_issuer(case: &Case<'_>) -> Option<String> {
    // A prefix before the realm makes it no other realm.
    if super::wrong_endpoint::beside_path(case).is_some() {
        return None;
    }
    let issuer = url::Url::parse(case.config.issuer.as_deref()?).ok()?;
    let called = case.failed()?.exchange.url()?;
    let segments = |url: &url::Url| -> Vec<String> {
        url.path_segments().into_iter().flatten().map(str::to_owned).collect()
    };
    let (stored, sent) = (segments(&issuer), segments(&called));
    let names_tenant = |segment: &str| !NO_TENANT.contains(&segment);
    let differs = stored.iter().zip(&sent).take(2).find(|(a, b)| a != b && names_tenant(a));
    let (stored, sent) = differs.filter(|_| issuer.host_str() == called.host_str())?;
    Some(format!("The request goes to `{sent}`, and the configured issuer is `{stored}`"))
}

/// The realm (Keycloak) or authorization server (Okta) of the stored issuer and the one that was asked at the same host, if
/// they differ.
fn other_realm(case: &Case<'_>) -> Option<(String, String)> {
    let issuer = url::Url::parse(case.config.issuer.as_deref()?).ok()?;
    let called = case.failed()?.exchange.url()?;
    let realm = |url: &url::Url| {
        let mut segments =
            url.path_segments()?.skip_while(|part| !matches!(*part, "realms" | "oauth2")).skip(1);
        segments.next().filter(|part| !NO_TENANT.contains(part)).map(str::to_owned)
    };
    let (stored, sent) = (realm(&issuer)?, realm(&called)?);
    (issuer.host_str() == called.host_str() && stored != sent).then_some((stored, sent))
}

/// The hosts of the stored issuer and of the failed request, if they differ only in a word that names an environment or a
/// region: `account-d` and `account`, `sandbox.idp` and `idp`, `accounts.idp.eu` and `accounts.idp.com`.
pub fn other_environment(case: &Case<'_>) -> Option<(String, String)> {
    let stored = url::Url::parse(case.config.issuer.as_deref()?).ok()?.host_str()?.to_owned();
    let called = case.failed()?.exchange.url()?.host_str()?.to_owned();
    let apart = [
        "d",
        "demo",
        "dev",
        "develop",
        "int",
        "prod",
        "production",
        "preprod",
        "preview",
        "qa",
        "sandbox",
        "sbx",
        "stage",
        "staging",
        "stg",
        "test",
        "uat",
        "com",
        "eu",
        "us",
        "in",
        "au",
        "jp",
        "cn",
        "ca",
        "uk",
        "sa",
        "sg",
        "ap",
        "na",
        "emea",
        "apac",
        "east",
        "west",
        "north",
        "south",
        "central",
        "northeast",
        "southeast",
    ];
    let bare = |host: &str| -> Vec<String> {
        let labels = host.split(['.', '-']).filter(|label| {
            let word = label.trim_end_matches(|c: char| c.is_ascii_digit());
            !word.is_empty() && !apart.contains(&word)
        });
        // Square's sandbox is `squareupsandbox.com`.
        labels.map(|label| label.trim_end_matches("sandbox").to_owned()).collect()
    };
    (stored != called && bare(&stored) == bare(&called) && !bare(&stored).is_empty())
        .then_some((stored, called))
}

/// Whether one of two hosts is that of a trial environment, and not of another region.
pub fn is_for_trial(stored: &str, called: &str) -> bool {
    let trial = |host: &str| {
        host.contains("sandbox")
            || host
                .split(['.', '-'])
                .any(|label| ["sandbox", "sbx", "test", "demo", "dev", "uat", "stg"].contains(&label))
    };
    trial(stored) != trial(called)
}

/// The issuer of a token that an API refuses with 401 and no word on why, and the stored one, where they are two servers. Entra ID
/// has two forms of one issuer.
fn other_issuer(case: &Case<'_>) -> Option<(String, String)> {
    let call = case.failed().filter(|_| case.failed_at_api() && case.status() == Some(401))?;
    let token = Jwt::read(call.access_token()?)?;
    let (named, stored) = (token.claim_text("iss")?, case.config.issuer.as_deref()?);
    let host = |url: &str| url::Url::parse(url).ok()?.host_str().map(str::to_owned);
    // Microsoft has several names for one tenant; the tenant's id stands in all of them.
    let tenant = |url: &str| url.split('/').nth(3).filter(|id| id.len() == 36).map(str::to_owned);
    let of_tenant = || tenant(named).zip(tenant(stored)).is_some_and(|(named, stored)| named != stored);
    let apart = match host(named)?.as_str() {
        "sts.windows.net" => of_tenant(),
        named => named != host(stored)?,
    };
    let silent = case.error_code().is_none_or(str::is_empty);
    (apart && silent).then(|| (named.to_owned(), stored.to_owned()))
}

/// The host of a tenant of customers (Entra External ID, Azure AD B2C) and that of a workforce's, where one tenant is asked at both.
/// <https://learn.microsoft.com/en-us/entra/external-id/customers/concept-supported-features-customers>
fn other_front(case: &Case<'_>) -> Option<(String, String)> {
    let (stored, called) =
        (url::Url::parse(case.config.issuer.as_deref()?).ok()?, case.failed()?.exchange.url()?);
    let of_customers = [".ciamlogin.com", ".b2clogin.com"]
        .iter()
        .any(|end| stored.host_str().is_some_and(|host| host.ends_with(end)));
    let (own, other) = (stored.host_str()?.to_owned(), called.host_str()?.to_owned());
    (of_customers && other == "login.microsoftonline.com").then_some((own, other))
}

/// The API's address of this account (Zoho's data centres, Salesforce's instances), and the other one of the same API that
/// was called.
fn named_api(case: &Case<'_>) -> Option<(String, String)> {
    let called = case.failed().filter(|message| message.kind == Kind::ApiCall)?.exchange.url()?;
    let members = ["api_domain", "instance_url", "api_server", "rest_instance_url", "api_base_url"];
    let text = case
        .flow
        .of(Kind::TokenRequest)
        .find_map(|token| members.iter().find_map(|name| token.answer.text(name)))?;
    let named = url::Url::parse(text).ok()?;
    let of_name = |url: &url::Url| url.host_str().and_then(|host| host.rsplit('.').nth(1).map(str::to_owned));
    let apart = named.host_str() != called.host_str() && of_name(&named) == of_name(&called);
    apart.then(|| (crate::http::origin_of(&named), crate::http::origin_of(&called)))
}

/// The host that the authorization response names for all that follows (Zoho's `accounts-server`, Datadog's `site`, pCloud's
/// `hostname`), and the one that was called instead.
fn named_server(case: &Case<'_>) -> Option<(String, String)> {
    let request = case.failed().filter(|message| message.kind == Kind::TokenRequest)?;
    let called = request.exchange.origin();
    let given = |name: &str| {
        let responses = case.flow.of(Kind::AuthorizationResponse).chain(case.flow.of(Kind::Callback));
        responses.into_iter().find_map(|response| response.given(name).map(str::to_owned))
    };
    if let Some(named) = given("accounts-server").and_then(|named| url::Url::parse(&named).ok()) {
        let named = crate::http::origin_of(&named);
        return (named != called).then_some((named, called));
    }
    let at = request.exchange.url()?;
    if let Some(named) = given("hostname") {
        let named = url::Url::parse(&format!("https://{named}")).ok()?;
        let apart =
            named.host_str() != at.host_str() && crate::http::site_of(&named) == crate::http::site_of(&at);
        return apart.then(|| (crate::http::origin_of(&named), called));
    }
    let named = url::Url::parse(&given("site")?).ok()?;
    let name = |url: &url::Url| url.host_str().and_then(|host| host.rsplit('.').nth(1).map(str::to_owned));
    let apart = crate::http::site_of(&named) != crate::http::site_of(&at) && name(&named) == name(&at);
    apart.then(|| (crate::http::origin_of(&named), called))
}

/// The path at which the server took the very same request, name and secret or password and all, and the one at which it now
/// refuses it.
fn taken_at_other(case: &Case<'_>) -> Option<(String, String)> {
    let codes = ["invalid_client", "invalid_grant", "unauthorized_client"];
    if super::wrong_endpoint::below_page(case).is_some() {
        return None;
    }
    let failed = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &codes))?;
    let sent = &failed.exchange.request;
    let by_name = matches!(failed.grant(), Some("password" | "client_credentials"));
    let brings = |exchange: &Exchange| exchange.request.headers.first("authorization").map(str::to_owned);
    let took = |earlier: &&Exchange| {
        earlier.origin() == failed.exchange.origin()
            && earlier.path() != failed.exchange.path()
            && earlier.request.body == sent.body
            && brings(earlier) == brings(failed.exchange)
            && earlier.answered("access_token").is_some()
    };
    let mut earlier = case.flow.around.before(failed.exchange).iter().rev().take(40);
    let taken = earlier.find(took).filter(|_| by_name && !failed.body_not_recorded())?;
    Some((taken.path().to_owned(), failed.exchange.path().to_owned()))
}
