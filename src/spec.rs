//! Every document that is cited: what it is called and where it stands.

/// A section of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    pub document: Document,
    /// "4.1.3"; empty for the whole document.
    pub section: &'static str,
}

macro_rules! documents {
    ($($name:ident = $title:literal, $url:literal;)*) => {
        /// A document that rules rest on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "a document's name is its own description")]
        pub enum Document { $($name,)* }

        impl Document {
            /// Every document.
            pub const ALL: &'static [Document] = &[$(Document::$name,)*];

            /// Title and address.
            fn words(self) -> (&'static str, &'static str) {
                match self { $(Document::$name => ($title, $url),)* }
            }
        }
    };
}

documents! {
    Rfc6585 = "RFC 6585", "https://www.rfc-editor.org/rfc/rfc6585";
    Rfc6749 = "RFC 6749", "https://www.rfc-editor.org/rfc/rfc6749";
    Rfc6750 = "RFC 6750", "https://www.rfc-editor.org/rfc/rfc6750";
    Rfc7009 = "RFC 7009", "https://www.rfc-editor.org/rfc/rfc7009";
    Rfc7515 = "RFC 7515", "https://www.rfc-editor.org/rfc/rfc7515";
    Rfc7517 = "RFC 7517", "https://www.rfc-editor.org/rfc/rfc7517";
    Rfc7518 = "RFC 7518", "https://www.rfc-editor.org/rfc/rfc7518";
    Rfc7519 = "RFC 7519", "https://www.rfc-editor.org/rfc/rfc7519";
    Rfc7521 = "RFC 7521", "https://www.rfc-editor.org/rfc/rfc7521";
    Rfc7523 = "RFC 7523", "https://www.rfc-editor.org/rfc/rfc7523";
    Rfc7591 = "RFC 7591", "https://www.rfc-editor.org/rfc/rfc7591";
    Rfc7636 = "RFC 7636", "https://www.rfc-editor.org/rfc/rfc7636";
    Rfc7662 = "RFC 7662", "https://www.rfc-editor.org/rfc/rfc7662";
    Rfc8252 = "RFC 8252", "https://www.rfc-editor.org/rfc/rfc8252";
    Rfc8414 = "RFC 8414", "https://www.rfc-editor.org/rfc/rfc8414";
    Rfc8628 = "RFC 8628", "https://www.rfc-editor.org/rfc/rfc8628";
    Rfc8693 = "RFC 8693", "https://www.rfc-editor.org/rfc/rfc8693";
    Rfc8705 = "RFC 8705", "https://www.rfc-editor.org/rfc/rfc8705";
    Rfc8707 = "RFC 8707", "https://www.rfc-editor.org/rfc/rfc8707";
    Rfc9068 = "RFC 9068", "https://www.rfc-editor.org/rfc/rfc9068";
    Rfc8725 = "RFC 8725", "https://www.rfc-editor.org/rfc/rfc8725";
    Rfc6265 = "RFC 6265", "https://www.rfc-editor.org/rfc/rfc6265";
    Rfc9101 = "RFC 9101", "https://www.rfc-editor.org/rfc/rfc9101";
    Rfc9110 = "RFC 9110", "https://www.rfc-editor.org/rfc/rfc9110";
    Rfc9126 = "RFC 9126", "https://www.rfc-editor.org/rfc/rfc9126";
    Rfc9207 = "RFC 9207", "https://www.rfc-editor.org/rfc/rfc9207";
    Rfc9396 = "RFC 9396", "https://www.rfc-editor.org/rfc/rfc9396";
    Rfc9449 = "RFC 9449", "https://www.rfc-editor.org/rfc/rfc9449";
    Rfc9700 = "RFC 9700", "https://www.rfc-editor.org/rfc/rfc9700";
    Rfc9728 = "RFC 9728", "https://www.rfc-editor.org/rfc/rfc9728";
    OidcCore = "OpenID Connect Core 1.0", "https://openid.net/specs/openid-connect-core-1_0.html";
    OidcDiscovery = "OpenID Connect Discovery 1.0", "https://openid.net/specs/openid-connect-discovery-1_0.html";
    OidcRegistration = "OpenID Connect Dynamic Client Registration 1.0", "https://openid.net/specs/openid-connect-registration-1_0.html";
    OidcSession = "OpenID Connect Session Management 1.0", "https://openid.net/specs/openid-connect-session-1_0.html";
    OidcLogout = "OpenID Connect RP-Initiated Logout 1.0", "https://openid.net/specs/openid-connect-rpinitiated-1_0.html";
    FrontChannelLogout = "OpenID Connect Front-Channel Logout 1.0", "https://openid.net/specs/openid-connect-frontchannel-1_0.html";
    BackChannelLogout = "OpenID Connect Back-Channel Logout 1.0", "https://openid.net/specs/openid-connect-backchannel-1_0.html";
    Cookies = "Cookies: HTTP State Management Mechanism (RFC 6265bis)", "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis";
    Csp = "Content Security Policy Level 3", "https://www.w3.org/TR/CSP3/";
    Html = "HTML Standard", "https://html.spec.whatwg.org/multipage/";
    ReferrerPolicy = "Referrer Policy", "https://www.w3.org/TR/referrer-policy/";
    ResponseTypes = "OAuth 2.0 Multiple Response Type Encoding Practices", "https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html";
    FormPost = "OAuth 2.0 Form Post Response Mode", "https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html";
    Ciba = "OpenID Connect Client-Initiated Backchannel Authentication Flow 1.0", "https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html";
    Jarm = "JWT Secured Authorization Response Mode for OAuth 2.0 (JARM)", "https://openid.net/specs/oauth-v2-jarm.html";
    Fapi1 = "Financial-grade API Security Profile 1.0 - Part 2: Advanced", "https://openid.net/specs/openid-financial-api-part-2-1_0.html";
    ClientIdMetadata = "OAuth Client ID Metadata Document (Internet-Draft)", "https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/";
    SecureContexts = "Secure Contexts", "https://w3c.github.io/webappsec-secure-contexts/";
    Attestation = "OAuth 2.0 Attestation-Based Client Authentication", "https://datatracker.ietf.org/doc/draft-ietf-oauth-attestation-based-client-auth/";
    Fetch = "Fetch Standard", "https://fetch.spec.whatwg.org/";
}

impl Document {
    /// A section of it.
    pub const fn at(self, section: &'static str) -> Section {
        Section { document: self, section }
    }

    /// The title alone.
    pub fn title(self) -> &'static str {
        self.words().0
    }
}

impl Section {
    /// "RFC 6749, section 4.1.3".
    pub fn title(&self) -> String {
        let title = self.document.title();
        if self.section.is_empty() { title.to_owned() } else { format!("{title}, section {}", self.section) }
    }

    /// Address of the section, or of the document where its sections have no stable anchors.
    pub fn url(&self) -> String {
        let (title, url) = self.document.words();
        let anchored = title.starts_with("RFC ") && !self.section.is_empty();
        if anchored { format!("{url}#section-{}", self.section) } else { url.to_owned() }
    }
}
