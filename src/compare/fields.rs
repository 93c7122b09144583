//! What differs inside one message: address, parameters, headers, cookies, claims, answer.

use super::environment::{Environments, OF_ENVIRONMENT};
use super::{Difference, Kind};
use crate::report::{Parameter, Sheet, StepReport, Value};

/// What the provider calls the failure explains it where nothing that was sent does.
const ERROR: u8 = 44;

/// The differences between two steps that are the same message; `same` counts what is alike.
pub fn differences(
    (good, bad): (&StepReport, &StepReport),
    environments: &Environments,
    same: &mut usize,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |kind, name: &str, says: String, values: (Option<Value>, Option<Value>)| {
        let texts = match &values {
            (Some(Value::Shown { text: ours, .. }), Some(Value::Shown { text: theirs, .. })) => {
                Some((ours, theirs))
            }
            _ if kind == Kind::Address && name == "address" => Some((&good.url, &bad.url)),
            _ => None,
        };
        let of_environment = texts.is_some_and(|(ours, theirs)| environments.same(ours, theirs));
        let rank = match kind {
            _ if of_environment => OF_ENVIRONMENT,
            Kind::Answer if name == "error" && bad.message != "token_request" => ERROR,
            _ => 0,
        };
        found.push(Difference {
            rank,
            kind,
            message: bad.label.to_string(),
            name: name.to_owned(),
            says,
            good: values.0,
            bad: values.1,
            good_step: Some(good.number),
            bad_step: Some(bad.number),
        });
    };
    if good.method != bad.method {
        add(
            Kind::Address,
            "method",
            format!("`{}` works, `{}` was sent.", good.method, bad.method),
            (None, None),
        );
    }
    if good.url != bad.url {
        add(
            Kind::Address,
            "address",
            format!("It goes to `{}` where it works, to `{}` where not.", good.url, bad.url),
            (None, None),
        );
    } else {
        *same += 1;
    }
    if good.status == bad.status {
        *same += 1;
    } else {
        add(
            Kind::Answer,
            "status",
            format!("`{}` where it works, `{}` where not.", good.status_says, bad.status_says),
            (None, None),
        );
    }
    for (title, kind) in titles(good, bad) {
        for (name, ours, theirs) in parameters(good, bad, &title) {
            if is_noise(kind, &name, ours.as_ref(), theirs.as_ref()) {
                *same += 1;
            } else {
                let kind = match kind_of(kind, &name) {
                    Kind::Parameter if is_answer(bad) => Kind::Answer,
                    // An error's answer has other headers than a page's.
                    Kind::Header if title == OF_ANSWER => Kind::Answer,
                    kind => kind,
                };
                add(kind, &name, says(&name, ours.as_ref(), theirs.as_ref()), (ours, theirs));
            }
        }
    }
    found
}

/// The sheet of an answer's headers.
const OF_ANSWER: &str = "Response headers";

/// Its parameters are the provider's.
fn is_answer(step: &StepReport) -> bool {
    matches!(step.message.as_ref(), "authorization_response" | "callback")
}

fn titles(good: &StepReport, bad: &StepReport) -> Vec<(String, Kind)> {
    let mut titles: Vec<(String, Kind)> = Vec::new();
    for sheet in bad.sheets.iter().chain(&good.sheets) {
        if !titles.iter().any(|(title, _)| *title == sheet.title) {
            titles.push((sheet.title.clone(), kind(sheet)));
        }
    }
    titles
}

fn kind(sheet: &Sheet) -> Kind {
    let title = sheet.title.to_ascii_lowercase();
    if title.contains("header") {
        Kind::Header
    } else if title.contains("cookie") {
        Kind::Cookie
    } else if title.contains("token") || title.contains("assertion") || title.contains("proof") {
        Kind::Claim
    } else if title == "answer" || title == "location" {
        Kind::Answer
    } else {
        Kind::Parameter
    }
}

/// Headers that tell who stands between client and server.
fn kind_of(kind: Kind, name: &str) -> Kind {
    let lower = name.to_ascii_lowercase();
    let network = [
        "server",
        "via",
        "cf-ray",
        "cf-mitigated",
        "x-cache",
        "x-served-by",
        "x-iinfo",
        "x-azure-ref",
        "x-amz-cf-id",
        "x-forwarded-for",
        "x-forwarded-proto",
        "forwarded",
    ];
    match kind {
        Kind::Header if network.contains(&lower.as_str()) => Kind::Network,
        Kind::Header if lower == "cookie" || lower == "set-cookie" => Kind::Cookie,
        _ => kind,
    }
}

type Values = (String, Option<Value>, Option<Value>);

