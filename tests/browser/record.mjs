// Records good logins of many kinds against a real OpenID provider into tests/good:
// `node tests/browser/record.mjs [--in playwright|chrome|firefox] [kind …]`.
// In: the kinds. Out: for each the HAR that Playwright or the browser's own developer tools wrote, the client's configuration and
// what is expected. The client is oauth4webapi, which refuses what is wrong: a login that it takes is a good one.
import dns from 'node:dns';
import { createServer } from 'node:https';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { request as playwright } from 'playwright-core';
import { certificate } from './certificate.mjs';
import { until } from './chromium.mjs';
import { proceed } from './login.mjs';
import * as browsers from './record/browsers.mjs';
import { clientOf, kinds, seenByBrowser } from './record/kinds.mjs';
import { agree, appPort, opPort, origin, provider } from './record/provider.mjs';

const good = fileURLToPath(new URL('../good/', import.meta.url));

// The browser and Playwright's own requests reach nothing but loopback.
for (const place of [dns, dns.promises]) {
  const lookup = place.lookup;
  place.lookup = (host, ...rest) => lookup.call(place, host.endsWith('.test') ? '127.0.0.1' : host, ...rest);
}

let current;

const { values: { in: within }, positionals: wanted } = parseArgs({ options: { in: { type: 'string', default: 'playwright' } }, allowPositionals: true });
const pem = certificate('loopback');
const own = provider(kinds);
const server = createServer(pem, own.callback()).listen(opPort, '127.0.0.1');
const client = createServer(pem, (request, response) => answer(request, response).catch((error) => {
  current.failed = error;
  response.writeHead(500).end();
})).listen(appPort, '127.0.0.1');
const requests = await playwright.newContext({ ignoreHTTPSErrors: true });
const browser = await browsers[within]();
try {
  for (const name of wanted.length ? wanted : within === 'playwright' ? Object.keys(kinds) : seenByBrowser) await record(name, kinds[name]);
} finally {
  await browser.close();
  await requests.dispose();
  for (const one of [server, client]) {
    one.close();
    one.closeAllConnections();
  }
}

/** One login of a person unknown to the provider. What the client's own server sends only Playwright's files hold. */
async function record(name, kind) {
  const { page, har } = await browser.start();
  const entries = [];
  const heard = kind.hidden || within !== 'playwright' ? [] : entries;
  current = { page, kind, backend: fetchOf(requests, heard), frontend: fetchIn(page), through: (reached) => through(page, reached), agree: (id) => agree(own, id), entries };
  await kind.run(current);
  if (current.failed) throw current.failed;
  const seen = small(await har(), within === 'playwright' ? entries : []);
  const folder = join(good, within === 'playwright' ? name : `${within}-${name}`);
  await mkdir(folder, { recursive: true });
  const write = (file, value) => writeFile(join(folder, file), `${value}\n`);
  await write('capture.har', JSON.stringify(seen));
  await write('config.json', JSON.stringify(clientOf(name, kind), null, 2));
  await write('expected.json', JSON.stringify({ provider: 'oidc-provider', outcome: 'succeeded', recorded: `tests/browser/record.mjs${within === 'playwright' ? '' : ` --in ${within}`}` }, null, 2));
  console.log(name, seen.log.entries.length, JSON.stringify(seen).length);
}

