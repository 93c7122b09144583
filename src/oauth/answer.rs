//! An endpoint's answer, read: JSON, form, HTML or nothing, and the error in it in whatever shape the server gave it.

mod fields;
mod html;
mod within;

use serde_json::Value;

use fields::{coded, of_any_name, of_details, of_field, of_parameter, of_reason, with_fields};

use crate::http::{Body, Params, Response};

/// An answer, read once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    pub status: Option<u16>,
    /// The body as JSON, or a form-encoded body (GitHub, old Facebook) as an object of strings.
    pub json: Option<Value>,
    /// The visible words of an HTML page, white space folded, at most 4000 characters.
    pub page: Option<String>,
    /// What the server says went wrong.
    pub error: Option<ServerError>,
    /// Whether the body is in the capture (an empty one is).
    pub recorded: bool,
}

/// An error in the server's own words (RFC 6749, section 5.2, or the provider's shape).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerError {
    /// The code: `invalid_grant`.
    pub code: String,
    pub description: String,
    /// Member names that hold code and description.
    pub names: (String, String),
}

/// Whether an error code is one that a specification of OAuth or OpenID Connect defines.
pub fn is_registered_error(code: &str) -> bool {
    REGISTERED.contains(&code)
}

/// IANA, "OAuth Extensions Error"; RFC 6749, sections 4.1.2.1 and 5.2.
const REGISTERED: &[&str] = &[
    "access_denied",
    "account_selection_required",
    "authorization_pending",
    "consent_required",
    "expired_token",
    "insufficient_scope",
    "insufficient_user_authentication",
    "interaction_required",
    "invalid_authorization_details",
    "invalid_client",
    "invalid_client_metadata",
    "invalid_dpop_proof",
    "invalid_grant",
    "invalid_redirect_uri",
    "invalid_request",
    "invalid_request_object",
    "invalid_request_uri",
    "invalid_scope",
    "invalid_target",
    "invalid_token",
    "login_required",
    "registration_not_supported",
    "request_not_supported",
    "request_uri_not_supported",
    "server_error",
    "slow_down",
    "temporarily_unavailable",
    "unauthorized_client",
    "unmet_authentication_requirements",
    "unsupported_grant_type",
    "unsupported_response_type",
    "unsupported_token_type",
    "use_dpop_nonce",
];

impl Answer {
    /// Reads a response.
    pub fn read(response: &Response) -> Answer {
        let mut answer = Answer {
            status: response.status,
            recorded: response.body != Body::NotRecorded,
            ..Answer::default()
        };
        if let Some(text) = response.body.text() {
            let text = text.trim_start_matches('\u{feff}').trim();
            answer.json = json_of(text, &response.media_type);
            let html = text.starts_with('<') || response.media_type.contains("html");
            answer.page = (answer.json.is_none() && html).then(|| html::visible(text));
            // Salesforce's APIs answer with a list of errors.
            let refused = response.status.is_some_and(|status| status >= 400);
            let told = answer.json.as_ref().map(|json| json.get(0).filter(|_| refused).unwrap_or(json));
            answer.error = told.and_then(|json| {
                let inner = || within::first(json, 3, error_of).filter(|_| refused);
                let of_one = || of_parameter(json).filter(|_| refused);
                let named_otherwise = || of_any_name(json).filter(|_| refused);
                let error = error_of(json).or_else(of_one).or_else(inner).or_else(named_otherwise);
                // What a client's own server says around the answer that it got is less than that answer.
                let outer = json.get("error_description").is_some()
                    || error.as_ref().is_some_and(|error| is_registered_error(&error.code));
                let told = refused || response.status.is_none();
                let repeated = within::repeated(json, 5).filter(|_| told && !outer);
                repeated.or_else(|| Some(coded(with_fields(json, error?))))
            });
            if answer.json.is_none() && !html && !text.is_empty() {
                answer.page = Some(text.chars().take(4000).collect());
            }
        }
        // "Unauthorized" in the body says less than the challenge beside it.
        if answer.error.as_ref().is_none_or(|error| error.code.is_empty()) {
            answer.error = challenge(response).or(answer.error);
        }
        answer
    }

