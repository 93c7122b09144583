// The extension in Firefox: real logins of every kind, good and broken, and what the panel in the developer tools says of each.
// In: dist/extension. One browser and one panel for all of them.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { until } from './chromium.mjs';
import { allowRecording, closeDevTools, launch, openDevTools, pageOf, permissions, selectPanel } from './firefox.mjs';
import { goThrough, logins, openClient, popups, ways } from './login.mjs';
import { start } from './provider.mjs';
import { answer, list } from './view.mjs';

const timeout = 60_000;
const names = [
  'a good login', 'a verifier that does not hash to the challenge', 'another redirect_uri in the token request', 'a code redeemed twice',
  'a token response that CORS withholds', 'a redirect_uri that is not registered',
];
let provider, browser, page, frame;
before(async () => {
  provider = await start();
  browser = await launch({ extension: resolve('dist/extension'), ports: provider.ports });
  page = pageOf(browser);
  await openDevTools(browser);
  frame = await selectPanel(browser);
}, { timeout });
after(async () => {
  await browser?.close();
  await provider?.close();
}, { timeout });

afterEach(async () => {
  await frame.evaluate(press, '[aria-label=Clear]');
  await until('the list is empty', async () => !(await list(frame)).length);
}, { timeout });

for (const [name, login] of [...names.map((name) => [name, logins[name]]), ...Object.entries(ways)]) {
  test(`in Firefox the panel explains ${name}`, { timeout }, async (t) => {
    await explains(t, login);
    const others = name.includes('frame') ? [{ outcome: 'succeeded', selected: false }] : [];
    await lists([{ outcome: login.cause ? 'failed' : 'succeeded', selected: true }, ...others]);
  });
}

test('in Firefox all tabs are recorded once that is allowed, and not after', { timeout: 2 * timeout }, async (t) => {
  const installed = await permissions(browser);
  assert.deepEqual(installed, { permissions: ['devtools', 'storage'], origins: [] }, 'the first stands for having a panel');
  await frame.evaluate(pressWords, 'Record all tabs');
  await allowRecording(browser);
  await until('the panel says so', () => frame.evaluate(says, 'All tabs are recorded'));
  assert.deepEqual(await permissions(browser), { permissions: ['devtools', 'storage', 'webRequest'], origins: ['http://*/*', 'https://*/*'] });

  for (const login of Object.values(popups)) {
    await explains(t, login);
    await lists([{ outcome: login.cause ? 'failed' : 'succeeded', selected: true }]); // one login, in two windows
    const steps = await frame.evaluate(() => document.querySelector('#sequence').innerText);
    assert.match(steps, /[Aa]uthorization request/, 'which only the popup window has made');
    await frame.evaluate(press, '[aria-label=Clear]');
  }
  await until('the list is empty', () => frame.evaluate(says, 'All tabs are recorded'));
  await frame.evaluate(press, '.bar [aria-label="Record all tabs"]');
  await until('the permission is given back', async () => !(await permissions(browser)).origins.length);
  assert.deepEqual(await permissions(browser), installed);
  await until('the panel no longer says so', async () => !await frame.evaluate(says, 'All tabs are recorded'));
});

test('in Firefox a login is held for a panel that is shown later', { timeout }, async (t) => {
  await closeDevTools(browser);
  await openDevTools(browser);
  const bad = logins['a verifier that does not hash to the challenge'];
  await openClient(page);
  await goThrough(page, bad);
  frame = await selectPanel(browser);
  await answer(frame, 'failed', bad.cause);
  await explains(t, logins['a good login']);
  await lists([{ outcome: 'succeeded', selected: true }, { outcome: 'failed', selected: false }]);
});

async function explains(t, login) {
  await openClient(page, login.at);
  assert.equal(await goThrough(page, login), login.ends);
  t.diagnostic(await answer(frame, login.cause ? 'failed' : 'succeeded', login.cause));
}

async function lists(expected) {
  await until('every login is in the list', async () => (await list(frame)).length === expected.length, 3000).catch(() => {});
  assert.deepEqual(await list(frame), expected);
}

function press(selector) {
  document.querySelector(selector).click();
}

function pressWords(words) {
  [...document.querySelectorAll('button')].find((button) => button.innerText.includes(words)).click();
}

function says(words) {
  return document.body.innerText.includes(words);
}
