// What the scripts of this folder share: steps that are named and timed, commands that are run.
// In: a step's name and what it does, or a command. Out: printed lines; an error where it fails.
// Importing it makes the top of the repository the working folder.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** Runs `work` and prints the step's name, what `work` returns in a word or two, and the seconds it took. */
export async function step(name, work) {
  const start = performance.now();
  const note = await work();
  console.log(line(name, note ?? 'done', performance.now() - start));
}

export const line = (name, note, ms) => `${name.padEnd(28)} ${note.padEnd(32)} ${(ms / 1000).toFixed(2).padStart(7)} s`;

/** Runs a command with its output on the terminal. */
export function run(command, args, options = {}) {
  check(command, args, spawnSync(command, args, { stdio: 'inherit', ...options }));
}

/** Runs a command beside whatever else runs, and returns what it printed; shows that only where it fails. It ends with this program. With the option `stdio`, its output goes there. */
export async function aside(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const stop = () => child.kill();
  process.once('exit', stop);
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => printed.push(bytes));
  const result = await new Promise((ended) => {
    child.on('error', (error) => ended({ error }));
    child.on('close', (status, signal) => ended({ status, signal }));
  });
  process.off('exit', stop);
  if (result.status !== 0) process.stderr.write(Buffer.concat(printed));
  check(command, args, result);
  return Buffer.concat(printed);
}

/** Runs a command and returns what it printed; shows that only where the command fails. */
export function output(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (result.status !== 0) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  check(command, args, result);
  return result.stdout;
}

function check(command, args, { status, signal, error }) {
  if (error?.code === 'ENOENT') throw new Error(`\`${command}\` was not found.`);
  if (error) throw new Error(`\`${command}\`: ${error.message}`);
  if (status !== 0) throw new Error(`\`${[command, ...args].join(' ')}\` failed (${signal ?? `exit status ${status}`}).`);
}

/** Runs `work` if the file at `url` is the program that was started; an error is one line and exit status 1. */
export async function main(url, work) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  try {
    await work();
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}
