//! What stays of a judged login for its client: the outcome, the first causes, the checklist, and what the client sent. A
//! report in, plain data to store out. Holds no secret, since the report holds none.

use serde::{Deserialize, Serialize};

use crate::config::ClientConfig;
use crate::report::{ChecklistItem, ChecklistReport, FlowReport, Outcome, Report};

/// The last judged login of a client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    pub key: String,
    /// The login without what it sent and without its findings.
    pub flow: FlowReport,
    pub items: Vec<ChecklistItem>,
    /// What it sent, by the name of the member that it is compared with.
    pub seen: Vec<(String, String)>,
}

/// A login that worked, with all that it takes to compare another with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Good {
    pub key: String,
    pub flow: FlowReport,
}

/// What a client is remembered by.
pub fn key(issuer: Option<&str>, client_id: Option<&str>) -> String {
    format!("{} {}", issuer.unwrap_or_default(), client_id.unwrap_or_default())
}

/// The key of a stored client.
pub fn key_of(client: &ClientConfig) -> String {
    key(client.issuer.as_deref(), client.client_id.as_deref())
}

/// The stored client that a login was judged by.
pub fn stored<'a>(flow: &FlowReport, clients: &'a [ClientConfig]) -> Option<&'a ClientConfig> {
    let name = flow.client_name.as_deref()?;
    let named = clients.iter().filter(|client| client.title() == Some(name));
    named.max_by_key(|client| {
        (client.client_id == flow.client_id, client.issuer.is_some() && client.issuer == flow.issuer)
    })
}

/// The key of a login's client.
pub fn key_of_login(flow: &FlowReport, clients: &[ClientConfig]) -> String {
    match stored(flow, clients) {
        Some(client) => key_of(client),
        None => key(flow.issuer.as_deref(), flow.client_id.as_deref()),
    }
}

/// What stays of a login; none where it has not ended or says of no client.
pub fn keep(flow: &FlowReport, report: &Report, clients: &[ClientConfig]) -> Option<Kept> {
    if flow.outcome == Outcome::Incomplete || flow.client_id.is_none() {
        return None;
    }
    let shows = |list: &&ChecklistReport| list.items.iter().any(|item| item.flow.as_ref() == Some(&flow.id));
    let own = |list: &&ChecklistReport| list.client_id == flow.client_id;
    let list = report.checklist.iter().find(shows).or_else(|| report.checklist.iter().find(own));
    let mut slim = flow.clone();
    slim.findings.clear();
    slim.passed.clear();
    slim.not_checkable.clear();
    slim.files.clear();
    slim.steps.iter_mut().for_each(|step| step.sheets.clear());
    Some(Kept {
        key: key_of_login(flow, clients),
        flow: slim,
        items: list.map(|list| list.items.clone()).unwrap_or_default(),
        seen: seen(flow),
    })
}

fn seen(flow: &FlowReport) -> Vec<(String, String)> {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut add = |member: &str, value: Option<String>| {
        let new = value.map(|value| (member.to_owned(), value)).filter(|new| !seen.contains(new));
        seen.extend(new);
    };
    add("issuer", flow.issuer.clone());
    add("client_id", flow.client_id.clone());
    for uri in flow.all_sent("redirect_uri") {
        add("redirect_uri", Some(uri));
    }
    for member in ["scope", "response_type", "response_mode"] {
        add(member, flow.sent(member));
    }
    let asked = flow.steps.iter().any(|step| step.message == "authorization_request");
    add("pkce", asked.then(|| challenge(flow).unwrap_or_else(|| "not used".to_owned())));
    add("token_endpoint_auth_method", auth_method(flow));
    seen
}

/// How the code challenge was made; `plain` where it is not said (RFC 7636, section 4.3). None if there was none.
fn challenge(flow: &FlowReport) -> Option<String> {
    let mut parameters = flow.steps.iter().flat_map(|step| &step.sheets).flat_map(|sheet| &sheet.parameters);
    parameters.find(|parameter| parameter.name == "code_challenge")?;
    Some(flow.sent("code_challenge_method").unwrap_or_else(|| "plain".to_owned()))
}

/// How the client proved at the token endpoint who it is.
fn auth_method(flow: &FlowReport) -> Option<String> {
    let step = flow.steps.iter().find(|step| step.message == "token_request")?;
    let has = |name: &str| {
        let mut parameters = step.sheets.iter().flat_map(|sheet| &sheet.parameters);
        parameters.any(|parameter| parameter.name.eq_ignore_ascii_case(name))
    };
    let method = if has("client_assertion") {
        return None;
    } else if has("authorization") {
        "client_secret_basic"
    } else if has("client_secret") {
        "client_secret_post"
    } else {
        "none"
    };
    Some(method.to_owned())
}

/// The stored clients with what a login that worked tells of its own: what is not known yet is added, what is stays. Gives
/// also the place of that client.
pub fn learned(flow: &FlowReport, clients: &[ClientConfig]) -> (Vec<ClientConfig>, usize) {
    let mut all = clients.to_vec();
    let own = stored(flow, clients).and_then(|own| clients.iter().position(|other| other == own));
    let index = own.unwrap_or_else(|| {
        all.push(ClientConfig { name: Some(flow.title.clone()), ..ClientConfig::default() });
        all.len() - 1
    });
    if let Some(client) = all.get_mut(index) {
        learn(client, flow);
    }
    (all, index)
}

fn learn(client: &mut ClientConfig, flow: &FlowReport) {
    fn fill<T>(member: &mut Option<T>, value: Option<T>) {
        if member.is_none() {
            *member = value;
        }
    }
    let method = auth_method(flow);
    let asked = flow.steps.iter().any(|step| step.message == "authorization_request");
    fill(&mut client.issuer, flow.issuer.clone());
    fill(&mut client.client_id, flow.client_id.clone());
    fill(&mut client.scope, flow.sent("scope"));
    fill(&mut client.response_types, flow.sent("response_type").map(|kind| vec![kind]));
    fill(&mut client.response_mode, flow.sent("response_mode"));
    fill(&mut client.grant_types, flow.sent("grant_type").map(|grant| vec![grant]));
    fill(&mut client.pkce, asked.then(|| challenge(flow).is_some()));
    let kind = method.as_deref().map(|method| if method == "none" { "public" } else { "confidential" });
    fill(&mut client.client_type, kind.map(str::to_owned));
    fill(&mut client.token_endpoint_auth_method, method);
    for uri in flow.all_sent("redirect_uri") {
        let known = client.redirect_uris.get_or_insert_default();
        if !known.contains(&uri) {
            known.push(uri);
        }
    }
}

/// The remembered login that worked, of the same client.
pub fn good_of<'a>(flow: &FlowReport, good: &'a [Good], clients: &[ClientConfig]) -> Option<&'a Good> {
    let key = key_of_login(flow, clients);
    good.iter().find(|good| good.key == key)
}
