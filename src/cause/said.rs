//! What the server said, looked up: the provider's own tables, the tables of edges that answer in a server's place, and
//! the codes of the specifications.

use super::grants::{counterparts, is_about};
use super::words::Words;
use super::{Case, Cause, Evidence, Strength, Weight};
use crate::edge::Edge;
use crate::flow::{Flow, What};
use crate::http::Initiator;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::provider::{Entry, Place};
use crate::rule::{Location, client_auth};

/// Words that were looked up and found.
#[derive(Clone, Debug)]
pub struct Said {
    /// Most likely first.
    pub causes: &'static [&'static Cause],
    pub strength: Strength,
    /// What they mean for this login.
    pub means: String,
    pub fix: String,
    /// Who said it: "Keycloak", "Cloudflare", "The server".
    pub by: String,
    /// The edge that answered in the server's place.
    pub edge: Option<&'static Edge>,
    /// Whether it was said to a request that was made by hand.
    pub to_probe: bool,
    pub evidence: Evidence,
}

/// All that a flow's failure says: the provider's words, an edge's, those of other products, the codes, last the status.
pub fn hear(flow: &Flow<'_>) -> Vec<Said> {
    let Some(failure) = flow.failure() else { return Vec::new() };
    let Some(message) = flow.messages.get(failure.message) else { return Vec::new() };
    // "Log in first", to a client that then reads where, is no refusal of anything that was sent.
    let is_challenge = message.kind == Kind::ApiCall
        && message.answer.status == Some(401)
        && message.access_token().is_none()
        && (flow.first(Kind::ResourceMetadata).is_some() || names_metadata(message) && !flow.sanitized);
    let asked = crate::flow::led_by_logout(flow, message).unwrap_or(message);
    let said = looked_up(flow, message, failure.what).map(|found| Said::of(asked, found));
    let said = said.filter(|_| !is_challenge);
    // Where the failure itself has no words, a request made by hand may have got some.
    let is_open = said.as_ref().is_none_or(|said| said.strength < Strength::ServerError);
    let by_hand = || super::probe::hear(flow, message);
    let decided = flow.probe.as_ref().filter(|_| is_open || message.is_probe()).and_then(|_| by_hand());
    decided.or(said).into_iter().collect()
}

/// Whether a refusal tells where the resource's metadata is (RFC 9728, section 5.1).
fn names_metadata(message: &Message<'_>) -> bool {
    let mut challenges = message.exchange.response.headers.all("www-authenticate");
    challenges.any(|value| crate::oauth::quoted(value, "resource_metadata").is_some())
}

impl Said {
    /// What was found for a message's words.
    pub fn of(message: &Message<'_>, (entry, strength, by): Heard) -> Said {
        let of_request = in_request(message, entry.causes, strength == Strength::ServerCode);
        let means = if of_request.is_some() { "" } else { entry.means };
        Said {
            causes: of_request.unwrap_or(entry.causes),
            strength,
            means: means.to_owned(),
            fix: entry.fix.to_owned(),
            edge: crate::edge::named(&by),
            by,
            to_probe: false,
            evidence: answer_evidence(message).unwrap_or_else(|| Evidence::says("Answer", "No answer")),
        }
    }
}

