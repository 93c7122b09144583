// Out: a port to an engine, a new one each time: its worker, or where none can be started the same engine on this thread.
// The first begins to start with this file, while the page loads. Also the one policy for addresses of scripts.
performance.mark('loginscope:script-start');
const own = { createScriptURL: (name) => new URL(['engine.js', 'offline.js'].find((file) => file === name), import.meta.url).href };
const policy = globalThis.trustedTypes?.createPolicy('loginscope', own) ?? own;
const isLive = location.pathname.endsWith('/panel.html');
/** A module is never loaded twice from one address; one that has stopped by a fault stays so. */
const engines = [() => import('./loginscope_engine.js?1'), () => import('./loginscope_engine.js?2'), () => import('./loginscope_engine.js?3')];
let first = begin();

export function connect() {
  const engine = first ?? begin();
  first = undefined;
  return engine;
}

/** The address of one of this program's own scripts, as the browser wants it. */
export function address(name) {
  return policy.createScriptURL(name);
}

async function begin() {
  try {
    return await started(new Worker(address('engine.js'), { type: 'module', name: isLive ? 'live' : 'files' }));
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

async function here() {
  const load = engines.shift();
  if (!load) throw new Error('The engine stopped three times by a fault of its own. Load this page again.');
  const engine = await load();
  await engine.default();
  const { port1, port2 } = new MessageChannel();
  engine.serve(port2, isLive, 8);
  return port1;
}
