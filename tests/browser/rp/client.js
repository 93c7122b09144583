// The client: every step in the page, by oauth4webapi.
// In: `begin(login)`; `login.token` holds what the token request does otherwise than it should, `login.then` what follows it.
// Out: `data-status` (ready, done, failed) and words on the page.
import * as oauth from '/oauth4webapi.js';

window.begin = async (login) => {
  const kept = { ...login, verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
  sessionStorage.setItem('login', JSON.stringify(kept));
  const address = await authorization(kept);
  if (login.popup) run(answerOf(window.open(address, 'login', 'popup,width=500,height=600')).then(finish));
  else location.assign(address);
};

async function authorization(login, more = {}) {
  const server = await discover(login.issuer);
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: login.client_id,
    redirect_uri: login.redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    state: login.state,
    nonce: login.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(login.verifier),
    code_challenge_method: 'S256',
    ...login.authorization,
    ...more,
  });
  return address;
}

async function finish(answer) {
  const login = JSON.parse(sessionStorage.getItem('login'));
  sessionStorage.removeItem('login');
  await new Promise((done) => { setTimeout(done, login.waits ?? 0); });
  const server = await discover(login.issuer);
  const client = { client_id: login.client_id };
  const params = await validated(login, server, client, answer);

  const tokens = await redeem(login, server, client, params);
  if (login.token.twice) await redeem(login, server, client, params);
  const response = await oauth.userInfoRequest(server, client, tokens.access_token, options(login));
  const user = await oauth.processUserInfoResponse(server, client, oauth.getValidatedIdTokenClaims(tokens).sub, response);
  await follow(login, server, client, tokens);
  return `Signed in as ${user.name}`;
}

function validated(login, server, client, answer) {
  return login.authorization?.response_type === 'code id_token'
    ? oauth.validateCodeIdTokenResponse(server, client, answer, login.nonce, login.state, undefined, options(login))
    : oauth.validateAuthResponse(server, client, answer, login.state);
}

async function redeem(login, server, client, answer) {
  const { redirect_uri = login.redirect_uri, code_verifier = login.verifier, unauthenticated = false } = login.token;
  const authentication = login.client_secret && !unauthenticated ? oauth.ClientSecretBasic(login.client_secret) : oauth.None();
  const response = await oauth.authorizationCodeGrantRequest(server, client, authentication, answer, redirect_uri, code_verifier, options(login));
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: login.nonce, requireIdToken: true });
  await oauth.validateApplicationLevelSignature(server, response, options(login));
  return tokens;
}

async function follow(login, server, client, tokens) {
  const refresh = async () => {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), tokens.refresh_token, options(login));
    await oauth.processRefreshTokenResponse(server, client, response);
  };
  if (login.then === 'renews' || login.then === 'renews with a token used before') await refresh();
  if (login.then === 'renews with a token used before') await refresh();
  if (login.then === 'renews in a frame') await renewInFrame(login, server, client);
}

async function renewInFrame(login, server, client) {
  const renewal = { ...login, verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = await authorization(renewal, { prompt: 'none', ...login.renewal });
  document.body.append(frame);
  const params = oauth.validateAuthResponse(server, client, await answerOf(), renewal.state);
  await redeem(renewal, server, client, params);
}

/** A popup window, or a frame, sends the address that it was led to. A popup that is cut off from this page looks closed to it. */
function answerOf(popup) {
  return new Promise((done, failed) => {
    const look = () => setTimeout(popup.closed ? () => failed(new Error('The window was closed')) : look, 500); // its message may be on its way
    if (popup) look();
    window.addEventListener('message', ({ origin, data }) => origin === location.origin && done(new URL(data)), { once: true });
  });
}

async function discover(issuer) {
  const address = new URL(issuer);
  return oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address, options({})));
}

/** Every answer is read to its end: what the page never reads, the browser does not record. */
function options({ in_worker }) {
  return {
    [oauth.customFetch]: async (...request) => {
      const response = await (in_worker ? fetchInWorker : fetch)(...request);
      await response.clone().arrayBuffer();
      return response;
    },
  };
}

function fetchInWorker(url, { method, headers, body }) {
  const worker = new Worker('/worker.js');
  return new Promise((done, failed) => {
    worker.onmessage = ({ data: { error, status, headers, body } }) => {
      worker.terminate();
      if (error) failed(new TypeError(error));
      else done(new Response(body, { status, headers }));
    };
    worker.postMessage({ url: String(url), request: { method, headers, body: body?.toString() } });
  });
}

function run(finished) {
  finished.then((says) => show('done', says), (error) => show('failed', `Login failed: ${error.message}`));
}

function show(status, says) {
  document.querySelector('#says').textContent = says;
  document.documentElement.dataset.status = status;
}

if (location.pathname !== '/cb') {
  if (location.hash === '#behind-a-service-worker') {
    await navigator.serviceWorker.register('/sw.js');
    await new Promise((done) => { navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', done); });
  }
  show('ready', 'Signed out');
} else if (window.opener || window.parent !== window) {
  (window.opener ?? window.parent).postMessage(location.href, location.origin);
  window.close();
} else if (JSON.parse(sessionStorage.getItem('login'))?.popup) {
  show('alone', 'There is no page that waits for this window');
} else {
  const posted = document.querySelector('#posted')?.textContent;
  run(finish(posted ? new URLSearchParams(JSON.parse(posted)) : new URL(location.href)));
}
