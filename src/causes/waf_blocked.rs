//! Firewall in the server's place.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

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
        "Set a `User-Agent` of the client's own, since default ones of libraries are often taken for bots.",
        "Log in again from the start.",
    ],
    refuted_by: &["The server's own log shows the request.", "The answer is JSON with an OAuth error."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let weight = case.said(&CAUSE)?;
    let edge = case.heard.iter().filter(|said| !said.to_probe).find_map(|said| said.edge);
    Some(match edge {
        Some(edge) => {
            weight.summary(format!("{} answered in the server's place and refused the request", edge.name))
        }
        None => weight,
    })
}
