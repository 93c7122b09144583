//! Logins that begin at a protected resource, as clients of MCP servers do: a call without a token, the resource's
//! metadata, the server's metadata, a registration, then the login. All of it is one login.

use serde_json::Value;

use super::after;
use super::draft::Draft;
use super::drafts::Drafts;
use crate::http::origin_of;
use crate::oauth::{Kind, Message};

/// Moves calls that were answered with "log in first" to the login that followed.
pub fn join_challenges(drafts: &mut Drafts<'_>, late: &[Message<'_>]) {
    for index in 0..drafts.len() {
        let home = drafts
            .get(index)
            .filter(|draft| is_challenge(draft))
            .and_then(|asked| drafts.position(|login| follows(login, asked) && is_for(login, asked, late)));
        if let Some(home) = home {
            drafts.join(index, home);
        }
    }
    drafts.tidy();
}

/// Takes a refused request that belongs to no login: the search for a resource's metadata at one place after the other is
/// one attempt, everything else one of its own.
pub fn join_probe<'c>(drafts: &mut Drafts<'c>, message: Message<'c>) {
    let origin = message.exchange.origin();
    let searches = |draft: &Draft<'_>| {
        draft.has(Kind::ResourceMetadata)
            && draft.messages.iter().all(|known| {
                matches!(known.kind, Kind::ResourceMetadata | Kind::Discovery)
                    && known.exchange.origin() == origin
            })
    };
    let of_search = matches!(message.kind, Kind::ResourceMetadata | Kind::Discovery);
    match drafts.newest(searches).filter(|_| of_search) {
        Some(index) => drafts.take(index, message),
        None => drafts.begin(message),
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
    let call = asked.messages.first();
    login.begins.zip(call).is_some_and(|(begins, call)| after(begins, call.exchange))
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
fn calls(draft: &Draft<'_>, origin: &str) -> bool {
    draft.messages.iter().any(|message| message.kind == Kind::ApiCall && message.exchange.origin() == origin)
}

/// Whether a resource's metadata names the server of a login.
fn names_server_of(message: &Message<'_>, draft: &Draft<'_>) -> bool {
    servers(message).iter().any(|origin| draft.serves(origin) || registers_at(draft, origin))
}

/// The origins of the servers that a resource's metadata names (RFC 9728, section 2).
pub fn servers(message: &Message<'_>) -> Vec<String> {
    if message.kind != Kind::ResourceMetadata {
        return Vec::new();
    }
    let named = message.answer.json.as_ref().and_then(|json| json.get("authorization_servers")?.as_array());
    named.into_iter().flatten().filter_map(Value::as_str).filter_map(origin_at).collect()
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
