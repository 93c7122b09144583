// The extension in Firefox: real logins of every kind, good and broken, and what the panel in the developer tools says of each.
// In: dist/extension. One browser and one panel for all of them.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { until } from './chromium.mjs';
import { allowRecording, closeDevTools, launch, listenerOf, openDevTools, pageOf, permissions, persistLogs, selectPanel } from './firefox.mjs';
import { goThrough, logins, openClient, popups, ways } from './login.mjs';
import { start } from './provider.mjs';
import { answer, list } from './view.mjs';

const timeout = 90_000;
/** In ms: Firefox tells extensions nothing of what ends a moment before the next page begins. A person reads a page before pressing on. */
const reads = 500;
const names = [
  'a good login', 'a verifier that does not hash to the challenge', 'another redirect_uri in the token request', 'a code redeemed twice',
  'a token response that CORS withholds', 'a redirect_uri that is not registered',
];
const kinds = [...names.map((name) => [name, logins[name]]), ...Object.entries(ways)];
const quick = kinds.filter(([name]) => /^(a good login|a verifier|form_post|hybrid)/.test(name));
let provider, browser, person, robot, frame;
before(async () => {
  provider = await start();
  browser = await launch({ extension: resolve('dist/extension'), ports: provider.ports });
  [person, robot] = [pageOf(browser, reads), pageOf(browser)];
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

for (const [name, login] of kinds) {
  test(`in Firefox the panel explains ${name}`, { timeout }, async (t) => {
    await explains(t, person, login);
    await lists(named(login, name));
  });
}

for (const [name, login] of quick) {
  test(`in Firefox, with its log kept, no page is too quick: ${name}`, { timeout }, async (t) => {
    await persistLogs(browser, true);
    await explains(t, robot, login);
    await lists(named(login, name));
    await until('the authorization request is there', asks);
    await persistLogs(browser, false);
  });
}

test('in Firefox all tabs are recorded once that is allowed, and not after', { timeout: 2 * timeout }, async (t) => {
  const installed = await permissions(browser);
  assert.deepEqual(installed, { permissions: ['devtools', 'storage'], origins: [] }, 'the first stands for having a panel');
  await frame.evaluate(pressWords, 'Record all tabs');
  await allowRecording(browser);
  await until('the panel says so', () => frame.evaluate(says, 'All tabs are recorded'));
  assert.deepEqual(await permissions(browser), { permissions: ['devtools', 'storage', 'webRequest'], origins: ['http://*/*', 'https://*/*'] });

  for (const [name, login] of [...Object.entries(popups), ...quick]) {
    await explains(t, robot, login);
    await lists(named(login, name)); // one login, whoever told of it
    await until('the authorization request is there', asks);
    await frame.evaluate(press, '[aria-label=Clear]');
  }
  await until('the list is empty', () => frame.evaluate(says, 'All tabs are recorded'));
  await frame.evaluate(pressWords, 'Stop and give the permission back');
  await until('the permission is given back', async () => !(await permissions(browser)).origins.length);
  assert.deepEqual(await permissions(browser), installed);
  await until('the panel no longer says so', async () => !await frame.evaluate(says, 'All tabs are recorded'));
});

test('in Firefox the panel says what helps where the authorization request was not told of', { timeout }, async () => {
  const { log } = JSON.parse(await readFile('tests/recorded/firefox-devtools/pub-pkce-ok.har', 'utf8'));
  const now = Date.now() - Date.parse(log.entries[0].startedDateTime);
  const entries = log.entries.filter(({ request }) => !request.url.includes('response_type='))
    .map((entry) => ({ ...entry, startedDateTime: new Date(Date.parse(entry.startedDateTime) + now).toISOString() }));
  assert.ok(entries.length < log.entries.length);
  await (await listenerOf(browser)).evaluate((entries) => { entries.forEach((entry) => give(entry)); }, entries);
  await answer(frame, 'succeeded', ''); // entry by entry: until the last the login is incomplete
  await until('it says so', () => frame.evaluate(says, 'unless Persist Logs is ticked'));
});

test('in Firefox a login is held for a panel that is shown later', { timeout }, async (t) => {
  await closeDevTools(browser);
  await openDevTools(browser);
  const bad = logins['a verifier that does not hash to the challenge'];
  await openClient(person);
  await goThrough(person, bad);
  frame = await selectPanel(browser);
  await answer(frame, 'failed', bad.cause);
  await explains(t, person, logins['a good login']);
  await lists([{ outcome: 'succeeded', selected: true }, { outcome: 'failed', selected: false }]);
});

async function explains(t, page, login) {
  await openClient(page, login.at);
  assert.equal(await goThrough(page, login), login.ends);
  t.diagnostic(await answer(frame, login.cause ? 'failed' : 'succeeded', login.cause));
}

/** The login, and the one before it that a frame renews. */
function named(login, name) {
  const others = name.includes('frame') ? [{ outcome: 'succeeded', selected: false }] : [];
  return [{ outcome: login.cause ? 'failed' : 'succeeded', selected: true }, ...others];
}

async function lists(expected) {
  await until('every login is in the list', async () => (await list(frame)).length === expected.length, 3000).catch(() => {});
  assert.deepEqual(await list(frame), expected);
}

/** Whether the login's drawing has the request that only the browser's navigation makes. */
function asks() {
  return frame.evaluate(() => /authorization request/i.test(document.querySelector('#sequence')?.textContent));
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
