// In: the network events of the inspected tab from the moment DevTools opens, and the log that the browser keeps itself.
// Out: each exchange as the JSON text of a HAR entry, with its body where Rust wants it, on a channel that the panel hears.
// It holds what it gave, for a panel that is shown later or starts again, and knows nothing of what an exchange means.
const { devtools } = globalThis.browser?.devtools ? globalThis.browser : globalThis.chrome;
const channel = new BroadcastChannel(`loginscope-${devtools.inspectedWindow.tabId}`);
const patience = 2000; // in ms: some getContent and getHAR are never answered
const most = 10_000;
const held = new Map();
let recording = true;
let since = 0;
let wantsBody = () => true; // until the wasm is there to ask

devtools.network.onRequestFinished.addListener((entry) => recording && take(entry));
devtools.network.onNavigated.addListener(merge);
devtools.panels.create('Loginscope', 'icon.svg', 'panel.html', (panel) => panel.onShown.addListener(merge));
channel.onmessage = ({ data }) => orders[data]?.();
import('./loginscope_engine.js').then(async (engine) => {
  await engine.default();
  wantsBody = engine.wants_body;
});

const orders = {
  ask() { resume(); channel.postMessage([...held.values()].map(({ text }) => text)); },
  save() { channel.postMessage({ kept: [...held.values()].map(({ text }) => text) }); },
  forget() { held.clear(); since = Date.now(); },
  pause() { recording = false; },
  resume,
};

function resume() {
  if (!recording) since = Date.now();
  recording = true;
}

/** The browser's own log holds what its events leave out: a worker's requests (Chrome), lost events (Firefox), late answers. */
async function merge() {
  if (!recording) return;
  const log = await soon((done) => devtools.network.getHAR(done));
  for (const entry of log?.entries ?? []) if (isNew(entry) && ended(entry)) take(entry);
}

function isNew(entry) {
  const known = held.get(key(entry));
  return !known || (!known.answered && entry.response.status > 0);
}

/** A request that is still under way has neither status nor error; it comes as an event. */
function ended({ response }) {
  return response.status !== 0 || Boolean(response._error);
}

/** A body is asked for at once: it is gone after the next navigation. One that comes late completes its entry. */
function take(entry) {
  const { request, response } = entry;
  const { text, mimeType } = response.content;
  if (text !== undefined || !wantsBody(request.method, request.url, mimeType ?? '', entry._resourceType ?? '')) return give(entry);
  soon((done) => entry.getContent((...content) => done(content)), (late) => give(withBody(entry, late)))
    .then((content) => give(content ? withBody(entry, content) : entry));
}

/** The second value is the encoding in Chrome and the media type in Firefox. Null is a body that the browser does not have. */
function withBody(entry, [text, second]) {
  if (typeof text !== 'string') return entry;
  const content = { ...entry.response.content, text, ...(second === 'base64' && { encoding: second }) };
  return { ...entry, response: { ...entry.response, content } };
}

function give(entry) {
  if (Date.parse(entry.startedDateTime) < since) return;
  const text = JSON.stringify(entry);
  held.set(key(entry), { text, answered: entry.response.status > 0 });
  if (held.size > most) held.delete(held.keys().next().value);
  channel.postMessage([text]);
}

/** A service worker's request and that of the page it answered may begin in the same millisecond. */
function key({ startedDateTime, request, response }) {
  return [startedDateTime, request.method, request.url, response._fetchedViaServiceWorker ?? ''].join(' ');
}

/** What `ask` calls back with; nothing if that takes too long or fails. An answer that comes later goes to `late`. */
function soon(ask, late = () => {}) {
  return new Promise((resolve) => {
    let waiting = true;
    const end = (answer) => { waiting = false; resolve(answer); };
    setTimeout(end, patience);
    try {
      ask((answer) => (waiting ? end(answer) : late(answer)));
    } catch {
      end();
    }
  });
}
