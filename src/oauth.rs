//! Messages of OAuth 2.0 and OpenID Connect, recognised in exchanges. A message keeps its exchange, its parameters with
//! their place, and the reason why it is taken for what it is. Nothing is unrepresentable: a parameter may be missing,
//! there once or many times, and an answer may be anything.

mod answer;
mod endpoint;
mod jar;
mod jarm;
pub mod jwk;
pub mod jws;
pub mod jwt;
mod landing;
mod page;
pub mod pkce;
mod recognise;
mod relayed;

pub use answer::{Answer, ServerError, is_registered_error, quoted};
pub use landing::{Landing, is_of_failure, named, packed, unpacked, urn_in};
pub use recognise::{
    CIRCLES, FOLDED, HANDED_ON, ONLY, PILED_UP, SENT_TO_LOGIN, begins_login, is_asked_again, is_denied_stage,
    is_error_page, is_refused_button, is_session_frame, login_cookies, lost_in_fold, recognise,
    recognise_in_turns, renews_alike, says_no_in_200, stale_jwt, token_header,
};
pub use relayed::{Relayed, Step};

use crate::http::marks;
use crate::http::{Body, Exchange, Headers, Param, Params};

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// RFC 8414, section 3; OpenID Connect Discovery, section 4.
    Discovery,
    /// RFC 9728, section 3.
    ResourceMetadata,
    /// RFC 7517, section 5.
    Keys,
    /// RFC 7591, section 3.
    Registration,
    /// RFC 9126, section 2.
    PushedAuthorization,
    /// RFC 8628, section 3.1.
    DeviceAuthorization,
    /// OpenID Connect Client-Initiated Backchannel Authentication, section 7.1.
    BackchannelAuthentication,
    /// RFC 6749, section 4.1.1.
    AuthorizationRequest,
    /// A page of the provider between authorization request and response: login, consent.
    Interaction,
    /// RFC 6749, section 4.1.2, as the provider issues it.
    AuthorizationResponse,
    /// The same as the client's redirection endpoint receives it (RFC 6749, section 3.1.2).
    Callback,
    /// RFC 6749, section 4.1.3 and the other grants.
    TokenRequest,
    /// OpenID Connect Core, section 5.3.
    Userinfo,
    /// RFC 7662.
    Introspection,
    /// RFC 7009.
    Revocation,
    /// A request with an access token (RFC 6750).
    ApiCall,
    /// OpenID Connect RP-Initiated Logout.
    Logout,
    /// A page of the client that tells of a failure.
    ClientPage,
    /// The browser's question before a cross-origin request of one of these kinds.
    Preflight,
}

impl Kind {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        self.words().0
    }

    /// The name for people.
    pub fn label(self) -> &'static str {
        self.words().1
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::Discovery => ("discovery", "Discovery"),
            Kind::ResourceMetadata => ("resource_metadata", "Resource metadata"),
            Kind::Keys => ("keys", "Key set"),
            Kind::Registration => ("registration", "Client registration"),
            Kind::PushedAuthorization => ("pushed_authorization_request", "Pushed request"),
            Kind::DeviceAuthorization => ("device_authorization_request", "Device authorization"),
            Kind::BackchannelAuthentication => {
                ("backchannel_authentication_request", "Backchannel authentication")
            }
            Kind::AuthorizationRequest => ("authorization_request", "Authorization request"),
            Kind::Interaction => ("interaction", "Provider's page"),
            Kind::AuthorizationResponse => ("authorization_response", "Authorization response"),
            Kind::Callback => ("callback", "Callback"),
            Kind::TokenRequest => ("token_request", "Token request"),
            Kind::Userinfo => ("userinfo", "Userinfo"),
            Kind::Introspection => ("introspection", "Introspection"),
            Kind::Revocation => ("revocation", "Revocation"),
            Kind::ApiCall => ("api_call", "API call"),
            Kind::Logout => ("logout", "Logout"),
            Kind::ClientPage => ("client_page", "Client's page"),
            Kind::Preflight => ("preflight", "Preflight"),
        }
    }
}

/// Where in an exchange something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    RequestLine,
    RequestUrl,
    RequestQuery,
    RequestFragment,
    RequestHeader,
    RequestCookie,
    RequestBody,
    ResponseStatus,
    ResponseHeader,
    ResponseLocation,
    ResponseBody,
}

impl Part {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Part::RequestLine => "request.line",
            Part::RequestUrl => "request.url",
            Part::RequestQuery => "request.query",
            Part::RequestFragment => "request.fragment",
            Part::RequestHeader => "request.header",
            Part::RequestCookie => "request.cookie",
            Part::RequestBody => "request.body",
            Part::ResponseStatus => "response.status",
            Part::ResponseHeader => "response.header",
            Part::ResponseLocation => "response.location",
            Part::ResponseBody => "response.body",
        }
    }
}

