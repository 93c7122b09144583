// The OpenID provider for the recorded kinds of logins, with everything switched on that one of them needs.
// In: the kinds with their clients. Out: the provider, and where it and the client are. Keys live as long as the process.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
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
      registration: { enabled: true, initialAccessToken: false }, rpInitiatedLogout: on,
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => ({ scope: 'orders', audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 600 }),
      },
    },
    issueRefreshToken: (_ctx, client, code) => client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    rotateRefreshToken: true,
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, name: 'Ada Example', family_name: 'Example', email: 'ada@example.test', email_verified: true }) }),
    ttl: { AccessToken: 600, AuthorizationCode: 60, ClientCredentials: 600, DeviceCode: 600, Grant: 600, IdToken: 600, Interaction: 600, RefreshToken: 3600, Session: 600 },
  });  // As providers in use do; the pages for development leave it out.
  own.use((ctx, next) => {
    ctx.set('X-Frame-Options', 'DENY');
    return next();
  });
  return own;
}
