// The kinds of good logins that are recorded: each with its client and the way through it.
// In: a session of the recorder. Out: nothing; what goes wrong is thrown, since oauth4webapi or jose refuses it.
import { generateKeyPairSync } from 'node:crypto';
import { compactDecrypt, createRemoteJWKSet, customFetch as keysFetch, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import { api, issuer, origin } from './provider.mjs';

const secret = 'not-a-real-secret-0001-not-a-real-secret';
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKeys = { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'client-1', use: 'sig', alg: 'ES256' }] };
const importKey = (algorithm) => crypto.subtle.importKey('jwk', pair.privateKey.export({ format: 'jwk' }), algorithm, false, ['sign']);
const sealed = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sealingKeys = { keys: [{ ...sealed.publicKey.export({ format: 'jwk' }), kid: 'client-2', use: 'enc', alg: 'ECDH-ES' }] };
const signingKey = { key: await importKey({ name: 'ECDSA', namedCurve: 'P-256' }), kid: 'client-1' };

const callback = `${origin}/cb`;
/** A client at the provider's own site: its frames have the provider's cookies. */
const beside = origin.replace('app.rp.', 'app.op.');
const web = {
  redirect_uris: [callback], grant_types: ['authorization_code'], response_types: ['code'],
  client_secret: secret, token_endpoint_auth_method: 'client_secret_basic', scope: 'openid profile email',
};
const spa = { ...web, client_secret: undefined, token_endpoint_auth_method: 'none' };
const byKey = { ...web, client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', jwks: publicKeys };
const refreshing = { grant_types: ['authorization_code', 'refresh_token'], scope: 'openid profile email offline_access' };
const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const hybrid = (responseType) => ({ ...web, grant_types: ['authorization_code', 'implicit'], response_types: [responseType] });

/** Methods by which a client proves who it is. */
function authentication(client) {
  switch (client.token_endpoint_auth_method) {
    case 'client_secret_basic': return oauth.ClientSecretBasic(client.client_secret);
    case 'client_secret_post': return oauth.ClientSecretPost(client.client_secret);
    case 'client_secret_jwt': return oauth.ClientSecretJwt(client.client_secret);
    case 'private_key_jwt': return oauth.PrivateKeyJwt(signingKey);
    default: return oauth.None();
  }
}

/** A login by way of the authorization endpoint. */
function login(base, { parameters = {}, type = 'code', mode, par, jar, jarm, dpop, inPage, hidden, plain, calls, after, at = origin } = {}) {
  const client = { ...base };
  const byFragment = type !== 'code' && !mode;
  return { client, mode, byFragment, inPage, hidden, run: (session) => walk(session, { client, parameters, type, mode, par, jar, jarm, dpop, inPage, plain, calls, after, at }) };
}

async function walk(session, kind) {
  const { client } = kind;
  const ask = kind.inPage ? session.frontend : session.backend;
  const options = { [oauth.customFetch]: ask };
  if (client.id_token_encrypted_response_alg) {
    options[oauth.jweDecrypt] = async (token) => new TextDecoder().decode((await compactDecrypt(token, sealed.privateKey)).plaintext);
  }
  const auth = authentication(client);
  const values = { state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce(), verifier: oauth.generateRandomCodeVerifier() };
  if (kind.inPage) await session.page.goto(kind.at);
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options));
  if (kind.dpop) options.DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const address = async (more = {}) => {
    let sent = new URLSearchParams({
      client_id: client.client_id, redirect_uri: `${kind.at}/cb`, response_type: kind.type, scope: client.scope, state: values.state,
      ...(client.scope.includes('openid') && { nonce: values.nonce }),
      ...(kind.mode && { response_mode: kind.mode }), ...kind.parameters, ...more,
    });
    if (kind.type.includes('code') && !kind.plain) {
      sent.set('code_challenge', await oauth.calculatePKCECodeChallenge(values.verifier));
      sent.set('code_challenge_method', 'S256');
    }
    if (client.scope.includes('offline_access')) sent.set('prompt', 'consent');
    if (kind.jar) {
      const object = await oauth.issueRequestObject(as, client, sent, signingKey);
      sent = new URLSearchParams({ client_id: client.client_id, response_type: kind.type, scope: client.scope, request: object });
    }
    if (kind.par) {
      const push = () => oauth.pushedAuthorizationRequest(as, client, auth, sent, options);
      const pushed = await oauth.processPushedAuthorizationResponse(as, client, await push());
      sent = new URLSearchParams({ client_id: client.client_id, request_uri: pushed.request_uri });
    }
    return `${as.authorization_endpoint}?${sent}`;
  };
  const reached = { as, client, auth, options, values, address };
  session.begin = address;
  session.finish = async (response) => { reached.tokens = await redeem(session, kind, reached, response); };
  if (kind.inPage) {
    await session.page.goto(await address());
    await session.through(async () => (await session.page.url()).startsWith(`${kind.at}/cb`));
    await session.finish(new URL(await session.page.url()).searchParams);
  } else {
    await session.page.goto(`${origin}/login`);
    await session.through();
  }
  if (kind.calls) await resource(reached, ask);
  await kind.after?.(session, reached);
}

