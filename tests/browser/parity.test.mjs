// The same capture gives the same report, byte for byte, in wasm as in the command line.
// In: the engine in dist/www, target/debug/loginscope, every HAR of tests/cases and tests/recorded.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { target } from '../../.ci/setup.mjs';

const program = join(target, 'debug/loginscope');
const captures = ['tests/cases', 'tests/recorded'].filter(existsSync)
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.har')).sort();

let check, folder;
before(async () => {
  const wasm = await import(resolve('dist/www/loginscope_engine.js'));
  wasm.initSync({ module: readFileSync('dist/www/loginscope_engine_bg.wasm') });
  check = wasm.check;
  folder = mkdtempSync(join(tmpdir(), 'loginscope-'));
});
after(() => rmSync(folder, { recursive: true }));

test('there are captures', (t) => {
  t.diagnostic(`${captures.length} captures`);
  assert.ok(captures.length > 0);
});

for (const path of captures) {
  test(`${path} gives the same natively and in wasm`, { timeout: 30_000 }, () => {
    const configs = configsFor(path);
    const config = join(folder, 'config.json');
    writeFileSync(config, configs);
    const { status, stdout, stderr } = spawnSync(program, ['check', basename(path), '--config', config, '--format', 'jsonl'], {
      cwd: dirname(path), encoding: 'utf8', maxBuffer: 1 << 28, timeout: 20_000,
    });
    assert.ok(status === 0 || status === 1, `exit status ${status}: ${stderr}`);
    assertSame(check(readFileSync(path), basename(path), configs), stdout);
  });
}

/** A case has its own configuration; the recorded logins share one, in which `{rp}` stands for the client's origin. */
function configsFor(path) {
  const own = join(dirname(path), 'config.json');
  if (existsSync(own)) return readFileSync(own, 'utf8');
  const [, encoded] = /redirect_uri=(https?[^"&]*?)(?:%2F|\/)cb/.exec(readFileSync(path, 'utf8')) ?? [, 'https://app.rp.test'];
  const shared = readFileSync('tests/recorded/configs.json', 'utf8').replaceAll('{rp}', decodeURIComponent(encoded));
  return JSON.stringify(Object.values(JSON.parse(shared)));
}

/** Says where two long texts part, in place of both. */
function assertSame(wasm, native) {
  if (wasm === native) return;
  let at = 0;
  while (wasm[at] === native[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 80), at + 80);
  assert.fail(`They part at character ${at}.\nwasm:   …${around(wasm)}\nnative: …${around(native)}`);
}
