//! A client secret that is a placeholder.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Row, Rule, Severity, Verdict, client_auth, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "secret-placeholder",
    title: "Placeholder in place of the client secret",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1")],
    why: "What was sent is a name or an example where the secret should stand: a variable that nobody set, \
          or brackets left over from the documentation.",
    fix: "Set the secret in the client's environment and look that the variable is read where the token \
          request is built.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=%24%7BCLIENT_SECRET%7D
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::SECRET_IN_BODY),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let secrets = client_auth::secrets(request);
    let Some(sent) = secrets.first() else { return Verdict::NotApplicable };
    if token::is_redacted(&sent.value) {
        return token::blanked("client_secret");
    }
    let Some(what) = placeholder(&sent.value).filter(|_| !token::succeeded(request)) else {
        return Verdict::pass("The client secret is no placeholder");
    };
    let row = Row::secret("Secret sent", sent.place(), &sent.value);
    let finding = Finding::at(sent.place(), format!("The client secret is {what}")).rows(vec![row]);
    token::weighed(finding, request, &["invalid_client", "unauthorized_client", "invalid_request"]).verdict()
}

/// What a text is if it is no secret.
pub fn placeholder(secret: &str) -> Option<&'static str> {
    let lower = secret.trim().to_ascii_lowercase();
    let between =
        |open: &str, close: &str| lower.len() > 2 && lower.starts_with(open) && lower.ends_with(close);
    let words = [
        "your",
        "client_secret",
        "client-secret",
        "clientsecret",
        "changeme",
        "change_me",
        "placeholder",
        "insert",
        "replace",
    ];
    match lower.as_str() {
        "undefined" | "null" | "none" | "nil" | "nan" | "[object object]" | "true" | "false" => {
            Some("the text that a variable without a value becomes")
        }
        _ if between("${", "}") || between("{{", "}}") || between("$(", ")") || between("%", "%") => {
            Some("the name of a variable that was not filled in")
        }
        _ if lower.starts_with("process.env") || lower.starts_with("env.") => Some("the name of a variable"),
        _ if between("{", "}") || between("<", ">") || between("[", "]") => {
            Some("still in the brackets of a template")
        }
        // What counts clients or secrets was made by somebody.
        _ if words.iter().any(|word| lower.starts_with(word))
            && !lower.bytes().any(|c| c.is_ascii_digit()) =>
        {
            Some("an example from documentation")
        }
        _ => None,
    }
}
