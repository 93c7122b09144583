//! What a view is made of: nodes as plain data, built with [`el`], [`svg`] and [`IntoNode`]. One type for every element,
//! so that each further one costs the wasm a few bytes; a type for each would cost it kilobytes.

mod live;
mod markup;

use std::any::Any;
use std::borrow::Cow;

use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

use super::held::{self, Held, State};
use super::local::local;
pub use markup::escaped;

/// A part of a view.
pub enum Node {
    Nothing,
    Text(Cow<'static, str>),
    Element(El),
    /// One after another. Elements with a key keep their place in the document by it, all others by their order.
    Many(Vec<Node>),
    /// Made again whenever a signal that it reads changes.
    Live(Box<dyn Fn() -> Node + Send>),
    /// Made again only when what it is made of has changed.
    Made(Box<Made>),
}

/// An element that follows from a value alone.
pub struct Made {
    key: Cow<'static, str>,
    of: Held,
    make: Box<dyn FnOnce() -> Node + Send>,
}

/// An element while it is built.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    is_svg: bool,
    key: Cow<'static, str>,
    attributes: Vec<Attribute>,
    handlers: Vec<Handler>,
    children: Vec<Node>,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Absent,
    Set,
    Text(Cow<'static, str>),
}

/// A value that stays, or one that follows the signals that it reads.
pub enum Given {
    Fixed(Value),
    Live(Box<dyn Fn() -> Value + Send>),
}

struct Attribute {
    name: &'static str,
    is_property: bool,
    given: Given,
}

struct Handler {
    event: Cow<'static, str>,
    owner: Owner,
    run: Box<dyn FnMut(JsValue) + Send>,
}

/// What is made of a value, and made again only when another one takes its place. `key` is that of the element.
pub fn made<T: Any + PartialEq + Send + Sync>(
    key: impl Into<Cow<'static, str>>,
    of: T,
    make: impl FnOnce() -> El + Send + 'static,
) -> Node {
    Node::Made(Box::new(Made {
        key: key.into(),
        of: Held::new(of),
        make: Box::new(move || make().into_node()),
    }))
}

/// An element of HTML.
pub fn el(tag: &'static str) -> El {
    element(tag, false)
}

/// An element of SVG.
pub fn svg(tag: &'static str) -> El {
    element(tag, true)
}

fn element(tag: &'static str, is_svg: bool) -> El {
    El(Box::new(Parts {
        tag,
        is_svg,
        key: Cow::Borrowed(""),
        attributes: Vec::new(),
        handlers: Vec::new(),
        children: Vec::new(),
    }))
}

impl El {
    pub fn class(self, value: impl IntoGiven) -> El {
        value.put(self, "class")
    }

    pub fn id(self, value: impl IntoGiven) -> El {
        value.put(self, "id")
    }

    pub fn attr(self, name: &'static str, value: impl IntoGiven) -> El {
        value.put(self, name)
    }

    /// A property of the element in the document, such as what is typed in a field.
    pub fn prop(self, name: &'static str, value: impl IntoGiven) -> El {
        self.with(name, true, value.into_given())
    }

    /// What makes this element another one than its like: it is never turned into one of another key.
    pub fn key(mut self, key: impl Into<Cow<'static, str>>) -> El {
        self.0.key = key.into();
        self
    }

