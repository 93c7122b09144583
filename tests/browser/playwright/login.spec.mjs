// Logins as a client's own tests would go through them, with the package's `test` and `expect`. Two of them are to fail.
import { expect, test } from '../../../dist/node/playwright.js';
import { goThrough, logins } from '../login.mjs';
import { origin } from '../provider.mjs';

test.use({ clients: { name: 'Shop', client_id: 'spa-public', client_type: 'public' } });

async function logIn(page, name) {
  await page.goto(origin);
  await page.waitForFunction(() => document.documentElement.dataset.status === 'ready');
  return goThrough(page, logins[name]);
}

test('a good login', async ({ page, diagnoseLogin }) => {
  expect(await logIn(page, 'a good login')).toBe('done');
  expect(await page.evaluate(() => navigator.language)).toBe('de-DE');
  const report = await diagnoseLogin();
  await expect(report).toHaveLoggedIn();
  expect(report.flows[0].client_name).toBe('Shop');
});

test('a test that fails', async ({ page }) => {
  expect(await logIn(page, 'another redirect_uri in the token request')).toBe('done');
});

test('a report that is refused', async ({ page, diagnoseLogin }) => {
  await logIn(page, 'a verifier that does not hash to the challenge');
  await expect(await diagnoseLogin()).toHaveLoggedIn();
});

test('a test without a login', async ({ page }) => {
  await page.goto(origin);
  expect(1).toBe(2);
});