/// All names of a sheet with the values of both; names are compared without regard to case (headers may be written anyhow).
fn parameters(good: &StepReport, bad: &StepReport, title: &str) -> Vec<Values> {
    let of = |step: &StepReport| -> Vec<Parameter> {
        step.sheets
            .iter()
            .filter(|sheet| sheet.title == title)
            .flat_map(|sheet| sheet.parameters.clone())
            .collect()
    };
    let (ours, mut theirs) = (of(good), of(bad));
    let mut all: Vec<Values> = Vec::new();
    for parameter in ours {
        let index = theirs.iter().position(|other| other.name.eq_ignore_ascii_case(&parameter.name));
        let other = index.map(|index| theirs.remove(index).value);
        all.push((parameter.name, Some(parameter.value), other));
    }
    all.extend(theirs.into_iter().map(|parameter| (parameter.name, None, Some(parameter.value))));
    all.into_iter().map(|(name, ours, theirs)| (name, ours.map(unmarked), theirs.map(unmarked))).collect()
}

/// A value without the marks of its own login's findings.
fn unmarked(value: Value) -> Value {
    match value {
        Value::Shown { text, .. } => Value::Shown { text, marks: Vec::new() },
        Value::Secret { .. } | Value::Absent => value,
    }
}

/// Whether two values differ only as two logins always do.
fn is_noise(kind: Kind, name: &str, good: Option<&Value>, bad: Option<&Value>) -> bool {
    let lower = name.to_ascii_lowercase();
    if good == bad {
        return true;
    }
    if kind == Kind::Header && !matters(&lower) {
        return true;
    }
    if is_moment(&lower) && good.is_some() == bad.is_some() {
        return true;
    }
    match (good, bad) {
        (Some(Value::Secret { shape: ours, .. }), Some(Value::Secret { shape: theirs, .. })) => {
            alphabet(ours) == alphabet(theirs) || is_token(&lower)
        }
        // Pseudonyms and hidden values of the same length say nothing.
        (Some(Value::Shown { text: ours, .. }), Some(Value::Shown { text: theirs, .. })) => {
            random(&lower) && ours.chars().count() == theirs.chars().count()
        }
        _ => false,
    }
}

/// Times, ids of requests, hashes: new each time.
fn is_moment(name: &str) -> bool {
    const NAMES: [&str; 24] = [
        "date",
        "age",
        "etag",
        "expires",
        "last-modified",
        "content-length",
        "iat",
        "exp",
        "nbf",
        "auth_time",
        "jti",
        "at_hash",
        "c_hash",
        "s_hash",
        "ath",
        "sid",
        "x-request-id",
        "request-id",
        "timestamp",
        "trace_id",
        "correlation_id",
        "expires_in",
        "session_state",
        "updated_at",
    ];
    NAMES.contains(&name)
}

fn random(name: &str) -> bool {
    ["code_challenge", "state", "nonce", "code", "code_verifier", "kid"].contains(&name)
}

fn is_token(name: &str) -> bool {
    ["access_token", "refresh_token", "id_token", "code", "state", "nonce"].contains(&name)
}

/// A shape without its length: "43 characters of base64url" is "characters of base64url".
fn alphabet(shape: &str) -> String {
    shape.chars().filter(|c| !c.is_ascii_digit()).collect::<String>().trim().to_owned()
}

/// Headers that may decide a login.
fn matters(name: &str) -> bool {
    const NAMES: [&str; 34] = [
        "authorization",
        "content-type",
        "accept",
        "origin",
        "user-agent",
        "dpop",
        "dpop-nonce",
        "cookie",
        "set-cookie",
        "location",
        "host",
        "server",
        "via",
        "x-forwarded-proto",
        "x-forwarded-host",
        "x-forwarded-for",
        "forwarded",
        "access-control-allow-origin",
        "access-control-allow-headers",
        "access-control-allow-methods",
        "access-control-allow-credentials",
        "access-control-request-headers",
        "www-authenticate",
        "retry-after",
        "content-security-policy",
        "cross-origin-opener-policy",
        "x-frame-options",
        "cf-mitigated",
        "transfer-encoding",
        "content-encoding",
        "sec-fetch-site",
        "sec-fetch-dest",
        "sec-fetch-mode",
        "proxy-authorization",
    ];
    NAMES.contains(&name)
}

fn says(name: &str, good: Option<&Value>, bad: Option<&Value>) -> String {
    let words = |value: Option<&Value>| match value {
        None | Some(Value::Absent) => "it is not sent".to_owned(),
        Some(Value::Shown { text, .. }) => format!("it is `{text}`"),
        Some(Value::Secret { shape, .. }) => format!("it is {shape}"),
    };
    format!("`{name}`: where it works {}, where not {}.", words(good), words(bad))
}
