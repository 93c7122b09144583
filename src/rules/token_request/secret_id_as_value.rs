//! The id of a client secret in place of its value.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Reading, Row, Rule, Severity, Verdict, client_auth, example, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "secret-id-as-value",
    title: "Secret id sent as the secret",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1")],
    why: "Microsoft Entra shows two columns for a secret, an id and a value. The id is a GUID and no \
          secret; the value is shown only once.",
    fix: "Make a new secret under Certificates & secrets, copy the column Value at once, and store that in \
          the client.",
    config: "",
    bad: example("> POST https://login.microsoftonline.com/8f3c2a10-5b7e-4d61-9c2f-1e0a7b4d9c33/oauth2/v2.0/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=3f1c7c2e-9a0b-4d5e-8f60-9a1b2c3d4e00
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret provided.\"}"),
    good: example("> POST https://login.microsoftonline.com/8f3c2a10-5b7e-4d61-9c2f-1e0a7b4d9c33/oauth2/v2.0/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=abc8Q~madeUpMadeUpMadeUpMadeUpMadeUp00
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest), Reading::Headers(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    if !matches!(flow.provider.id, "entra" | "b2c") {
        return Verdict::NotApplicable;
    }
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let secrets = client_auth::secrets(request);
    let Some(sent) = secrets.first() else { return Verdict::NotApplicable };
    let shape = crate::config::shape(&sent.value);
    // The client's own id is no id of a secret.
    let is_client = request.client_id().as_deref() == Some(sent.value.as_str());
    if shape != "a GUID" || is_client || token::succeeded(request) {
        return Verdict::pass("The client secret is no GUID");
    }
    let row = Row::secret("Secret sent", sent.place(), &sent.value);
    let says = "The client secret is a GUID, as the id of a secret is; the value of a secret \
            has about 40 characters";
    let finding = Finding::at(sent.place(), says).rows(vec![row]);
    let proven = request.answer.words().contains("AADSTS7000215");
    if proven { finding.verdict() } else { finding.likely().verdict() }
}