/** The client's server: it begins the login, takes the response and then shows a page. */
async function answer(request, response) {
  const url = new URL(request.url, origin);
  const page = (text) => response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' })
    .end(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title>${text}`);
  const leads = (to, cookie) => response.writeHead(302, { Location: to, 'Set-Cookie': cookie, 'Cache-Control': 'no-store' }).end();
  const posted = request.method === 'POST' ? new URLSearchParams(await text(request)) : undefined;
  if (url.pathname === '/login') {
    const sameSite = current.kind.mode?.startsWith('form_post') ? 'None' : 'Lax';
    return leads(await current.begin(), `__Host-login=${crypto.randomUUID()}; Path=/; Secure; HttpOnly; SameSite=${sameSite}`);
  }
  if (url.pathname === '/cb' && current.kind.inPage) return page('<p>One moment');
  if (url.pathname === '/cb' && current.kind.byFragment && !posted) {
    return page(`<p>One moment<script>fetch('/cb/fragment', { method: 'POST', body: location.hash.slice(1) }).then(() => location.replace('/'))</script>`);
  }
  if (url.pathname.startsWith('/cb')) {
    await current.finish(posted ?? url.searchParams);
    return leads('/', `__Host-session=${crypto.randomUUID()}; Path=/; Secure; HttpOnly; SameSite=Lax`);
  }
  if (url.pathname === '/backchannel') {
    current.told = posted.get('logout_token');
    current.entries.push(received(request, url, posted));
    return response.writeHead(200, { 'Cache-Control': 'no-store' }).end();
  }
  if (url.pathname === '/orders') {
    return response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"orders":[]}');
  }
  return page('<h1>Shop</h1><p id="ready">Welcome');
}

/** What the provider itself sent to the client's server, as the server writes it down. */
function received(request, url, posted) {
  const listed = Object.entries(request.headers).map(([name, value]) => ({ name, value }));
  const content = { size: 0, mimeType: '' };
  return {
    startedDateTime: new Date().toISOString(), time: 1, cache: {}, timings: { send: 0, wait: 1, receive: 0 },
    request: {
      method: request.method, url: String(url), httpVersion: 'HTTP/1.1', headers: listed, queryString: [], cookies: [], headersSize: -1, bodySize: String(posted).length,
      postData: { mimeType: request.headers['content-type'], text: String(posted) },
    },
    response: { status: 200, statusText: 'OK', httpVersion: 'HTTP/1.1', headers: [{ name: 'cache-control', value: 'no-store' }], cookies: [], redirectURL: '', headersSize: -1, bodySize: 0, content },
  };
}

async function text(stream) {
  let all = '';
  for await (const piece of stream) all += piece;
  return all;
}

/** As a person would: signs in and agrees, until it is `reached`. */
function through(page, reached = () => page.evaluate(isDone)) {
  return until('the login is through', async () => {
    if (current.failed) throw current.failed;
    const end = await reached();
    if (!end) await page.evaluate(proceed, false);
    return end;
  }, 20_000);
}

/** The browser is back at the client, or the provider says that all is done. */
function isDone() {
  return Boolean(document.querySelector('#ready')) || document.body.innerText.includes('Sign-in Success');
}

/** `fetch` for oauth4webapi, on the client's server; Playwright leaves it out of the browser's HAR. */
function fetchOf(requests, entries) {
  return async (url, { method, headers, body }) => {
    const started = new Date();
    const sent = Object.fromEntries(new Headers(headers));
    const text = body == null || method === 'GET' ? undefined : String(body);
    const answer = await requests.fetch(String(url), { method, headers: sent, data: text, maxRedirects: 0, failOnStatusCode: false });
    const [received, content] = [answer.headers(), await answer.text()];
    const listed = (headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));
    entries.push({
      startedDateTime: started.toISOString(), time: Date.now() - started, cache: {}, timings: { send: 0, wait: Date.now() - started, receive: 0 },
      request: {
        method, url: String(url), httpVersion: 'HTTP/1.1', headers: listed(sent), queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })), cookies: [],
        headersSize: -1, bodySize: text?.length ?? 0, ...(text !== undefined && { postData: { mimeType: sent['content-type'] ?? '', text } }),
      },
      response: {
        status: answer.status(), statusText: answer.statusText(), httpVersion: 'HTTP/1.1', headers: listed(received), cookies: [], redirectURL: '', headersSize: -1, bodySize: content.length,
        content: { size: content.length, mimeType: received['content-type'] ?? '', text: content },
      },
    });
    return answered(answer.status(), received, content);
  };
}

/** The same from the page's script. */
function fetchIn(page) {
  return async (url, { method, headers, body }) => {
    const ask = async ([url, options]) => {
      const answer = await fetch(url, options);
      return [answer.status, Object.fromEntries(answer.headers), await answer.text()];
    };
    const own = Object.fromEntries([...new Headers(headers)].filter(([name]) => name !== 'user-agent'));
    return answered(...await page.evaluate(ask, [String(url), { method, headers: own, ...(method !== 'GET' && body != null && { body: String(body) }) }]));
  };
}

function answered(status, headers, text) {
  const empty = [204, 304].includes(status);
  return new Response(empty ? null : text, { status, headers });
}

/** Without what tells nothing of a login: styles, pictures, the browser's description of itself; and cookies are in the headers. */
function small(har, entries) {
  const own = (entry) => /^https:\/\/\w+\.(op|rp)\.test:/.test(entry.request.url);
  const telling = (header) => !/^(sec-ch-|upgrade-insecure|accept-language|accept-encoding|:)/i.test(header.name);
  har.log.entries = [...har.log.entries, ...entries].filter(own);
  har.log.entries.sort((a, b) => a.startedDateTime.localeCompare(b.startedDateTime));
  for (const entry of har.log.entries) {
    for (const message of [entry.request, entry.response]) Object.assign(message, { headers: message.headers.filter(telling), cookies: [] });
    const content = entry.response.content;
    if (content.text && /html/.test(content.mimeType ?? '')) {
      content.text = content.text.replace(/<style[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>|\s{2,}/g, ' ');
      content.size = content.text.length;
    }
    for (const name of ['_securityDetails', '_serverPort', 'serverIPAddress', '_monotonicTime', '_frameref', 'timings', 'cache']) delete entry[name];
  }
  return har;
}
