// In: the network events of the inspected tab from the moment DevTools opens, and the log that the browser keeps itself.
// Out: each exchange that may matter as the JSON text of a HAR entry, with its body where Rust wants it, on a channel that
// the panel hears. It holds what it gave, for a panel that is shown later or starts again, and knows nothing of what an
// exchange means.
const { devtools, runtime } = globalThis.browser?.devtools ? globalThis.browser : globalThis.chrome;
const channel = new BroadcastChannel(`loginscope-${devtools.inspectedWindow.tabId}`);
const isFirefox = runtime.getURL('').startsWith('moz-');
// In ms: so long after the last exchange of a login the log is looked at for what its events left out. Firefox forgets, for good, each
// request that begins or ends while its log is read, and its events leave out next to nothing: there the log is looked at only when
// a panel starts and before saving.
const quiet = isFirefox ? [] : [1000, 2000, 4000];
const patience = 2000; // in ms: some getContent and getHAR are never answered
const bounds = { held: 10_000, bytes: 64 << 20, known: 20_000 };
const seen = new Map(); // the keys of entries, and how complete each was
const held = new Map(); // what was given, by its key
const early = []; // entries that came before the wasm
const counts = { entries: 0, lost: 0, bytes: 0, asked: 0 };
let watch; // which entries matter: Rust's part
let recording = true;
let since = 0;
let telling;
let settling;
let looking; // a look at the log that is under way
let recorder; // the port to the recorder of all tabs, while it records

devtools.network.onRequestFinished.addListener((entry) => recording && take(entry));
if (!isFirefox) devtools.network.onNavigated.addListener(async () => locate(await merge()));
devtools.panels.create('Loginscope', 'icon.svg', 'panel.html', (panel) => isFirefox || panel.onShown.addListener(merge));
channel.onmessage = ({ data }) => orders[data]?.();
const started = import('./loginscope_engine.js').then(async (engine) => {
  await engine.default();
  watch = new engine.Watch();
  early.splice(0).forEach(give);
});

runtime.onMessage.addListener(({ recording }) => recording !== undefined && hearRecorder(recording));
runtime.sendMessage({ recorder: 'tell' })?.catch(() => {});

const orders = {
  ask() { resume(); tell([...held.values()]); merge(); },
  async save() {
    await merge();
    channel.postMessage({ kept: [...held.values()] });
  },
  forget() {
    held.clear();
    Object.assign(counts, { entries: 0, lost: 0, bytes: 0 });
    since = Date.now();
  },
  pause() { recording = false; },
  resume,
};

/** The recorder's page may be stopped by the browser at any time; to connect anew starts it again. */
function hearRecorder(on) {
  if (on === Boolean(recorder)) return;
  if (!on) {
    recorder.disconnect();
    recorder = undefined;
    return;
  }
  recorder = runtime.connect();
  recorder.onMessage.addListener(({ tabId, entry }) => {
    if (recording && tabId !== devtools.inspectedWindow.tabId) takeOther(entry);
  });
  recorder.onDisconnect.addListener(() => {
    recorder = undefined;
    runtime.sendMessage({ recorder: 'tell' })?.catch(() => {});
  });
}

/** Of another tab there is no body to ask for. */
function takeOther(entry) {
  note(entry);
  give(entry);
}

function resume() {
  if (!recording) since = Date.now();
  recording = true;
}

/** The browser's own log holds what its events leave out: a worker's requests (Chrome), late answers. One look at a time. */
function merge() {
  if (!recording) return Promise.resolve();
  return (looking ??= look().finally(() => { looking = undefined; }));
}

async function look() {
  const log = await soon((done) => devtools.network.getHAR(done));
  await Promise.all((log?.entries ?? []).filter((entry) => isNew(entry) && ended(entry)).map(take));
  return log;
}

function isNew(entry) {
  const known = seen.get(key(entry));
  return known === undefined || known < completeness(entry);
}

/** Chrome may tell of a redirect before it knows the cookies that came with it: the log has more headers later. */
function completeness({ request, response }) {
  return response.status > 0 ? 1 + request.headers.length + response.headers.length : 0;
}

/** A request that is still under way has neither status nor error; it comes as an event. */
function ended({ response }) {
  return response.status !== 0 || Boolean(response._error);
}

