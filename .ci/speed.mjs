// How quick reading is, against what else reads HAR files; written into the README between its marks.
// In: nothing, or sizes in MB (100 500 2000). Files go to /dev/shm where there is one, and are deleted.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bindWasm, build } from './build.mjs';
import { makeHar, shapes } from './har.mjs';
import { chromiumPath, pythonPath, setup, target } from './setup.mjs';
import { inBrowser } from './speed-page.mjs';
import { main, output, run } from './step.mjs';

const program = join(target, 'release/loginscope');
const bench = (path) => join('benches/target', path);
const rounds = 7;
/** In bytes: what the page reads at once. */
const piece = 1 << 20;
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const times = (a, b) => `${(a / b).toFixed(a / b < 10 ? 1 : 0)} ×`;

/** Runs a command: milliseconds, and the most memory it had, in MB, where the system tells. */
function once(command, args) {
  return new Promise((done, failed) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: 'ignore' });
    let peak = 0;
    const look = () => {
      try {
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
      } catch { /* It is over. */ }
    };
    const timer = setInterval(look, 3);
    child.on('error', failed);
    child.on('exit', () => {
      clearInterval(timer);
      done({ ms: performance.now() - start, peak });
    });
  });
}

/** Commands in turn, several rounds: the median of each. */
async function inTurn(commands, count = rounds) {
  const all = commands.map(() => []);
  for (let round = 0; round < count; round += 1) {
    for (const [index, [command, ...args]] of commands.entries()) all[index].push(await once(command, args));
  }
  return all.map((runs) => ({ ms: median(runs.map((run) => run.ms)), peak: Math.max(...runs.map((run) => run.peak)) }));
}

const has = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const parse = 'const t=new TextDecoder().decode(require("fs").readFileSync(process.argv[1]));process.exit(JSON.parse(t).log.entries.length?0:1)';
const haralyzer = 'import sys,json,haralyzer\nlen(haralyzer.HarParser(json.load(open(sys.argv[1]))).pages)';

async function inMemory(files) {
  const lines = output(bench('release/ratios'), files).trim().split('\n').map((line) => JSON.parse(line));
  const rows = Object.keys(shapes).map((shape, index) => {
    const { loginscope, typed, tree, look } = lines[index];
    return `| ${shape} | ${loginscope} MB/s | ${times(loginscope, typed)} | ${times(loginscope, tree)} | ${(loginscope / look).toFixed(2)} |`;
  });
  return { rows, rates: lines.map((line) => line.loginscope) };
}

async function endToEnd(size, shape, path) {
  const bare = resolve(bench('release/bare'));
  const [own, read] = await inTurn([[program, 'check', path, '-o', '/dev/null'], [bare, path]]);
  return { size, shape, own, read };
}

async function others(path) {
  const rivals = [['Node.js, decode and JSON.parse', process.execPath, '-e', parse, path]];
  if (has('jq', ['--version'])) rivals.push(['jq', 'jq', '.log.entries[].request.url', path]);
  if (has('python3', ['-c', 'import haralyzer'])) rivals.push(['haralyzer', 'python3', '-c', haralyzer, path]);
  const [own, ...rest] = await inTurn([[program, 'check', path, '-o', '/dev/null'], ...rivals.map(([, ...command]) => command)], 3);
  return rivals.map(([name], index) => `| ${name} | ${times(rest[index].ms, own.ms)} | ${Math.round(rest[index].peak)} MB |`);
}

/** Reading alone, and the engine as the browser has it, in the same machine's V8, against decoding and parsing alone. */
async function inWasm(files, natively) {
  const [reading, engine] = [await module(bench('wasm'), 'reading'), await module('dist/www', 'loginscope_engine')];
  return Object.keys(shapes).map((shape, index) => {
    const bytes = readFileSync(files[index]);
    const [read, judged, parsed] = [[], [], []];
    const timed = (list, work) => { const start = performance.now(); work(); list.push(performance.now() - start); };
    // V8 runs a module first as it can be compiled at once, and makes it quick meanwhile: a round of each that is not counted.
    for (let round = -1; round < rounds; round += 1) {
      if (round === 0) [read, judged, parsed].forEach((list) => { list.length = 0; });
      timed(read, () => inPieces(reading, bytes));
      timed(judged, () => engine.check(bytes, 'x.har', ''));
      timed(parsed, () => JSON.parse(new TextDecoder().decode(bytes)));
    }
    const rate = bytes.length / 1e3 / median(read);
    return `| ${shape} | ${Math.round(rate)} MB/s | ${times(median(parsed), median(read))} | ${(rate / natively[index]).toFixed(2)} | ${times(median(parsed), median(judged))} |`;
  });
}

