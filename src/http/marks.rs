//! Names and words by which a capture knows what to keep of a login, and later stages what they see there.

/// Whether a cookie keeps a session, by its name.
pub fn names_session(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("sess") || name.contains("sid")
}

/// Whether a path is of a call with which a page ends or asks for a login of Firebase Authentication.
/// <https://cloud.google.com/identity-platform/docs/reference/rest>
pub fn is_sign_in_call(path: &str) -> bool {
    // Most paths have none of these.
    path.bytes().any(|byte| matches!(byte, b'I' | b'A' | b':'))
        && ["signInWithIdp", "verifyAssertion", "accounts:lookup", "getAccountInfo"]
            .iter()
            .any(|call| path.contains(call))
}

/// How servers say that the head of a request is too large, in small letters.
pub const TOO_LARGE: [&str; 4] =
    ["cookie too large", "request too long", "headers is too long", "fields too large"];

/// Headers of their own in which APIs want the access token: Shopify's, and Amazon's for sellers.
/// <https://shopify.dev/docs/api/usage/authentication>
/// <https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api>
pub const TOKEN_HEADERS: [&str; 2] = ["x-shopify-access-token", "x-amz-access-token"];

/// OpenID for Verifiable Credential Issuance 1.0, section 6.1.
pub const PRE_AUTHORIZED_GRANT: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
