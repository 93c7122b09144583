// In: the network events of the inspected tab from the moment DevTools opens, and the log that the browser keeps itself.
// Out: each exchange that may matter as the JSON text of a HAR entry, with its body where Rust wants it, on a channel that
// the panel hears. It holds what it gave, for a panel that is shown later or starts again, and knows nothing of what an
// exchange means.
const { devtools, runtime } = globalThis.browser?.devtools ? globalThis.browser : globalThis.chrome;
const channel = new BroadcastChannel(`loginscope-${devtools.inspectedWindow.tabId}`);
const isFirefox = runtime.getURL('').startsWith('moz-');
const quiet = [1000, 2000, 4000]; // in ms: so long after the last exchange of a login the log is looked at for what its events left out
const patience = 2000; // in ms: some getContent and getHAR are never answered
const grace = { wait: 1500, apart: 500 }; // in ms: how late events are, and by how much two clocks may differ on when a request began
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
const heard = []; // while it records: method, address and start of what events told of
const filled = []; // the same of what the recorder told of in their place

devtools.network.onRequestFinished.addListener((entry) => recording && take(asFilled(entry)));
if (!isFirefox) devtools.network.onNavigated.addListener(async () => locate(await merge()));
devtools.panels.create('Loginscope', 'icon.svg', 'panel.html', (panel) => panel.onShown.addListener(merge));
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
    if (!recording) return;
    if (tabId >= 0 && tabId !== devtools.inspectedWindow.tabId) takeOther(entry);
    else if (isFirefox || tabId < 0) setTimeout(fill, grace.wait, entry);
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

/**
 * Of this tab Firefox tells nothing that ends a moment before the next page begins; and a service worker's requests are in
 * no tab. What no event has told of by now comes from the recorder, without its body.
 */
function fill(entry) {
  if (!recording || met(heard, entry)) return;
  remember(filled, entry);
  takeOther(entry);
}

/** An event that comes later still completes what was filled in: it takes its start, by which an entry is known. */
function asFilled(entry) {
  if (!recorder) return entry;
  const before = met(filled, entry);
  if (!before) remember(heard, entry);
  return before ? { ...entry, startedDateTime: before.startedDateTime } : entry;
}

function remember(list, { startedDateTime, request: { method, url } }) {
  list.push({ startedDateTime, method, address: url.split('#')[0] });
  if (list.length > 500) list.shift();
}

/** Takes the one that is the same request out of a list. */
function met(list, { startedDateTime, request: { method, url } }) {
  const [address, start] = [url.split('#')[0], Date.parse(startedDateTime)];
  const apart = (other) => Math.abs(Date.parse(other.startedDateTime) - start);
  const same = list.filter((other) => other.method === method && other.address === address && apart(other) <= grace.apart);
  const [nearest] = same.toSorted((a, b) => apart(a) - apart(b));
  return nearest && list.splice(list.indexOf(nearest), 1)[0];
}

function resume() {
  if (!recording) since = Date.now();
  recording = true;
}

/**
 * The browser's own log holds what its events leave out: a worker's requests (Chrome), late answers. One look at a time. Firefox
 * forgets, for good, each request that begins or ends while its log is read: there only a log that no event came before is.
 */
function merge() {
  if (!recording || (isFirefox && seen.size)) return Promise.resolve();
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
  if (since && Date.parse(entry.startedDateTime) < since) return;
  note(entry);
  if (isIdle(entry)) return tellSoon();
  if (entry.response.content.text !== undefined) return give(entry);
  const matter = watch?.offer(JSON.stringify(entry)); // before its wasm is there everything is wanted
  if (matter) return given(matter);
  counts.asked += 1;
  const content = await soon((done) => entry.getContent((...content) => done(content)), (late) => give(withBody(entry, late)));
  give(content ? withBody(entry, content) : entry);
}

/** Most entries cannot matter, by three of their words: Rust decides. */
function isIdle({ _resourceType = '', request: { url, headers } }) {
  const referer = headers.find(({ name }) => name.length === 7 && name.toLowerCase() === 'referer');
  return watch?.is_idle(_resourceType, url, referer?.value ?? '');
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
  given(watch.take(JSON.stringify(entry)));
}

function given(texts) {
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
function key({ startedDateTime, request: { method, url }, response }) {
  const end = url.indexOf('#');
  return `${startedDateTime} ${method} ${end < 0 ? url : url.slice(0, end)} ${response._fetchedViaServiceWorker ?? ''}`;
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
