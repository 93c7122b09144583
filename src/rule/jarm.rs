//! What the rules on JWT-secured authorization responses share: the responses of a login, with their claims.

use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::{Location, Verdict, token};

/// A response that could be read.
pub struct Secured<'f, 'c> {
    pub message: &'f Message<'c>,
    pub text: &'f str,
    pub jwt: Jwt,
}

/// One verdict from those on each response, the issued and the delivered one counted once.
pub fn each(flow: &Flow<'_>, judge: impl Fn(&Secured<'_, '_>) -> Verdict) -> Verdict {
    let mut texts: Vec<(&Message<'_>, &str)> = Vec::new();
    for message in flow.of(Kind::AuthorizationResponse).chain(flow.of(Kind::Callback)) {
        if let Some(text) = message.given("response").filter(|text| text.contains('.'))
            && texts.iter().all(|(_, known)| known != &text)
        {
            texts.push((message, text));
        }
    }
    let masked = |message: &&Message<'_>| message.given("response").is_some_and(token::is_redacted);
    if texts.is_empty() && super::authorize::responses(flow).any(|message| masked(&message)) {
        return token::blanked("response");
    }
    token::each(texts.into_iter(), |(message, text)| match Jwt::read(text) {
        Some(jwt) => judge(&Secured { message, text, jwt }),
        None if Jwt::is_encrypted(text) => {
            Verdict::lacks("The authorization response is encrypted; only the client can read it.")
        }
        None => Verdict::lacks("The authorization response in the capture cannot be read."),
    })
}

impl Secured<'_, '_> {
    /// The place of a claim or header member.
    pub fn place(&self, name: &str) -> Location {
        Location::param(self.message, &format!("response.{name}"))
    }
}

/// A login with a secured response, as the rules on it take it.
pub const EXAMPLE: &str = "> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}
> GET https://op.example/keys HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"Ec9pzDthYIcpBFl6TLRO2WeNgFuLPqMf2rE5S8SmFdA\",\"y\":\"mEQqHeTjz8Oi2ZQdyApnR-nfGoGP-DJkSlNlE22njlo\",\"kid\":\"op-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&response_mode=query.jwt HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?response=eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQyMzA0LCJjb2RlIjoiU3BseGxPQmVaUVFZYllTNld4U2JJQSIsInN0YXRlIjoiYTFiMmMzIn0.obqFt-AHUF8W480mAYotNBa3g_vh5jr2BCQaQYsTVFJYpAK5UFzmuupZALwY-tSHxxVccOM6C-u1X5__9oe2RQ
<";
