//! Client secrets that can be guessed.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Row, Rule, Severity, Verdict, client_auth, example, placeholder, strength,
    token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "secret-weak",
    title: "Client secret that is short enough to be guessed",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("10.10")],
    why: "Whoever guesses the secret acts as the client, and a short one is found by trying.",
    fix: "Have the provider's administrator make a new client secret of at least 32 random characters.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=shop1
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let secrets = client_auth::secrets(request);
    let Some(sent) = secrets.first() else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    if token::is_redacted(&sent.value) || placeholder::placeholder(&sent.value).is_some() {
        return token::blanked("client_secret");
    }
    let bits = strength::most_bits(&sent.value);
    let length = sent.value.chars().count();
    if bits >= 64.0 {
        return Verdict::pass("The client secret is long enough");
    }
    let says = format!("The client secret has {length} characters, that is at most {bits:.0} random bits");
    let row = Row::secret("Secret sent", sent.place(), &sent.value);
    Finding::at(sent.place(), says).rows(vec![row]).verdict()
}
