//! What is remembered, put together for the view: clients with their last login and their points, and how a stored
//! configuration compares with what was seen.

use super::words::{host, same_words};
use crate::config::ClientConfig;
use crate::kept::{Good, Kept, key_of};
use crate::report::{ChecklistItem, ChecklistReport};

/// What is remembered across pages and days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// The last judged login of each client.
    pub kept: Vec<Kept>,
    /// The last login that worked, of each client that a person said so of.
    pub good: Vec<Good>,
    /// Points that a person has ticked, by the client's key.
    pub ticks: Vec<(String, Vec<String>)>,
    /// The key of the client that was last seen, or chosen, in the tab that is looked at.
    pub here: Option<String>,
    /// Whether all this was read.
    pub is_read: bool,
}

/// A member of the configuration beside what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub member: String,
    pub seen: String,
    pub configured: String,
    pub is_same: bool,
}

/// What was seen beside what is configured, where both are known.
pub fn compare(client: &ClientConfig, seen: &[(String, String)]) -> Vec<Compared> {
    seen.iter().filter_map(|(member, value)| compared(client, member, value)).collect()
}

fn compared(client: &ClientConfig, member: &str, seen: &str) -> Option<Compared> {
    let list = |list: &Option<Vec<String>>| list.as_ref().map(|list| list.join("\n"));
    let configured = match member {
        "issuer" => client.issuer.clone(),
        "client_id" => client.client_id.clone(),
        "redirect_uri" => list(&client.redirect_uris),
        "scope" => client.scope.clone(),
        "response_type" => list(&client.response_types),
        "response_mode" => client.response_mode.clone(),
        "pkce" => client.pkce.map(|used| if used { "S256" } else { "not used" }.to_owned()),
        _ => client.token_endpoint_auth_method.clone(),
    }?;
    let is_same = match member {
        "redirect_uri" => configured.lines().any(|line| line == seen),
        "response_type" => configured.lines().any(|line| same_words(line, seen)),
        "scope" => same_words(&configured, seen),
        _ => configured == seen,
    };
    Some(Compared { member: member.to_owned(), seen: seen.to_owned(), configured, is_same })
}

/// A client that there is something to say of: stored, remembered, or both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    pub key: String,
    pub title: String,
    pub config: Option<ClientConfig>,
    pub kept: Option<Kept>,
    pub items: Vec<ChecklistItem>,
}

/// All clients: the stored ones, then those that only a login has shown. `lists` is what the configurations alone say.
pub fn subjects(clients: &[ClientConfig], memory: &Memory, lists: &[ChecklistReport]) -> Vec<Subject> {
    let kept = |key: &str| memory.kept.iter().find(|kept| kept.key == key).cloned();
    let mut subjects: Vec<Subject> = clients
        .iter()
        .map(|client| {
            let title = client.title().unwrap_or_default().to_owned();
            let list = lists.iter().find(|list| list.client == title && list.client_id == client.client_id);
            let key = key_of(client);
            let kept = kept(&key);
            let items = merged(kept.as_ref(), list);
            Subject { title, config: Some(client.clone()), kept, items, key }
        })
        .collect();
    for kept in &memory.kept {
        if !subjects.iter().any(|subject| subject.key == kept.key) {
            let place = kept.flow.issuer.as_deref().map(host).unwrap_or(&kept.flow.provider_name);
            subjects.push(Subject {
                key: kept.key.clone(),
                title: format!("{}, {place}", kept.flow.title),
                config: None,
                kept: Some(kept.clone()),
                items: kept.items.clone(),
            });
        }
    }
    subjects
}

