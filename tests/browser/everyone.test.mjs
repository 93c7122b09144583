// The panel for everyone: at every size, in both themes, by keyboard, for those who listen and those who want no motion, and
// with hundreds of logins.
// In: dist/extension; recorded logins, given to the extension as if the browser had just seen them.
import { after, before, beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { launch, openDevTools, resizePanel, selectPanel, until, within } from './chromium.mjs';
import { concealed, outside, overlaps } from './layout.mjs';
import { engineOf, listenerOf, many, overhear, tellOf } from './replay.mjs';
import { answer, list, paste, setTheme, startTime, violations } from './view.mjs';

const timeout = 60_000;
const themes = ['light', 'dark'];
/** The third is 1600 × 900 at 200 % zoom, the last half of that, with the panel docked at the side. */
const sizes = [[1600, 900], [1600, 300], [800, 450], [480, 300], [400, 450]];
const folder = 'tests/recorded/chrome-devtools';
const [failed, good] = await Promise.all(['pub-pkce-verifier-mismatch', 'pub-pkce-ok'].map((name) => readFile(`${folder}/${name}.har`, 'utf8')));
let browser, page, devtools, listener, frame;
before(async () => {
  browser = await launch({ extension: resolve('dist/extension'), rules: 'MAP * ~NOTFOUND' });
  page = await browser.newPage();
  devtools = await openDevTools(page);
  listener = listenerOf(devtools);
  frame = await selectPanel(devtools);
}, { timeout });
after(() => browser?.close(), { timeout });
beforeEach(async () => {
  await resizePanel(devtools, frame, 1440, 900);
  await setTheme(frame, 'light');
  await frame.evaluate(() => document.querySelector('[aria-label=Clear]').click());
  await until('the list is empty', async () => !(await list(frame)).length);
});

/** What can be on the screen. `first`: what has to be seen of it at once; `low`: at 480 × 300, where the proof is folded. */
const screens = {
  empty: { prepare: () => {}, first: ['#cause'] },
  failed: { prepare: () => give(failed), first: ['#cause', '.proof .pair dd', '.act'], low: ['#cause', '.low-proof summary', '.act', '.fix li'] },
  good: { prepare: () => give(good), first: ['#cause'] },
  'cannot tell': { prepare: () => giveEntries(unclear()), first: ['#cause'] },
  keys: { prepare: () => press('[aria-label=Keys]'), first: ['.keys h2'], close: () => press('.keys .button'), within: '.keys' },
  clients: { prepare: () => press('[data-open=clients]'), first: ['.settings h2'], close: () => press('[data-open=clients]') },
};

for (const [name, { prepare, first, low = first, close, within: part = 'body' }] of Object.entries(screens)) {
  test(`everyone can see: ${name}`, { timeout: 2 * timeout }, async () => {
    await prepare();
    await until('it is shown', () => frame.$(first[0]));
    const found = [];
    for (const [width, height] of sizes) {
      await resizePanel(devtools, frame, width, height);
      for (const theme of themes) {
        await setTheme(frame, theme);
        const [beside, above, hidden] = await Promise.all([
          frame.evaluate(outside), frame.evaluate(overlaps, part), frame.evaluate(concealed, seenFirst(width, first, low)),
        ]);
        found.push(...[...beside, ...above, ...hidden].map((says) => `${width}×${height} ${theme}: ${says}`));
        if ([1600, 800].includes(width) && height !== 300) found.push(...await violations(frame));
      }
    }
    await close?.();
    assert.deepEqual(found, []);
  });
}

test('everyone can create a client in the panel', { timeout }, async () => {
  await press('[data-open=clients]');
  const screens = { 'New client': '#client_id, form input', 'Import…': '#import-text' };
  for (const [words, field] of Object.entries(screens)) {
    await frame.evaluate((words) => [...document.querySelectorAll('button, a')].find(({ innerText }) => innerText.trim() === words).click(), words);
    await until(`${words} is open`, () => frame.$(field));
    for (const theme of themes) {
      await setTheme(frame, theme);
      assert.deepEqual(await violations(frame), [], `${words} ${theme}`);
    }
  }
  await press('[data-open=clients]');
});

test('the keyboard reaches everything in its order, and shows where it is', { timeout }, async () => {
  const own = await browser.newPage();
  await own.goto(frame.url(), { timeout: 10_000 });
  await startTime(own);
  await paste(own, failed);
  await answer(own, 'failed', 'pkce_verifier_mismatch');
  const seen = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await own.keyboard.press('Tab');
    const at = await own.evaluate(focused);
    if (!at) break;
    assert.ok(at.isMarked, `it shows that the focus is on ${at.name}`);
    assert.ok(at.isInView, `${at.name} is in view when it has the focus`);
    if (seen.at(-1) !== at.region) seen.push(at.region);
  }
  assert.deepEqual(seen, ['To the answer', 'bar', 'logins', 'answer', 'sequence', 'exchange']);

  await own.focus('[aria-label=Keys]');
  await own.keyboard.press('Enter');
  await until('what opens has the focus', () => own.evaluate(() => document.activeElement.closest('[role=dialog]')?.ariaLabel === 'Keys'));
  await own.keyboard.press('Escape');
  await until('it is closed', async () => !await own.$('[role=dialog]'));
  await until('it gives the focus back', () => own.evaluate(() => document.activeElement.ariaLabel === 'Keys'));
  await own.close();
});

