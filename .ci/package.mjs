// Packs the extension for the stores of Chrome and Firefox. One manifest serves both; each archive leaves out what its own
// browser would warn of. In: dist/extension. Out: dist/loginscope-<version>-<store>.zip, the same bytes for the same files.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { build } from './build.mjs';
import { setup } from './setup.mjs';
import { main } from './step.mjs';

/** What the one manifest holds for the other browser. */
const foreign = {
  chrome: ({ background: { scripts, ...background }, browser_specific_settings, ...manifest }) => ({ ...manifest, background }),
  firefox: ({ background: { service_worker, ...background }, minimum_chrome_version, ...manifest }) => ({ ...manifest, background }),
};
export const stores = Object.keys(foreign);

/** The archive of a folder for a store. */
export function pack(folder, store) {
  // Archives hold no zone: this is the first moment that they can hold, by whatever clock.
  const options = { mtime: new Date(1980, 0, 1), level: 9, os: 3, attrs: 0o644 << 16 };
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/')).sort();
  const bytes = (name) => (name === 'manifest.json' ? manifest(join(folder, name), store) : readFileSync(join(folder, name)));
  return zipSync(Object.fromEntries(names.map((name) => [name, [bytes(name), options]])));
}

function manifest(path, store) {
  return Buffer.from(`${JSON.stringify(foreign[store](JSON.parse(readFileSync(path, 'utf8'))), null, 2)}\n`);
}

function writePackages() {
  const { version } = JSON.parse(readFileSync('dist/extension/manifest.json', 'utf8'));
  for (const store of stores) {
    const path = `dist/loginscope-${version}-${store}.zip`;
    const bytes = pack('dist/extension', store);
    writeFileSync(path, bytes);
    console.log(`${path}, ${(bytes.length / 1e6).toFixed(2)} MB`);
  }
}

await main(import.meta.url, async () => {
  await setup({ browser: false });
  await build();
  writePackages();
});
