// The same login gives the same report in the panel, in the page's engine and by the command line.
// In: dist/extension, dist/www, target/debug/loginscope. What the panel has recorded is saved, and judged by the two others.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { target } from '../../.ci/setup.mjs';
import { launch, openDevTools, selectPanel } from './chromium.mjs';
import { goThrough, logins, openClient, ways } from './login.mjs';
import { start } from './provider.mjs';
import { engineOf, listenerOf, overhear } from './replay.mjs';
import { answer } from './view.mjs';

const timeout = 60_000;
const chosen = {
  'a good login': logins['a good login'],
  'a code redeemed twice': logins['a code redeemed twice'],
  'a token response that CORS withholds': logins['a token response that CORS withholds'],
  'hybrid, broken': ways['hybrid, broken'],
};
let provider, browser, folder, check;
before(async () => {
  provider = await start();
  browser = await launch({ extension: resolve('dist/extension'), rules: provider.rules });
  folder = mkdtempSync(join(tmpdir(), 'loginscope-'));
  const wasm = await import(resolve('dist/www/loginscope_engine.js'));
  wasm.initSync({ module: readFileSync('dist/www/loginscope_engine_bg.wasm') });
  check = wasm.check;
}, { timeout });
after(async () => {
  await browser?.close();
  await provider?.close();
  rmSync(folder, { recursive: true, force: true });
}, { timeout });

for (const [name, login] of Object.entries(chosen)) {
  test(`${name} gives one report in three places`, { timeout }, async () => {
    const page = await browser.newPage();
    const devtools = await openDevTools(page);
    const frame = await selectPanel(devtools);
    const worker = await engineOf(devtools);
    await worker.evaluate(overhear);
    await openClient(page);
    assert.equal(await goThrough(page, login), login.ends);
    await answer(frame, login.cause ? 'failed' : 'succeeded', login.cause);

    const entries = await listenerOf(devtools).evaluate(async () => {
      await merge();
      return [...held.values()];
    });
    await new Promise((done) => { setTimeout(done, 500); });
    const panel = without(await worker.evaluate(() => self.flows));
    const har = `{"log":{"version":"1.2","creator":{"name":"Loginscope","version":"0"},"entries":[${entries.join(',')}]}}`;
    writeFileSync(join(folder, 'live'), har);
    const program = spawnSync(join(target, 'debug/loginscope'), ['check', 'live', '--format', 'jsonl'], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
    assert.deepEqual(panel, flowsOf(check(Buffer.from(har), 'live', '')), 'as in the page');
    assert.deepEqual(panel, flowsOf(program.stdout), 'as by the command line');
    await page.close();
  });
}

/** Live entries stand at no place in a file; and how long each took Chrome tells a little otherwise in its log than before. */
const outside = ['bytes', 'duration_ms'];

function flowsOf(json) {
  return without(JSON.parse(json).flows);
}

function without(flows) {
  return JSON.parse(JSON.stringify(flows), (name, value) => (outside.includes(name) ? undefined : value));
}
