// The offline page in a real browser: every way to give it a capture, what it keeps, and that nothing leaves it.
// In: dist/www, a recorded login.
import { after, afterEach, before, beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '../../.ci/serve.mjs';
import { launch, until, within } from './chromium.mjs';
import { writeLarge } from './large.mjs';
import { answer, paste, setTheme, startTime, violations } from './view.mjs';

const timeout = 60_000;
const recorded = resolve('tests/recorded/chrome-devtools/pub-pkce-verifier-mismatch.har');
const cause = 'pkce_verifier_mismatch';
let server, browser, page, requests;

before(async () => {
  server = await serve('dist/www', 0);
  browser = await launch({ rules: 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1' });
}, { timeout });
after(async () => {
  await browser?.close();
  await server?.close();
}, { timeout });

beforeEach(async () => {
  page = await browser.newPage();
  requests = [];
  page.on('request', (request) => requests.push(request));
});
/** Whatever a test did: the page asked for its own files and sent nothing. */
afterEach(async () => {
  await page.close();
  const left = requests.filter((request) => !/^(data|blob):/.test(request.url()))
    .filter((request) => !request.url().startsWith(`${server.url}/`) || request.method() !== 'GET' || request.hasPostData());
  assert.deepEqual(left.map((request) => request.url()), []);
});

test('the sample is a failed login with its cause', { timeout }, async (t) => {
  await open('/?sample');
  const says = await until('the sample is judged', () => page.evaluate(() => document.querySelector('article#answer[data-outcome=failed]:not([data-cause=""]) h2#cause')?.innerText));
  t.diagnostic(says);
});

test('a finding leads to its rule', { timeout }, async () => {
  await open('/');
  await choose(resolve('tests/good/code-without-pkce/capture.har'));
  const link = await until('a finding has a link', () => page.evaluate(() => document.querySelector('a.rule-page')?.href));
  assert.match(link, /\/rules\.html#[a-z0-9-]+$/);
  await page.goto(link, { timeout: 10_000 });
  const shown = await page.evaluate(() => {
    const rule = document.querySelector(':target');
    return [rule?.tagName, rule && getComputedStyle(rule).borderTopStyle, document.styleSheets.length];
  });
  assert.deepEqual(shown, ['SECTION', 'solid', 1]);
});

test('a chosen file is judged, and no request follows', { timeout }, async () => {
  await open('/');
  const before = requests.length;
  await choose(recorded);
  await answer(page, 'failed', cause);
  assert.equal(requests.length, before);
});

test('a dropped file is judged, and no request follows', { timeout }, async () => {
  await open('/');
  const before = requests.length;
  const devtools = await page.createCDPSession();
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    const data = { items: [], files: [recorded], dragOperationsMask: 1 };
    await within(devtools.send('Input.dispatchDragEvent', { type, x: 720, y: 300, data }), type);
  }
  await answer(page, 'failed', cause);
  assert.equal(requests.length, before);
});

test('pasted text is judged, and no request follows', { timeout }, async () => {
  await open('/');
  const before = requests.length;
  await paste(page, await readFile(recorded, 'utf8'));
  await answer(page, 'failed', cause);
  assert.equal(requests.length, before);
});

test('whatever of a login can be copied can be pasted', { timeout }, async () => {
  const request = 'POST /token HTTP/1.1\nHost: login.example.com\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=authorization_code&code=x1y2z3&client_id=shop\n';
  const refused = 'HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{"error":"invalid_scope","error_description":"The scope is unknown"}\n';
  const curl = (prefix, text) => text.split('\n\n')[0].split('\n').map((line) => `${prefix} ${line}\n`).join('') + `${prefix}\n`;
  const body = (text) => text.split('\n\n')[1];
  const pasted = {
    'curl -v': [`${curl('>', request)}${body(request)}${curl('<', refused)}${body(refused)}`, 'scope_invalid'],
    'raw HTTP': [`${request}\n${refused}`, 'scope_invalid'],
    'a callback': ['https://shop.example.com/cb?error=access_denied&error_description=The+user+denied+the+request&state=af0ifjsldkj', 'access_denied_by_user'],
    'an error text': ['AADSTS50011: The redirect URI https://shop.example.com/cb specified in the request does not match the redirect URIs configured for the application.', 'redirect_uri_mismatch_authorize'],
    'a token': [['{"alg":"RS256"}', '{"iss":"https://op.example","aud":"shop","exp":1700000000,"iat":1699990000,"sub":"x"}', 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.'), ''],
  };
  for (const [what, [text, found]] of Object.entries(pasted)) {
    await open('/');
    const before = requests.length;
    await paste(page, text);
    await answer(page, found ? 'failed' : 'succeeded', found).catch((error) => { throw new Error(`${what}: ${error.message}`); });
    assert.equal(requests.length, before);
  }
});

test('several files of one login are looked at together', { timeout }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'loginscope-'));
  t.after(() => rm(folder, { recursive: true }));
  const har = JSON.parse(await readFile(recorded, 'utf8'));
  const isServers = ({ request }) => request.url.endsWith('/token');
  const sides = { 'browser.har': (entry) => !isServers(entry), 'server.har': isServers };
  const paths = await Promise.all(Object.entries(sides).map(async ([name, wanted]) => {
    await writeFile(join(folder, name), JSON.stringify({ log: { ...har.log, entries: har.log.entries.filter(wanted) } }));
    return join(folder, name);
  }));
  await open('/');
  await choose(...paths);
  await answer(page, 'failed', cause);
  assert.equal(await page.evaluate(() => document.querySelectorAll('a.flow').length || 1), 1, 'one login, not two');
});

test('captures are judged in a worker', { timeout }, async () => {
  await open('/');
  assert.deepEqual(page.workers().map((worker) => worker.url()), [`${server.url}/engine.js`]);
});

test('where no worker can be started, the page judges by itself', { timeout }, async () => {
  await page.evaluateOnNewDocument(() => { globalThis.Worker = class { constructor() { throw new Error('no workers here'); } }; });
  await open('/');
  await choose(recorded);
  await answer(page, 'failed', cause);
  assert.deepEqual(page.workers(), []);
});

test('a fault of the engine is said, and the next file is judged', { timeout }, async (t) => {
  await open('/');
  const [engine] = page.workers();
  await within(engine.evaluate(() => { setTimeout(() => { throw new Error('a fault for the test'); }); }), 'the fault');
  t.diagnostic(await until('the fault is said', async () => /a fault for the test/.test(await alert()) && alert()));
  await choose(recorded);
  await answer(page, 'failed', cause);
  assert.equal(page.workers().length, 1);
  assert.notEqual(page.workers()[0], engine);
});

test('a large file opens with its progress, and can be stopped', { timeout }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'loginscope-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'large.har');
  await writeLarge(path, recorded, 100e6);
  for (const stops of [false, true]) {
    await open('/');
    await page.evaluate(watchProgress, stops);
    await choose(path);
    const breaksOff = () => page.evaluate(() => /breaks off/.test(document.body.innerText));
    // How far a reading came that was stopped is the machine's business.
    if (stops) await until('the file that was stopped is judged as far as it was read', breaksOff);
    else await answer(page, 'failed', cause);
    const seen = await page.evaluate(() => globalThis.progress);
    t.diagnostic(`${stops ? 'stopped' : 'to the end'}: ${seen.join(', ')}`);
    assert.ok(seen.length > (stops ? 0 : 1), 'the progress was shown');
    assert.equal(await breaksOff(), stops);
  }
});

test('what cannot be read is said, and the next file is judged', { timeout }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'loginscope-'));
  t.after(() => rm(folder, { recursive: true }));
  const bad = { 'empty.har': '', 'words.har': 'This is not a capture.', 'other.json': '{"a": 1}', 'bytes.har': Buffer.from([0xff, 0xfe, 0, 1]) };
  for (const [name, bytes] of Object.entries(bad)) {
    await open('/');
    await writeFile(join(folder, name), bytes);
    await choose(join(folder, name));
    t.diagnostic(`${name}: ${await until(`${name} has its message`, alert)}`);
    await choose(recorded);
    await answer(page, 'failed', cause);
  }
});

