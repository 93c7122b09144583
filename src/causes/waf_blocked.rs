//! Firewall in the server's place.

use super::wrong_endpoint::gateway;
use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;

const USER_AGENT: &str =
    "Set a `User-Agent` of the client's own, since default ones of libraries are often taken for bots.";

pub static CAUSE: Cause = Cause {
    id: "waf_blocked",
    title: "Firewall in the server's place",
    says: "A firewall, bot defence or CDN rule answered in the server's place",
    story: "Before the server stands a product that looks for attacks. A token in a query, a scope with \
            two slashes, a program without a browser's manners, or a URL in a parameter matches one of \
            its rules; the server never sees the request.",
    trouble: Trouble::Network,
    who: Who::Network,
    place: "in the firewall before the refused address",
    console: &[],
    fix: &[
        "Give the firewall's operator the time, the address and the request id of the answer; they find \
         the rule by it.",
        "Have them exempt the provider's paths (token, keys, discovery, callback) from that rule.",
        USER_AGENT,
        "Log in again from the start.",
    ],
    refuted_by: &["The server's own log shows the request.", "The answer is JSON with an OAuth error."],
    alike: &[
        &super::ip_blocked::CAUSE,
        &super::missing_user_agent::CAUSE,
        &super::proxy_altered_request::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some((failed, name)) = case.failed().and_then(|failed| Some((failed, gateway(failed)?))) {
        let place = Location::of(failed, Part::ResponseLocation, None);
        let summary = format!("{name} stands before the server and wants a person to sign in");
        return Some(
            Weight::new(Strength::Contradiction, 1.0)
                .summary(summary)
                .evidence(Evidence::at("Answered by", place, name))
                .fix("Let the gateway pass the paths that programs call (a bypass policy, a service token)."),
        );
    }
    if let Some(weight) = let_through_without(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let mut weight = case.said(&CAUSE)?;
    if by_browser(case) {
        weight.fix_is_whole = true;
        weight
            .fix
            .extend(CAUSE.fix.iter().filter(|step| **step != USER_AGENT).map(|step| (*step).to_owned()));
    }
    let edge = case.heard.iter().filter(|said| !said.to_probe).find_map(|said| said.edge);
    Some(match edge {
        Some(edge) => {
            weight.summary(format!("{} answered in the server's place and refused the request", edge.name))
        }
        None => weight,
    })
}

/// A request with an address in one of its values is refused without an OAuth error, and the server itself answers the same
/// request without it: what refuses stands before the server, and takes an address in a value for an attack (OWASP Core Rule
/// Set, rules 931100 to 931130).
/// <https://github.com/coreruleset/coreruleset/blob/main/rules/REQUEST-931-APPLICATION-ATTACK-RFI.conf>
fn let_through_without(case: &Case<'_>) -> Option<Weight> {
    let requests: Vec<&Message<'_>> = case.flow.of(Kind::AuthorizationRequest).collect();
    let registered = |message: &Message<'_>| {
        let error = message.answer.error.as_ref();
        error.is_some_and(|error| crate::oauth::is_registered_error(&error.code))
    };
    let is_address = |value: &str| value.starts_with("http://") || value.starts_with("https://");
    let found = requests.iter().filter(|refused| refused.answer.status == Some(403)).find_map(|refused| {
        let address = refused.params.0.iter().find(|param| is_address(param.value()))?;
        let passes = requests.iter().find(|other| {
            other.exchange.address() == refused.exchange.address()
                && other.params.0.iter().all(|param| !is_address(param.value()))
                && other.answer.status.is_some_and(|status| status != 403)
                && registered(other)
        })?;
        Some((*refused, address.name.as_str(), *passes)).filter(|_| !registered(refused))
    });
    let (refused, name, passes) = found?;
    let status = passes.answer.status.unwrap_or_default();
    let evidence = Evidence::at(
        "Contrast",
        Location::param(refused, name),
        format!(
            "with the address in `{name}` 403 and no OAuth error, without it {status} from the server itself"
        ),
    );
    let summary = format!("Something before the server refuses the request for the address in `{name}`");
    Some(Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence).fix(format!(
        "Have the firewall's operator exempt `{name}` from the rules on addresses in values (remote file inclusion, server-side request forgery)."
    )))
}

/// A browser's own request says who it is.
fn by_browser(case: &Case<'_>) -> bool {
    case.failed().is_some_and(|message| {
        let agent = message.exchange.request.headers.first("user-agent").unwrap_or_default();
        let is_page = matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction | Kind::Callback);
        is_page || agent.starts_with("Mozilla/")
    })
}
