// Makes HAR files as a browser would write them after a day of work: thousands of entries, a few logins among them.
// In: path, size in MB, shape. Out: the file; the same for the same arguments.
import { closeSync, openSync, writeSync } from 'node:fs';
import { main } from './step.mjs';

/** Average size of a body in KB, and white space as Chrome writes it. */
export const shapes = {
  pretty: { average: 36, indent: 2 },
  compact: { average: 36, indent: 0 },
  api: { average: 4, indent: 2 },
};

const WORDS = `render state props effect node value index length prototype function return const default export import module
 require object array string number boolean window document element event handler listener request response header cookie
 token session user profile account order product price cart checkout payment shipping address city country image video
 title label button input form submit click scroll resize animate opacity transform width height margin padding border
 radius color background font family weight display flex grid align justify`.split(/\s+/);
const HOSTS = ['www.shop.example', 'cdn.shop.example', 'static.assets.example', 'api.shop.example', 'metrics.example', 'img.media.example'];
const FOREIGN = ['été', 'Größe', '日本語のテキスト', '“quoted”', '—', '€', '😀'];
/** Kind of body, share of entries, size against the average, media type, Chrome's resource type, ending. */
const KINDS = [
  ['js', 26, 1.9, 'application/javascript', 'script', '.js'],
  ['image', 26, 1, 'image/png', 'image', '.png'],
  ['json', 24, 0.5, 'application/json', 'fetch', ''],
  ['html', 5, 1.6, 'text/html; charset=utf-8', 'document', '.html'],
  ['css', 6, 1, 'text/css', 'stylesheet', '.css'],
  ['ping', 13, 0, 'image/gif', 'ping', ''],
];
const POOL = 2_000_000;

let seed = 1;
/** Mulberry32. */
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const one = (list) => list[below(list.length)];
const word = () => one(WORDS);
const hex = (n) => Array.from({ length: n }, () => below(16).toString(16)).join('');
const code = (n) => Array.from({ length: n }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[below(64)]).join('');

const pieces = {
  js: () => [
    () => `function ${word()}(${word()}){var e=${word()}.${word()};return e?${word()}(e):${word()}.${word()}("${word()}")}`,
    () => `${word()}.${word()}=({${word()}:${below(9999)},${word()}:!0,${word()}:"${word()}-${word()}"}),`,
    () => `if(${word()}.${word()}!==void 0)throw Error("${word()} ${word()}");`,
    () => `/\\b${word()}\\s*=\\s*(\\d+)\\/${word()}/g.test(${word()})&&${word()}("\\n");`,
    () => `e.append("grant_type","authorization_code");e.append("code_verifier",${word()});var access_token=${word()}.id_token;\n`,
    () => `var ${word()}="${hex(40)}";"${one(FOREIGN)}";`,
  ],
  html: () => [
    () => `${'  '.repeat(below(9))}<div class="${word()} ${word()}-${word()}" data-${word()}="${below(99999)}">\n`,
    () => `\t<a href="https://${one(HOSTS)}/${word()}/${word()}?id=${below(9999)}&amp;ref=${word()}">${word()} ${one(FOREIGN)}</a>\n`,
    () => `<script>window.__DATA__={"${word()}":"${word()}","${word()}":${below(9999)}};</script>\n`,
  ],
  css: () => [() => `.${word()}-${word()}:hover{${word()}:${below(99)}px;background:url("/img/${word()}.png")}`],
  json: () => [
    () => `{"id":${below(1e9)},"uuid":"${hex(32)}","${word()}":"${word()}","title":"${word()} ${one(FOREIGN)}","tags":["${word()}","${word()}"],"url":"https://${one(HOSTS)}/${word()}/${below(9999)}"},`,
  ],
};

/** A long escaped text, and the places where it may be cut. */
function pool(kind) {
  if (kind === 'image') return { text: code(POOL).replaceAll('-', '+').replaceAll('_', '/'), cuts: null };
  const parts = pieces[kind]();
  let [text, cuts] = ['', [0]];
  while (text.length < POOL) {
    text += JSON.stringify(one(parts)()).slice(1, -1);
    cuts.push(text.length);
  }
  return { text, cuts };
}

let pools;
function body(kind, length) {
  const { text, cuts } = pools[kind];
  if (!cuts) {
    const whole = Math.min(length, POOL / 2) & ~3;
    const start = below(POOL - whole) & ~3;
    return text.slice(start, start + whole);
  }
  const start = cuts[below(cuts.length >> 1)];
  return text.slice(start, cuts.find((cut) => cut >= start + Math.min(length, POOL / 3)));
}