    pub fn on<E: EventDescriptor>(self, event: E, mut run: impl FnMut(E::EventType) + Send + 'static) -> El
    where
        E::EventType: From<JsValue>,
    {
        if !cfg!(target_arch = "wasm32") {
            return self;
        }
        self.listening(event.name(), Box::new(move |event| run(event.into())))
    }

    pub fn child(self, child: impl IntoNode) -> El {
        child.put(self)
    }

    #[inline(never)]
    fn with(mut self, name: &'static str, is_property: bool, given: Given) -> El {
        self.0.attributes.push(Attribute { name, is_property, given });
        self
    }

    /// The commonest value, by a call that is short in code.
    #[inline(never)]
    fn with_text(self, name: &'static str, text: &'static str) -> El {
        self.with(name, false, Given::Fixed(text.into()))
    }

    #[inline(never)]
    fn listening(mut self, event: Cow<'static, str>, run: Box<dyn FnMut(JsValue) + Send>) -> El {
        let owner = Owner::current().unwrap_or_default();
        self.0.handlers.push(Handler { event, owner, run });
        self
    }

    #[inline(never)]
    fn holding(mut self, child: Node) -> El {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn holding_text(self, text: &'static str) -> El {
        self.holding(text.into_node())
    }

    #[inline(never)]
    fn holding_element(self, child: El) -> El {
        self.holding(child.into_node())
    }
}

/// What can be a part of a view.
pub trait IntoNode: Sized {
    fn into_node(self) -> Node;

    /// Adds it to an element.
    fn put(self, el: El) -> El {
        el.holding(self.into_node())
    }
}

impl IntoNode for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for El {
    fn into_node(self) -> Node {
        Node::Element(self)
    }

    fn put(self, el: El) -> El {
        el.holding_element(self)
    }
}

impl IntoNode for String {
    fn into_node(self) -> Node {
        Node::Text(Cow::Owned(self))
    }
}

impl IntoNode for Cow<'static, str> {
    fn into_node(self) -> Node {
        Node::Text(self)
    }
}

impl IntoNode for &'static str {
    /// What is written in the program is said in the person's language.
    fn into_node(self) -> Node {
        Node::Text(local(self))
    }

    fn put(self, el: El) -> El {
        el.holding_text(self)
    }
}

impl IntoNode for Vec<Node> {
    fn into_node(self) -> Node {
        Node::Many(self)
    }
}

impl<T: IntoNode> IntoNode for Option<T> {
    fn into_node(self) -> Node {
        self.map_or(Node::Nothing, T::into_node)
    }
}

impl<T: IntoNode, F: Fn() -> T + Send + 'static> IntoNode for F {
    fn into_node(self) -> Node {
        Node::Live(Box::new(move || self().into_node()))
    }
}

macro_rules! tuples {
    ($(($($part:ident)+))+) => {$(
        impl<$($part: IntoNode),+> IntoNode for ($($part,)+) {
            fn into_node(self) -> Node {
                #[allow(non_snake_case)]
                let ($($part,)+) = self;
                Node::Many(vec![$($part.into_node()),+])
            }
        }
    )+};
}

tuples!((A B) (A B C) (A B C D) (A B C D E) (A B C D E F G));

/// What can be the value of an attribute.
pub trait IntoGiven: Sized {
    fn into_given(self) -> Given;

    /// Gives it to an attribute of an element.
    fn put(self, el: El, name: &'static str) -> El {
        el.with(name, false, self.into_given())
    }
}

impl IntoGiven for &'static str {
    fn into_given(self) -> Given {
        Given::Fixed(self.into())
    }

    fn put(self, el: El, name: &'static str) -> El {
        el.with_text(name, self)
    }
}

impl<T: Into<Value>, F: Fn() -> T + Send + 'static> IntoGiven for F {
    fn into_given(self) -> Given {
        Given::Live(Box::new(move || self().into()))
    }
}

impl<T: Into<Value> + held::Value> IntoGiven for State<T> {
    fn into_given(self) -> Given {
        (move || self.get()).into_given()
    }
}

macro_rules! fixed {
    ($($kind:ty)+) => {$(
        impl IntoGiven for $kind {
            fn into_given(self) -> Given {
                Given::Fixed(self.into())
            }
        }
    )+};
}

fixed!(String Cow<'static, str> bool Option<String> Option<&'static str>);

impl From<Cow<'static, str>> for Value {
    fn from(text: Cow<'static, str>) -> Value {
        Value::Text(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(Cow::Owned(text))
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Value {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<bool> for Value {
    fn from(set: bool) -> Value {
        if set { Value::Set } else { Value::Absent }
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Absent, T::into)
    }
}