/** Checks the response, redeems its code if it has one, and reads userinfo where there is an access token. */
async function redeem(session, kind, { as, client, auth, options, values }, response) {
  let checked = response;
  if (kind.jarm) checked = await oauth.validateJwtAuthResponse(as, client, response, values.state, options);
  else if (kind.type === 'code') checked = oauth.validateAuthResponse(as, client, response, values.state);
  else if (kind.type === 'code id_token') checked = await oauth.validateCodeIdTokenResponse(as, client, response, values.nonce, values.state, undefined, options);
  else if (response.get('state') !== values.state || response.has('error')) throw new Error(`another response: ${response}`);
  if (kind.type === 'id_token') {
    const keys = createRemoteJWKSet(new URL(as.jwks_uri), { [keysFetch]: options[oauth.customFetch] });
    const { payload } = await jwtVerify(response.get('id_token'), keys, { issuer, audience: client.client_id });
    if (payload.nonce !== values.nonce) throw new Error('another nonce');
    return {};
  }
  if (kind.type === 'id_token token') {
    await userinfo({ as, client, options }, Object.fromEntries(response));
    return Object.fromEntries(response);
  }
  let tokens;
  const verifier = kind.plain ? oauth.nopkce : values.verifier;
  const grant = client.scope.includes('openid') ? { expectedNonce: values.nonce, requireIdToken: true, [oauth.jweDecrypt]: options[oauth.jweDecrypt] } : {};
  if (['code token', 'code id_token token'].includes(kind.type)) {
    // oauth4webapi has no validation for these two.
    const body = new URLSearchParams({ grant_type: 'authorization_code', code: response.get('code'), redirect_uri: `${kind.at}/cb`, code_verifier: values.verifier });
    const generic = await oauth.genericTokenEndpointRequest(as, client, auth, 'authorization_code', body, options);
    tokens = await generic.json();
    if (!tokens.id_token) throw new Error(JSON.stringify(tokens));
  } else {
    const ask = () => oauth.authorizationCodeGrantRequest(as, client, auth, checked, `${kind.at}/cb`, verifier, options);
    const take = async () => oauth.processAuthorizationCodeResponse(as, client, await ask(), grant);
    tokens = await take().catch((error) => {
      if (!oauth.isDPoPNonceError(error)) throw error;
      return take();
    });
  }
  if (!kind.calls) await userinfo({ as, client, options }, tokens);
  return tokens;
}

async function userinfo({ as, client, options }, tokens) {
  const ask = () => oauth.userInfoRequest(as, client, tokens.access_token, options);
  let answer = await ask().catch((error) => error);
  if (answer instanceof Error || answer.status === 401) answer = await ask();
  await oauth.processUserInfoResponse(as, client, oauth.skipSubjectCheck, answer);
}

async function resource({ tokens, options }) {
  const answer = await oauth.protectedResourceRequest(tokens.access_token, 'GET', new URL(api), undefined, undefined, options);
  if (answer.status !== 200) throw new Error(`the API answered ${answer.status}`);
}

