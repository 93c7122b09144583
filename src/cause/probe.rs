//! A request made by hand from where the client runs, with a code that redeems nothing, and what its answer means for the
//! failure that the capture does not explain. Flow comes in; what was heard goes out, or nothing where it does not decide.

use super::said::looked_up;
use super::{Case, Cause, Evidence, Said, Strength, Weight};
use crate::causes as c;
use crate::flow::{Flow, What};
use crate::oauth::Message;
use crate::provider::{Entry, Place};

/// What a request made by hand was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// By the server itself, with an error of OAuth: the network lets the request through.
    ByServer,
    /// By something before the server, or by a rule on addresses.
    Refused,
    TooMany,
    Nobody,
    /// By something that is no token endpoint.
    Elsewhere,
}

/// Sorts the answer to a request made by hand.
pub fn answered(probe: &Message<'_>) -> Answered {
    let coded = probe.answer.error.as_ref().is_some_and(|error| crate::provider::is_standard(&error.code));
    match probe.answer.status {
        None => Answered::Nobody,
        Some(429) => Answered::TooMany,
        Some(_) if crate::edge::answered(probe).is_some() => Answered::Refused,
        Some(_) if coded => Answered::ByServer,
        Some(401 | 403 | 407 | 451) => Answered::Refused,
        Some(400 | 422) if probe.answer.json.is_some() => Answered::ByServer,
        Some(_) => Answered::Elsewhere,
    }
}

/// What the answer says of the failure.
pub fn hear(flow: &Flow<'_>, failed: &Message<'_>) -> Option<Said> {
    let probe = flow.probe.as_ref()?;
    let what = if probe.answer.status.is_none() { What::NoAnswer } else { What::Refused };
    let found = || looked_up(flow, probe, what);
    let (entry, strength, by) = match answered(probe) {
        Answered::Refused => match found() {
            Some(found) if found.1 >= Strength::ServerError => found,
            _ => (REFUSED, Strength::Fits, "The status".to_owned()),
        },
        Answered::TooMany | Answered::Nobody => found()?,
        Answered::ByServer => through(probe, failed),
        Answered::Elsewhere => return None,
    };
    let mut said = Said::of(probe, (entry, strength, by));
    said.to_probe = true;
    said.evidence.label = "Made by hand".into();
    Some(said)
}

/// The server answered by itself. If it did so with the status that the client got, it refused the client in the same way;
/// else something stopped the client's own request that does not stop this one.
fn through(probe: &Message<'_>, failed: &Message<'_>) -> (Entry, Strength, String) {
    let got = failed.relayed.as_ref().and_then(|relayed| relayed.status).or(failed.answer.status);
    if failed.is_probe() {
        return (LET_THROUGH, Strength::Fits, "The server".to_owned());
    }
    let same = got.is_some() && got == probe.answer.status;
    let code = probe.answer.error.as_ref().map(|error| error.code.as_str()).unwrap_or_default();
    let entry = match (same, code) {
        (true, "invalid_client" | "unauthorized_client") => CREDENTIALS,
        (true, _) => GRANT,
        (false, _) if got.is_none_or(|status| matches!(status, 400 | 401)) => GRANT,
        (false, _) => OTHER_WAY,
    };
    (entry, Strength::Fits, "The server".to_owned())
}

/// Says of a cause that a request made by hand speaks for it.
pub fn tell(case: &Case<'_>, cause: &Cause, weight: &mut Weight, rank: usize) {
    let Some(probe) = case.flow.probe.as_ref() else { return };
    let status = probe.answer.status.map_or("no answer".to_owned(), |status| format!("`{status}`"));
    if rank == 0 {
        weight.summary = Some(match weight.strength {
            Strength::Alike | Strength::Status | Strength::Fits => format!(
                "A request made by hand from the same place got {status}; most likely: {}",
                cause.title
            ),
            Strength::ServerError | Strength::ServerCode | Strength::Contradiction => {
                format!("{}: the request made by hand got {status} too", cause.says)
            }
        });
    }
    if answered(probe) == Answered::ByServer {
        weight.evidence.push(Evidence::says(
            "Ruled out",
            "A block of this address and a firewall for all: the server itself answered the request made by hand.",
        ));
    }
}

const fn entry(causes: &'static [&'static Cause], means: &'static str) -> Entry {
    Entry { place: Place::Token, status: None, error: "", pattern: "", causes, means, fix: "" }
}

static REFUSED: Entry = entry(
    &[&c::ip_blocked::CAUSE, &c::waf_blocked::CAUSE, &c::proxy_altered_request::CAUSE],
    "A request that holds nothing of the client's is refused as well: it is not the code, the secret or the redirect URI, it is where the request comes from or what stands before the server.",
);

static OTHER_WAY: Entry = entry(
    &[
        &c::proxy_altered_request::CAUSE,
        &c::missing_user_agent::CAUSE,
        &c::ip_blocked::CAUSE,
        &c::waf_blocked::CAUSE,
    ],
    "The server answers a request made by hand from here, so the network lets this machine through. The client's own request goes another way (a proxy setting, another container or region) or looks different (its User-Agent, a body that a firewall rule matches).",
);

static LET_THROUGH: Entry = entry(
    &[&c::unknown::CAUSE],
    "The server itself answered the request made by hand: name, network, address and firewall let it through. Open this together with the capture of the login that failed.",
);

static GRANT: Entry = entry(
    &[
        &c::code_reused::CAUSE,
        &c::code_expired::CAUSE,
        &c::pkce_verifier_mismatch::CAUSE,
        &c::redirect_uri_mismatch_token::CAUSE,
        &c::wrong_client_secret::CAUSE,
    ],
    "The server answers a code that it does not know with the same status as the client got: the client's code, verifier, redirect URI or credentials are refused, and the network is not it.",
);

static CREDENTIALS: Entry = entry(
    &[
        &c::wrong_client_secret::CAUSE,
        &c::wrong_client_id::CAUSE,
        &c::missing_client_auth::CAUSE,
        &c::wrong_client_auth_method::CAUSE,
    ],
    "The server refuses the client's credentials with the same status as the client got, and the network is not it.",
);
