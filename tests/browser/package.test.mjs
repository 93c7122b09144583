// The archive for the stores: the same bytes each time, every file in it once, and the linter of Firefox has nothing to say.
// In: dist/extension.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { pack } from '../../.ci/package.mjs';

const folder = 'dist/extension';
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));

test('the archive has the same bytes whenever and wherever it is made', () => {
  const first = Buffer.from(pack(folder));
  const other = mkdtempSync(join(tmpdir(), 'loginscope-'));
  try {
    // Copied in another order, on another day.
    for (const name of files.toReversed()) {
      cpSync(join(folder, name), join(other, name));
      utimesSync(join(other, name), 1_000_000_000, 1_000_000_000);
    }
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    const second = Buffer.from(pack(other));
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    assert.ok(first.equals(second));
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('the archive holds every file of the extension as it is', () => {
  const held = unzipSync(pack(folder));
  assert.deepEqual(Object.keys(held), files.toSorted());
  for (const name of files) assert.ok(readFileSync(join(folder, name)).equals(Buffer.from(held[name])), name);
});

test('one manifest asks for storage at install and collects nothing', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  assert.deepEqual(manifest.permissions, ['storage']);
  assert.equal(manifest.host_permissions, undefined);
  assert.equal(manifest.content_scripts, undefined);
  assert.deepEqual(manifest.browser_specific_settings.gecko.data_collection_permissions, { required: ['none'] });
  assert.match(manifest.content_security_policy.extension_pages, /require-trusted-types-for 'script'/);
  assert.match(manifest.content_security_policy.extension_pages, /script-src 'self' 'wasm-unsafe-eval';/);
});

test('web-ext lint finds neither an error nor anything to warn of', { timeout: 120_000 }, () => {
  const program = 'node_modules/web-ext/bin/web-ext.js';
  const { stdout, stderr } = spawnSync(process.execPath, [program, 'lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery'], {
    encoding: 'utf8', maxBuffer: 1 << 26, timeout: 100_000, env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
  });
  const said = stdout.slice(stdout.indexOf('{'));
  assert.ok(said, stderr);
  const { errors, warnings } = JSON.parse(said);
  const short = ({ code, message, file, line }) => `${code}: ${message} (${file ?? ''}:${line ?? ''})`;
  assert.deepEqual([...errors, ...warnings].map(short), []);
});
