//! A session that grows entry by entry says what analysing everything at once says, and tells only what has changed.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::sync::{Arc, LazyLock};

use loginscope::analyse;
use loginscope::capture::{self, Capture};
use loginscope::config::ClientConfig;
use loginscope::protocol::{Slot, Update};
use loginscope::report::{FlowReport, Report};
use loginscope::session::Session;
use loginscope::turns::at_once;
use proptest::prelude::*;
use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/chrome-devtools");

/// The entries of some recorded logins, file by file.
fn recordings() -> &'static [Vec<Value>] {
    static READ: LazyLock<Vec<Vec<Value>>> = LazyLock::new(read);
    &READ
}

fn read() -> Vec<Vec<Value>> {
    let mut paths: Vec<_> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let entries = |path| {
        let har: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        har["log"]["entries"].as_array().unwrap().clone()
    };
    paths.into_iter().filter(|path| path.extension().is_some_and(|name| name == "har")).map(entries).collect()
}

/// The same entry before its body, or before its answer, has come.
fn unfinished(entry: &Value, how: u8) -> Option<Value> {
    let mut entry = entry.clone();
    match how {
        0 => return None,
        1 => drop(entry["response"]["content"].as_object_mut()?.remove("text")),
        _ => entry["response"] = json!({ "status": 0, "headers": [], "content": {} }),
    }
    Some(entry)
}

/// The same report with its logins called by their places: those of a session are called in the order of their coming.
fn by_place(report: &Report) -> Report {
    let mut named = report.clone();
    let place = |id: &String| report.flows.iter().position(|flow| flow.id == *id).map(FlowReport::id_at);
    for flow in &mut named.flows {
        let id = place(&flow.id).unwrap();
        Arc::make_mut(flow).id = id;
    }
    for item in named.checklist.iter_mut().flat_map(|list| &mut list.items) {
        item.flow = item.flow.as_ref().map(|id| place(id).unwrap());
    }
    named
}

