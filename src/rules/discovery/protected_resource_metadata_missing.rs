//! Whether a protected resource tells where to log in.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part, quoted};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "protected-resource-metadata-missing",
    title: "Protected resource that does not tell where to log in",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc9728.at("3.1"), Document::Rfc9728.at("5.1")],
    why: "A client that knows only the resource, as clients of MCP servers do, learns from its \
          metadata which server to log in to. Without it the client guesses, or gives up.",
    fix: "Let whoever runs the resource answer at `/.well-known/oauth-protected-resource` and name \
          that address as `resource_metadata` in `WWW-Authenticate` of its 401.",
    config: "",
    bad: example(
        "> POST https://mcp.example/mcp HTTP/1.1
> Content-Type: application/json
>
{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer
<
> GET https://mcp.example/.well-known/oauth-protected-resource/mcp HTTP/1.1
>
< HTTP/1.1 404 Not Found
<
> GET https://mcp.example/.well-known/oauth-protected-resource HTTP/1.1
>
< HTTP/1.1 404 Not Found
<",
    ),
    good: example(crate::rule::metadata::RESOURCE_EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let tried: Vec<&Message<'_>> =
        flow.of(Kind::ResourceMetadata).filter(|message| message.answer.status.is_some()).collect();
    let challenge = flow.of(Kind::ApiCall).find_map(|call| {
        let mut values = call.exchange.response.headers.all("www-authenticate");
        Some((call, values.find_map(|value| quoted(value, "resource_metadata"))?))
    });
    let found = tried
        .iter()
        .find(|message| message.answer.json.as_ref().is_some_and(|json| json.get("resource").is_some()));
    if let Some(found) = found {
        return Verdict::pass(format!(
            "The resource tells where to log in, at `{}`",
            found.exchange.address()
        ));
    }
    // The place whose answer is not recorded may have it.
    if !tried.is_empty()
        && let Some(unseen) = flow.of(Kind::ResourceMetadata).find(|message| {
            let status = message.answer.status;
            status.is_none_or(|status| status < 300 && !message.answer.recorded)
        })
    {
        return Verdict::lacks(format!(
            "The answer of `{}` is not in the capture.",
            unseen.exchange.address()
        ));
    }
    let Some(last) = tried.last() else {
        return match challenge {
            Some((_, address)) => Verdict::pass(format!("The resource names its metadata, `{address}`")),
            None => Verdict::NotApplicable,
        };
    };
    let status = last.answer.status.unwrap_or_default();
    let how = match tried.len() {
        1 => format!("`{}` answers with `{status}`", last.exchange.address()),
        many => format!(
            "none of {many} places has the resource's metadata, the last one (`{}`) answers with `{status}`",
            last.exchange.path()
        ),
    };
    let named = match challenge {
        Some((_, address)) => format!("; the resource named `{address}`"),
        None if is_hidden(flow) => {
            "; `WWW-Authenticate` is not among the headers that the page's script may read".into()
        }
        None => String::new(),
    };
    let finding = Finding::at(Location::of(last, Part::ResponseStatus, None), format!("{how}{named}"));
    // Older clients and servers find the way without.
    let leads_on = |later: &Exchange| {
        later.origin() == last.exchange.origin()
            && later.response.status == Some(200)
            && later.path().contains("/.well-known/o")
            && !later.path().contains("protected-resource")
    };
    let went_on = flow.authorization_request().is_some()
        || flow.first(Kind::TokenRequest).is_some()
        || flow.around.after(last.exchange).iter().any(leads_on);
    if went_on { finding.severity(Severity::Info) } else { finding.class(Class::Failure) }.verdict()
}

/// Whether a challenge was there that a script of another origin cannot see.
fn is_hidden(flow: &Flow<'_>) -> bool {
    flow.of(Kind::ApiCall).any(|call| {
        let (asked, answered) = (&call.exchange.request.headers, &call.exchange.response.headers);
        let crosses = asked.first("origin").is_some_and(|origin| origin != call.exchange.origin());
        let exposed: String =
            answered.all("access-control-expose-headers").collect::<Vec<_>>().join(",").to_ascii_lowercase();
        call.answer.status == Some(401)
            && crosses
            && !exposed.contains("www-authenticate")
            && !exposed.contains('*')
    })
}
