// The logins that the tests look at, and a robot that goes through one as a person would.
// In: a page of the browser and a login's name. Out: how it ended for the client. Knows nothing of what is made of it.
import { clearCookies, until, within } from './chromium.mjs';
import { issuer, origin, sameSite, secret } from './provider.mjs';

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

const wrong = { code_verifier: 'another-verifier-that-is-long-enough-but-hashes-otherwise' };
const hybrid = { ...good, client_id: 'spa-hybrid', authorization: { response_type: 'code id_token' } };
const offline = { ...good, client_id: 'spa-refresh', authorization: { scope: 'openid profile email offline_access', prompt: 'consent' } };
const works = { ends: 'done', event: /^grant\.success/, cause: '' };
const mismatches = { ends: 'failed', event: /^grant\.error invalid_grant: code_verifier/, cause: 'pkce_verifier_mismatch' };

/** Ways that a login may take through a browser, each good and broken. `at` is where the client's page is. */
export const ways = {
  'form_post, good': { ...works, login: { ...good, authorization: { response_mode: 'form_post' } } },
  'form_post, broken': { ...mismatches, login: { ...good, authorization: { response_mode: 'form_post' }, token: wrong } },
  'hybrid, good': { ...works, login: hybrid },
  'hybrid, broken': { ...mismatches, login: { ...hybrid, token: wrong } },
  'refresh, good': { ...works, login: { ...offline, then: 'renews' } },
  'refresh, broken': {
    login: { ...offline, then: 'renews with a token used before' },
    ends: 'failed', event: /^grant\.error invalid_grant: refresh token already used/, cause: 'refresh_token_reused',
  },
  'silent renewal in a frame, good': { ...works, login: { ...good, redirect_uri: `${sameSite}/cb`, then: 'renews in a frame' }, at: `${sameSite}/` },
  'silent renewal in a frame, broken': {
    login: { ...good, then: 'renews in a frame' },
    ends: 'failed', event: /^authorization\.error login_required/, cause: 'third_party_cookies_blocked',
  },
  'a token request in a dedicated worker, good': { ...works, login: { ...good, in_worker: true } },
  'a token request in a dedicated worker, broken': { ...mismatches, login: { ...good, in_worker: true, token: wrong } },
  'a client behind a service worker, good': { ...works, login: good, at: `${origin}/#behind-a-service-worker` },
  'a client behind a service worker, broken': { ...mismatches, login: { ...good, token: wrong }, at: `${origin}/#behind-a-service-worker` },
};

/** Opens the client's page without a session at the provider. */
export async function openClient(page, at = origin) {
  await (page.clearCookies ? page.clearCookies() : clearCookies(page));
  await page.goto(at, { timeout: 10_000 });
  await until('the client is ready', async () => await page.evaluate(status) === 'ready');
}

/** Logins in a popup window, of which DevTools sees nothing: the recorder of all tabs does. */
export const popups = {
  'a login in a popup window, good': { ...works, login: { ...good, popup: true } },
  'a login in a popup window, broken': { ...mismatches, login: { ...good, popup: true, token: wrong } },
};

/** A popup window that the provider's page cuts off from the page that opened it. */
export const severed = { login: { ...good, client_id: 'spa-severed', popup: true }, ends: 'failed' };

/** Goes through the login and returns `done`, `failed` (both said by the client) or `refused` (the provider's error page). */
export async function goThrough(page, { login, cancels }) {
  await within(page.evaluate((login) => void window.begin(login), login), 'the login has begun');
  const end = await until('the login has ended', () => act(page, cancels), 20_000);
  await new Promise((done) => { setTimeout(done, 150); });
  return end;
}

/** Pages come and go while this looks: a page that goes away meanwhile is simply looked at again. */
async function act(page, cancels) {
  const popup = await page.popup?.();
  if (popup) await act(popup, cancels);
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

/** Presses once: a page that is on its way out still stands there for a while. */
export function proceed(cancels) {
  const button = document.querySelector(cancels ? 'a[href$="/abort"]' : 'button[type=submit]');
  if (!button || document.body.dataset.pressed) return;
  document.body.dataset.pressed = 'true';
  const [name, password] = ['login', 'password'].map((name) => document.querySelector(`input[name=${name}]`));
  if (name && !cancels) [name.value, password.value] = ['ada', 'any password'];
  button.click();
}