    /// A text member of the JSON answer.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.json.as_ref()?.get(name)?.as_str()
    }

    /// All texts in the JSON answer, however deep, a line each; at most 4000 characters.
    pub fn lines(&self) -> Option<String> {
        let lines = within::texts(self.json.as_ref()?, 6).join("\n");
        Some(lines.chars().take(4000).collect())
    }

    /// Whether a GraphQL server tells of errors, and gives no data.
    pub fn gives_nothing(&self) -> bool {
        self.json.as_ref().is_some_and(within::gives_nothing)
    }

    /// Whether it is a page and no data.
    pub fn is_page(&self) -> bool {
        self.page.is_some() && self.json.is_none()
    }

    /// Whether the answer is a success that brings `member`.
    pub fn brings(&self, member: &str) -> bool {
        self.text(member).is_some_and(|value| !value.is_empty())
    }

    /// Whether the answer has an empty place for the address of a login: so Vault answers to a redirect URI that the role does not
    /// list, and to whatever else fails while it builds the address.
    /// <https://github.com/hashicorp/vault-plugin-auth-jwt/blob/main/path_oidc.go>
    pub fn gives_no_address(&self) -> bool {
        let address = self.json.as_ref().and_then(|json| json.get("data")?.get("auth_url")?.as_str());
        address.is_some_and(str::is_empty)
    }

    /// Everything the server said, for looking up its words: description, code, page.
    pub fn words(&self) -> String {
        let error = self
            .error
            .as_ref()
            .map(|error| format!("{} {}", error.code, error.description))
            .unwrap_or_default();
        format!("{error} {}", self.page.as_deref().unwrap_or_default()).trim().to_owned()
    }
}

fn json_of(text: &str, media_type: &str) -> Option<Value> {
    if text.starts_with(['{', '[']) {
        return serde_json::from_str(text).ok().map(fields::in_words_of_oauth);
    }
    let form = media_type == "application/x-www-form-urlencoded"
        || (media_type != "text/html"
            && ["access_token=", "error="].iter().any(|begin| text.starts_with(begin)))
        // As QQ labels it.
        || text.starts_with("access_token=") && !text.contains(['<', ' ', '\n']);
    form.then(|| {
        let pairs = Params::parse(text).0.into_iter().map(|param| {
            let value = param.value().to_owned();
            (param.name, Value::String(value))
        });
        Value::Object(pairs.collect())
    })
}

