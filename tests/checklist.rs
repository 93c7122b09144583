//! The checklist: computed from logins and configuration, one per client, with a reason at every point, and without any
//! login as well.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;

use loginscope::print::{self, Palette};
use loginscope::report::{ChecklistItem, ChecklistReport, Report};
use loginscope::{analyse, capture, checklist, config};
use support::{cases, recorded};

fn lists(report: &Report) -> Vec<&ChecklistReport> {
    report.checklist.iter().collect()
}

fn of(texts: &[&str], clients: &str) -> Report {
    let clients = config::read(clients).unwrap().0;
    let captures: Vec<capture::Capture> =
        texts.iter().map(|text| capture::read("test", text.as_bytes()).unwrap()).collect();
    analyse(&captures, &clients)
}

fn item<'r>(list: &'r ChecklistReport, id: &str) -> &'r ChecklistItem {
    list.items.iter().find(|item| item.id == id).unwrap_or_else(|| panic!("{id} in {:?}", list.client))
}

#[test]
fn a_configuration_alone_has_a_checklist() {
    let report = of(
        &[],
        r#"{"name": "Shop", "issuer": "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
            "client_id": "your-client-id", "client_type": "confidential", "client_secret": "99999999-8888-7777-6666-555555555555",
            "redirect_uris": ["http://shop.example.com/cb"], "grant_types": ["authorization_code", "password"],
            "scope": "openid offline_access"}"#,
    );
    assert!(report.flows.is_empty());
    let lists = lists(&report);
    let [list] = lists.as_slice() else { panic!("one client") };
    assert_eq!((list.client.as_str(), list.provider.as_str()), ("Shop", "entra"));
    for (id, part) in [
        ("client-id", "your-client-id"),
        ("redirect-form", "http://shop.example.com/cb"),
        ("client-authenticates", "GUID"),
        ("grants", "password"),
        ("refresh", "refresh_token"),
    ] {
        let item = item(list, id);
        assert_eq!(item.state, "failed", "{id}: {item:?}");
        assert!(item.says.contains(part), "{id}: {}", item.says);
    }
    assert_eq!(item(list, "redirect-same").state, "cannot_tell");
    let review = item(list, "review");
    assert_eq!(review.state, "by_hand");
    assert!(item(list, "secret-age").at_provider.as_ref().unwrap().contains("24 months"), "in Entra's words");
    let order: Vec<&str> = list.items.iter().map(|item| item.state.as_ref()).collect();
    let mut sorted = order.clone();
    sorted.sort_by_key(|state| {
        ["failed", "cannot_tell", "passed", "by_hand"].iter().position(|own| own == state)
    });
    assert_eq!(order, sorted, "failed first, by hand last");
}

#[test]
fn a_sound_configuration_has_nothing_failed() {
    let report = of(
        &[],
        r#"[{"name": "Shop, production", "issuer": "https://sso.example.com/realms/shop", "client_id": "shop-web",
             "client_type": "confidential", "token_endpoint_auth_method": "client_secret_basic",
             "redirect_uris": ["https://shop.example.com/cb"], "scope": "openid", "pkce": true,
             "response_types": ["code"], "grant_types": ["authorization_code", "refresh_token"]},
            {"name": "Shop, staging", "issuer": "https://sso-stage.example.com/realms/shop", "client_id": "shop-stage",
             "redirect_uris": ["https://stage.example.com/cb"]}]"#,
    );
    assert_eq!(report.checklist.len(), 2);
    for list in &report.checklist {
        assert_eq!(list.counts.failed, 0, "{:?}", list.items.first());
        assert_eq!(item(list, "environments").state, "passed");
    }
}

#[test]
fn environments_that_mix_are_named() {
    let report = of(
        &[],
        r#"[{"name": "Production", "issuer": "https://a.example.com", "client_id": "one", "redirect_uris": ["https://shop.example.com/cb"]},
            {"name": "Staging", "issuer": "https://b.example.com", "client_id": "two", "redirect_uris": ["https://shop.example.com/cb"]}]"#,
    );
    for list in &report.checklist {
        let environments = item(list, "environments");
        assert_eq!(environments.state, "failed");
        assert!(environments.says.contains("https://shop.example.com/cb"), "{}", environments.says);
    }
}

#[test]
fn a_client_for_machines_has_no_points_of_browsers() {
    let report = of(
        &[],
        r#"{"client_id": "job-7", "client_type": "confidential", "grant_types": ["client_credentials"]}"#,
    );
    let ids: Vec<&str> = report.checklist[0].items.iter().map(|item| item.id.as_ref()).collect();
    for id in ["redirect-form", "pkce", "logout", "callback", "second-user"] {
        assert!(!ids.contains(&id), "{id} in {ids:?}");
    }
    assert!(ids.contains(&"secret-age") && ids.contains(&"network-launch"));
}