/// One message of a login.
#[derive(Clone, Debug, PartialEq)]
pub struct Message<'c> {
    pub exchange: &'c Exchange,
    pub kind: Kind,
    /// Where `params` stand.
    pub part: Part,
    /// The message's own parameters: query, form or JSON body, fragment, `Location`.
    pub params: Params,
    /// The answer in the same exchange, read.
    pub answer: Answer,
    /// What the client's page says of an exchange that the capture does not hold.
    pub relayed: Option<Relayed>,
    /// Why the exchange is taken for this.
    pub because: &'static str,
    /// The exchange whose redirect led the browser to this authorization request: where the client began the login.
    pub led_by: Option<&'c Exchange>,
    /// Where the client sends the browser after a callback, if that place tells of a failure.
    pub landed: Option<Landing<'c>>,
}

impl<'c> Message<'c> {
    /// A message of which nothing is read yet.
    pub fn of(exchange: &'c Exchange, kind: Kind, because: &'static str) -> Message<'c> {
        let (part, params, answer) = (Part::RequestQuery, Params::default(), Answer::default());
        Message { exchange, kind, part, params, answer, relayed: None, because, led_by: None, landed: None }
    }

    /// The decoded value of a parameter, unless it is missing or empty.
    pub fn given(&self, name: &str) -> Option<&str> {
        // Facebook tells of some errors by `error_code` and `error_message` alone.
        let coded = || self.params.given("error_code").filter(|_| self.params.has("error_message"));
        self.params.given(name).or_else(|| if name == "error" { coded() } else { None })
    }

    /// The first parameter of a name.
    pub fn param(&self, name: &str) -> Option<&Param> {
        self.params.first(name)
    }

    /// The client id that the message names: parameter, HTTP Basic user, or the assertion's subject.
    pub fn client_id(&self) -> Option<String> {
        let other = CLIENT_ID_ELSEWHERE.iter().find_map(|name| self.given(name));
        let old = || other.filter(|_| self.kind == Kind::AuthorizationRequest);
        if let Some(id) = self.given("client_id").or_else(old) {
            return Some(id.to_owned());
        }
        if let Some(basic) = self.basic().filter(|basic| !basic.client_id.is_empty()) {
            return Some(basic.client_id);
        }
        let assertion = jwt::Jwt::read(self.given("client_assertion")?)?;
        assertion.claim_text("sub").filter(|name| jwt::Jwt::read(name).is_none()).map(str::to_owned)
    }

    /// HTTP Basic credentials of the request (RFC 6749, section 2.3.1); none if absent or malformed.
    pub fn basic(&self) -> Option<Basic> {
        Basic::read(self.exchange.request.headers.first("authorization")?)
    }

    /// Scheme and credentials of the `Authorization` header.
    pub fn authorization(&self) -> Option<(&str, &str)> {
        let value = self.exchange.request.headers.first("authorization")?;
        Some(value.split_once(' ').map_or((value, ""), |(scheme, rest)| (scheme, rest.trim())))
    }

    /// The access token that the request carries, in the header or as a parameter (RFC 6750, section 2).
    pub fn access_token(&self) -> Option<&str> {
        match self.authorization() {
            Some((value, "")) if glued(value).is_some() => glued(value).map(|(_, token)| token),
            Some((scheme, token)) if carries_token(scheme, token) => Some(token),
            Some((token, "")) if jwt::Jwt::read(token).is_some() => Some(token),
            _ => own_token(&self.exchange.request.headers)
                .or_else(|| TOKEN_PARAMS.iter().find_map(|name| self.given(name)))
                .or_else(|| self.given("AccessToken").filter(|_| self.is_for_cognito())),
        }
    }

    /// Whether it calls Amazon Cognito's own API, which takes the access token in the body.
    /// <https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html>
    pub fn is_for_cognito(&self) -> bool {
        let target = self.exchange.request.headers.first("x-amz-target");
        target.is_some_and(|target| target.contains("CognitoIdentityProvider"))
    }

    /// Whether Kubernetes refuses the call, whose API takes ID tokens by design.
    /// <https://kubernetes.io/docs/reference/access-authn-authz/authentication/#openid-connect-tokens>
    pub fn is_refused_by_kubernetes(&self) -> bool {
        ["kind", "apiVersion"].map(|name| self.answer.text(name)) == [Some("Status"), Some("v1")]
    }

    /// Whether the provider tells the client's server how a login on another device ended (CIBA, section 10): no
    /// authorization response.
    pub fn is_notification(&self) -> bool {
        self.kind == Kind::Callback && self.given("auth_req_id").is_some()
    }

    /// Whether a person has made this request by hand, with a code that redeems nothing, to see how the server answers
    /// from there: no step of a login.
    pub fn is_probe(&self) -> bool {
        self.kind == Kind::TokenRequest && (is_probe(self.exchange) || self.given("code") == Some("probe"))
    }

    /// Whether the capture does not tell whether the answer is a redirect, or where it leads.
    pub fn is_cut_redirect(&self) -> bool {
        self.exchange.redirect_target().is_none()
            && self.answer.status.is_none_or(|status| (300..400).contains(&status) && status != 304)
    }

    /// Whether the request's own body is missing from the capture.
    pub fn body_not_recorded(&self) -> bool {
        self.exchange.request.body == Body::NotRecorded
    }

    /// Whether the capture lists no header of the request: every request has some.
    pub fn headers_not_recorded(&self) -> bool {
        self.exchange.request.headers.0.is_empty()
    }

    /// The grant of a token request: as sent, or from what else is there.
    pub fn grant(&self) -> Option<&str> {
        self.given("grant_type").or_else(|| {
            let by_parameter = [
                ("code", "authorization_code"),
                ("refresh_token", "refresh_token"),
                ("device_code", DEVICE_GRANT),
            ];
            by_parameter.iter().find(|(name, _)| self.given(name).is_some()).map(|(_, grant)| *grant)
        })
    }
}

