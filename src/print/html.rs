//! A report as one HTML document that needs nothing beside it: style inlined, no script, light and dark. The same report
//! gives the same document.

use crate::report::Report;
use crate::view::document;

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The document, with the style of the panel and the page.
#[cfg(not(target_arch = "wasm32"))]
pub fn html(report: &Report) -> String {
    styled_html(report, include_str!("../view/tokens.css"))
}

/// The document, with this style sheet: the browser has it in a file of its own already.
pub fn styled_html(report: &Report, style: &str) -> String {
    let files: Vec<&str> = report.captures.iter().map(|capture| capture.file.as_str()).collect();
    let mut title = document::title(report);
    if !files.is_empty() {
        title = format!("{title}: {}", files.join(", "));
    }
    let title = document::escaped(&title);
    let body = document::body(report);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title} · Loginscope</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}
