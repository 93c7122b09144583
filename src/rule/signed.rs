//! What the rules on signatures share: keys and their places in words, and the verdict where nothing can be told.

use crate::config::ClientConfig;
use crate::flow::{Flow, KeyName, Signature, Signer, Source};
use crate::oauth::Part;
use crate::rule::{Location, Verdict};

/// "key `a` of the key set at `https://op.example/keys`".
pub fn key_words(key: &KeyName) -> String {
    let which = key.kid.as_ref().map_or(String::new(), |kid| format!(" `{kid}`"));
    match &key.from {
        Source::SecretOf { .. } => "the client's secret, as this login sends it".into(),
        Source::Given if key.kid.is_none() => "what was given for this moment".into(),
        Source::InToken => "the key in its own header".into(),
        from => format!("key{which} of {}", source_words(from)),
    }
}

/// "the key set at `https://op.example/keys`".
pub fn source_words(source: &Source) -> String {
    match source {
        Source::Captured { address, .. } if address.is_empty() => "the pasted key set".into(),
        Source::Captured { address, .. } => format!("the key set at `{address}`"),
        Source::SecretOf { .. } => "this login's requests".into(),
        Source::Stored => "the stored configuration".into(),
        Source::Given => "what was given for this moment".into(),
        Source::InToken => "its own header".into(),
    }
}

/// Where a captured key set stands.
pub fn place(source: &Source) -> Option<Location> {
    let Source::Captured { file, entry, .. } = source else { return None };
    let name = Some("keys".to_owned());
    Some(Location { file: *file, entry: *entry, part: Part::ResponseBody, name, span: None })
}

/// Whether a key is for certain one of the signer's: from the key set that the metadata names, from the token itself, or
/// given by the person.
pub fn is_certain(source: &Source) -> bool {
    match source {
        Source::Captured { named, .. } => *named,
        Source::SecretOf { .. } => false,
        Source::Stored | Source::Given | Source::InToken => true,
    }
}

/// The verdict on a signature that is right, or of which nothing can be said; none where something is wrong with it.
pub fn settled(flow: &Flow<'_>, config: &ClientConfig, signer: Signer, text: &str) -> Option<Verdict> {
    match flow.signature(config, signer, text) {
        Signature::Verified { key } => {
            Some(Verdict::pass(format!("The signature is verified with {}", key_words(&key))))
        }
        Signature::NotCheckable(why) => Some(Verdict::lacks(why)),
        Signature::Wrong { .. }
        | Signature::KeyUnknown { .. }
        | Signature::Unfit { .. }
        | Signature::Unsigned => None,
    }
}
