//! Firewall in the server's place.

use crate::cause::{Case, Cause, Evidence, Trouble, Weight, Who};
use crate::oauth::Part;
use crate::rule::Location;

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
    fix: &[
        "Give the firewall's operator the time, the address and the request id of the answer; they find \
         the rule by it.",
        "Have them exempt the provider's paths (token, keys, discovery, callback) from that rule.",
        "Set a `User-Agent` of the client's own, since default ones of libraries are often taken for bots.",
        "Log in again from the start.",
    ],
    refuted_by: &["The server's own log shows the request.", "The answer is JSON with an OAuth error."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let mut weight = case.said(&CAUSE)?;
    let Some((edge, _)) = case.failed().and_then(crate::edge::answered) else { return Some(weight) };
    weight.summary = Some(format!("{} answered in the server's place and refused the request", edge.name));
    let incident = case.failed().and_then(|message| Some((message, edge.incident(message)?)));
    if let Some((message, (name, value))) = incident {
        let place = Location::of(message, Part::ResponseHeader, Some(name));
        weight = weight.evidence(Evidence::at("Request id", place, format!("`{name}: {value}`")));
    }
    Some(weight)
}
