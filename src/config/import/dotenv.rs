//! Settings in the environment: `.env` files. Names are grouped by what stands before `CLIENT_ID`.

use serde_json::json;

use super::{Draft, Imported, Members};

/// Endings of names, the member that they set, and the longest first where one ends like another.
const ENDINGS: [(&[&str], &str); 8] = [
    (&["CLIENT_SECRET", "SECRET"], "client_secret"),
    (&["CLIENT_ID", "CLIENTID", "APP_ID"], "client_id"),
    (&["POST_LOGOUT_REDIRECT_URI", "LOGOUT_REDIRECT_URI"], "post_logout_redirect_uris"),
    (&["REDIRECT_URI", "REDIRECT_URL", "CALLBACK_URL", "CALLBACK_URI"], "redirect_uris"),
    (&["ISSUER_BASE_URL", "ISSUER_URL", "ISSUER", "AUTHORITY"], "issuer"),
    (&["SCOPES", "SCOPE"], "scope"),
    (&["AUDIENCE"], "audience"),
    (&["TENANT_ID"], "tenant"),
];

/// Reads lines `NAME=value`; none if no client id is among them.
pub fn from_env(text: &str) -> Option<Imported> {
    let lines: Vec<(String, String)> = text.lines().filter_map(line).collect();
    let groups: Vec<String> = lines.iter().filter_map(|(name, _)| group(name)).collect();
    let mut clients: Vec<Members> = Vec::new();
    for group in groups {
        let client = client(&group, &lines);
        if !clients.contains(&client) {
            clients.push(client);
        }
    }
    (!clients.is_empty()).then_some(Imported { form: "settings in the environment", clients })
}

fn line(line: &str) -> Option<(String, String)> {
    let line = line.trim().trim_start_matches("export ").trim_start();
    let (name, value) = line.split_once('=').filter(|_| !line.starts_with('#'))?;
    let name = name.trim();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let value = value.trim();
    let quoted = ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.split(*mark).next());
    let bare = || value.split(" #").next().unwrap_or_default().trim();
    is_name.then(|| (name.to_ascii_uppercase(), quoted.map_or_else(|| bare().to_owned(), str::to_owned)))
}

/// What stands before the client id: `KEYCLOAK_` of `KEYCLOAK_CLIENT_ID`, `AUTH_GITHUB_` of Auth.js' `AUTH_GITHUB_ID`.
fn group(name: &str) -> Option<String> {
    ["CLIENT_ID", "CLIENTID"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .or_else(|| {
            name.strip_suffix("ID")
                .filter(|before| before.starts_with("AUTH_") && before.len() > "AUTH_".len())
        })
        .map(str::to_owned)
}

fn client(group: &str, lines: &[(String, String)]) -> Members {
    let of = |names: &[&str]| -> Option<String> {
        let own = names
            .iter()
            .find_map(|name| lines.iter().find(|(known, _)| known.strip_prefix(group) == Some(name)));
        own.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
    };
    let any = |name: &str| lines.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let mut draft = Draft::default();
    let short = group.trim_end_matches('_').trim_start_matches("AUTH_").to_ascii_lowercase();
    draft.set("name", Some(short.replace('_', " ")));
    for (names, member) in ENDINGS {
        let value = of(names);
        match member {
            "redirect_uris" | "post_logout_redirect_uris" => {
                draft.list(member, value.map(|uri| vec![uri]));
            }
            "scope" => {
                draft.set(member, value.map(|scope| scope.replace(',', " ")));
            }
            "tenant" => {}
            _ => {
                draft.set(member, value);
            }
        }
    }
    if group.starts_with("AUTH_") {
        draft.set("client_id", of(&["ID"]));
        // Auth.js has its callback at a fixed place (https://authjs.dev/getting-started/deployment).
        let base = any("AUTH_URL").or_else(|| any("NEXTAUTH_URL"));
        draft.list(
            "redirect_uris",
            base.map(|base| vec![format!("{}/api/auth/callback/{short}", base.trim_end_matches('/'))]),
        );
    }
    let tenant = of(&["TENANT_ID"]).map(|tenant| format!("https://login.microsoftonline.com/{tenant}/v2.0"));
    let domain = any("AUTH0_DOMAIN")
        .filter(|_| group == "AUTH0_")
        .map(|domain| format!("https://{}/", domain.trim_start_matches("https://").trim_end_matches('/')));
    let mut members = draft.done();
    if let Some(issuer) = tenant.or(domain) {
        members.entry("issuer").or_insert(json!(issuer));
    }
    members
}
