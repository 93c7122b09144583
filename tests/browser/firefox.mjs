// Firefox with the extension, its developer tools and the panel in them, driven by Marionette.
// In: folder of the unpacked extension, where host names lead. Out: a page and the panel's frame, to be used as puppeteer's are.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firefoxPath } from '../../.ci/setup.mjs';
import { until, within } from './chromium.mjs';

/** Firefox does not tell of everything in a page that goes away at a robot's speed: each look at the page waits so many ms. */
const pause = 400;

/** Starts a browser without a window and installs the extension in it; it reaches only the `ports` (by `host:port`). */
export async function launch({ extension, ports }) {
  const home = await mkdtemp(join(tmpdir(), 'loginscope-firefox-'));
  const proxy = await listen(tunnel(ports));
  await writeFile(join(home, 'user.js'), preferences(proxy.address().port));
  const args = ['-profile', home, '-no-remote', '-headless', '-marionette', '-remote-allow-system-access', 'about:blank'];
  const firefox = spawn(firefoxPath(), args, { env: { ...process.env, HOME: home }, stdio: 'ignore', detached: true });
  const close = async () => {
    const gone = new Promise((done) => { firefox.once('exit', done); });
    if (firefox.exitCode === null && firefox.signalCode === null) {
      process.kill(-firefox.pid, 'SIGKILL');
      await within(gone, 'Firefox has ended');
    }
    proxy.close();
    proxy.closeAllConnections();
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const port = await until('Firefox listens', async () => Number(await readFile(join(home, 'MarionetteActivePort'), 'utf8')), 60_000);
    const ask = await marionette(port);
    await ask('WebDriver:NewSession', { acceptInsecureCerts: true });
    const id = (await ask('Addon:Install', { path: extension, temporary: true })).value;
    return { ask, id, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The browser's only tab, as much of a page of puppeteer as the logins need. */
export function pageOf(browser) {
  const { ask } = browser;
  return {
    goto: (url) => ask('WebDriver:Navigate', { url }),
    url: async () => (await ask('WebDriver:GetCurrentURL')).value,
    clearCookies: () => chrome(browser, () => Services.cookies.removeAll()),
    evaluate: async (script, ...args) => {
      await new Promise((done) => { setTimeout(done, pause); });
      return (await ask('WebDriver:ExecuteScript', { script: `return (${script})(...arguments)`, args })).value;
    },
  };
}

/** Opens the developer tools of the tab, waits until the extension listens in them, and selects its panel. */
export async function openPanel(browser) {
  await chrome(browser, openToolbox);
  await view(browser, 'devtools_page');
  await until('the panel was selected', () => chrome(browser, showPanel));
  return view(browser, 'devtools_panel');
}

/** Opens the developer tools of the tab; answers what gives the HAR that their network monitor saves. */
export async function openLog(browser) {
  await chrome(browser, openToolbox);
  const frame = await view(browser, 'devtools_page');
  // The first call is what makes the monitor listen.
  const log = () => frame.evaluate(async () => window.browser.devtools.network.getHAR());
  await log();
  return log;
}

/** Closes the developer tools and everything in them. */
export function closePanel(browser) {
  return chrome(browser, closeToolbox);
}

/** A picture of the whole window: page, developer tools, panel. */
export async function screenshot(browser, path) {
  const { value } = await inChrome(browser, () => browser.ask('WebDriver:TakeScreenshot', { full: false }));
  await writeFile(path, value, 'base64');
}

/** A document of the extension that lives in the developer tools, once it is loaded. */
async function view(browser, type) {
  const frame = { evaluate: (script, ...args) => chrome(browser, evaluateInView, browser.id, type, `(${script})(...${JSON.stringify(args)})`) };
  await until(`the extension's ${type} is loaded`, () => frame.evaluate(() => document.readyState === 'complete'));
  return frame;
}

/** Runs a function in the browser's own process; what it returns is JSON. */
function chrome(browser, script, ...args) {
  const call = `const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1);
    Promise.resolve((${script})(...args)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  return inChrome(browser, async () => {
    const { value: { value, error } } = await browser.ask('WebDriver:ExecuteAsyncScript', { script: call, args, sandbox: 'system', scriptTimeout: 9000 });
    if (error) throw new Error(error);
    return value;
  });
}

async function inChrome({ ask }, work) {
  await ask('Marionette:SetContext', { value: 'chrome' });
  return work().finally(() => ask('Marionette:SetContext', { value: 'content' }));
}

/** Speaks Marionette's protocol: `LENGTH:[kind, id, …]`, one answer to each command. */
async function marionette(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map();
  let [received, last] = [Buffer.alloc(0), 0];
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const colon = received.indexOf(':');
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || received.length < end) return;
      const message = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      if (Array.isArray(message)) waiting.get(message[1])?.(message);
      else waiting.get('hello')?.();
    }
  });
  socket.on('error', () => {});
  await within(new Promise((done) => { waiting.set('hello', done); }), 'Firefox greets');
  return async (command, params = {}) => {
    const text = JSON.stringify([0, last += 1, command, params]);
    const answer = new Promise((done) => { waiting.set(last, done); });
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, id, error, result] = await within(answer, `${command} is answered`, 20_000);
    waiting.delete(id);
    if (error) throw new Error(`${command}: ${error.error}: ${error.message}`);
    return result;
  };
}

/** A proxy that leads each host to its port on loopback, and nowhere else. */
function tunnel(ports) {
  const proxy = createServer((_request, response) => response.writeHead(502).end());
  return proxy.on('connect', ({ url }, client) => {
    client.on('error', () => {});
    if (!(url in ports)) return client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const server = connect(ports[url], '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
  });
}

function listen(server) {
  return new Promise((done, failed) => { server.once('error', failed).listen(0, '127.0.0.1', () => done(server)); });
}

function preferences(proxy) {
  const values = {
    'marionette.port': 0,
    'network.proxy.type': 1, 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': proxy,
    'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': proxy,
    // A robot is quicker than Firefox's events: the log is to keep what they leave out.
    'devtools.netmonitor.persistlog': true,
    'devtools.toolbox.host': 'right', 'devtools.toolbox.sidebar.width': 800,
    'app.update.disabledForTesting': true, 'browser.shell.checkDefaultBrowser': false, 'datareporting.policy.dataSubmissionEnabled': false,
  };
  return Object.entries(values).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join('');
}

// What follows is the one place that knows the inside of Firefox; it runs in the browser's own process.
/* global ChromeUtils, Services, WebExtensionPolicy, Components */

async function openToolbox() {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  await gDevTools.showToolboxForTab(Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedTab, { toolId: 'webconsole' });
}

async function showPanel() {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const tab = Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedTab;
  const toolbox = gDevTools.getToolboxForTab(tab);
  const tool = toolbox.getAdditionalTools().find((tool) => tool.id.startsWith('webext-devtools-panel-'));
  if (!tool) return false;
  await gDevTools.showToolboxForTab(tab, { toolId: tool.id });
  return true;
}

async function closeToolbox() {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  await gDevTools.closeToolboxForTab(Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedTab);
}

/** The extension's documents live in a process of their own: a frame script goes there, evaluates, and sends the result back. */
function evaluateInView(id, type, expression) {
  const view = [...WebExtensionPolicy.getByID(id).extension.views].find((view) => view.viewType === type && view.xulBrowser);
  if (!view) throw new Error(`there is no ${type} yet`);
  const { messageManager } = view.xulBrowser;
  const name = `loginscope-test:${Math.random()}`;
  const script = `(async () => {
    const sandbox = Components.utils.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
    const answer = {};
    try {
      answer.value = JSON.stringify(await Components.utils.evalInSandbox(${JSON.stringify(expression)}, sandbox));
    } catch (error) {
      answer.error = String(error);
    }
    sendAsyncMessage(${JSON.stringify(name)}, answer);
  })()`;
  return new Promise((done, failed) => {
    messageManager.addMessageListener(name, function hear({ data }) {
      messageManager.removeMessageListener(name, hear);
      if (data.error) failed(new Error(data.error));
      else done(data.value === undefined ? undefined : JSON.parse(data.value));
    });
    messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
  });
}
