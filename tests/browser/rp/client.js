// The client: code flow with PKCE, every step in the page, by oauth4webapi.
// In: `begin(login)`; `login.token` holds what the token request does otherwise than it should.
// Out: `data-status` (ready, done, failed) and words on the page.
import * as oauth from '/oauth4webapi.js';

window.begin = async (login) => {
  const server = await discover(login.issuer);
  const kept = { ...login, verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
  sessionStorage.setItem('login', JSON.stringify(kept));
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: login.client_id,
    redirect_uri: login.redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: 'S256',
  });
  location.assign(address);
};

async function finish() {
  const login = JSON.parse(sessionStorage.getItem('login'));
  sessionStorage.removeItem('login');
  const server = await discover(login.issuer);
  const client = { client_id: login.client_id };
  const answer = oauth.validateAuthResponse(server, client, new URL(location.href), login.state);

  const tokens = await redeem(login, server, client, answer);
  if (login.token.twice) await redeem(login, server, client, answer);
  const response = await oauth.userInfoRequest(server, client, tokens.access_token, options);
  const user = await oauth.processUserInfoResponse(server, client, oauth.getValidatedIdTokenClaims(tokens).sub, response);
  return `Signed in as ${user.name}`;
}

async function redeem(login, server, client, answer) {
  const { redirect_uri = login.redirect_uri, code_verifier = login.verifier, unauthenticated = false } = login.token;
  const authentication = login.client_secret && !unauthenticated ? oauth.ClientSecretBasic(login.client_secret) : oauth.None();
  const response = await oauth.authorizationCodeGrantRequest(server, client, authentication, answer, redirect_uri, code_verifier, options);
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: login.nonce, requireIdToken: true });
  await oauth.validateApplicationLevelSignature(server, response, options);
  return tokens;
}

async function discover(issuer) {
  const address = new URL(issuer);
  return oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address, options));
}

/** Every answer is read to its end: what the page never reads, the browser does not record. */
const options = {
  [oauth.customFetch]: async (...request) => {
    const response = await fetch(...request);
    await response.clone().arrayBuffer();
    return response;
  },
};

function show(status, says) {
  document.querySelector('#says').textContent = says;
  document.documentElement.dataset.status = status;
}

if (location.pathname === '/cb') {
  finish().then((says) => show('done', says), (error) => show('failed', `Login failed: ${error.message}`));
} else {
  show('ready', 'Signed out');
}