test('a new outcome is said once, and takes nobody from the login that is being read', { timeout }, async () => {
  const [first, second, third] = many(JSON.stringify(JSON.parse(failed).log.entries), 3).map((text) => JSON.parse(text));
  for (const entries of [first, second]) await giveEntries(entries);
  await until('both are there', async () => (await list(frame)).length === 2);
  await frame.evaluate(() => [...document.querySelectorAll('a.flow')].at(-1).click());
  await until('the older one is read', async () => (await list(frame))[1].selected);
  await frame.evaluate(hearStatus);
  await giveEntries(third.slice(0, -1));
  await until('it is on its way', async () => (await list(frame)).length === 3);
  await giveEntries(third.slice(-1));
  await until('it is judged', async () => (await list(frame))[0].outcome === 'failed');
  assert.deepEqual((await list(frame)).map(({ selected }) => selected), [false, false, true]);
  const said = async () => (await frame.evaluate(() => window.said)).filter((text) => /^Failed: The code_verifier/.test(text));
  await until('it is said', async () => (await said()).length > 0);
  await frame.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 100)); }));
  assert.equal((await said()).length, 1);
});

test('nothing turns for those who want less motion', { timeout }, async () => {
  await giveEntries(JSON.parse(failed).log.entries.slice(0, 6));
  await answer(frame, 'incomplete', '');
  const motion = () => frame.evaluate(() => [...document.querySelectorAll('.spin')].map((ring) => getComputedStyle(ring).animationName));
  assert.deepEqual([...new Set(await motion())], ['turn']);
  await frame.evaluate(() => {
    // What the browser does for those who ask for it: this rule applies to them.
    for (const rule of [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])) {
      if (rule.conditionText?.includes('prefers-reduced-motion')) rule.media.mediaText = 'all';
    }
  });
  assert.deepEqual([...new Set(await motion())], ['none']);
});

test('with five hundred logins only what is new is drawn', { timeout: 2 * timeout }, async (t) => {
  const worker = await engineOf(devtools);
  await worker.evaluate(overhear);
  await give(failed);
  await answer(frame, 'failed', 'pkce_verifier_mismatch');
  await worker.evaluate(tellOf, 500);
  await until('all are shown', async () => (await list(frame)).length === 500);
  await frame.evaluate(watchWork);
  const times = [];
  for (let count = 501; count <= 511; count += 1) {
    const shown = frame.evaluate(listed, count);
    const told = await worker.evaluate(tellOf, count);
    times.push(await within(shown, 'it is shown') - told);
  }
  const { handlers, rows } = await frame.evaluate(() => window.work);
  assert.ok(rows <= 4 * 11, `${rows} rows changed for 11 new ones`);
  assert.ok(handlers < 100 * 11, `${handlers} handlers for 11 new rows`);
  const sorted = times.toSorted((a, b) => a - b).map((ms) => ms.toFixed(0));
  t.diagnostic(`a login more beside 500: on the screen after ${sorted[5]} ms at the median, from ${sorted[0]} to ${sorted[10]} ms`);
  await frame.evaluate(() => document.querySelector('a.flow').focus());
  assert.deepEqual(await violations(frame), []);
});

function seenFirst(width, first, low) {
  return width === 480 ? low : first.slice(0, width < 480 ? 1 : undefined);
}

function give(har) {
  return giveEntries(JSON.parse(har).log.entries);
}

/** As if they were seen now: a list that was cleared takes nothing older. */
async function giveEntries(entries) {
  const shift = 50 * 365 * 86_400_000;
  const later = entries.map((entry) => ({ ...entry, startedDateTime: new Date(Date.parse(entry.startedDateTime) + shift).toISOString() }));
  await until('the engine of the listener has started', () => listener.evaluate(() => watch !== undefined));
  await listener.evaluate((entries) => entries.forEach(give), later);
}

function unclear() {
  const entries = JSON.parse(failed).log.entries.filter(({ request }) => !request.url.includes('/auth'));
  entries.at(-1).response.content.text = '{"error":"invalid_grant"}';
  return entries;
}

function press(selector) {
  return frame.evaluate((selector) => document.querySelector(selector).click(), selector);
}

/** What has the focus, where it belongs, and whether a person sees it. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const regions = { '.skip': 'To the answer', '.bar': 'bar', '.flows': 'logins', main: 'answer', '#exchange': 'exchange', '.aside': 'sequence' };
  const [, region] = Object.entries(regions).find(([selector]) => element.closest(selector)) ?? [];
  const row = element.querySelector('rect.row'); // a step in the drawing has its own outline
  const { outlineStyle, outlineWidth, stroke, strokeWidth } = getComputedStyle(row ?? element);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return {
    name: element.outerHTML.slice(0, 120),
    region,
    isMarked: row ? stroke !== 'none' && parseFloat(strokeWidth) >= 2 : outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    isInView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  };
}

function hearStatus() {
  window.said = [];
  const status = document.querySelector('p.hidden[role=status]');
  new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
}

/** Counts rows that are touched and handlers that are added from now on. */
function watchWork() {
  window.work = { handlers: 0, rows: 0 };
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function counted(...call) {
    window.work.handlers += 1;
    return add.apply(this, call);
  };
  const rows = (records) => new Set(records.flatMap(({ target, addedNodes, removedNodes }) => [target.closest?.('li'), ...addedNodes, ...removedNodes]).filter((node) => node?.tagName === 'LI')).size;
  new MutationObserver((records) => { window.work.rows += rows(records); })
    .observe(document.querySelector('#logins ul'), { subtree: true, childList: true, attributes: true });
}

/** The moment when so many logins are on the screen. */
function listed(count) {
  return new Promise((done) => {
    const look = () => {
      if (document.querySelectorAll('a.flow').length !== count) requestAnimationFrame(look);
      else requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
    };
    look();
  });
}