/** Renews twice; each time with the token that the last answer brought. */
async function renew(_session, { as, client, auth, options, tokens }) {
  let { refresh_token: token } = tokens;
  for (let round = 0; round < 2; round += 1) {
    const answer = await oauth.refreshTokenGrantRequest(as, client, auth, token, options);
    ({ refresh_token: token } = await oauth.processRefreshTokenResponse(as, client, answer));
  }
}

/** For a token that is good at the API alone. */
async function hand(_session, { as, client, auth, options, tokens }) {
  const body = { subject_token: tokens.access_token, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token', resource: api };
  const answer = await oauth.genericTokenEndpointRequest(as, client, auth, exchange, new URLSearchParams(body), options);
  const handed = await oauth.processGenericTokenEndpointResponse(as, client, answer);
  if (handed.issued_token_type !== body.subject_token_type) throw new Error(JSON.stringify(handed));
  await resource({ tokens: handed, options });
}

async function revoke(_session, { as, client, auth, options, tokens }) {
  const active = await oauth.introspectionRequest(as, client, auth, tokens.access_token, options);
  if (!(await oauth.processIntrospectionResponse(as, client, active)).active) throw new Error('not active');
  await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, auth, tokens.access_token, options));
}

async function signOut({ page, through }, { as, client, tokens }) {
  const state = oauth.generateRandomState();
  const sent = new URLSearchParams({ id_token_hint: tokens.id_token, client_id: client.client_id, post_logout_redirect_uri: `${origin}/bye`, state });
  await page.goto(`${as.end_session_endpoint}?${sent}`);
  await through(async () => (await page.url()).startsWith(`${origin}/bye`));
  if (new URL(await page.url()).searchParams.get('state') !== state) throw new Error('another state after the logout');
}

/** The provider tells the client's server, which the browser knows nothing of. */
async function signOutBehind(session, reached) {
  await signOut(session, reached);
  if (!session.told) throw new Error('the provider told nothing of the logout');
  const keys = createRemoteJWKSet(new URL(reached.as.jwks_uri), { [keysFetch]: reached.options[oauth.customFetch] });
  const { payload } = await jwtVerify(session.told, keys, { issuer, audience: reached.client.client_id });
  if (!payload.events || payload.nonce) throw new Error(JSON.stringify(payload));
}

/** In a frame, without a page for the person; then the code is redeemed by the page's script. */
async function renewSilently(session, reached) {
  reached.values.state = oauth.generateRandomState();
  reached.values.nonce = oauth.generateRandomNonce();
  reached.values.verifier = oauth.generateRandomCodeVerifier();
  const address = await reached.address({ prompt: 'none', id_token_hint: reached.tokens.id_token });
  await session.page.evaluate((address) => { document.body.append(Object.assign(document.createElement('iframe'), { src: address })); }, address);
  const came = await session.through(() => session.page.evaluate(whereFrame, `${beside}/cb`));
  await session.finish(new URL(came).searchParams);
}

/** While the frame is at another site this throws. */
function whereFrame(callback) {
  const { href } = document.querySelector('iframe').contentWindow.location;
  return href.startsWith(callback) && href;
}

/** Another login of the same browser: the provider asks nothing. */
async function again(session, reached) {
  reached.values.state = oauth.generateRandomState();
  reached.values.nonce = oauth.generateRandomNonce();
  reached.values.verifier = oauth.generateRandomCodeVerifier();
  await session.page.goto(`${origin}/login`);
  await session.through();
}

async function device(session, client) {
  const options = { [oauth.customFetch]: session.backend };
  const auth = authentication(client);
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options));
  const asked = await oauth.deviceAuthorizationRequest(as, client, auth, { scope: client.scope }, options);
  const given = await oauth.processDeviceAuthorizationResponse(as, client, asked);
  const poll = () => oauth.deviceCodeGrantRequest(as, client, auth, given.device_code, options);
  const pending = await (await poll()).json();
  if (pending.error !== 'authorization_pending') throw new Error(JSON.stringify(pending));
  await session.page.goto(given.verification_uri_complete);
  await session.through();
  await new Promise((done) => { setTimeout(done, 5100); });
  const tokens = await oauth.processDeviceCodeResponse(as, client, await poll());
  await userinfo({ as, client, options }, tokens);
}

