// Playwright's `test` and `expect`, with an eye on logins: every test's network is recorded, and where a test fails the
// report on its logins is attached. The recording holds passwords and tokens: it is judged and deleted; the report has none.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { test as base, expect as plain } from '@playwright/test';
import { diagnose, html, says, toHaveLoggedIn } from './index.js';

export const expect = plain.extend({ toHaveLoggedIn });

export const test = base.extend({
  /** Client configurations, as objects or as the text of a file: more can be checked with them. */
  clients: [undefined, { option: true }],

  /** Where the recording is; deleted behind the test. Whatever uses it is over before it is judged. */
  recording: [async ({ clients }, use, testInfo) => {
    const path = testInfo.outputPath('login.har');
    await use(path);
    try {
      if (testInfo.status !== testInfo.expectedStatus && existsSync(path)) await attach(path, clients, testInfo);
    } finally {
      await rm(path, { force: true });
    }
  }, { auto: true }],

  contextOptions: async ({ contextOptions, recording }, use) => {
    await use({ ...contextOptions, recordHar: { path: recording, content: 'embed', mode: 'full' } });
  },

  /** Ends the test's browser context, so that its recording is whole, and answers the report on it. */
  diagnoseLogin: async ({ context, recording, clients }, use) => {
    await use(async () => {
      await context.close();
      return diagnose(recording, { config: clients });
    });
  },
});

async function attach(path, clients, testInfo) {
  const report = await diagnose(path, { config: clients, name: `${testInfo.title}.har` });
  if (!report.flows.length) return;
  await testInfo.attach('login report', { body: html(report), contentType: 'text/html' });
  testInfo.annotations.push({ type: 'login', description: says(report) });
}
