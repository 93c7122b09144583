// Real logins, good and broken, and what the extension's panel in the developer tools says of each.
// In: dist/extension. Prints how long the panel takes to start.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { launch, openDevTools, selectPanel, until } from './chromium.mjs';
import { goThrough, logins, openClient } from './login.mjs';
import { start } from './provider.mjs';
import { listenerOf, many } from './replay.mjs';
import { answer, list, setTheme, startTime, violations } from './view.mjs';

const timeout = 60_000;
const starts = [];
let provider, browser;
before(async () => {
  provider = await start();
  browser = await launch({ extension: resolve('dist/extension'), rules: provider.rules });
}, { timeout });
after(async () => {
  await browser?.close();
  await provider?.close();
}, { timeout });

for (const [name, login] of Object.entries(logins)) {
  test(`the panel explains ${name}`, { timeout }, async (t) => {
    const page = await browser.newPage();
    const frame = await selectPanel(await openDevTools(page));
    starts.push(await startTime(frame));
    await openClient(page);
    provider.events.length = 0;

    assert.equal(await goThrough(page, login), login.ends);
    assert.match(provider.events.at(-1), login.event, provider.events.join('\n'));
    const outcome = login.cause ? 'failed' : 'succeeded';
    t.diagnostic(await answer(frame, outcome, login.cause));
    assert.deepEqual(await list(frame), [{ outcome, selected: true }]);
    if (login.ends !== 'refused') await until('the provider is recognised, by its cookies', () => frame.evaluate(recognised));
    await page.close();
  });
}

function recognised() {
  return document.querySelector('.context').innerText.includes('node-oidc-provider at login.op.test');
}

test('a login before the panel was shown is explained too, and the next one beside it', { timeout }, async () => {
  const page = await browser.newPage();
  const devtools = await openDevTools(page);
  const [good, bad] = [logins['a good login'], logins['a verifier that does not hash to the challenge']];
  await openClient(page);
  await goThrough(page, bad);
  const frame = await selectPanel(devtools);
  await answer(frame, 'failed', bad.cause);

  await openClient(page);
  await goThrough(page, good);
  await answer(frame, 'succeeded', '');
  assert.deepEqual(await list(frame), [{ outcome: 'succeeded', selected: true }, { outcome: 'failed', selected: false }], 'newest first');
  await page.close();
});

test('a fault of the engine is said, and what was recorded is judged again', { timeout }, async () => {
  const page = await browser.newPage();
  const devtools = await openDevTools(page);
  const bad = logins['a verifier that does not hash to the challenge'];
  await openClient(page);
  await goThrough(page, bad);
  const frame = await selectPanel(devtools);
  await answer(frame, 'failed', bad.cause);
  const worker = await until('the engine runs', async () => devtools.workers().find((worker) => worker.url().endsWith('/engine.js')));
  await worker.evaluate(() => { setTimeout(() => { throw new Error('a fault for the test'); }); });
  await until('the fault is said', () => frame.evaluate(() => /a fault for the test/.test(document.querySelector('[role=alert]')?.innerText)));
  await answer(frame, 'failed', bad.cause);

  await openClient(page);
  await goThrough(page, bad);
  await until('the next login is judged too', async () => (await list(frame)).length === 2);
  await page.close();
});

test('the panel starts with forty logins', { timeout: 3 * timeout }, async (t) => {
  const { log } = JSON.parse(await readFile('tests/recorded/chrome-devtools/pub-pkce-verifier-mismatch.har', 'utf8'));
  const times = [];
  for (let round = 1; round <= 11; round += 1) {
    const page = await browser.newPage();
    const devtools = await openDevTools(page);
    const listener = listenerOf(devtools);
    await listener.evaluate((texts) => texts.flatMap((text) => JSON.parse(text)).forEach(give), many(JSON.stringify(log.entries), 40));
    const frame = await selectPanel(devtools);
    times.push(await startTime(frame));
    if (round === 11) await until('all are judged', async () => (await list(frame)).length === 40, 20_000);
    await page.close();
  }
  const sorted = times.toSorted((a, b) => a - b).map((ms) => ms.toFixed(0));
  t.diagnostic(`script start to first frame: median ${sorted[sorted.length >> 1]} ms, from ${sorted[0]} to ${sorted.at(-1)} ms`);
});

test('the panel can be used by everyone', { timeout }, async () => {
  const page = await browser.newPage();
  const frame = await selectPanel(await openDevTools(page));
  await startTime(frame);
  assert.deepEqual(await violations(frame), [], 'empty');

  const bad = logins['a verifier that does not hash to the challenge'];
  await openClient(page);
  await goThrough(page, bad);
  await answer(frame, 'failed', bad.cause);
  for (const theme of ['light', 'dark']) {
    await setTheme(frame, theme);
    assert.deepEqual(await violations(frame), [], theme);
  }
  await page.close();
});

test('the panel starts', (t) => {
  const sorted = starts.toSorted((a, b) => a - b).map((ms) => ms.toFixed(0));
  assert.ok(sorted.length > 0);
  t.diagnostic(`script start to first frame: median ${sorted[sorted.length >> 1]} ms, from ${sorted[0]} to ${sorted.at(-1)} ms, ${sorted.length} starts`);
});
