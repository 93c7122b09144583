//! The popup: the checklist of one client, before and after a login. What is remembered, what is stored and what the
//! configuration alone says come in; outcome, points, ticks and differences go out. Needs no developer tools.

mod last;
mod points;
mod report;

use leptos::ev;
use leptos::prelude::*;

use super::discovery;
use super::dom::{IntoNode, Node, el};
use super::held::{Derived, State};
use super::icons::{Icon, brand, icon, sign};
use super::local::local;
use super::memory::{Subject, compare, subjects};
use super::ui::LocalTime;
use super::words::rich;
use super::{Action, Discovered, Host, Status, controls};

/// What the person is looking at. Copied freely: it holds signals only.
#[derive(Clone, Copy)]
pub struct Here {
    host: Host,
    local: Option<LocalTime>,
    /// The key that was chosen; none follows the tab.
    chosen: State<Option<String>>,
    all: Derived<Vec<Subject>>,
    /// The client that is shown.
    subject: Derived<Option<Subject>>,
    advice: State<bool>,
    whole: State<bool>,
    /// Whether what is to be done by hand is explained.
    explained: State<bool>,
    said: State<Option<&'static str>>,
}

/// Everything that a person sees in the popup.
pub fn popup(host: Host) -> Node {
    let here = Here::new(host);
    (header(here), inside(here), footer(here)).into_node()
}

impl Here {
    fn new(host: Host) -> Here {
        let chosen = State::new(None::<String>);
        let all = Derived::new(move || {
            subjects(&host.clients.get(), &host.memory.get(), &host.report.get().checklist)
        });
        let subject = Derived::new(move || {
            let wanted = chosen.get().or_else(|| host.memory.get().here);
            all.with(|all| {
                let by_key = all.iter().find(|subject| Some(&subject.key) == wanted.as_ref());
                let newest = || {
                    all.iter().max_by_key(|subject| started(subject)).filter(|newest| newest.kept.is_some())
                };
                by_key.or_else(newest).or(all.first()).cloned()
            })
        });
        Here {
            host,
            local: use_context(),
            chosen,
            all,
            subject,
            advice: State::new(false),
            whole: State::new(false),
            explained: State::new(false),
            said: State::new(None),
        }
    }

    fn act(&self, action: Action) {
        self.host.act.run(action);
    }

    /// Whether what the configurations alone say is still to come: what stands below it would jump then.
    fn is_judging(&self) -> bool {
        let is_told = self.host.report.with(|report| !report.checklist.is_empty());
        !is_told && self.host.status.with(|status| *status == Status::Empty)
    }

    /// Looks at another client, and remembers it for this tab.
    fn choose(&self, key: String) {
        self.advice.set(false);
        self.whole.set(false);
        self.host.discovered.set(None);
        self.act(Action::UseHere(key.clone()));
        self.chosen.set(Some(key));
    }

    fn ticked(&self, key: &str) -> Vec<String> {
        let memory = self.host.memory.get();
        memory.ticks.into_iter().find(|(own, _)| own == key).map(|(_, ticks)| ticks).unwrap_or_default()
    }

    /// Says something for two seconds.
    fn say(&self, said: &'static str) {
        let state = self.said;
        state.set(Some(said));
        set_timeout(move || state.set(None), std::time::Duration::from_secs(2));
    }
}

fn started(subject: &Subject) -> Option<String> {
    subject.kept.as_ref().and_then(|kept| kept.flow.started.clone())
}

fn header(here: Here) -> Node {
    let choice = move || {
        let all = here.all.get();
        let current = here.subject.with(|subject| subject.as_ref().map(|subject| subject.key.clone()));
        (all.len() > 1).then(|| {
            let options: Vec<Node> = all
                .iter()
                .map(|subject| {
                    el("option")
                        .attr("value", subject.key.clone())
                        .attr("selected", current.as_ref() == Some(&subject.key))
                        .child(subject.title.clone())
                        .into_node()
                })
                .collect();
            el("select")
                .class("input client")
                .attr("aria-label", "Client of this tab")
                .on(ev::change, move |event| here.choose(event_target_value(&event)))
                .child(options)
        })
    };
    let only = move || {
        let all = here.all.get();
        match all.as_slice() {
            [only] => Some(el("span").class("client quiet").child(only.title.clone())),
            _ => None,
        }
    };
    el("header")
        .child(el("span").class("brand").child(brand()))
        .child(el("h1").child("Checklist"))
        .child(choice)
        .child(only)
        .into_node()
}

