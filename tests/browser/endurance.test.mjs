// A long day in the panel: what an entry costs that does not matter, how soon the cause is on the screen, what is held.
// In: dist/extension, a recorded login. Prints times; asserts what can be counted.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { launch, openDevTools, selectPanel, until, within } from './chromium.mjs';
import { listenerOf, many } from './replay.mjs';
import { answer, list } from './view.mjs';

const timeout = 240_000;
const { log } = JSON.parse(await readFile('tests/recorded/chrome-devtools/pub-pkce-verifier-mismatch.har', 'utf8'));
const recorded = JSON.stringify(log.entries);
let browser;
before(async () => {
  browser = await launch({ extension: resolve('dist/extension'), rules: 'MAP * ~NOTFOUND' });
}, { timeout });
after(() => browser?.close(), { timeout });

async function open() {
  const page = await browser.newPage();
  const devtools = await openDevTools(page);
  const listener = listenerOf(devtools);
  await until('the engine of the listener has started', () => listener.evaluate(() => watch !== undefined));
  return { page, devtools, listener };
}

test('an entry that does not matter costs no body and little time', { timeout }, async (t) => {
  const { page, listener } = await open();
  const { asked, micros } = await within(listener.evaluate(browse, 20_000), 'they were seen', timeout);
  assert.equal(asked, 0, 'no body was asked for');
  t.diagnostic(`an entry that does not matter: ${micros.ours.toFixed(1)} µs, an empty listener ${micros.empty.toFixed(1)} µs`);
  await page.close();
});

for (const beside of [0, 500]) {
  test(`the cause is on the screen soon after the last exchange, beside ${beside} logins`, { timeout }, async (t) => {
    const { page, devtools, listener } = await open();
    const frame = await selectPanel(devtools);
    const logins = many(recorded, beside + 11);
    for (const text of logins.splice(0, beside)) await listener.evaluate((entries) => entries.forEach(give), JSON.parse(text));
    await until('all before are judged', async () => (await list(frame)).filter(({ outcome }) => outcome === 'failed').length === beside, 120_000);
    const times = [];
    for (const text of logins) {
      const entries = JSON.parse(text);
      const count = beside + times.length + 1;
      await listener.evaluate((entries) => entries.forEach(give), entries.slice(0, -1));
      await until('the login is on its way', async () => (await list(frame)).length === count && (await list(frame))[0].outcome === 'incomplete');
      const shown = frame.evaluate(failed);
      const given = await listener.evaluate((entry) => { give(entry); return performance.timeOrigin + performance.now(); }, entries.at(-1));
      times.push(await within(shown, 'the cause is shown') - given);
    }
    await answer(frame, 'failed', 'pkce_verifier_mismatch');
    await frame.evaluate(() => [...document.querySelectorAll('a.flow')].at(-1).click());
    await until('the oldest login is read', async () => (await list(frame)).at(-1).selected);
    const sorted = times.toSorted((a, b) => a - b).map((ms) => ms.toFixed(0));
    t.diagnostic(`last exchange to cause, beside ${beside} logins: median ${sorted[sorted.length >> 1]} ms, from ${sorted[0]} to ${sorted.at(-1)} ms`);
    await page.close();
  });
}

test('eight hours of browsing leave the panel whole', { timeout }, async (t) => {
  const { page, devtools, listener } = await open();
  const frame = await selectPanel(devtools);
  const logins = many(recorded, 105);
  const begun = performance.now();
  for (const login of logins) {
    await within(listener.evaluate(browse, 1_885), 'they were seen', timeout);
    await listener.evaluate((entries) => entries.forEach(give), JSON.parse(login));
  }
  const flows = await until('every login is judged', async () => (await list(frame)).length === logins.length && list(frame), 60_000);
  assert.ok(flows.every(({ outcome }) => outcome === 'failed'));
  const held = await listener.evaluate(() => ({ ...counts, held: held.size, seen: seen.size, most: { ...bounds } }));
  assert.ok(held.entries >= 197_000, `${held.entries} entries`);
  assert.ok(held.held < 2_500, `${held.held} of them are held: those of logins`);
  assert.ok(held.bytes < held.most.bytes && held.seen <= held.most.known);
  assert.equal(held.lost, 0);
  t.diagnostic(`${held.entries} entries in ${((performance.now() - begun) / 1000).toFixed(1)} s; held: ${held.held} entries, ${(held.bytes / 1e6).toFixed(1)} MB`);
  await page.close();
});

test('what is let go is said', { timeout }, async () => {
  const { page, devtools, listener } = await open();
  const frame = await selectPanel(devtools);
  await listener.evaluate((logins) => {
    bounds.held = 30;
    logins.flatMap((text) => JSON.parse(text)).forEach(give);
  }, many(recorded, 4));
  await until('the note is there', () => frame.evaluate(() => /oldest exchanges are no longer held/.test(document.querySelector('#answer').textContent)));
  await page.close();
});

/** Runs in the listener's page: entries of pages that have no login, timed against a listener that does nothing. */
async function browse(count) {
  let asked = 0;
  const kinds = [['script', 'text/javascript', 'js'], ['image', 'image/png', 'png'], ['stylesheet', 'text/css', 'css'], ['fetch', 'application/json', 'json'], ['font', 'font/woff2', 'woff2']];
  const headers = Array.from({ length: 12 }, (_, n) => ({ name: `x-header-${n}`, value: `value ${n} of a usual length` }));
  const now = Date.now();
  const entries = Array.from({ length: count }, (_, n) => {
    const [kind, mimeType, end] = kinds[n % kinds.length];
    return {
      startedDateTime: new Date(now + n).toISOString(), time: 10, _resourceType: kind, _initiator: { type: 'script', stack: { callFrames: [] } },
      request: { method: 'GET', url: `https://www.example/assets/${now}-${n}.${end}`, httpVersion: 'h2', headers, queryString: [], cookies: [], headersSize: -1, bodySize: 0 },
      response: { status: 200, statusText: '', httpVersion: 'h2', headers, cookies: [], content: { size: 2000, mimeType }, redirectURL: '', headersSize: -1, bodySize: -1 },
      cache: {}, timings: { send: 0, wait: 9, receive: 1 },
      getContent: (done) => { asked += 1; done('', ''); },
    };
  });
  const micros = {};
  const nothing = (entry) => entry !== undefined;
  for (const [name, hear] of [['empty', nothing], ['ours', take]]) {
    const start = performance.now();
    for (const entry of entries) hear(entry);
    micros[name] = (performance.now() - start) * 1000 / count;
  }
  return { asked, micros };
}

/** Runs in the panel: the moment when a failed login is on the screen. */
function failed() {
  return new Promise((done) => {
    const look = () => {
      if (document.querySelector('#answer')?.dataset.outcome !== 'failed') return false;
      requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document.body, { subtree: true, attributes: true, childList: true });
  });
}
