//! What the rules on metadata and keys share: the documents and key sets of a login.

use serde_json::{Map, Value};

use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Location, Verdict};

/// A metadata document or a key set in its place.
pub struct Document<'f, 'c> {
    pub message: &'f Message<'c>,
    pub members: &'f Map<String, Value>,
}

/// Provider metadata that was read in this login.
pub fn documents<'f, 'c>(flow: &'f Flow<'c>) -> Vec<Document<'f, 'c>> {
    of(flow, Kind::Discovery, "issuer")
}

/// Key sets that were read in this login.
pub fn key_sets<'f, 'c>(flow: &'f Flow<'c>) -> Vec<Document<'f, 'c>> {
    of(flow, Kind::Keys, "keys")
}

/// Metadata of protected resources that was read in this login.
pub fn resources<'f, 'c>(flow: &'f Flow<'c>) -> Vec<Document<'f, 'c>> {
    of(flow, Kind::ResourceMetadata, "")
}

fn of<'f, 'c>(flow: &'f Flow<'c>, kind: Kind, member: &str) -> Vec<Document<'f, 'c>> {
    let read = flow
        .messages
        .iter()
        .filter(|message| message.kind == kind && message.answer.status.is_none_or(|status| status < 300))
        .filter_map(|message| {
            let members = message.answer.json.as_ref()?.as_object()?;
            let fits = member.is_empty() || members.contains_key(member);
            fits.then_some(Document { message, members })
        });
    // Clients read the same document again and again.
    let mut documents: Vec<Document<'f, 'c>> = Vec::new();
    for document in read {
        if documents.len() < 20 && documents.iter().all(|known| known.members != document.members) {
            documents.push(document);
        }
    }
    documents
}

/// The verdict where no document of a kind can be looked at.
pub fn none(flow: &Flow<'_>, kind: Kind) -> Verdict {
    let unrecorded = |message: &Message<'_>| {
        message.answer.status.is_some_and(|status| status < 300 || status == 304) && !message.answer.recorded
    };
    match flow.of(kind).any(unrecorded) {
        true => Verdict::lacks("The document's body is not in the capture."),
        false => Verdict::NotApplicable,
    }
}

impl Document<'_, '_> {
    /// The place of a member.
    pub fn place(&self, name: &str) -> Location {
        Location::of(self.message, Part::ResponseBody, Some(name))
    }

    /// A text member.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name)?.as_str()
    }

    /// A list member.
    pub fn list(&self, name: &str) -> Option<Vec<&str>> {
        Some(self.members.get(name)?.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    /// Members whose value is an address: endpoints and the like.
    pub fn addresses(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members.iter().filter_map(|(name, value)| {
            let is_address =
                name.ends_with("_endpoint") || matches!(name.as_str(), "jwks_uri" | "check_session_iframe");
            Some((name.as_str(), value.as_str()?)).filter(|_| is_address)
        })
    }
}

/// A login that begins with good metadata.
pub const EXAMPLE: &str = "> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";

/// A login that begins at a protected resource.
pub const RESOURCE_EXAMPLE: &str = "> POST https://mcp.example/mcp HTTP/1.1
> Content-Type: application/json
>
{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource/mcp\"
<
> GET https://mcp.example/.well-known/oauth-protected-resource/mcp HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"resource\":\"https://mcp.example/mcp\",\"authorization_servers\":[\"https://op.example\"]}
> GET https://op.example/.well-known/oauth-authorization-server HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";
