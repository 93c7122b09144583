//! What an answer's JSON says beside its code: the reason in a list, the field that is meant, sentences about single fields.

use serde_json::Value;

use super::ServerError;

impl ServerError {
    /// What is said in words; some have nothing but a sentence in the place of the code.
    pub fn sentence(&self) -> &str {
        if self.description.is_empty() { &self.code } else { &self.description }
    }
}

/// Google's APIs put the status into `code`, and what they mean into `errors[].reason` or `details[].reason`.
pub fn of_reason(inner: &Value, error: ServerError) -> ServerError {
    let reason = |list: &str| {
        let items = inner.get(list)?.as_array()?;
        items.iter().take(4).find_map(|item| item.get("reason")?.as_str()).map(str::to_owned)
    };
    let is_status = error.code.bytes().all(|byte| byte.is_ascii_digit());
    match reason("details").or_else(|| reason("errors")).filter(|_| is_status) {
        Some(code) => ServerError { code, ..error },
        None => error,
    }
}

/// `{"field": "redirect_uri", "code": "invalid"}` (Strava): the two together are the sentence.
pub fn of_field(entry: &Value, error: ServerError) -> ServerError {
    // `{"errors": [{"description": "authorization_pending"}]}` (Webex).
    if error.code.is_empty() && is_code(&error.description) {
        let names = (error.names.1.clone(), String::new());
        return ServerError { code: error.description, description: String::new(), names };
    }
    let field = ["field", "parameter", "param"].iter().find_map(|name| entry.get(name)?.as_str());
    match field.filter(|_| error.description.is_empty() && !error.code.contains('_')) {
        Some(field) => {
            ServerError { description: format!("{field} {}", error.code), code: String::new(), ..error }
        }
        None => error,
    }
}

/// `{"code": "Unauthorized", "message": "Access … is denied.", "details": "The … has expired."}` (Amazon's Selling Partner API).
pub fn of_details(entry: &Value, mut error: ServerError) -> ServerError {
    let details = entry.get("details").and_then(Value::as_str).filter(|says| says.contains(' '));
    if let Some(says) = details.filter(|says| !error.description.contains(says)) {
        error.description = format!("{} {says}", error.description).trim().to_owned();
    }
    error
}

/// A refusal whose members have names of their own: `{"statusmessage": "invalid_request", "description": "…"}` (athenahealth).
/// A registered code is the code wherever it stands, and the first sentence is the description.
pub fn of_any_name(json: &Value) -> Option<ServerError> {
    let texts = || {
        json.as_object()
            .into_iter()
            .flatten()
            .take(12)
            .filter_map(|(name, value)| Some((name, value.as_str()?)))
    };
    let code = texts().find(|(_, text)| super::is_registered_error(text));
    let sentence = texts().find(|(_, text)| text.contains(' '));
    let named = |found: Option<(&String, &str)>| {
        found.map(|(name, text)| (name.clone(), text.to_owned())).unwrap_or_default()
    };
    let ((code_name, code), (name, description)) = (named(code), named(sentence));
    (!code.is_empty() || !description.is_empty()).then_some(ServerError {
        code,
        description,
        names: (code_name, name),
    })
}

/// A refusal that names the parameter: `{"client_id": ["…"]}` (Discord, Django REST framework, Rails), bare or under `errors`.
pub fn of_parameter(json: &Value) -> Option<ServerError> {
    let members = json.get("errors").unwrap_or(json).as_object().filter(|members| members.len() <= 6)?;
    members.iter().find_map(|(name, told)| {
        let says = told.get(0).unwrap_or(told).as_str()?;
        let names = (name.clone(), name.clone());
        (PARAMETERS.contains(&name.as_str()) && says.contains(' ')).then(|| ServerError {
            code: name.clone(),
            description: says.to_owned(),
            names,
        })
    })
}

/// Parameters of requests (RFC 6749, section 11.2), none of which an answer has under this name with a sentence.
const PARAMETERS: [&str; 16] = [
    "client_id",
    "client_secret",
    "redirect_uri",
    "response_type",
    "scope",
    "code",
    "grant_type",
    "state",
    "refresh_token",
    "code_verifier",
    "code_challenge",
    "code_challenge_method",
    "username",
    "password",
    "audience",
    "resource",
];