/// What words mean where they are about another part of this request than by themselves: at logout the URI after it, beside a
/// signed assertion no secret.
fn in_request(message: &Message<'_>, causes: &[&Cause], coded: bool) -> Option<&'static [&'static Cause]> {
    let first = causes.first()?.id;
    let misses_uri = message.kind == Kind::Logout && first == crate::causes::redirect_uri_missing::CAUSE.id;
    // Amazon Cognito misses a redirect URI where it does not take the `logout_uri`.
    if misses_uri && message.given("logout_uri").is_none() {
        return Some(MISSING_AT_LOGOUT);
    }
    if message.kind == Kind::Logout && first.starts_with("redirect_uri_") {
        return Some(OF_LOGOUT);
    }
    // A page that hands over an ID token and no code.
    let by_token = message.kind == Kind::Callback && message.given("code").is_none();
    let of_client = [crate::causes::code_wrong_client::CAUSE.id, crate::causes::wrong_client_id::CAUSE.id];
    if by_token && message.given("id_token").is_some() && of_client.contains(&first) {
        return Some(OF_ID_TOKEN);
    }
    let nowhere = matches!(message.answer.status, Some(404 | 405 | 410)) && message.relayed.is_none();
    // The client's own address has nothing there, and the provider has led to it.
    let led = message.kind == Kind::Callback
        && ["code", "id_token"].iter().any(|name| message.given(name).is_some());
    let led_on = matches!(message.answer.status, Some(300..400));
    if (nowhere || led_on) && led && first == crate::causes::wrong_endpoint::CAUSE.id {
        return Some(OF_CALLBACK);
    }
    // A "resource" that is not found is the address, where none was asked for.
    let asks = ["resource", "audience", "aud"].iter().any(|name| message.params.has(name));
    if message.answer.status == Some(404) && !asks && first == crate::causes::audience_invalid::CAUSE.id {
        return Some(OF_ADDRESS);
    }
    let signs = client_auth::methods(message) == ["private_key_jwt"];
    let grants = message.grant() == Some("urn:ietf:params:oauth:grant-type:jwt-bearer");
    if signs || grants {
        return super::assertion::meant(message, first, coded);
    }
    None
}

/// An entry that words lead to, what it is worth, and who speaks.
pub type Heard = (Entry, Strength, String);

/// The entry that a failure's words lead to.
pub fn looked_up(flow: &Flow<'_>, message: &Message<'_>, what: What) -> Option<Heard> {
    let words = crate::provider::beside_general(&Words::of(message));
    let first = looked_up_at(flow, message, what, &words);
    if !words.anywhere || first.as_ref().is_some_and(|heard| telling(heard) > 1) {
        return first;
    }
    let places = [Place::Token, Place::Page, Place::Callback, Place::Api];
    let others = places.into_iter().filter(|place| *place != words.place);
    let others = others.filter_map(|place| {
        let words = Words { place, ..words.clone() };
        looked_up_at(flow, message, what, &words)
    });
    // Of equals the first.
    first
        .into_iter()
        .chain(others)
        .reduce(|best, other| if telling(&other) > telling(&best) { other } else { best })
}

/// How much an entry tells: a status, a code by itself or a sentence that was put together, a sentence of a table, one of the
/// product that speaks.
fn telling((entry, strength, _): &Heard) -> u8 {
    match strength {
        Strength::ServerCode => 3,
        Strength::ServerError if entry.is_specific() => 2,
        Strength::ServerError => 1,
        _ => 0,
    }
}

fn looked_up_at(flow: &Flow<'_>, message: &Message<'_>, what: What, words: &Words) -> Option<Heard> {
    let provider = flow.provider;
    let own = crate::provider::look_up(provider, words);
    if let Some(entry) = own.filter(Entry::is_specific) {
        return Some((entry, Strength::ServerCode, provider.name.into()));
    }
    // A provider that receives another one's response refuses it in words of its own.
    if what == What::ClientFailed && message.kind == Kind::Callback {
        let there = crate::provider::recognise(std::slice::from_ref(message), None);
        let entry = (there.id != provider.id).then(|| crate::provider::look_up(there, words)).flatten();
        if let Some(entry) = entry.filter(Entry::is_specific) {
            return Some((entry, Strength::ServerCode, there.name.into()));
        }
    }
    if what != What::ErrorResponse
        && let Some((edge, entry)) = crate::edge::answered(message)
    {
        let strength = if edge.stock { Strength::ServerError } else { Strength::ServerCode };
        return Some((entry, strength, edge.name.into()));
    }
    let by_status = || {
        // What the client's own endpoint answers is no word of the server.
        if super::out_of_sight::is_hidden(flow, message) && words.status.is_some_and(|status| status >= 500) {
            let line = super::out_of_sight::AT_OWN_ENDPOINT;
            return Some((line.entry(words.place), Strength::Status, "The status".to_owned()));
        }
        if what == What::ClientFailed && super::out_of_sight::tokens_came(flow, message) {
            let line = super::out_of_sight::AFTER_TOKENS;
            return Some((line.entry(words.place), Strength::Status, "The capture".to_owned()));
        }
        let (line, strength) = super::status::suspects(provider.id, message, what)?;
        Some((line.entry(words.place), strength, "The status".to_owned()))
    };
    // "Too many requests" says more than any general code beside it.
    if words.status == Some(429) && words.code != "slow_down" || matches!(words.status, Some(407 | 415)) {
        return by_status();
    }
    if let Some(entry) = own {
        // A sentence says more than the general code beside it.
        let read = entry.sentence(words);
        return Some((read.unwrap_or(entry), Strength::ServerError, provider.name.into()));
    }
    if let Some(entry) = crate::provider::repeated(provider, words) {
        return Some((entry, Strength::ServerError, provider.name.into()));
    }
    if let Some((other, entry)) = crate::provider::look_up_elsewhere(provider, words) {
        return Some((entry, Strength::ServerCode, format!("The server, in the words of {}", other.name)));
    }
    let standard = crate::provider::standard(words);
    standard.map(|entry| (entry, Strength::ServerError, "The server".to_owned())).or_else(by_status)
}

/// The weight that the heard words give a cause: the first cause of an entry has most of it.
pub fn weigh(case: &Case<'_>, cause: &Cause) -> Option<Weight> {
    let (said, rank) = case.heard.iter().find_map(|said| Some((said, rank(case, said, cause)?)))?;
    let named = said.strength >= Strength::ServerError;
    let share = match rank {
        0 => 0.9,
        1 if named => 0.4,
        2 if named => 0.2,
        3 if named => 0.15,
        // What a bare status means is more open.
        1 => 0.6,
        2 => 0.4,
        3 => 0.25,
        _ => 0.1,
    };
    let mut weight = Weight::new(said.strength, share);
    if rank == 0 && is_about_credentials(cause) && credentials_unseen(case) {
        weight = weight.times(0.45);
    }
    // What a cause is like is told where it is one: behind a bare status stands what that may mean.
    weight.story = Some(said.means.clone()).filter(|means| !means.is_empty());
    if !named {
        weight.summary = super::out_of_sight::summary(case, cause, rank);
        weight.evidence.extend(super::out_of_sight::checked(case));
    }
    weight.fix.extend(Some(said.fix.clone()).filter(|fix| !fix.is_empty()));
    weight.evidence.push(said.evidence.clone());
    let message = if said.to_probe { case.flow.probe.as_ref() } else { case.failed() };
    if let Some((message, edge)) = message.zip(said.edge) {
        weight.evidence.push(Evidence::says("Answered by", format!("{}, in the server's place", edge.name)));
        if let Some((name, value)) = edge.incident(message) {
            let place = Location::of(message, crate::oauth::Part::ResponseHeader, Some(name));
            weight.evidence.push(Evidence::at("Request id", place, format!("`{name}: {value}`")));
        }
    }
    if said.to_probe {
        super::probe::tell(case, cause, &mut weight, rank);
    }
    Some(weight)
}

/// Causes that the same words of a server may mean; what was sent tells them apart.
fn is_about_credentials(cause: &Cause) -> bool {
    use crate::causes::{
        missing_client_auth, wrong_client_auth_method, wrong_client_id, wrong_client_secret,
    };
    let causes = [
        &missing_client_auth::CAUSE,
        &wrong_client_auth_method::CAUSE,
        &wrong_client_id::CAUSE,
        &wrong_client_secret::CAUSE,
    ];
    causes.iter().any(|other| other.id == cause.id)
}

/// Whether the capture does not show by which credentials the refused request was sent.
fn credentials_unseen(case: &Case<'_>) -> bool {
    case.failed().is_some_and(|message| {
        let in_body = ["client_secret", "client_assertion"].iter().any(|name| message.given(name).is_some());
        let lists_none = case.flow.sanitized || message.headers_not_recorded();
        message.kind == Kind::TokenRequest && !in_body && lists_none
    })
}

/// The place of a cause among those that words name, without those that the failed request cannot be about.
fn rank(case: &Case<'_>, said: &Said, cause: &Cause) -> Option<usize> {
    let failed = case.failed();
    let told = failed.and_then(|message| message.relayed.as_ref()).filter(|relayed| relayed.refreshes);
    let grant = failed.filter(|message| message.kind == Kind::TokenRequest).and_then(Message::grant);
    let grant = grant.or(told.map(|_| "refresh_token"));
    // A page of the client that handed over a code and repeats this tells of its redemption.
    let refused = case.error_code() == Some("invalid_grant");
    let redeems = failed.filter(|message| {
        refused
            && message.kind == Kind::ClientPage
            && message.exchange.initiator == Initiator::Script
            && message.given("code").is_some()
    });
    let grant = grant.or(redeems.map(|_| "authorization_code"));
    let asserts = |message: &Message<'_>| {
        message.body_not_recorded()
            || ["client_assertion", "assertion"].iter().any(|name| message.params.has(name))
            || message.given("client_secret").and_then(Jwt::read).is_some()
    };
    let no_assertion = redeems.is_some()
        || failed.is_some_and(|message| message.kind == Kind::TokenRequest && !asserts(message));
    let before_code = failed.is_some_and(|message| match message.kind {
        Kind::PushedAuthorization
        | Kind::Registration
        | Kind::DeviceAuthorization
        | Kind::BackchannelAuthentication
        | Kind::AuthorizationRequest
        | Kind::Interaction
        | Kind::AuthorizationResponse => true,
        Kind::Callback => message.given("error").is_some(),
        // A text alone that names no step: the provider's page is what people copy.
        _ => {
            message.exchange.is_alone()
                && message.relayed.as_ref().is_some_and(|relayed| relayed.step.is_none())
        }
    });
    let kind = failed.map(|message| message.kind);
    // Neither a code nor a person is there, and of a client that is yet to be known no credentials.
    let by_machine = matches!(kind, Some(Kind::Registration | Kind::Revocation | Kind::Introspection));
    let asks = [Kind::PushedAuthorization, Kind::DeviceAuthorization, Kind::BackchannelAuthentication];
    let redeems_nothing = by_machine || kind.is_some_and(|kind| asks.contains(&kind));
    // Who sends no credentials at all sends them in no wrong way.
    let misses = crate::causes::missing_client_auth::CAUSE.id;
    let sends_none = said.causes.iter().any(|named| named.id == misses)
        && failed.is_some_and(|message| {
            message.kind == Kind::TokenRequest
                && !case.flow.sanitized
                && !message.headers_not_recorded()
                && !message.body_not_recorded()
                && message.authorization().is_none()
                && client_auth::methods(message).is_empty()
        });
    // A guess among others; where it comes first, the server speaks of the one that it misses.
    let misses_uri =
        said.causes.iter().any(|named| named.id == crate::causes::redirect_uri_missing::CAUSE.id);
    let sends_no_uri = failed.is_some_and(|message| {
        message.kind == Kind::TokenRequest
            && !message.body_not_recorded()
            && !message.params.has("redirect_uri")
            && (misses_uri && message.grant() == Some("authorization_code")
                || said.causes.first().is_some_and(|first| !first.id.starts_with("redirect_uri")))
    });
    let code_came = kind == Some(Kind::Callback) && failed.and_then(|failed| failed.given("code")).is_some();
    // What has expired for a client that had no more than a code is a session of its own, unless it says otherwise.
    let of_session = code_came && !case.says("(?i)refresh");
    // A request without a body has no type of body.
    let by_get = failed.is_some_and(|message| message.exchange.request.method == "GET");
    let is_beside = |named: &Cause| {
        redeems_nothing && is_of_code(named.id)
            || by_get && named.id == crate::causes::wrong_content_type::CAUSE.id
            || kind == Some(Kind::ApiCall) && named.id == crate::causes::access_denied_by_user::CAUSE.id
            || by_machine && is_of_person(named.id)
            || code_came && named.id == crate::causes::response_type_not_enabled::CAUSE.id
            || of_session && named.id.starts_with("refresh_token_")
            || kind == Some(Kind::Registration) && is_about_credentials(named)
            || before_code && named.id == crate::causes::redirect_uri_mismatch_token::CAUSE.id
            || no_assertion && named.id.starts_with("client_assertion")
            || sends_none && named.id == crate::causes::wrong_client_auth_method::CAUSE.id
            || sends_no_uri && named.id.starts_with("redirect_uri_mismatch_")
    };
    // A refresh token may be another client's as well, where that is what the words say first.
    let foreign = crate::causes::code_wrong_client::CAUSE.id;
    let is_foreign = said.causes.first().is_some_and(|first| first.id == foreign);
    let is_of_grant = |grant: &str, id: &str| {
        is_about(grant, id) || grant == "refresh_token" && is_foreign && id == foreign
    };
    let fits = |named: &&&Cause| grant.is_none_or(|grant| is_of_grant(grant, named.id)) && !is_beside(named);
    let about: Vec<&&Cause> = said.causes.iter().filter(fits).collect();
    // Where the client's own host answers the callback, the provider has done its part.
    let (provider_fails, client_fails) =
        (crate::causes::server_error::CAUSE.id, crate::causes::callback_failed::CAUSE.id);
    let at_callback = said.edge.is_some() && kind == Some(Kind::Callback);
    let is_same = |named: &&Cause| {
        let id = if at_callback && named.id == provider_fails { client_fails } else { named.id };
        id == cause.id
    };
    if !about.is_empty() {
        return about.into_iter().position(is_same);
    }
    // "The code or refresh token was used before" is about the one that was sent.
    let instead = grant.map_or(&[][..], |grant| counterparts(grant, said.causes));
    if instead.is_empty() {
        let of_other = of_session && said.causes.iter().all(|named| named.id.starts_with("refresh_token_"));
        return said.causes.iter().position(is_same).filter(|_| !of_other);
    }
    instead.iter().position(|named| named.id == cause.id)
}

