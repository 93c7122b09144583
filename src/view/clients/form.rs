//! The form for one client. Each value is judged after a pause while typing and on leaving; the message stands below it.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::super::dom::{IntoNode, Node, el};
use super::super::held::State;
use super::super::icons::{Icon, sign};
use super::super::local::say;
use super::super::ui::Ui;
use super::super::words::rich;
use super::super::{Action, focus};
use super::Chosen;
use super::check::check;
use super::discover::discover;
use crate::config::ClientConfig;

/// How a member is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A line of words.
    Words,
    /// A line of bytes.
    Bytes,
    /// One on each line.
    Lines,
    /// One of these; the first, empty, is "not known".
    Choice(&'static [&'static str]),
}

/// A member of a client: its RFC 7591 name, its label, how it is edited, a word of help.
struct Member(&'static str, &'static str, Kind, &'static str);

const PUBLIC: &str = "Public: keeps no secret, as in a browser or on a person’s device";

const METHODS: &[&str] = &[
    "none",
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "private_key_jwt",
    "tls_client_auth",
    "self_signed_tls_client_auth",
];

const MEMBERS: [Member; 10] = [
    Member("name", "Name", Kind::Words, "For people: product and environment"),
    Member("issuer", "Issuer", Kind::Bytes, "As in the discovery document"),
    Member("client_id", "`client_id`", Kind::Bytes, "As the provider has given it"),
    Member("redirect_uris", "Redirect URIs, as registered", Kind::Lines, "One on each line, byte for byte"),
    Member("client_type", "Kind of client", Kind::Choice(&["public", "confidential"]), PUBLIC),
    Member(
        "token_endpoint_auth_method",
        "How the client proves who it is",
        Kind::Choice(METHODS),
        "At the token endpoint",
    ),
    Member("scope", "`scope`", Kind::Bytes, "Separated by spaces"),
    Member("response_types", "`response_types`", Kind::Bytes, "Separated by spaces; usually code"),
    Member("grant_types", "`grant_types`", Kind::Bytes, "Separated by spaces"),
    Member(
        KEYS,
        "The provider’s keys, for signatures",
        Kind::Lines,
        "A key set (JWKS), where no capture holds it",
    ),
];

/// Of the provider's metadata: `jwks` of the client itself are the client's.
const KEYS: &str = "provider-jwks";

/// A member while it is edited.
#[derive(Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub value: State<String>,
    pub said: State<Option<String>>,
}

impl Field {
    /// Says what is wrong with its value, if anything is.
    pub fn judge(self) {
        self.said.set(check(self.name, &self.value.get_untracked()));
    }
}

/// The form, with a client's values in it.
pub fn form(ui: Ui, config: ClientConfig, chosen: State<Chosen>) -> Node {
    let fields: Vec<Field> = MEMBERS
        .iter()
        .map(|member| Field {
            name: member.0,
            value: State::new(text_of(&config, member.0)),
            said: State::new(None),
        })
        .collect();
    let pkce = State::new(config.pkce.unwrap_or(false));
    let inputs: Vec<Node> =
        MEMBERS.iter().zip(&fields).map(|(member, field)| input(member, *field)).collect();
    let base = State::new(config.clone());
    let judged = fields.clone();
    let submit = move |event: leptos::web_sys::SubmitEvent| {
        event.prevent_default();
        judged.iter().for_each(|field| field.judge());
        match judged.iter().find(|field| field.said.with_untracked(Option::is_some)) {
            Some(wrong) => focus::give(format!("client-{}", wrong.name)),
            None => save(ui, chosen, edited(&base.get_untracked(), &judged, pkce.get_untracked())),
        }
    };
    el("form")
        .class("client section")
        .attr("aria-labelledby", "client-title")
        .attr("novalidate", true)
        .on(ev::submit, submit)
        .child(
            el("h3")
                .id("client-title")
                .child(config.title().map_or_else(|| say!("New client"), str::to_owned)),
        )
        .child(discover(ui, base, &fields))
        .child(el("div").class("form").child(inputs).child(check_box(pkce)).child(kept_secret(&config)))
        .child(actions(ui, chosen, fields))
        .into_node()
}