/// What is said of single fields: `{"errors": {"redirect_uri": ["…"]}}` (Laravel, Discord, ASP.NET Core), or in a list.
pub fn with_fields(json: &Value, mut error: ServerError) -> ServerError {
    let fields = json.get("errors").and_then(Value::as_object).into_iter().flatten().take(4);
    let listed = ["validations", "details"].iter().filter_map(|list| json.get(list)?.as_array());
    let named = fields.map(|(name, value)| (format!("{name}: "), first_text(value, 4)));
    let unnamed = listed.flatten().take(4).map(|item| (String::new(), first_text(item, 2)));
    for (name, says) in named.chain(unnamed) {
        if let Some(says) = says.filter(|says| !error.description.contains(says)) {
            let says: String = says.chars().take(200).collect();
            error.description = format!("{} {name}{says}", error.description).trim().to_owned();
        }
    }
    error
}

/// The first sentence in a value, however deep.
fn first_text(value: &Value, depth: usize) -> Option<&str> {
    let deeper = |value| if depth == 0 { None } else { first_text(value, depth - 1) };
    match value {
        Value::String(text) => Some(text.as_str()).filter(|text| text.contains(' ')),
        Value::Array(items) => items.iter().find_map(deeper),
        Value::Object(members) => members.values().find_map(deeper),
        _ => None,
    }
}

/// A code of RFC 8628 may stand in the sentence's place: `{"status": 400, "message": "authorization_pending"}`; or a sentence in the
/// code's, by which a library explains it.
pub fn coded(error: ServerError) -> ServerError {
    let explained =
        EXPLAINED.iter().find(|(begin, _)| error.code.is_empty() && error.description.starts_with(begin));
    if let Some((_, code)) = explained {
        return ServerError { code: (*code).to_owned(), ..error };
    }
    let of_device = ["authorization_pending", "slow_down", "expired_token"];
    let no_code = error.code.bytes().all(|byte| byte.is_ascii_digit());
    match no_code && of_device.contains(&error.description.as_str()) {
        true => ServerError {
            code: error.description,
            description: String::new(),
            names: (error.names.1, String::new()),
        },
        false => error,
    }
}

/// How league/oauth2-server explains codes, which what wraps it leaves away.
/// <https://github.com/thephpleague/oauth2-server/blob/master/src/Exception/OAuthServerException.php>
const EXPLAINED: [(&str, &str); 6] = [
    ("The request is missing a required parameter, includes an invalid parameter value", "invalid_request"),
    ("Client authentication failed", "invalid_client"),
    ("The authorization grant type is not supported by the authorization server", "unsupported_grant_type"),
    ("The requested scope is invalid, unknown, or malformed", "invalid_scope"),
    (
        "The provided authorization grant (e.g., authorization code, resource owner credentials)",
        "invalid_grant",
    ),
    ("The resource owner or authorization server denied the request", "access_denied"),
];

/// Whether a text is written as the specifications write their codes.
fn is_code(text: &str) -> bool {
    text.contains('_') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// A token answer that stands one level down, in an envelope of its own: `{"status": 0, "body": {"access_token": …}}` (Withings),
/// `{"code": 0, "data": {…}}` (Lark).
/// <https://developer.withings.com/api-reference/#tag/oauth2>
fn out_of_envelope(mut answer: Value) -> Value {
    let is_tokens = |held: &&str| {
        let held = answer.get(*held).and_then(Value::as_object);
        held.is_some_and(|held| {
            held.get("access_token").is_some_and(Value::is_string)
                && (held.contains_key("token_type") || held.contains_key("expires_in"))
        })
    };
    let held = ["body", "data", "result"].into_iter().find(is_tokens);
    if let Some(held) = held.filter(|_| answer.get("access_token").is_none())
        && let Some(members) = answer.as_object_mut()
        && let Some(Value::Object(tokens)) = members.remove(held)
    {
        for (name, value) in tokens {
            members.entry(name).or_insert(value);
        }
    }
    answer
}

/// The answers of AWS IAM Identity Center, which are those of OAuth in other letters: `accessToken`, `deviceCode`.
/// <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html>
pub fn in_words_of_oauth(answer: Value) -> Value {
    let mut answer = out_of_envelope(answer);
    let told = |names: [&str; 2]| names.iter().all(|name| answer.get(name).is_some());
    if !told(["accessToken", "tokenType"]) && !told(["deviceCode", "userCode"]) {
        return answer;
    }
    let names = [
        ("accessToken", "access_token"),
        ("deviceCode", "device_code"),
        ("expiresIn", "expires_in"),
        ("idToken", "id_token"),
        ("refreshToken", "refresh_token"),
        ("tokenType", "token_type"),
        ("userCode", "user_code"),
        ("verificationUri", "verification_uri"),
        ("verificationUriComplete", "verification_uri_complete"),
    ];
    if let Some(members) = answer.as_object_mut() {
        for (theirs, name) in names {
            if let Some(value) = members.get(theirs).filter(|value| !value.is_null()).cloned() {
                members.entry(name).or_insert(value);
            }
        }
    }
    answer
}
