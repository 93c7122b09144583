//! What `loginscope explain` says of words that are no rule and no cause: Microsoft's numbers, OAuth's error codes, edges.

use loginscope::cause::{Cause, Words};
use loginscope::edges;
use loginscope::provider::{self, Entry, Place};

/// The explanation of a number, a code or an edge; none if nobody has described it.
pub fn explain(id: &str) -> Option<String> {
    number(id).or_else(|| code(id)).or_else(|| edge(id))
}

/// `AADSTS50011`, `AADB2C90088`, `MSIS9224`, in any letter case.
fn number(id: &str) -> Option<String> {
    let text = id.to_ascii_uppercase();
    let entry = provider::look_up(&provider::UNKNOWN, &words(Place::Token, "", &text))?;
    Some(format!("{text}: a message of Microsoft's\n\n{}", told(&entry)))
}

/// What a code of the specifications means at the token endpoint, and on the way back to the client.
fn code(id: &str) -> Option<String> {
    if !provider::is_standard(id) {
        return None;
    }
    let at = |place: Place, title: &str| {
        let entry = provider::standard(&words(place, id, ""))?;
        Some(format!("{title}\n{}", told(&entry)))
    };
    let token = at(Place::Token, "At the token endpoint, and at endpoints like it");
    let response = at(Place::Callback, "In an authorization response, or on the provider's page");
    let same = |a: &Option<String>, b: &Option<String>| {
        let body =
            |text: &Option<String>| text.as_ref().and_then(|text| Some(text.split_once('\n')?.1.to_owned()));
        body(a) == body(b)
    };
    let parts: Vec<String> = match same(&token, &response) {
        true => token.into_iter().collect(),
        false => [token, response].into_iter().flatten().collect(),
    };
    Some(format!(
        "{id}: an error code of OAuth\n\nA code says which family of fault it is. The text beside it, and what two requests of one login say of the same \
         value, tell which one.\n\n{}",
        parts.join("\n")
    ))
}

fn edge(id: &str) -> Option<String> {
    let edge = edges::ALL.iter().find(|edge| edge.id == id)?;
    let headers: Vec<&str> = edge.headers.iter().map(|(name, _)| *name).collect();
    let ids = if edge.ids.is_empty() { "on its page".to_owned() } else { edge.ids.join(", ") };
    let answers: Vec<String> = edge
        .errors
        .iter()
        .map(|entry| {
            let status = entry.status.map_or_else(|| "any status".to_owned(), |status| status.to_string());
            format!("  {status}: {}\n    {}\n    Causes: {}", entry.means, entry.fix, names(entry.causes))
        })
        .collect();
    Some(format!(
        "{id}: {}, which may answer in a server's place\n\nTold by\n  the headers {}, and its own pages\n\nId that its operator looks up\n  {ids}\n\nIts \
         answers\n{}\n",
        edge.name,
        headers.join(", "),
        answers.join("\n"),
    ))
}

fn told(entry: &Entry) -> String {
    let fix = if entry.fix.is_empty() { String::new() } else { format!("  Fix: {}\n", entry.fix) };
    format!("  {}\n{fix}  Most likely first: {}\n", entry.means, names(entry.causes))
}

fn names(causes: &[&Cause]) -> String {
    causes.iter().map(|cause| cause.id).collect::<Vec<&str>>().join(", ")
}

fn words(place: Place, code: &str, text: &str) -> Words {
    Words {
        place,
        status: None,
        code: code.to_owned(),
        text: text.to_owned(),
        redeems: false,
        anywhere: false,
    }
}