const header = (name, value) => ({ name, value });
function entry(clock, { host, path, method = 'GET', status = 200, media = 'application/json', type = 'fetch', size = 0, text, base64, sent = [], received = [], post, redirect = '' }) {
  const frames = () => Array.from({ length: 1 + below(13) }, () => ({
    functionName: word(), scriptId: String(below(400)), url: `https://${one(HOSTS)}/chunks/${hex(16)}.js`, lineNumber: 0, columnNumber: below(99999),
  }));
  const time = random() * 300;
  const request = {
    method, url: `https://${host}${path}`, httpVersion: 'http/2.0',
    headers: [
      [':authority', host], [':method', method], [':path', path], [':scheme', 'https'], ['accept', '*/*'],
      ['accept-encoding', 'gzip, deflate, br, zstd'], ['accept-language', 'en-US,en;q=0.9'], ['cache-control', 'no-cache'],
      ['cookie', `_ga=GA1.1.${below(1e9)}; sid=${hex(120)}; theme=dark; consent=${hex(24)}`], ['pragma', 'no-cache'], ['priority', 'u=1, i'],
      ['referer', `https://www.shop.example/${word()}/${word()}`], ['sec-ch-ua', '"Chromium";v="150", "Not)A;Brand";v="8", "Google Chrome";v="150"'],
      ['sec-ch-ua-mobile', '?0'], ['sec-ch-ua-platform', '"Linux"'], ['sec-fetch-dest', 'empty'], ['sec-fetch-mode', 'cors'], ['sec-fetch-site', 'same-site'],
      ['user-agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'], ...sent,
    ].map(([name, value]) => header(name, value)),
    queryString: [...new URLSearchParams(path.split('?')[1] ?? '')].map(([name, value]) => header(name, value)),
    cookies: [{ name: 'sid', value: hex(120), path: '/', domain: '.shop.example', expires: '2027-11-23T07:04:18.000Z', httpOnly: true, secure: true, sameSite: 'Lax' }],
    headersSize: -1, bodySize: post ? post[1].length : 0,
  };
  if (post) request.postData = { mimeType: post[0], text: post[1] };
  const content = { size, mimeType: media };
  if (text !== undefined) content.text = '\0';
  if (base64) content.encoding = 'base64';
  return {
    _connectionId: String(below(99999)),
    _initiator: random() < 0.6 ? { type: 'script', stack: { callFrames: frames(), parent: { description: 'Promise.then', callFrames: frames() } } } : { type: 'parser', url: 'https://www.shop.example/', lineNumber: below(900) },
    _priority: one(['High', 'Low', 'VeryHigh']), _resourceType: type, cache: {}, connection: '443', pageref: 'page_1', request,
    response: {
      status, statusText: '', httpVersion: 'http/2.0',
      headers: [
        ['access-control-allow-origin', '*'], ['age', String(below(99999))], ['alt-svc', 'h3=":443"; ma=86400'], ['cache-control', 'public, max-age=31536000'],
        ['content-encoding', 'br'], ['content-length', String(size)], ['content-type', media], ['date', 'Mon, 23 Nov 2026 07:04:18 GMT'], ['etag', `W/"${hex(16)}"`],
        ['server', 'cloudflare'], ['strict-transport-security', 'max-age=63072000; includeSubDomains; preload'], ['vary', 'Accept-Encoding, Origin'],
        ['x-content-type-options', 'nosniff'], ['x-request-id', hex(32)], ...received,
      ].map(([name, value]) => header(name, value)),
      cookies: [], content, redirectURL: redirect, headersSize: -1, bodySize: -1, _transferSize: below(99999), _error: null, _fetchedViaServiceWorker: false,
    },
    serverIPAddress: `192.0.2.${below(255)}`, startedDateTime: new Date(1_780_000_000_000 + clock).toISOString(), time,
    timings: { blocked: random() * 5, dns: -1, ssl: -1, connect: -1, send: random(), wait: time * 0.8, receive: time * 0.1, _blocked_queueing: random(), _workerStart: -1, _workerReady: -1, _workerFetchStart: -1, _workerRespondWithSettled: -1 },
  };
}