fn actions(ui: Ui, chosen: State<Chosen>, fields: Vec<Field>) -> Node {
    let wrong = move || fields.iter().filter(|field| field.said.with(Option::is_some)).count();
    let said = move || match wrong() {
        0 => String::new(),
        1 => say!("1 value must be put right before saving"),
        more => say!("{} values must be put right before saving", more),
    };
    let remove = move || match chosen.get() {
        Chosen::Stored(index) => Some(
            el("button")
                .class("button")
                .attr("type", "button")
                .on(ev::click, move |_| removed(ui, chosen, index))
                .child("Remove this client"),
        ),
        Chosen::New => None,
    };
    el("div")
        .class("actions")
        .child(el("button").class("button primary").attr("type", "submit").child("Save"))
        .child(remove)
        .child(el("span").class("is-failed").attr("role", "status").child(said))
        .into_node()
}

fn input(member: &Member, field: Field) -> Node {
    let Member(name, label, kind, help) = member;
    let id = format!("client-{name}");
    let said = format!("client-{name}-said");
    let control = control(*kind, field, (&id, &said));
    let message = move || field.said.get().map(|text| message(&text));
    el("div")
        .class(if *kind == Kind::Lines { "field wide" } else { "field" })
        .child(el("label").attr("for", id).child(rich(label)))
        .child(control)
        .child(
            el("div")
                .id(said)
                .child(message)
                .child((!help.is_empty()).then(|| el("p").class("help").child(*help))),
        )
        .into_node()
}

fn message(text: &str) -> Node {
    el("p")
        .class("said")
        .child(sign(Icon::Cross, "is-failed", "Wrong"))
        .child(el("span").child(rich(text)))
        .into_node()
}

fn control(kind: Kind, field: Field, (id, said): (&str, &str)) -> Node {
    let mut late = debounce(Duration::from_millis(300), move |()| field.judge());
    let mut typed = move |text: String| {
        field.value.set(text);
        late(());
    };
    let invalid = move || field.said.with(Option::is_some).then_some("true");
    let class = if kind == Kind::Words { "input" } else { "input bytes" };
    let (id, said) = (id.to_owned(), said.to_owned());
    match kind {
        Kind::Words | Kind::Bytes => el("input")
            .class(class)
            .id(id)
            .attr("name", field.name)
            .attr("type", "text")
            .attr("spellcheck", "false")
            .attr("autocomplete", "off")
            .attr("aria-describedby", said)
            .attr("aria-invalid", invalid)
            .prop("value", field.value)
            .on(ev::input, move |event| typed(event_target_value(&event)))
            .on(ev::blur, move |_| field.judge())
            .into_node(),
        Kind::Lines => el("textarea")
            .class(class)
            .id(id)
            .attr("name", field.name)
            .attr("rows", "3")
            .attr("spellcheck", "false")
            .attr("aria-describedby", said)
            .attr("aria-invalid", invalid)
            .prop("value", field.value)
            .on(ev::input, move |event| typed(event_target_value(&event)))
            .on(ev::blur, move |_| field.judge())
            .into_node(),
        Kind::Choice(options) => choice(options, field, (id, said)),
    }
}

fn choice(options: &'static [&'static str], field: Field, (id, said): (String, String)) -> Node {
    let option =
        |value: &'static str, words: &'static str| el("option").attr("value", value).child(words).into_node();
    let chosen = move || Some(field.value.get()).filter(|value| options.contains(&value.as_str()));
    let options: Vec<Node> = std::iter::once(option("", "not known"))
        .chain(options.iter().map(|value| option(value, value)))
        .collect();
    el("select")
        .class("input")
        .id(id)
        .attr("name", field.name)
        .attr("aria-describedby", said)
        .prop("value", move || chosen().unwrap_or_default())
        .on(ev::change, move |event| field.value.set(event_target_value(&event)))
        .child(options)
        .into_node()
}

fn check_box(pkce: State<bool>) -> Node {
    let input = el("input")
        .attr("type", "checkbox")
        .attr("name", "pkce")
        .prop("checked", pkce)
        .on(ev::change, move |event| pkce.set(event_target_checked(&event)));
    el("div")
        .class("field")
        .child(el("span").class("label").child("PKCE"))
        .child(el("label").class("check").child(input).child("The client sends a code_challenge"))
        .into_node()
}

/// What stays of a secret, where one was imported.
fn kept_secret(config: &ClientConfig) -> Option<Node> {
    let kept = config.client_secret_fingerprint.as_ref()?;
    let says = say!("{}; a salted fingerprint is kept, not the secret.", kept.shape);
    Some(
        el("div")
            .class("field")
            .child(el("span").class("label").child("Client secret"))
            .child(el("p").class("help").child(says))
            .into_node(),
    )
}

