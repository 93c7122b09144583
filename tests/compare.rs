//! A good login against each defect: the defect is the first thing that is told.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;

use std::collections::BTreeSet;

use loginscope::compare::{Comparison, Difference, Kind, compare};
use loginscope::config;
use loginscope::print::{self, Palette};
use serde_json::{Value, json};
use support::{Known, good, recorded};

/// What the first difference must be about, by the defect that the recording was made with.
const DEFECTS: [(&str, &[&str]); 11] = [
    ("device-expired", &["token-error", "device-poll-after-expiry"]),
    ("pub-token-redirect-uri-mismatch", &["token-redirect-uri-differs", "redirect_uri"]),
    ("pub-pkce-verifier-mismatch", &["pkce-verifier-mismatch", "code_verifier"]),
    ("pub-reused-code", &["code-reused"]),
    ("pub-access-denied", &["authorization-error", "error"]),
    ("pub-cors-blocked-token", &["token-cors-blocked", "access-control-allow-origin"]),
    ("basic-no-auth", &["client-auth-missing", "authorization"]),
    ("par-required-not-used", &["par-required", "pushed_authorization_request"]),
    ("pkjwt-wrong-aud", &["assertion-audience", "aud"]),
    ("refresh-reuse-detected", &["refresh-token-reused"]),
    ("pub-wrong-redirect-uri", &["redirect_uri", "redirect-uri-not-registered"]),
];

/// The good login that a defect was made from, as far as one was recorded.
fn good_for<'a>(bad: &Known, all: &'a [Known]) -> Option<&'a Known> {
    let (exporter, name) = bad.name.split_once('/')?;
    let family = name.split('-').next()?;
    let good = |family: &str| {
        all.iter()
            .find(|known| known.cause.is_none() && known.name.starts_with(&format!("{exporter}/{family}")))
    };
    good(family).or_else(|| good("pub-pkce-ok"))
}

fn compared(good: &Known, bad: &Known) -> Comparison {
    compare((&good.report(), &[]), (&bad.report(), &[])).unwrap()
}

#[test]
fn the_defect_is_the_first_difference() {
    let all = recorded();
    let (mut pairs, mut missed) = (0, Vec::new());
    for bad in all.iter().filter(|known| known.cause.is_some()) {
        let defect = DEFECTS.iter().find(|(name, _)| bad.name.contains(name));
        let Some((_, about)) = defect else {
            missed.push(format!("no expectation for {}", bad.name));
            continue;
        };
        let good = good_for(bad, &all).unwrap();
        let comparison = compared(good, bad);
        pairs += 1;
        let first = &comparison.differences[0];
        if !about.iter().any(|name| first.name.eq_ignore_ascii_case(name)) {
            let list: Vec<String> = comparison
                .differences
                .iter()
                .take(5)
                .map(|difference| format!("{} {}", difference.rank, difference.name))
                .collect();
            missed.push(format!("{} against {}: {list:?}", bad.name, good.name));
        }
    }
    println!("{pairs} pairs, {} missed", missed.len());
    assert!(missed.len() * 20 <= pairs, "{}", missed.join("\n"));
}

#[test]
fn two_good_logins_of_one_kind_differ_in_nothing_that_matters() {
    let all = recorded();
    for good in all.iter().filter(|known| known.cause.is_none()) {
        let comparison = compared(good, good);
        assert!(comparison.differences.is_empty(), "{}: {:?}", good.name, comparison.differences);
        assert!(comparison.same > 10, "{}", good.name);
    }
}

