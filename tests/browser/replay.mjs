// Recorded logins, given to the extension as if the browser had just seen them.
// In: entries of a recorded login. Out: as many logins of it as are wanted, each with values and times of its own.

import { until } from './chromium.mjs';

/** The extension's page that listens to the browser. */
export function listenerOf(devtools) {
  return devtools.frames().find((frame) => /^chrome-extension:.*devtools/.test(frame.url()));
}

/** The engine's worker of a panel. */
export function engineOf(devtools) {
  return until('the engine runs', async () => devtools.workers().find((worker) => worker.url().endsWith('/engine.js')));
}

/** Runs in the engine's worker: puts together what it tells the panel. */
export function overhear() {
  const tell = self.postMessage.bind(self);
  self.flows = [];
  let logins = [];
  self.postMessage = (message, transfer) => {
    const { Login, Updated } = message ? JSON.parse(new TextDecoder().decode(message)) : {}; // the first one is empty
    if (Login) logins.push(Login.login);
    if (Updated) {
      self.number = Updated.number;
      self.captures = Updated.captures;
      self.flows = Updated.flows.map((slot) => (slot === 'New' ? logins.shift() : self.flows[slot.Same]));
      logins = [];
    }
    tell(message, transfer);
  };
}

/** Runs there after it: tells the panel of so many logins, like those that were judged; returns when. */
export function tellOf(count) {
  self.judged ??= self.flows;
  const told = self.told ?? 0;
  const time = (number) => new Date(Date.UTC(2126, 0, 1) + number * 61_000).toISOString();
  const login = (number) => ({ ...self.judged[number % self.judged.length], id: `flow-${number + 1}`, started: time(number) });
  const flows = Array.from({ length: count }, (_, number) => (number < told ? { Same: number } : 'New'));
  self.told = count;
  self.number += 1;
  const tell = (event) => self.postMessage(new TextEncoder().encode(JSON.stringify(event)));
  for (let number = told; number < count; number += 1) tell({ Login: { update: self.number, login: login(number) } });
  tell({ Updated: { number: self.number, captures: self.captures, flows, checklist: [] } });
  return performance.timeOrigin + performance.now();
}

/** The entries of a login, again and again, each time with values and times of its own. */
export function many(entries, count) {
  const values = new Set([...entries.matchAll(/\b(?:state|nonce|code|code_challenge|code_verifier)=([\w.~-]{10,})/g)].map(([, value]) => value));
  const own = (login) => [...values].reduce((text, value) => text.replaceAll(value, value.slice(0, -3) + String(login).padStart(3, '0')), entries);
  return Array.from({ length: count }, (_, login) => own(login).replaceAll(/"startedDateTime":"\d{4}/g, `"startedDateTime":"${2100 + login}`));
}
