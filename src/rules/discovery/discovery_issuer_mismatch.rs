//! The issuer in the metadata against the address it was read from and the stored one.

use crate::config::ClientConfig;
use crate::flow::{Flow, issuer_of};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "discovery-issuer-mismatch",
    title: "Metadata that names another issuer",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcDiscovery.at("4.3"), Document::Rfc8414.at("3.3")],
    why: "A client that checks refuses such metadata, and later every ID token, since their issuer is not \
          the one it asked for.",
    fix: "Set the issuer in the client to exactly the `issuer` of the metadata; if that is wrong, let the \
          administrator of the provider correct its public address.",
    config: "",
    bad: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://login.op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=server_error&state=a1b2c3
<"),
    good: example("> GET https://op.example/.well-known/openid-configuration HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/keys\"}
> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    // Entra gives a pattern in place of the issuer, and one tenant several names.
    if flow.provider.id == "entra" {
        return Verdict::NotApplicable;
    }
    let read: Vec<(&Message<'_>, &str)> = flow
        .of(Kind::Discovery)
        .filter_map(|message| Some((message, message.answer.text("issuer")?)))
        .filter(|(_, issuer)| !issuer.contains('{'))
        .collect();
    let Some((document, issuer)) = read.first() else {
        return match flow
            .of(Kind::Discovery)
            .any(|message| message.answer.status == Some(200) && !message.answer.recorded)
        {
            true => Verdict::lacks("The metadata document is not in the capture."),
            false => Verdict::NotApplicable,
        };
    };
    let differs = read.iter().find_map(|(document, issuer)| {
        let asked = issuer_of(document.exchange.address())?;
        (asked.trim_end_matches('/') != issuer.trim_end_matches('/')).then_some((document, *issuer, asked))
    });
    if let Some((document, issuer, asked)) = differs {
        let finding =
            found(document, issuer, ("Asked for", &asked), "the address it was read from stands for");
        // A host may hand on the metadata of the issuer that the client is configured with.
        let stored = config.issuer.as_deref() == Some(issuer);
        return match flow.failures.is_empty() || stored {
            true => finding.class(Class::Conformance).severity(Severity::Warning),
            false => finding,
        }
        .verdict();
    }
    match config.issuer.as_deref().filter(|stored| stored != issuer) {
        Some(stored) => found(document, issuer, ("Stored", stored), "the stored configuration has")
            .class(Class::Conformance)
            .severity(Severity::Warning)
            .likely()
            .verdict(),
        None => Verdict::pass(format!("The metadata names the issuer `{issuer}`, as asked for")),
    }
}

fn found(document: &Message<'_>, issuer: &str, other: (&str, &str), has: &str) -> Finding {
    let place = Location::of(document, Part::ResponseBody, Some("issuer"));
    let says = format!("The metadata names the issuer `{issuer}`; {has} `{}`", other.1);
    Finding::at(place.clone(), says).compared((other.0, None, other.1), ("Metadata", Some(place), issuer))
}
