//! Nodes in a document: built once, then changed in place. An element stays the same one as long as its tag and key do,
//! so that focus, selection and what was unfolded survive each change around them.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::mem::{replace, take};

use leptos::reactive::effect::RenderEffect;
use leptos::tachys::renderer::types::{Element, Node as DomNode, Placeholder, Text};
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use leptos::tachys::view::{Mountable, Render};
use leptos::wasm_bindgen::{JsCast, JsValue};

use super::super::held::Held;
use super::super::local::local;
use super::{Attribute, El, Given, Handler, Made, Node, Parts, Value};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A node in a document.
pub enum Shown {
    Nothing(Placeholder),
    Text(Text, Cow<'static, str>),
    Element(Box<ShownElement>),
    /// With what marks their end.
    Many(Vec<Shown>, Placeholder),
    Live(Live),
    Made(Box<ShownMade>),
}

/// What was made of a value.
pub struct ShownMade {
    key: Cow<'static, str>,
    of: Held,
    shown: Shown,
}

pub struct ShownElement {
    element: Element,
    tag: &'static str,
    is_svg: bool,
    key: Cow<'static, str>,
    attributes: Vec<ShownAttribute>,
    children: Vec<Shown>,
    /// Forgotten with the element: what is here only listens.
    _handlers: Vec<RemoveEventHandler<Element>>,
}

struct ShownAttribute {
    name: &'static str,
    value: ShownValue,
}

enum ShownValue {
    Fixed(Value),
    Live { _effect: RenderEffect<Value> },
}

/// A part that follows signals. What is within ends with it, not when the executor gets round to it.
pub struct Live(RenderEffect<Shown>);

impl Drop for Live {
    fn drop(&mut self) {
        drop(self.0.take_value());
    }
}

impl Render for Node {
    type State = Shown;

    fn build(self) -> Shown {
        match self {
            Node::Nothing => Shown::Nothing(Rndr::create_placeholder()),
            Node::Text(text) => Shown::Text(Rndr::create_text_node(&text), text),
            Node::Element(El(parts)) => Shown::Element(built(*parts)),
            Node::Many(nodes) => {
                Shown::Many(nodes.into_iter().map(Node::build).collect(), Rndr::create_placeholder())
            }
            Node::Live(now) => follow(now, None),
            Node::Made(made) => {
                let Made { key, of, make } = *made;
                Shown::Made(Box::new(ShownMade { key, of, shown: make().build() }))
            }
        }
    }

    fn rebuild(self, shown: &mut Shown) {
        match (self, shown) {
            (Node::Nothing, Shown::Nothing(_)) => {}
            (Node::Text(new), Shown::Text(node, text)) => {
                if *text != new {
                    Rndr::set_text(node, &new);
                    *text = new;
                }
            }
            (Node::Element(El(parts)), Shown::Element(shown)) if shown.is_like(&parts) => {
                shown.change(*parts);
            }
            (Node::Many(nodes), Shown::Many(shown, end)) => {
                if let Some(parent) = end.parent_element() {
                    change_all(nodes, shown, &parent, Some(end));
                }
            }
            (Node::Live(now), Shown::Live(live)) => {
                let before = live.0.take_value();
                let Shown::Live(new) = follow(now, before) else { return };
                *live = new;
            }
            (Node::Made(made), Shown::Made(before)) if made.key == before.key => {
                if made.of != before.of {
                    before.of = made.of;
                    (made.make)().rebuild(&mut before.shown);
                }
            }
            (new, shown) => {
                let mut old = replace(shown, new.build());
                old.insert_before_this(shown);
                old.unmount();
            }
        }
    }
}

fn follow(now: Box<dyn Fn() -> Node + Send>, before: Option<Shown>) -> Shown {
    let change = move |shown: Option<Shown>| match shown {
        Some(mut shown) => {
            now().rebuild(&mut shown);
            shown
        }
        None => now().build(),
    };
    Shown::Live(Live(RenderEffect::new_with_value(change, before)))
}

fn built(parts: Parts) -> Box<ShownElement> {
    let element = Rndr::create_element(parts.tag, parts.is_svg.then_some(SVG));
    let mut children: Vec<Shown> = parts.children.into_iter().map(Node::build).collect();
    children.iter_mut().for_each(|child| child.mount(&element, None));
    Box::new(ShownElement {
        attributes: parts.attributes.into_iter().map(|new| put(&element, new, None)).collect(),
        _handlers: parts.handlers.into_iter().map(|handler| listen(&element, handler)).collect(),
        element,
        tag: parts.tag,
        is_svg: parts.is_svg,
        key: parts.key,
        children,
    })
}

impl ShownElement {
    fn is_like(&self, parts: &Parts) -> bool {
        self.tag == parts.tag && self.is_svg == parts.is_svg && self.key == parts.key
    }

