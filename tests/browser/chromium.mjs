// Chromium with the extension, its developer tools and the panel in them; and waiting that always ends.
// In: folder of the unpacked extension, rules for host names. Out: puppeteer's browser and the panel's frame.
import puppeteer from 'puppeteer-core';
import { chromiumPath } from '../../.ci/setup.mjs';

/** Starts a browser without a window; it reaches only what `rules` lead to. A `profile` that is given outlives it. */
export function launch({ extension, rules, profile }) {
  const root = process.getuid?.() === 0;
  return puppeteer.launch({
    executablePath: chromiumPath(),
    pipe: true,
    userDataDir: profile,
    enableExtensions: extension ? [extension] : false,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1440, height: 900 },
    args: [`--host-resolver-rules=${rules}`, ...(root ? ['--no-sandbox'] : [])],
    timeout: 20_000,
    protocolTimeout: 20_000,
  });
}

/** Opens the developer tools of `page` in a window of their own and returns their page once the extension listens in them. */
export async function openDevTools(page) {
  const devtools = await within(page.openDevTools(), 'developer tools opened');
  await until('the extension has made its panel', () => devtools.evaluate(hasPanel));
  await within(devtools.evaluate(undock), 'developer tools have their own window');
  return devtools;
}

/** Selects the extension's panel and returns its frame. */
export async function selectPanel(devtools) {
  await within(devtools.evaluate(showPanel), 'the panel was selected');
  const frame = () => devtools.frames().find((frame) => /^chrome-extension:.*panel/.test(frame.url()));
  return until('the panel has its frame', async () => frame() && await frame().evaluate(() => document.readyState) === 'complete' && frame());
}

export async function clearCookies(page) {
  const devtools = await page.createCDPSession();
  await within(devtools.send('Network.clearBrowserCookies'), 'cookies cleared');
  await devtools.detach();
}

/** Makes the viewport of `devtools` such that the panel's frame has this size; the layout follows a little later. */
export function resizePanel(devtools, frame, width, height) {
  const size = (frame) => frame.evaluate(() => [innerWidth, innerHeight]);
  return until(`the panel is ${width} × ${height}`, async () => {
    const [[outerWidth, outerHeight], [innerWidth, innerHeight]] = await Promise.all([devtools, frame].map(size));
    if (innerWidth === width && innerHeight === height) return true;
    await devtools.setViewport({ width: width + outerWidth - innerWidth, height: height + outerHeight - innerHeight });
    await new Promise((done) => { setTimeout(done, 200); });
    return false;
  });
}

/** Asks every 40 ms until the answer is truthy, and returns it; what is thrown counts as not yet. */
export async function until(what, ask, ms = 10_000) {
  const end = performance.now() + ms;
  let last;
  while (performance.now() < end) {
    try {
      const answer = await within(ask(), what, ms);
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => { setTimeout(done, 40); });
  }
  throw new Error(`Not within ${ms / 1000} s: ${what}${last ? ` (${last.message})` : ''}`);
}

/** `promise`, or an error when it takes longer. */
export function within(promise, what, ms = 10_000) {
  let timer;
  const late = new Promise((_, failed) => { timer = setTimeout(() => failed(new Error(`Not within ${ms / 1000} s: ${what}`)), ms); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// What follows is the one place that knows the inside of Chromium's developer tools.

async function hasPanel() {
  const UI = await import('./ui/legacy/legacy.js');
  return [...UI.ViewManager.ViewManager.instance().views.keys()].some((id) => id.startsWith('chrome-extension://'));
}

async function showPanel() {
  const UI = await import('./ui/legacy/legacy.js');
  const views = UI.ViewManager.ViewManager.instance();
  await views.showView([...views.views.keys()].find((id) => id.startsWith('chrome-extension://')));
}

async function undock() {
  const UI = await import('./ui/legacy/legacy.js');
  UI.DockController.DockController.instance().setDockSide('undocked');
}

/** Gives a file to the network panel, as its button "Import HAR file" does; answers method, address, status and body of each request. */
export function importHar(devtools, text) {
  return within(devtools.evaluate(readHar, text), 'the file was imported');
}

/** Keeps what was seen over navigations. */
export function keepLog(devtools) {
  return until('the log is kept', () => devtools.evaluate(preserveLog));
}

async function preserveLog() {
  const Common = await import('./core/common/common.js');
  Common.Settings.Settings.instance().moduleSetting('network-log.preserve-log').set(true);
  return true;
}

/** What the network panel's button "Export HAR (with sensitive data)" writes. */
export function exportHar(devtools) {
  return within(devtools.evaluate(writeHar), 'the file was exported');
}

async function writeHar() {
  const [HAR, Logs] = await Promise.all([import('./models/har/har.js'), import('./models/logs/logs.js')]);
  let text = '';
  const stream = { write: async (piece) => { text += piece; }, close: () => {} };
  const nothing = { canceled: false, then: undefined, isCanceled: () => false };
  const progress = new Proxy({}, { get: (_, name) => (name in nothing ? nothing[name] : () => progress) });
  const requests = Logs.NetworkLog.NetworkLog.instance().requests();
  for (const request of requests) {
    // Of a page that was left some bodies are asked for in vain.
    const ask = request.requestContentData.bind(request);
    const late = new Promise((done) => { setTimeout(done, 2000, { error: 'No data' }); });
    request.requestContentData = () => Promise.race([ask(), late]);
  }
  await HAR.Writer.Writer.write(stream, requests, { sanitize: false }, progress);
  return text;
}

async function readHar(text) {
  const [Network, Logs] = await Promise.all([import('./panels/network/network.js'), import('./models/logs/logs.js')]);
  const log = Logs.NetworkLog.NetworkLog.instance();
  log.reset(true);
  await Network.NetworkPanel.NetworkPanel.instance().networkLogView.onLoadFromFile(new File([text], 'login.har'));
  return Promise.all(log.requests().map(async (request) => [request.requestMethod, request.url(), request.statusCode, await request.requestFormData()]));
}
