//! Captures of healthy messages that are the example of several rules.

/// A code is redeemed (RFC 6749, section 4.1.3).
pub const CODE_EXCHANGE: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

/// An authorization request and its response (RFC 6749, section 4.1).
pub const AUTHORIZATION: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";

/// The response reaches the client, which goes on to a page of its own.
pub const CALLBACK: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/home
<";

/// A code is redeemed; the answer has what it must have.
pub const SHORT_EXCHANGE: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}";

/// From the authorization request to the tokens.
pub const CODE_LOGIN: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}";

/// A pushed authorization request (RFC 9126), and its use.
pub const PUSHED: &str = "> POST https://op.example/par HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
< HTTP/1.1 201 Created
< Content-Type: application/json
< Date: Mon, 05 Jan 2026 10:00:00 GMT
<
{\"request_uri\":\"urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c\",\"expires_in\":60}
> GET https://op.example/authorize?client_id=shop&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";

/// A code is redeemed by an assertion whose signature can be verified (RFC 7523).
pub const SIGNED_ASSERTION: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.fIRplLlvDcHK8m8uvSPLPcc2DWSncQj-rqF4nG84KthnMQsuw3WnHQrS5sS6Vh9WWVLZG9vuhoQYRB7ZwpFV5Q
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}";

/// Tokens, and the userinfo of the same subject (OpenID Connect Core, section 5.3).
pub const USERINFO: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6Im4xIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDB9.c2lnbmF0dXJl\"}
> GET https://op.example/userinfo HTTP/1.1
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"sub\":\"u1\"}";

/// The callback is a page; what it loads learns nothing of the response.
pub const CALLBACK_PAGE: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Signed in</p>
> GET https://stats.example.net/p?page=cb HTTP/1.1
> Referer: https://shop.example/
>
< HTTP/1.1 204 No Content
<";

/// A token response with an ID token whose signature can be verified.
pub const SIGNED_ID_TOKEN: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA1LCJpYXQiOjE3NzI0NDIwMDR9.NAvsq71UPjXAKmC6D4AcGrw7cO3JUsH2fyNqiUcEHc59dFZqOmr3dRCE9zTnPY54q16ckAKTR0uz9NgQbX0wDg\"}";

/// A login with PKCE (RFC 7636).
pub const PKCE_LOGIN: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}";

/// A code is redeemed with `client_secret_post`.
pub const SECRET_IN_BODY: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}";

/// A token response with an ID token.
pub const ID_TOKEN: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0NzAwMDAsImlhdCI6MTc5NTQ2NjQwMH0.c2lnbmF0dXJl\"}";

/// A code is redeemed by an assertion in its time.
pub const ASSERTION: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc5NTQyODA2MCwianRpIjoiajEifQ.c2ln
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}";

/// A token error response (RFC 6749, section 5.2).
pub const REFUSED: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}";

/// An authorization request with a challenge (RFC 7636).
pub const PKCE: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";

/// An authorization request for two scopes.
pub const TWO_SCOPES: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid%20profile HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";

/// An authorization request for one scope.
pub const ONE_SCOPE: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";

/// An authorization request that names its response mode.
pub const RESPONSE_MODE: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&response_mode=query HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";
