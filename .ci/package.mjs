// Packs the extension for the stores of Chrome and Firefox: one archive, since one manifest serves both.
// In: dist/extension. Out: dist/loginscope-<version>.zip, the same bytes for the same files, on every machine and day.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { build } from './build.mjs';
import { setup } from './setup.mjs';
import { main } from './step.mjs';

/** Archives hold no zone: this is the first moment that they can hold, by whatever clock. */
const moment = new Date(1980, 0, 1);

export function pack(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/')).sort();
  const files = names.map((name) => [name, [readFileSync(join(folder, name)), { mtime: moment, level: 9, os: 3, attrs: 0o644 << 16 }]]);
  return zipSync(Object.fromEntries(files));
}

export function writePackage() {
  const { version } = JSON.parse(readFileSync('dist/extension/manifest.json', 'utf8'));
  const path = `dist/loginscope-${version}.zip`;
  const bytes = pack('dist/extension');
  writeFileSync(path, bytes);
  return `${path}, ${(bytes.length / 1e6).toFixed(2)} MB`;
}

await main(import.meta.url, async () => {
  await setup({ browser: false });
  await build();
  console.log(`For both stores: ${writePackage()}`);
});