/// The shapes in use: RFC 6749's strings; an object (Facebook, OpenAI, Google's APIs); `errors` (Atlassian, X, HubSpot);
/// `errorCode`/`errorSummary` (Okta) and its like; `fault` (Apigee); `code`/`message`; `title`/`detail` (RFC 9457).
fn error_of(json: &Value) -> Option<ServerError> {
    // Google streams an array.
    let json = json.get(0).filter(|first| first.get("error").is_some()).unwrap_or(json);
    let text = |value: &Value, name: &str| value.get(name).map(plain).filter(|text| !text.is_empty());
    let pick = |value: &Value, prefix: &str, codes: &[&str], descriptions: &[&str]| -> Option<ServerError> {
        let code = codes.iter().find_map(|name| text(value, name).map(|code| (*name, code)));
        let told = || descriptions.iter().filter_map(|name| text(value, name).map(|says| (*name, says)));
        // The status in words says nothing beside a sentence.
        let is_status = |says: &str| matches!(says, "Unauthorized" | "Forbidden" | "Bad Request" | "Error");
        let description = told().find(|(_, says)| !is_status(says)).or_else(|| told().next());
        if code.is_none() && description.is_none() {
            return None;
        }
        let ((code_name, code), (name, description)) =
            (code.unwrap_or_default(), description.unwrap_or_default());
        Some(ServerError {
            code,
            description,
            names: (format!("{prefix}{code_name}"), format!("{prefix}{name}")),
        })
    };
    // Ueberauth has a `message_key`.
    let inner_codes = ["error", "code", "message_key", "errorType", "type", "status", "reason"];
    // eBay says it in `longMessage`, and `message` is "Access denied".
    let inner_words =
        ["error_description", "longMessage", "message", "description", "detail", "title", "error_msg"];
    match json.get("error") {
        Some(inner @ Value::Object(_)) => {
            // VK says it in `error_code` and `error_msg`.
            let codes = ["code", "type", "status", ".tag", "error_code"];
            let error = pick(inner, "error.", &codes, &inner_words)?;
            Some(of_reason(inner, error))
        }
        Some(Value::Null | Value::Bool(_)) | None => {
            let first = json.get("errors").and_then(Value::as_array).and_then(|errors| errors.first());
            if let Some(first) = first.filter(|first| first.is_object()) {
                let error =
                    of_details(first, of_field(first, pick(first, "errors.0.", &inner_codes, &inner_words)?));
                // GraphQL puts the code into `extensions`.
                let code = first.get("extensions").and_then(|more| text(more, "code"));
                let name = || ("errors.0.extensions.code".to_owned(), error.names.1.clone());
                return Some(match code.filter(|_| error.code.is_empty()) {
                    Some(code) => ServerError { code, names: name(), ..error },
                    None => error,
                });
            }
            // Shopify says it in one text.
            let whole = || json.get("errors").and_then(Value::as_str).map(|says| (says, "errors"));
            let told = first.and_then(Value::as_str).map(|says| (says, "errors.0"));
            if let Some((says, name)) = told.or_else(whole) {
                let names = (String::new(), name.to_owned());
                return Some(ServerError { description: says.to_owned(), names, ..ServerError::default() });
            }
            let pairs = [
                ("errorCode", ["errorSummary", "message", "developerMessage"]),
                ("ErrorCode", ["Error", "", ""]),
                ("errcode", ["errmsg", "", ""]),
            ];
            let in_pair = |(code, says): &(&str, [&str; 3])| {
                pick(json, "", &[code], says).filter(|error| !matches!(error.code.as_str(), "" | "0"))
            };
            if let Some(error) = pairs.iter().find_map(in_pair) {
                return Some(error);
            }
            if let Some(fault) = json.get("fault").filter(|fault| fault.is_object()) {
                let first = fault.get("error").and_then(|errors| errors.get(0));
                if let Some(error) = first
                    .and_then(|first| pick(first, "fault.error.0.", &inner_codes, &["detail", "message"]))
                {
                    return Some(error);
                }
                let code = fault.get("detail").and_then(|detail| text(detail, "errorcode"));
                let description = text(fault, "faultstring").unwrap_or_default();
                let names = ("fault.detail.errorcode".to_owned(), "fault.faultstring".to_owned());
                return Some(ServerError { code: code.unwrap_or_default(), description, names });
            }
            // FHIR's OperationOutcome; its `code` is of FHIR's own list.
            if let Some(issue) = json.get("issue").and_then(|issues| issues.get(0)) {
                let detailed = || pick(issue.get("details")?, "issue.0.details.", &[], &["text"]);
                return pick(issue, "issue.0.", &[], &["diagnostics"]).or_else(detailed);
            }
            let success = [
                "access_token",
                "id_token",
                "keys",
                "issuer",
                "sub",
                "device_code",
                "auth_req_id",
                "request_uri",
                "client_id",
            ];
            // Casdoor leaves `sub` empty where it says no.
            let brings = |member: &&str| json.get(member).is_some_and(|value| value.as_str() != Some(""));
            if success.iter().any(brings) {
                return None;
            }
            // A title by itself is that of anything.
            let mut told = WORDS.iter().filter(|name| **name != "title").chain(&["cause"]);
            let coded =
                json.get("ok") == Some(&Value::Bool(false)) || told.any(|name| json.get(name).is_some());
            // Supabase has the status in `code`.
            let codes = ["error_type", "error_code", "code", "Code", "__type", "type", "cause", "status"];
            coded.then(|| pick(json, "", &codes, &WORDS)).flatten()
        }
        Some(_) => pick(
            json,
            "",
            &["error"],
            &[
                "error_description",
                "errorDescription",
                "message",
                "error_message",
                "description",
                "error_reason",
                "msg",
                "detail",
            ],
        ),
    }
}

/// Members in which servers of no common form say what is wrong, in the order in which they are looked for: MinIO's `message` is
/// "invalid Login" whatever that is.
const WORDS: [&str; 13] = [
    "error_description",
    "error_message",
    "errormsg",
    "detailedMessage",
    "message",
    "Message",
    "detail",
    "msg",
    "Detail",
    "title",
    "err",
    "reason",
    "non_field_errors",
];

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// `WWW-Authenticate: Bearer error="invalid_token", error_description="…"` (RFC 6750, section 3).
fn challenge(response: &Response) -> Option<ServerError> {
    response.headers.all("www-authenticate").find_map(|value| {
        let code = quoted(value, "error")?;
        let description = quoted(value, "error_description").unwrap_or_default();
        let name = "www-authenticate".to_owned();
        Some(ServerError { code, description, names: (name.clone(), name) })
    })
}