/** Asks the provider to ask the person on another device, and polls. */
async function backchannel(session, client) {
  const options = { [oauth.customFetch]: session.backend };
  const auth = authentication(client);
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options));
  const credentials = Buffer.from(`${encodeURIComponent(client.client_id)}:${encodeURIComponent(client.client_secret)}`).toString('base64');
  const asked = await session.backend(as.backchannel_authentication_endpoint, {
    method: 'POST', headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ scope: client.scope, login_hint: 'ada' }).toString(),
  });
  const { auth_req_id: id } = await asked.json();
  const poll = () => oauth.genericTokenEndpointRequest(as, client, auth, 'urn:openid:params:grant-type:ciba', { auth_req_id: id }, options);
  const pending = await (await poll()).json();
  if (pending.error !== 'authorization_pending') throw new Error(JSON.stringify(pending));
  await session.agree(id);
  await new Promise((done) => { setTimeout(done, 5100); });
  const tokens = await oauth.processGenericTokenEndpointResponse(as, client, await poll());
  await userinfo({ as, client, options }, tokens);
}

async function forItself(session, client) {
  const options = { [oauth.customFetch]: session.backend };
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options));
  const asked = await oauth.clientCredentialsGrantRequest(as, client, authentication(client), { scope: 'orders', resource: api }, options);
  const tokens = await oauth.processClientCredentialsResponse(as, client, asked);
  await resource({ tokens, options });
}

/** A client that registers itself and then logs in. */
async function register(session) {
  const options = { [oauth.customFetch]: session.backend };
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options));
  const { scope, client_secret: _none, ...metadata } = web;
  const client = await oauth.processDynamicClientRegistrationResponse(await oauth.dynamicClientRegistrationRequest(as, { ...metadata, application_type: 'web' }, options));
  await walk(session, { client: { ...client, scope }, parameters: {}, type: 'code', at: origin });
}