#[test]
fn good_logins_fail_no_point_and_prove_the_steps() {
    for known in recorded().iter().filter(|known| known.cause.is_none()) {
        let report = known.report();
        let list = report
            .checklist
            .iter()
            .find(|list| list.items.iter().any(|item| item.flow.is_some()))
            .unwrap_or_else(|| panic!("{}: a list with a login", known.name));
        let failed: Vec<&ChecklistItem> = list.items.iter().filter(|item| item.state == "failed").collect();
        assert!(failed.is_empty(), "{}: {failed:?}", known.name);
        assert!(list.counts.passed >= 4, "{}: {:?}", known.name, list.counts);
    }
}

#[test]
fn the_point_of_the_newest_logins_proven_cause_fails() {
    let points = [
        ("redirect_uri_mismatch_token", "redirect-same"),
        ("redirect_uri_mismatch_authorize", "redirect-registered"),
        ("pkce_verifier_mismatch", "pkce"),
        ("code_reused", "code-once"),
        ("expired_client_secret", "secret-age"),
        ("waf_blocked", "reached"),
        ("user_not_assigned", "second-user"),
        ("app_not_published_or_test_user", "review"),
    ];
    let mut seen = 0;
    for known in cases() {
        let Some((cause, _)) = &known.cause else { continue };
        let Some((_, id)) = points.iter().find(|(own, _)| own == cause) else { continue };
        let report = known.report();
        let certain = report.flows.last().is_some_and(|flow| {
            flow.diagnosis.first().is_some_and(|first| {
                first.cause == *cause && first.weight != "fits" && first.weight != "status"
            })
        });
        if !certain {
            continue;
        }
        seen += 1;
        let failed = report
            .checklist
            .iter()
            .flat_map(|list| &list.items)
            .any(|item| item.id == *id && item.state == "failed");
        assert!(failed, "{}: {id}", known.name);
    }
    assert!(seen >= 12, "{seen} cases of these causes");
}

#[test]
fn points_have_words_and_their_own_ids() {
    let mut ids: Vec<&str> = checklist::ALL.iter().map(|item| item.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for item in checklist::ALL {
        let todo = item.by_hand.unwrap_or("Check.");
        assert!(
            todo.ends_with('.') && todo.chars().next().is_some_and(char::is_uppercase),
            "{}: {todo}",
            item.id
        );
        assert!(
            !item.rules.is_empty()
                || !item.causes.is_empty()
                || item.by_hand.is_some()
                || item.id == "environments",
            "{}",
            item.id
        );
    }
}

#[test]
fn every_format_prints_the_checklist() {
    let report = of(
        &[],
        r#"{"name": "Shop", "client_id": "your-client-id", "redirect_uris": ["https://a.example/cb"]}"#,
    );
    let text = print::text(&report, Palette::Plain);
    assert!(text.contains("Checklist of Shop") && text.contains("× Client id"), "{text}");
    let markdown = print::markdown(&report);
    assert!(
        markdown.contains("<details><summary>Checklist") && markdown.contains("- [ ] Client id"),
        "{markdown}"
    );
    let html = print::html(&report);
    assert!(html.contains("Checklist of Shop") && html.contains("<details"), "folded in the document");
    let json: serde_json::Value = serde_json::from_str(&print::json(&report)).unwrap();
    assert_eq!(json["checklist"][0]["items"][0]["state"], "failed");
    let joined = Report::join(vec![report.clone(), report.clone()]);
    assert_eq!(joined.checklist, report.checklist, "one list for one client");
}

#[test]
fn what_works_and_could_be_better_is_to_be_done_and_has_not_failed() {
    let text = "> GET https://login.acme.example/authorize?response_type=code&client_id=app-1&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb&scope=openid&state=abcdef0123456789 HTTP/1.1
> Host: login.acme.example
>
< HTTP/1.1 302 Found
< Location: https://app.acme.example/cb?code=ac_1234567890abcdef&state=abcdef0123456789
<
> GET https://app.acme.example/cb?code=ac_1234567890abcdef&state=abcdef0123456789 HTTP/1.1
> Host: app.acme.example
>
< HTTP/1.1 302 Found
< Location: https://app.acme.example/
<
";
    let report = of(&[text], "[]");
    let list = &report.checklist[0];
    let pkce = item(list, "pkce");
    assert_eq!((pkce.state.as_ref(), pkce.flow.as_deref()), ("by_hand", Some("flow-1")), "{pkce:?}");
    assert!(pkce.says.contains("`code_challenge`"), "{}", pkce.says);
    assert_eq!(list.counts.failed, 0, "{:?}", list.items.first());
}