/** As the page does. */
function inPieces(reading, bytes) {
  const reader = new reading.Reading();
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  const again = reader.again();
  for (let at = 0; at < again.length; at += 2) reader.push(bytes.subarray(again[at], again[at + 1]));
  return reader.finish();
}

async function module(folder, name) {
  const module = await import(resolve(folder, `${name}.js`));
  module.initSync({ module: readFileSync(join(folder, `${name}_bg.wasm`)) });
  return module;
}

/** What is measured, and what it is measured against, of the same libraries as the program. */
async function buildBenches() {
  cpSync('Cargo.lock', 'benches/Cargo.lock');
  const cargo = (...args) => run('cargo', [...args, '--quiet', '--manifest-path', 'benches/Cargo.toml', '--target-dir', 'benches/target']);
  cargo('build', '--release');
  cargo('rustc', '--profile', 'engine', '--lib', '--crate-type', 'cdylib', '--target', 'wasm32-unknown-unknown');
  await bindWasm(bench('wasm32-unknown-unknown/engine/loginscope_benches.wasm'), bench('wasm'), 'reading');
}

const table = (head, rows) => (rows.length ? `${head}\n|${'---|'.repeat(head.split('|').length - 2)}\n${rows.join('\n')}\n` : '');

await main(import.meta.url, async () => {
  const [small, middle, large] = (process.argv.length > 2 ? process.argv.slice(2) : ['100', '500', '2000']).map(Number);
  await setup({ browser: true });
  Object.assign(process.env, pythonPath());
  run('cargo', ['build', '--quiet', '--release']);
  await build();
  await buildBenches();
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'loginscope-'));
  try {
    const files = Object.keys(shapes).map((shape) => join(folder, `${shape}.har`));
    Object.keys(shapes).forEach((shape, index) => makeHar(files[index], small, shape));
    const memory = await inMemory(files);
    const wasm = await inWasm(files, memory.rates);
    let rivals = [];
    const ends = [];
    for (const [index, shape] of Object.keys(shapes).entries()) {
      makeHar(files[index], middle, shape);
      ends.push(await endToEnd(middle, shape, files[index]));
      if (shape === 'pretty') rivals = await others(files[index]);
      rmSync(files[index]);
    }
    if (large) {
      makeHar(files[0], large, 'pretty');
      ends.push(await endToEnd(large, 'pretty', files[0]));
    }
    rmSync(files[0], { force: true });
    const page = chromiumPath() ? await inBrowser([small, middle, ...(large ? [large] : [])]) : '';
    const rows = ends.map(({ size, shape, own, read }) => `| ${size} MB, ${shape} | ${(own.ms / 1000).toFixed(2)} s | ${times(own.ms, read.ms)} | ${own.peak.toFixed(1)} MB |`);
    const text = [
      `Printed by \`npm run speed\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0].model.trim()}, ${cpus().length} cores, ${process.platform}, Node.js ${process.version}, ${execFileSync('rustc', ['--version'], { encoding: 'utf8' }).trim()}. Medians of runs in turn.\n`,
      table('| in memory | rate | serde_json, typed | serde_json, tree | share of a bare look at every byte |', memory.rows),
      table('| `loginscope check` | time | of a bare read loop | peak memory |', rows),
      table(`| ${middle} MB, pretty, start to end | time against \`loginscope check\` | peak memory |`, rivals),
      table('| in wasm | reading | decode and JSON.parse | share of native | with judging: decode and JSON.parse |', wasm),
      page,
    ].join('\n');
    console.log(text);
    const readme = readFileSync('README.md', 'utf8');
    writeFileSync('README.md', readme.replace(/(<!-- speed -->\n)[^]*(<!-- \/speed -->)/, (_, begin, end) => `${begin}${text}${end}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
