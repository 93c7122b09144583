//! Two stored configurations, member by member: what is registered at staging and not at production.

use serde_json::Value;

use super::environment::{Environments, OF_ENVIRONMENT};
use super::{Difference, Kind};
use crate::config::ClientConfig;

/// What says who a client is, not how it is set.
const NAMES: [&str; 3] = ["name", "client_id", "issuer"];

/// The members that differ; those that differ only as the environments do come last.
pub fn differences(good: &ClientConfig, bad: &ClientConfig, environments: &Environments) -> Vec<Difference> {
    let members = |client: &ClientConfig| match serde_json::to_value(client) {
        Ok(Value::Object(members)) => members,
        _ => serde_json::Map::new(),
    };
    let (ours, theirs) = (members(good), members(bad));
    let mut names: Vec<&String> =
        ours.keys().chain(theirs.keys()).filter(|name| !NAMES.contains(&name.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    let pairs =
        names.into_iter().map(|name| (name, words(name, ours.get(name)), words(name, theirs.get(name))));
    pairs
        .filter(|(_, ours, theirs)| ours != theirs)
        .map(|(name, ours, theirs)| Difference {
            rank: if environments.same(&ours, &theirs) { OF_ENVIRONMENT } else { 0 },
            kind: Kind::Configuration,
            message: "Configuration".into(),
            name: name.clone(),
            says: format!("`{name}`: where it works {ours}, where not {theirs}."),
            good: None,
            bad: None,
            good_step: None,
            bad_step: None,
        })
        .collect()
}

fn words(name: &str, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "it is not stored".into(),
        // Two clients have two secrets; that one is a GUID and the other is not, is worth a look.
        Some(Value::Object(members)) if name == "client_secret_fingerprint" => {
            format!("it is {}", members.get("shape").and_then(Value::as_str).unwrap_or_default())
        }
        Some(Value::String(text)) => format!("it is `{text}`"),
        Some(other) => format!("it is `{other}`"),
    }
}
