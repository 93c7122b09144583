//! Nodes as markup, for a document that stands still: handlers are left out, what is live is what it is now.

use leptos::tachys::html::attribute::Attribute as LeptosAttribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

use super::live::Shown;
use super::{El, Given, Node, Value};

/// Elements of HTML that hold nothing and have no end.
const VOID: [&str; 4] = ["br", "input", "meta", "wbr"];

/// A text as markup of that text.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn node(node: Node, out: &mut String) {
    match node {
        Node::Nothing => {}
        Node::Text(text) => out.push_str(&escaped(&text)),
        Node::Element(el) => element(el, out),
        Node::Many(nodes) => nodes.into_iter().for_each(|part| self::node(part, out)),
        Node::Live(now) => self::node(now(), out),
        Node::Made(made) => self::node((made.make)(), out),
    }
}

fn element(El(parts): El, out: &mut String) {
    let mut class = String::new();
    out.push('<');
    out.push_str(parts.tag);
    for attribute in parts.attributes {
        let value = match attribute.given {
            Given::Fixed(value) => value,
            Given::Live(now) => now(),
        };
        match value {
            Value::Absent => {}
            _ if attribute.is_property => {}
            Value::Set => out.push_str(&format!(" {}", attribute.name)),
            Value::Text(text) => {
                let text = escaped(&text).replace('"', "&quot;");
                // The class comes last, wherever it was said.
                let place = if attribute.name == "class" { &mut class } else { &mut *out };
                if attribute.name != "class" || !text.is_empty() {
                    place.push_str(&format!(" {}=\"{text}\"", attribute.name));
                }
            }
        }
    }
    out.push_str(&class);
    out.push('>');
    if VOID.contains(&parts.tag) {
        return;
    }
    parts.children.into_iter().for_each(|child| node(child, out));
    out.push_str(&format!("</{}>", parts.tag));
}

/// What Leptos asks of a view beside its nodes in the document. Nothing is taken over from a server.
impl RenderHtml for Node {
    type AsyncOutput = Node;
    type Owned = Node;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Node {
        self
    }

    fn to_html_with_buf(self, out: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        node(self, out);
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Node {
        self
    }
}

impl AddAnyAttr for Node {
    type Output<A: LeptosAttribute> = Node;

    fn add_any_attr<A: LeptosAttribute>(self, _: A) -> Node {
        self
    }
}
