// Two hundred planted secrets go through the page and through the extension: none is in anything that a browser stores, asked
// for by its interfaces and looked for in the files of its profile. In: dist/www, dist/extension, tests/planted.har.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from '../../.ci/serve.mjs';
import { launch, openDevTools, selectPanel, until, within } from './chromium.mjs';
import { listenerOf } from './replay.mjs';
import { list, paste, startTime } from './view.mjs';

const timeout = 60_000;
const path = resolve('tests/planted.har');
/** By its number, as tests/support/planted.rs makes it. */
const secret = (number) => `${createHash('sha256').update(`planted secret number ${String(number).padStart(3, '0')}`).digest('base64url').slice(0, 24).replaceAll(/[-_]/g, 'x')}${end}`;
/** What every one of them ends in. */
const end = 'pL4nT3d';
const canary = 'aCanaryThatMustBeFound';
let server, profile, planted, count;
before(async () => {
  server = await serve('dist/www', 0);
  profile = await mkdtemp(join(tmpdir(), 'loginscope-profile-'));
  planted = await readFile(path, 'utf8');
  count = parseInt(JSON.parse(planted).log.comment, 10);
  assert.ok(count >= 200 && leaks(planted).length > 0.9 * count, `${leaks(planted).length} of ${count}: there are so many, and most are found where they were planted`);
}, { timeout });
after(async () => {
  await server?.close();
  await rm(profile, { recursive: true, force: true });
}, { timeout });

test('the page stores none, however it is given them, and neither does the browser', { timeout }, async (t) => {
  const browser = await launch({ rules: 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', profile });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(server.url, { timeout: 10_000 });
  await startTime(page);
  await until('the files are kept', () => page.evaluate(async () => (await navigator.serviceWorker.ready).active.state === 'activated'));
  const chooser = page.waitForFileChooser({ timeout: 5_000 });
  await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => /choose|open a capture/i.test(`${button.innerText} ${button.ariaLabel}`)).click());
  await within((await chooser).accept([path]), 'the file was chosen');
  await until('the file is judged', () => page.$('article#answer[data-outcome=failed]'));
  await paste(page, planted);
  await until('what was pasted is judged, too', async () => (await list(page)).length > 1);
  await page.evaluate(() => [...document.querySelectorAll('a.flow')].forEach((flow) => flow.click()));
  await page.evaluate((canary) => { localStorage.canary = canary; }, canary);
  const stored = await within(page.evaluate(everything), 'what is stored was read');
  assert.ok(stored.includes(canary) && stored.includes('caches: ') && stored.includes('Loginscope'), 'what is stored was seen');
  assert.deepEqual(leaks(stored), []);

  await browser.close();
  const found = { [end]: [], [canary]: [] };
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath ?? entry.path, entry.name));
    for (const words of Object.keys(found)) {
      if (bytes.includes(words) || bytes.includes(Buffer.from(words, 'utf16le'))) found[words].push(entry.name);
    }
  }
  assert.ok(found[canary].length > 0, 'what the page stores is in the files');
  assert.deepEqual(found[end], []);
});

test('the extension stores none', { timeout }, async (t) => {
  const browser = await launch({ extension: resolve('dist/extension'), rules: 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1' });
  t.after(() => browser.close());
  const target = await within(browser.waitForTarget((target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension:')), 'the background runs');
  const background = await target.worker();
  const client = { client_id: 'shop', issuer: 'https://op.example', client_secret: secret(1), redirect_uris: ['https://shop.example/cb'] };
  const clients = await browser.newPage();
  await clients.goto(target.url().replace('background.js', 'page.html?clients'), { timeout: 10_000 });
  await until('a client can be imported', () => press(clients, 'Import…'));
  await (await until('there is room for the text', () => clients.$('#import-text'))).type(JSON.stringify(client));
  await press(clients, 'Add these');
  await until('the client is stored', () => background.evaluate(async () => /shop/.test((await chrome.storage.local.get('clients')).clients)));

  const page = await browser.newPage();
  await page.goto(server.url, { timeout: 10_000 });
  const devtools = await openDevTools(page);
  await listenerOf(devtools).evaluate((text) => JSON.parse(text).log.entries.forEach(give), planted);
  const frame = await selectPanel(devtools);
  await until('the logins are judged', async () => (await list(frame)).some(({ outcome }) => outcome === 'failed'));
  for (let login = 0; login < (await list(frame)).length; login += 1) {
    await frame.evaluate((login) => document.querySelectorAll('a.flow')[login].click(), login);
    await press(frame, 'This worked: remember it');
  }
  await until('the last login is remembered', () => background.evaluate(async () => Object.keys(await chrome.storage.local.get(null)).some((key) => key.startsWith('login '))));
  await background.evaluate((canary) => chrome.storage.session.set({ canary }), canary);
  for (const [name, where] of Object.entries({ background, panel: frame, page: clients })) {
    const stored = await within(where.evaluate(everything), `what the ${name} stores was read`);
    assert.ok(stored.includes(canary) && stored.includes('op.example'), `what the ${name} stores was seen`);
    assert.deepEqual(leaks(stored), [], name);
  }
});

/** Presses the button with these words, if there is one. */
function press(frame, words) {
  return frame.evaluate((words) => {
    const button = [...document.querySelectorAll('button')].find(({ innerText }) => innerText.trim() === words);
    button?.click();
    return Boolean(button);
  }, words);
}

function leaks(text) {
  const decoded = text + runs(text);
  return Array.from({ length: count }, (_, index) => secret(index + 1)).filter((secret) => decoded.includes(secret));
}

/** Everything in a text that is base64, decoded, and once more. */
function runs(text, again = true) {
  const decoded = (text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('latin1')).join('\n');
  return `\n${decoded}\n${decodeURIComponent(text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, '').replaceAll(/%[89A-Fa-f]./g, ''))}${again ? runs(decoded, false) : ''}`;
}

/** Runs in a page or a worker: all that its origin has stored, as text. */
async function everything() {
  const parts = [];
  const add = (name, value) => parts.push(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  for (const name of ['localStorage', 'sessionStorage']) if (globalThis[name]) add(name, { ...globalThis[name] });
  const asked = (request) => new Promise((done, failed) => { Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }); });
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const held = database.transaction(store).objectStore(store);
      add(`indexedDB ${name} ${store}`, [await asked(held.getAllKeys()), await asked(held.getAll())]);
    }
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      add('caches', [name, request.url, [...request.headers], [...response.headers], await response.text()]);
    }
  }
  const folder = await navigator.storage.getDirectory();
  for await (const [name, file] of folder.entries()) add('files', [name, file.kind === 'file' ? await (await file.getFile()).text() : '']);
  if (globalThis.chrome?.storage) for (const area of ['local', 'session', 'sync']) add(`chrome.storage.${area}`, await chrome.storage[area].get(null));
  if (globalThis.document) add('document', [document.cookie, location.href, document.title, globalThis.name, history.state]);
  add('registrations', (await navigator.serviceWorker?.getRegistrations() ?? []).map(({ scope }) => scope));
  return parts.join('\n');
}
