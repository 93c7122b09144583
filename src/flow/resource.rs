//! Logins that begin at a protected resource, as clients of MCP servers do: a call without a token, the resource's
//! metadata, the server's metadata, a registration, then the login. All of it is one login.

use serde_json::Value;

use super::after;
use super::draft::Draft;
use crate::http::origin_of;
use crate::oauth::{Kind, Message};

/// Moves calls that were answered with "log in first" to the login that followed.
pub fn join_challenges(drafts: &mut Vec<Draft<'_>>, late: &[Message<'_>]) {
    let mut index = 0;
    while index < drafts.len() {
        let home = drafts.get(index).filter(|draft| is_challenge(draft)).and_then(|asked| {
            drafts.iter().position(|login| follows(login, asked) && is_for(login, asked, late))
        });
        let Some(home) = home else {
            index += 1;
            continue;
        };
        let asked = drafts.remove(index);
        let home = if home > index { home - 1 } else { home };
        if let Some(login) = drafts.get_mut(home) {
            asked.messages.into_iter().for_each(|message| login.take(message));
        }
    }
}

/// Takes a refused request that belongs to no login: the search for a resource's metadata at one place after the other is
/// one attempt, everything else one of its own.
pub fn join_probe<'c>(drafts: &mut Vec<Draft<'c>>, message: Message<'c>) {
    let origin = message.exchange.origin();
    let searches = |draft: &Draft<'_>| {
        draft.has(Kind::ResourceMetadata)
            && draft.messages.iter().all(|known| {
                matches!(known.kind, Kind::ResourceMetadata | Kind::Discovery)
                    && known.exchange.origin() == origin
            })
    };
    let of_search = matches!(message.kind, Kind::ResourceMetadata | Kind::Discovery);
    match drafts.iter().rposition(searches).filter(|_| of_search).and_then(|index| drafts.get_mut(index)) {
        Some(draft) => draft.take(message),
        None => drafts.push(Draft::of(message)),
    }
}

/// Nothing but calls without a token that were refused.
fn is_challenge(draft: &Draft<'_>) -> bool {
    let asks = |message: &Message<'_>| {
        message.kind == Kind::ApiCall
            && message.access_token().is_none()
            && matches!(message.answer.status, Some(401 | 403))
    };
    !draft.messages.is_empty() && draft.messages.iter().all(asks)
}

fn follows(login: &Draft<'_>, asked: &Draft<'_>) -> bool {
    let starts = |message: &&Message<'_>| begins_login(message) || message.kind == Kind::TokenRequest;
    let begins = login.messages.iter().find(starts);
    let call = asked.messages.first();
    begins.zip(call).is_some_and(|(begins, call)| after(begins.exchange, call.exchange))
}

fn begins_login(message: &Message<'_>) -> bool {
    matches!(
        message.kind,
        Kind::AuthorizationRequest
            | Kind::PushedAuthorization
            | Kind::DeviceAuthorization
            | Kind::BackchannelAuthentication
            | Kind::Registration
    )
}

/// Whether a login is for the resource that was called: it asks for it, calls it later, or is at a server that the
/// resource's metadata names.
fn is_for(login: &Draft<'_>, asked: &Draft<'_>, late: &[Message<'_>]) -> bool {
    asked.messages.iter().any(|call| {
        let origin = call.exchange.origin();
        let of_resource = late
            .iter()
            .filter(|message| message.kind == Kind::ResourceMetadata && message.exchange.origin() == origin);
        let resource = login.messages.iter().filter_map(|message| message.given("resource"));
        resource.into_iter().any(|resource| origin_at(resource).as_ref() == Some(&origin))
            || calls(login, &origin)
            || of_resource.into_iter().any(|metadata| names_server_of(metadata, login))
    })
}

/// Whether a login calls a resource at this origin.
pub fn calls(draft: &Draft<'_>, origin: &str) -> bool {
    draft.messages.iter().any(|message| message.kind == Kind::ApiCall && message.exchange.origin() == origin)
}

/// Whether a resource's metadata names the server of a login (RFC 9728, section 2).
pub fn names_server_of(message: &Message<'_>, draft: &Draft<'_>) -> bool {
    if message.kind != Kind::ResourceMetadata {
        return false;
    }
    let named = message.answer.json.as_ref().and_then(|json| json.get("authorization_servers")?.as_array());
    let mut origins = named.into_iter().flatten().filter_map(Value::as_str).filter_map(origin_at);
    origins.any(|origin| draft.serves(&origin) || registers_at(draft, &origin))
}

fn registers_at(draft: &Draft<'_>, origin: &str) -> bool {
    draft
        .messages
        .iter()
        .any(|message| message.kind == Kind::Registration && message.exchange.origin() == origin)
}

fn origin_at(address: &str) -> Option<String> {
    url::Url::parse(address).ok().map(|url| origin_of(&url))
}
