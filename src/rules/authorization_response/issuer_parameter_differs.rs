//! `iss` in the response against the issuer of the provider that was asked, as strings.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "issuer-parameter-differs",
    title: "Another issuer in the authorization response",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9207.at("2.4")],
    why: "A response with another issuer comes from another provider: the client must refuse it, or it \
          would send the code to the wrong one (mix-up).",
    fix: "Set the issuer in the client to exactly what the metadata of the provider says; if the provider \
          is at fault, let it send its own issuer.",
    config: "{\"client_id\":\"shop\",\"metadata\":{\"issuer\":\"https://op.example\",\"authorization_response_iss_parameter_supported\":true}}",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&iss=https%3A%2F%2Fother.example
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&iss=https%3A%2F%2Fop.example
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let given = authorize::responses(flow).find_map(|response| Some((response, response.given("iss")?)));
    let Some((response, iss)) = given else { return Verdict::NotApplicable };
    let metadata = flow.metadata_text("issuer");
    let stored = config.issuer.as_deref();
    let Some(issuer) = metadata.or(stored).filter(|issuer| !issuer.contains('{')) else {
        return Verdict::lacks(
            "Neither the metadata of the provider nor a stored configuration names the issuer.",
        );
    };
    if iss == issuer {
        return Verdict::pass(format!("`iss` is `{iss}`, the issuer of the provider"));
    }
    let whose = if metadata.is_some() { "Metadata" } else { "Stored configuration" };
    let place = Location::param(response, "iss");
    let says = format!("The response has `iss` `{iss}`; the issuer is `{issuer}`");
    let rows = (("Authorization response", Some(place.clone()), iss), (whose, None, issuer));
    let finding = Finding::at(place, says).compared(rows.0, rows.1);
    // A stored issuer was typed by somebody: a slash there proves nothing.
    if metadata.is_some() { finding } else { finding.severity(Severity::Warning).likely() }.verdict()
}
