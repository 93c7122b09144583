//! One product in several environments, side by side: stored clients whose names begin alike come in, a table goes out in
//! which what differs in form is marked. "Shop, staging" is the environment `staging` of `Shop`.

use super::super::dom::{IntoNode, Node, el};
use super::super::icons::{Icon, icon, sign};
use super::super::local::say;
use super::super::memory::Memory;
use super::super::state::shape;
use super::super::words::{host, rich};
use crate::config::ClientConfig;
use crate::kept::key_of;

/// What the environments share, and what this one is called.
pub fn parts(client: &ClientConfig) -> (&str, &str) {
    let title = client.title().unwrap_or_default();
    title.rsplit_once(", ").unwrap_or((title, ""))
}

/// The clients of the same product as this one, with their places.
pub fn family(clients: &[ClientConfig], chosen: usize) -> Vec<(usize, ClientConfig)> {
    let Some(product) = clients.get(chosen).map(|client| parts(client).0.to_owned()) else {
        return Vec::new();
    };
    let same = |(_, client): &(usize, &ClientConfig)| parts(client).0 == product;
    clients.iter().enumerate().filter(same).map(|(index, client)| (index, client.clone())).collect()
}

/// The table; nothing for a client that is alone.
pub fn table(family: &[(usize, ClientConfig)], chosen: usize, memory: &Memory) -> Option<Node> {
    let product =
        family.first().map(|(_, client)| parts(client).0.to_owned()).filter(|_| family.len() > 1)?;
    let class = |index: usize| if index == chosen { "chosen" } else { "" };
    let heads: Vec<Node> = family
        .iter()
        .map(|(index, client)| {
            let name = parts(client).1;
            let name = if name.is_empty() { say!("without a name") } else { name.to_owned() };
            el("th").attr("scope", "col").class(class(*index)).child(name).into_node()
        })
        .collect();
    let row = |name: &'static str, cells: Vec<Node>| {
        let cells: Vec<Node> = family
            .iter()
            .zip(cells)
            .map(|((index, _), cell)| el("td").class(class(*index)).child(cell).into_node())
            .collect();
        el("tr").child(el("th").attr("scope", "row").child(name)).child(cells).into_node()
    };
    let values = |read: fn(&ClientConfig) -> Vec<String>| {
        let all: Vec<Vec<String>> = family.iter().map(|(_, client)| read(client)).collect();
        (0..all.len()).map(|at| cell(&all, at)).collect::<Vec<Node>>()
    };
    let body = el("tbody")
        .child(row("issuer", values(|client| client.issuer.iter().cloned().collect())))
        .child(row("client_id", values(|client| client.client_id.iter().cloned().collect())))
        .child(row("redirect_uris", values(|client| client.redirect_uris.clone().unwrap_or_default())))
        .child(row("scope", values(|client| client.scope.iter().cloned().collect())))
        .child(row("last login", family.iter().map(|(_, client)| last(client, memory)).collect()));
    Some(
        el("table")
            .class("environments")
            .attr("aria-label", say!("{}: environments", product))
            .child(el("thead").child(el("tr").child(el("td")).child(heads)))
            .child(body)
            .into_node(),
    )
}

fn cell(all: &[Vec<String>], at: usize) -> Node {
    let own = all.get(at).cloned().unwrap_or_default();
    let values: Vec<Node> =
        own.iter().map(|value| el("div").child(el("code").child(value.clone())).into_node()).collect();
    let said = odd(all, at).map(|says| {
        el("p").class("said").child(sign(Icon::Warn, "is-unclear", "Differs")).child(el("span").child(says))
    });
    (values, said).into_node()
}

/// How the values of one environment differ in form from all others.
fn odd(all: &[Vec<String>], at: usize) -> Option<&'static str> {
    let own = all.get(at)?;
    let others: Vec<&Vec<String>> = all
        .iter()
        .enumerate()
        .filter(|(index, other)| *index != at && !other.is_empty())
        .map(|(_, other)| other)
        .collect();
    let alone =
        |is: fn(&Vec<String>) -> bool| others.len() > 1 && is(own) && !others.iter().any(|other| is(other));
    if own.is_empty() {
        return (!others.is_empty()).then_some("Not known here");
    }
    if alone(|values| values.iter().any(|value| value.contains("://") && value.ends_with('/'))) {
        return Some("Ends in a slash, unlike the others");
    }
    if alone(|values| values.iter().any(|value| is_plain(value))) {
        return Some("Without https, unlike the others");
    }
    None
}

/// Without TLS, and not on the person's own machine.
fn is_plain(address: &str) -> bool {
    let place = host(address);
    address.starts_with("http://") && !place.starts_with("localhost") && !place.starts_with("127.")
}

fn last(client: &ClientConfig, memory: &Memory) -> Node {
    let key = key_of(client);
    match memory.kept.iter().find(|kept| kept.key == key) {
        Some(kept) => {
            let (picture, class, word) = shape(&kept.flow, false).parts();
            let says = super::super::answer::title(&kept.flow, shape(&kept.flow, false));
            el("p")
                .class("said")
                .child(sign(picture, class, word))
                .child(el("span").child(rich(&says)))
                .into_node()
        }
        None => el("p")
            .class("said")
            .child(icon(Icon::Unseen, "is-unseen"))
            .child(el("span").child("None seen"))
            .into_node(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(name: &str) -> ClientConfig {
        ClientConfig { name: Some(name.into()), ..ClientConfig::default() }
    }

    #[test]
    fn clients_of_one_product_are_a_family() {
        let all = [client("Shop, local"), client("Desk"), client("Shop, production")];
        let places: Vec<usize> = family(&all, 2).into_iter().map(|(index, _)| index).collect();
        assert_eq!(places, [0, 2]);
        assert!(table(&family(&all, 1), 1, &Memory::default()).is_none());
        assert!(table(&family(&all, 0), 0, &Memory::default()).is_some());
    }

    #[test]
    fn only_the_one_that_differs_is_spoken_of() {
        let values = |all: &[&str]| all.iter().map(|value| vec![(*value).to_owned()]).collect::<Vec<_>>();
        let slashes = values(&["https://a.example/cb", "https://b.example/cb/", "https://c.example/cb"]);
        assert_eq!([0, 1, 2].map(|at| odd(&slashes, at).is_some()), [false, true, false]);
        let alike = values(&["https://a.example/cb/", "https://b.example/cb/"]);
        assert_eq!([0, 1].map(|at| odd(&alike, at)), [None, None]);
        let one = values(&["http://localhost:8080/a", "https://b.example/a", "http://c.example/a"]);
        assert_eq!([0, 1, 2].map(|at| odd(&one, at).is_some()), [false, false, true]);
    }
}
