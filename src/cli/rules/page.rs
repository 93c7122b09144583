//! The catalogue as one HTML page: chapters, each rule with why, fix, references, both examples and the checks of other
//! tools that it decides. No script, nothing beside it; each rule is at `#its-id`.

use std::fmt::Write as _;

use loginscope::report::{class, references, severity};
use loginscope::rule::Rule;

use super::{Check, chapters, checks, checks_of};

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// What the page has beyond the tokens of the panel.
const STYLE: &str = "
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h2 { margin: 2.5rem 0 .5rem; }
h3 { margin: 0; font-family: var(--mono); font-size: var(--size-4); }
section.rule { border-top: 1px solid var(--line); padding: 1rem 0; }
section.rule:target { background: var(--bg-selected); }
section.rule p { margin: .4rem 0; }
.index, .index ul { list-style: none; padding: 0; columns: 18rem; }
.kind { color: var(--text-3); font-size: var(--size-2); }
pre { background: var(--bg-sunken); padding: .75rem; overflow-x: auto; font: var(--size-2)/1.45 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; } td, th { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0; border-top: 1px solid var(--line); }
";

/// The page.
pub fn html() -> String {
    let mut body = String::new();
    let count: usize = chapters().map(|(_, own)| own.len()).sum();
    let _ = write!(
        body,
        "<h1>Loginscope: {count} rules</h1>\n<p>What is looked for in every login, why it matters, and what to do. \
         A rule that fails on its first example and passes on the second is tested to do so.</p>\n<nav>"
    );
    for (title, own) in chapters() {
        let items: String =
            own.iter().map(|rule| format!("<li><a href=\"#{0}\">{0}</a></li>", rule.id)).collect();
        let _ = write!(body, "<h2>{}</h2>\n<ul class=\"index\">{items}</ul>\n", escaped(&title));
    }
    body.push_str("</nav>\n");
    for (title, own) in chapters() {
        let _ = writeln!(body, "<h2>{}</h2>", escaped(&title));
        body.extend(own.iter().map(|rule| section(rule)));
    }
    body.push_str("<h2 id=\"checks\">Checks that other tools make</h2>\n<table>\n");
    body.extend(checks().iter().map(row));
    body.push_str("</table>\n");
    let tokens = include_str!("../../view/tokens.css");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>Rules · Loginscope</title>\n<style>\n{tokens}{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn section(rule: &Rule) -> String {
    let texts: Vec<String> = references(rule)
        .into_iter()
        .map(|text| format!("<a href=\"{}\">{}</a>", escaped(&text.url), escaped(&text.title)))
        .collect();
    let checks: Vec<String> =
        checks_of(rule).map(|check| format!("<a href=\"#check-{0}\">{0}</a>", check.id)).collect();
    let also = if checks.is_empty() {
        String::new()
    } else {
        format!("<p class=\"kind\">Decides the checks {}</p>\n", checks.join(", "))
    };
    let alone =
        rule.evidence.says().map(|why| format!("<p class=\"kind\">{}</p>\n", coded(why))).unwrap_or_default();
    let config = if rule.config.is_empty() {
        String::new()
    } else {
        format!("<p>With the client configuration</p>\n<pre>{}</pre>\n", escaped(rule.config))
    };
    format!(
        "<section class=\"rule\" id=\"{id}\">\n<h3><a href=\"#{id}\">{id}</a></h3>\n\
         <p class=\"kind\">{}, {}</p>\n<p><strong>{}</strong></p>\n<p>{}</p>\n<p>{}</p>\n<p class=\"kind\">{}</p>\n{alone}{also}\
         <details><summary>Examples</summary>\n{config}<p>This fails</p>\n<pre>{}</pre>\n<p>This passes</p>\n<pre>{}</pre>\n</details>\n</section>\n",
        severity(rule.severity),
        class(rule.class),
        coded(rule.title),
        coded(rule.why),
        coded(rule.fix),
        texts.join(", "),
        escaped(rule.bad),
        escaped(rule.good),
        id = rule.id,
    )
}

fn row(check: &Check) -> String {
    let by: Vec<String> =
        check.rules.iter().map(|rule| format!("<a href=\"#{rule}\"><code>{rule}</code></a>")).collect();
    let by = if by.is_empty() { coded(&check.because) } else { by.join(", ") };
    format!(
        "<tr id=\"check-{0}\"><th>{0}</th><td>{1}</td><td>{by}</td></tr>\n",
        check.id,
        coded(&check.check)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text whose backticks mark what is code.
fn coded(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(index, part)| match index % 2 {
            0 => escaped(part),
            _ => format!("<code>{}</code>", escaped(part)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn backticks_become_code_and_nothing_else_becomes_markup() {
        assert_eq!(super::coded("a `<b>` & c"), "a <code>&lt;b&gt;</code> &amp; c");
    }
}
