// The logins that the tests look at, and a robot that goes through one as a person would.
// In: a page of the browser and a login's name. Out: how it ended for the client. Knows nothing of what is made of it.
import { until, within } from './chromium.mjs';
import { issuer, origin, secret } from './provider.mjs';

const good = { issuer, client_id: 'spa-public', redirect_uri: `${origin}/cb`, token: {} };

/** `ends`: how the client's page or the provider's ends. `event`: what the provider says happened last. `cause`: what is to be found. */
export const logins = {
  'a good login': { login: good, ends: 'done', event: /^grant\.success/, cause: '' },
  'a good login of a confidential client': { login: { ...good, client_id: 'web-basic', client_secret: secret }, ends: 'done', event: /^grant\.success/, cause: '' },
  'a verifier that does not hash to the challenge': {
    login: { ...good, token: { code_verifier: 'another-verifier-that-is-long-enough-but-hashes-otherwise' } },
    ends: 'failed', event: /^grant\.error invalid_grant: code_verifier/, cause: 'pkce_verifier_mismatch',
  },
  'another redirect_uri in the token request': {
    login: { ...good, token: { redirect_uri: `${origin}/cb/` } },
    ends: 'failed', event: /^grant\.error invalid_grant: .*redirect_uri/, cause: 'redirect_uri_mismatch_token',
  },
  'a code redeemed twice': {
    login: { ...good, token: { twice: true } },
    ends: 'failed', event: /^grant\.error invalid_grant: .*consumed/, cause: 'code_reused',
  },
  'a confidential client that does not authenticate': {
    login: { ...good, client_id: 'web-basic', client_secret: secret, token: { unauthenticated: true } },
    ends: 'failed', event: /^grant\.error invalid_client/, cause: 'missing_client_auth',
  },
  'a token response that CORS withholds': {
    login: { ...good, client_id: 'spa-nocors' },
    ends: 'failed', event: /^grant\.error/, cause: 'cors_blocked',
  },
  'a person who cancels': {
    login: good, cancels: true,
    ends: 'failed', event: /^authorization\.error access_denied/, cause: 'access_denied_by_user',
  },
  'a redirect_uri that is not registered': {
    login: { ...good, redirect_uri: `${origin}/callback` },
    ends: 'refused', event: /^authorization\.error invalid_redirect_uri/, cause: 'redirect_uri_mismatch_authorize',
  },
};

/** Opens the client's page without a session at the provider. */
export async function openClient(page) {
  const devtools = await page.createCDPSession();
  await within(devtools.send('Network.clearBrowserCookies'), 'cookies cleared');
  await devtools.detach();
  await page.goto(origin, { timeout: 10_000 });
  await until('the client is ready', async () => await page.evaluate(status) === 'ready');
}

/** Goes through the login and returns `done`, `failed` (both said by the client) or `refused` (the provider's error page). */
export async function goThrough(page, { login, cancels }) {
  await within(page.evaluate((login) => void window.begin(login), login), 'the login has begun');
  const end = await until('the login has ended', () => act(page, cancels), 20_000);
  await new Promise((done) => { setTimeout(done, 150); });
  return end;
}

/** Pages come and go while this looks: a page that goes away meanwhile is simply looked at again. */
async function act(page, cancels) {
  const seen = await page.evaluate(status).catch(() => undefined);
  if (seen === 'sign-in' || seen === 'consent') await page.evaluate(proceed, cancels).catch(() => undefined);
  return ['done', 'failed', 'refused'].includes(seen) ? seen : undefined;
}

function status() {
  if (document.querySelector('input[name=login]')) return 'sign-in';
  if (document.querySelector('input[name=prompt][value=consent]')) return 'consent';
  if (document.body?.innerText.includes('oops! something went wrong')) return 'refused';
  return document.documentElement.dataset.status;
}

function proceed(cancels) {
  if (cancels) return document.querySelector('a[href$="/abort"]').click();
  const [name, password] = ['login', 'password'].map((name) => document.querySelector(`input[name=${name}]`));
  if (name) [name.value, password.value] = ['ada', 'any password'];
  document.querySelector('button[type=submit]').click();
}
