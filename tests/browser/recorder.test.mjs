// Logins in a popup window, which DevTools does not see, joined to the flow by the recorder of all tabs.
// In: dist/extension. Nobody can press "Allow" in a browser without a window: the copy that is tested has the permission installed.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, openDevTools, selectPanel, until } from './chromium.mjs';
import { goThrough, openClient, popups, severed } from './login.mjs';
import { start } from './provider.mjs';
import { answer, list } from './view.mjs';

const timeout = 60_000;
let provider, browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loginscope-extension-'));
  await cp('dist/extension', folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  assert.deepEqual(manifest.permissions, ['storage'], 'installed with nothing more');
  manifest.permissions.push(...manifest.optional_permissions);
  manifest.host_permissions = manifest.optional_host_permissions;
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  provider = await start();
  browser = await launch({ extension: folder, rules: provider.rules });
}, { timeout });
after(async () => {
  await browser?.close();
  await provider?.close();
  await rm(folder, { recursive: true, force: true });
}, { timeout });

for (const [name, login] of Object.entries(popups)) {
  test(`the panel explains ${name}`, { timeout }, async (t) => {
    const page = await browser.newPage();
    page.popup = async () => (await browser.pages()).find((other) => other !== page && /^https:/.test(other.url()));
    const frame = await selectPanel(await openDevTools(page));
    await openClient(page);
    provider.events.length = 0;

    assert.equal(await goThrough(page, login), login.ends);
    assert.match(provider.events.at(-1), login.event, provider.events.join('\n'));
    const outcome = login.cause ? 'failed' : 'succeeded';
    t.diagnostic(await answer(frame, outcome, login.cause));
    assert.deepEqual(await list(frame), [{ outcome, selected: true }], 'one login, in two windows');
    const steps = await frame.evaluate(() => document.querySelector('#sequence').innerText);
    assert.match(steps, /[Aa]uthorization request/, 'which only the popup window has made');
    await page.close();
  });
}

test('the panel tells of a popup window that was cut off from its opener', { timeout }, async (t) => {
  const page = await browser.newPage();
  const frame = await selectPanel(await openDevTools(page));
  await openClient(page);
  assert.equal(await goThrough(page, severed), severed.ends);
  const says = await until('the panel tells of it', () => frame.evaluate(() => /https.* has Cross-Origin-Opener-Policy: same-origin/.exec(document.querySelector('#answer [aria-labelledby=nothing]')?.innerText)?.[0]));
  t.diagnostic(says);
  assert.equal((await list(frame))[0].outcome, 'incomplete', 'a client may do without its opener');
  await page.close();
});
