//! Protocols beside OAuth and OpenID Connect that use some of their messages: a capture comes in, notes that name what is
//! recognised and not judged go out.

use super::Capture;
use crate::http::{Exchange, Params, marks};

/// Its name, and whether an exchange belongs to it.
type Neighbour = (&'static str, fn(&Exchange) -> bool);

const NEIGHBOURS: [Neighbour; 3] = [
    ("FedCM, the browser's own sign-in dialog", is_fedcm),
    ("OpenID4VCI, which issues credentials to a wallet", issues_credential),
    ("OpenID4VP, which asks a wallet for credentials", asks_wallet),
];

/// Says which of them a capture holds.
pub fn note(capture: &mut Capture) {
    for (name, belongs) in NEIGHBOURS {
        if let Some(first) = capture.exchanges.iter().find(|exchange| belongs(exchange)) {
            let says = format!(
                "From entry {} on the capture holds messages of {name}. What is OAuth in them is judged, the rest is not.",
                first.entry
            );
            capture.notes.push(says);
        }
    }
}

/// FedCM, "The Sec-Fetch-Dest header": every request of the dialog has this value.
fn is_fedcm(exchange: &Exchange) -> bool {
    exchange.request.headers.first("sec-fetch-dest") == Some("webidentity")
}

fn issues_credential(exchange: &Exchange) -> bool {
    let grant = || exchange.request.body.text().map(Params::parse)?.given("grant_type").map(str::to_owned);
    exchange.request.method == "POST" && grant().is_some_and(|grant| grant == marks::PRE_AUTHORIZED_GRANT)
}

/// OpenID for Verifiable Presentations 1.0, section 5.1.
fn asks_wallet(exchange: &Exchange) -> bool {
    let asked = exchange.query();
    let for_wallet = ["dcql_query", "presentation_definition", "request_uri_method"];
    asked.has("client_id")
        && (for_wallet.iter().any(|name| asked.has(name))
            || asked
                .given("response_type")
                .is_some_and(|kinds| kinds.split(' ').any(|kind| kind == "vp_token")))
}
