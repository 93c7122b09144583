//! Two environments: a login at staging against one at production goes to other hosts, as another client. What follows from
//! that alone explains no failure.

use super::{Difference, Kind};
use crate::report::{FlowReport, StepReport, Value};

/// The rank of what differs only because the environments do: told where all is told.
pub const OF_ENVIRONMENT: u8 = 11;
/// The rank of the environments themselves: worth a line, no explanation.
const ENVIRONMENT: u8 = 31;

/// What each of two environments has in the other's place.
#[derive(Default)]
pub struct Environments {
    /// Issuers and origins, the longest first: what it is, in the login that works, in the other.
    places: Vec<(&'static str, String, String)>,
    clients: Option<(String, String)>,
}

impl Environments {
    /// Finds where the two logins take place. Hosts that only one message goes to are none of its signs: a client may send
    /// its token request anywhere.
    pub fn of(good: &FlowReport, bad: &FlowReport) -> Environments {
        let mut found = Environments::default();
        let asked = |flow: &FlowReport| {
            flow.steps.iter().find(|step| step.message == "authorization_request").cloned()
        };
        let (ours, theirs) = (asked(good), asked(bad));
        found.add("issuer", good.issuer.clone(), bad.issuer.clone());
        let of = |step: &Option<StepReport>| step.as_ref().and_then(|step| origin(&step.url));
        found.add("provider", of(&ours), of(&theirs));
        let of =
            |step: &Option<StepReport>| step.as_ref().and_then(|step| origin(&shown(step, "redirect_uri")?));
        found.add("client", of(&ours), of(&theirs));
        found.places.sort_by_key(|(_, ours, _)| std::cmp::Reverse(ours.len()));
        let clients = good.client_id.clone().zip(bad.client_id.clone());
        found.clients = clients.filter(|(ours, theirs)| ours != theirs && !found.places.is_empty());
        found
    }

    fn add(&mut self, what: &'static str, ours: Option<String>, theirs: Option<String>) {
        let Some((ours, theirs)) = ours.zip(theirs) else { return };
        if ours != theirs && !self.places.iter().any(|(_, known, _)| *known == ours) {
            self.places.push((what, ours, theirs));
        }
    }

    /// Whether a value of the login that works is the other's, in its own environment.
    pub fn same(&self, ours: &str, theirs: &str) -> bool {
        if self.clients.as_ref().is_some_and(|(mine, yours)| mine == ours && yours == theirs) {
            return true;
        }
        let moved =
            self.places.iter().fold(ours.to_owned(), |text, (_, mine, yours)| text.replace(mine, yours));
        let is_host = |(_, mine, yours): &(&str, String, String)| {
            host(mine) == Some(ours) && host(yours) == Some(theirs)
        };
        moved == theirs || self.places.iter().any(is_host)
    }

    /// The environments themselves.
    pub fn differences(&self) -> impl Iterator<Item = Difference> {
        let clients = self.clients.iter().map(|(ours, theirs)| ("client_id", ours, theirs));
        let places = self.places.iter().map(|(what, ours, theirs)| (*what, ours, theirs));
        places.chain(clients).map(|(what, ours, theirs)| Difference {
            rank: ENVIRONMENT,
            kind: Kind::Environment,
            message: "Environment".into(),
            name: what.into(),
            says: format!("`{ours}` where it works, `{theirs}` where not."),
            good: None,
            bad: None,
            good_step: None,
            bad_step: None,
        })
    }
}

fn host(origin: &str) -> Option<&str> {
    origin.split_once("://")?.1.split('/').next()
}

fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    Some(format!("{scheme}://{}", rest.split(['/', '?', '#']).next()?))
}

fn shown(step: &StepReport, name: &str) -> Option<String> {
    let mut all = step.sheets.iter().flat_map(|sheet| &sheet.parameters);
    all.find(|parameter| parameter.name == name).and_then(|parameter| match &parameter.value {
        Value::Shown { text, .. } => Some(text.clone()),
        Value::Secret { .. } | Value::Absent => None,
    })
}
