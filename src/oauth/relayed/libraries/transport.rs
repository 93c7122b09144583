//! Sentences of TLS stacks and resolvers that a client passes on when it cannot reach the provider. Data only.

use super::Library;
use crate::oauth::Step::{Callback, Discovery, IdToken};

pub static LIBRARIES: &[Library] = &[
    Library {
        name: "OpenSSL",
        source: "https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/",
        lines: &[
            (Discovery, "self signed certificate", r"(?i)self signed certificate[^\n]*"),
            (Discovery, "self-signed certificate", r"(?i)self-signed certificate[^\n]*"),
            (Discovery, "local issuer certificate", r"(?i)unable to get local issuer certificate"),
            (Discovery, "verify the first certificate", r"(?i)unable to verify the first certificate"),
            (Discovery, "certificate verify failed", r"(?i)certificate verify failed"),
            (Discovery, "ssl certificate problem", r"SSL certificate problem: [^\n]*"),
            (Discovery, "cert_", r"\b(CERT|SELF_SIGNED_CERT)_[A-Z_]{4,}|\bDEPTH_ZERO_SELF_SIGNED_CERT\b"),
            (Discovery, "unable_to_", r"\bUNABLE_TO_(GET|VERIFY)_[A-Z_]+"),
        ],
    },
    Library {
        name: "Go",
        source: "https://pkg.go.dev/crypto/x509#UnknownAuthorityError",
        lines: &[
            (Discovery, "x509: ", r"x509: (certificate|cannot validate)[^\n]*"),
            (Discovery, ": no such host", r"dial tcp: lookup [^\n]{1,120}: no such host"),
        ],
    },
    Library {
        name: "browser",
        source: "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors",
        lines: &[
            (Callback, "cors policy", r"[^\n]{0,200}blocked by CORS policy[^\n]*"),
            (Callback, "cross-origin request blocked", r"Cross-Origin Request Blocked[^\n]*"),
            (Callback, "too_many_redirects", r"ERR_TOO_MANY_REDIRECTS"),
            (Callback, "refused to", r"Refused to (frame|display)[^\n]*"),
        ],
    },
    Library {
        name: "JWT libraries",
        source: "https://github.com/auth0/node-jsonwebtoken#errors--codes",
        lines: &[
            (IdToken, "jsonwebtokenerror", r"JsonWebTokenError: [^\n]*"),
            (IdToken, "tokenexpirederror", r"TokenExpiredError: [^\n]*"),
            (
                IdToken,
                "error",
                r"\b(Expired|Immature|Invalid)(Signature|Audience|Issuer|IssuedAt)Error\b[^\n]*|\bJWTClaimsError\b[^\n]*",
            ),
        ],
    },
    Library {
        name: "Java",
        source: "https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/security/cert/CertPathBuilderException.html",
        lines: &[(Discovery, "pkix path building failed", r"PKIX path building failed[^\n]*")],
    },
    Library {
        name: "Node.js",
        source: "https://nodejs.org/api/errors.html",
        lines: &[
            (Discovery, "enotfound", r"getaddrinfo ENOTFOUND [^\n]*"),
            (Discovery, "econnrefused", r"connect ECONNREFUSED [^\n]*"),
            (Discovery, "etimedout", r"connect ETIMEDOUT [^\n]*"),
            (Discovery, "und_err_connect_timeout", r"UND_ERR_CONNECT_TIMEOUT"),
        ],
    },
];