test('a saved report says the same where scripts are forbidden, and has none', { timeout }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'loginscope-'));
  t.after(() => rm(folder, { recursive: true }));
  const devtools = await page.createCDPSession();
  await within(devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder }), 'downloads are allowed');
  await open('/');
  await choose(recorded);
  const says = await answer(page, 'failed', cause);
  await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => /save/i.test(button.innerText)).click());
  const path = join(folder, 'loginscope-report.html');
  await until('the report is saved', () => readFile(path));

  const paper = await browser.newPage();
  t.after(() => paper.close());
  const asked = [];
  paper.on('request', (request) => asked.push(request.url()));
  await paper.setJavaScriptEnabled(false);
  await paper.goto(pathToFileURL(path).href, { timeout: 10_000 });
  const read = await within(paper.evaluate(() => ({
    answer: document.querySelector('article[data-outcome=failed] h2').innerText.trim(),
    active: [...document.querySelectorAll('*')].filter((element) => element.matches('script, iframe, object, embed, form, [href^="javascript:"]')
      || element.getAttributeNames().some((name) => name.startsWith('on'))).map((element) => element.outerHTML),
  })), 'the report was read');
  assert.deepEqual(read, { answer: says, active: [] });
  assert.deepEqual(asked, [pathToFileURL(path).href], 'it needs nothing beside it');
});

test('a client is kept over a reload', { timeout }, async () => {
  await open('/');
  await openClients();
  const client = {
    name: 'Shop, test', issuer: 'https://login.op.test', client_id: 'spa-public', redirect_uris: 'https://app.rp.test/cb\nhttps://app.rp.test/silent',
    token_endpoint_auth_method: 'none',
  };
  await page.evaluate(fill, client);
  await page.click('form.client button[type=submit]');
  await until('the client is stored', () => page.evaluate(() => JSON.stringify(localStorage).includes('https://app.rp.test/silent')));

  await open('/');
  await openClients();
  await until('the client is back', () => page.evaluate((name) => document.body.innerText.includes(name)
    || [...document.querySelectorAll('form.client input')].some((input) => input.value === name), client.name));
});

