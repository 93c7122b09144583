// Every test, in the order in which a mistake shows soonest; stops at the first that fails.
// In: names of steps (none: all). Out: each step's output, then a table of steps and times; exit status 1 where one failed.
import { readdirSync } from 'node:fs';
import { build, makeModules } from './build.mjs';
import { setup } from './setup.mjs';
import { aside, line, main, run } from './step.mjs';

/** Clippy in the compiler's place, as its manual allows: what is tested is linted as it is compiled, and not compiled a second time for that. */
const linted = { RUSTC_WORKSPACE_WRAPPER: 'clippy-driver', CLIPPY_ARGS: ['-D', 'warnings', ''].join('__CLIPPY_HACKERY__') };
const test = (...args) => run('cargo', ['test', '--quiet', ...args], { env: { ...process.env, ...linted } });
const minutes = 60_000;
/** The modules of the step `build`, being made while earlier steps leave a core free. */
let modules;
/** The pictures of the step `screenshots` and the comparisons of `parity`, being made beside the other browser tests. */
let pictures;
let comparisons;
const takePictures = () => aside(process.execPath, ['tests/browser/screenshots.mjs'], { timeout: 5 * minutes });
const compare = () => aside(...nodeTests((name) => ofProgram.includes(name)));
/** These look at what the command line prints, too. */
const ofProgram = ['parity.test.mjs', 'formats.test.mjs'];
/** The program as `cargo test` leaves it: any other command compiles everything anew, since it takes other features of dependencies. */
const program = () => test('--no-run', '--test', 'cli');
const steps = {
  setup: () => setup({ browser: true }),
  format: () => run('cargo', ['fmt', '--check']),
  clippy: () => run('cargo', ['clippy', '--quiet', '--lib', '--target', 'wasm32-unknown-unknown', '--', '-D', 'warnings']),
  native: () => {
    // The library's own tests look at little: that they run slower costs less than the compiler's minute.
    test('--lib', '--config', 'profile.test.package.loginscope.opt-level=0');
    const others = ['--bins', '--test', '*'];
    test('--no-run', ...others, '--bench', '*');
    test(...others);
  },
  build: () => build(program, modules),
  browser: async () => {
    program();
    // In Firefox a page is read as a person reads it, which is to wait, and so do pictures: the others go on meanwhile.
    const inFirefox = aside(...nodeTests((name) => name.startsWith('firefox')));
    pictures = inFirefox.then(takePictures);
    comparisons = pictures.then(compare);
    comparisons.catch(() => {});
    await aside(...nodeTests((name) => !name.startsWith('firefox') && !ofProgram.includes(name), { stdio: 'inherit' }));
    process.stdout.write(await inFirefox);
  },
  screenshots: async () => process.stdout.write(await (pictures ?? takePictures())),
  parity: async () => {
    program();
    process.stdout.write(await (comparisons ?? compare()));
  },
};

/** What runs the wanted files of tests/browser: command, arguments, options. */
function nodeTests(wanted, more) {
  const files = readdirSync('tests/browser').filter((name) => name.endsWith('.test.mjs') && wanted(name));
  const options = ['--test', '--test-concurrency=1', '--test-reporter=spec'];
  return [process.execPath, [...options, ...files.map((name) => `tests/browser/${name}`)], { timeout: 15 * minutes, ...more }];
}

await main(import.meta.url, async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !(name in steps));
  if (unknown.length) throw new Error(`No such step: ${unknown.join(', ')}. There are ${Object.keys(steps).join(', ')}.`);

  const wanted = chosen.length ? ['setup', ...chosen] : Object.keys(steps);
  const table = [];
  const whole = performance.now();
  try {
    for (const name of wanted) {
      console.log(`\n── ${name}`);
      const start = performance.now();
      const row = (note) => table.push(line(name, note, performance.now() - start));
      await Promise.resolve().then(steps[name]).then(() => row('passed'), (error) => { row('FAILED'); throw error; });
      if (name === 'setup' && wanted.includes('build')) modules = makeModules();
    }
  } finally {
    console.log(`\n${[...table, line('all', '', performance.now() - whole)].join('\n')}`);
  }
});
