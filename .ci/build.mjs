// Builds the wasm and puts together `dist/extension` and `dist/www`.
// In: src/, extension/, www/, the budget of package.json. Out: dist/, and the wasm's size printed; fails when over the budget.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { setup, target, wasmBindgenPath } from './setup.mjs';
import { main, output, run, step } from './step.mjs';

const wasm = join(target, 'wasm32-unknown-unknown/wasm/loginscope.wasm');
const packaged = join(target, 'packaged');
const features = ['bulk-memory', 'sign-ext', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'multivalue'];

export async function build() {
  await step('cargo build (wasm)', compile);
  await step('wasm-bindgen, wasm-opt', packageWasm);
  await step('dist', assemble);
  await step('wasm size', weigh);
}

function compile() {
  run('cargo', ['build', '--quiet', '--profile', 'wasm', '--lib', '--target', 'wasm32-unknown-unknown']);
}

/** Leaves `target/packaged` with the module and its script; nothing to do where the same input was packaged before. */
function packageWasm() {
  const inputs = [wasm, 'package-lock.json', '.ci/build.mjs'].map((path) => readFileSync(path));
  const stamp = inputs.reduce((hash, bytes) => hash.update(bytes), createHash('sha256')).digest('hex');
  const stampFile = join(packaged, '.stamp');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 'unchanged';

  rmSync(packaged, { recursive: true, force: true });
  output(wasmBindgenPath(), ['--target', 'web', '--no-typescript', '--out-name', 'loginscope', '--out-dir', packaged, wasm]);
  const module = join(packaged, 'loginscope_bg.wasm');
  output(process.execPath, ['node_modules/binaryen/bin/wasm-opt', module, '-o', module, '-Oz', ...features.map((name) => `--enable-${name}`)]);
  writeFileSync(stampFile, stamp);
}

/** Both folders are made aside and take the old ones' place at once: a browser never loads half of one. */
function assemble() {
  rmSync('.dist-new', { recursive: true, force: true });
  for (const name of ['extension', 'www']) {
    const folder = join('.dist-new', name);
    mkdirSync(folder, { recursive: true });
    cpSync(name, folder, { recursive: true });
    cpSync(packaged, folder, { recursive: true, filter: (path) => !path.endsWith('.stamp') });
    cpSync('src/view/tokens.css', join(folder, 'tokens.css'));
  }
  cpSync('www/sample.har', '.dist-new/extension/sample.har');
  rmSync('.dist-old', { recursive: true, force: true });
  if (existsSync('dist')) renameSync('dist', '.dist-old');
  renameSync('.dist-new', 'dist');
  rmSync('.dist-old', { recursive: true, force: true });
}

function weigh() {
  const { budget } = JSON.parse(readFileSync('package.json', 'utf8'));
  const bytes = readFileSync('dist/www/loginscope_bg.wasm');
  const size = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  for (const kind of ['raw', 'gzip']) {
    const says = `The wasm is ${size[kind]} bytes ${kind}, the budget ${budget.wasm[kind]}`;
    if (size[kind] > budget.wasm[kind]) throw new Error(`${says}: it is too large.`);
    console.log(`${says}.`);
  }
  return 'within the budget';
}

await main(import.meta.url, async () => {
  await setup({ browser: false });
  await build();
});