/// Whether credentials of this scheme are an access token: `Bearer` (RFC 6750), `DPoP` (RFC 9449), `token` (GitHub), `Bot`
/// (Discord), `JWT` (old Django), `OAuth` (Twitch, SoundCloud).
pub fn carries_token(scheme: &str, rest: &str) -> bool {
    let is = |known: &&str| scheme.eq_ignore_ascii_case(known);
    // OAuth 1 lists parameters under the name that some servers take for a bearer token.
    // Zoho's scheme is `Zoho-oauthtoken`.
    let named = scheme.len() < 24 && scheme.to_ascii_lowercase().ends_with("token");
    // Schemes of single services, which name each JWT: Microsoft Fabric's `SubjectAndAppToken1.0`.
    let names_jwt = rest.contains("=\"eyJ") || rest.contains("=eyJ");
    named
        || rest.is_empty() && glued(scheme).is_some()
        || ["bearer", "dpop", "bot", "jwt"].iter().any(is)
        || is(&"oauth") && !rest.contains("=\"")
        || names_jwt && !is(&"basic")
}

/// Scheme and token where they stand together without a space.
pub fn glued(value: &str) -> Option<(&str, &str)> {
    let (scheme, token) = value.split_at_checked("Bearer".len())?;
    let is_so = scheme.eq_ignore_ascii_case("bearer") && token.len() >= 16 && !token.contains(' ');
    is_so.then_some((scheme, token))
}

/// Whether a request is marked as made by hand.
pub fn is_probe(exchange: &Exchange) -> bool {
    let (name, value) = crate::http::BY_HAND;
    exchange.request.headers.first(name) == Some(value)
}

/// Under which names calls bring the access token in their address (RFC 6750, section 2.3): the second is LinkedIn's.
/// <https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication>
const TOKEN_PARAMS: [&str; 2] = ["access_token", "oauth2_access_token"];

/// What Facebook's old dialog, TikTok, WeChat and Amazon's Selling Partner API call the client id.
const CLIENT_ID_ELSEWHERE: [&str; 4] = ["app_id", "client_key", "appid", "application_id"];

/// The access token in a header of its own, as Shopify and Amazon's Selling Partner API want it.
pub fn own_token(headers: &Headers) -> Option<&str> {
    marks::TOKEN_HEADERS.iter().find_map(|name| headers.first(name))
}

/// `grant_type` of the device flow (RFC 8628, section 3.4).
pub const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// `grant_type` of CIBA (OpenID Connect Client-Initiated Backchannel Authentication, section 10.1).
pub const CIBA_GRANT: &str = "urn:openid:params:grant-type:ciba";

/// HTTP Basic credentials, form-decoded as RFC 6749, section 2.3.1 demands, and as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basic {
    pub client_id: String,
    pub secret: crate::http::Secret,
    /// User and password before form decoding.
    pub raw: crate::http::Secret,
}

impl Basic {
    /// Reads the value of an `Authorization` header.
    pub fn read(header: &str) -> Option<Basic> {
        use base64::Engine as _;
        let (scheme, credentials) = header.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let bytes = base64::engine::general_purpose::STANDARD.decode(credentials.trim()).ok()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (user, password) = text.split_once(':')?;
        Some(Basic {
            client_id: crate::http::decode(user),
            secret: crate::http::decode(password).into(),
            raw: text.into(),
        })
    }
}
