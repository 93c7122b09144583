//! What each client's healthy login passes, and what a person checks before launch. Judged logins and stored
//! configurations come in; one list per client goes out: passed, failed, cannot tell, or to be done by hand, each with why.
//! Works without any login.

mod configured;
mod items;
mod words;

use crate::cause::{Cause, Diagnosed, Strength};
use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::provider::{self, Provider};
use crate::rule::{Finding, Rule, Severity, Verdict, Verdicts};

pub use items::ALL;

/// A login with what it shows.
#[derive(Clone, Copy)]
pub struct Login<'a> {
    /// Its place among all logins, from 0.
    pub index: usize,
    /// What it is called.
    pub id: &'a str,
    pub flow: &'a Flow<'a>,
    /// The stored configuration that was used; one that is not known, where there is none.
    pub config: &'a ClientConfig,
    pub shown: &'a [Shown],
}

/// What one login shows of a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Id of the point.
    pub item: &'static str,
    pub state: State,
    pub says: String,
}

/// One point of the list.
#[derive(Debug)]
pub struct Item {
    /// Stable: a person's ticks are remembered by it.
    pub id: &'static str,
    pub area: Area,
    /// What is right where it passes, in a few words.
    pub title: &'static str,
    /// What decides it in a login.
    pub rules: &'static [&'static Rule],
    /// Diagnoses that mean it failed.
    pub causes: &'static [&'static Cause],
    /// What the stored configuration alone says of it.
    pub configured: fn(&Subject<'_>) -> Option<(State, String)>,
    /// Whether it concerns this client.
    pub concerns: fn(&Subject<'_>) -> bool,
    /// What a person does where nothing else decides; none: then it cannot be told.
    pub by_hand: Option<&'static str>,
    /// Topics of the provider's console that belong to it.
    pub console: &'static [&'static str],
}

/// The parts of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    Client,
    Redirect,
    Secret,
    Request,
    Consent,
    Callback,
    TokenRequest,
    Tokens,
    Network,
    After,
    Environments,
}

/// How a point stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Failed,
    CannotTell,
    Passed,
    ByHand,
}

/// A client with its logins, newest first, and the other stored clients.
pub struct Subject<'a> {
    pub config: &'a ClientConfig,
    pub provider: &'static Provider,
    pub client_id: Option<String>,
    pub logins: Vec<Login<'a>>,
    pub others: Vec<&'a ClientConfig>,
}

/// A point, judged.
pub struct Checked {
    pub item: &'static Item,
    pub state: State,
    pub says: String,
    /// Where at this provider, and what it calls it.
    pub at_provider: Option<String>,
    /// The login that showed it.
    pub login: Option<usize>,
}

/// The list of one client.
pub struct Checklist {
    /// Its name, else its id.
    pub client: String,
    pub client_id: Option<String>,
    pub provider: &'static Provider,
    /// Failed first, then what cannot be told, what passed, and what is to be done by hand.
    pub checked: Vec<Checked>,
}

/// The lists of all stored clients and of those that only a login shows, in this order.
pub fn of<'a>(
    logins: &[Login<'a>],
    clients: &'a [ClientConfig],
) -> impl Iterator<Item = Checklist> + use<'a> {
    subjects(logins, clients).into_iter().map(|subject| list(&subject))
}

fn subjects<'a>(logins: &[Login<'a>], clients: &'a [ClientConfig]) -> Vec<Subject<'a>> {
    let others = |own: &ClientConfig| clients.iter().filter(|other| *other != own).collect();
    let mut subjects: Vec<Subject<'a>> = clients
        .iter()
        .map(|config| Subject {
            config,
            provider: provider::of_stored(config.provider.as_deref(), config.issuer.as_deref())
                .unwrap_or(&provider::UNKNOWN),
            client_id: config.client_id.clone(),
            logins: Vec::new(),
            others: others(config),
        })
        .collect();
    for login in logins.iter().rev() {
        let id = login.flow.client_id();
        let stored = subjects.iter().position(|subject| {
            subject.config.is_known() && subject.config == login.config
                || !subject.config.is_known() && id.is_some() && subject.client_id == id
        });
        match stored.and_then(|index| subjects.get_mut(index)) {
            Some(subject) => subject.logins.push(*login),
            None if login.flow.messages.iter().all(|message| message.is_probe()) => {}
            None => subjects.push(Subject {
                config: login.config,
                provider: login.flow.provider,
                client_id: id,
                logins: vec![*login],
                others: clients.iter().collect(),
            }),
        }
    }
    for subject in &mut subjects {
        let seen = subject.logins.iter().map(|login| login.flow.provider).find(|seen| seen.id != "unknown");
        subject.provider = seen.unwrap_or(subject.provider);
    }
    subjects
}

fn list(subject: &Subject<'_>) -> Checklist {
    let mut checked: Vec<Checked> = items::ALL
        .iter()
        .filter(|item| (item.concerns)(subject))
        .filter_map(|item| judge(item, subject))
        .collect();
    checked.sort_by_key(|checked| match checked.state {
        State::Failed => 0,
        State::CannotTell => 1,
        State::Passed => 2,
        State::ByHand => 3,
    });
    let client = subject.config.title().map(str::to_owned).or_else(|| subject.client_id.clone());
    Checklist {
        client: client.unwrap_or_else(|| "The client".to_owned()),
        client_id: subject.client_id.clone(),
        provider: subject.provider,
        checked,
    }
}