fn inside(here: Here) -> Node {
    let view = move || {
        let is_read = here.host.memory.with(|memory| memory.is_read);
        match here.subject.get() {
            Some(subject) => of_client(here, &subject),
            None if is_read => el("main").child(first_run()).child(how(true)).into_node(),
            None => el("main").into_node(),
        }
    };
    view.into_node()
}

fn of_client(here: Here, subject: &Subject) -> Node {
    let recorded = subject.kept.is_some();
    let main = el("main")
        .key(subject.key.clone())
        .attr("data-client", subject.key.clone())
        .child(last::last(here, subject))
        .child((!recorded).then(|| how(true)));
    if !recorded && here.is_judging() {
        return main.into_node();
    }
    main.child(points::seen(here, subject))
        .child(points::by_hand(here, subject))
        .child(configuration(subject))
        .child(provider(here, subject))
        .child(recorded.then(|| how(false)))
        .into_node()
}

fn first_run() -> Node {
    el("section")
        .class("last")
        .attr("aria-labelledby", "last")
        .child(icon(Icon::Unseen, "is-unseen"))
        .child(el("h2").id("last").child("Why did the login fail?"))
        .child(el("p").class("second").child(
            "Record a login, and the cause, its proof and the fix are here. Or begin with what is registered at the provider.",
        ))
        .child(
            el("div").class("row").child(
                el("a")
                    .class("button primary")
                    .attr("href", "page.html?clients")
                    .attr("target", "_blank")
                    .child("Create a client"),
            ),
        )
        .into_node()
}

const HOW: [&str; 3] = [
    "Open DevTools with `F12`, on a Mac with `⌥⌘I`, before the login: what happened earlier is not seen.",
    "In the `Network` panel tick `Preserve log`, in Firefox `Persist Logs` behind the gear: what comes just before a change of page is kept only then.",
    "Choose the panel `Loginscope`, at the end of the row or behind `»`, and log in.",
];

fn how(open: bool) -> Node {
    let steps: Vec<Node> =
        HOW.iter().map(|step| el("li").child(el("p").child(rich(step))).into_node()).collect();
    let steps = el("ol").class("fix").child(steps);
    let title = el("h2").id("how").child("How to record");
    if open {
        return el("section").attr("aria-labelledby", "how").child(title).child(steps).into_node();
    }
    el("details")
        .class("how-to")
        .child(el("summary").child(icon(Icon::Chevron, "chevron")).child(title))
        .child(steps)
        .into_node()
}

fn configuration(subject: &Subject) -> Node {
    let inside: Node = match (&subject.config, &subject.kept) {
        (Some(config), Some(kept)) => compared(config, &kept.seen),
        (Some(config), None) => stored(config),
        (None, _) => el("p")
            .class("second")
            .child("No client is stored for it: what is registered cannot be compared. ")
            .child(el("a").attr("href", "page.html?clients").attr("target", "_blank").child("Create one"))
            .into_node(),
    };
    el("section")
        .attr("aria-labelledby", "config")
        .child(el("h2").id("config").child("Configuration and what was seen"))
        .child(inside)
        .into_node()
}

