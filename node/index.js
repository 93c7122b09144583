// Judges captures in Node.js with the engine that the browser runs; nothing else is needed and nothing leaves the process.
// In: a HAR as a path, bytes or an object. Out: the report of `loginscope check --format json`, and words on it.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as engine from './loginscope_engine.js';
import * as view from './loginscope_view.js';

const beside = (name) => readFileSync(new URL(name, import.meta.url));
let judging, printing;

/** The report on a capture. `config`: client configurations, as objects or as the text of a file. */
export async function diagnose(capture, { config, name } = {}) {
  const path = capture instanceof URL ? fileURLToPath(capture) : capture;
  const bytes = await bytesOf(path);
  judging ??= engine.initSync({ module: beside('loginscope_engine_bg.wasm') });
  const clients = config === undefined || typeof config === 'string' ? config ?? '' : JSON.stringify(config);
  return JSON.parse(engine.check(bytes, name ?? (typeof path === 'string' ? basename(path) : 'capture.har'), clients));
}

/** The report as one HTML document without script, to be opened from the disk. */
export function html(report) {
  printing ??= view.initSync({ module: beside('loginscope_view_bg.wasm') });
  return view.html(JSON.stringify(report), beside('report.css').toString());
}

/** Whether a login was seen to its end, and none failed. */
export const hasLoggedIn = ({ summary }) => summary.failed === 0 && summary.succeeded > 0;

/** What the report says, for a person: of each failed login the cause, the proof, who must act and the fix. */
export function says(report) {
  const failed = report.flows.filter(({ outcome }) => outcome === 'failed');
  if (failed.length) return failed.map(failure).join('\n\n');
  if (!report.flows.length) return ['No login was found in the capture.', ...report.captures.flatMap(({ notes }) => notes)].join('\n');
  return report.flows.map(({ title, summary }) => `${title}: ${summary}`).join('\n');
}

function failure({ title, diagnosis: [first] }) {
  return [
    `${title}: ${first.summary} (${first.cause}, ${first.weight_says})`,
    ...first.evidence.map(({ label, says }) => `  ${label}: ${says}`),
    `Who must act: ${first.who_says}`,
    ...first.fix.map((step, index) => `${index + 1}. ${step}`),
  ].join('\n');
}

/** A matcher for `expect.extend` of Playwright, Vitest or Jest: takes a capture as `diagnose` does, or a report. */
export async function toHaveLoggedIn(received, options) {
  const report = received?.schema_version && received.flows ? received : await diagnose(received, options);
  return {
    name: 'toHaveLoggedIn',
    pass: hasLoggedIn(report),
    message: () => `The login ${hasLoggedIn(report) ? 'succeeded' : 'did not succeed'}.\n\n${says(report)}`,
  };
}

async function bytesOf(capture) {
  if (typeof capture === 'string') return readFile(capture);
  return capture instanceof Uint8Array ? capture : Buffer.from(JSON.stringify(capture));
}
