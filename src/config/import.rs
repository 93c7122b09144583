//! Configurations as providers and libraries export them become members of the stored form (RFC 7591's names). A text or a
//! JSON value comes in; what is in none of the known forms is given back for what it is.

mod dotenv;
mod libraries;
mod providers;

use serde_json::{Map, Value, json};

pub use dotenv::from_env;
pub use libraries::from_properties;

/// Members of the stored form.
pub type Members = Map<String, Value>;

/// What an export was recognised as, and the clients in it.
pub struct Imported {
    /// For people: "a client that Keycloak exported".
    pub form: &'static str,
    pub clients: Vec<Members>,
}

type Reader = fn(&Value) -> Option<Vec<Members>>;

/// The forms, each told by members that only it has.
const FORMS: [(&str, Reader); 12] = [
    ("a realm that Keycloak exported", providers::keycloak_realm),
    ("a client that Keycloak exported", providers::keycloak_client),
    ("an app registration of Microsoft Entra ID", providers::entra),
    ("an application of Auth0", providers::auth0),
    ("an app of Okta", providers::okta),
    ("a client secret file of Google", providers::google),
    ("a user pool client of Amazon Cognito", providers::cognito),
    ("settings of MSAL", libraries::msal),
    ("settings of Microsoft.Identity.Web", libraries::identity_web),
    ("settings of oidc-client-ts", libraries::oidc_client),
    ("settings of Auth.js", libraries::auth_js),
    ("settings of Spring Security", libraries::spring),
];

/// Recognises an export; none if the value is in none of these forms, as the stored form itself is not.
pub fn from_json(value: &Value) -> Option<Imported> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        other => std::slice::from_ref(other),
    };
    FORMS.iter().find_map(|(form, read)| {
        let clients: Vec<Members> =
            items.iter().map(read).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        (!clients.is_empty()).then_some(Imported { form, clients })
    })
}

/// The stored form, being filled.
#[derive(Default)]
struct Draft(Members);

impl Draft {
    /// Sets a member, if there is a value for it.
    fn set(&mut self, name: &str, value: Option<impl Into<Value>>) -> &mut Draft {
        if let Some(value) = value.map(Into::into).filter(|value| !is_empty(value)) {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    /// Sets a list of texts, even an empty one: it is known to be empty.
    fn list(&mut self, name: &str, items: Option<Vec<String>>) -> &mut Draft {
        if let Some(items) = items {
            self.0.insert(name.to_owned(), json!(items));
        }
        self
    }

    fn done(&mut self) -> Members {
        std::mem::take(&mut self.0)
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

/// A text member; a dotted name leads inwards.
fn text(value: &Value, path: &str) -> Option<String> {
    at(value, path)?.as_str().map(str::to_owned).filter(|text| !text.is_empty())
}

fn flag(value: &Value, path: &str) -> Option<bool> {
    let found = at(value, path)?;
    found.as_bool().or_else(|| found.as_str()?.parse().ok())
}

/// A list of texts; none if the member is absent.
fn texts(value: &Value, path: &str) -> Option<Vec<String>> {
    let items = at(value, path)?.as_array()?;
    Some(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, name| value.get(name))
}

/// The origins of absolute http(s) addresses, each once.
fn origins<'a>(addresses: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut origins: Vec<String> = Vec::new();
    for url in addresses
        .filter_map(|address| url::Url::parse(address).ok())
        .filter(|url| url.scheme().starts_with("http"))
    {
        let origin = url.origin().ascii_serialization();
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    origins
}