/** A body is asked for at once: it is gone after the next navigation. One that comes late completes its entry. */
async function take(entry) {
  if (Date.parse(entry.startedDateTime) < since) return;
  note(entry);
  const wish = wished(entry);
  if (wish === 0) return tellSoon();
  if (wish === 1 || entry.response.content.text !== undefined) return give(entry);
  counts.asked += 1;
  const content = await soon((done) => entry.getContent((...content) => done(content)), (late) => give(withBody(entry, late)));
  give(content ? withBody(entry, content) : entry);
}

/** Rust decides; before its wasm is there everything is wanted. */
function wished(entry) {
  if (!watch) return 2;
  const referer = entry.request.headers.find(({ name }) => name.length === 7 && name.toLowerCase() === 'referer');
  return watch.is_idle(entry._resourceType ?? '', entry.request.url, referer?.value ?? '') ? 0 : watch.wish(JSON.stringify(entry));
}

function note(entry) {
  const id = key(entry);
  if (!seen.has(id)) counts.entries += 1;
  seen.set(id, completeness(entry));
  if (seen.size > bounds.known) seen.delete(seen.keys().next().value);
}

/** The second value is the encoding in Chrome and the media type in Firefox. Null is a body that the browser does not have. */
function withBody(entry, [text, second]) {
  if (typeof text !== 'string') return entry;
  const content = { ...entry.response.content, text, ...(second === 'base64' && { encoding: second }) };
  return { ...entry, response: { ...entry.response, content } };
}

/** What the page's address has behind `#` is in no entry of Chrome: the entry comes again with it. Firefox writes it itself. */
async function locate(log) {
  const [address] = await soon((done) => devtools.inspectedWindow.eval('location.href', (...answer) => done(answer))) ?? [];
  const [bare, fragment] = typeof address === 'string' ? address.split('#') : [];
  const page = fragment && log?.entries.findLast(({ request }) => request.url === bare);
  if (page) give({ ...page, request: { ...page.request, url: address } });
}

function give(entry) {
  if (!watch) return early.push(entry);
  if (Date.parse(entry.startedDateTime) < since) return;
  const texts = watch.take(JSON.stringify(entry));
  for (const text of texts) hold(text);
  if (!texts.length) return tellSoon();
  tell(texts);
  settle();
}

/** Whatever comes begins the looks at the log anew. */
function settle([first, ...later] = quiet) {
  clearTimeout(settling);
  if (!first) return;
  settling = setTimeout(async () => {
    await merge();
    settle(later);
  }, first);
}

/** What completes an entry takes its place; it keeps what the new one has not. */
function hold(text) {
  const entry = JSON.parse(text);
  const id = key(entry);
  const before = held.get(id);
  const kept = before ? completed(entry, JSON.parse(before)) : text;
  counts.bytes += kept.length - (before?.length ?? 0);
  held.set(id, kept);
  while (held.size > bounds.held || counts.bytes > bounds.bytes) {
    const [oldest, { length }] = held.entries().next().value;
    held.delete(oldest);
    counts.bytes -= length;
    counts.lost += 1;
  }
}

/** A body is gone after a navigation, and the log has no fragment: the entry before may have had them. */
function completed(entry, { request, response }) {
  if (entry.response.content?.text === undefined && response.content?.text !== undefined) entry.response.content = response.content;
  if (!entry.request.url.includes('#')) entry.request.url = request.url;
  return JSON.stringify(entry);
}

function tell(texts) {
  clearTimeout(telling);
  telling = undefined;
  channel.postMessage({ texts, entries: counts.entries, lost: counts.lost });
}

/** What does not matter is counted, and that is told now and then. */
function tellSoon() {
  telling ??= setTimeout(tell, 500, []);
}

/** A service worker's request and that of the page it answered may begin in the same millisecond. */
function key({ startedDateTime, request, response }) {
  return [startedDateTime, request.method, request.url.split('#')[0], response._fetchedViaServiceWorker ?? ''].join(' ');
}

/** What `ask` calls back with; nothing if that takes too long or fails. An answer that comes later goes to `late`. */
function soon(ask, late = () => {}) {
  return new Promise((resolve) => {
    let waiting = true;
    const end = (answer) => {
      waiting = false;
      clearTimeout(timer);
      resolve(answer);
    };
    const timer = setTimeout(end, patience);
    try {
      ask((answer) => (waiting ? end(answer) : late(answer)));
    } catch {
      end();
    }
  });
}