/// What a login showed of a point outranks what the configuration alone says of it.
fn merged(kept: Option<&Kept>, list: Option<&ChecklistReport>) -> Vec<ChecklistItem> {
    let Some(kept) = kept else { return list.map(|list| list.items.clone()).unwrap_or_default() };
    let Some(list) = list else { return kept.items.clone() };
    let mut items = kept.items.clone();
    for item in &mut items {
        let now = list.items.iter().find(|now| now.id == item.id && now.state != "cannot_tell");
        if let Some(now) = now.filter(|_| item.flow.is_none()) {
            *item = now.clone();
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kept::{keep, learned};
    use crate::report::{FlowReport, Outcome};
    use crate::view::sample;

    fn client() -> ClientConfig {
        ClientConfig {
            issuer: Some("https://login.acme.example/realms/acme".into()),
            client_id: Some("shop-web".into()),
            redirect_uris: Some(vec!["https://shop.acme.example/auth/callback".into()]),
            scope: Some("profile openid".into()),
            ..ClientConfig::default()
        }
    }

    #[test]
    fn what_stays_of_a_login_is_its_outcome_and_what_it_sent() {
        let flow = sample::failed();
        let kept = keep(&flow, &sample::report(), &[]).unwrap();
        assert_eq!(kept.flow.diagnosis[0].cause, flow.diagnosis[0].cause);
        assert!(kept.flow.steps.iter().all(|step| step.sheets.is_empty()));
        let redirects: Vec<&str> = kept
            .seen
            .iter()
            .filter(|(member, _)| member == "redirect_uri")
            .map(|(_, uri)| uri.as_str())
            .collect();
        assert!(redirects.contains(&"https://shop.acme.example/auth/callback/"), "{redirects:?}");
        let again: Kept = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
        assert_eq!(again, kept);
    }

    #[test]
    fn a_good_login_teaches_what_is_not_known_and_changes_nothing_that_is() {
        let flow = sample::good();
        let (all, index) = learned(&flow, &[]);
        assert_eq!((all.len(), index), (1, 0));
        assert_eq!(all[0].client_id, flow.client_id);
        assert_eq!(all[0].redirect_uris.as_ref().unwrap().len(), 1);

        let known = ClientConfig {
            name: flow.client_name.clone().or(Some(flow.title.clone())),
            client_id: flow.client_id.clone(),
            scope: Some("openid".into()),
            redirect_uris: Some(vec!["https://other.example/cb".into()]),
            ..ClientConfig::default()
        };
        let flow = FlowReport { client_name: known.name.clone(), ..flow };
        let (all, _) = learned(&flow, std::slice::from_ref(&known));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].scope.as_deref(), Some("openid"));
        assert_eq!(all[0].redirect_uris.as_ref().unwrap().len(), 2);
    }

    #[test]
    fn a_login_under_way_is_not_remembered() {
        let mut flow = sample::failed();
        flow.outcome = Outcome::Incomplete;
        assert_eq!(keep(&flow, &sample::report(), &[]), None);
    }

    #[test]
    fn one_slash_is_a_difference_and_the_order_of_scopes_is_none() {
        let seen = [
            ("redirect_uri".to_owned(), "https://shop.acme.example/auth/callback/".to_owned()),
            ("scope".to_owned(), "openid profile".to_owned()),
            ("response_mode".to_owned(), "query".to_owned()),
        ];
        let rows = compare(&client(), &seen);
        let same: Vec<(&str, bool)> = rows.iter().map(|row| (row.member.as_str(), row.is_same)).collect();
        assert_eq!(same, [("redirect_uri", false), ("scope", true)]);
    }

    #[test]
    fn a_stored_client_and_its_last_login_are_one_and_another_client_is_its_own() {
        let flow = FlowReport { issuer: client().issuer, client_id: client().client_id, ..sample::failed() };
        let other = FlowReport { client_id: Some("other".into()), client_name: None, ..flow.clone() };
        let report = sample::report();
        let clients = [client()];
        let kept = [flow, other].iter().filter_map(|flow| keep(flow, &report, &clients)).collect();
        let memory = Memory { kept, ..Memory::default() };
        let subjects = subjects(&clients, &memory, &[]);
        assert_eq!(subjects.len(), 2);
        assert!(subjects[0].config.is_some() && subjects[0].kept.is_some());
        assert_eq!(subjects[1].kept.as_ref().unwrap().flow.client_id.as_deref(), Some("other"));
    }
}