fn compared(config: &crate::config::ClientConfig, seen: &[(String, String)]) -> Node {
    let rows = compare(config, seen);
    let (same, differ): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_same);
    let row = |term: Node, (picture, class, word): (Icon, &'static str, &'static str), says: Node| {
        let says = el("dd").class("said").child(sign(picture, class, word)).child(el("span").child(says));
        (el("dt").child(term), says).into_node()
    };
    let wrong: Vec<String> = differ.iter().map(|other| other.member.clone()).collect();
    let mut all: Vec<Node> = differ
        .into_iter()
        .map(|other| {
            let says = (
                el("code").child(local(&other.seen).into_owned()),
                el("span")
                    .class("second block")
                    .child("configured: ")
                    .child(el("code").child(local(&other.configured).into_owned())),
            );
            row(other.member.into_node(), (Icon::Cross, "is-failed", "Differs"), says.into_node())
        })
        .collect();
    if same.is_empty() && all.is_empty() {
        return el("p")
            .class("second")
            .child("The configuration has nothing that the login shows.")
            .into_node();
    }
    if !same.is_empty() {
        let mut names: Vec<String> = same.into_iter().map(|same| same.member).collect();
        names.retain(|name| !wrong.contains(name));
        names.dedup();
        let says = ("as configured".into_node(), el("span").class("second block").child(names.join(", ")))
            .into_node();
        let term = if all.is_empty() { "what was seen" } else { "the rest" };
        all.push(row(term.into_node(), (Icon::Check, "is-good", "Equal"), says));
    }
    el("dl").class("compare").child(all).into_node()
}

fn stored(config: &crate::config::ClientConfig) -> Node {
    let members = [
        ("issuer", config.issuer.clone()),
        ("client_id", config.client_id.clone()),
        ("redirect_uris", config.redirect_uris.as_ref().map(|uris| uris.join(" "))),
        ("scope", config.scope.clone()),
    ];
    let rows: Vec<Node> = members
        .into_iter()
        .filter_map(|(name, value)| {
            Some((el("dt").child(name), el("dd").child(el("code").child(value?))).into_node())
        })
        .collect();
    el("dl").class("compare").child(rows).into_node()
}

/// The provider's discovery document, on request.
fn provider(here: Here, subject: &Subject) -> Option<Node> {
    let config = subject.config.clone()?;
    let issuer = config.issuer.clone().filter(|issuer| issuer.starts_with("http"))?;
    let asked = issuer.clone();
    let result = move || here.host.discovered.get().map(|found| found_out(&config, &found));
    Some(
        el("section")
            .attr("aria-labelledby", "discovery")
            .child(el("h2").id("discovery").child("The provider’s discovery document"))
            .child(el("div").attr("role", "status").child(result))
            .child(
                el("div").class("row").child(controls::button("button", "Fetch and compare", move || {
                    here.act(Action::Discover(asked.clone()));
                })),
            )
            .child(el("p").class("help").child(
                "The browser then asks whether Loginscope may read this address. It is read once, without cookies, and the permission is given back.",
            ))
            .into_node(),
    )
}

fn found_out(config: &crate::config::ClientConfig, found: &Discovered) -> Node {
    let points = match found {
        Discovered::Waiting => return el("p").class("second").child("Asking the provider…").into_node(),
        Discovered::Text(text) => discovery::check(config, text),
        Discovered::Refused => Err("The browser was not allowed to read it.".to_owned()),
        Discovered::Failed(says) => Err(says.clone()),
    };
    let point = |picture, class, word, says: &str| {
        el("li").child(sign(picture, class, word)).child(el("span").child(rich(says))).into_node()
    };
    let list: Vec<Node> = match points {
        Ok(points) => points
            .iter()
            .map(|found| match found.is_right {
                true => point(Icon::Check, "is-good", "Passed", &found.says),
                false => point(Icon::Cross, "is-failed", "Differs", &found.says),
            })
            .collect(),
        Err(says) => vec![point(Icon::Unseen, "is-unseen", "Cannot tell", &says)],
    };
    el("ul").class("ticks").child(list).into_node()
}

fn footer(here: Here) -> Node {
    let said = move || {
        here.said.get().map(|said| el("span").class("toast").child(icon(Icon::Check, "")).child(said))
    };
    let tab = move || {
        let address = here.host.memory.with(|memory| memory.here.clone());
        let key =
            here.subject.with(|subject| subject.as_ref().map(|subject| subject.key.clone())).or(address);
        key.map(|_| {
            el("button")
                .class("link")
                .attr("type", "button")
                .on(ev::click, move |_| here.act(Action::OpenInTab))
                .child("Keep open in a tab")
        })
    };
    (
        el("div").class("toasts").attr("role", "status").child(said),
        el("footer")
            .child(el("span").child("Nothing leaves this machine"))
            .child(tab)
            .child(el("a").attr("href", "page.html?clients").attr("target", "_blank").child("Clients")),
    )
        .into_node()
}
