// Builds the wasm and puts together `dist/extension`, `dist/www`, `dist/loginscope.html` and the npm package `dist/node`.
// In: src/, extension/, www/, node/, the budgets of package.json. Out: dist/, and each module's size printed; fails when over its budget.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { setup, target, wasmBindgenPath } from './setup.mjs';
import { writeSingle } from './single.mjs';
import { aside, main, output, run, step } from './step.mjs';

/**
 * The crate's features, each built to a module of its own, with a profile of its name, and how it is made smaller: the one reads
 * a tenth quicker for a percent of its size. Each has its own build folder: both are called loginscope.wasm.
 */
const shrunk = { engine: '-O3', view: '-Oz' };
const modules = Object.keys(shrunk);
const features = ['bulk-memory', 'sign-ext', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'multivalue', 'simd'];
const packaged = (name) => join(target, 'packaged', name);

/** In: what leaves the program in target/debug; what `makeModules` returns, where that was begun before. */
export async function build(program = () => run('cargo', ['build', '--quiet', '--bin', 'loginscope']), made = makeModules()) {
  await step(modules.join(', '), () => made);
  await step('rules', () => writeRules(program));
  await step('dist', assemble);
  await step('dist/loginscope.html', writeSingle);
  await step('wasm sizes', weigh);
}

/**
 * Makes the modules, beside each other and beside what the caller does meanwhile: mostly each has work for one core.
 * What is used with the other's feature alone is found here: clippy is run with both.
 */
export function makeModules() {
  const made = Promise.all(modules.map(async (name) => {
    await aside('cargo', ['rustc', '--quiet', '--profile', name, '--lib', '--crate-type', 'cdylib', '--target', 'wasm32-unknown-unknown',
      '--no-default-features', '--features', name, '--target-dir', join(target, name), '--', '-D', 'unused']);
    return packageWasm(name);
  })).then((notes) => notes.join(', '));
  // A failure is told to whoever awaits it, who may do so later.
  made.catch(() => {});
  return made;
}

/** Leaves the module and its script in a folder; nothing to do where the same input was packaged before. */
async function packageWasm(name) {
  const [wasm, folder] = [join(target, name, `wasm32-unknown-unknown/${name}/loginscope.wasm`), packaged(name)];
  const inputs = [wasm, 'package-lock.json', '.ci/build.mjs'].map((path) => readFileSync(path));
  const stamp = inputs.reduce((hash, bytes) => hash.update(bytes), createHash('sha256')).digest('hex');
  const stampFile = join(folder, '.stamp');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 'unchanged';

  await bindWasm(wasm, folder, `loginscope_${name}`, shrunk[name]);
  writeFileSync(stampFile, stamp);
  return 'done';
}

/** Leaves a module, made smaller, and its script alone in a folder. */
export async function bindWasm(wasm, folder, name, level = shrunk.engine) {
  rmSync(folder, { recursive: true, force: true });
  await aside(wasmBindgenPath(), ['--target', 'web', '--no-typescript', '--out-name', name, '--out-dir', folder, wasm]);
  const module = join(folder, `${name}_bg.wasm`);
  await aside(process.execPath, ['node_modules/binaryen/bin/wasm-opt', module, '-o', module, level, ...features.map((feature) => `--enable-${feature}`)]);
}

/** The page of all rules that findings link to; the extension's policy takes its style from a file alone. */
function writeRules(program) {
  program();
  const page = output(join(target, 'debug/loginscope'), ['rules', '--format', 'html']);
  const [, style] = page.match(/<style>([\s\S]*?)<\/style>/);
  mkdirSync(packaged('rules'), { recursive: true });
  writeFileSync(join(packaged('rules'), 'rules.css'), style);
  const linked = page.replace(/<style>[\s\S]*?<\/style>/, '<link rel="stylesheet" href="rules.css">').replace("style-src 'unsafe-inline'", "style-src 'self'");
  writeFileSync(join(packaged('rules'), 'rules.html'), linked);
}

/** Both folders are made aside and take the old ones' place at once: a browser never loads half of one. */
function assemble() {
  rmSync('.dist-new', { recursive: true, force: true });
  for (const name of ['extension', 'www']) {
    const folder = join('.dist-new', name);
    mkdirSync(folder, { recursive: true });
    cpSync(name, folder, { recursive: true });
    copyModules(folder);
    cpSync(packaged('rules'), folder, { recursive: true });
    for (const file of ['src/view/tokens.css', 'src/worker/connect.js', 'src/worker/engine.js']) cpSync(file, join(folder, basename(file)));
  }
  cpSync('www/sample.har', '.dist-new/extension/sample.har');
  cpSync('src/print/report.schema.json', '.dist-new/report.schema.json');
  // The page has the tables of words beside it.
  for (const language of readdirSync('extension/_locales')) cpSync(`extension/_locales/${language}/messages.json`, `.dist-new/www/words.${language}.json`);
  assembleNode('.dist-new/node');
  listFiles('.dist-new/www');
  rmSync('.dist-old', { recursive: true, force: true });
  if (existsSync('dist')) renameSync('dist', '.dist-old');
  renameSync('.dist-new', 'dist');
  rmSync('.dist-old', { recursive: true, force: true });
}

/** What `npm pack` and `npm install` take. */
function assembleNode(folder) {
  cpSync('node', folder, { recursive: true });
  copyModules(folder);
  const others = { 'src/view/tokens.css': 'report.css', 'src/print/report.schema.json': 'report.schema.json', 'LICENSE-MIT': 'LICENSE-MIT', 'LICENSE-APACHE': 'LICENSE-APACHE' };
  for (const [from, to] of Object.entries(others)) cpSync(from, join(folder, to));
}

function copyModules(folder) {
  for (const module of modules) cpSync(packaged(module), folder, { recursive: true, filter: (path) => !path.endsWith('.stamp') });
}

/** Writes into the page's service worker which files it keeps; its version is that of their bytes. */
function listFiles(folder) {
  const names = readdirSync(folder).filter((name) => name !== 'offline.js' && name !== 'index.html').sort();
  const hash = [...names, 'index.html'].reduce((hash, name) => hash.update(readFileSync(join(folder, name))), createHash('sha256'));
  const path = join(folder, 'offline.js');
  const lists = `const [version, files] = ${JSON.stringify([hash.digest('hex').slice(0, 16), ['./', ...names]])};`;
  writeFileSync(path, readFileSync(path, 'utf8').replace("const [version, files] = ['', ['./']];", lists));
}

function weigh() {
  const { budget } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const name of modules) {
    const bytes = readFileSync(`dist/www/loginscope_${name}_bg.wasm`);
    const size = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
    for (const kind of ['raw', 'gzip']) {
      const says = `The ${name} is ${size[kind]} bytes ${kind}, the budget ${budget[name][kind]}`;
      if (size[kind] > budget[name][kind]) throw new Error(`${says}: it is too large.`);
      console.log(`${says}.`);
    }
  }
  return 'within the budget';
}

await main(import.meta.url, async () => {
  await setup({ browser: false });
  await build();
});
