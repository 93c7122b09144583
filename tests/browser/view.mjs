// What the tests ask of the view, in the panel as in the page.
// In: a frame that shows it. Out: the answer once it is there; what axe finds; how long the start took.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { until, within } from './chromium.mjs';

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');

/** Waits for the answer with this outcome and this first cause ('' where there is none), and returns its sentence. */
export async function answer(frame, outcome, cause) {
  const selector = `article#answer[data-outcome="${outcome}"][data-cause="${cause}"] h2#cause`;
  try {
    return await until(`the answer is ${outcome} ${cause}`, () => frame.evaluate((selector) => document.querySelector(selector)?.innerText.trim(), selector));
  } catch (error) {
    const seen = await frame.evaluate(() => [document.querySelector('#answer')?.outerHTML.slice(0, 200), document.body.innerText.slice(0, 1000)]);
    throw new Error(`${error.message}. Seen instead: ${seen.join('\n')}`);
  }
}

/** The list of logins: outcome of each, and whether it is the selected one. */
export function list(frame) {
  return frame.evaluate(() => [...document.querySelectorAll('a.flow')].map((flow) => ({
    outcome: flow.dataset.outcome,
    selected: flow.ariaCurrent === 'true',
  })));
}

/** The serious and critical violations of accessibility, each in a line. */
export async function violations(frame) {
  await within(frame.evaluate(`${axe};0`), 'axe was loaded');
  const { violations } = await within(frame.evaluate(() => axe.run(document)), 'axe has run', 30_000);
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`));
}

/** Milliseconds from the start of the first script to the first frame. */
export function startTime(frame) {
  return until('the first frame is marked', () => frame.evaluate(() => {
    const [script, first] = ['script-start', 'first-frame'].map((name) => performance.getEntriesByName(`loginscope:${name}`)[0]);
    return first && first.startTime - script.startTime;
  }));
}

export function setTheme(frame, theme) {
  return frame.evaluate((theme) => { document.documentElement.dataset.theme = theme; }, theme);
}

/** Pastes text into the document, as Ctrl+V does outside a field. */
export function paste(frame, text) {
  return within(frame.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text), 'the text was pasted');
}
