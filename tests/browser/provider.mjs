// A real OpenID provider and the client's origin, both behind TLS on free ports of loopback.
// Out: their https origins, the ports and a browser's rules that lead there, what the provider did, and a function that ends both.
import { createServer } from 'node:https';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Provider from 'oidc-provider';
import { certificate } from './certificate.mjs';

export const issuer = 'https://login.op.test';
export const origin = 'https://app.rp.test';
/** The same client at the provider's own site: the browser sends the provider's cookies from there. */
export const sameSite = 'https://app.op.test';
export const secret = 'not-a-real-secret-0001';

const code = { redirect_uris: [`${origin}/cb`, `${sameSite}/cb`], grant_types: ['authorization_code'], response_types: ['code'] };
const clients = [
  { ...code, client_id: 'spa-public', token_endpoint_auth_method: 'none' },
  { ...code, client_id: 'spa-nocors', token_endpoint_auth_method: 'none' },
  { ...code, client_id: 'spa-severed', token_endpoint_auth_method: 'none' },
  { ...code, client_id: 'spa-hybrid', token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'implicit'], response_types: ['code id_token'] },
  { ...code, client_id: 'spa-refresh', token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'] },
  { ...code, client_id: 'web-basic', token_endpoint_auth_method: 'client_secret_basic', client_secret: secret },
];

export async function start() {
  const events = [];
  const pem = certificate('loopback');
  const provider = await listen(pem, openidProvider(events).callback());
  const client = await listen(pem, answerAsClient);
  const ports = { 'login.op.test:443': provider.address().port, 'app.rp.test:443': client.address().port, 'app.op.test:443': client.address().port };
  return {
    events,
    ports,
    rules: [...Object.entries(ports).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`), 'MAP * ~NOTFOUND'].join(', '),
    close: () => Promise.all([provider, client].map(end)),
  };
}

function openidProvider(events) {
  const provider = new Provider(issuer, {
    clients,
    clientBasedCORS: (_ctx, _origin, client) => client.clientId !== 'spa-nocors',
    cookies: { keys: [randomBytes(16).toString('hex')] },
    jwks: { keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })] },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, name: 'Ada Example', email: 'ada@example.test', email_verified: true }) }),
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
  provider.use(sever());
  for (const name of ['authorization.success', 'grant.success']) provider.on(name, () => events.push(name));
  for (const name of ['authorization.error', 'grant.error', 'userinfo.error', 'server_error']) {
    provider.on(name, (_ctx, error) => events.push(`${name} ${error.error ?? error.name}: ${error.error_detail ?? error.error_description ?? error.message}`));
  }
  return provider;
}

/** The login page of one client cuts its ties to the page that opened it. */
function sever() {
  const severed = new Set();
  return async (ctx, next) => {
    await next();
    if (ctx.query.client_id === 'spa-severed') severed.add(new URL(ctx.response.get('location'), issuer).pathname);
    if (severed.has(ctx.path)) ctx.set('Cross-Origin-Opener-Policy', 'same-origin');
  };
}

async function answerAsClient(request, response) {
  const { pathname } = new URL(request.url, origin);
  const [type, file] = scripts[pathname] ?? ['text/html', './rp/index.html'];
  const path = fileURLToPath(file.startsWith('.') ? new URL(file, import.meta.url) : import.meta.resolve(file));
  const content = await readFile(path, 'utf8');
  const posted = request.method === 'POST' ? await text(request) : '';
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(content.replace('<!-- posted -->', posted && asData(posted)));
}

/** What was posted, where the page's script finds it. */
function asData(posted) {
  return `<script type="application/json" id="posted">${JSON.stringify(posted).replaceAll('<', '\\u003c')}</script>`;
}

const scripts = {
  '/worker.js': ['text/javascript', './rp/worker.js'],
  '/sw.js': ['text/javascript', './rp/sw.js'],
  '/client.js': ['text/javascript', './rp/client.js'],
  '/oauth4webapi.js': ['text/javascript', 'oauth4webapi'],
};

function listen(pem, answer) {
  const server = createServer(pem, answer);
  return new Promise((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', () => done(server)));
}

function end(server) {
  return new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
}
