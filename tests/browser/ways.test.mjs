// Logins by other ways than a code in the query, good and broken, and what the extension's panel says of each.
// In: dist/extension.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { launch, openDevTools, selectPanel } from './chromium.mjs';
import { goThrough, openClient, ways } from './login.mjs';
import { start } from './provider.mjs';
import { answer, list } from './view.mjs';

const timeout = 60_000;
let provider, browser;
before(async () => {
  provider = await start();
  browser = await launch({ extension: resolve('dist/extension'), rules: provider.rules });
}, { timeout });
after(async () => {
  await browser?.close();
  await provider?.close();
}, { timeout });

for (const [name, way] of Object.entries(ways)) {
  test(`the panel explains ${name}`, { timeout }, async (t) => {
    const page = await browser.newPage();
    const frame = await selectPanel(await openDevTools(page));
    await openClient(page, way.at);
    provider.events.length = 0;

    assert.equal(await goThrough(page, way), way.ends);
    assert.match(provider.events.at(-1), way.event, provider.events.join('\n'));
    const outcome = way.cause ? 'failed' : 'succeeded';
    t.diagnostic(await answer(frame, outcome, way.cause));
    const others = name.includes('frame') ? [{ outcome: 'succeeded', selected: false }] : [];
    assert.deepEqual(await list(frame), [{ outcome, selected: true }, ...others], 'a renewal in a frame is a flow of its own');
    await page.close();
  });
}
