// Keeps the page's own files, so that it works without a network: the network's copy where there is one, else the kept one.
// In: the files and their version, written by the build. It asks for nothing but these.
const [version, files] = ['', ['./']];

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(forget().then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && isOwn(url)) event.respondWith(answer(event.request));
});

const addresses = new Set(files.map((file) => new URL(file, self.location).href));
const bare = (url) => url.split(/[?#]/)[0];
const isOwn = (url) => addresses.has(bare(url));

async function keep() {
  const cache = await caches.open(version);
  await cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })));
  await self.skipWaiting();
}

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name)));
}

async function answer(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(bare(request.url));
    if (!kept) throw fault;
    return kept;
  }
}
