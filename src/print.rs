//! A report as text, JSON, Markdown or HTML. Knows the report only.

mod html;
mod json;
mod markdown;
mod text;

#[cfg(not(target_arch = "wasm32"))]
pub use html::html;
pub use html::styled_html;
pub use json::{json, json_lines};
pub use markdown::{advice, markdown};
pub use text::{Palette, text};
