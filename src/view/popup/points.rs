//! The points of a checklist: what the last login and the configuration show, and what a person ticks.

use leptos::ev;
use leptos::prelude::*;

use super::super::Action;
use super::super::dom::{IntoNode, Node, el};
use super::super::icons::{Icon, sign};
use super::super::local::say;
use super::super::memory::Subject;
use super::super::words::rich;
use super::Here;
use crate::report::ChecklistItem;

/// So many passed points are shown at once.
const FEW: usize = 5;

/// Failed first, then what cannot be told, then what passed.
pub fn seen(here: Here, subject: &Subject) -> Node {
    let of =
        |state: &str| subject.items.iter().filter(|item| item.state == state).cloned().collect::<Vec<_>>();
    let (failed, open, passed) = (of("failed"), of("cannot_tell"), of("passed"));
    let title = if subject.kept.is_some() { "From the last login" } else { "From the configuration" };
    let counts = say!("{} passed, {} failed, {} cannot tell", passed.len(), failed.len(), open.len());
    let few = passed.iter().take(FEW).map(point).collect::<Vec<Node>>();
    let first: Vec<Node> = failed.iter().map(point).collect();
    // Without a login nothing of one can be told: one line says so for all.
    let unknown: Vec<Node> = match subject.kept.is_some() {
        true => open.iter().map(point).collect(),
        false => Vec::new(),
    };
    let waiting = (subject.kept.is_none() && !open.is_empty())
        .then(|| el("p").class("second more").child("The rest is told by a login."));
    let rest = passed.get(FEW..).unwrap_or_default().to_vec();
    let more = move || {
        let hidden = rest.len();
        match (hidden, here.whole.get()) {
            (0, _) => Node::Nothing,
            (_, true) => {
                el("ul").class("ticks").child(rest.iter().map(point).collect::<Vec<Node>>()).into_node()
            }
            (_, false) => el("p")
                .class("more")
                .child(
                    el("button")
                        .class("link")
                        .attr("type", "button")
                        .on(ev::click, move |_| here.whole.set(true))
                        .child(say!("{} more passed", hidden)),
                )
                .into_node(),
        }
    };
    el("section")
        .attr("aria-labelledby", "seen")
        .child(el("h2").id("seen").child(title).child(el("span").child(counts)))
        .child(el("ul").class("ticks").child(first).child(unknown).child(few))
        .child(more)
        .child(waiting)
        .into_node()
}

fn point(item: &ChecklistItem) -> Node {
    let (picture, class, word) = match item.state.as_ref() {
        "failed" => (Icon::Cross, "is-failed", "Failed"),
        "cannot_tell" => (Icon::Unseen, "is-unseen", "Cannot tell"),
        _ => (Icon::Check, "is-good", "Passed"),
    };
    let failed = item.state == "failed";
    let title = el(if failed { "b" } else { "span" }).child(rich(&item.title));
    let why = (item.state != "passed").then(|| el("span").class("second block").child(rich(&item.says)));
    el("li")
        .attr("data-point", item.id.clone())
        .attr("data-state", item.state.clone())
        .child(sign(picture, class, word))
        .child(el("span").child(title).child(why))
        .into_node()
}

/// What remains to be done by hand; ticks are remembered for this client.
pub fn by_hand(here: Here, subject: &Subject) -> Option<Node> {
    let items: Vec<&ChecklistItem> = subject.items.iter().filter(|item| item.state == "by_hand").collect();
    if items.is_empty() {
        return None;
    }
    let ids: Vec<String> = items.iter().map(|item| item.id.to_string()).collect();
    let key = subject.key.clone();
    let done = move || {
        let ticked = here.ticked(&key);
        let done = ids.iter().filter(|id| ticked.contains(id)).count();
        say!("{} of {}", done, ids.len())
    };
    let rows: Vec<Node> = items.into_iter().map(|item| tick(here, &subject.key, item)).collect();
    Some(
        el("section")
            .attr("aria-labelledby", "hand")
            .child(el("h2").id("hand").child("By hand, before launch").child(el("span").child(done)))
            .child(
                el("ul")
                    .class(move || if here.explained.get() { "ticks explained" } else { "ticks" })
                    .child(rows),
            )
            .child(el("p").class("more").child(explain(here)))
            .into_node(),
    )
}

fn explain(here: Here) -> Node {
    let words = move || if here.explained.get() { "Titles only" } else { "What to do, and where" };
    el("button")
        .class("link")
        .attr("type", "button")
        .attr("aria-expanded", move || here.explained.get().to_string())
        .on(ev::click, move |_| here.explained.toggle())
        .child(words)
        .into_node()
}

fn tick(here: Here, key: &str, item: &ChecklistItem) -> Node {
    let (id, own) = (item.id.to_string(), key.to_owned());
    let is_ticked = {
        let (id, own) = (id.clone(), own.clone());
        move || here.ticked(&own).contains(&id)
    };
    let help = format!("why-{id}");
    let input = el("input")
        .attr("type", "checkbox")
        .attr("name", id.clone())
        .attr("aria-describedby", help.clone())
        .prop("checked", is_ticked)
        .on(ev::change, move |event| {
            let on = event_target_checked(&event);
            here.act(Action::Tick { client: own.clone(), point: id.clone(), on });
        });
    let place: Vec<Node> = item
        .at_provider
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| el("span").class("block").child(rich(line)).into_node())
        .collect();
    el("li")
        .child(el("label").class("check").child(input).child(el("span").child(rich(&item.title))))
        .child(el("span").class("second why").id(help).child(rich(&item.says)).child(place))
        .into_node()
}
