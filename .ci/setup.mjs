// Installs what building and testing need and this machine lacks; quick when nothing is missing.
// In: whether a browser is needed. Out: one line for each part; an error that says what to install by hand.
import { existsSync, lstatSync, readFileSync, rmSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { aside, main, output, step } from './step.mjs';

const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
export const target = resolve(process.env.CARGO_TARGET_DIR ?? 'target');
const tools = join(target, 'tools');

export async function setup({ browser }) {
  process.env.PATH = [process.env.PATH, join(cargoHome, 'bin')].join(delimiter);
  await step('Rust', rust);
  await step('Rust target wasm32', wasmTarget);
  // It is compiled while the others are fetched.
  const bindgen = step('wasm-bindgen', wasmBindgen);
  try {
    await step('npm packages', packages);
    if (!browser) return;
    await step('Chromium', () => installed('Chromium', 'chromium', 'CHROMIUM', chromiumPath));
    await step('Firefox', () => installed('Firefox', 'firefox-esr', 'FIREFOX', firefoxPath));
    await step('haralyzer', haralyzer);
  } finally {
    await bindgen;
  }
}

function rust() {
  const version = said('cargo', '--version');
  if (!version) throw new Error('Rust is missing. Install it as https://rustup.rs says, open a new terminal and run this again.');
  return version.split(' ').slice(0, 2).join(' ');
}

function wasmTarget() {
  const library = join(output('rustc', ['--print', 'sysroot']).trim(), 'lib/rustlib/wasm32-unknown-unknown/lib');
  if (existsSync(library)) return 'found';
  if (!said('rustup', '--version')) {
    throw new Error('Rust\'s target wasm32-unknown-unknown is missing, and this Rust did not come from rustup. '
      + 'Install the target with the package manager that Rust came from (Debian: libstd-rust-dev-wasm32), or take Rust from https://rustup.rs.');
  }
  output('rustup', ['target', 'add', 'wasm32-unknown-unknown']);
  return 'installed';
}

/** The CLI must be of the very version of the crate. Unoptimised it is there four times sooner, and quick enough. */
async function wasmBindgen() {
  const version = wasmBindgenVersion();
  if (wasmBindgenPath(version)) return `found ${version}`;
  console.log(`wasm-bindgen ${version} is being built, once; this takes a minute or two.`);
  const quickly = { env: { ...process.env, CARGO_PROFILE_DEV_DEBUG: '0' } };
  await aside('cargo', ['install', '--quiet', '--debug', '--bin', 'wasm-bindgen', 'wasm-bindgen-cli', '--version', version, '--root', tools, '--force'], quickly);
  return `installed ${version}`;
}

function wasmBindgenVersion() {
  const version = /^name = "wasm-bindgen"\r?\nversion = "([^"]+)"/m.exec(readFileSync('Cargo.lock', 'utf8'))?.[1];
  if (!version) throw new Error('Cargo.lock names no version of wasm-bindgen.');
  return version;
}

export function wasmBindgenPath(version = wasmBindgenVersion()) {
  return [join(tools, 'bin/wasm-bindgen'), 'wasm-bindgen'].find((path) => said(path, '--version') === `wasm-bindgen ${version}`);
}

/** npm writes `node_modules/.package-lock.json` last, so an installation that was broken off is done again. */
function packages() {
  const written = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (written('node_modules/.package-lock.json') >= written('package-lock.json')) return 'found';
  // Through a link npm would empty the folder of whoever it leads to.
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink()) rmSync('node_modules');
  rmSync('node_modules/.package-lock.json', { force: true });
  output('npm', ['ci', '--no-audit', '--no-fund']);
  return 'installed';
}

/** Finds a browser or installs its Debian package. */
function installed(name, pack, variable, path) {
  const found = path();
  if (found) return `found ${found}`;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    output('apt-get', ['update'], { env });
    output('apt-get', ['install', '-y', '--no-install-recommends', pack], { env });
    if (path()) return 'installed';
  }
  throw new Error(`${name} is missing. Install the package \`${pack}\` (Debian: \`apt-get install ${pack}\` as root), `
    + `or set the environment variable ${variable} to the path of the browser, and run this again.`);
}

/** A reader of HAR files in Python, for one test; where it cannot be had, that test says so and is left out. */
function haralyzer() {
  if (pythonPath()) return 'found';
  const { status } = spawnSync('python3', ['-m', 'pip', 'install', '--quiet', '--target', join(target, 'python'), 'haralyzer==2.4.0'], { encoding: 'utf8' });
  return status === 0 ? 'installed' : 'not installed: needs Python 3, pip';
}

/** An environment in which Python finds haralyzer. */
export function pythonPath() {
  const env = { ...process.env, PYTHONPATH: [join(target, 'python'), process.env.PYTHONPATH].filter(Boolean).join(delimiter) };
  return spawnSync('python3', ['-c', 'import haralyzer'], { env }).status === 0 ? env : undefined;
}

export function chromiumPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return process.env.CHROMIUM || program(names, '/Applications/Chromium.app/Contents/MacOS/Chromium');
}

export function firefoxPath() {
  return process.env.FIREFOX || program(['firefox-esr', 'firefox'], '/Applications/Firefox.app/Contents/MacOS/firefox');
}

/** Where the first of these programs is that there is. */
function program(names, elsewhere) {
  const folders = process.env.PATH.split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, elsewhere].find((path) => existsSync(path));
}

/** First line that a program prints when asked; nothing where there is no such program. */
function said(program, question) {
  const { status, stdout } = spawnSync(program, [question], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0].trim() : undefined;
}

await main(import.meta.url, () => setup({ browser: true }));