/** The six exchanges of a login that goes well: discovery, authorization, callback, token, keys, userinfo. */
function login() {
  const [op, client, state, nonce, granted] = ['login.idp.example', `spa-${hex(8)}`, code(24), code(24), code(60)];
  const redirect = 'https://www.shop.example/callback';
  const json = (value) => { const text = JSON.stringify(value); return { text: JSON.stringify(text).slice(1, -1), size: text.length }; };
  const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = (claims) => `${encoded({ alg: 'RS256', kid: hex(16) })}.${encoded(claims)}.${code(342)}`;
  const back = `/callback?code=${granted}&state=${state}&iss=${encodeURIComponent(`https://${op}`)}`;
  const access = jwt({ iss: `https://${op}`, sub: hex(24), aud: 'api', exp: 1780003600, scope: 'openid profile' });
  const id = jwt({ iss: `https://${op}`, sub: hex(24), aud: client, nonce, exp: 1780003600, iat: 1780000000 });
  const page = body('html', 6000);
  return [
    { host: op, path: '/.well-known/openid-configuration', ...json({ issuer: `https://${op}`, authorization_endpoint: `https://${op}/authorize`, token_endpoint: `https://${op}/oauth/token`, jwks_uri: `https://${op}/jwks`, code_challenge_methods_supported: ['S256'] }) },
    { host: op, path: `/authorize?response_type=code&client_id=${client}&redirect_uri=${encodeURIComponent(redirect)}&scope=openid%20profile&state=${state}&nonce=${nonce}&code_challenge=${code(43)}&code_challenge_method=S256`, status: 302, media: 'text/html', type: 'document', received: [['location', `https://www.shop.example${back}`]], redirect: `https://www.shop.example${back}` },
    { host: 'www.shop.example', path: back, media: 'text/html', type: 'document', text: page, size: page.length },
    { host: op, path: '/oauth/token', method: 'POST', sent: [['content-type', 'application/x-www-form-urlencoded'], ['origin', 'https://www.shop.example']], post: ['application/x-www-form-urlencoded', `grant_type=authorization_code&client_id=${client}&code_verifier=${code(64)}&code=${granted}&redirect_uri=${encodeURIComponent(redirect)}`], ...json({ access_token: access, id_token: id, token_type: 'Bearer', expires_in: 3600 }) },
    { host: op, path: '/jwks', ...json({ keys: [1, 2, 3].map(() => ({ kty: 'RSA', kid: hex(16), use: 'sig', alg: 'RS256', n: code(342), e: 'AQAB' })) }) },
    { host: op, path: '/userinfo', sent: [['authorization', `Bearer ${access}`]], ...json({ sub: hex(24), name: 'Ada Example' }) },
  ];
}

function other(average) {
  let at = random() * 100;
  const [kind, , share, media, type, end] = KINDS.find(([, percent]) => (at -= percent) < 0) ?? KINDS[0];
  const path = `/${word()}/${word()}/${hex(12)}${end}${random() < 0.4 ? `?v=${hex(8)}&${word()}=${word()}&t=${below(1e12)}` : ''}`;
  const host = one(HOSTS);
  if (kind === 'ping') {
    const events = Array.from({ length: below(20) }, () => ({ [word()]: hex(16) }));
    return { host, path, method: 'POST', status: 204, media, type, post: ['text/plain;charset=UTF-8', JSON.stringify({ [word()]: word(), events })] };
  }
  // Log-normal: most are small, a few are huge.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const text = body(kind, Math.exp(1.1 * normal) / 1.83 * share * average * 1000 + 40);
  return { host, path, media, type, text, size: text.length, base64: kind === 'image' };
}

export function makeHar(path, megabytes, shape) {
  const { average, indent } = shapes[shape];
  seed = 1;
  pools ??= Object.fromEntries(['js', 'html', 'css', 'json', 'image'].map((kind) => [kind, pool(kind)]));
  const margin = indent ? '\n      ' : '';
  const file = openSync(path, 'w');
  const log = { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, pages: [], entries: [] };
  const [head, tail] = JSON.stringify({ log }, null, indent).split(/(?<="entries": ?\[)/);
  let [size, entries, logins, clock, pending] = [writeSync(file, head + margin), 0, 0, 0, []];
  const target = megabytes * 1e6;
  for (let block = []; size < target;) {
    if (!pending.length && (entries === 20 || logins < entries * 0.01)) pending = login();
    logins += pending.length ? 1 : 0;
    const what = pending.shift() ?? other(average);
    const text = JSON.stringify(entry(clock += random() * 200, what), null, indent).replaceAll('\n', margin || '\n');
    block.push(`${entries++ ? `,${margin}` : ''}${what.text === undefined ? text : text.replace('\\u0000', () => what.text)}`);
    if (block.length === 50 || size + 4e6 > target) {
      size += writeSync(file, block.join(''));
      block = [];
    }
  }
  writeSync(file, `${indent ? '\n    ' : ''}${tail}`);
  closeSync(file);
  return { entries, logins };
}

await main(import.meta.url, () => {
  const [path, megabytes, shape = 'pretty'] = process.argv.slice(2);
  if (!path || !(megabytes > 0) || !shapes[shape]) throw new Error(`node .ci/har.mjs PATH MEGABYTES ${Object.keys(shapes).join('|')}`);
  console.log(JSON.stringify(makeHar(path, Number(megabytes), shape)));
});
