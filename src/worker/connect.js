// Out: a port to an engine, a new one each time: its worker, or where none can be started the same engine on this thread.
// The first begins to start with this file, while the page loads.
performance.mark('loginscope:script-start');
const file = new URL('engine.js', import.meta.url).href;
const address = globalThis.trustedTypes?.createPolicy('loginscope', { createScriptURL: () => file }).createScriptURL('') ?? file;
const isLive = !location.protocol.startsWith('http') && location.pathname.endsWith('/panel.html');
let first = begin();
let engines = 0;

export function connect() {
  const engine = first ?? begin();
  first = undefined;
  return engine;
}

async function begin() {
  try {
    return await started(new Worker(address, { type: 'module', name: isLive ? 'live' : 'files' }));
  } catch {
    return here();
  }
}

/** A worker's first message says that it listens; an error before it, that there is none. */
function started(worker) {
  return new Promise((done, failed) => {
    worker.onmessage = () => done(worker);
    worker.onerror = failed;
  });
}

/** A module is never loaded twice from one address; one that has stopped by a fault stays so. */
async function here() {
  const engine = await import(`./loginscope_engine.js?${engines += 1}`);
  await engine.default();
  const { port1, port2 } = new MessageChannel();
  engine.serve(port2, isLive, 8);
  return port1;
}
