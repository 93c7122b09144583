// Recorded logins, given to the extension as if the browser had just seen them.
// In: entries of a recorded login. Out: as many logins of it as are wanted, each with values and times of its own.

/** The extension's page that listens to the browser. */
export function listenerOf(devtools) {
  return devtools.frames().find((frame) => /^chrome-extension:.*devtools/.test(frame.url()));
}

/** The entries of a login, again and again, each time with values and times of its own. */
export function many(entries, count) {
  const values = new Set([...entries.matchAll(/\b(?:state|nonce|code|code_challenge|code_verifier)=([\w.~-]{10,})/g)].map(([, value]) => value));
  const own = (login) => [...values].reduce((text, value) => text.replaceAll(value, value.slice(0, -3) + String(login).padStart(3, '0')), entries);
  return Array.from({ length: count }, (_, login) => own(login).replaceAll(/"startedDateTime":"\d{4}/g, `"startedDateTime":"${2100 + login}`));
}