fn judge(item: &'static Item, subject: &Subject<'_>) -> Option<Checked> {
    let at_provider = words::at(subject.provider, item);
    let checked =
        |state, says, login| Some(Checked { item, state, says, at_provider: at_provider.clone(), login });
    let by_login = subject.logins.iter().find_map(|login| {
        let shown = login.shown.iter().find(|shown| shown.item == item.id)?;
        Some(((shown.state, shown.says.clone()), login.index))
    });
    let by_config = || (item.configured)(subject);
    // A finding outranks what the configuration says; that outranks a login that only happened to work.
    if let Some(((State::Failed, says), login)) = &by_login {
        return checked(State::Failed, says.clone(), Some(*login));
    }
    if let Some((State::Failed, says)) = by_config() {
        return checked(State::Failed, says, None);
    }
    if let Some(((state @ (State::Passed | State::ByHand), says), login)) = &by_login {
        return checked(*state, says.clone(), Some(*login));
    }
    if let Some((state, says)) = by_config() {
        return checked(state, says, None);
    }
    match (by_login, item.by_hand) {
        (_, Some(todo)) => checked(State::ByHand, todo.to_owned(), None),
        (Some(((state, says), login)), None) => checked(state, says, Some(login)),
        (None, None) if subject.logins.is_empty() => {
            checked(State::CannotTell, "No login of this client was recorded yet.".into(), None)
        }
        (None, None) => None,
    }
}

/// What a login shows of all points.
pub fn shown(verdicts: &Verdicts, diagnosed: &[Diagnosed]) -> Vec<Shown> {
    items::ALL
        .iter()
        .filter_map(|item| {
            let (state, says) = of_item(item, verdicts, diagnosed)?;
            Some(Shown { item: item.id, state, says })
        })
        .collect()
}

/// What a login shows of a point; none where it is not about it.
fn of_item(item: &Item, verdicts: &Verdicts, diagnosed: &[Diagnosed]) -> Option<(State, String)> {
    let found = |stops: bool| {
        item.rules.iter().find_map(|rule| {
            let counts = |finding: &&Finding| {
                let grave = finding.severity.unwrap_or(rule.severity) >= Severity::Warning;
                grave && finding.stops(rule) == stops
            };
            Some((rule, verdicts.findings(rule).iter().find(counts)?))
        })
    };
    if let Some((_, finding)) = found(true) {
        return Some((State::Failed, finding.says.clone()));
    }
    let first = diagnosed.first().filter(|first| {
        let about = item.causes.iter().any(|cause| cause.id == first.cause.id);
        about && first.weight.strength >= Strength::ServerError
    });
    if let Some(first) = first {
        let says = first.weight.summary.clone().unwrap_or_else(|| first.cause.says.to_owned());
        return Some((State::Failed, says));
    }
    // What works and could be better is a thing to be done, no failure.
    if let Some((rule, finding)) = found(false) {
        return Some((State::ByHand, format!("{}. {}", finding.says.trim_end_matches('.'), rule.fix)));
    }
    let own = |rule: &&'static Rule| verdicts.0.iter().find(|(judged, _)| judged.id == rule.id);
    let verdicts: Vec<&Verdict> = item.rules.iter().filter_map(own).map(|(_, verdict)| verdict).collect();
    let passed = verdicts.iter().find_map(|verdict| match verdict {
        Verdict::Pass(says) => Some((State::Passed, says.clone())),
        Verdict::Fail(_) | Verdict::NotApplicable | Verdict::NotCheckable(_) => None,
    });
    passed.or_else(|| {
        verdicts.iter().find_map(|verdict| match verdict {
            Verdict::NotCheckable(lacks) => Some((State::CannotTell, lacks.clone())),
            Verdict::Fail(_) | Verdict::NotApplicable | Verdict::Pass(_) => None,
        })
    })
}

impl Area {
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
            Area::Client => ("client", "Client"),
            Area::Redirect => ("redirect", "Redirect URIs"),
            Area::Secret => ("secret", "Secret"),
            Area::Request => ("request", "Authorization request"),
            Area::Consent => ("consent", "Consent, review and users"),
            Area::Callback => ("callback", "Callback"),
            Area::TokenRequest => ("token_request", "Token request"),
            Area::Tokens => ("tokens", "Tokens"),
            Area::Network => ("network", "Network"),
            Area::After => ("after", "Refresh and logout"),
            Area::Environments => ("environments", "Environments"),
        }
    }
}

impl State {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            State::Failed => "failed",
            State::CannotTell => "cannot_tell",
            State::Passed => "passed",
            State::ByHand => "by_hand",
        }
    }
}

impl Subject<'_> {
    /// Whether the client has no secret, by its configuration.
    pub fn is_public(&self) -> bool {
        self.config.is_confidential() == Some(false)
    }

    /// Whether the configuration lists a grant, or lists none at all.
    pub fn may_use(&self, grant: &str) -> bool {
        self.config.grant_types.as_ref().is_none_or(|grants| grants.iter().any(|own| own == grant))
    }

    /// Whether a person logs in by a browser: not with a grant for machines alone.
    pub fn has_users(&self) -> bool {
        let machine = |grant: &String| grant == "client_credentials" || grant.contains(":jwt-bearer");
        let by_config = self.config.grant_types.as_ref().is_some_and(|grants| grants.iter().all(machine));
        let by_login = !self.logins.is_empty() && self.logins.iter().all(|login| is_of_machine(login.flow));
        !by_config && (!by_login || self.config.redirect_uris.as_ref().is_some_and(|uris| !uris.is_empty()))
    }
}

/// Whether tokens were asked for without any person.
fn is_of_machine(flow: &Flow<'_>) -> bool {
    let mut grants = flow.of(Kind::TokenRequest).filter_map(Message::grant);
    flow.authorization_request().is_none()
        && flow.authorization_response().is_none()
        && grants.any(|grant| grant == "client_credentials" || grant.ends_with(":jwt-bearer"))
}