/// The value of `name="…"` or `name=token` in a challenge (RFC 9110, section 11.2).
pub fn quoted(challenge: &str, name: &str) -> Option<String> {
    let mut rest = challenge;
    loop {
        let at = rest.find(name)?;
        let before = rest.get(..at)?.chars().next_back();
        let after = rest.get(at + name.len()..)?;
        let value = after
            .trim_start()
            .strip_prefix('=')
            .filter(|_| before.is_none_or(|c| matches!(c, ' ' | ',' | '\t')));
        let Some(value) = value else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        return Some(match value.strip_prefix('"') {
            Some(text) => text.split('"').next().unwrap_or_default().to_owned(),
            None => value.split([',', ' ']).next().unwrap_or_default().to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, quoted};
    use crate::http::{Body, Response};

    fn error(body: &str) -> (String, String) {
        let response = Response { status: Some(400), body: Body::Text(body.into()), ..Response::default() };
        let error = Answer::read(&response).error.unwrap();
        (error.code, error.description)
    }

    #[test]
    fn every_shape_of_error_is_read() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            error(r#"{"error":"invalid_grant","error_description":"Code not valid"}"#),
            pair("invalid_grant", "Code not valid")
        );
        assert_eq!(
            error(r#"{"error":{"code":"unsupported_country","message":"Country"}}"#),
            pair("unsupported_country", "Country")
        );
        assert_eq!(
            error(r#"{"errorCode":"E0000015","errorSummary":"no permission"}"#),
            pair("E0000015", "no permission")
        );
        assert_eq!(
            error(r#"{"errors":[{"code":32,"message":"Could not authenticate"}]}"#),
            pair("32", "Could not authenticate")
        );
        assert_eq!(
            error("error=bad_verification_code&error_description=x+y"),
            pair("bad_verification_code", "x y")
        );
        assert_eq!(
            error(
                r#"{"resourceType":"OperationOutcome","issue":[{"code":"processing","diagnostics":"x y"}]}"#
            ),
            pair("", "x y")
        );
        assert_eq!(error(r#"{"ok":false,"error":"invalid_code"}"#), pair("invalid_code", ""));
        assert_eq!(error(r#"{"errcode":40163,"errmsg":"code been used"}"#), pair("40163", "code been used"));
        assert_eq!(
            error(r#"{"ErrorCode":"invalid_client","Error":"ClientId is Invalid"}"#),
            pair("invalid_client", "ClientId is Invalid")
        );
        assert_eq!(
            error(r#"{"fault":{"faultstring":"Expired","detail":{"errorcode":"access_token_expired"}}}"#),
            pair("access_token_expired", "Expired")
        );
        assert_eq!(
            error(r#"[{"error":{"code":403,"message":"x","details":[{"reason":"SERVICE_DISABLED"}]}}]"#),
            pair("SERVICE_DISABLED", "x")
        );
        assert_eq!(
            error(
                r#"{"error_type":"OAuthException","code":400,"error_message":"Insufficient developer role"}"#
            ),
            pair("OAuthException", "Insufficient developer role")
        );
        for (body, code, says) in [
            (r#"{"client_id":["Value is not snowflake."]}"#, "client_id", "Value is not snowflake."),
            (r#"{"errors":{"redirect_uri":["is invalid"]}}"#, "redirect_uri", "is invalid"),
            (r#"{"code":403,"error_code":"user_banned","msg":"Banned"}"#, "user_banned", "Banned"),
        ] {
            assert_eq!(error(body), pair(code, says));
        }
        assert_eq!(
            error(r#"{"non_field_errors":["Failed to exchange code"]}"#),
            pair("", r#"["Failed to exchange code"]"#)
        );
    }

    #[test]
    fn challenges_are_read() {
        let value = r#"Bearer realm="x", error_description="a, b", error="invalid_token", scope=openid"#;
        assert_eq!(quoted(value, "error").as_deref(), Some("invalid_token"));
        assert_eq!(quoted(value, "error_description").as_deref(), Some("a, b"));
        assert_eq!(quoted(value, "scope").as_deref(), Some("openid"));
        assert_eq!(quoted(value, "nothing"), None);
    }
}
