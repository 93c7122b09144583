// What the command line writes, read by those it is written for: an XML validator, Chromium without script, Mermaid, Chromium's
// own importer of HAR files, haralyzer. In: target/debug/loginscope, cases and recorded logins.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validateXML } from 'xmllint-wasm';
import { pythonPath, target } from '../../.ci/setup.mjs';
import { importHar, launch, until, within } from './chromium.mjs';

const timeout = 120_000;
const files = (folder) => readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.har')).sort().map((name) => join(folder, name));
const [recorded, cases, good] = ['tests/recorded', 'tests/cases', 'tests/good'].map(files);
/** A part of the cases has every form of a report. */
const some = cases.filter((_, index) => index % 5 === 0);
let folder, browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loginscope-'));
  browser = await launch({ rules: 'MAP * ~NOTFOUND' });
}, { timeout });
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
}, { timeout });

/** What the program prints; it may say that a login failed. */
function loginscope(...args) {
  const { status, stdout, stderr } = spawnSync(join(target, 'debug/loginscope'), args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000 });
  assert.ok(status === 0 || status === 1, `exit status ${status}: ${stderr}`);
  return stdout;
}

test('JUnit XML is valid by its schema', { timeout }, async () => {
  const xml = loginscope('check', '--format', 'junit', ...some, ...recorded);
  const schema = readFileSync('tests/schemas/junit.xsd', 'utf8');
  const validate = (contents) => validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [schema], initialMemoryPages: 512, maxMemoryPages: 16384 });
  assert.equal(xml.match(/<testsuite /g).length, some.length + recorded.length);
  assert.deepEqual((await validate(xml)).errors, []);
  assert.equal((await validate(xml.replace('<testcase ', '<testcase colour="red" '))).valid, false);
});

test('the HTML report of many logins is whole where scripts are forbidden', { timeout }, async (t) => {
  const path = join(folder, 'report.html');
  loginscope('check', '--format', 'html', '-o', path, ...recorded);
  const page = await browser.newPage();
  t.after(() => page.close());
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(path).href, { timeout: 30_000 });
  for (const [width, scheme] of [[1280, 'light'], [360, 'dark']]) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const seen = await within(page.evaluate(() => ({
      answers: document.querySelectorAll('article[data-outcome]').length,
      overflow: document.documentElement.scrollWidth - innerWidth,
      scripts: document.scripts.length,
    })), 'the report was read');
    assert.deepEqual(seen, { answers: recorded.length, overflow: 0, scripts: 0 }, `${width} ${scheme}`);
  }
  assert.deepEqual(asked, [pathToFileURL(path).href]);
});

test('Mermaid draws the diagram of every login', { timeout }, async (t) => {
  const markdown = loginscope('check', '--format', 'markdown', ...recorded, ...some, ...good);
  const diagrams = [...new Set(Array.from(markdown.matchAll(/^```mermaid\n([^]*?)^```$/gm), ([, text]) => text))];
  assert.ok(diagrams.length > 100, `${diagrams.length} diagrams`);
  const page = await browser.newPage();
  t.after(() => page.close());
  page.setDefaultTimeout(timeout);
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ path: 'node_modules/mermaid/dist/mermaid.min.js' });
  const drawn = await page.evaluate(async (diagrams) => {
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
    const texts = [];
    for (const [index, diagram] of diagrams.entries()) {
      const { svg } = await mermaid.render(`d${index}`, diagram).catch((error) => { throw new Error(`${error.message}\n${diagram}`); });
      const { body } = new DOMParser().parseFromString(svg, 'text/html');
      texts.push([...body.querySelectorAll('.messageText')].map((text) => text.textContent));
    }
    return texts;
  }, diagrams);
  const said = (diagram) => Array.from(diagram.matchAll(/^ {2}\w+(?:-x|--\)|->>)\w+: (.*)$/gm), ([, text]) => text.replaceAll('#35;', '#'));
  assert.deepEqual(drawn.map((texts) => texts.map(words)), diagrams.map((diagram) => said(diagram).map(words)));
  await assert.rejects(page.evaluate(() => mermaid.parse('sequenceDiagram\n  client-->: nobody')), /Parse error/);
  t.diagnostic(`${diagrams.length} different diagrams`);
});

/** Mermaid breaks lines where it likes. */
const words = (text) => text.replaceAll(/\s+/g, '');

test('haralyzer opens redacted files, entry by entry', { timeout }, (t) => {
  const env = pythonPath();
  if (!env) return t.skip('haralyzer is not there: it needs Python 3 with pip');
  const wanted = {};
  for (const [index, capture] of recorded.entries()) {
    const path = join(folder, `redacted-${index}.har`);
    loginscope('redact', capture, '-o', path);
    wanted[path] = JSON.parse(readFileSync(path, 'utf8')).log.entries.map(({ request, response }) => [request.method, request.url, response.status, request.postData?.text ?? null, true]);
  }
  const { status, stdout, stderr } = spawnSync('python3', ['tests/browser/haralyzer_reads.py', ...Object.keys(wanted)], { encoding: 'utf8', env, timeout: 60_000 });
  assert.equal(status, 0, stderr);
  const inAnyOrder = (seen) => Object.entries(seen).map(([path, entries]) => [path, entries.map((entry) => JSON.stringify(entry)).sort()]);
  assert.deepEqual(inAnyOrder(JSON.parse(stdout)), inAnyOrder(wanted));
});

test('Chromium imports redacted files, entry by entry', { timeout }, async (t) => {
  const page = await browser.newPage();
  t.after(() => page.close());
  const devtools = await within(page.openDevTools(), 'developer tools opened');
  for (const capture of ['chrome-devtools/pub-pkce-ok', 'firefox-devtools/hybrid-ok', 'playwright/device-expired'].map((name) => `tests/recorded/${name}.har`)) {
    const path = join(folder, 'redacted.har');
    loginscope('redact', capture, '-o', path);
    const text = readFileSync(path, 'utf8');
    const wanted = JSON.parse(text).log.entries.map(({ request, response }) => [request.method, request.url, response.status, request.postData?.text ?? null]);
    const seen = await until(`${capture} is imported`, async () => {
      const requests = await importHar(devtools, text);
      return requests.length === wanted.length && requests;
    });
    assert.deepEqual(seen, wanted);
  }
});
