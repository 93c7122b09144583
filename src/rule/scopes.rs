//! Which scope stands for which: full and short names, and scopes that are known to contain others. Knows no rule.

use crate::oauth::Message;

/// Scopes that show in something else than `scope`: tokens, claims, Entra's `.default`.
pub fn is_spoken_for(word: &str, request: &Message<'_>) -> bool {
    match word {
        "openid" | "profile" | "email" | "address" | "phone" => request.answer.brings("id_token"),
        "offline_access" | "refresh_token" | "offline" => request.answer.brings("refresh_token"),
        _ => word.ends_with(".default"),
    }
}

/// Whether a granted scope is the wanted one, by its full or short name, or is known to contain it.
pub fn covers(granted: &str, wanted: &str) -> bool {
    let short = |word: &str| word.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let (have, want) = (short(granted), short(wanted));
    // GitHub: `user` contains `user:email`, `admin:org` contains `read:org`.
    let parent = want.split_once(':').is_some_and(|(parent, rest)| {
        have == parent
            || have.split_once(':').is_some_and(|(level, name)| {
                name == rest && matches!((level, parent), ("admin", "write" | "read") | ("write", "read"))
            })
    });
    // Shopify: `write_x` contains `read_x`.
    let writes = want.strip_prefix("read_").is_some_and(|thing| have.strip_prefix("write_") == Some(thing));
    // Google names `email` and `profile` by the addresses `…/auth/userinfo.email`.
    have == want || have == format!("userinfo.{want}") || parent || writes
}
