// The npm package: captures judged in Node.js, and logins of a real Playwright run in Chromium.
// In: dist/node as it was built, the provider and the client.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diagnose, hasLoggedIn, html, says, toHaveLoggedIn } from '../../dist/node/index.js';
import { start } from './provider.mjs';

const [good, bad] = ['pub-pkce-ok', 'pub-token-redirect-uri-mismatch'].map((name) => `tests/recorded/chrome-devtools/${name}.har`);
let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'loginscope-')); });
after(() => rmSync(folder, { recursive: true, force: true }));

test('a capture is a path, an address of a file, bytes or an object', async () => {
  const bytes = readFileSync(bad);
  const name = 'x.har';
  const [path, url, raw, object] = await Promise.all(
    [bad, pathToFileURL(bad), bytes, JSON.parse(bytes)].map((capture) => diagnose(capture, { name })),
  );
  assert.equal(path.flows[0].diagnosis[0].cause, 'redirect_uri_mismatch_token');
  assert.deepEqual(url, path);
  assert.deepEqual(raw, path);
  assert.equal(object.flows[0].diagnosis[0].cause, path.flows[0].diagnosis[0].cause);
  assert.equal(path.captures[0].file, name);
  await assert.rejects(diagnose(Buffer.from('{"log":1}')), /not a HAR file/);
});

test('a configuration is an object, a list or a text', async () => {
  const client = { name: 'Shop', client_id: 'spa-public' };
  for (const config of [client, [client], JSON.stringify(client)]) {
    const { flows: [flow] } = await diagnose(bad, { config });
    assert.equal(flow.client_name, 'Shop');
  }
});

test('the report is told in words and as a document without script', async () => {
  const report = await diagnose(bad);
  const { diagnosis: [first] } = report.flows[0];
  for (const part of [first.summary, first.cause, `Who must act: ${first.who_says}`, `1. ${first.fix[0]}`]) {
    assert.ok(says(report).includes(part), part);
  }
  const document = html(report);
  assert.match(document, /^<!doctype html>/);
  assert.ok(document.includes('Content-Security-Policy') && document.includes('--bg:') && !document.includes('<script'));
});

test('the matcher tells a login that succeeded from one that did not', async () => {
  assert.ok(hasLoggedIn(await diagnose(good)));
  assert.equal((await toHaveLoggedIn(good)).pass, true);
  const refused = await toHaveLoggedIn(await diagnose(bad));
  assert.equal(refused.pass, false);
  assert.match(refused.message(), /did not succeed[^]*redirect_uri_mismatch_token[^]*Who must act/);
  const { pass, message } = await toHaveLoggedIn({ log: { entries: [] } });
  assert.equal(pass, false);
  assert.match(message(), /No login was found/);
});

test('the package holds what it loads', () => {
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: 'dist/node', encoding: 'utf8', timeout: 60_000 });
  assert.equal(status, 0, stderr);
  const names = JSON.parse(stdout)[0].files.map(({ path }) => path);
  assert.deepEqual([...names].sort(), readdirSync('dist/node').sort());
  for (const name of ['index.d.ts', 'playwright.d.ts', 'report.schema.json', 'loginscope_engine_bg.wasm']) assert.ok(names.includes(name), name);
});

test('where a test of Playwright fails, the report on its login is attached, and the recording is gone', { timeout: 120_000 }, async () => {
  const provider = await start();
  try {
    const { suites } = await playwright({ ...process.env, RULES: provider.rules, OUTPUT: folder });
    const tests = Object.fromEntries(suites[0].specs.map(({ title, tests: [{ results: [result], annotations }] }) => [title, { ...result, annotations }]));
    const reports = ({ attachments }) => attachments.filter(({ name }) => name === 'login report');

    assert.equal(tests['a good login'].status, 'passed', JSON.stringify(tests['a good login'].errors));
    assert.deepEqual(reports(tests['a good login']), []);
    for (const [title, cause] of [['a test that fails', 'redirect_uri_mismatch_token'], ['a report that is refused', 'pkce_verifier_mismatch']]) {
      assert.equal(tests[title].status, 'failed');
      const [report, ...more] = reports(tests[title]);
      assert.equal(report.contentType, 'text/html');
      assert.deepEqual(more, []);
      const text = report.body ? Buffer.from(report.body, 'base64').toString() : readFileSync(report.path, 'utf8');
      assert.ok(text.includes('Who must act'), title);
      assert.ok(tests[title].annotations.some(({ type, description }) => type === 'login' && description.includes(cause)), title);
    }
    assert.match(JSON.stringify(tests['a report that is refused'].errors), /pkce_verifier_mismatch/);
    assert.deepEqual(reports(tests['a test without a login']), []);
    assert.deepEqual(readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.har')), []);
  } finally {
    await provider.close();
  }
});

/** Runs the logins of the folder `playwright`; answers what the reporter printed. The provider is served meanwhile. */
function playwright(env) {
  const arguments_ = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/browser/playwright/playwright.config.mjs'];
  const child = spawn(process.execPath, arguments_, { env, stdio: ['ignore', 'pipe', 'inherit'], timeout: 100_000 });
  let text = '';
  child.stdout.on('data', (piece) => { text += piece; });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', () => { try { done(JSON.parse(text)); } catch { failed(new Error(text)); } });
  });
}
