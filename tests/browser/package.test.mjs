// The archives for the stores: the same bytes each time, every file in them, and the linter of Firefox has nothing to say.
// In: dist/extension.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { pack, stores } from '../../.ci/package.mjs';

const folder = 'dist/extension';
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));

test('the archive has the same bytes whenever and wherever it is made', () => {
  const first = stores.map((store) => Buffer.from(pack(folder, store)));
  const other = mkdtempSync(join(tmpdir(), 'loginscope-'));
  try {
    // Copied in another order, on another day.
    for (const name of files.toReversed()) {
      cpSync(join(folder, name), join(other, name));
      utimesSync(join(other, name), 1_000_000_000, 1_000_000_000);
    }
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    const second = stores.map((store) => Buffer.from(pack(other, store)));
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    assert.ok(first.every((bytes, index) => bytes.equals(second[index])));
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('the archives hold every file of the extension as it is, and a manifest for their own browser', () => {
  for (const store of stores) {
    const held = unzipSync(pack(folder, store));
    assert.deepEqual(Object.keys(held), files.toSorted());
    for (const name of files) if (name !== 'manifest.json') assert.ok(readFileSync(join(folder, name)).equals(Buffer.from(held[name])), name);
    const { background, browser_specific_settings: firefox } = JSON.parse(Buffer.from(held['manifest.json']).toString());
    assert.deepEqual([background.service_worker !== undefined, background.scripts !== undefined, firefox !== undefined], [store === 'chrome', store === 'firefox', store === 'firefox']);
  }
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
  const unpacked = mkdtempSync(join(tmpdir(), 'loginscope-'));
  try {
    for (const [name, bytes] of Object.entries(unzipSync(pack(folder, 'firefox')))) {
      mkdirSync(dirname(join(unpacked, name)), { recursive: true });
      writeFileSync(join(unpacked, name), bytes);
    }
    const { stdout, stderr } = spawnSync(process.execPath, ['node_modules/web-ext/bin/web-ext.js', 'lint', '--source-dir', unpacked, '--output', 'json', '--no-config-discovery'], {
      encoding: 'utf8', maxBuffer: 1 << 26, timeout: 100_000,
    });
    const said = stdout.slice(stdout.indexOf('{'));
    assert.ok(said, stderr);
    const { errors, warnings } = JSON.parse(said);
    const short = ({ code, message, file, line }) => `${code}: ${message} (${file ?? ''}:${line ?? ''})`;
    assert.deepEqual([...errors, ...warnings].map(short), []);
  } finally {
    rmSync(unpacked, { recursive: true });
  }
});
