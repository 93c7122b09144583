//! What causes are weighed by: a failed login, what the rules found in it, and what was said about it.

use std::cell::OnceCell;

use super::{Cause, Evidence, Said, Strength, Trouble, Weight, Words, said};
use crate::config::ClientConfig;
use crate::flow::{Flow, What};
use crate::oauth::{Kind, Message, Step};
use crate::rule::{self, Certainty, Finding, Rule, Severity, Verdicts};

/// How servers refuse a method in words.
const METHOD_REFUSED: &str = r"(?i)\b(not allowed|unsupported|wrong|invalid) (http )?method|\bmethod\b.{0,20}not (allowed|supported)|must be (http )?post\b|\bcannot get /";

/// A login that is to be diagnosed.
pub struct Case<'a> {
    pub flow: &'a Flow<'a>,
    pub verdicts: &'a Verdicts,
    pub config: &'a ClientConfig,
    /// What the server, an edge or the client's page said, looked up in the tables.
    pub heard: Vec<Said>,
    words: Option<Words>,
    portal: OnceCell<Option<Evidence>>,
}

impl<'a> Case<'a> {
    /// Reads what was said about the failure.
    pub fn of(flow: &'a Flow<'a>, verdicts: &'a Verdicts, config: &'a ClientConfig) -> Case<'a> {
        let words = flow.failed_message().map(Words::of);
        Case { flow, verdicts, config, heard: said::hear(flow), words, portal: OnceCell::new() }
    }

    /// Whether something failed: a refused message, or a response that the client must reject.
    pub fn has_failed(&self) -> bool {
        !self.flow.failures.is_empty() || self.is_rejected_by_client()
    }

    /// Whether no server refused anything, but the client must refuse what it got, and did not go on.
    pub fn is_rejected_by_client(&self) -> bool {
        self.verdicts.all().iter().any(|(rule, finding)| {
            rule::is_decisive(rule)
                && finding.stops(rule)
                && finding.severity.unwrap_or(rule.severity) == Severity::Error
                && finding.certainty == Certainty::Proven
        })
    }

    /// Whether the client itself stopped the login: nobody refused anything, or its own page tells of the failure and
    /// not of an answer of the provider.
    pub fn stopped_at_client(&self) -> bool {
        let Some(message) = self.failed().filter(|_| self.what() != Some(What::Loops)) else { return true };
        let answered = message
            .relayed
            .as_ref()
            .is_some_and(|relayed| relayed.status.is_some() || relayed.code.is_some());
        self.what() == Some(What::ClientFailed) && !answered
    }

    /// The failure, if it is that the client's server does not renew its own session.
    pub fn own_renewal(&self) -> Option<&Message<'a>> {
        let step = |message: &&Message<'a>| message.relayed.as_ref()?.step;
        self.failed().filter(|message| step(message) == Some(Step::Session))
    }

    /// The page of a network that came in the provider's place.
    pub fn portal(&self) -> Option<&Evidence> {
        self.portal.get_or_init(|| super::portal::seen(self)).as_ref()
    }

    /// Whether an endpoint of the client's own stands between, and hides what the token endpoint answered.
    pub fn is_hidden(&self) -> bool {
        self.failed().is_some_and(|message| super::out_of_sight::is_hidden(self.flow, message))
    }

    /// Whether the callback failed after its token request had brought tokens.
    pub fn tokens_came(&self) -> bool {
        self.failed().is_some_and(|message| super::out_of_sight::tokens_came(self.flow, message))
    }

    /// The message whose failure is to be explained.
    pub fn failed(&self) -> Option<&Message<'a>> {
        self.flow.failed_message()
    }

    /// In which way it failed.
    pub fn what(&self) -> Option<What> {
        self.flow.failure().map(|failure| failure.what)
    }

    /// Whether the failure to be explained is a message of this kind.
    pub fn failed_at(&self, kind: Kind) -> bool {
        self.failed().is_some_and(|message| message.kind == kind)
    }

    /// Whether an API, or userinfo, refused the access token.
    pub fn failed_at_api(&self) -> bool {
        self.failed_at(Kind::ApiCall) || self.failed_at(Kind::Userinfo)
    }

    /// Whether the failure is that of a request for authorization: its page, its response, or the pushed request.
    pub fn failed_at_authorization(&self) -> bool {
        self.failed().is_some_and(|message| match message.kind {
            Kind::AuthorizationRequest | Kind::PushedAuthorization | Kind::Interaction => true,
            Kind::AuthorizationResponse | Kind::Callback => self.what() == Some(What::ErrorResponse),
            _ => false,
        })
    }

    /// Whether a request of this kind was refused, with one of these codes if with any that specifications know.
    pub fn is_refused(&self, kind: Kind, codes: &[&str]) -> bool {
        self.failed_at(kind) && self.error_is_among(codes)
    }

    /// Whether the token endpoint, or one that authenticates clients like it, refused the client's credentials, as far
    /// as its code tells.
    pub fn credentials_refused(&self) -> bool {
        let codes = ["invalid_client", "unauthorized_client", "invalid_request", "access_denied"];
        let kinds = [
            Kind::TokenRequest,
            Kind::PushedAuthorization,
            Kind::DeviceAuthorization,
            Kind::BackchannelAuthentication,
            Kind::Introspection,
        ];
        !self.method_refused()
            && kinds.iter().any(|kind| self.is_refused(*kind, &codes))
            && !self.stopped_elsewhere()
    }

    /// Whether nothing but the method was looked at: by its status or words the server does not take it.
    pub fn method_refused(&self) -> bool {
        let no_post = self.failed().is_some_and(|message| message.exchange.request.method != "POST");
        self.status() == Some(405) || no_post && self.says(METHOD_REFUSED)
    }

    /// Whether the provider's own code says that it came to judge the person's or the client's rights, so that the
    /// credentials had been accepted, or that it does not know the client or the caller, so that they were not looked at.
    fn stopped_elsewhere(&self) -> bool {
        use crate::causes::{
            admin_consent_required, ip_blocked, rate_limited, waf_blocked, wrong_client_id,
            wrong_tenant_or_issuer,
        };
        let before = [
            wrong_client_id::CAUSE.id,
            wrong_tenant_or_issuer::CAUSE.id,
            waf_blocked::CAUSE.id,
            ip_blocked::CAUSE.id,
            rate_limited::CAUSE.id,
        ];
        let said = self.heard.iter().find(|said| said.strength >= Strength::ServerError);
        said.is_some_and(|said| {
            let own = said.strength == Strength::ServerCode;
            // "Invalid client or invalid client credentials": they may have been looked at.
            let or_secret = said.causes.iter().any(|named| {
                ["wrong_client_secret", "missing_client_auth", "wrong_client_auth_method"].contains(&named.id)
            });
            said.causes.first().is_some_and(|first| {
                own && (first.trouble == Trouble::Permission || before.contains(&first.id) && !or_secret)
                    || first.id == admin_consent_required::CAUSE.id
            })
        })
    }

    /// Whether the token endpoint refused what was to be exchanged, as far as its code tells.
    pub fn grant_refused(&self) -> bool {
        // Where there is nothing, nobody has looked at a grant.
        let nowhere = self.status() == Some(404)
            && self.words.as_ref().is_none_or(|words| words.code.is_empty() && words.text.is_empty());
        self.is_refused(Kind::TokenRequest, &["invalid_grant", "invalid_request", "access_denied"])
            && !self.stopped_elsewhere()
            && !nowhere
    }

    /// The error code of the failure: in the answer, in the response's parameters, or repeated by the client's page.
    pub fn error_code(&self) -> Option<&str> {
        self.words.as_ref().map(|words| words.code.as_str()).filter(|code| !code.is_empty())
    }

    /// Whether the failure's code is one of these. No code, and codes that no specification knows, are compatible with
    /// all.
    pub fn error_is_among(&self, codes: &[&str]) -> bool {
        self.error_code().is_none_or(|code| codes.contains(&code) || !crate::provider::is_standard(code))
    }

    /// Whether the server answers with a code and no `error_description` (RFC 6749, section 5.2).
    pub fn lacks_description(&self) -> bool {
        let error = self.failed().and_then(|failed| failed.answer.error.as_ref());
        error.is_some_and(|error| error.description.is_empty())
    }

    /// Whether what was said about the failure has this word. A name out of the capture is no regular expression.
    pub fn names(&self, name: &str) -> bool {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        self.words.as_ref().is_some_and(|words| {
            [&words.code, &words.text]
                .iter()
                .any(|text| text.split(|c| !is_part(c)).any(|word| word.eq_ignore_ascii_case(name)))
        })
    }

    /// Whether what was said about the failure fits a regular expression.
    pub fn says(&self, pattern: &str) -> bool {
        self.words.as_ref().is_some_and(|words| {
            crate::provider::matches(pattern, &format!("{} {}", words.code, words.text), "")
        })
    }

    /// Whether the server says `invalid_request`, and no word beside it that is about a part of the request.
    pub fn says_nothing_more(&self) -> bool {
        self.words
            .as_ref()
            .is_some_and(|words| words.code == "invalid_request" && crate::provider::names_nothing(words))
    }

    /// Whether the refusal has no code of a specification, and no word that is about a part of the request.
    pub fn is_bare(&self) -> bool {
        self.words.as_ref().is_some_and(|words| {
            !crate::provider::is_standard(&words.code) && crate::provider::names_nothing(words)
        })
    }

    /// Whether what was said means this cause before all others.
    pub fn hears_first(&self, cause: &Cause) -> bool {
        self.hears_one_of(&[cause.id])
    }

    /// Whether what was said means one of these before all others.
    pub fn hears_one_of(&self, causes: &[&str]) -> bool {
        let first = self.heard.first().filter(|said| said.strength >= Strength::ServerError);
        first.and_then(|said| said.causes.first()).is_some_and(|first| causes.contains(&first.id))
    }

    /// Whether anything that was said is about the code of a device: then its grant was read and taken.
    pub fn hears_of_device(&self) -> bool {
        let mut firsts = self.heard.iter().filter_map(|said| said.causes.first());
        firsts.any(|first| first.id.starts_with("device_"))
    }

    /// Whether the server says what is wrong with the credentials that it has looked at: then they are the ones it wants.
    pub fn hears_of_credentials(&self) -> bool {
        self.hears_one_of(&[
            "client_assertion_invalid",
            "client_assertion_expired",
            "client_assertion_audience",
            "mtls_required",
            "dpop_invalid",
            "expired_client_secret",
        ])
    }

    /// The status of the failure: of the answer, or as the client's page repeats it.
    pub fn status(&self) -> Option<u16> {
        self.words.as_ref()?.status
    }

    /// The first finding of a rule.
    pub fn finding(&self, rule: &'static Rule) -> Option<&Finding> {
        self.verdicts.findings(rule).first()
    }

    /// The weight that the server's words give a cause; none if nothing was said that points to it.
    pub fn said(&self, cause: &Cause) -> Option<Weight> {
        said::weigh(self, cause)
    }

    /// The weight that a rule's finding gives: its rows are the proof, its words the summary.
    pub fn found(&self, rule: &'static Rule, strength: Strength) -> Option<Weight> {
        self.explaining(rule).map(|finding| Weight::of_finding(finding, strength))
    }

    /// As [`Case::proven_by`], for a rule that decides the matter both ways: what the bytes rule out weakens the words.
    pub fn decided_by(&self, cause: &Cause, rule: &'static Rule) -> Option<Weight> {
        let weight = self.proven_by(cause, &[rule])?;
        Some(if self.verdicts.passed(rule) { weight.times(0.25) } else { weight })
    }

    /// Weighs a cause by the first of these rules that has found something, and by what was said: what the bytes prove
    /// outranks the server's words, and what they make likely supports them.
    pub fn proven_by(&self, cause: &Cause, rules: &[&'static Rule]) -> Option<Weight> {
        let said = self.said(cause);
        let found = rules.iter().find_map(|rule| Some((*rule, self.explaining(rule)?)));
        let Some((rule, finding)) = found else { return said };
        // What only departs from a specification, or could be safer, has not stopped a login by itself.
        let stops = finding.stops(rule);
        // What a server would have compared is compared by nobody where an edge answered before it.
        let unseen = cause.trouble == Trouble::Configuration && self.is_held_by_edge();
        let strength = match finding.certainty {
            Certainty::Proven if stops && !unseen => Strength::Contradiction,
            Certainty::Proven | Certainty::Likely => Strength::Fits,
        };
        Some(self.joined(Weight::of_finding(finding, strength), said))
    }

    /// Whether an edge says, with a page that is its own and no web server's, that it let the request no further.
    fn is_held_by_edge(&self) -> bool {
        self.heard.iter().any(|said| {
            let first = said.causes.first();
            !said.to_probe
                && said.edge.is_some_and(|edge| !edge.stock)
                && first.is_some_and(|first| first.trouble == Trouble::Network)
        })
    }

    /// As [`Case::proven_by`], for findings that make a cause likely and do not prove it.
    pub fn likely_by(&self, cause: &Cause, rules: &[&'static Rule]) -> Option<Weight> {
        let said = self.said(cause);
        match rules.iter().find_map(|rule| self.found(rule, Strength::Fits)) {
            Some(found) => Some(self.joined(found, said)),
            None => said,
        }
    }

    /// As [`Case::proven_by`], for findings that are common and harmless: they count as proof only if what was said
    /// speaks of the same matter.
    pub fn supported_by(&self, cause: &Cause, rules: &[&'static Rule], matter: &str) -> Option<Weight> {
        if self.says(matter) {
            return self.proven_by(cause, rules);
        }
        let found = || rules.iter().find_map(|rule| self.found(rule, Strength::Fits));
        let nothing_said = self.heard.iter().all(|said| said.strength < Strength::ServerError);
        self.said(cause).or_else(|| found().filter(|_| nothing_said).map(|found| found.times(0.3)))
    }

    /// What a rule has found that stands out where the server gives no more than a code, or not even that.
    pub fn standing_out(&self, rules: &[&'static Rule]) -> Option<Weight> {
        let coded = self.error_code() == Some("invalid_request");
        let open =
            self.says_nothing_more() || self.heard.iter().all(|said| said.strength <= Strength::Status);
        let strength = if coded { Strength::ServerError } else { Strength::Fits };
        rules.iter().find_map(|rule| self.found(rule, strength)).filter(|_| open)
    }

    fn joined(&self, found: Weight, said: Option<Weight>) -> Weight {
        match said {
            Some(mut said) if said.strength > found.strength => {
                said.share = 1.0;
                said.summary = found.summary.or(said.summary);
                said.evidence.splice(0..0, found.evidence);
                said
            }
            said => self.with(found, said),
        }
    }

    /// A weight with what the server said for the same cause as further evidence.
    pub fn heard_too(&self, weight: Weight, cause: &Cause) -> Weight {
        self.with(weight, self.said(cause))
    }

    fn with(&self, mut weight: Weight, said: Option<Weight>) -> Weight {
        if let Some(said) = said {
            weight.evidence.extend(said.evidence);
            // The advice of an entry that names this cause behind two others is not on it.
            if weight.fix.is_empty() && said.share >= 0.4 {
                weight.fix = said.fix;
            }
        } else {
            weight.evidence.extend(self.answer_evidence());
        }
        weight
    }

    /// The failure's answer in one line, as evidence.
    pub fn answer_evidence(&self) -> Option<Evidence> {
        said::answer_evidence(self.failed()?)
    }

    /// A finding that can explain the failure: about the failed message, or about one of another kind. What is wrong
    /// with another request of the same kind does not explain this one.
    fn explaining(&self, rule: &'static Rule) -> Option<&Finding> {
        let failed = self.failed();
        self.verdicts.findings(rule).iter().find(|finding| {
            let Some(failed) = failed else { return true };
            let about = |message: &&Message<'_>| {
                finding
                    .places
                    .iter()
                    .any(|place| (place.file, place.entry) == (message.exchange.file, message.exchange.entry))
            };
            let mut twins = self.flow.of(failed.kind).filter(|twin| twin.exchange != failed.exchange);
            about(&failed) || !twins.any(|twin| about(&twin))
        })
    }
}
