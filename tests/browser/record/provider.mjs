// The OpenID provider for the recorded kinds of logins, with everything switched on that one of them needs.
// In: the kinds with their clients. Out: the provider, and where it and the client are. Keys live as long as the process.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { request } from 'node:https';
import Provider from 'oidc-provider';

export const opPort = 44300;
export const appPort = 44301;
export const issuer = `https://login.op.test:${opPort}`;
export const origin = `https://app.rp.test:${appPort}`;
export const api = `${origin}/orders`;

const key = (type, options, more) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), ...more });

export function provider(kinds) {
  const on = { enabled: true };
  const own = new Provider(issuer, {
    clients: Object.values(kinds).map(({ client }) => client).filter(Boolean),
    clientBasedCORS: () => true,
    cookies: { keys: [randomBytes(16).toString('hex')], long: { sameSite: 'none', secure: true, httpOnly: true }, short: { sameSite: 'lax', secure: true, httpOnly: true } },
    jwks: { keys: [key('rsa', { modulusLength: 2048 }, { kid: 'rs', use: 'sig' }), key('ec', { namedCurve: 'P-256' }, { kid: 'es', use: 'sig', alg: 'ES256' })] },
    claims: { openid: ['sub'], profile: ['name', 'family_name'], email: ['email', 'email_verified'], auth_time: null, acr: null },
    responseTypes: ['code', 'id_token', 'code id_token', 'code token', 'code id_token token', 'id_token token', 'none'],
    scopes: ['openid', 'profile', 'email', 'offline_access', 'orders'],
    features: {
      devInteractions: on, claimsParameter: on, clientCredentials: on, deviceFlow: on, introspection: on, revocation: on,
      jwtResponseModes: on, jwtUserinfo: on, pushedAuthorizationRequests: on, requestObjects: on, encryption: on,
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: (ctx) => ctx.oidc.client?.clientId === 'dpop-nonce' },
      backchannelLogout: on, ciba: {
        enabled: true, deliveryModes: ['poll'], processLoginHint: (_ctx, hint) => hint, verifyUserCode: () => {}, validateRequestContext: () => {}, triggerAuthenticationDevice: () => {},
      },
      registration: { enabled: true, initialAccessToken: false }, rpInitiatedLogout: on,
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => ({ scope: 'orders', audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 600 }),
      },
    },
    fetch: tell,
    issueRefreshToken: (_ctx, client, code) => client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    rotateRefreshToken: true,
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, name: 'Ada Example', family_name: 'Example', email: 'ada@example.test', email_verified: true }) }),
    ttl: { AccessToken: 600, AuthorizationCode: 60, ClientCredentials: 600, DeviceCode: 600, Grant: 600, IdToken: 600, Interaction: 600, RefreshToken: 3600, Session: 600 },
  });
  own.registerGrantType('urn:ietf:params:oauth:grant-type:token-exchange', exchange, ['subject_token', 'subject_token_type', 'resource']);
  // As providers in use do; the pages for development leave it out.
  own.use((ctx, next) => {
    ctx.set('X-Frame-Options', 'DENY');
    return next();
  });
  return own;
}

/** A token of this provider for one that is good at an API alone. */
async function exchange(ctx) {
  const { client, params, provider: own } = ctx.oidc;
  const subject = await own.AccessToken.find(params.subject_token);
  const token = new own.AccessToken({ accountId: subject.accountId, client, grantId: subject.grantId, gty: 'token_exchange', scope: 'orders' });
  token.setAudience(params.resource);
  ctx.body = {
    access_token: await token.save(), issued_token_type: 'urn:ietf:params:oauth:token-type:access_token', token_type: 'Bearer', expires_in: token.expiration, scope: token.scope,
  };
}

/** What the provider sends to a client's server, whose certificate nobody knows. */
function tell(url, { method, headers, body }) {
  const text = String(body);
  return new Promise((done, failed) => {
    const asked = request(url, { method, headers: { ...Object.fromEntries(new Headers(headers)), 'content-length': Buffer.byteLength(text) }, rejectUnauthorized: false }, (answer) => {
      answer.resume().on('end', () => done(new Response(null, { status: answer.statusCode })));
    });
    asked.on('error', failed).end(text);
  });
}

/** The person agrees on another device. */
export async function agree(own, id) {
  const asked = await own.BackchannelAuthenticationRequest.find(id);
  const grant = new own.Grant({ accountId: asked.accountId, clientId: asked.clientId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  await own.backchannelResult(asked, grant, { acr: '0', authTime: Math.floor(Date.now() / 1000) });
}