/// Whether a cause is about an authorization code and its redemption.
fn is_of_code(cause: &str) -> bool {
    cause.starts_with("code_") || ["pkce_verifier_mismatch", "redirect_uri_mismatch_token"].contains(&cause)
}

/// Whether a cause is about the person who logs in.
fn is_of_person(cause: &str) -> bool {
    ["access_denied_by_user", "account_not_allowed", "user_credentials_wrong", "user_not_assigned"]
        .contains(&cause)
}

static OF_CALLBACK: &[&Cause] = &[&crate::causes::callback_failed::CAUSE];
static OF_ADDRESS: &[&Cause] =
    &[&crate::causes::wrong_endpoint::CAUSE, &crate::causes::wrong_tenant_or_issuer::CAUSE];
static OF_ID_TOKEN: &[&Cause] = &[&crate::causes::id_token_audience::CAUSE];
static MISSING_AT_LOGOUT: &[&Cause] =
    &[&crate::causes::missing_parameter::CAUSE, &crate::causes::post_logout_redirect_uri_mismatch::CAUSE];
static OF_LOGOUT: &[&Cause] =
    &[&crate::causes::post_logout_redirect_uri_mismatch::CAUSE, &crate::causes::redirect_uri_invalid::CAUSE];
/// The answer in one line: status, code, description.
pub fn answer_evidence(message: &Message<'_>) -> Option<Evidence> {
    let status = message.answer.status.map(|status| format!("{status} ")).unwrap_or_default();
    if let Some(relayed) = message.relayed.as_ref().filter(|relayed| !relayed.says.is_empty()) {
        let place = Location::of(message, crate::oauth::Part::ResponseBody, None);
        return Some(Evidence::at("The client says", place, format!("“{}”", relayed.says)));
    }
    if let Some(error) = message
        .given("error")
        .filter(|_| matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback))
    {
        let description =
            message.given("error_description").map(|says| format!(": “{says}”")).unwrap_or_default();
        return Some(Evidence::at(
            "Answer",
            Location::param(message, "error"),
            format!("`{error}`{description}"),
        ));
    }
    if let Some(landed) = &message.landed {
        let place = Location::of(message, crate::oauth::Part::ResponseLocation, None);
        let short: String = landed.says.chars().take(160).collect();
        let to = landed.target.split(['?', '#']).next().unwrap_or_default();
        return Some(Evidence::at("Sent on", place, format!("{status}to `{to}`: “{short}”")));
    }
    let place = Location::answer(message);
    if let Some(error) = &message.answer.error {
        let description =
            Some(&error.description).filter(|says| !says.is_empty()).map(|says| format!(": “{says}”"));
        let code = Some(&error.code).filter(|code| !code.is_empty()).map(|code| format!("`{code}`"));
        let says = format!("{status}{}{}", code.unwrap_or_default(), description.unwrap_or_default());
        return Some(Evidence::at("Answer", place, says));
    }
    if let Some(page) = &message.answer.page {
        let short: String = page.chars().take(160).collect();
        let dots = if short.len() < page.len() { "…" } else { "" };
        return Some(Evidence::at("Answer", place, format!("{status}a page: “{short}{dots}”")));
    }
    if let Some((code, says)) = crate::flow::own_error_address(message) {
        let place = Location::of(message, crate::oauth::Part::ResponseLocation, None);
        return Some(Evidence::at(
            "Sent on",
            place,
            format!("{status}to its error page: “{}”", format!("{code} {says}").trim()),
        ));
    }
    let browser = message.exchange.error.as_ref().map(|error| format!("no readable answer: `{error}`"));
    let none = || {
        if message.answer.recorded {
            match message.exchange.response.body.text().is_some_and(|body| !body.trim().is_empty()) {
                true => "with a body that names no error".to_owned(),
                false => "with an empty body".to_owned(),
            }
        } else {
            "without a recorded body".to_owned()
        }
    };
    Some(Evidence::at("Answer", place, format!("{status}{}", browser.unwrap_or_else(none))))
}