fn save(ui: Ui, chosen: State<Chosen>, config: ClientConfig) {
    let mut all = ui.host.clients.get_untracked();
    let index = match chosen.get_untracked() {
        Chosen::Stored(index) if index < all.len() => {
            if let Some(place) = all.get_mut(index) {
                *place = config;
            }
            index
        }
        Chosen::Stored(_) | Chosen::New => {
            all.push(config);
            all.len().saturating_sub(1)
        }
    };
    ui.host.clients.set(all.clone());
    ui.act(Action::SaveClients(all));
    ui.say("Client saved");
    chosen.set(Chosen::Stored(index));
}

fn removed(ui: Ui, chosen: State<Chosen>, index: usize) {
    let mut all = ui.host.clients.get_untracked();
    if index < all.len() {
        all.remove(index);
    }
    let next = if all.is_empty() { Chosen::New } else { Chosen::Stored(0) };
    ui.host.clients.set(all.clone());
    ui.act(Action::SaveClients(all));
    ui.say("Client removed");
    chosen.set(next);
}

/// The client with what was typed. Members that the form does not show stay as they were.
fn edited(base: &ClientConfig, fields: &[Field], pkce: bool) -> ClientConfig {
    let mut config = base.clone();
    for field in fields {
        put(&mut config, field.name, &field.value.get_untracked());
    }
    config.pkce = if pkce || base.pkce.is_some() { Some(pkce) } else { None };
    config
}

fn text_of(config: &ClientConfig, member: &str) -> String {
    let words = |list: &Option<Vec<String>>, between: &str| list.as_ref().map(|list| list.join(between));
    let text = match member {
        KEYS => config.metadata.as_ref().and_then(|metadata| metadata.get("jwks")).map(ToString::to_string),
        "name" => config.name.clone(),
        "issuer" => config.issuer.clone(),
        "client_id" => config.client_id.clone(),
        "client_type" => config.client_type.clone(),
        "redirect_uris" => words(&config.redirect_uris, "\n"),
        "scope" => config.scope.clone(),
        "response_types" => words(&config.response_types, " "),
        "grant_types" => words(&config.grant_types, " "),
        _ => config.token_endpoint_auth_method.clone(),
    };
    text.unwrap_or_default()
}

fn put(config: &mut ClientConfig, member: &str, value: &str) {
    let text = Some(value.trim().to_owned()).filter(|text| !text.is_empty());
    let list = |parts: Vec<String>| Some(parts).filter(|parts| !parts.is_empty());
    let words = || list(value.split_whitespace().map(str::to_owned).collect());
    let lines =
        || list(value.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect());
    match member {
        KEYS => put_keys(config, value),
        "name" => config.name = text,
        "issuer" => config.issuer = text,
        "client_id" => config.client_id = text,
        "client_type" => config.client_type = text,
        "redirect_uris" => config.redirect_uris = lines(),
        "scope" => config.scope = text,
        "response_types" => config.response_types = words(),
        "grant_types" => config.grant_types = words(),
        _ => config.token_endpoint_auth_method = text,
    }
}

fn put_keys(config: &mut ClientConfig, value: &str) {
    match serde_json::from_str(value) {
        Ok(keys) => {
            config.metadata.get_or_insert_default().insert("jwks".to_owned(), keys);
        }
        Err(_) => {
            config.metadata.iter_mut().for_each(|metadata| drop(metadata.remove("jwks")));
            config.metadata.take_if(|metadata| metadata.is_empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_goes_through_the_form_unchanged() {
        let mut config = ClientConfig {
            name: Some("Shop".into()),
            redirect_uris: Some(vec!["https://a.example/cb".into(), "https://a.example/silent".into()]),
            response_types: Some(vec!["code".into()]),
            audience: Some("orders".into()),
            ..ClientConfig::default()
        };
        let before = config.clone();
        for Member(name, ..) in &MEMBERS {
            let text = text_of(&config, name);
            put(&mut config, name, &text);
        }
        assert_eq!(config, before);
        put(&mut config, "redirect_uris", "\n https://b.example/cb \n\n");
        assert_eq!(config.redirect_uris, Some(vec!["https://b.example/cb".to_owned()]));
        let keys = r#"{"keys":[{"crv":"P-256","kty":"EC","x":"AA","y":"AA"}]}"#;
        put(&mut config, KEYS, keys);
        assert_eq!(text_of(&config, KEYS), keys);
        assert!(config.jwks.is_none(), "these are not the client's");
        put(&mut config, KEYS, " ");
        assert!(config.metadata.is_none());
    }
}
