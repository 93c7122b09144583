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
    const { value: window } = await ask('WebDriver:GetWindowHandle');
    return { ask, id, window, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The browser's first tab, as much of a page of puppeteer as the logins need; each look at it waits for `pause` ms. */
export function pageOf(browser, pause = 0) {
  const { ask } = browser;
  const evaluate = async (script, ...args) => {
    await new Promise((done) => { setTimeout(done, pause); });
    return (await ask('WebDriver:ExecuteScript', { script: `return (${script})(...arguments)`, args })).value;
  };
  const elsewhere = (window) => ({ evaluate: (...call) => inWindow(browser, window, () => evaluate(...call)) });
  return {
    goto: (url) => ask('WebDriver:Navigate', { url }),
    url: async () => (await ask('WebDriver:GetCurrentURL')).value,
    clearCookies: () => chrome(browser, () => Services.cookies.removeAll()),
    evaluate,
    popup: async () => {
      const other = await otherWindow(browser);
      return other && elsewhere(other);
    },
  };
}

/** Presses the button in the window that asks for the permission to record all tabs, and "Allow" in what the browser then asks. */
export async function allowRecording(browser) {
  const { ask } = browser;
  const window = await until('the extension asks in a window of its own', () => otherWindow(browser));
  await inWindow(browser, window, async () => {
    await until('it says what for', async () => (await ask('WebDriver:GetCurrentURL')).value.endsWith('/record.html'));
    const { value } = await until('there is its button', () => ask('WebDriver:FindElement', { using: 'css selector', value: '#allow' }));
    await ask('WebDriver:ElementClick', { id: Object.values(value)[0] });
    await until('the browser asks', () => chrome(browser, pressAllow));
  });
  await until('that window is closed', async () => !await otherWindow(browser));
}

/** What the extension may do at this time beyond what it is installed with. */
export function permissions(browser) {
  return chrome(browser, granted, browser.id);
}

async function otherWindow({ ask, window }) {
  return (await ask('WebDriver:GetWindowHandles')).find((other) => other !== window);
}

async function inWindow({ ask, window }, other, work) {
  await ask('WebDriver:SwitchToWindow', { handle: other, focus: false });
  return work().finally(() => ask('WebDriver:SwitchToWindow', { handle: window, focus: false }));
}

/** Opens the developer tools of the tab and waits until the extension listens in them. */
export async function openDevTools(browser) {
  await chrome(browser, openToolbox);
  await view(browser, 'devtools_page');
}

/** The extension's page that listens to the developer tools. */
export function listenerOf(browser) {
  return view(browser, 'devtools_page');
}

/** Whether the developer tools keep their log when a page goes: what `Persist Logs` is in their Network panel. */
export function persistLogs(browser, on) {
  return chrome(browser, (on) => Services.prefs.setBoolPref('devtools.netmonitor.persistlog', on), on);
}

/** Selects the extension's panel and returns its frame. */
export async function selectPanel(browser) {
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
export function closeDevTools(browser) {
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

/** Whether the browser's question was there to be answered. */
function pressAllow() {
  const windows = [...Services.wm.getEnumerator('navigator:browser')];
  const question = windows.map((window) => window.PopupNotifications?.panel.firstElementChild).find((question) => question?.button);
  question?.button.click();
  return Boolean(question);
}

function granted(id) {
  const { permissions, origins } = WebExtensionPolicy.getByID(id).extension.activePermissions;
  return { permissions: permissions.toSorted(), origins: origins.toSorted() };
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
