// Pictures of panel, popup, clients and page, for people to look at.
// In: dist/, a recorded login. Out: screenshots/*.png, light and dark; the pictures of the run before are gone.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import { serve } from '../../.ci/serve.mjs';
import { launch, openDevTools, resizePanel, selectPanel, until, within } from './chromium.mjs';
import * as firefox from './firefox.mjs';
import { goThrough, logins, openClient } from './login.mjs';
import { issuer, origin, start } from './provider.mjs';
import { engineOf, listenerOf, overhear, tellOf } from './replay.mjs';
import { answer, list, paste, setTheme, startTime } from './view.mjs';

const folder = 'screenshots';
const themes = ['light', 'dark'];
/** The third is the first at 200 % zoom. */
const sizes = [[1440, 900], [1600, 300], [720, 450], [480, 300]];
const shop = { issuer, client_id: 'spa-public', client_type: 'public', response_types: ['code'], scope: 'openid profile email', pkce: true };
const clients = [
  { ...shop, name: 'Shop, staging', redirect_uris: [`${origin}/cb`] },
  { ...shop, name: 'Shop, local', issuer: 'http://localhost:8080/realms/shop', redirect_uris: ['http://localhost:5173/cb'] },
  { ...shop, name: 'Shop, production', issuer: 'https://id.shop.example', redirect_uris: ['https://www.shop.example/cb/'] },
];
const recorded = 'pub-pkce-verifier-mismatch';
const several = ['pub-access-denied', 'pub-pkce-ok', 'basic-no-auth', 'hybrid-ok', 'pub-token-redirect-uri-mismatch', recorded];

/** What the panel shows in each: logins that are gone through, or entries that are given as if the browser had seen them. */
const states = {
  empty: () => {},
  waiting: async ({ page, frame }) => {
    await openClient(page);
    await within(page.evaluate((login) => void window.begin(login), logins['a good login'].login), 'the login has begun');
    await answer(frame, 'incomplete', '');
  },
  good: goneThrough(logins['a good login']),
  failed: goneThrough(logins['a verifier that does not hash to the challenge']),
  'cannot-tell': async ({ listener, frame }) => {
    const entries = (await entriesOf()).filter(({ request }) => !request.url.includes('/auth'));
    entries.at(-1).response.content.text = '{"error":"invalid_grant"}';
    await listener.evaluate((entries) => entries.forEach(give), entries);
    await until('the login is judged', () => frame.$('article#answer[data-outcome=failed]'));
  },
  'many-logins': async ({ devtools, listener, frame }) => {
    const worker = await engineOf(devtools);
    await worker.evaluate(overhear);
    for (const [index, name] of several.entries()) {
      await listener.evaluate((entries) => entries.forEach(give), await entriesOf(name));
      await until('it is judged', async () => (await list(frame)).length > index && (await list(frame)).every(({ outcome }) => outcome !== 'incomplete'));
    }
    await worker.evaluate(tellOf, 500);
    await until('all are shown', async () => (await list(frame)).length === 500);
  },
  keys: ({ frame }) => frame.evaluate(() => document.querySelector('[aria-label=Keys]').click()),
  clients: ({ frame }) => frame.evaluate(() => document.querySelector('[data-open=clients]').click()),
  'all-tabs': ({ frame }) => frame.evaluate(async () => (await import('./loginscope_view.js')).hear_everywhere(true)),
  paused: ({ frame }) => frame.evaluate(() => document.querySelector('.recording').click()),
};

/** What the popup and the clients show after each. */
const popupAfter = {
  async empty(address) {
    await popup(address, 'first');
    await store(address, clients);
    await popup(address, 'no-login');
    await clientsPage(address);
  },
  good: (address) => popup(address, 'good'),
  failed: (address) => popup(address, 'failed'),
};

await rm(folder, { recursive: true, force: true });
await mkdir(folder);
const provider = await start();
const server = await serve('dist/www', 0);
const browser = await launch({ extension: resolve('dist/extension'), rules: `${provider.rules}, EXCLUDE 127.0.0.1` });
try {
  let address;
  for (const [name, prepare] of Object.entries(states)) {
    address = await panel(name, prepare);
    await popupAfter[name]?.(address);
  }
  await offlinePage();
  await inFirefox();
} finally {
  await browser.close();
  await server.close();
  await provider.close();
}