    fn change(&mut self, parts: Parts) {
        let element = &self.element;
        let mut before = take(&mut self.attributes);
        for new in parts.attributes {
            let at = before.iter().position(|old| old.name == new.name);
            let old = at.map(|at| before.remove(at).value);
            self.attributes.push(put(element, new, old));
        }
        for old in before {
            Rndr::remove_attribute(element, old.name);
        }
        // The old ones go first: an event is never heard twice.
        self._handlers.clear();
        self._handlers.extend(parts.handlers.into_iter().map(|handler| listen(element, handler)));
        change_all(parts.children, &mut self.children, element, None);
    }
}

/// Changes children in place: those with a key by it, others in their order.
fn change_all(nodes: Vec<Node>, shown: &mut Vec<Shown>, parent: &Element, end: Option<&DomNode>) {
    let mut before = VecDeque::from(take(shown));
    let mut moved = false;
    for node in nodes {
        let at = before.iter().position(|old| old.key() == node.key());
        moved |= at != Some(0);
        shown.push(match at.and_then(|at| before.remove(at)) {
            Some(mut old) => {
                node.rebuild(&mut old);
                old
            }
            None => node.build(),
        });
    }
    before.iter_mut().for_each(Shown::unmount);
    if moved {
        arrange(shown, parent, end);
    }
}

/// Brings nodes into their order, from the last to the first; one that is in its place is not touched.
fn arrange(shown: &mut [Shown], parent: &Element, end: Option<&DomNode>) {
    let mut next = end.cloned();
    for node in shown.iter_mut().rev() {
        let in_place = node.last().is_some_and(|last| {
            last.parent_node().as_ref() == Some(parent.unchecked_ref()) && last.next_sibling() == next
        });
        if !in_place {
            node.mount(parent, next.as_ref());
        }
        next = node.first().or(next);
    }
}

fn listen(element: &Element, Handler { event, owner, mut run }: Handler) -> RemoveEventHandler<Element> {
    Rndr::add_event_listener(element, &event, Box::new(move |event| owner.with(|| run(event))))
}

fn put(element: &Element, new: Attribute, old: Option<ShownValue>) -> ShownAttribute {
    let Attribute { name, is_property, given } = new;
    let value = match given {
        Given::Fixed(value) => {
            // What stays is not touched: a person may have unfolded it by hand.
            let same = matches!(&old, Some(ShownValue::Fixed(old)) if *old == value);
            if !same {
                set(element, name, is_property, &value);
            }
            ShownValue::Fixed(value)
        }
        Given::Live(now) => {
            let element = element.clone();
            let change = move |before: Option<Value>| {
                let value = now();
                if before.as_ref() != Some(&value) {
                    set(&element, name, is_property, &value);
                }
                value
            };
            ShownValue::Live { _effect: RenderEffect::new_with_value(change, None) }
        }
    };
    ShownAttribute { name, value }
}

fn set(element: &Element, name: &str, is_property: bool, value: &Value) {
    match (value, is_property) {
        (Value::Text(text), true) => Rndr::set_property(element, name, &JsValue::from_str(text)),
        (_, true) => Rndr::set_property(element, name, &JsValue::from_bool(*value == Value::Set)),
        (Value::Text(Cow::Borrowed(words)), false)
            if matches!(name, "aria-label" | "title" | "placeholder") =>
        {
            Rndr::set_attribute(element, name, &local(words));
        }
        (Value::Text(text), false) => Rndr::set_attribute(element, name, text),
        (Value::Set, false) => Rndr::set_attribute(element, name, ""),
        (Value::Absent, false) => Rndr::remove_attribute(element, name),
    }
}

impl Node {
    fn key(&self) -> &str {
        match self {
            Node::Element(El(parts)) => &parts.key,
            Node::Made(made) => &made.key,
            Node::Nothing | Node::Text(_) | Node::Many(_) | Node::Live(_) => "",
        }
    }
}

impl Shown {
    fn key(&self) -> &str {
        match self {
            Shown::Element(shown) => &shown.key,
            Shown::Made(made) => &made.key,
            Shown::Nothing(_) | Shown::Text(..) | Shown::Many(..) | Shown::Live(_) => "",
        }
    }

    fn first(&self) -> Option<DomNode> {
        match self {
            Shown::Many(shown, end) => match shown.first() {
                Some(first) => first.first(),
                None => Some(end.unchecked_ref::<DomNode>().clone()),
            },
            Shown::Live(live) => live.0.with_value_mut(|shown| shown.first())?,
            Shown::Made(made) => made.shown.first(),
            other => other.last(),
        }
    }

    fn last(&self) -> Option<DomNode> {
        let node: &DomNode = match self {
            Shown::Nothing(place) => place,
            Shown::Text(text, _) => text,
            Shown::Element(shown) => &shown.element,
            Shown::Many(_, end) => end,
            Shown::Live(live) => return live.0.with_value_mut(|shown| shown.last())?,
            Shown::Made(made) => return made.shown.last(),
        };
        Some(node.clone())
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        match self {
            Shown::Many(shown, end) => {
                shown.iter_mut().for_each(Shown::unmount);
                Rndr::remove(end);
            }
            Shown::Live(live) => drop(live.0.with_value_mut(Shown::unmount)),
            Shown::Made(made) => made.shown.unmount(),
            other => {
                if let Some(node) = other.last() {
                    Rndr::remove(&node);
                }
            }
        }
    }

    fn mount(&mut self, parent: &Element, before: Option<&DomNode>) {
        match self {
            Shown::Many(shown, end) => {
                shown.iter_mut().for_each(|node| node.mount(parent, before));
                Rndr::insert_node(parent, end, before);
            }
            Shown::Live(live) => drop(live.0.with_value_mut(|shown| shown.mount(parent, before))),
            Shown::Made(made) => made.shown.mount(parent, before),
            other => {
                if let Some(node) = other.last() {
                    Rndr::insert_node(parent, &node, before);
                }
            }
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let first = self.first();
        let parent = first.as_ref().and_then(|first| first.parent_element());
        if let Some(parent) = &parent {
            child.mount(parent, first.as_ref());
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
