// In: requests of all tabs, as webRequest tells of them while its permission is given. Out: each as a HAR entry, sent to the
// extension's devtools pages; DevTools itself sees one tab only. The permission goes back when nobody listens any more.
// Knows nothing of what an exchange means.
const { permissions, runtime, tabs, windows } = globalThis.browser ?? globalThis.chrome;
const wanted = { permissions: ['webRequest'], origins: ['https://*/*', 'http://*/*'] };
const filter = { urls: wanted.origins, types: ['main_frame', 'sub_frame', 'xmlhttprequest', 'ping', 'other'] };
const kinds = { main_frame: 'document', sub_frame: 'document', xmlhttprequest: 'xhr' };
const open = new Map(); // requests under way
const listeners = new Set(); // ports to devtools pages
const popups = new Map(); // tabs, and whether each is a popup window: promises
let listening = false;

const orders = {
  ask: () => windows.create({ url: 'record.html', type: 'popup', width: 480, height: 360 }),
  stop: giveBack,
  tell,
};

runtime.onMessage.addListener(({ recorder }) => void orders[recorder]?.());
permissions.onAdded.addListener(begin);
permissions.onRemoved.addListener(tell);
runtime.onConnect.addListener((port) => {
  listeners.add(port);
  port.onDisconnect.addListener(() => {
    listeners.delete(port);
    if (!listeners.size) giveBack();
  });
});
begin();

function begin() {
  const { webRequest } = globalThis.browser ?? globalThis.chrome;
  if (webRequest && !listening) listen(webRequest);
  return tell();
}

/** Refused only where the permission was not asked for but installed. */
function giveBack() {
  return permissions.remove(wanted).catch(() => {});
}

async function tell() {
  const on = await permissions.contains(wanted);
  if (!on) [open, popups].forEach((all) => all.clear());
  runtime.sendMessage({ recording: on }).catch(() => {}); // nobody may hear it
}

function listen(events) {
  listening = true;
  const extra = (options) => (options?.EXTRA_HEADERS ? ['extraHeaders'] : []);
  const received = ['responseHeaders', ...extra(events.OnCompletedOptions)];
  events.onBeforeRequest.addListener(start, filter, ['requestBody']);
  events.onSendHeaders.addListener(send, filter, ['requestHeaders', ...extra(events.OnSendHeadersOptions)]);
  events.onBeforeRedirect.addListener((details) => end(details, details.redirectUrl), filter, received);
  events.onCompleted.addListener((details) => end(details), filter, received);
  events.onErrorOccurred.addListener((details) => end(details), filter);
}

function start({ requestId, tabId, requestBody, timeStamp }) {
  if (tabId >= 0 && !popups.has(tabId)) popups.set(tabId, isPopup(tabId));
  open.set(requestId, { body: requestBody, timeStamp, headers: [] });
}

function send({ requestId, requestHeaders }) {
  const request = open.get(requestId);
  if (request) request.headers = requestHeaders ?? [];
}

/** What a page opens as a window of its own; a tab keeps its kind as long as it lives. */
async function isPopup(tabId) {
  try {
    const { windowId } = await tabs.get(tabId);
    return (await windows.get(windowId)).type === 'popup';
  } catch {
    return false; // it is closed already
  }
}

async function end(details, redirectURL = '') {
  const { requestId, tabId, method, url, type, timeStamp, statusCode = 0, statusLine = '', responseHeaders = [], error } = details;
  const request = open.get(requestId);
  open.delete(requestId);
  if (!request || !listeners.size) return;
  const headers = listed(responseHeaders);
  const inPopup = await popups.get(tabId);
  const entry = {
    startedDateTime: new Date(request.timeStamp).toISOString(),
    time: timeStamp - request.timeStamp,
    _resourceType: kinds[type] ?? type,
    ...(inPopup && { _popup: true }),
    request: { method, url, headers: listed(request.headers), queryString: [], cookies: [], ...posted(request), headersSize: -1, bodySize: -1 },
    response: {
      status: statusCode, statusText: statusLine, headers, cookies: [], redirectURL, headersSize: -1, bodySize: -1,
      content: { size: -1, mimeType: headers.find(({ name }) => /^content-type$/i.test(name))?.value ?? '' },
      ...(error && { _error: error }),
    },
  };
  for (const port of listeners) port.postMessage({ tabId, entry });
}

function listed(headers) {
  return headers.filter(({ value }) => value !== undefined).map(({ name, value }) => ({ name, value }));
}

/** A form comes as its fields, anything else as bytes. */
function posted({ body, headers }) {
  const mimeType = headers.find(({ name }) => /^content-type$/i.test(name))?.value ?? '';
  if (body?.formData) {
    const fields = Object.entries(body.formData).flatMap(([name, values]) => values.map((value) => [name, value]));
    return { postData: { mimeType, text: new URLSearchParams(fields).toString() } };
  }
  const parts = body?.raw?.map(({ bytes }) => bytes).filter(Boolean) ?? [];
  if (!parts.length) return {};
  const decoder = new TextDecoder();
  const text = parts.map((bytes) => decoder.decode(bytes, { stream: true })).join('') + decoder.decode();
  return { postData: { mimeType, text } };
}
