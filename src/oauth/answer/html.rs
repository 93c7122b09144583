//! The words of a page: HTML comes in, what a person would read of it goes out. Never interpreted, only searched and shown.

use super::Answer;
use crate::http::Response;

/// The words of an HTML page without tags, scripts and styles.
pub fn visible(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((text, tail)) = rest.split_once('<') {
        words.push_str(text);
        words.push(' ');
        let lower: String = tail.chars().take(8).collect::<String>().to_ascii_lowercase();
        let end = match lower.as_str() {
            tag if tag.starts_with("style") => Some("</style"),
            tag if tag.starts_with("!--") => Some("-->"),
            _ => None,
        };
        rest = end.and_then(|end| tail.find(end).and_then(|at| tail.get(at..))).unwrap_or(tail);
        rest = rest.split_once('>').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    let words = format!("{} {}", with_characters(&words), shown_by_script(html));
    let folded: Vec<&str> = words.split_whitespace().collect();
    folded.join(" ").chars().take(4000).collect()
}

/// What Microsoft's pages hand to their scripts to show: the sentence of an error.
fn shown_by_script(html: &str) -> String {
    let said = ["\"strServiceExceptionMessage\":", "\"sErrTxt\":"].iter().find_map(|name| {
        let (_, rest) = html.split_once(name)?;
        let rest = rest.trim_start().strip_prefix('"')?;
        let text: String = rest.chars().take(1000).collect();
        let end = text
            .match_indices('"')
            .map(|(at, _)| at)
            .find(|at| !text.get(..*at).is_some_and(|before| before.ends_with('\\')))?;
        serde_json::from_str::<String>(&format!("\"{}\"", text.get(..end)?)).ok()
    });
    // Grafana's page hands its script what its last login came to.
    let boot = || {
        let (_, rest) = html.split_once("grafanaBootData")?;
        let (_, rest) = rest.split_once("\"loginError\":\"")?;
        rest.split_once('"').map(|(says, _)| says.to_owned()).filter(|says| !says.is_empty())
    };
    // Pages of Conditional Access (530…), of consent (9009…) and of an app without leave (650…) have the number only; a page
    // where people sign in has one that means no more than that.
    let number = || {
        let (_, rest) = html.split_once("\"sErrorCode\":")?;
        let rest = rest.trim_start().strip_prefix('"')?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).take(7).collect();
        let ends = ["530", "9009", "650"].iter().any(|begin| digits.starts_with(begin));
        ends.then(|| format!("AADSTS{digits}"))
    };
    // Backstage's window hands it to the one that opened it.
    let posted = || {
        let (_, rest) =
            html.split_once("decodeURIComponent('%7B").filter(|_| html.contains("postMessage"))?;
        let (text, _) = rest.split_once('\'').filter(|(text, _)| text.len() < 8000)?;
        let told: serde_json::Value =
            serde_json::from_str(&format!("{{{}", crate::http::decode(text))).ok()?;
        Some(told.get("error")?.get("message")?.as_str()?.to_owned())
    };
    said.or_else(number)
        .or_else(posted)
        .or_else(boot)
        .map(|text| visible(&text.replace("\"", " ")))
        .unwrap_or_default()
}

/// With the characters that HTML's references stand for.
fn with_characters(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        read.push_str(before);
        let named = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        rest = match named.and_then(|(name, tail)| Some((character(name)?, tail))) {
            Some((character, tail)) => {
                read.push(character);
                tail
            }
            None => {
                read.push('&');
                after
            }
        };
    }
    read.push_str(rest);
    read
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let number = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
        return char::from_u32(number.ok()?);
    }
    Some(match name {
        "quot" | "ldquo" | "rdquo" => '"',
        "apos" | "lsquo" | "rsquo" => '\'',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "nbsp" => ' ',
        _ => return None,
    })
}

/// Words by which a page says that something did not happen.
const FAILS: [&str; 8] = [
    "couldn't",
    "couldn’t",
    "could not",
    "unable to",
    "not allowed",
    "not permitted",
    "not authorized",
    "mismatch",
];

impl Answer {
    /// Whether a page asks the person for something.
    pub fn asks(response: &Response) -> bool {
        let html: String = response.body.text().unwrap_or_default().chars().take(20_000).collect();
        let html = html.to_ascii_lowercase();
        ["<form", "type=\"password\"", "<input", "<button"].iter().any(|sign| html.contains(sign))
    }

    /// Whether a page without a form calls itself an error in its title or first heading, or in its only words.
    pub fn is_error_on_its_face(response: &Response) -> bool {
        let html: String = response.body.text().unwrap_or_default().chars().take(20_000).collect();
        let html = html.to_ascii_lowercase();
        let asks = ["<form", "type=\"password\"", "<input"].iter().any(|sign| html.contains(sign));
        let named = |tag: &str| {
            let text = html.split(&format!("<{tag}")).nth(1)?.split("</").next()?.to_owned();
            let text = text.split_once('>')?.1.to_owned();
            let words = [
                "error",
                "something went wrong",
                "blocked",
                "sorry",
                "oops",
                "invalid",
                "failed",
                "failure",
                "denied",
                "not found",
                "verweigert",
                "refusé",
                "denegado",
                "negado",
            ];
            Some(words.iter().chain(&FAILS).any(|word| text.contains(word)))
        };
        let tags = ["title", "h1", "h2", "h3"];
        let headed = || html.contains("<script") || tags.iter().any(|tag| html.contains(&format!("<{tag}")));
        let only_words = || {
            html.len() < 300
                && !headed()
                && ["error", "invalid", "failed", "denied"]
                    .iter()
                    .chain(&FAILS)
                    .any(|word| html.contains(word))
        };
        !asks && (tags.iter().any(|tag| named(tag).unwrap_or_default()) || only_words())
    }
}

#[cfg(test)]
mod tests {
    use super::visible;
    use crate::http::{Body, Response};
    use crate::oauth::Answer;

    #[test]
    fn the_sentence_that_a_script_shows_is_read() {
        let page = r#"<title>Sign in</title><script>$Config={"sErrorCode":"53000","strServiceExceptionMessage":"AADSTS53000: \u0027x\u0027 \"y\" z","a":1};</script>"#;
        assert!(visible(page).ends_with("AADSTS53000: 'x' y z"));
    }

    #[test]
    fn a_page_that_says_what_did_not_happen_is_an_error() {
        let page = |html: &str| Response { body: Body::Text(html.into()), ..Response::default() };
        let fails = |html: &str| Answer::is_error_on_its_face(&page(html));
        assert!(fails("<h1>Couldn’t complete the connection</h1><script src=a.js></script>"));
        assert!(fails("The state is either invalid or has already been consumed."));
        assert!(!fails("You are signed in. You may close this window."));
        assert!(!fails("<script>if (failed) location.reload()</script>"));
        assert!(!fails("<h1>Unable to see?</h1><form><input name=code></form>"));
    }

    #[test]
    fn pages_are_read_as_words() {
        let page = "<!-- x --><style>a{b}</style><h1>Access\n denied</h1><p>Ray ID: <b>8f00</b></p";
        assert_eq!(visible(page), "Access denied Ray ID: 8f00");
        assert_eq!(
            visible("<p>method &#039;post&#x27; isn&rsquo;t &lt;it&gt; &copy; &"),
            "method 'post' isn't <it> &copy; &"
        );
    }
}
