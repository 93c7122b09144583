// How quick the page opens large files in a real Chromium, against reading them there and doing nothing, and against
// `file.text()` and `JSON.parse`. In: dist/www, sizes in MB (100 500 2000). Out: a table; files go to /dev/shm where there is one.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, until, within } from '../tests/browser/chromium.mjs';
import { startTime } from '../tests/browser/view.mjs';
import { makeHar } from './har.mjs';
import { serve } from './serve.mjs';
import { main } from './step.mjs';

const long = 120_000; // in ms
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

/** A table of Markdown, one row for each size. */
export async function inBrowser(sizes) {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'loginscope-page-'));
  const server = await serve('dist/www', 0);
  const rows = [];
  try {
    for (const size of sizes) {
      const path = join(folder, 'large.har');
      makeHar(path, size, 'pretty');
      rows.push(await row(server.url, path, size));
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
  const head = '| the page, in Chromium | time | of reading the stream alone | text() and JSON.parse | the tab grows by | longest block without a worker |';
  return `${head}\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

async function row(url, path, size) {
  const rounds = size > 1000 ? 1 : 5;
  const runs = { own: [], stream: [], parse: [] };
  let grows = 0;
  for (let round = 0; round < rounds; round += 1) {
    runs.stream.push((await alone(url, path, streamed)).ms);
    const own = await opened(url, path, true);
    runs.own.push(own.ms);
    grows = Math.max(grows, own.grows);
    // Beyond half a gigabyte a text has no room.
    if (size <= 500) runs.parse.push((await alone(url, path, parsed)).ms);
  }
  const { blocks } = await opened(url, path, false);
  const [own, stream, parse] = Object.values(runs).map(median);
  const times = (value) => (value ? `${(value / own).toFixed(1)} ×` : 'no room');
  return `| ${size} MB | ${(own / 1000).toFixed(2)} s | ${(own / stream).toFixed(2)} × | ${times(parse)} | ${grows.toFixed(0)} MB | ${blocks.toFixed(0)} ms |`;
}

/** Opens a file in the page: how long it takes until the answer is there, by how much the tab's memory grows meanwhile. */
async function opened(url, path, withWorker) {
  const browser = await launch({ rules: 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1' });
  try {
    const page = await browser.newPage();
    if (!withWorker) await page.evaluateOnNewDocument(() => { globalThis.Worker = class { constructor() { throw new Error('no workers here'); } }; });
    await page.goto(url, { timeout: 10_000 });
    await startTime(page);
    await new Promise((done) => { setTimeout(done, 500); });
    const processes = await renderers(browser);
    const before = processes.map(memory);
    const peak = [...before];
    const timer = setInterval(() => processes.forEach((id, index) => { peak[index] = Math.max(peak[index], memory(id)); }), 10);
    await page.evaluate(watch, !withWorker);
    await choose(page, path, () => [...document.querySelectorAll('button')].find((button) => /choose|open a capture/i.test(`${button.innerText} ${button.ariaLabel}`)).click());
    const { ms, blocks } = await until('the answer is there', () => page.evaluate(() => globalThis.seen), long);
    clearInterval(timer);
    return { ms, blocks, grows: Math.max(...peak.map((most, index) => most - before[index])) };
  } finally {
    await browser.close();
  }
}

/**
 * Runs in the page: from the choice of the file to the answer; and, where turns are counted, which takes a processor by itself,
 * the longest time in which nothing else got one.
 */
function watch(turns) {
  let [chosen, last, blocks] = [0, 0, 0];
  const click = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function press() {
    this.addEventListener('change', () => { chosen = last = performance.now(); }, { capture: true });
    click.call(this);
  };
  const look = () => {
    if (chosen && document.querySelector('article#answer')) globalThis.seen ??= { ms: performance.now() - chosen, blocks };
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  if (!turns) return;
  const turn = new MessageChannel();
  turn.port1.onmessage = () => {
    const now = performance.now();
    if (chosen) blocks = Math.max(blocks, now - last);
    last = now;
    if (!globalThis.seen) turn.port2.postMessage(0);
  };
  turn.port2.postMessage(0);
}

/** What a plain page takes to do something with the file. */
async function alone(url, path, work) {
  const browser = await launch({ rules: 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1' });
  try {
    const page = await browser.newPage();
    await page.goto(`${url}/tokens.css`, { timeout: 10_000 });
    await page.evaluate((work) => {
      const input = Object.assign(document.createElement('input'), { type: 'file', onchange: async () => { globalThis.seen = { ms: await eval(`(${work})`)(input.files[0]) }; } });
      document.body.append(input);
    }, work.toString());
    await choose(page, path, () => document.querySelector('input').click());
    return await until('it is done', () => page.evaluate(() => globalThis.seen), long);
  } finally {
    await browser.close();
  }
}

/** In a worker, into one buffer, as the page does it. */
function streamed(file) {
  const read = async ({ data }) => {
    const start = performance.now();
    const reader = data.stream().getReader({ mode: 'byob' });
    let view = new Uint8Array(256 << 10);
    for (;;) {
      const { done, value } = await reader.read(view);
      if (done) break;
      view = new Uint8Array(value.buffer);
    }
    postMessage(performance.now() - start);
  };
  const worker = new Worker(URL.createObjectURL(new Blob([`onmessage = ${read}`])));
  worker.postMessage(file);
  return new Promise((done) => { worker.onmessage = ({ data }) => done(data); });
}

async function parsed(file) {
  const start = performance.now();
  JSON.parse(await file.text());
  return performance.now() - start;
}

async function choose(page, path, press) {
  const [chooser] = await Promise.all([page.waitForFileChooser({ timeout: 5_000 }), page.evaluate(press)]);
  await within(chooser.accept([path]), 'the file was chosen');
}

/** The processes of pages: which of them is the tab's shows by its growing. */
async function renderers(browser) {
  const devtools = await browser.target().createCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** What a process has, in MB, without what it shares with files. */
function memory(id) {
  const status = existsSync(`/proc/${id}/status`) ? readFileSync(`/proc/${id}/status`, 'utf8') : '';
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

await main(import.meta.url, async () => {
  const sizes = process.argv.length > 2 ? process.argv.slice(2) : ['100', '500', '2000'];
  console.log(await inBrowser(sizes.map(Number)));
});
