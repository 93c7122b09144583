// The extension in Firefox: real logins, good and broken, and what the panel in the developer tools says of each.
// In: dist/extension.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { closePanel, launch, openPanel, pageOf } from './firefox.mjs';
import { goThrough, logins, openClient } from './login.mjs';
import { start } from './provider.mjs';
import { answer, list } from './view.mjs';

const timeout = 90_000;
const names = [
  'a good login', 'a verifier that does not hash to the challenge', 'another redirect_uri in the token request', 'a code redeemed twice',
  'a token response that CORS withholds', 'a redirect_uri that is not registered',
];
let provider, browser;
before(async () => {
  provider = await start();
  browser = await launch({ extension: resolve('dist/extension'), ports: provider.ports });
}, { timeout });
after(async () => {
  await browser?.close();
  await provider?.close();
}, { timeout });

afterEach(() => closePanel(browser), { timeout });

for (const name of names) {
  test(`in Firefox the panel explains ${name}`, { timeout }, async (t) => {
    const login = { ...logins[name], login: { ...logins[name].login, waits: 1600 } }; // Firefox loses what a page sends at once, or while the log is read
    const page = pageOf(browser);
    const frame = await openPanel(browser);
    await openClient(page);

    assert.equal(await goThrough(page, login), login.ends);
    const outcome = login.cause ? 'failed' : 'succeeded';
    t.diagnostic(await answer(frame, outcome, login.cause));
    assert.deepEqual(await list(frame), [{ outcome, selected: true }]);
  });
}