test('clients are imported without their secret, and exported', { timeout }, async () => {
  await open('/');
  await openClients();
  const press = (name) => page.evaluate((name) => [...document.querySelectorAll('button')].find((button) => button.innerText.trim() === name).click(), name);
  await press('Import…');
  await until('there is room for the text', () => page.$('#import-text'));
  await page.evaluate((text) => {
    const field = document.querySelector('#import-text');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, JSON.stringify([{ name: 'Imported', client_id: 'imported-shop', client_secret: 'not-a-real-secret-0001' }]));
  await press('Add these');
  await until('the client is stored', () => page.evaluate(() => JSON.stringify(localStorage).includes('imported-shop')));
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('not-a-real-secret')), false);
  await page.evaluate(() => { navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }; });
  await press('Export JSON');
  const clients = JSON.parse(await until('the clients are copied', () => page.evaluate(() => globalThis.copied)));
  const client = clients.find(({ client_id }) => client_id === 'imported-shop');
  assert.equal(client.client_secret, undefined);
  assert.equal(client.client_secret_fingerprint.length, 22);
});

test('without a network the page opens from what it has kept, and judges', { timeout }, async (t) => {
  const own = await serve('dist/www', 0);
  const away = await browser.createBrowserContext();
  t.after(() => away.close());
  const other = await away.newPage();
  await other.goto(`${own.url}/`, { timeout: 10_000 });
  await startTime(other);
  await until('the files are kept', () => other.evaluate(async () => Boolean((await navigator.serviceWorker.ready).active.state === 'activated')));
  await own.close();
  await assert.rejects(fetch(own.url), 'there is no server any more');

  await other.goto(`${own.url}/?sample`, { timeout: 10_000 });
  await until('the sample is judged', () => other.$('article#answer[data-outcome=failed]'));
  await paste(other, await readFile(recorded, 'utf8'));
  await answer(other, 'failed', cause);
});

test('a browser can install the page', { timeout }, async () => {
  await open('/');
  const devtools = await page.createCDPSession();
  const { installabilityErrors } = await within(devtools.send('Page.getInstallabilityErrors'), 'what is against it');
  assert.deepEqual(installabilityErrors, []);
});

test('one file does it all, from the disk, and may connect to nothing', { timeout }, async (t) => {
  const single = await browser.newPage();
  t.after(() => single.close());
  const asked = [];
  single.on('request', (request) => asked.push(request.url()));
  const address = pathToFileURL(resolve('dist/loginscope.html')).href;
  await single.goto(`${address}?sample`, { timeout: 10_000 });
  await startTime(single);
  await until('the sample is judged', () => single.$('article#answer[data-outcome=failed]'));
  await paste(single, await readFile(recorded, 'utf8'));
  await answer(single, 'failed', cause);
  assert.equal(single.workers().length, 1);
  assert.deepEqual(asked.filter((url) => !/^(data|blob):/.test(url)), [`${address}?sample`]);
  assert.equal(await single.evaluate(() => fetch('https://example.com/').then(() => 'sent', () => 'refused')), 'refused');
});

test('the page can be used by everyone', { timeout }, async () => {
  for (const theme of ['light', 'dark']) {
    await open('/');
    await setTheme(page, theme);
    assert.deepEqual(await violations(page), [], `empty, ${theme}`);
    await choose(recorded);
    await answer(page, 'failed', cause);
    assert.deepEqual(await violations(page), [], `with an answer, ${theme}`);
  }
});

/** Notes the words of each progress that is shown; where it shall stop, presses the button at the first. */
function watchProgress(stops) {
  globalThis.progress = [];
  new MutationObserver(() => {
    const notice = document.querySelector('progress')?.parentElement;
    const says = notice?.querySelector('p').innerText;
    if (!says || globalThis.progress.at(-1) === says) return;
    globalThis.progress.push(says);
    if (stops) notice.querySelector('button').click();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}

async function open(path) {
  await page.goto(`${server.url}${path}`, { timeout: 10_000 });
  await startTime(page);
  await page.waitForNetworkIdle({ idleTime: 200, timeout: 10_000 });
}

/** Presses what opens the browser's choice of files. */
async function choose(...files) {
  const [chooser] = await Promise.all([
    page.waitForFileChooser({ timeout: 5_000 }),
    page.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      const button = buttons.find((button) => /choose|open a capture/i.test(`${button.innerText} ${button.ariaLabel}`));
      (document.querySelector('input[type=file]') ?? button).click();
    }),
  ]);
  await within(chooser.accept(files), 'the files were chosen');
}

function alert() {
  return page.evaluate(() => document.querySelector('[role=alert]')?.innerText.trim());
}

async function openClients() {
  await page.click('[data-open=clients]');
  await until('the form is there', () => page.$('form.client'));
}

/** Types into the fields named as the members, as far as the browser's events go. */
function fill(members) {
  for (const [name, value] of Object.entries(members)) {
    const field = document.querySelector(`form.client [name="${name}"]`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
