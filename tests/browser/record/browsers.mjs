// The browsers that logins are recorded in, each with its own writer of HAR files.
// In: nothing. Out: a browser whose `start` gives a page without a session and what writes down all that the page then sends.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../../.ci/setup.mjs';
import * as chromiums from '../chromium.mjs';
import * as firefoxes from '../firefox.mjs';
import { appPort, opPort } from './provider.mjs';

const rules = 'MAP *.test 127.0.0.1, MAP * ~NOTFOUND';

/** Chromium, and Playwright's `recordHar`. */
export async function playwright() {
  const browser = await chromium.launch({
    executablePath: chromiumPath(), args: [`--host-resolver-rules=${rules}`, '--no-sandbox', '--ignore-certificate-errors'],
  });
  const start = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'login-'));
    const path = join(folder, 'login.har');
    const context = await browser.newContext({ ignoreHTTPSErrors: true, recordHar: { path, content: 'embed', mode: 'full' } });
    const har = async () => {
      await context.close();
      const text = await readFile(path, 'utf8');
      await rm(folder, { recursive: true });
      return JSON.parse(text);
    };
    return { page: await context.newPage(), har };
  };
  return { start, close: () => browser.close() };
}

/** Chromium, and the export of its network panel. */
export async function chrome() {
  const browser = await chromiums.launch({ rules });
  const start = async () => {
    const page = await browser.newPage();
    await chromiums.clearCookies(page);
    const devtools = await page.openDevTools();
    await chromiums.keepLog(devtools);
    const har = async () => {
      const text = await chromiums.exportHar(devtools);
      await page.close();
      return JSON.parse(text);
    };
    return { page, har };
  };
  return { start, close: () => browser.close() };
}

/** Firefox, and what its network monitor saves: an extension can ask for it. */
export async function firefox() {
  const extension = await mkdtemp(join(tmpdir(), 'asks-for-har-'));
  const manifest = { manifest_version: 2, name: 'HAR', version: '1', devtools_page: 'devtools.html', browser_specific_settings: { gecko: { id: 'har@record.test' } } };
  await writeFile(join(extension, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(extension, 'devtools.html'), '<!doctype html><meta charset="utf-8">');
  const ports = { [`login.op.test:${opPort}`]: opPort, [`app.rp.test:${appPort}`]: appPort, [`app.op.test:${appPort}`]: appPort };
  const browser = await firefoxes.launch({ extension, ports });
  const start = async () => {
    const page = firefoxes.pageOf(browser);
    await page.goto('about:blank');
    await page.clearCookies();
    const log = await firefoxes.openLog(browser);
    const har = async () => {
      const written = { log: await log() };
      await firefoxes.closePanel(browser);
      return written;
    };
    return { page, har };
  };
  const close = async () => {
    await browser.close();
    await rm(extension, { recursive: true });
  };
  return { start, close };
}