/// What a page knows that was told all updates.
fn told(page: &mut Report, update: Option<Update>) {
    if let Some(update) = update {
        *page = update.apply(page);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn entry_by_entry_is_the_same_as_all_at_once(
        chosen in prop::collection::vec((any::<prop::sample::Index>(), 0u8..3, any::<u32>()), 2..5),
        every in 5usize..12,
    ) {
        let recordings = recordings();
        let mut entries: Vec<(u32, Value)> = Vec::new();
        for (index, how, shift) in &chosen {
            for (at, entry) in index.get(recordings).iter().enumerate() {
                let place = (at as u32 * 1_000).wrapping_add(shift % 9_000);
                entries.extend(unfinished(entry, *how).map(|entry| (place, entry)));
                entries.push((place + shift % 2_500, entry.clone()));
            }
        }
        entries.sort_by_key(|(place, _)| *place);
        let clients = [ClientConfig { client_id: Some("spa-public".into()), ..ClientConfig::default() }];
        let mut session = Session::new(true);
        session.set_clients(clients.to_vec());
        let mut page = Report::default();
        let mut live = Capture::live();
        for (count, (_, entry)) in entries.iter().enumerate() {
            prop_assert_eq!(session.feed(entry), live.add_live(entry).is_some());
            if count % every == 0 {
                told(&mut page, session.judge());
                prop_assert_eq!(by_place(&page), analyse(std::slice::from_ref(&live), &clients));
            }
        }
        told(&mut page, session.judge());
        prop_assert_eq!(by_place(&page), analyse(&[live], &clients));
        prop_assert_eq!(page, session.report());
    }
}

/// JSON with its numbers cut to what a person would see of them: reading may move the last bit.
fn in_words(value: &impl serde::Serialize) -> Value {
    fn cut(value: &mut Value) {
        match value {
            Value::Number(number) => *value = json!(format!("{:.6}", number.as_f64().unwrap())),
            Value::Array(items) => items.iter_mut().for_each(cut),
            Value::Object(members) => members.values_mut().for_each(cut),
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
    let mut value = serde_json::to_value(value).unwrap();
    cut(&mut value);
    value
}

#[test]
fn an_update_arrives_as_it_was_sent() {
    let mut session = Session::new(true);
    for entry in recordings().iter().flatten() {
        session.feed(entry);
    }
    let update = session.judge().unwrap();
    let read: Update = serde_json::from_str(&serde_json::to_string(&update).unwrap()).unwrap();
    assert_eq!(in_words(&read), in_words(&update));
}

#[test]
fn only_what_has_changed_is_told() {
    let mut session = Session::new(true);
    let mut entries: Vec<Value> = recordings().concat();
    entries.sort_by_key(|entry| entry["startedDateTime"].to_string());
    let last = entries.pop().unwrap();
    for entry in &entries {
        session.feed(entry);
    }
    let all = session.judge().unwrap().flows.len();
    assert!(all > 8);
    assert_eq!(session.judge(), None, "nothing has changed");

    session.feed(&last);
    let update = session.judge().expect("an entry more");
    let again: Vec<&Slot> = update.flows.iter().filter(|slot| matches!(slot, Slot::New)).collect();
    assert!(again.len() <= 1, "{} judged again", again.len());
    assert!(update.flows.len() >= all);
}

#[test]
fn files_come_beside_the_live_entries_take_each_others_place_and_go() {
    let recordings = recordings();
    let file = |name: &str, entries: &[Value]| {
        let har = json!({ "log": { "version": "1.2", "entries": entries } });
        capture::read(name, har.to_string().as_bytes()).unwrap()
    };
    let mut session = Session::new(true);
    let mut page = Report::default();
    for entry in &recordings[0] {
        session.feed(entry);
    }
    told(&mut page, session.judge());
    session.add(file("a.har", &recordings[1]));
    session.add(file("b.har", &recordings[2]));
    session.add(file("a.har", &recordings[3]));
    told(&mut page, session.judge());
    let mut live = Capture::live();
    for entry in &recordings[0] {
        live.add_live(entry);
    }
    let all = [live.clone(), file("b.har", &recordings[2]), file("a.har", &recordings[3])];
    assert_eq!(by_place(&page), analyse(&all, &[]));
    assert_eq!(session.files(), ["b.har", "a.har"]);

    session.close("b.har");
    session.close("a.har");
    told(&mut page, session.judge());
    assert_eq!(page, analyse(&[live], &[]));
    session.clear();
    told(&mut page, session.judge());
    assert!(page.flows.is_empty());
}

/// A recorded login with values and times of its own.
fn another(entries: &[Value], number: usize) -> Vec<Value> {
    let mut text = serde_json::to_string(entries).unwrap();
    let mut values: Vec<String> = Vec::new();
    for name in ["state", "nonce", "code", "code_challenge", "code_verifier"] {
        for (at, _) in text.match_indices(&format!("{name}=")) {
            let value: String = text[at + name.len() + 1..]
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || "-_.~".contains(*letter))
                .collect();
            if value.len() >= 10 && !values.contains(&value) {
                values.push(value);
            }
        }
    }
    for value in values {
        text = text.replace(&value, &format!("{}{number:04}", &value[..value.len() - 4]));
    }
    let started = format!("\"startedDateTime\":\"{}", 2100 + number);
    let year = entries[0]["startedDateTime"].as_str().unwrap()[..4].to_owned();
    serde_json::from_str(&text.replace(&format!("\"startedDateTime\":\"{year}"), &started)).unwrap()
}

/// What a person sees at once of the logins since a year.
fn seen(page: &Report, year: usize) -> Vec<(String, Option<String>, String, usize)> {
    let cause = |flow: &FlowReport| flow.diagnosis.first().map(|first| first.cause.to_string());
    let new = page.flows.iter().filter(|flow| flow.started >= Some(year.to_string()));
    new.map(|flow| (flow.id.clone(), cause(flow), flow.summary.clone(), flow.steps.len())).collect()
}

#[test]
fn beside_many_logins_the_newest_is_told_at_once_as_all_together_tell_it() {
    let mut session = Session::new(true);
    let mut page = Report::default();
    let mut live = Capture::live();
    let recordings = recordings();
    let many = 60;
    let mut behind = 0;
    // The copies of a login share its tokens: what has none is new to all that came before.
    let tokenless =
        |entries: &&Vec<Value>| !Value::from(entries.to_vec()).to_string().contains("access_token");
    let after = recordings.iter().chain(recordings.iter().filter(tokenless));
    for (number, entries) in recordings.iter().cycle().take(many).chain(after).enumerate() {
        for (at, entry) in another(entries, number).iter().enumerate() {
            session.feed(entry);
            live.add_live(entry);
            if number >= many && at % 7 == 0 {
                told(&mut page, session.judge_newest());
            }
        }
        if number < many {
            continue;
        }
        told(&mut page, session.judge_newest());
        let at_once = seen(&page, 2100 + number);
        behind += usize::from(session.is_behind());
        told(&mut page, session.judge());
        assert_eq!(at_once, seen(&page, 2100 + number));
        assert!(!session.is_behind());
        if number % 16 == 0 {
            assert_eq!(by_place(&page), analyse(std::slice::from_ref(&live), &[]));
        }
    }
    assert!(behind > 2, "{behind} times not all were judged");
}

#[test]
fn a_session_that_grows_too_large_lets_the_oldest_go_and_says_so() {
    let login = fs::read(format!("{FOLDER}/pub-pkce-verifier-mismatch.har")).unwrap();
    let har: Value = serde_json::from_slice(&login).unwrap();
    let entries = har["log"]["entries"].as_array().unwrap();
    let mut session = Session::within(400);
    let mut page = Report::default();
    let rounds = 40;
    for number in 0..rounds {
        for entry in &another(entries, number) {
            session.feed(entry);
        }
    }
    session.count(200_000, 0);
    told(&mut page, session.judge());

    assert_eq!(page.captures[0].entries, 200_000);
    let note = &page.captures[0].notes[0];
    assert!(note.contains("oldest exchanges are no longer held"), "{note}");
    assert!(page.flows.len() >= 15 && page.flows.len() < rounds, "{} logins", page.flows.len());
    let causes =
        |flow: &loginscope::report::FlowReport| flow.diagnosis.first().map(|first| first.cause.to_string());
    assert!(
        page.flows.iter().all(|flow| causes(flow).as_deref() == Some("pkce_verifier_mismatch")),
        "no login is held in part",
    );
    let newest = page.flows.last().unwrap().started.clone().unwrap();
    assert!(newest.starts_with(&(2100 + rounds - 1).to_string()), "{newest}");
}

#[test]
fn a_login_keeps_its_id_while_others_come_before_it_and_go() {
    let login = fs::read(format!("{FOLDER}/pub-pkce-verifier-mismatch.har")).unwrap();
    let har: Value = serde_json::from_slice(&login).unwrap();
    let entries = har["log"]["entries"].as_array().unwrap();
    let mut session = Session::within(200);
    let mut page = Report::default();
    let mut ids: HashMap<String, String> = HashMap::new();
    let rounds = 30;
    // Each second one is told of before the one that came before it.
    for number in (0..rounds).map(|number| number ^ 1) {
        for (at, entry) in another(entries, number).iter().enumerate() {
            session.feed(entry);
            if at == entries.len() / 2 {
                told(&mut page, session.judge());
            }
        }
        told(&mut page, session.judge());
        let mut seen = HashSet::new();
        for flow in &page.flows {
            assert!(seen.insert(flow.id.clone()), "{} is one login's alone", flow.id);
            let year = flow.started.as_ref().unwrap()[..4].to_owned();
            assert_eq!(*ids.entry(year).or_insert(flow.id.clone()), flow.id);
        }
        if number == 7 {
            session.set_clients(vec![ClientConfig::default()]);
        }
    }
    assert!(page.flows.len() < rounds, "some were let go");
    assert_eq!(ids.len(), rounds);
    assert_ne!(page.flows, by_place(&page).flows);
}

#[test]
fn a_count_alone_judges_nothing_anew() {
    let mut session = Session::new(true);
    for entry in &recordings()[0] {
        session.feed(entry);
    }
    let mut page = Report::default();
    told(&mut page, session.judge());
    assert!(session.count(500, 0));
    assert!(!session.count(500, 0));
    let update = session.judge().unwrap();
    assert!(update.flows.iter().all(|slot| matches!(slot, Slot::Same(_))));
    told(&mut page, Some(update));
    assert_eq!((page.captures[0].entries, page.flows.len()), (500, 1));
    assert_eq!(session.judge(), None);

    assert!(session.count(500, 7));
    told(&mut page, session.judge());
    assert!(page.captures[0].notes[0].contains("The 7 oldest exchanges"), "{:?}", page.captures[0].notes);
}

#[test]
fn cookies_that_are_told_later_tell_the_provider() {
    let bare = |entry: &Value| {
        let mut entry = entry.clone();
        if let Some(headers) = entry["response"]["headers"].as_array_mut() {
            headers.retain(|header| header["name"] != "Set-Cookie");
            entry["response"]["cookies"] = json!([]);
        }
        entry
    };
    let login = recordings().iter().find(|login| login.len() > 15).unwrap();
    let mut session = Session::new(true);
    let mut page = Report::default();
    login.iter().for_each(|entry| assert!(session.feed(&bare(entry))));
    told(&mut page, session.judge());
    assert_eq!(page.flows[0].provider, "unknown");

    let completed = login.iter().filter(|entry| session.feed(entry)).count();
    assert!(completed > 0 && completed < login.len());
    told(&mut page, session.judge());
    assert_eq!(page.flows[0].provider, "node-oidc-provider");
    assert_eq!(page, analyse(&[live_of(login)], &[]));
}

fn live_of(entries: &[Value]) -> Capture {
    let mut live = Capture::live();
    for entry in entries {
        live.add_live(entry);
    }
    live
}

#[test]
fn a_bare_invalid_grant_is_no_proof_of_one_of_its_causes() {
    let login = fs::read(format!("{FOLDER}/pub-pkce-verifier-mismatch.har")).unwrap();
    let mut har: Value = serde_json::from_slice(&login).unwrap();
    let entries = har["log"]["entries"].as_array_mut().unwrap();
    entries.retain(|entry| !entry["request"]["url"].as_str().unwrap().contains("/auth"));
    entries.last_mut().unwrap()["response"]["content"]["text"] = r#"{"error":"invalid_grant"}"#.into();
    let report = analyse(&[live_of(entries)], &[]);
    assert!(
        report.flows[0].summary.ends_with("the capture does not show why"),
        "{}",
        report.flows[0].summary
    );
    assert!(report.flows[0].diagnosis.len() > 2, "but what it may be");
}

/// The recorded logins as files.
fn files() -> Vec<Capture> {
    let file = |(index, entries): (usize, &Vec<Value>)| {
        let har = json!({ "log": { "entries": entries } }).to_string();
        capture::read(&format!("{index}.har"), har.as_bytes()).unwrap()
    };
    recordings().iter().take(2).enumerate().map(file).collect()
}

#[test]
fn a_session_says_the_same_of_logins_that_were_judged_beforehand_one_by_one() {
    let files = files();
    let mut session = Session::new(false);
    files.iter().for_each(|file| session.add(file.clone()));
    let turns = std::cell::Cell::new(0);
    let logins = std::cell::RefCell::new(Vec::new());
    let judged = at_once(session.ahead().unwrap().judge(async |login| {
        turns.set(turns.get() + 1);
        logins.borrow_mut().extend(login.cloned());
    }))
    .unwrap();
    session.know(judged);
    let update = session.judge().unwrap();
    assert!(update.logins.is_empty(), "told twice");
    let mut page = Report::default();
    told(&mut page, Some(Update { logins: logins.into_inner(), ..update }));
    assert_eq!(page, analyse(&files, &[]));
    assert!(
        page.flows.len() > 1 && turns.get() > page.flows.len() + page.checklist.len(),
        "{} turns",
        turns.get()
    );
}

#[test]
fn what_was_judged_beforehand_is_void_when_other_files_have_come() {
    let [first, second] = files().try_into().unwrap();
    let mut session = Session::new(false);
    session.add(first.clone());
    let ahead = session.ahead().unwrap();
    let number = ahead.number;
    let judged = at_once(ahead.judge(async |_| ())).unwrap();
    session.close(&first.file);
    session.add(second.clone());
    session.add(first.clone());
    session.know(judged);
    let mut page = Report::default();
    let update = session.judge().unwrap();
    assert!(update.number > number, "what was told beforehand must not be taken for it");
    told(&mut page, Some(update));
    assert_eq!(page, analyse(&[second, first], &[]));
}