function goneThrough(login) {
  return async ({ page, frame }) => {
    await openClient(page);
    await goThrough(page, login);
    await answer(frame, login.cause ? 'failed' : 'succeeded', login.cause);
  };
}

async function entriesOf(name = recorded) {
  return JSON.parse(await textOf(name)).log.entries;
}

function textOf(name) {
  return readFile(`tests/recorded/chrome-devtools/${name}.har`, 'utf8');
}

/** Returns the panel's address. */
async function panel(name, prepare) {
  const page = await browser.newPage();
  const devtools = await openDevTools(page);
  const listener = listenerOf(devtools);
  const frame = await selectPanel(devtools);
  await startTime(frame);
  await prepare({ page, devtools, listener, frame });
  for (const [width, height] of sizes) {
    await resizePanel(devtools, frame, width, height);
    for (const theme of themes) {
      await setTheme(frame, theme);
      await within(frame.evaluate(drawn), 'the panel is drawn');
      const element = await frame.frameElement();
      await picture(devtools, `panel-${name}-${width}x${height}-${theme}`, { clip: await element.boundingBox() });
    }
  }
  await page.close();
  return frame.url();
}

async function popup(address, name) {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 600 });
  await page.goto(new URL('popup.html', address).href, { timeout: 10_000 });
  const state = { first: 'main a.button', 'no-login': '[data-point]', good: '.last[data-outcome=succeeded]', failed: '.last[data-outcome=failed]' }[name];
  await until(`the popup shows ${name}`, () => page.$(state));
  await inBothThemes(page, `popup-${name}`, { fullPage: true });
  if (name === 'failed') {
    await page.click('button[aria-controls=advice]');
    await inBothThemes(page, 'popup-advice', { fullPage: true });
  }
  await page.close();
}

async function store(address, clients) {
  const page = await browser.newPage();
  await page.goto(new URL('popup.html', address).href, { timeout: 10_000 });
  await within(page.evaluate((clients) => chrome.storage.local.set({ clients }), JSON.stringify(clients)), 'clients are stored');
  await page.close();
}

async function clientsPage(address) {
  const page = await browser.newPage();
  await page.goto(new URL('page.html?clients', address).href, { timeout: 10_000 });
  await until('the environments are shown', () => page.$('table.environments'));
  await inBothThemes(page, 'clients', { fullPage: true });
  await page.close();
}

async function offlinePage() {
  const page = await browser.newPage();
  await page.goto(`${server.url}/`, { timeout: 10_000 });
  await startTime(page);
  await inBothThemes(page, 'page-empty');
  await paste(page, await textOf(recorded));
  await until('the recording is judged', () => page.$('article#answer[data-outcome=failed]'));
  await inBothThemes(page, 'page-result');
  await page.close();
}

async function inFirefox() {
  const browser = await firefox.launch({ extension: resolve('dist/extension'), ports: provider.ports });
  try {
    const page = firefox.pageOf(browser, 500);
    await firefox.openDevTools(browser);
    const frame = await firefox.selectPanel(browser);
    await startTime(frame);
    await taken('empty');
    await goneThrough(logins['a verifier that does not hash to the challenge'])({ page, frame });
    await taken('failed');
  } finally {
    await browser.close();
  }

  async function taken(name) {
    const path = `${folder}/firefox-${name}.png`;
    await firefox.screenshot(browser, path);
    console.log(path);
  }
}

async function inBothThemes(page, name, options) {
  for (const theme of themes) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await picture(page, `${name}-${theme}`, options);
  }
}

/** Comes back when what was changed last has been drawn. */
function drawn() {
  return new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
}

/** A frame in the developer tools is drawn some time after it was laid out: what is blank is taken again. */
async function picture(page, name, options) {
  const path = `${folder}/${name}.png`;
  await until(`${path} shows something`, async () => !isBlank(Buffer.from(await page.screenshot({ path, ...options }))));
  console.log(path);
}

/** Whether nearly every pixel is like its neighbour. PNG stores differences, so a plain surface is all zeros. */
function isBlank(png) {
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const bytes = inflateSync(Buffer.concat(parts));
  return bytes.filter((byte) => byte !== 0).length < bytes.length / 500;
}
