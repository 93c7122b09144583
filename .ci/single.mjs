// Puts the page into one HTML file that needs nothing beside it and no server.
// In: dist/www. Out: dist/loginscope.html. Its policy allows no connection at all.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const read = (name) => readFileSync(`dist/www/${name}`, 'utf8');
const packed = (name) => gzipSync(readFileSync(`dist/www/${name}`), { level: 9 }).toString('base64');
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** Text within a script element: nothing in it may look like the element's end. */
const inert = (text) => text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');

const script = (view, engine) => `${view}
const engine = ${inert(JSON.stringify(engine))};
const policy = globalThis.trustedTypes?.createPolicy('loginscope', { createScriptURL: (url) => url });

async function unpacked(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt());
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

async function connect() {
  const file = URL.createObjectURL(new Blob([engine], { type: 'text/javascript' }));
  const worker = new Worker(policy?.createScriptURL(file) ?? file);
  const started = new Promise((done, failed) => {
    worker.onmessage = () => done(worker);
    worker.onerror = failed;
  });
  worker.postMessage(await unpacked('engine.wasm'));
  return started.finally(() => URL.revokeObjectURL(file));
}

performance.mark('loginscope:script-start');
try {
  await __wbg_init({ module_or_path: await unpacked('view.wasm') });
  start_page(connect);
} catch (fault) {
  if (!document.querySelector('main')) document.body.textContent = \`Loginscope could not start: \${fault.message}\`;
  throw fault;
}
`;

/** From the disk a worker can be no module: what only modules have goes. */
const classic = (module) => module.replaceAll(/^export (?=function|class)/gm, '').replaceAll(/^export \{[^}]*\};?$/gm, '').replaceAll('import.meta.url', 'self.location.href');

const worker = (engine) => `${classic(engine)}
onmessage = async ({ data }) => {
  onmessage = null;
  await __wbg_init({ module_or_path: data });
  serve(self, false, 100);
  postMessage('');
};
`;

export function writeSingle() {
  // It is one file: the page of rules is not beside it, so the command is named in its place.
  const style = `${read('tokens.css')}.rule-page { display: none; }\n.rule-command { display: inline; }\n`;
  const code = script(read('loginscope_view.js'), worker(read('loginscope_engine.js')));
  const policy = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; worker-src blob:; trusted-types loginscope; "
    + `require-trusted-types-for 'script'; style-src ${hash(style)}; script-src 'wasm-unsafe-eval' ${hash(code)}`;
  const held = (id, type, text) => `<script type="${type}" id="${id}">${text}</script>`;
  const [start, rest] = read('index.html').split('<head>\n');
  const [head, end] = rest.split('</head>');
  const kept = head.split('\n').filter((line) => !/<link|<script|Content-Security-Policy/.test(line)).join('\n');
  const words = readdirSync('dist/www').filter((name) => name.startsWith('words.')).map((name) => held(name, 'application/json', inert(read(name)))).join('\n');
  const icon = `data:image/svg+xml;base64,${Buffer.from(read('icon.svg')).toString('base64')}`;
  writeFileSync('dist/loginscope.html', `${start}<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${kept.replace('<meta charset="utf-8">\n', '')}<link rel="icon" href="${icon}">
<style id="tokens.css">${style}</style>
</head>${end.replace('</body>\n</html>\n', '')}
${held('view.wasm', 'application/octet-stream', packed('loginscope_view_bg.wasm'))}
${held('engine.wasm', 'application/octet-stream', packed('loginscope_engine_bg.wasm'))}
${words}
${held('sample.har', 'application/json', inert(read('sample.har')))}
<script type="module">${code}</script>
</body>
</html>
`);
}
