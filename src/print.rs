//! A report as text, JSON, Markdown, HTML, SARIF, JUnit or annotations. Knows the report only.

#[cfg(not(target_arch = "wasm32"))]
mod comparison;
#[cfg(not(target_arch = "wasm32"))]
mod github;
#[cfg(feature = "view")]
mod html;
mod json;
#[cfg(not(target_arch = "wasm32"))]
mod junit;
mod markdown;
mod mermaid;
#[cfg(not(target_arch = "wasm32"))]
mod sarif;
mod text;

#[cfg(not(target_arch = "wasm32"))]
pub use comparison::{comparison_json, comparison_markdown, comparison_text};
#[cfg(all(feature = "view", not(target_arch = "wasm32")))]
pub use html::html;
#[cfg(feature = "view")]
pub use html::styled_html;
pub use json::{json, json_lines};
pub use markdown::{advice, markdown};
pub use text::{Palette, text};
#[cfg(not(target_arch = "wasm32"))]
pub use {github::github, junit::junit, sarif::sarif};