/// What is done to a good login: what it is called, what the first difference must speak of, and the change.
type Defect = (&'static str, &'static [&'static str], fn(&mut Login) -> bool);

/// The entries of a login up to the one that fails.
struct Login {
    entries: Vec<Value>,
}

impl Login {
    fn of(known: &Known) -> Login {
        let har: Value = serde_json::from_slice(&known.bytes).unwrap();
        Login { entries: har["log"]["entries"].as_array().unwrap().clone() }
    }

    fn bytes(self, known: &Known) -> Vec<u8> {
        let mut har: Value = serde_json::from_slice(&known.bytes).unwrap();
        har["log"]["entries"] = self.entries.into();
        har.to_string().into_bytes()
    }

    fn last(&mut self, wanted: impl Fn(&Value) -> bool) -> Option<&mut Value> {
        let at = self.entries.iter().rposition(wanted)?;
        self.entries.truncate(at + 1);
        self.entries.last_mut()
    }

    /// Whether a request begins with a parameter of this name, whose counterpart a defect would contradict.
    fn asks_with(&self, name: &str) -> bool {
        let has = |text: &str| text.contains(&format!("{name}="));
        self.entries.iter().any(|entry| {
            has(text(&entry["request"]["url"])) || has(text(&entry["request"]["postData"]["text"]))
        })
    }

    /// Whether something in it is signed: it would have to be signed anew for another time or place.
    fn is_signed(&self) -> bool {
        self.entries.iter().any(|entry| entry["request"].to_string().contains("eyJ"))
    }

    /// The request that redeems the code; nothing comes after it.
    fn redeems(&mut self) -> Option<&mut Value> {
        self.last(|entry| {
            text(&entry["request"]["postData"]["text"]).contains("grant_type=authorization_code")
        })
    }

    /// Changes its body and what it is answered; false where the body has no such thing.
    fn redeems_with(&mut self, change: impl Fn(&str) -> String, error: &str) -> bool {
        let Some(entry) = self.redeems() else { return false };
        let body = text(&entry["request"]["postData"]["text"]).to_owned();
        let new = change(&body);
        entry["request"]["postData"] = json!({"mimeType": "application/x-www-form-urlencoded", "text": new});
        refuse(entry, 400, error);
        new != body
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn refuse(entry: &mut Value, status: u16, error: &str) {
    entry["response"]["status"] = status.into();
    entry["response"]["statusText"] = "".into();
    entry["response"]["content"] =
        json!({"mimeType": "application/json", "size": 40, "text": json!({"error": error}).to_string()});
}

fn replaced(pattern: &str, body: &str, new: &str) -> String {
    regex_lite::Regex::new(pattern).unwrap().replace(body, new).into_owned()
}

fn without_header(entry: &mut Value, name: &str) -> bool {
    let headers = entry["request"]["headers"].as_array_mut().unwrap();
    let before = headers.len();
    headers.retain(|header| !text(&header["name"]).eq_ignore_ascii_case(name));
    headers.len() < before
}

const MADE: [Defect; 11] = [
    ("redirect_uri with a slash", &["redirect"], |login| {
        login.redeems_with(|body| replaced("(redirect_uri=[^&]*)", body, "$1%2F"), "invalid_grant")
    }),
    ("another verifier", &["verifier"], |login| {
        let other = |body: &str| replaced("code_verifier=.[^&]", body, "code_verifier=Zq");
        login.asks_with("code_challenge") && login.redeems_with(other, "invalid_grant")
    }),
    ("no verifier", &["verifier"], |login| {
        login.redeems_with(|body| replaced("&?code_verifier=[^&]*", body, ""), "invalid_grant")
    }),
    ("a grant type that there is not", &["grant"], |login| {
        login.redeems_with(|body| body.replace("authorization_code", "code"), "unsupported_grant_type")
    }),
    ("a code that is cut", &["code"], |login| {
        login.redeems_with(
            |body| replaced("([&?]|^)code=([^&]*)[^&]{6}", body, "${1}code=$2"),
            "invalid_grant",
        )
    }),
    ("no client authentication", &["auth"], |login| {
        let Some(entry) = login.redeems() else { return false };
        refuse(entry, 401, "invalid_client");
        without_header(entry, "authorization")
    }),
    ("another content type", &["content-type", "content_type"], |login| {
        let Some(entry) = login.redeems() else { return false };
        for header in entry["request"]["headers"].as_array_mut().unwrap() {
            if text(&header["name"]).eq_ignore_ascii_case("content-type") {
                header["value"] = "application/json".into();
            }
        }
        entry["request"]["postData"]["mimeType"] = "application/json".into();
        refuse(entry, 400, "invalid_request");
        true
    }),
    ("a firewall", &["server", "cf-", "waf", "edge", "firewall", "block"], |login| {
        let Some(entry) = login.redeems() else { return false };
        refuse(entry, 403, "");
        entry["response"]["headers"] = json!([{"name": "Server", "value": "cloudflare"}, {"name": "CF-RAY", "value": "8f2a1b3c4d5e6f70-FRA"}, {"name": "cf-mitigated", "value": "challenge"}, {"name": "Content-Type", "value": "text/html"}]);
        entry["response"]["content"] = json!({"mimeType": "text/html", "size": 60, "text": "<html><title>Just a moment...</title></html>"});
        true
    }),
    ("a code that is redeemed too late", &["wait", "too-old", "expired"], |login| {
        let Some(entry) = login.redeems() else { return false };
        let at = text(&entry["startedDateTime"]).to_owned();
        let minute: u32 = at[14..16].parse().unwrap();
        entry["startedDateTime"] = format!("{}{:02}{}", &at[..14], (minute + 12) % 60, &at[16..]).into();
        refuse(entry, 400, "invalid_grant");
        minute < 48 && login.asks_with("response_type")
    }),
    ("another redirect_uri in the authorization request", &["redirect"], |login| {
        let is_it = |entry: &Value| text(&entry["request"]["url"]).contains("redirect_uri=");
        let Some(at) = login.entries.iter().position(is_it) else { return false };
        login.entries.truncate(at + 1);
        let entry = &mut login.entries[at];
        let url = replaced("(redirect_uri=[^&]*)", text(&entry["request"]["url"]), "${1}x");
        entry["request"]["url"] = url.into();
        entry["request"]["queryString"] = json!([]);
        refuse(entry, 400, "invalid_redirect_uri");
        entry["response"]["headers"] = json!([]);
        entry["response"]["redirectURL"] = "".into();
        true
    }),
    ("a scope that there is not", &["scope"], |login| {
        let is_it = |entry: &Value| text(&entry["request"]["url"]).contains("redirect_uri=");
        let Some(at) = login.entries.iter().position(is_it) else { return false };
        login.entries.truncate(at + 1);
        let entry = &mut login.entries[at];
        let url = text(&entry["request"]["url"]).to_owned();
        if !url.contains("scope=") {
            return false;
        }
        let given = |name: &str| {
            let params = loginscope::http::Params::parse(url.split_once('?').unwrap().1);
            params.given(name).unwrap_or_default().to_owned()
        };
        let back = format!("{}?error=invalid_scope&state={}", given("redirect_uri"), given("state"));
        entry["request"]["url"] = replaced("scope=", &url, "scope=adminn%20").into();
        entry["request"]["queryString"] = json!([]);
        entry["response"]["status"] = 303.into();
        entry["response"]["headers"] = json!([{"name": "Location", "value": back}]);
        entry["response"]["redirectURL"] = back.into();
        true
    }),
];

#[test]
fn what_was_done_to_a_good_login_is_the_first_difference() {
    let all = recorded();
    let named = |name: &str| all.iter().find(|known| known.name == name).unwrap();
    let goods = ["pub-pkce-ok", "basic-ok", "hybrid-ok", "formpost-ok", "dpop-nonce-ok"];
    let mut pairs: Vec<(&Known, &Known)> = goods
        .iter()
        .map(|name| named(&format!("chrome-devtools/{name}.har")))
        .map(|good| (good, good))
        .collect();
    // Another browser, another environment.
    let [chrome, firefox, playwright] = ["chrome-devtools", "firefox-devtools", "playwright"]
        .map(|exporter| named(&format!("{exporter}/pub-pkce-ok.har")));
    pairs.extend([(firefox, chrome), (firefox, playwright), (playwright, playwright), (firefox, firefox)]);
    let kinds = good();
    pairs.extend(kinds.iter().map(|good| (good, good)));
    let (mut made, mut missed, mut of) = (0, Vec::new(), BTreeSet::new());
    for (good, bad) in pairs {
        let works = good.report();
        for (name, about, change) in MADE {
            let mut login = Login::of(bad);
            if !change(&mut login) {
                continue;
            }
            made += 1;
            of.insert(&good.name);
            let broken = bad.with(login.bytes(bad), bad.config.clone());
            let comparison = compare((&works, &[]), (&broken.report(), &[])).unwrap();
            let first = comparison
                .differences
                .first()
                .map_or("nothing", |difference| &difference.name)
                .to_lowercase();
            if !about.iter().any(|word| first.contains(word)) {
                let list: Vec<String> = comparison
                    .differences
                    .iter()
                    .take(4)
                    .map(|difference| format!("{} {}", difference.rank, difference.name))
                    .collect();
                missed.push(format!("{name} in {} against {}: {list:?}", bad.name, good.name));
            }
        }
    }
    println!("{made} pairs of {} kinds of logins, {} missed\n{}", of.len(), missed.len(), missed.join("\n"));
    assert!(
        made >= 350 && of.len() >= 40 && missed.len() * 20 <= made,
        "{made} pairs\n{}",
        missed.join("\n")
    );
}

/// A login up to the provider's answer, which is a refusal.
fn refused_by_the_provider(login: &mut Login, error: &str, says: &str) -> bool {
    let is_it = |entry: &Value| {
        let url = text(&entry["request"]["url"]);
        url.contains("redirect_uri=") && url.contains("response_type=")
    };
    let Some(at) = login.entries.iter().rposition(is_it) else { return false };
    login.entries.truncate(at + 1);
    let entry = &mut login.entries[at];
    let params = loginscope::http::Params::parse(text(&entry["request"]["url"]).split_once('?').unwrap().1);
    let given = |name: &str| params.given(name).unwrap_or_default().to_owned();
    let back =
        format!("{}?error={error}&error_description={says}&state={}", given("redirect_uri"), given("state"));
    entry["response"]["status"] = 302.into();
    entry["response"]["headers"] = json!([{"name": "Location", "value": back}]);
    entry["response"]["redirectURL"] = back.into();
    true
}

/// Works for this person and not for that one; worked yesterday: the client sends the same, and that is said first.
#[test]
fn where_only_the_provider_differs_the_first_line_says_so() {
    type Refusal = (&'static str, fn(&mut Login) -> bool);
    let refusals: [Refusal; 3] = [
        ("another person", |login| {
            refused_by_the_provider(login, "access_denied", "The+user+is+not+assigned+to+this+application")
        }),
        ("consent of an administrator", |login| {
            refused_by_the_provider(login, "consent_required", "Admin+consent+is+needed")
        }),
        ("a day later", |login| {
            for entry in &mut login.entries {
                let at = text(&entry["startedDateTime"]).to_owned();
                entry["startedDateTime"] = format!("2031{}", &at[4..]).into();
            }
            let Some(entry) = login.redeems() else { return false };
            refuse(entry, 401, "invalid_client");
            !login.is_signed()
        }),
    ];
    let (mut made, mut missed) = (0, Vec::new());
    for good in good().iter().chain(&recorded()).filter(|known| known.cause.is_none()) {
        for (name, change) in refusals {
            let mut login = Login::of(good);
            if !change(&mut login) {
                continue;
            }
            made += 1;
            let comparison = compared(good, &good.with(login.bytes(good), good.config.clone()));
            let printed = print::comparison_text(&comparison, Palette::Plain);
            let first = printed.lines().next().unwrap();
            if !first.starts_with("The client sends the same in both.") {
                missed.push(format!("{name} in {}: {first}", good.name));
            }
        }
    }
    println!("{made} pairs, {} missed\n{}", missed.len(), missed.join("\n"));
    assert!(made >= 100 && missed.len() * 20 <= made, "{made} pairs\n{}", missed.join("\n"));
}

/// The same login at another provider's address, with one setting otherwise.
#[test]
fn staging_against_production_tells_the_defect_first_and_the_setting_too() {
    let (mut made, mut missed) = (0, Vec::new());
    for good in good().iter().filter(|good| good.clients.iter().any(|client| client.client_id.is_some())) {
        let client = &good.clients[0];
        let Some(issuer) = client.issuer.clone() else { continue };
        let issuer = url::Url::parse(&issuer).unwrap();
        let moved = |text: &str| text.replace(issuer.host_str().unwrap(), "id.production.example");
        for (name, about, change) in MADE.iter().take(4) {
            let mut login = Login::of(good);
            if !change(&mut login) || login.is_signed() {
                continue;
            }
            let bytes = moved(std::str::from_utf8(&login.bytes(good)).unwrap()).into_bytes();
            let mut config: Value = serde_json::from_str(&moved(&good.config)).unwrap();
            config["scope"] = "openid production".into();
            let bad = good.with(bytes, config.to_string());
            let comparison = compare((&good.report(), &good.clients), (&bad.report(), &bad.clients)).unwrap();
            made += 1;
            let first = comparison.differences[0].name.to_lowercase();
            let of =
                |kind: Kind| comparison.differences.iter().filter(move |difference| difference.kind == kind);
            let settings: Vec<&str> = of(Kind::Configuration)
                .filter(|difference| difference.rank >= 30)
                .map(|difference| difference.name.as_str())
                .collect();
            if !about.iter().any(|word| first.contains(word))
                || settings != ["scope"]
                || of(Kind::Environment).count() == 0
            {
                missed.push(format!("{name} in {}: {first}, {settings:?}", good.name));
            }
        }
    }
    println!("{made} pairs, {} missed\n{}", missed.len(), missed.join("\n"));
    assert!(made >= 40 && missed.len() * 20 <= made, "{made} pairs\n{}", missed.join("\n"));
}

#[test]
fn the_first_line_is_the_first_difference() {
    let all = recorded();
    let named = |name: &str| all.iter().find(|known| known.name.ends_with(name)).unwrap();
    let good = named("chrome-devtools/pub-pkce-ok.har");
    for (bad, first) in [
        (
            "chrome-devtools/pub-token-redirect-uri-mismatch.har",
            "The token request sends `https://app.rp.test/cb?x=1`, the authorization request sent `https://app.rp.test/cb`.",
        ),
        ("chrome-devtools/pub-access-denied.har", "The client sends the same in both."),
    ] {
        let comparison = compared(good, named(bad));
        let text = print::comparison_text(&comparison, Palette::Plain);
        assert!(text.starts_with(first), "{text}");
        assert!(
            print::comparison_markdown(&comparison).starts_with(&format!("## {}", &first[..12])),
            "{text}"
        );
    }
    let same = print::comparison_text(&compared(good, good), Palette::Plain);
    assert!(same.starts_with("The two logins differ in nothing that could explain the failure."), "{same}");
}

#[test]
fn two_environments_are_told_once() {
    let all = recorded();
    let named = |name: &str| all.iter().find(|known| known.name == name).unwrap();
    let (ours, theirs) =
        (named("chrome-devtools/pub-pkce-ok.har"), named("firefox-devtools/pub-pkce-ok.har"));
    let comparison = compared(ours, theirs);
    let of_browser = ["User-Agent", "Accept"];
    let told: Vec<String> = comparison
        .differences
        .iter()
        .filter(|difference| difference.rank >= 30 && !of_browser.contains(&difference.name.as_str()))
        .map(|difference| format!("{:?} {}", difference.kind, difference.name))
        .collect();
    assert_eq!(told, ["Environment issuer", "Environment client"]);
}

#[test]
fn configurations_are_compared_where_each_login_has_its_own() {
    let all = recorded();
    let good = all.iter().find(|known| known.name == "chrome-devtools/pub-pkce-ok.har").unwrap();
    let bad = all.iter().find(|known| known.name.contains("chrome-devtools/pub-pkce-verifier")).unwrap();
    let read = |text: &str| config::read(text).unwrap().0;
    let ours = read(
        r#"{"name": "Staging", "client_id": "spa-public", "redirect_uris": ["https://app.rp.test/cb"], "pkce": true}"#,
    );
    let theirs = read(
        r#"{"name": "Production", "client_id": "spa-public", "redirect_uris": ["https://app.rp.test/other"], "pkce": true}"#,
    );
    let comparison = compare((&good.report(), &ours), (&bad.report(), &theirs)).unwrap();
    let of: Vec<&Difference> =
        comparison.differences.iter().filter(|difference| difference.kind == Kind::Configuration).collect();
    assert_eq!(of.len(), 1, "{of:?}");
    assert_eq!(of[0].name, "redirect_uris");
    assert!(of[0].says.contains("/cb") && of[0].says.contains("/other"), "{}", of[0].says);
}

#[test]
fn where_the_client_sends_the_same_the_answer_is_looked_for_elsewhere() {
    let all = recorded();
    let good = all.iter().find(|known| known.name == "chrome-devtools/pub-pkce-ok.har").unwrap();
    let mut login = Login::of(good);
    refuse(login.redeems().unwrap(), 403, "access_denied");
    let refused = good.with(login.bytes(good), String::new());
    let comparison = compared(good, &refused);
    assert!(comparison.says.is_some(), "{:#?}", comparison.differences);
    let broken = all.iter().find(|known| known.name.contains("chrome-devtools/pub-pkce-verifier")).unwrap();
    assert_eq!(compared(good, broken).says, None);
}