export const kinds = named({
  'code-public': login(spa, { inPage: true }),
  'code-basic': login(web),
  'code-post': login({ ...web, token_endpoint_auth_method: 'client_secret_post' }),
  'code-out-of-sight': login(web, { hidden: true }),
  'code-without-pkce': login(web, { plain: true }),
  'code-secret-jwt': login({ ...web, token_endpoint_auth_method: 'client_secret_jwt', token_endpoint_auth_signing_alg: 'HS256' }),
  'code-key-jwt': login(byKey),
  'code-form-post': login(web, { mode: 'form_post' }),
  'code-es256': login({ ...web, id_token_signed_response_alg: 'ES256' }),
  'code-max-age': login({ ...web, require_auth_time: true }, { parameters: { max_age: '3600' } }),
  'hybrid-code-id-token': login(hybrid('code id_token'), { type: 'code id_token' }),
  'hybrid-code-token': login(hybrid('code token'), { type: 'code token' }),
  'hybrid-code-id-token-token': login(hybrid('code id_token token'), { type: 'code id_token token', mode: 'form_post' }),
  'implicit-id-token': login({ ...web, client_secret: undefined, token_endpoint_auth_method: 'none', grant_types: ['implicit'], response_types: ['id_token'] }, { type: 'id_token', mode: 'form_post' }),
  'pushed-request': login(web, { par: true }),
  'pushed-request-required': login({ ...byKey, require_pushed_authorization_requests: true }, { par: true }),
  'request-object': login({ ...byKey, request_object_signing_alg: 'ES256' }, { jar: true }),
  'response-jwt': login({ ...web, authorization_signed_response_alg: 'RS256' }, { mode: 'jwt', jarm: true }),
  'dpop': login(spa, { inPage: true, dpop: true }),
  'dpop-nonce': login(spa, { inPage: true, dpop: true }),
  'pushed-dpop-key-jwt': login({ ...byKey, dpop_bound_access_tokens: true }, { par: true, dpop: true }),
  'refresh-rotation': login({ ...web, ...refreshing }, { after: renew }),
  'refresh-public': login({ ...spa, ...refreshing }, { inPage: true, after: renew }),
  'silent-renewal': login({ ...spa, redirect_uris: [`${beside}/cb`] }, { at: beside, inPage: true, after: renewSilently }),
  'signed-in-already': login(web, { after: again }),
  'introspect-and-revoke': login(web, { after: revoke }),
  'logout': login({ ...web, post_logout_redirect_uris: [`${origin}/bye`] }, { after: signOut }),
  'resource-indicator': login({ ...web, scope: 'openid orders' }, { parameters: { resource: api }, calls: true }),
  'claims-parameter': login(web, { parameters: { claims: JSON.stringify({ id_token: { email: { essential: true } }, userinfo: { family_name: null } }) } }),
  'userinfo-jwt': login({ ...web, userinfo_signed_response_alg: 'RS256' }),
  'device': { client: { ...spa, grant_types: ['urn:ietf:params:oauth:grant-type:device_code'], response_types: [], redirect_uris: [] }, run(session) { return device(session, this.client); } },
  'client-credentials': { client: { ...web, grant_types: ['client_credentials'], response_types: [], redirect_uris: [], scope: 'orders' }, run(session) { return forItself(session, this.client); } },
  'registered-by-itself': { run: register },
  'id-token-encrypted': login({ ...web, id_token_encrypted_response_alg: 'ECDH-ES', id_token_encrypted_response_enc: 'A128GCM', jwks: sealingKeys }),
  'implicit-id-token-token': login({ ...web, client_secret: undefined, token_endpoint_auth_method: 'none', grant_types: ['implicit'], response_types: ['id_token token'] }, { type: 'id_token token', mode: 'form_post' }),
  'response-jwt-posted': login({ ...web, authorization_signed_response_alg: 'RS256' }, { mode: 'form_post.jwt', jarm: true }),
  'pushed-request-object': login({ ...byKey, request_object_signing_alg: 'ES256' }, { par: true, jar: true }),
  'without-identity': login({ ...web, scope: 'orders' }, { parameters: { resource: api }, calls: true }),
  'asked-to-log-in-again': login(web, { parameters: { prompt: 'login' } }),
  'logout-back-channel': login({ ...web, post_logout_redirect_uris: [`${origin}/bye`], backchannel_logout_uri: `${origin}/backchannel`, backchannel_logout_session_required: true }, { after: signOutBehind }),
  'token-exchange': login({ ...web, grant_types: ['authorization_code', exchange] }, { after: hand }),
  'backchannel-authentication': { client: { ...web, grant_types: ['urn:openid:params:grant-type:ciba'], response_types: [], redirect_uris: [], backchannel_token_delivery_mode: 'poll' }, run(session) { return backchannel(session, this.client); } },
  'client-credentials-key-jwt': { client: { ...byKey, grant_types: ['client_credentials'], response_types: [], redirect_uris: [], scope: 'orders' }, run(session) { return forItself(session, this.client); } },
});

/** Kinds that differ in what the browser itself sends: recorded by the browsers' own developer tools too. */
export const seenByBrowser = [
  'code-public', 'code-out-of-sight', 'code-form-post', 'hybrid-code-id-token', 'hybrid-code-token', 'implicit-id-token', 'pushed-request',
  'request-object', 'response-jwt', 'response-jwt-posted', 'dpop', 'dpop-nonce', 'refresh-public', 'silent-renewal', 'signed-in-already', 'logout',
];

/** Each client has its kind's name. */
function named(all) {
  for (const [name, { client }] of Object.entries(all)) if (client) client.client_id = name;
  return all;
}

/** What Loginscope is told of the client. */
export function clientOf(name, { client = {} }) {
  const { client_secret: held, ...told } = client;
  return { name, issuer, ...told, ...(client.client_id && { client_type: held || client.jwks ? 'confidential' : 'public' }) };
}
