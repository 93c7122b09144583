// The popup of the extension's button: first run, a client without a login, after a login, ticks that stay, another client,
// the provider's discovery document, and the button's icon. Most of it without developer tools.
// In: dist/extension.
import { after, before, beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { launch, openDevTools, selectPanel, until, within } from './chromium.mjs';
import { goThrough, logins, openClient } from './login.mjs';
import { issuer, origin, start } from './provider.mjs';
import { answer, startTime, violations } from './view.mjs';

const timeout = 60_000;
const shop = { name: 'Shop, staging', issuer, client_id: 'spa-public', redirect_uris: [`${origin}/cb`], response_types: ['code'], pkce: true };
const desk = { name: 'Desk', issuer: 'https://id.desk.test', client_id: 'desk', redirect_uris: ['https://desk.test/*'] };
let provider, browser, base, worker;
before(async () => {
  provider = await start();
  browser = await launch({ extension: resolve('dist/extension'), rules: provider.rules });
  const target = await within(browser.waitForTarget((target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension:')), 'the background runs');
  worker = await target.worker();
  await until('the worker is an extension\'s', () => worker.evaluate(() => Boolean(globalThis.chrome?.storage)));
  base = target.url().replace('background.js', '');
}, { timeout });
after(async () => {
  await browser?.close();
  await provider?.close();
}, { timeout });
beforeEach(() => within(worker.evaluate(async () => { await chrome.storage.local.clear(); await chrome.storage.session.clear(); }), 'storage is empty'));

test('before anything was done it says how to record and how to begin', { timeout }, async () => {
  const popup = await open();
  await until('the first run is shown', () => text(popup, /Why did the login fail\?/));
  assert.match(await popup.evaluate(() => document.body.innerText), /F12/);
  assert.equal(await popup.$eval('main a.button', ({ href }) => href), `${base}page.html?clients`);
  assert.deepEqual(await checked(popup), []);
  await popup.close();
});

test('a stored client is judged without developer tools, and ticks stay with it', { timeout }, async () => {
  await store([shop, desk]);
  const popup = await open();
  await select(popup, 'Desk');
  assert.deepEqual(await until('the wildcard is found', () => states(popup, 'redirect-form')), ['failed']);
  await select(popup, 'Shop, staging');
  assert.deepEqual(await until('the form is right', () => states(popup, 'redirect-form')), ['passed']);
  assert.equal(await popup.$eval('.last', ({ dataset }) => dataset.outcome), 'none');
  await popup.click('input[name=logout]');
  await until('the tick is counted', () => text(popup, /\n1 of \d+/));
  assert.deepEqual(await violations(popup), []);
  await popup.close();

  const again = await open();
  await select(again, 'Shop, staging');
  assert.deepEqual(await until('the tick is there again', () => nonEmpty(checked(again))), ['logout']);
  await select(again, 'Desk');
  assert.deepEqual(await checked(again), [], 'another client has ticks of its own');
  await again.close();
});

test('after a login it shows outcome, cause, differences and advice, of the client of the tab', { timeout: 2 * timeout }, async () => {
  await store([desk, { ...shop, redirect_uris: [`${origin}/other`] }]);
  const page = await browser.newPage();
  const frame = await selectPanel(await openDevTools(page));
  const bad = logins['a verifier that does not hash to the challenge'];
  await openClient(page);
  await goThrough(page, bad);
  await answer(frame, 'failed', bad.cause);
  const tab = await frame.evaluate(() => chrome.devtools.inspectedWindow.tabId);
  assert.match(await until('the button says it', async () => /failed/.exec(await worker.evaluate(() => chrome.action.getTitle({})))?.input), /spa-public|Shop/);

  const popup = await open(tab);
  await until('the login is shown', () => popup.$(`.last[data-outcome=failed][data-cause=${bad.cause}]`));
  assert.equal(await popup.$eval('select', ({ selectedOptions: [option] }) => option.text), 'Shop, staging');
  assert.deepEqual(await states(popup, 'pkce'), ['failed']);
  assert.match(await popup.$eval('.compare', ({ innerText }) => innerText), new RegExp(`redirect_uri[^]*${origin}/cb[^]*${origin}/other`));
  await popup.click('button[aria-controls=advice]');
  assert.match(await popup.$eval('#advice', ({ innerText }) => innerText), /Proof[^]*Who must act[^]*Fix[^]*F12/);
  for (const theme of ['light', 'dark']) {
    await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    assert.deepEqual(await violations(popup), [], theme);
  }
  await popup.close();

  const good = logins['a good login'];
  await openClient(page);
  await goThrough(page, good);
  await answer(frame, 'succeeded', '');
  const later = await open(tab);
  await until('the good login is shown', () => later.$('.last[data-outcome=succeeded]'));
  await later.close();
  const kept = JSON.stringify(await worker.evaluate(() => chrome.storage.local.get(null)));
  assert.doesNotMatch(kept, /eyJ[\w-]{20}/, 'no token is remembered');
  await page.close();
});

test('the copied report holds outcome and checklist', { timeout }, async () => {
  await store([shop]);
  const popup = await open();
  await until('the client is shown', () => popup.$('[data-state=passed]'));
  await popup.evaluate(() => { navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }; });
  await popup.evaluate(() => [...document.querySelectorAll('button')].find(({ innerText }) => innerText.includes('Copy report')).click());
  const copied = await until('it is copied', () => popup.evaluate(() => globalThis.copied));
  assert.match(copied, /## Shop, staging\n[^]*- \[x\] [^]*- \[ \] /);
  await popup.close();
});

test('a good login is remembered on request, and a later failure is compared with it', { timeout: 2 * timeout }, async () => {
  const page = await browser.newPage();
  const frame = await selectPanel(await openDevTools(page));
  await openClient(page);
  await goThrough(page, logins['a good login']);
  await answer(frame, 'succeeded', '');
  await frame.evaluate(() => [...document.querySelectorAll('button')].find(({ innerText }) => innerText === 'This worked: remember it').click());
  const stored = await until('it is stored', async () => {
    const { clients, ...rest } = await worker.evaluate(() => chrome.storage.local.get(null));
    return clients && Object.keys(rest).some((key) => key.startsWith('good ')) && JSON.parse(clients);
  });
  assert.equal(stored.length, 1);
  assert.deepEqual([stored[0].issuer, stored[0].client_id, stored[0].redirect_uris, stored[0].pkce], [issuer, 'spa-public', [`${origin}/cb`], true]);

  const bad = logins['another redirect_uri in the token request'];
  await openClient(page);
  await goThrough(page, bad);
  await answer(frame, 'failed', bad.cause);
  const fold = await until('it says what is otherwise', () => frame.evaluate(() => [...document.querySelectorAll('details.fold')].find(({ innerText }) => innerText.startsWith('Otherwise than when it worked'))?.innerText));
  assert.match(fold, /redirect_uri[^]*\/cb\/?/);
  await page.close();
});

test('environments of a client stand side by side, and an export becomes a client without its secret', { timeout }, async () => {
  await store([shop, { ...shop, name: 'Shop, local', issuer: 'http://localhost:8080/realms/shop' }, { ...shop, name: 'Shop, production', issuer: 'https://id.shop.test', redirect_uris: ['https://shop.test/cb/'] }]);
  const page = await browser.newPage();
  await page.goto(`${base}page.html?clients`, { timeout: 10_000 });
  const table = await until('the table is there', () => page.evaluate(() => document.querySelector('table.environments')?.innerText));
  assert.match(table, /staging\s+local\s+production/);
  assert.match(table, /Ends in a slash, unlike the others/);
  assert.deepEqual(await violations(page), []);

  const secret = 'not-a-real-secret-0002';
  await page.evaluate(() => [...document.querySelectorAll('button')].find(({ innerText }) => innerText === 'Import…').click());
  await (await until('the field is there', () => page.$('#import-text'))).type(JSON.stringify({ clientId: 'intranet', protocol: 'openid-connect', publicClient: false, redirectUris: ['https://intranet.test/*'], secret }));
  await page.evaluate(() => [...document.querySelectorAll('button')].find(({ innerText }) => innerText === 'Add these').click());
  const { clients } = await until('it is stored', async () => {
    const held = await worker.evaluate(() => chrome.storage.local.get(null));
    return held.clients.includes('intranet') && held;
  });
  assert.doesNotMatch(clients, new RegExp(secret));
  assert.match(clients, /client_secret_fingerprint/);
  assert.deepEqual(await violations(page), []);
  await page.close();
});

test('a discovery document is fetched by the background, when a page asks for it', { timeout }, async () => {
  await store([{ ...shop, token_endpoint_auth_method: 'private_key_jwt', response_types: ['code', 'device'] }]);
  const popup = await open();
  const button = await until('it can be asked for', () => popup.$('section[aria-labelledby=discovery] button'));
  assert.deepEqual(await states(popup, 'redirect-form'), ['passed'], 'what stands above is there: nothing moves any more');
  // Nobody is there to press the browser's own dialog.
  await popup.evaluate(() => {
    chrome.permissions.request = async ({ origins }) => { globalThis.asked = origins; return true; };
    chrome.permissions.remove = async ({ origins }) => { globalThis.returned = origins; return true; };
  });
  await button.click();
  const says = await until('it is compared', () => popup.evaluate(() => document.querySelector('section[aria-labelledby=discovery] .ticks')?.innerText));
  assert.match(says, /`?device`? is not in/);
  assert.match(says, /issuer is the stored one/);
  assert.deepEqual(await popup.evaluate(() => [globalThis.asked, globalThis.returned]), [['https://login.op.test/*'], ['https://login.op.test/*']]);
  assert.deepEqual(await violations(popup), []);
  await popup.close();
});

test('the interface speaks Chinese where the browser does', { timeout }, async () => {
  await store([shop]);
  const popup = await browser.newPage();
  await popup.evaluateOnNewDocument(() => { chrome.i18n.getMessage = (key) => (key === 'language' ? 'zh_CN' : ''); });
  await popup.goto(`${base}popup.html`, { timeout: 10_000 });
  await until('the client is shown', () => popup.$('[data-state=passed]'));
  const words = await popup.evaluate(() => [...document.querySelectorAll('h1, h2, button, a, label[for], .help')].map(({ innerText }) => innerText.trim()).filter((text) => text));
  assert.deepEqual(words.filter((text) => !/[\u4e00-\u9fff]/.test(text)), []);
  assert.equal(await popup.evaluate(() => document.documentElement.lang), 'zh-CN');
  await popup.close();
});

test('pages of the extension connect to nothing but their own files', { timeout }, async () => {
  for (const file of ['popup.html', 'page.html', 'panel.html']) {
    const page = await browser.newPage();
    await page.goto(`${base}${file}`, { timeout: 10_000 });
    const reached = await page.evaluate((address) => fetch(address).then(() => 'reached', () => 'refused'), `${issuer}/.well-known/openid-configuration`);
    assert.equal(reached, 'refused', file);
    await page.close();
  }
});

async function open(tab) {
  const popup = await browser.newPage();
  await popup.setViewport({ width: 360, height: 600 });
  await popup.goto(`${base}popup.html${tab ? `?tab=${tab}` : ''}`, { timeout: 10_000 });
  await startTime(popup);
  return popup;
}

function store(clients) {
  return within(worker.evaluate((clients) => chrome.storage.local.set({ clients }), JSON.stringify(clients)), 'clients are stored');
}

async function select(popup, title) {
  const value = await until(`${title} can be chosen`, () => popup.evaluate((title) => [...document.querySelectorAll('option')].find(({ text }) => text === title)?.value, title));
  await popup.select('select', value);
  await until(`${title} is shown`, () => popup.evaluate((key) => document.querySelector('main').dataset.client === key, value));
}

async function states(popup, point) {
  return nonEmpty(popup.$$eval(`[data-point="${point}"]`, (found) => found.map(({ dataset }) => dataset.state)));
}

function checked(popup) {
  return popup.$$eval('input[type=checkbox]:checked', (boxes) => boxes.map(({ name }) => name));
}

async function nonEmpty(list) {
  const found = await list;
  return found.length ? found : undefined;
}

function text(page, pattern) {
  return page.evaluate((source) => new RegExp(source).test(document.body.innerText), pattern.source);
}
