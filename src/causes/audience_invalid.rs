//! Unknown audience or resource.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Exchange;
use crate::oauth::Kind;
use crate::rule::Location;
use crate::rules::authorization_request::{resource_fragment, resource_not_absolute};
use crate::rules::token_request::token_resource_differs;

pub static CAUSE: Cause = Cause {
    id: "audience_invalid",
    title: "Unknown audience or resource",
    says: "The requested `audience` or `resource` is not known to the provider, or not allowed for this \
           client",
    story: "The value names the API that the token is for. It is an identifier, not an address to guess: \
            it must be registered at the provider, letter for letter.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its setting for `audience`, `resource` or scope",
    console: &["audience", "resource"],
    fix: &[
        "Copy the API's identifier from the provider's console into the client's setting, with slash and \
         scheme as they stand there.",
        "Create the API in the console, or authorize this client for it, if it is missing.",
        "Log in again from the start.",
    ],
    refuted_by: &[
        "The console lists an API with exactly this identifier, and this client is allowed to use it.",
    ],
    alike: &[
        &super::missing_parameter::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
        &super::scope_invalid::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = of_records(case).or_else(|| nearly(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let refused = case.failed_at_authorization() || case.failed_at(Kind::TokenRequest);
    if refused && case.error_is_among(&["invalid_target", "invalid_request", "invalid_grant"]) {
        return case.supported_by(
            &CAUSE,
            &[&resource_fragment::RULE, &resource_not_absolute::RULE, &token_resource_differs::RULE],
            "(?i)(resource|audience|target)",
        );
    }
    case.said(&CAUSE)
}

/// A client of health records names another `aud` than the server of records whose configuration it has read.
/// <https://hl7.org/fhir/smart-app-launch/app-launch.html#obtain-authorization-code>
fn of_records(case: &Case<'_>) -> Option<Weight> {
    let request = case.flow.authorization_request().filter(|_| case.failed_at_authorization())?;
    let asked =
        request.given("aud").filter(|_| case.error_is_among(&["invalid_request", "invalid_target"]))?;
    let read = |exchange: &Exchange| {
        exchange.address().strip_suffix("/.well-known/smart-configuration").map(str::to_owned)
    };
    let base = case.flow.around.before(request.exchange).iter().rev().take(40).find_map(read)?;
    let says =
        format!("`aud` is `{asked}`; the server of records, by its own configuration's address, is `{base}`");
    (asked.trim_end_matches('/') != base).then(|| {
        let evidence = Evidence::at("`aud`", Location::param(request, "aud"), format!("`{asked}`, not `{base}`"));
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(evidence)
            .fix("Send the base address of the FHIR server as `aud`, as it stands before `/.well-known/smart-configuration`.")
    })
}

/// What is asked for is an address that is known here but for the slash at its end, letter case or scheme, and servers
/// compare letter by letter.
fn nearly(case: &Case<'_>) -> Option<Weight> {
    let at_token = case.failed_at(Kind::TokenRequest);
    let request = if at_token { case.failed() } else { case.flow.authorization_request() };
    let request = request.filter(|_| at_token || case.failed_at_authorization())?;
    let (name, asked) =
        ["aud", "resource", "audience"].iter().find_map(|name| Some((*name, request.given(name)?)))?;
    let silent = case.says_nothing_more() || case.heard.iter().all(|said| said.strength <= Strength::Status);
    let open =
        silent && case.error_is_among(&["invalid_request", "invalid_target"]) && asked.starts_with("http")
            || case.hears_first(&CAUSE);
    let stored = case.config.other.values().filter_map(serde_json::Value::as_str);
    let configured = [case.config.issuer.as_deref(), case.config.audience.as_deref()];
    let read = [
        case.flow.metadata_text("issuer"),
        case.flow.first(Kind::ResourceMetadata).and_then(|read| read.answer.text("resource")),
    ];
    let mut known: Vec<&str> = configured.into_iter().chain(read).flatten().chain(stored).collect();
    known.retain(|address| address.starts_with("http"));
    // With nothing behind the host the slash belongs to the address either way (RFC 3986, section 6.2.3).
    let is_bare = !plain(asked).contains('/');
    let scheme = |address: &str| address.split("://").next().map(str::to_ascii_lowercase);
    let differs =
        |address: &&&str| plain(address) == plain(asked) && !(is_bare && scheme(address) == scheme(asked));
    let near = known.iter().find(differs)?;
    let says = format!(
        "`{name}` is `{asked}`, and the address that is known here is `{near}`: the two differ by little"
    );
    (open && !known.contains(&asked)).then(|| {
        let evidence = Evidence::at("Asked for", Location::param(request, name), format!("`{asked}`"));
        Weight::new(Strength::ServerCode, 1.0)
            .summary(says)
            .evidence(evidence)
            .fix(format!("Send `{near}`, as it stands: slash at the end, letter case and scheme count."))
    })
}

/// An address without what people take for nothing.
fn plain(address: &str) -> String {
    let address = address.trim_end_matches('/').to_ascii_lowercase();
    address.split_once("://").map_or(address.clone(), |(_, rest)| rest.to_owned())
}
