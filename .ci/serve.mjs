// Serves a folder of files on loopback.
// In: the folder and a port (0: any free one). Out: the address and a function that ends it. Knows nothing of what is served.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

const types = {
  '.css': 'text/css; charset=utf-8', '.har': 'application/json', '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm',
};
const always = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };

export function serve(folder, port) {
  const base = resolve(folder);
  const server = createServer((request, response) => answer(base, request, response));
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done({
      url: `http://127.0.0.1:${server.address().port}`,
      close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
    }));
  });
}

async function answer(base, { method, url }, response) {
  const end = (status, headers, body) => response.writeHead(status, { ...always, ...headers }).end(method === 'HEAD' ? undefined : body);
  const refuse = (status, words) => end(status, { 'Content-Type': types['.txt'] }, `${words}\n`);
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'Only GET and HEAD are answered here.');

  const path = fileOf(base, url);
  if (!path) return refuse(400, 'This is no address of a file here.');
  try {
    const file = (await stat(path)).isDirectory() ? join(path, 'index.html') : path;
    end(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }, await readFile(file));
  } catch {
    refuse(404, 'There is no such file.');
  }
}

/** The file that a request target means; nothing where it is malformed or leads out of the folder. */
function fileOf(base, target) {
  try {
    const path = resolve(base, `.${decodeURIComponent(target.split(/[?#]/)[0])}`);
    return (path === base || path.startsWith(base + sep)) && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
}
